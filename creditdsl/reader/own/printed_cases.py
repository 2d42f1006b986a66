"""Printed cases: a condition with its points, bands of one measure, options of one measure, a mark that people give."""

import re
from collections.abc import Iterator
from itertools import product

from creditdsl.reader.line_writer import Name
from creditdsl.reader.own.cutting import cut, cut_at, hidden
from creditdsl.reader.own.printed_phrases import TESTED, Pieces, award, case, expression, led, rest, result, test

_JOINT = re.compile("且|或者")
_REST = "其余的,"
_DENIED, _NOT_SO = "并非", "为否"


def conditional(body: str) -> Iterator[Pieces]:
    """Yield the rule of one condition: 明确分工的，得2分，否则不得分."""
    parts = cut_at(body, "的,")
    if parts is None:
        return
    met, missed = cut_at(parts[1], ",否则") or (parts[1], "")
    points, others = result(met), rest(missed) if missed else []
    if points is None or others is None:
        return
    for when in _predicates(parts[0]):
        yield [*when, *points, *(["否则", *others] if missed else [])]


def _predicates(text: str) -> Iterator[Pieces]:
    """Yield what a condition of one part or several may be: 甲且乙为否; 甲或者并非乙在3条以上."""
    joints = list(_JOINT.finditer(hidden(text)))
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(text)]
    words = ["且" if joint.group() == "且" else "或" for joint in joints]
    for parts in product(*(list(_atoms(text[start:end])) for start, end in zip(starts, ends, strict=True))):
        pieces = list(parts[0])
        for word, part in zip(words, parts[1:], strict=True):
            pieces += [word, *part]
        yield pieces


def _atoms(text: str) -> Iterator[Pieces]:
    """Yield what one part of a condition may be: a fact, its denial, or a comparison at each word that compares."""
    if text.endswith(_NOT_SO) and (fact := expression(text.removesuffix(_NOT_SO))) is not None:
        yield ["非", *fact]
    if (fact := expression(text)) is not None:
        yield fact
    denied: Pieces = ["非"] if text.startswith(_DENIED) else []
    plain = text.removeprefix(_DENIED)
    for match in TESTED.finditer(hidden(plain)):
        subject, when = expression(plain[: match.start()]), test(plain[match.start() :])
        if subject is not None and when is not None:
            yield [*denied, *subject, *when]


def banded(body: str) -> Iterator[Pieces]:
    """Yield the rule of bands: 整改比率在100%以上的，得10分；在80%以上的，得6分；其余的，不得分."""
    first, *others = cut(body, ";")
    further = [case(part) for part in others[:-1]]
    remaining = rest(others[-1].removeprefix(_REST)) if others and others[-1].startswith(_REST) else None
    if remaining is None or None in further:
        return
    for subject, points in led(first):
        yield [
            *subject,
            *points,
            *(piece for part in further if part is not None for piece in part),
            "其余",
            *remaining,
        ]


def chosen(body: str) -> Iterator[Pieces]:
    """Yield the rule of options: 评估等级为优的，得5分；为良的，得3分；其余的，不得分."""
    first, *others = cut(body, ";")
    named = cut_at(first, "为")
    remaining = rest(others[-1].removeprefix(_REST)) if others and others[-1].startswith(_REST) else None
    if named is None or remaining is None:
        return
    pieces: Pieces = [Name(named[0]), "选项"]
    for part in (f"为{named[1]}", *others[:-1]):
        option = cut_at(part, "的,")
        points = None if option is None else award(option[1])
        if option is None or points is None or not option[0].startswith("为"):
            return
        pieces += [Name(f"“{option[0].removeprefix('为').strip('“”')}”"), *points]
    yield [*pieces, "其余", *remaining]


def marked(body: str) -> Iterator[Pieces]:
    """Yield the rule of a mark: 由考核人员酌情计0至5分（宣传成效）."""
    if body.startswith("由考核人员") and (pieces := result(body)) is not None:
        yield pieces
