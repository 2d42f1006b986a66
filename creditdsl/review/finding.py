"""What a finding is: a module whose docstring is its manual page, with a function that looks.

A module under findings/ opens with its manual page (see base/manual.py) and sets `CODE = manual(__doc__)`.
Its `find` receives a draft and yields what it found. The letter is the severity: E is certain and must be
changed, W should be changed or acknowledged, N is said once. A finding that is not certain is never E.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from creditdsl.base.diagnostic import Code, Edit, Related
from creditdsl.base.manual import manual as manual
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.review.reviewed import ReviewedDraft

MOVED: Mapping[str, str] = {"E0671": "W0671", "W0672": "W0671"}
"""Codes that went into another; a scheme or a command may still name them."""


@node
class Found:
    """One place where a finding holds. table and ref say where in the document it is grouped.

    alike: whether the places of a table of which the same is said are reported once, with their lines.
    """

    message: str
    span: Span | None
    help: str = ""
    related: tuple[Related, ...] = ()
    table: str | None = None
    ref: str | None = None
    edits: tuple[Edit, ...] = ()
    alike: bool = False


class Finding(Protocol):
    """A module under findings/."""

    @property
    def CODE(self) -> Code: ...

    def find(self, draft: ReviewedDraft) -> Iterator[Found]: ...
