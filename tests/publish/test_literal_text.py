"""A text is a text: whatever it looks like, office files show it and do nothing else with it."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from creditdsl.publish.document import Document
from creditdsl.publish.writers import docx as docx_writer
from creditdsl.publish.writers import xlsx as xlsx_writer
from tests.publish.payloads import FORBIDDEN, HARMLESS
from tests.publish.printing import every_block

BOXED = [(text, re.sub("[^\u7532\u4e59\\[31m]", "□", text)) for text in FORBIDDEN]
TEXTS = [*((text, text) for text in HARMLESS), *BOXED]
LAYOUT = {"ind", "jc", "row", "br", "t"}
"""Elements that tell how a text is laid out; a title in several lines has several texts, which docx_words joins."""


def shape(file: bytes) -> dict[str, list[str]]:
    """The elements of each part, in their order."""
    with ZipFile(BytesIO(file)) as parts:
        return {
            name: [
                etree.QName(one).localname
                for one in etree.fromstring(parts.read(name)).iter()
                if etree.QName(one).localname not in LAYOUT
            ]
            for name in parts.namelist()
            if name.endswith((".xml", ".rels"))
        }


def docx_words(file: bytes) -> list[str]:
    package = docx.Document(BytesIO(file))
    runs = (["".join(part.itertext()) for part in one.iter("{*}t")] for one in package.element.iter("{*}r"))
    return ["".join(parts) for parts in runs if parts]


def xlsx_words(file: bytes) -> list[object]:
    book = CalamineWorkbook.from_filelike(BytesIO(file))
    return [value for row in book.get_sheet_by_index(0).to_python() for value in row if value != ""]


def _in_one_line(value: object) -> object:
    """A text without the ends of a title's lines."""
    return value.replace("\n", "") if isinstance(value, str) else value


@cache
def plain(writer: Callable[[Document], bytes]) -> bytes:
    """The document without anything odd."""
    return writer(every_block("字"))


@pytest.mark.parametrize(("text", "shown"), TEXTS, ids=ascii)
def test_docx(text: str, shown: str) -> None:
    made = docx_writer.write(every_block(text))
    assert docx_words(made) == [word.replace("字", shown) for word in docx_words(plain(docx_writer.write))]
    assert shape(made) == shape(plain(docx_writer.write))


@pytest.mark.parametrize(("text", "shown"), TEXTS, ids=ascii)
def test_xlsx(text: str, shown: str) -> None:
    made = xlsx_writer.write(every_block(text))
    usual = xlsx_words(plain(xlsx_writer.write))
    wanted = [word.replace("字", shown) if isinstance(word, str) else word for word in usual]
    assert list(map(_in_one_line, xlsx_words(made))) == list(map(_in_one_line, wanted))
    parts = shape(made)
    assert not {name for part in parts.values() for name in part} & {"f", "hyperlink", "hyperlinks"}
    assert parts.keys() == shape(plain(xlsx_writer.write)).keys()
