"""Whether lines of 等次 hold together in a block of their own.

A sentence may be part of a block: its last grade need not close it, and a change may name a grade that other sentences
define. What is missing is added for the trial alone.
"""

import re
from collections.abc import Sequence

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.syntax.lines import read_lines

_SCHEME = "方案：甲\n附件1 甲\n一、甲（100分）\n  得 甲\n等次\n{}\n"
_CHANGE = re.compile(r" (?:(?:不得)?评为(?P<name>\S+)|一票否决|取消评优资格|降\S+档)$")


def holds_together(lines: Sequence[str]) -> bool:
    """Return whether some grades and changes, or those with the grades that they lack, are a block without errors."""
    changes = [line for line in lines if _CHANGE.search(line)]
    grades = [line for line in lines if line not in changes]
    known = {line.rpartition(" ")[2] for line in grades}
    named = {match["name"] for line in changes if (match := _CHANGE.search(line)) and match["name"]} - known
    above = [f"{1000 - at}分以上 {name}" for at, name in enumerate(sorted(named))]
    return any(_builds([*above, *grades, *rest, *changes]) for rest in ([], ["其余 无名等次"]))


def _builds(lines: Sequence[str]) -> bool:
    tree, unread = read_lines(Source("甲", _SCHEME.format("\n".join(f"  {line}" for line in lines))))
    if has_errors(unread):
        return False
    scheme, misfits = build(tree)
    return not has_errors(misfits) and scheme.tables[0].grades is not None
