"""A bare count beyond one: 迟到3次扣1分 may be said of every three, of three or more, or of exactly three."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.reader.clauses import Case, Clause, Ladder, Steps
from creditdsl.reader.joiners.claim import Claim, State
from creditdsl.reader.joiners.step_names import SHARES, counted, ranked
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Test
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

WHICH_COUNT = "是每满这么多算一次，还是达到就算，还是恰好这么多才算？"


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    if len(segments) > 1 or state.clauses:
        return None
    match segments[0]:
        case (
            Segment(
                test=Test(exact=True, bounds=(Bound(amount=Amount() as size),)),
                result=Award(points=Fraction(), sharing=False, again=False, below=False) as award,
            ) as segment
        ) if (
            segment.only("subject", "test", "behind", "result")
            and size.value > 1
            and size.unit not in SHARES
            and segment.subject + segment.behind
            and not ranked(segment.subject, size.unit)
        ):
            pass
        case _:
            return None
    name = counted("", segment.subject, segment.behind, replace(size, value=Fraction(1)))
    at_least, exactly = (
        Ladder(name, (Case(Test((Bound(comparison, size),), 0, 0), award),))
        for comparison in (Comparison.AT_LEAST, Comparison.EQUAL)
    )
    ways: tuple[tuple[str, Clause], ...] = (
        ("每满这么多算一次", Steps(name, size, award)),
        ("达到就算", at_least),
        ("恰好才算", exactly),
    )
    forks = tuple((answer, replace(state, clauses=(clause,))) for answer, clause in ways)
    return Claim(1, forks[0][1], WHICH_COUNT, forks)
