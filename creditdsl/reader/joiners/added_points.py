"""Points that are added to all points of an item: 完成任务得10分，被表扬加2分 of an item of 10.

Receives what a sentence says in an item whose points are known; promises whether something adds to all of them.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.reader.clauses import Calculated, Clause, Joint, Ladder, Options, Ranking, Ratio, Standard, Steps
from creditdsl.reader.gains import best, gives, levels
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.joiners.limits import facts
from creditdsl.reader.line_writer import Piece, spelling
from creditdsl.reader.phrase_kinds import Award


def adds_to_all(state: State) -> bool:
    """Return whether some clauses give all points of the item, and others add to them: 完成得10分，被表扬加2分."""
    if not state.clauses:
        return False
    extra = [clause for clause in state.clauses if _only_adds(clause)]
    ladders = all(isinstance(clause, Ladder) for clause in state.clauses[:-1])
    if ladders and isinstance(last := state.clauses[-1], Steps) and not last.award.takes:
        extra.append(last)
    rest = [clause for clause in state.clauses if clause not in extra]
    if not extra or not rest or state.points is None or levels(facts(state.clauses)):
        return False
    return sum((most(clause, state.points) for clause in rest), Fraction(0)) == state.points


def _only_adds(clause: Clause) -> bool:
    """Return whether a clause gives points with 加, 奖 or 再 alone."""
    match clause:
        case Ladder(cases=cases, otherwise=None):
            awards = [case.result for case in cases if isinstance(case.result, Award)]
            adding = [not award.takes and (award.adds or award.again) for award in awards]
            return len(awards) == len(cases) and all(adding)
        case _:
            return False


def most(clause: Clause, full: Fraction) -> Fraction:
    """Return the most points that a clause gives; 0 where it takes some, or where they are not known."""
    match clause:
        case Ladder() if gives(clause):
            whole = any(isinstance(case.result, Award) and case.result.points is None for case in clause.cases)
            return full if whole else best(clause)
        case Joint(result=Award(points=points, takes=False)):
            return full if points is None else points
        case Standard(award=Award(points=Fraction() as points), moves=moves) if all(move.award.takes for move in moves):
            return points
        case Options(cases=options):
            results = [result for _, result in options]
            points_of = [result.points for result in results if isinstance(result, Award) and not result.takes]
            return max((points for points in points_of if points is not None), default=Fraction(0))
        case Ratio(points=Award(points=Fraction() as points)):
            return points
        case Calculated(formula=formula, takes=False):
            return full if _times(formula, full) else Fraction(0)
        case Ranking(points=places):
            texts = re.findall(r"(?:得|最多)(\d+(?:\.\d+)?)", " ".join(map(spelling, places)))
            return max(map(Fraction, texts), default=Fraction(0))
        case _:
            return Fraction(0)


def _times(formula: Sequence[Piece], points: Fraction) -> bool:
    """Return whether a formula is a share times points: 完成率×10."""
    factors = re.split("[×*]", "".join(map(spelling, formula)))
    return show(points, MAX_DIGITS) in map(str.strip, factors)


def gives_beyond(clause: Clause, full: Fraction) -> bool:
    """Return whether one case of a ladder gives all points of the item, and another gives more."""
    if not isinstance(clause, Ladder):
        return False
    awards = [case.result for case in clause.cases if isinstance(case.result, Award) and not case.result.takes]
    return full in {award.points for award in awards} and best(clause) > full
