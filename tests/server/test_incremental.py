"""A version that is analysed with the memo of those before it gives what it gives alone, byte for byte.

`CREDITDSL_EDITS=10000 pytest tests/server/test_incremental.py` is the campaign (`make edits`): so many edits in all.
"""

import json
import os
from random import Random

import pytest

from creditdsl.base.memo import Memo
from creditdsl.base.source import Source
from creditdsl.reports.json import as_json
from creditdsl.server.analysis import Analysis, analyse
from creditdsl.server.open_document import Document, Encoding
from creditdsl.syntax import lines
from tests.server.random_edits import SCHEMES, edits

EDITS = int(os.environ.get("CREDITDSL_EDITS", "10"))


def everything(analysis: Analysis) -> str:
    """Return the diagnostics as a program reads them, and all nodes with their places."""
    written = json.dumps(as_json(["x"], analysis.diagnostics), ensure_ascii=False, default=str)
    return "\n".join((written, repr(analysis.tree.lines), repr(analysis.scheme), repr(analysis.passes.types)))


@pytest.mark.campaign
@pytest.mark.parametrize("name", SCHEMES)
def test_a_memo_changes_nothing(name: str) -> None:
    random, memo = Random(name), Memo()
    document = Document("file:///x", 0, Source("x", SCHEMES[name]), Encoding.UTF32)
    drawn = edits(random, SCHEMES[name])
    analyse(document.source, memo)
    change = next(drawn)
    for version in range(EDITS // len(SCHEMES)):
        document = document.changed([change], version)
        incremental = analyse(document.source, memo)
        assert everything(incremental) == everything(analyse(document.source, Memo())), (version, change)
        change = drawn.send(document.source.text)


def test_a_line_that_moves_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text, memo = SCHEMES["lvliang-2022"], Memo()
    for version in range(4):
        analyse(Source("x", text + "\n" * version), memo)
    read: list[str] = []
    parse = lines.parse_line
    monkeypatch.setattr(lines, "parse_line", lambda line, start: read.append(line) or parse(line, start))
    analyse(Source("x", text.replace("附件1", "\n附件1", 1) + "\n\n\n"), memo)
    assert read == []
