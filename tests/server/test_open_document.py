"""Positions of a client and of the compiler name the same place, whatever units the client counts in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.base.source import Source, Span
from creditdsl.server.open_document import Caret, Document, Encoding, file_name
from creditdsl.server.request_params import BadParams, Params

TEXT = "方案：𠮷县\n  a得3\n"


def document(text: str = TEXT, encoding: Encoding = Encoding.UTF16) -> Document:
    return Document("file:///方案.credit", 1, Source("方案.credit", text), encoding)


def at(line: int, character: int) -> Params:
    return Params({"line": line, "character": character})


def change(text: str, *ends: tuple[int, int]) -> Params:
    if not ends:
        return Params({"text": text})
    (start, end) = ({"line": line, "character": character} for line, character in ends)
    return Params({"range": {"start": start, "end": end}, "text": text})


@pytest.mark.parametrize(("encoding", "units"), [(Encoding.UTF8, 13), (Encoding.UTF16, 5), (Encoding.UTF32, 4)])
def test_counts_in_the_units_of_the_client(encoding: Encoding, units: int) -> None:
    text = document(encoding=encoding)
    assert text.position(1, 5) == {"line": 0, "character": units}
    assert text.caret(at(0, units)) == Caret(1, 5)


def test_a_position_within_a_character_stands_before_it() -> None:
    assert document().caret(at(0, 4)) == Caret(1, 4)


def test_a_position_behind_the_end_is_the_end() -> None:
    assert document().caret(at(0, 99)) == Caret(1, 6)
    assert document().caret(at(99, 0)) == Caret(3, 1)


@pytest.mark.parametrize("position", [at(-1, 0), at(0, -1), Params({"line": "0", "character": 0}), Params({})])
def test_refuses_what_is_no_position(position: Params) -> None:
    with pytest.raises(BadParams):
        document().caret(position)


def test_refuses_a_range_that_ends_before_it_starts() -> None:
    with pytest.raises(BadParams):
        document().changed([change("", (1, 0), (0, 0))], 2)


def test_changes_follow_each_other() -> None:
    text = document().changed(
        [change("四", (0, 3), (0, 5)), change("\n", (1, 0), (1, 2)), change("", (2, 4), (3, 0))], 2
    )
    assert text.source.text == "方案：四县\n\na得3"
    assert text.version == 2


def test_a_change_without_a_range_is_the_whole_text() -> None:
    assert document().changed([change("新\r\n")], 3).lines == ("新", "")


@given(st.text("a中𠮷\n\r", max_size=20), st.sampled_from(Encoding), st.data())
def test_a_place_comes_back(text: str, encoding: Encoding, data: st.DataObject) -> None:
    opened = document(text, encoding)
    line = data.draw(st.integers(1, len(opened.lines)))
    column = data.draw(st.integers(1, len(opened.lines[line - 1]) + 1))
    assert opened.caret(Params(opened.position(line, column))) == Caret(line, column)


def test_a_span_never_reaches_beyond_its_line() -> None:
    assert document().range(Span(2, 1, 2, 99))["end"] == {"line": 1, "character": 5}


def test_names_a_file_as_its_reader_does() -> None:
    assert file_name("file:///c%3A/%E6%96%B9%E6%A1%88.credit") == "方案.credit"
    assert file_name("untitled:Untitled-1") == "untitled:Untitled-1"
