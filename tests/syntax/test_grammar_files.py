"""The words of the language: read beforehand, and from their TOML where that is not what was read."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from creditdsl.syntax import grammar_files
from creditdsl.syntax.grammar_files import WORD_TABLES, words_file, words_of

FOLDER = Path(__file__).parents[2] / "grammar"
NAME = "quantities.toml"


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    grammar_files._words.cache_clear()
    yield
    grammar_files._words.cache_clear()


def instead(monkeypatch: pytest.MonkeyPatch, texts: Mapping[str, str]) -> None:
    """Read these texts in the place of files of grammar/."""
    read = grammar_files.grammar_text
    monkeypatch.setattr(grammar_files, "grammar_text", lambda name: texts.get(name) or read(name))


def test_the_words_are_those_of_their_tables_byte_for_byte() -> None:
    assert (FOLDER / WORD_TABLES).read_bytes() == words_file().encode(), "run make docs"


@pytest.mark.parametrize("name", ["keywords.toml", NAME])
def test_they_say_what_the_tables_say(name: str) -> None:
    assert words_of(name) == tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_what_was_read_beforehand_spares_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar_files, "_body_of_words", lambda: pytest.fail("read again"))
    assert words_of(NAME)["amounts"]


def test_changed_tables_are_read_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = (FOLDER / NAME).read_text(encoding="utf-8").replace("amounts = [", 'amounts = ["新的量", ', 1)
    instead(monkeypatch, {NAME: changed})
    assert words_of(NAME)["amounts"][0] == "新的量"


@pytest.mark.parametrize("damaged", ["", "{", "0000\n{}"])
def test_a_damaged_file_is_not_used(damaged: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = words_of(NAME)
    grammar_files._words.cache_clear()
    instead(monkeypatch, {WORD_TABLES: damaged or "\n"})
    assert words_of(NAME) == expected
