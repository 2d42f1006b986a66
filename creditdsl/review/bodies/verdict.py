"""What became of holding a sentence against the tables."""

from enum import StrEnum

from creditdsl.base.diagnostic import Related
from creditdsl.base.node import node


class Subject(StrEnum):
    """What a sentence of a document's text states about the tables."""

    FULL_MARKS = "满分"
    GRADES = "等次"
    QUOTAS = "名额"
    CHANGES = "等次变动"
    SECTIONS = "大项"
    DATES = "期限"


@node
class Verdict:
    """message: how the tables differ; empty where they agree."""

    subject: Subject
    message: str = ""
    help: str = ""
    related: tuple[Related, ...] = ()


def agrees(subject: Subject) -> Verdict:
    return Verdict(subject)
