"""Finish what is handed out: the licences of all that is inside, and checksums. `make release` calls it last.

    python -m release.handed_out DOWNLOADS MODULES DIST

DOWNLOADS: what `make windows` has fetched. MODULES: the npm packages of the page. DIST holds what was made.
"""

import sys
import zipfile
from hashlib import sha256
from pathlib import Path

from release.embedded_python import Untrusted, interpreter_files
from release.licence_list import RULE, NoLicence, licence_text, npm_components, wheel_component
from release.windows_folder import ZIP_NAME, python_component

LICENCES = "许可.txt"
CHECKSUMS = "SHA256SUMS"
HANDED_OUT = ("工作台.html", ZIP_NAME, "creditdsl-*.whl", "creditdsl.vsix")


class NotMade(Exception):
    """What is missing in DIST."""


def handed_out(dist: Path) -> list[Path]:
    """Return the files that are handed out, the licences left out; NotMade where one is missing."""
    files = []
    for pattern in HANDED_OUT:
        matches = list(dist.glob(pattern))
        if len(matches) != 1:
            raise NotMade(f"dist/ 里的 {pattern} 应当正好有一个，现在有 {len(matches)} 个。")
        files += matches
    return files


def checksums(files: list[Path]) -> str:
    """Return a line for every file as sha256sum writes and reads it."""
    return "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def all_licences(downloads: Path, modules: Path, dist: Path) -> str:
    """Return the licences of the program, the interpreter, the packages, the page, and the extension."""
    (archive,) = (downloads / "python").glob("*.tar.gz")
    wheels = [*(downloads / "wheels").glob("*.whl"), *dist.glob("creditdsl-*.whl")]
    components = [python_component(interpreter_files(archive)), *map(wheel_component, wheels), *npm_components(modules)]
    with zipfile.ZipFile(dist / "creditdsl.vsix") as extension:
        bundled = extension.read("extension/THIRD-PARTY.txt").decode()
    return licence_text(components) + f"\n{RULE}\ncreditdsl.vsix\n{RULE}\n\n{bundled}"


def main(downloads: Path, modules: Path, dist: Path) -> None:
    """Write the licences and the checksums beside the files; print what is handed out."""
    files = handed_out(dist)
    licences = dist / LICENCES
    licences.write_text(all_licences(downloads, modules, dist), encoding="utf-8-sig", newline="\r\n")
    (dist / CHECKSUMS).write_text(checksums([*files, licences]), encoding="utf-8")
    for path in [*files, licences]:
        print(f"{path}　{path.stat().st_size / 1_000_000:.1f} MB")


if __name__ == "__main__":
    try:
        main(*map(Path, sys.argv[1:]))
    except (NoLicence, NotMade, Untrusted) as reason:
        sys.exit(f"没有做成：{reason}")
