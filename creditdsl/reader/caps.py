"""Caps that contradict their rule: 每次得1分，最高扣5分."""

from creditdsl.reader.clauses import (
    Calculated,
    Clause,
    Joint,
    Ladder,
    Options,
    Ranking,
    Standard,
    Steps,
)
from creditdsl.reader.phrase_kinds import Award


def capped_against(clause: Clause) -> bool:
    """Return whether a cap is of points taken while points are given, or the other way about."""
    match clause:
        case Steps(award=Award(takes=takes), limits=limits) | Joint(result=Award(takes=takes), limits=limits):
            pass
        case Ladder(cases=cases, limits=limits):
            takes = all(isinstance(case.result, Award) and case.result.takes for case in cases)
        case Calculated(takes=takes, limits=limits):
            pass
        case Standard(limits=limits) | Options(limits=limits) | Ranking(limits=limits):
            takes = False
        case _:
            return False
    return any(limit.kind == "cap" and (limit.gives if takes else limit.takes) for limit in limits)
