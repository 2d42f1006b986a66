"""A session takes no more memory after very many edits than after some.

`CREDITDSL_EDITS=10000 pytest tests/server/test_memory.py` is the campaign (`make edits`): ten times as many edits.
"""

import gc
import os
from pathlib import Path
from random import Random
from typing import Any

import pytest

from creditdsl.server.session import Session
from tests.server.random_edits import SCHEMES, edits

EDITS = 10 * int(os.environ.get("CREDITDSL_EDITS", "10"))
MEMORY = Path("/proc/self/statm")
URI = "file:///x.credit"
AWAY, PAUSE = 500, 50
"""Edits until the text is as it was, so that it does not grow without end; edits until the drafter waits."""
FORGOTTEN = 10
"""Versions after which nothing of the edits may be left."""
GROWTH = 8 * 1024 * 1024
"""Bytes that the heap may grow by chance: it is not given back in one piece."""


class Editor:
    """A client with one open text, which it edits and asks about."""

    def __init__(self, text: str) -> None:
        self.session, self.version = Session(), 0
        self.ask("initialize", {"capabilities": {}})
        self.tell("textDocument/didOpen", {"textDocument": {"uri": URI, "version": 0, "text": text}})

    def tell(self, method: str, params: dict[str, Any]) -> None:
        self.session.handle({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> None:
        (answer,) = self.session.handle({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        assert "result" in answer

    def change(self, changed: dict[str, Any]) -> None:
        self.version += 1
        document = {"uri": URI, "version": self.version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [changed]})

    def look_around(self) -> None:
        """Wait for the review, and ask what an editor asks in a pause."""
        list(self.session.idle())
        for method in ("textDocument/documentSymbol", "textDocument/semanticTokens/full", "textDocument/inlayHint"):
            whole = {"start": {"line": 0, "character": 0}, "end": {"line": 10**6, "character": 0}}
            self.ask(method, {"textDocument": {"uri": URI}, "range": whole})


def resident() -> int:
    """Return the bytes of memory that the process takes."""
    gc.collect()
    return int(MEMORY.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.campaign
@pytest.mark.skipif(not MEMORY.exists(), reason="the system does not say how much memory a process takes")
def test_memory_does_not_grow_with_edits() -> None:
    text = SCHEMES["huangshi-2020"]
    random, editor, taken = Random(1), Editor(text), []
    for _ in range(2):
        for number in range(EDITS // 2):
            if number % AWAY == 0:
                editor.change({"text": text})
                drawn = edits(random, text)
                change = next(drawn)
            editor.change(dict(change.value))
            if number % PAUSE == 0:
                editor.look_around()
            change = drawn.send(editor.session.texts[URI].document.source.text)
        for _ in range(FORGOTTEN):
            editor.change({"text": text})
            editor.look_around()
        taken.append(resident())
    assert taken[1] <= taken[0] + GROWTH, taken
