"""What a finding is: a module whose docstring is its manual page, with a function that looks.

A module under findings/ opens with a docstring of this shape and sets `CODE = manual(__doc__)`:

    W0601 各项分值加起来不等于大项的分值

    说明：……
    为什么要紧：……
    例：

        方案：示例
        ……

    改法：……

The example is a whole scheme, or the lines of one table, which get a head. Its `find` receives a draft
and yields what it found. The letter is the severity: E is certain and must be changed, W should be
changed or acknowledged, N is said once. A finding that is not certain is never E.
"""

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import Protocol

from creditdsl.base.diagnostic import Code, Edit, Related
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.review.draft import Draft

_PAGE = re.compile(
    r"(?P<id>[EWN]\d{4}) (?P<title>.+)\n\n说明：(?P<why>.+?)\n为什么要紧：(?P<matters>.+?)\n"
    r"例：\n\n(?P<example>.+?)\n\n改法：(?P<fix>.+)",
    re.DOTALL,
)

_HEAD = "方案：示例\n附件1 考核指标\n"


@node
class Found:
    """One place where a finding holds. table and ref say where in the document it is grouped."""

    message: str
    span: Span | None
    help: str = ""
    related: tuple[Related, ...] = ()
    table: str | None = None
    ref: str | None = None
    edits: tuple[Edit, ...] = ()


class Finding(Protocol):
    """A module under findings/."""

    @property
    def CODE(self) -> Code: ...

    def find(self, draft: Draft) -> Iterator[Found]: ...


def manual(page: str | None) -> Code:
    """The code with its manual page, from a module's docstring."""
    match = _PAGE.fullmatch((page or "").strip())
    assert match, "the docstring of a finding is its manual page"
    parts = {name: "".join(line.strip() for line in match[name].splitlines()) for name in ("why", "matters", "fix")}
    example = dedent(match["example"]) + "\n"
    whole = example if example.startswith("方案：") else _HEAD + example
    return Code(match["id"], match["title"], parts["why"], parts["fix"], whole, parts["matters"])
