"""Noise that clerks write and the parser does not see: ，；。 between parts, 分 behind points, 的 before 得 and 扣."""

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.formatter.scheme import layout
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
        ("报送台账的，得3", "报送台账 得3"),
        ("报送台账的 ，得 3 分。", "报送台账 得3"),
        ("报送台账的，扣 3 分；", "报送台账 扣3"),
        ("案例数，每例的，扣 5 分，最高扣 10 分。", "案例数 每例扣5 最高扣10"),
        ("案例数 每3例的得 5 分 最高 10 分", "案例数 每3例得5 最高10"),
        ("瞒报条数 0条的，得 4 分；5条以上的，得 0 分", "瞒报条数 0条 得4 5条以上 得0"),
        ("整改比率100%以上的，得10 分；80%以上的，得 6 分；其余得0 分", "整改比率 100%以上 得10 80%以上 得6 其余 得0"),
        ("合格率 95%以上的，得 2 分，每低1百分点的，扣 0.2 分", "合格率 95%以上 得2 每低1百分点扣0.2"),
        ("创新奖项 选项 创新奖 得 5 分，特别创新奖 得 10 分", "创新奖项 选项 创新奖 得5 特别创新奖 得10"),
        ("宣传成效 酌情 0 至 5 分", "宣传成效 酌情 0至5"),
        ("测评分 90分以上的，得 3 分", "测评分 90分以上 得3"),
        ("信息条数 排名赋分 最多 5 分 最少 1 分", "信息条数 排名赋分 最多5 最少1"),
        ("入库总量 排名赋分 第一名的，得 10 分，每降一名扣2 分", "入库总量 排名赋分 第一名 得10 每降一名扣2"),
        ("信息条数，排名赋分，最多得5分，最少得1分", "信息条数 排名赋分 最多5 最少1"),
    ],
)
def test_noise_means_nothing(noisy: str, plain: str) -> None:
    assert rule(noisy) == rule(plain)


def test_a_name_that_looks_like_noise_stays_a_name() -> None:
    assert "分" in repr(rule("奖项 选项 甲 得3 分 得2")), "the option 分 before its points"
    assert "分" in repr(rule("条数 等于5条 分 酌情 0至5")), "the mark 分"
    assert rule("目的明确 得3") != rule("目 得3")


@pytest.mark.parametrize("noisy", ["报送台账的，得 3 分。", "案例数 每例的，扣 5 分，最高扣 10 分"])
def test_fmt_writes_the_canonical_line(noisy: str) -> None:
    plain = {"报": "报送台账 得3", "案": "案例数 每例扣5 最高扣10"}[noisy[0]]
    assert layout(Source("示例", HEAD + f"  {noisy}\n")).text.splitlines()[-1] == f"  {plain}"
