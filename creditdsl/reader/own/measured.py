"""Printed points by what is measured: for each step, for each step away from a standard, by a formula."""

import re
from collections.abc import Iterator

from creditdsl.reader.own.cutting import cut, hidden
from creditdsl.reader.own.printed_phrases import GIVES, TAKES, Pieces, award, case, expression, led, rest

_REMAINDER = re.compile(r",不足[^,;]+的按(?P<how>比例|[^,;]+)计")
_VERB = re.compile(f"{GIVES}|{TAKES}")
_AWAY = re.compile(r"每(?P<side>超过|低于)标准(?P<size>[\d.]+\D*?)(?P<award>(?:得|扣|加|减|计|积|记|赋).+)")


def each(body: str) -> Iterator[Pieces]:
    """Yield the rule of points for each step: 宣传篇数每满5篇得1分; 每死亡1人扣5分."""
    plain, counting = _counted(body)
    for start in (at for at, letter in enumerate(hidden(plain)) if letter == "每"):
        subject, step = plain[:start], plain[start + 1 :]
        end = _VERB.search(hidden(step))
        points = None if end is None else award(step[end.start() :])
        if end is None or points is None:
            continue
        size = step[: end.start()]
        if subject and (measure := expression(subject)) is not None:
            yield [*measure, f"每{size.removeprefix('满')}", *points, *counting]
        elif not subject and (act := re.fullmatch(r"(?P<act>\D+?)满?(?P<size>[\d.]+(?P<unit>\D+))", size)) is not None:
            step = act["unit"] if act["size"] == f"1{act['unit']}" else act["size"]
            yield [*(expression(f"{act['act']}{act['unit']}数") or []), f"每{step}", *points, *counting]


def from_standard(body: str) -> Iterator[Pieces]:
    """Yield the rule of a standard and steps away from it: 合格率在95%以上的，得2分；每低于标准1个百分点扣0.2分."""
    first, *others = cut(body, ";")
    behind: Pieces = []
    countings: list[tuple[str, ...]] = []
    for part in others:
        plain, counting = _counted(part)
        if (away := _AWAY.fullmatch(plain)) is not None:
            points = award(away["award"])
            size = away["size"].replace("个百分点", "百分点")
            pieces = None if points is None else [f"每{'超' if away['side'] == '超过' else '低'}{size}", *points]
            countings.append(counting)
        elif part.startswith("其余的,"):
            others_get = rest(part.removeprefix("其余的,"))
            pieces = None if others_get is None else ["其余", *others_get]
        else:
            pieces = case(part)
        if pieces is None:
            return
        behind += pieces
    if countings:
        for subject, reached in led(first):
            yield [*subject, *reached, *behind, *countings[0]]


def calculated(body: str) -> Iterator[Pieces]:
    """Yield the rule of points by a formula, or without a measure: 得分=合格率×5; 各单位得5分."""
    points = award(body.removeprefix("各单位"))
    if points is not None:
        yield points


def _counted(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without what it says of a remainder, and that in the words of the language."""
    match = re.search(f"{_REMAINDER.pattern}$", text)
    if match is None:
        return text, ()
    return text[: match.start()], ("按比例计" if match["how"] == "比例" else "不足一步按一步计",)
