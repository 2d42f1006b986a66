"""The remarks beside a result, in words: why a grade was changed, and what a total or a grade waits for.

Receives what fired and what is missing; promises the sentences. Its own step because rows and tables of very
many units find these in different ways and must not say them differently.
"""

from collections.abc import Iterator, Sequence

from creditdsl.forms import wording
from creditdsl.ir.names import Label
from creditdsl.ir.program import Program
from creditdsl.syntax.nodes import Effect, Grades, Override

PERIODS_WAIT, PEOPLE_DECIDE = "要等各期的总分都确定", "方案里有待定的项"


def overrides_of(grades: Grades, program: Program) -> dict[Label, Override]:
    """Return the overrides by the label that records that they fired; none where the program gives no grade."""
    if program.grade is None:
        return {}
    labels = (stage.label for stage in program.grade_stages[1:])
    return dict(zip(labels, grades.overrides, strict=True))


def override_note(fired: Sequence[Override], before: str | None, after: str) -> str:
    """What the overrides that fired did to a grade. before: None where total or place are not known yet."""
    if any(override.effect is not Effect.DEMOTE for override in fired):
        changed = "" if before in (None, after) else f"，等次由“{before}”改为“{after}”"
        return "；".join(f"{_because(override)}{_effect(override)}" for override in fired) + changed
    if before == after:
        return f"{_because(*fired)}应降低等次，已是最低的“{after}”，不再下降"
    return f"{_because(*fired)}，等次由“{before}”降为“{after}”"


def _because(*overrides: Override) -> str:
    return "因" + "".join(f"“{wording.predicate(override.when)}”" for override in overrides)


def _effect(override: Override) -> str:
    match override.effect:
        case Effect.DEMOTE:
            return "降低等次"
        case Effect.RATE:
            return f"评为“{override.grade}”"
        case Effect.BAR:
            return f"不得评为“{override.grade}”"
        case Effect.VETO:
            return "一票否决"
        case Effect.DISQUALIFY:
            return "取消评优资格"


def waiting_notes(total: str, grade: str, unranked: bool) -> Iterator[str]:
    """total, grade: what they wait for, where they do."""
    if total:
        yield f"总分待定：{total}"
        return
    if grade:
        yield f"等次待定：{grade}"
    if unranked:
        yield "名次待定：要等各单位的总分都确定"
