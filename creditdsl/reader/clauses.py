"""Clauses: what a group of segments computes, each of which one form of the language can say.

A clause is one rule or one line of 等次. Joiners make clauses of segments; clause_lines.py makes lines of clauses.
"""

from creditdsl.base.node import node
from creditdsl.reader.line_writer import Piece
from creditdsl.reader.meanings import FieldLine, Heading
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Limit, Span, Test
from creditdsl.reader.segments import Atom, Result


@node
class Case:
    """A condition and its result; the test is None for a plain fact."""

    test: Test | None
    result: Result


@node
class Ladder:
    """Cases of one measure, and what the rest gets: 95%以上 得6 90%以上 得3 其余 不得分."""

    subject: str
    cases: tuple[Case, ...]
    otherwise: Result | None = None
    limits: tuple[Limit, ...] = ()


@node
class Steps:
    """Points for each of something: 每条得0.5 最高5. without: what is no part of what counts: 事故－较大事故."""

    subject: str
    size: Amount
    award: Award
    limits: tuple[Limit, ...] = ()
    counting: str = ""
    without: tuple[str, ...] = ()


@node
class Move:
    """A step away from a standard. above: it counts what is beyond."""

    above: bool
    size: Amount
    award: Award


@node
class Standard:
    """Points for a standard, and for each step away from it: 95%以上 得2 每低1百分点扣0.2.

    `standard`: the words that it is, where the bound has no amount.
    """

    subject: str
    bound: Bound
    award: Award
    moves: tuple[Move, ...]
    cases: tuple[Case, ...] = ()
    otherwise: Result | None = None
    limits: tuple[Limit, ...] = ()
    counting: str = ""
    standard: str = ""


@node
class Ranking:
    """Points by a ranking. cases: of the units that are not ranked. options: 由低到高, 零不得分, 并列占位.

    points: what each place gets, as the language writes it.
    """

    subject: Piece
    options: tuple[str, ...]
    points: tuple[Piece, ...]
    cases: tuple[Case, ...] = ()
    limits: tuple[Limit, ...] = ()


@node
class Discretion:
    """Points that people give within a range."""

    subject: str
    span: Span
    limits: tuple[Limit, ...] = ()


@node
class Ratio:
    """A ratio times points: 得 完成率×10."""

    subject: str
    points: Award
    limits: tuple[Limit, ...] = ()


@node
class Options:
    """Points for each of several words that exclude each other: 选项 优秀 得5 良好 得3."""

    subject: str
    cases: tuple[tuple[str, Result], ...]
    otherwise: Result | None = None
    limits: tuple[Limit, ...] = ()


@node
class Calculated:
    """Points by a formula."""

    formula: tuple[Piece, ...]
    takes: bool = False
    limits: tuple[Limit, ...] = ()


@node
class Joint:
    """A result that hangs on several conditions. words: 且 or 或 between each two of them."""

    words: tuple[str, ...]
    atoms: tuple[Atom, ...]
    result: Result
    otherwise: Result | None = None
    limits: tuple[Limit, ...] = ()


@node
class GradeBand:
    """A grade of the total and what it needs: 90分以上 优秀; 其余 is neither a test nor places."""

    name: str
    test: Test | None = None
    places: str = ""
    also: tuple[Piece, ...] = ()


@node
class GradeChange:
    """What changes the grade: 发生重大失信事件 降一档. facts: any of them is enough."""

    facts: tuple[tuple[Piece, ...], ...]
    effect: str


@node
class Honour:
    """What some places get: 前5名 先进单位."""

    places: str
    name: str


@node
class Fact:
    """A fact with a result that the language writes so: 逾期未报 本项不得分."""

    subject: str
    result: str


@node
class Stated:
    """A field or a trait that the sentence states in full."""

    target: Heading | FieldLine


Clause = (
    Ladder
    | Options
    | Steps
    | Standard
    | Ranking
    | Discretion
    | Ratio
    | Calculated
    | Joint
    | GradeBand
    | GradeChange
    | Honour
    | Fact
    | Stated
)

Limited = Ladder | Options | Steps | Standard | Ranking | Discretion | Ratio | Calculated | Joint
"""Clauses that limits may bound."""
