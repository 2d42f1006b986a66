"""What is said of overrides (W0635) against every combination of the facts that they read.

A line without effect is taken out and nothing changes; a unit that is lifted can be shown.
"""

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from creditdsl.backends.interpret import interpret
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.outcome import UnitData
from creditdsl.review.reviewing import review

HEAD = """方案：示例
附件1 考核指标
数据
  甲、乙：是否
  次数：次 0至9
一、考核（100分）
  考核得分 酌情 0至100
等次
  90分以上 优秀
  75分以上 良好
  60分以上 合格
  其余 不合格
"""
WHEN = ("甲", "乙", "甲 且 乙", "甲 或 乙", "非 甲", "次数 1次以上", "次数 3次以上", "次数 0次")
THEN = ("降一档", "降两档", "评为优秀", "评为合格", "评为不合格", "不得评为优秀", "不得评为良好", "一票否决")
FACTS = [
    {"甲": a, "乙": b, "次数": Fraction(n), "考核得分": Fraction(score)}
    for a, b, n, score in product((True, False), (True, False), (0, 1, 3), (95, 80, 65, 10))
]


def grades(overrides: list[str]) -> list[Fraction]:
    """The grade of every combination; nothing is read that no line asks for."""
    text = HEAD + "".join(f"  {line}\n" for line in (*overrides, *ASKED))
    (table,) = compile_source(Source("方案.credit", text)).tables.values()
    outcome = interpret(table.program, [UnitData(f"单位{at}", facts) for at, facts in enumerate(FACTS)])
    values = [unit.values[table.program.grade] for unit in outcome.units if table.program.grade is not None]
    assert all(isinstance(value, Fraction) for value in values)
    return [value for value in values if isinstance(value, Fraction)]


ASKED = ("甲 且 乙 且 次数 9次以上 取消评优资格",)
"""A last line that changes no grade and reads every fact."""


@pytest.mark.parametrize("seed", range(60))
def test_what_is_said_of_overrides_is_so(seed: int) -> None:
    random = Random(seed)
    lines = [f"{random.choice(WHEN)} {random.choice(THEN)}" for _ in range(random.randint(2, 4))]
    text = HEAD + "".join(f"  {line}\n" for line in lines)
    first = HEAD.count("\n") + 1
    for one in review(compile_source(Source("方案.credit", text))):
        if one.code.id != "W0635":
            continue
        assert one.span is not None
        later, earlier = one.span.line - first, one.related[0].span.line - first
        assert earlier < later
        if "前一条不起作用" in one.message:
            assert grades(lines) == grades([line for at, line in enumerate(lines) if at != earlier]), (
                lines,
                one.message,
            )
        elif "后一条不起作用" in one.message:
            assert grades(lines) == grades([line for at, line in enumerate(lines) if at != later]), lines
        else:
            only = [lines[earlier], lines[later]]
            lifted = [after < before for before, after in zip(grades(only[:1]), grades(only), strict=True)]
            assert any(lifted), (lines, one.message)


def test_an_override_that_is_erased_is_found() -> None:
    for seed in range(200):
        random = Random(seed)
        when, then = random.choice(WHEN), random.choice(THEN[:-1])
        lines = [f"{when} {then}", f"{when} 一票否决"]
        text = HEAD + "".join(f"  {line}\n" for line in lines)
        assert "W0635" in {one.code.id for one in review(compile_source(Source("方案.credit", text)))}, lines
