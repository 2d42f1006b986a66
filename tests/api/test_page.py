"""docs/api.md is true: its files are written, and every line of it is run."""

import doctest
import re
from pathlib import Path

import pytest

from docs.replay import play

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
SESSION = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_line_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert play(text, tmp_path) == text
    monkeypatch.chdir(tmp_path)
    session = "\n".join(SESSION.findall(text))
    lines: list[str] = []
    test = doctest.DocTestParser().get_doctest(session, {}, "docs/api.md", None, 0)
    found = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=lines.append)
    assert found.attempted > 25 and found.failed == 0, "".join(lines)


def test_the_first_lines_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE.read_text(encoding="utf-8")
    play(text, tmp_path)
    monkeypatch.chdir(tmp_path)
    (program,) = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    exec(program, {})
    assert {path.name for path in tmp_path.iterdir()} == {"方案.credit", "数据.csv", "附件1.docx", "成绩.xlsx"}
