"""What is wrong, as data: a frozen class for each kind of fault, whose docstring is its manual page.

A kind of fault is written

    @node
    class UnknownUnit(Fault):
        \"\"\"E0031 数据里没有这个单位

        说明：要说明得分的单位，名称要与数据“单位”一列里写的相同。
        改法：核对单位名称，或者核对数据文件是不是这张表的。
        \"\"\"

        typed: str
        nearest: tuple[str, ...]

        def words(self) -> str:
            return f"数据里没有单位“{self.typed}”。"

        def help(self) -> str:
            return f"要写的可能是：{'、'.join(self.nearest)}。"

so that a reader gets sentences and a program gets the fields (`data`).
"""

from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from fractions import Fraction
from types import ModuleType

from creditdsl.base.code import Code
from creditdsl.base.node import node
from creditdsl.base.source import Span


@node
class Fault:
    """Base of every kind of fault. The fields of a subclass are the facts of one case."""

    @classmethod
    def page(cls) -> Code:
        """Return the code of this kind with its manual page."""
        return _page(cls.__doc__ or "")

    @property
    def code(self) -> Code:
        return self.page()

    def words(self) -> str:
        """Return what is wrong, as one or more sentences."""
        raise NotImplementedError

    def help(self) -> str:
        """Return what to write instead; empty where `words` says it."""
        return self.code.fix

    def data(self) -> dict[str, object]:
        """Return the facts as JSON values, by field; exact numbers as text."""
        return {field.name: _value(getattr(self, field.name)) for field in fields(self)}


@node
class PlainFault(Fault):
    """Base of the kinds of fault whose words say what to write instead."""

    def help(self) -> str:
        return ""


class Variant(Enum):
    """Base of the variants of one kind of fault: the sentence of each, and what to write instead."""

    def __init__(self, sentence: str, advice: str = "") -> None:
        self.sentence, self.advice = sentence, advice


@node
class Worded(Fault):
    """A fault in words only, without facts: the sentence of a reviewer's finding about one place."""

    of: Code
    sentence: str
    advice: str = ""

    @property
    def code(self) -> Code:
        return self.of

    def words(self) -> str:
        return self.sentence

    def help(self) -> str:
        return self.advice

    def data(self) -> dict[str, object]:
        return {}


def pages(module: ModuleType) -> Iterator[Code]:
    """Yield the code of every kind of fault that a module defines, in its order."""
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Fault) and value.__module__ == module.__name__:
            yield value.page()


_PAGES: dict[str, Code] = {}
"""The parsed manual pages by docstring."""


def _page(page: str) -> Code:
    if page not in _PAGES:
        from creditdsl.base.manual import manual  # pages are parsed where one is asked for

        _PAGES[page] = manual(page)
    return _PAGES[page]


def _value(fact: object) -> object:
    match fact:
        case None | bool() | int() | str():
            return fact
        case Fraction():
            return str(fact)
        case Enum():
            return fact.name.lower()
        case Span():
            return {"line": fact.line, "column": fact.column, "end_line": fact.end_line, "end_column": fact.end_column}
        case tuple() | list() | frozenset() | set():
            return [_value(part) for part in fact]
        case dict():
            return {str(key): _value(value) for key, value in fact.items()}
    return str(fact)
