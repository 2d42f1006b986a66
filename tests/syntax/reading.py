"""What one line means: helpers of the tests in this folder."""

from pathlib import Path

from creditdsl.base.diagnostic import Severity
from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.compiler.name_errors import KeywordInName
from creditdsl.compiler.resolve import resolve
from creditdsl.compiler.type_errors import NumberAsCondition
from creditdsl.compiler.typecheck import typecheck
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.nodes import Scheme

SCHEMES = sorted((Path(__file__).parents[2] / "schemes").glob("*/scheme.credit"))
LVLIANG = next(path for path in SCHEMES if path.parent.name == "lvliang-2022")

AROUND = {
    "rule": "方案：示例\n附件1 指标\n一、机制（9分）\n1. 项目（9分）\n{}\n",
    "declaration": "方案：示例\n附件1 指标\n数据\n{}\n",
    "grade": "方案：示例\n附件1 指标\n等次\n{}\n其余 末等\n",
    "grade_rest": "方案：示例\n附件1 指标\n等次\n90分以上 头等\n{}\n",
    "grade_override": "方案：示例\n附件1 指标\n等次\n90分以上 头等\n其余 不合格\n{}\n",
    "honour": "方案：示例\n附件1 指标\n表彰\n{}\n",
    "total": "方案：示例\n附件1 指标\n{}\n一、机制（9分）\n1. 项目（9分）\n甲事 得1\n",
    "year": "方案：示例\n周期：月度\n附件1 指标\n一、机制（9分）\n1. 项目（9分）\n甲事 得1\n{}\n",
}
"""Where a line of each kind stands."""


def around(kind: str, line: str) -> Source:
    """A scheme that holds the line."""
    return Source("x", AROUND[kind].format(line))


def meaning(kind: str, line: str) -> Scheme | None:
    """The AST of a scheme that holds the line; None if the line is stopped.

    Stopped is: unread, misfit, guarded, or a sum or quotient where a condition should stand (a lost
    space before a reference makes one: 得分率一/3).
    """
    tree, unread = read_lines(around(kind, line))
    scheme, misfits = build(tree)
    if any(d.severity is Severity.ERROR for d in (*unread, *misfits)):
        return None
    names, unnamed = resolve(scheme, "x")
    _, mistyped = typecheck(scheme, names, "x")
    stopped = (KeywordInName, NumberAsCondition)
    return None if any(isinstance(d.fault, stopped) for d in (*unnamed, *mistyped)) else scheme
