"""`make vsix`: the sources are sound, and the archive holds what its manifest names, the same bytes each time."""

import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from editors.package import pack
from tests.editors.npm import node

pytestmark = pytest.mark.full

GALLERY = "{http://schemas.microsoft.com/developer/vsx-schema/2011}"
BUNDLE = json.loads((Path(__file__).parents[2] / "editors/vscode/package.json").read_text(encoding="utf-8"))["scripts"]


def test_the_archive_is_whole_and_reproducible(tmp_path: Path) -> None:
    node("node_modules/typescript/bin/tsc", *BUNDLE["check"].split()[1:])
    archives = []
    for name in ("first.vsix", "second.vsix"):
        node("node_modules/esbuild/bin/esbuild", *BUNDLE["build"].split()[1:])
        pack(tmp_path / name)
        archives.append((tmp_path / name).read_bytes())
    assert archives[0] == archives[1]
    with zipfile.ZipFile(tmp_path / "first.vsix") as archive:
        names = set(archive.namelist())
        manifest = ElementTree.fromstring(archive.read("extension.vsixmanifest"))
        package = json.loads(archive.read("extension/package.json"))
        licences = archive.read("extension/THIRD-PARTY.txt").decode()
    contributed = package["contributes"]
    files = [package["main"], *(grammar["path"] for grammar in contributed["grammars"])]
    files += [language["configuration"] for language in contributed["languages"]]
    assert {f"extension/{file.removeprefix('./')}" for file in files} <= names
    assert {asset.attrib["Path"] for asset in manifest.iter(f"{GALLERY}Asset")} <= names
    assert [identity.attrib["Version"] for identity in manifest.iter(f"{GALLERY}Identity")] == [package["version"]]
    assert "vscode-languageclient" in licences and "Permission is hereby granted" in licences
