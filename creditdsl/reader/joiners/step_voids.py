"""The number of steps that takes the whole item: 逾期1天扣0.5分，逾期5天以上不得分; 累计超过5次的不得分.

Receives the claim of steps and the segment behind them; promises the claim with that number as a clause of its own, and
a question where it may be of several steps together.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Case, Clause, Ladder, Steps
from creditdsl.reader.joiners.claim import Claim, asking
from creditdsl.reader.line_writer import Name, spelling
from creditdsl.reader.phrase_kinds import Nothing, Test
from creditdsl.reader.segments import Segment
from creditdsl.reader.takings import takes
from creditdsl.syntax.nodes import Comparison

TOGETHER = "“{}”是{}合起来算，还是各算各的？"
_TOTAL = ("累计", "全年累计", "年度累计", "年内累计", "累计有", "合计", "总计", "共计")
"""Words of a number of all that was told before."""


def with_void(claim: Claim, words: Sequence[str], things: str, segment: Segment, in_part: bool) -> Claim:
    """Return a claim with the number of steps that takes the whole item.

    words: of the steps, the last as a whole. things: words behind a step, which the number may have again:
    每有一处错误扣1分，五处以上错误不得分. in_part: whether the number stands in the part of the last steps.
    """
    state = claim.state
    match segment:
        case Segment(
            test=Test() as test, result=Nothing(spares=False), each=None, place=None, limits=(), per="", behind=behind
        ) if behind in ("", things):
            starts_full = state.points is not None and all(map(takes, state.clauses)) and not claim.forks
            again = len(segment.subject) > 1 and (words[-1].endswith(segment.subject) or segment.subject == words[-2])
            if test.bounds[0].comparison not in (Comparison.AT_LEAST, Comparison.MORE):
                return claim
            if not starts_full or not (again or segment.subject in ("", "有", *_TOTAL, *words)):
                return claim
        case _:
            return claim
    steps = state.clauses[-1]
    size = test.bounds[0].amount
    if not isinstance(steps, Steps) or size is None or size.unit != steps.size.unit or test.exact:
        return claim
    named = segment.subject not in ("", "有", *_TOTAL)
    together = [steps] if named else _together(state.peers if in_part else state.clauses, size.unit)
    if len(together) < 2:
        return _void(claim, segment, test, [steps.subject])
    names = [step.subject for step in together]
    total = f"合计({'、'.join(spelling(Name(name)) for name in names)})"
    if segment.subject in _TOTAL:
        return _void(claim, segment, test, [total])
    ways = (("合起来算", [total]), ("各算各的", names), (f"只算“{names[-1]}”", names[-1:]))
    answers = tuple((answer, tuple(_ladder(segment, test, name) for name in counted)) for answer, counted in ways)
    words_of_number = TOGETHER.format(test.text or f"{size.value}{size.unit}", "、".join(names))
    return asking(claim.used + 1, state, words_of_number, answers)


def _together(clauses: Sequence[Clause], unit: str) -> list[Steps]:
    """Return the steps of one unit among some clauses."""
    return [clause for clause in clauses if isinstance(clause, Steps) and clause.size.unit == unit]


def _void(claim: Claim, segment: Segment, test: Test, names: Sequence[str]) -> Claim:
    voids = tuple(_ladder(segment, test, name) for name in names)
    return replace(claim, used=claim.used + 1, state=replace(claim.state, clauses=(*claim.state.clauses, *voids)))


def _ladder(segment: Segment, test: Test, name: str) -> Ladder:
    return Ladder(name, (Case(test, Nothing(segment.start, segment.end, item=True)),))
