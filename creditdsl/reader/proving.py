"""Prove lines before they are given to anybody: they read, pass the guard of names, and have types.

Receives rule lines, perhaps with a hole for a measure, or their trees; promises whether they stand in a scheme without
an error.
"""

from collections.abc import Sequence
from functools import cache

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source, Span
from creditdsl.compiler.block_errors import NotInRoster
from creditdsl.compiler.build import build
from creditdsl.compiler.name_errors import UnknownVoidTarget
from creditdsl.compiler.resolve import resolve
from creditdsl.compiler.typecheck import typecheck
from creditdsl.reader.meanings import HOLE, RuleLine
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.tree import BodyLine, Line, SchemeTree

_AROUND = "方案：甲\n附件1 甲\n一、甲（{}100分）\n1. 无名事项（100分）"
_ELSEWHERE = (UnknownVoidTarget, NotInRoster)
"""Faults that depend on other lines of the scheme."""


def is_sound(lines: tuple[str, ...], deducts: bool = False) -> bool:
    """Return whether the lines, their holes filled, are rules of one item without an error."""
    text = "\n".join(line.replace(HOLE, "无名指标") for line in lines)
    tree, unread = read_lines(Source("甲", text))
    return not has_errors(unread) and _stand(tree.source, tree.lines, deducts)


def stand_together(rules: Sequence[RuleLine]) -> bool:
    """Return whether rules stand in one item without an error, so that no measure is of two types.

    完成任务得10分，完成任务90%以上得8分: one column is no fact and no number.
    """
    lines = (
        BodyLine(at, "rule", None, rule.text, 0, rule.tree, "", "", Span.of_line(at, 0, len(rule.text)))
        for at, rule in enumerate(rules, 1)
    )
    return _stand(Source("甲", "\n".join(rule.text for rule in rules)), tuple(lines), deducts=False)


def _stand(source: Source, lines: Sequence[Line], deducts: bool) -> bool:
    scheme, misfits = build(SchemeTree(source, (*_around(deducts), *lines)))
    names, unnamed = resolve(scheme, "甲")
    _, mistyped = typecheck(scheme, names, "甲")
    return not has_errors(d for d in (*misfits, *unnamed, *mistyped) if not isinstance(d.fault, _ELSEWHERE))


@cache
def _around(deducts: bool) -> tuple[Line, ...]:
    """Return the lines of a scheme in which lines are tried."""
    return read_lines(Source("甲", _AROUND.format("扣分，最高" if deducts else "")))[0].lines
