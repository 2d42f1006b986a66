"""What a sentence means: targets in a scheme, and how certain that is.

A reading is certain where every phrase was used and nothing was asked, open where one question or one hole is left, and
else the sentence is unread from its first unused phrase on.
"""

from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.syntax.line_tree import LineTree

HOLE = "〈指标〉"
"""A hole in a line: the sentence does not name its measure."""


@node
class Context:
    """Where a sentence stands: the title of its item, its points, and the names of the scheme's measures."""

    title: str = ""
    points: Fraction | None = None
    measures: frozenset[str] = frozenset()


@node
class RuleLine:
    """A rule line in canonical layout, with its tree."""

    text: str
    tree: LineTree


@node
class Heading:
    """A trait of the item's heading: 满分起扣."""

    trait: str


@node
class GradeLine:
    """A line of 等次: 90以上 优秀."""

    text: str


@node
class HonourLine:
    """A line of 表彰: 前5名 先进单位."""

    text: str


@node
class FieldLine:
    """A field of the item or of the table: 缺报：零分, 不适用：得满分, 总分：加分后不超过100."""

    name: str
    text: str


Target = RuleLine | Heading | GradeLine | HonourLine | FieldLine


@node
class Reading:
    """The targets of a sentence, in its order. titled: the subject was taken from the title."""

    targets: tuple[Target, ...]
    titled: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The targets as they are shown to a drafter."""
        return tuple(_line(target) for target in self.targets)


def _line(target: Target) -> str:
    match target:
        case RuleLine(text=text):
            return text
        case Heading(trait=trait):
            return f"标题：{trait}"
        case GradeLine(text=text):
            return f"等次：{text}"
        case HonourLine(text=text):
            return f"表彰：{text}"
        case FieldLine(name=name, text=text):
            return f"{name}：{text}"


@node
class Certain:
    """The one meaning of a sentence."""

    reading: Reading


@node
class Open:
    """A question whose answers are readings; without a question, one reading with a hole."""

    question: str
    answers: tuple[tuple[str, Reading], ...]


@node
class Unread:
    """No meaning. start, end: the first phrase that is not understood."""

    start: int
    end: int


Answer = Certain | Open | Unread
