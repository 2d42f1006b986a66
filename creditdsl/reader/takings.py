"""Whether a clause takes points away, and gives none: the one answer that the joiners ask for.

Receives clauses; promises answers that hang on their results alone.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from creditdsl.reader.clauses import Calculated, Clause, Discretion, Joint, Ladder, Options, Ranking, Steps
from creditdsl.reader.line_writer import Piece
from creditdsl.reader.phrase_kinds import Award, Nothing
from creditdsl.reader.segments import Result


def nothing(result: Result | None) -> Nothing | None:
    """Return a result that gives nothing and voids no more than its own rule: 不得分, 得0分."""
    match result:
        case Nothing(item=False, spares=False, rule=""):
            return result
        case Award(points=Fraction() as points, takes=False, sharing=False, again=False) if points == 0:
            return Nothing(result.start, result.end)
        case _:
            return None


def takes(clause: Clause) -> bool:
    """Return whether a clause takes points and never gives any."""
    match clause:
        case Steps(award=award):
            return award.takes
        case Joint(result=result, otherwise=None):
            return _taken(result)
        case Calculated(takes=taking):
            return taking
        case Discretion(span=span):
            return span.takes
        case Ranking(points=points, cases=()):
            return places_take(points)
        case Options(cases=options, otherwise=None | Award(takes=True) | Nothing(spares=True)):
            results = [result for _, result in options]
            return any(map(_taken, results)) and all(
                _taken(result) or nothing(result) is not None for result in results
            )
        case Ladder(cases=cases, otherwise=otherwise):
            results = [*(case.result for case in cases), *([] if otherwise is None else [otherwise])]
            spared = all(isinstance(result, Nothing) and result.spares for result in results)
            return all(map(_taken, results)) and not spared
        case _:
            return False


def _taken(result: Result) -> bool:
    match result:
        case Award(takes=takes):
            return takes
        case Nothing(item=item, spares=spares):
            return item or spares
        case _:
            return False


def places_take(points: Sequence[Piece]) -> bool:
    """Return whether some places of a ranking lose points, and none gets any: 后3名 扣2 其余 得0."""
    plain = all(isinstance(piece, str) for piece in points)
    return plain and not places_give(points) and any(str(piece).startswith(("扣", "减")) for piece in points)


def places_give(points: Sequence[Piece]) -> bool:
    """Return whether some places of a ranking get points."""
    return any(not isinstance(piece, str) or _PLACE_GETS.match(piece) for piece in points)


_PLACE_GETS = re.compile("得(?!0$)|[加计记赋积奖最每]")


def voids(clause: Clause) -> bool:
    """Return whether a clause says only when the whole item is void."""
    match clause:
        case Ladder(cases=cases, otherwise=None):
            return all(isinstance(case.result, Nothing) and case.result.item for case in cases)
        case _:
            return False
