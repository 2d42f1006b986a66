"""Which codes a report lists: those that `check --select` and `--ignore` name by their beginnings."""

import re
from collections.abc import Iterable

from creditdsl.base.diagnostic import Code
from creditdsl.base.failure import Failure
from creditdsl.base.nearest import nearest
from creditdsl.base.node import node
from creditdsl.reports.codes import all_codes, typed_code
from creditdsl.reports.errors import CodesMissing, NoSuchBeginning
from creditdsl.review.finding import MOVED


@node
class Selection:
    """select: beginnings of codes; empty means every code. ignore: beginnings of codes to leave out all the same."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def lists(self, code: Code) -> bool:
        """Say whether a report lists the code."""
        return (not self.select or code.id.startswith(self.select)) and not code.id.startswith(self.ignore)


def selection(select: Iterable[str], ignore: Iterable[str]) -> Selection:
    """Read what was typed, several beginnings in one text or in many; Failure where no code begins so."""
    return Selection(_beginnings("--select", select), _beginnings("--ignore", ignore))


def _beginnings(option: str, texts: Iterable[str]) -> tuple[str, ...]:
    beginnings: list[str] = []
    codes = [code.id for code in all_codes()]
    for text in texts:
        typed = [part for part in re.split(r"[\s,，、;；]+", text) if part]
        if not typed:
            raise Failure(CodesMissing(option))
        for part in typed:
            beginning = MOVED.get(typed_code(part), typed_code(part))
            if not any(code.startswith(beginning) for code in codes):
                similar = nearest(beginning, sorted({code[: len(beginning)] for code in codes}))
                raise Failure(NoSuchBeginning(part, similar))
            beginnings.append(beginning)
    return tuple(beginnings)
