"""Noise that clerks write and the parser does not see: ，；。 between parts, 分 behind points, 的 before 得 and 扣."""

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.nodes import Rule

HEAD = "方案：示例\n附件1 指标\n一、机制（5分）\n"


def rule(line: str) -> Rule:
    """The only rule of a scheme of one line, without any message."""
    tree, unread = read_lines(Source("x", HEAD + line))
    scheme, misfits = build(tree)
    assert (unread, misfits) == ((), ())
    return scheme.tables[0].sections[0].rules[0]


@pytest.mark.parametrize(
    ("noisy", "plain"),
    [
        ("案例数，每例扣5分，最高扣10分。", "案例数 每例扣5 最高扣10"),
        ("制定机制的得3分；", "制定机制 得3"),
        ("整改比率100%以上的得10分；80%以上的得6分；其余得0分", "整改比率 100%以上 得10 80%以上 得6 其余 得0"),
        ("信息条数，排名赋分，最多得5分，最少得1分", "信息条数 排名赋分 最多5 最少1"),
    ],
)
def test_noise_means_nothing(noisy: str, plain: str) -> None:
    assert rule(noisy) == rule(plain)
