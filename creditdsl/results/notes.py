"""The remarks beside a result: why a grade was changed, and what a total, a grade or a place waits for.

Receives a scored part. Promises the remarks of its rows, worded once for each distinct combination of causes.
"""

from collections.abc import Sequence

from creditdsl.forms import wording
from creditdsl.scoring.coded import Coded, coded, constant
from creditdsl.scoring.scored import Part
from creditdsl.syntax.nodes import Effect, Grades, Override

Remarks = tuple[str, ...]


def notes(grades: Grades | None, part: Part, rows: slice) -> Coded[Remarks]:
    """Return the remarks of the rows; empty for a row without."""
    program = part.program
    changed = _changes(grades, part, rows)
    ends = [part.column(name, rows) for name in (program.total, program.grade, program.rank) if name is not None]
    if not any(None in column.values for column in ends):
        return changed
    total = ends[0].rows()
    grade = [0] * len(total) if program.grade is None else ends[1].rows()
    rank = [0] * len(total) if program.rank is None else ends[-1].rows()
    causes = part.causes(rows)
    return coded(
        change + _waits(total is None, grade is None, rank is None, cause)
        for change, total, grade, rank, cause in zip(changed.rows(), total, grade, rank, causes, strict=True)
    )


def _waits(total: bool, grade: bool, rank: bool, cause: str) -> Remarks:
    """Return the remarks of a row that waits. total, grade, rank: whether it waits. cause: of the first of them."""
    if total:
        return (f"总分待定：{cause}",)
    waiting = (f"等次待定：{cause}",) if grade else ()
    return (*waiting, "名次待定：要等各单位的总分都确定") if rank else waiting


def _changes(grades: Grades | None, part: Part, rows: slice) -> Coded[Remarks]:
    """Return why grades differ from those by total and place, or which honour is forfeited."""
    stages = part.program.grade_stages
    fired = [part.fired(stage, rows) for stage in stages[1:]]
    if not any(1 in column.values for column in fired):
        return constant((), rows.stop - rows.start)
    rules = () if grades is None else grades.overrides
    ends = [part.column(stage.definition, rows) for stage in (stages[0], stages[-1])]
    names = part.program.grade_names

    def words(key: tuple[int | None, ...]) -> Remarks:
        *which, before, after = key
        met = [rule for rule, fires in zip(rules, which, strict=True) if fires == 1]
        if not met or after is None:
            return ()
        return (_change_words(met, None if before is None else names[before], names[after]),)

    keys = coded(zip(*(column.rows() for column in (*fired, *ends)), strict=True))
    return keys.each(words)


def _change_words(fired: Sequence[Override], before: str | None, after: str) -> str:
    """Return the words for the effect of fired overrides on a grade.

    before: None where total or place are not known yet.
    """
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
