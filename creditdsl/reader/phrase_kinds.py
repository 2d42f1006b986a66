"""The phrases of official sentences: the words that a sentence is made of, each with its value.

A phrase is a constant unit of meaning, such as 得5分, 每发现1处, 95%（含）以上 or 扣完为止. What is no phrase is Words:
the names of measures and of conditions. `start` and `end` are 0-based characters of the sentence.
"""

from dataclasses import field
from enum import Enum
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.syntax.nodes import Comparison


class Joint(Enum):
    AND = "且"
    OR = "或"


@node
class Words:
    """Words without a meaning of their own here: 双公示信息."""

    text: str
    start: int
    end: int


@node
class Amount:
    """A number with its unit: 5条, 90%. The value of 90% is 90."""

    value: Fraction
    unit: str
    start: int
    end: int


@node
class Bound:
    """A comparison with an amount, or with the words behind it where `amount` is None: 不低于5条, 高于（上年水平）.

    `settled`: the words say whether the end counts: 95%（含）以上.
    """

    comparison: Comparison
    amount: Amount | None
    settled: bool = False


@node
class Test:
    """One bound, or two that hold together: 80%以上不满90%.

    `exact`: a bare amount, which may be a comparison or a step: 1篇. `text`: its words. `standard`: the words that a
    bound without an amount compares with: 上年水平.
    """

    bounds: tuple[Bound, ...]
    start: int
    end: int
    exact: bool = False
    text: str = ""
    standard: str = ""


MEAN_OF = "全体平均\0"
"""Begins a standard that is the mean of all units' measure; the measure stands behind."""


@node
class InTurn:
    """Comparisons of several things in turn: 分别达到90%、80%."""

    tests: tuple[Test, ...]
    start: int
    end: int


@node
class Each:
    """A step: 每条, 每发现1处, 每低于目标1个百分点. `verb`: the words between 每 and the amount."""

    verb: str
    size: Amount
    start: int
    end: int


@node
class Place:
    """Places of a ranking: 第1名, 第2至5名, 前3名, 末位, 前20%.

    code: as the language writes it. edge: 1 for the first place, -1 for the last. value: 1 where the words are of the
    highest number (最多的), -1 of the lowest. after: the places that must stand before: 前20% of 前20%至50%. within: of
    which units the words say that they are: 全市.
    """

    code: str
    start: int
    end: int
    edge: int = 0
    value: int = 0
    after: str = ""
    within: str = ""


@node
class Order:
    """What a ranking goes by: 按报送条数由高到低排名. rising: None where the words do not say. shared: 并列占位."""

    measure: str
    rising: bool | None
    shared: bool
    start: int
    end: int


@node
class Award:
    """Points: 得5分, 扣2分. `points`: None for all of them (得满分). `bare`: without a verb. `sharing`: 各得1分.

    `again`: beside the points before, 再扣2分. `below`: even below zero, 倒扣2分. `adds`: with 加, 再加1分.
    `verb`: the sentence's, where a line may have it and it is another than 得 or 扣: 加, 计, 减.
    """

    points: Fraction | None
    takes: bool
    start: int
    end: int
    bare: bool = False
    sharing: bool = False
    again: bool = False
    below: bool = False
    adds: bool = False
    verb: str = field(default="", compare=False)

    @property
    def gives_once(self) -> bool:
        """Return whether the points are given, to one thing and beside no others."""
        return not (self.takes or self.sharing or self.again)

    def gives_all(self, points: Fraction | None) -> bool:
        """Return whether they are all points of an item."""
        return self.gives_once and self.points in (None, points)


@node
class Span:
    """A range of points that people choose from: 0至5分, 扣1—3分. column: where they are entered, if the words say."""

    low: Fraction
    high: Fraction
    takes: bool
    start: int
    end: int
    column: str = ""


@node
class Nothing:
    """No points: 不得分. `item`: for the whole item, 本项不得分. `spares`: nothing is taken, 不扣分.

    `rule`: what is void, too: the number of another rule, 本大项, or another item, 一/3.
    """

    start: int
    end: int
    item: bool = False
    spares: bool = False
    rule: str = ""


@node
class Shares:
    """Points of several things in turn: 分别得2分、1分."""

    points: tuple[Fraction, ...]
    takes: bool
    start: int
    end: int


@node
class Scaled:
    """Points times a share: 按百分比×6得分. `of`: the share's own words, none for that of the subject."""

    points: Fraction
    of: str
    start: int
    end: int


@node
class Formula:
    """A calculation that gives the points, or takes them: 得分=合格率×5, 扣分=迟报率×5."""

    text: str
    start: int
    end: int
    takes: bool = False


@node
class Grade:
    """What befalls the unit instead of points: 一票否决, 取消评优资格, 降一档; 评为, 不得评为, 为, 授予 with a name.

    share: with the code 不超过, how many of all units may have the grade: 30%.
    """

    code: str
    name: str
    start: int
    end: int
    share: str = ""


@node
class Limit:
    """A limit of a rule: 最高得10分, 扣完为止. `kind`: cap, floor, down_to, until_zero, uncapped or
    zero_divisor.

    `gives`, `adds`: of what is given, or added, 最高加3分. `whole`: of the item, 本项最高得10分. `instead`: what
    分母为零 gives. `several`: how many rules it bounds, if the words say: 以上两项累计. `summed`: of a sum, 累计最多.
    """

    kind: str
    points: Fraction | None
    takes: bool
    start: int
    end: int
    instead: "Award | Formula | Span | Nothing | None" = None
    adds: bool = False
    whole: bool = False
    gives: bool = False
    several: int = 0
    summed: bool = False


@node
class Remainder:
    """How a remainder counts: 不足5篇的按5篇计. `counting`: as the language writes it. `sizes`: the steps it names."""

    counting: str
    sizes: tuple[Amount, ...]
    start: int
    end: int


@node
class Full:
    """The points of the whole item: 满分10分, （10分）, 共10分. `begins`: from which steps count, 基础分80分.

    starts: a statement of its own that they do, 从满分10分起扣.
    """

    points: Fraction
    start: int
    end: int
    bracketed: bool = False
    begins: bool = False
    starts: bool = False


@node
class Statement:
    """A whole statement of a field, or a question with the field of each answer; a field without a name is a rule."""

    question: str
    answers: tuple[tuple[str, str, str], ...]
    start: int
    end: int


@node
class Sign:
    """Any other phrase, by its kind: otherwise, discretion, ratio, per, fall, in_turn, zero_out, hedge, label, mark."""

    kind: str
    text: str
    start: int
    end: int


Phrase = (
    Words
    | Amount
    | Test
    | InTurn
    | Each
    | Place
    | Order
    | Award
    | Shares
    | Scaled
    | Formula
    | Span
    | Nothing
    | Grade
    | Limit
    | Remainder
    | Full
    | Statement
    | Sign
)
