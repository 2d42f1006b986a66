"""While a long text is edited, the service does not look at every object that it holds."""

import gc
from collections.abc import Iterator

import pytest

from creditdsl.base.source import Source
from creditdsl.cli.collecting import COLLECTING
from creditdsl.server.open_document import Document
from creditdsl.server.open_text import OpenText
from tests.server.random_edits import SCHEMES, change

LINES = 3000


@pytest.fixture
def whole() -> Iterator[list[str]]:
    """Yield the phases of collections of all objects, as they come."""
    phases: list[str] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if info["generation"] == 2:
            phases.append(phase)

    kept = gc.get_threshold()
    gc.callbacks.append(note)
    yield phases
    gc.callbacks.remove(note)
    gc.set_threshold(*kept)


def edit() -> None:
    """Insert a line near the top of a long text and take it away, again and again."""
    head, table = SCHEMES["lvliang-2022"].split("附件2", 1)
    tables = (f"附件{number}{table}" for number in range(2, LINES // table.count("\n") + 3))
    text = OpenText(Document("file:///x", 0, Source("x", head + "\n".join(tables))))
    for version in range(10):
        text.change([change("\n" if version % 2 else "", ((20, 0), (21 - version % 2, 0)))], version)


def test_an_edit_looks_at_young_objects_only(whole: list[str]) -> None:
    gc.set_threshold(700, 10, 10)
    edit()
    assert whole, "as Python does by itself"
    gc.collect()
    whole.clear()
    gc.set_threshold(*COLLECTING)
    edit()
    assert whole == []


def test_old_versions_are_in_no_circle() -> None:
    gc.collect()
    gc.disable()
    try:
        edit()
        assert gc.collect() < 5000, "a version holds many times more"
    finally:
        gc.enable()
