"""Cases that have other points than a formula gives: 得分=办结率×10，办结率低于80%的得0分.

As two rules, both would give. Receives the clauses of a cell and the points of its item; promises the case with the
formula as its else, or None where it is not clear whether the case has its points instead of the formula's.
"""

from collections.abc import Sequence
from fractions import Fraction

from creditdsl.reader.clauses import Calculated, Clause, Joint, Ladder, Ranking
from creditdsl.reader.gains import best
from creditdsl.reader.joiners.added_points import most
from creditdsl.reader.line_writer import Name, spelling
from creditdsl.reader.phrase_kinds import Award, Formula
from creditdsl.reader.takings import nothing, takes


def with_formula_cases(clauses: Sequence[Clause], points: Fraction | None) -> tuple[Clause, ...] | None:
    """Return the clauses with the cases that get nothing instead of what a formula gives."""
    sources = [clause for clause in clauses if isinstance(clause, Calculated | Ranking) and not takes(clause)]
    cases = [clause for clause in clauses if any(_instead(clause, source, points) for source in sources)]
    if not cases:
        return tuple(clauses)
    source, *others = sources
    (case, *further) = cases
    if others or further or not isinstance(source, Calculated) or not isinstance(case, Ladder):
        return None
    if case.limits or any(nothing(each.result) is None for each in case.cases):
        return None
    text = "".join(map(spelling, source.formula))
    instead = Ladder(case.subject, case.cases, Formula(text, 0, 0), source.limits)
    return tuple(instead if clause is source else clause for clause in clauses if clause is not case)


def _instead(clause: Clause, source: Clause, points: Fraction | None) -> bool:
    """Return whether a clause says of some units what they get instead: nothing, or other points of the same measure.

    All points of the item are no more with what the formula gives: 完成率100%以上的得5分 of 5.
    """
    match clause, source:
        case Ladder(cases=cases, otherwise=None), Calculated() | Ranking():
            awards = [each.result for each in cases if isinstance(each.result, Award)]
            if len(awards) < len(cases) or any(award.takes or award.adds or award.again for award in awards):
                return False
            if all(nothing(award) is not None for award in awards):
                return True
            if any(award.points in (None, points) for award in awards):
                return False
        case Joint(result=Award(takes=False, adds=False) as award, otherwise=None), Calculated() | Ranking():
            return nothing(award) is not None
        case _:
            return False
    whole = points is not None and most(source, points) == points and best(clause) < points
    return whole or clause.subject.strip("“”") in _measures(source)


def _measures(source: Calculated | Ranking) -> list[str]:
    """Return the names of a formula, or what is ranked."""
    names = source.formula if isinstance(source, Calculated) else (source.subject,)
    return [name.text.strip("“”") for name in names if isinstance(name, Name)]
