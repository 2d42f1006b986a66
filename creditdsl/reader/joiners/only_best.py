"""Only the best of several rules counts: 只计最高一项; 同一事项就高，不重复加分."""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Clause, Ladder, Steps
from creditdsl.reader.gains import every, gives, is_fact
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.segments import Segment

BEST_ONE, BEST_OF_EACH = "只取最高的一条", "每一件按最高的算，各件累加"
SEVERAL = "不同的有几件的，各件累加，还是只取最高的一条？"


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    """只计最高一项: of all rules the highest counts."""
    first = segments[0]
    alone = first.bare and first.result is None and not first.limits and first.full is None
    if not first.best or not alone or any(map(_beside, state.clauses)):
        return None
    highest = replace(state, best=True)
    if not state.clauses:
        return Claim(1, highest) if first.best.startswith("各条") and len(segments) == 1 else None
    if not first.best.startswith("同一"):
        return Claim(1, highest)
    if all(isinstance(clause, Steps) and not clause.award.takes for clause in state.clauses):
        return Claim(1, highest, SEVERAL, ((BEST_ONE, highest), (BEST_OF_EACH, replace(state, adding=True))))
    facts = [clause for clause in state.clauses if isinstance(clause, Ladder) and is_fact(clause) and gives(clause)]
    if len(facts) < len(state.clauses):
        return None
    each = replace(state, clauses=tuple(every(fact) for fact in facts), adding=True)
    return Claim(1, highest, SEVERAL, ((BEST_ONE, highest), (BEST_OF_EACH, each)))


def _beside(clause: Clause) -> bool:
    """Return whether a clause gives points beside those of another, so that it cannot be the best of them."""
    match clause:
        case Ladder(cases=cases):
            return any(isinstance(case.result, Award) and case.result.again for case in cases)
        case _:
            return False
