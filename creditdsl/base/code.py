"""A stable code and its manual page, which `finding CODE` and the docs print."""

from enum import StrEnum

from creditdsl.base.node import node


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_BY_LETTER = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}


@node
class Code:
    """A stable code and its manual page.

    id: letter E, W or N (the severity) and four digits. title: one line. why: 说明. example: source
    that shows the fault (a whole small scheme, or empty where the fault is not in a scheme).
    fix: 改法. matters: 为什么要紧, where why alone does not say it.
    """

    id: str
    title: str
    why: str
    fix: str
    example: str = ""
    matters: str = ""

    @property
    def severity(self) -> Severity:
        return _BY_LETTER[self.id[0]]
