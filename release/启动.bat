@echo off
rem ASCII only, so that every code page reads it alike. Python writes Chinese to this window without one.
rem A folder dragged onto this file is opened; otherwise the folder of this file.
title creditdsl
set "FOLDER=%~dp0"
if not "%~1"=="" if exist "%~1\" set "FOLDER=%~1"
pushd "%FOLDER%"
"%~dp0program\python\python.exe" -X utf8 -m creditdsl workbench
if errorlevel 1 pause
popd
