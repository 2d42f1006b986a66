"""Workbooks are the same bytes on Windows as elsewhere."""

import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from creditdsl.cli.main import main
from creditdsl.publish.writers import xlsx
from tests.publish.printing import every_block

SCHEME = Path(__file__).parents[3] / "schemes" / "lvliang-2022"
WINDOWS = SimpleNamespace(**vars(sys) | {"platform": "win32"})


def test_a_document_as_a_workbook_does_not_tell_its_system(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = xlsx.write(every_block())
    monkeypatch.setattr(zipfile, "sys", WINDOWS)
    assert xlsx.write(every_block()) == elsewhere


@pytest.mark.parametrize("command", [("score", "--data", str(SCHEME / "data" / "附件2.csv")), ("sheet",)])
def test_files_of_commands_do_not_tell_their_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    name, *options = command
    contents = []
    for system in (sys, WINDOWS):
        monkeypatch.setattr(zipfile, "sys", system)
        target = tmp_path / f"{len(contents)}.xlsx"
        assert main([name, str(SCHEME / "scheme.credit"), "--table", "附件2", *options, "-o", str(target)]) == 0
        contents.append(target.read_bytes())
    assert contents[0] == contents[1]
