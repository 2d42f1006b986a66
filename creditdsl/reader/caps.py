"""Caps that contradict their rule, and caps whose words leave open of what they are: 每次得1分，最高扣5分."""

from dataclasses import replace

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
from creditdsl.reader.phrase_kinds import Award, Limit


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


def as_taken(limit: Limit) -> Limit:
    """Return a cap behind points that are taken as one of these, where its words say neither: 累计不超过4分."""
    unsaid = limit.kind == "cap" and not (limit.gives or limit.adds)
    return replace(limit, takes=True) if unsaid else limit
