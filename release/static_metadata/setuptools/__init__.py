"""Stands in for setuptools while pip downloads a source archive whose setup must not run."""
