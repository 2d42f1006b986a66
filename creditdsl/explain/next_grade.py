"""Why a unit has no better grade: the line, the places or the event that stands before the next one.

Receives the end of a unit's explanation. Promises a sentence for the grade directly above, empty for the best grade and
while the grade is 待定. All that stands before it is said: the line, the places, and the events.

Worked example: 90分以上 优秀, 其余 良好, 出事 降一档, and a unit of 86.5 points:
`未评为优秀：总分86.50分，优秀需90分以上，差3.50分。`
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from creditdsl.base.exact import show
from creditdsl.explain.conclusion import Conclusion, effect_words
from creditdsl.forms import wording
from creditdsl.syntax.nodes import Comparison, Effect, GradeBand, Grades, Override, Places, Quota, Test


def next_grade(end: Conclusion) -> str:
    """Write `未评为优秀：总分86.50分，优秀需90分以上，差3.50分。`"""
    grades, name = end.table.grades, end.program.grade
    final = None if name is None else end.unit.values[name]
    if grades is None or not isinstance(final, Fraction) or final == 0:
        return ""
    target, by_total = int(final) - 1, end.unit.values[end.program.grade_stages[0].definition]
    reasons: list[str] = []
    if isinstance(by_total, Fraction) and by_total > target:
        reasons += _lines(end, grades, grades.names[target], grades.names[int(by_total)])
    start = min(int(by_total), target) if isinstance(by_total, Fraction) else target
    events = _events(end, grades, start, target)
    reasons += [f"{end.record.met(event.when)}，{effect_words(event)}" for event in events]
    return f"未评为{grades.names[target]}：{'；'.join(reasons)}。" if reasons else ""


def _events(end: Conclusion, grades: Grades, start: int, target: int) -> list[Override]:
    """Return the events that stand between the grade at index `start`, by the total, and that at `target`.

    An event stands there if it alone leads below the target, or if the others alone do not; with many together neither
    may hold, and then all do.
    """
    stages = end.program.grade_stages[1:]
    met = [event for event, stage in zip(grades.overrides, stages, strict=True) if stage.label in end.unit.trace]
    if _after(met, grades, start) <= target:
        return []
    needed = [
        event
        for event in met
        if _after([event], grades, start) > target
        or _after([other for other in met if other is not event], grades, start) <= target
    ]
    return needed or met


def _after(events: Sequence[Override], grades: Grades, index: int) -> int:
    """Return the index of the grade after the events, from that at `index`."""
    last = len(grades.names) - 1
    for event in events:
        match event.effect:
            case Effect.DEMOTE:
                index = min(index + event.steps, last)
            case Effect.RATE:
                index = grades.names.index(event.grade)
            case Effect.BAR:
                index = min(max(index, grades.names.index(event.grade) + 1), last)
            case Effect.VETO:
                index = last
            case Effect.DISQUALIFY:
                pass
            case _:
                assert_never(event.effect)
    return index


def _lines(end: Conclusion, grades: Grades, above: str, current: str) -> Iterator[str]:
    """Yield what the line of the grade above asks for that the unit does not have, or why it has a grade below 其余."""
    lines = [band for band in grades.bands if not band.is_rest]
    yield from (reason for band in lines if band.grade.text == above for reason in _short(end, band))
    placed = [band.places for band in lines if band.grade.text == current and end.quota_of(band) is None]
    if above == grades.bands[-1].grade.text and placed and placed[0] is not None:
        yield f"排名{_place(end, placed[0])}，属于{wording.places(placed[0])}，为{current}"


def _short(end: Conclusion, band: GradeBand) -> Iterator[str]:
    """Yield the conditions of a line that the unit does not meet, with what is lacking."""
    grade, total = band.grade.text, end.unit.total
    if isinstance(total, Fraction) and band.test is not None and not end.record.meets(total, band.test):
        yield f"{end.word}{end.score_words(total)}分，{grade}需{_lacking(end, total, band.test)}"
    if band.quota is not None and _is_beyond(end, band, band.quota):
        yield _beyond(end, band, band.quota)
    if band.also is not None and end.record.holds(band.also) is not True:
        yield f"{grade}还需{wording.predicate(band.also)}，{end.record.met(band.also)}"


def _is_beyond(end: Conclusion, band: GradeBand, quota: Quota) -> bool:
    """Return whether a unit is surely beyond a quota, even while places of others are open."""
    counted = end.quota_of(band)
    if counted is not None:
        return end.unit.values[counted.within] is False
    return bool(quota.groups) or (end.unit.rank is not None and not end.within(quota.places))


def _beyond(end: Conclusion, band: GradeBand, quota: Quota) -> str:
    """Write why a unit is beyond a quota: by its place, by that in its group, or because its group has none."""
    grade, places = band.grade.text, quota.places
    counted = end.quota_of(band)
    if counted is not None:
        many = end.unit.values[counted.allowed]
        assert isinstance(many, Fraction)
        limit = f"{grade}的名额只有{show(many)}个" if many else f"{grade}没有名额"
        limit = limit if places.first == 1 else f"不在{grade}的名额以内"
        return f"{end.standing(counted)}，{limit}：{wording.quota(quota, band.test is not None)}"
    if quota.groups:
        return f"{grade}的名额只分给{'、'.join(quota.groups)}"
    return f"排名{_place(end, places)}，{grade}限{wording.places(places)}{_many(end, places)}"


def _lacking(end: Conclusion, total: Fraction, test: Test) -> str:
    """Write the bounds that the total does not meet: `90分以上，差3.50分`."""
    words = []
    for bound in test.bounds:
        limit = end.record.amount(bound.operand)
        if limit is None or end.record.meets(total, replace(test, bounds=(bound,))):
            continue
        gap = limit - total
        lacks = bound.comparison in (Comparison.AT_LEAST, Comparison.MORE) and gap > 0
        digits = end.scheme.digits
        shown = end.score_words(gap) if gap * 10**digits % 1 == 0 else show(gap)
        words.append(wording.band(replace(test, bounds=(bound,))) + (f"，差{shown}分" if lacks else ""))
    return "、".join(words)


def _place(end: Conclusion, places: Places) -> str:
    return f"第{end.unit.rank}" if places.front else f"倒数第{end.position(places)}"


def _many(end: Conclusion, places: Places) -> str:
    """Write how many places a share gives: `（2个）`."""
    return "" if places.share is None else f"（{int(places.share * end.field.units)}个）"
