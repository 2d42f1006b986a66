"""A name may hold any keyword: in every form it reads as that very name, or the line is stopped."""

import re
from collections.abc import Iterator

import pytest

from creditdsl.base.node_walk import walk
from creditdsl.base.source import Source
from creditdsl.compiler.build import build
from creditdsl.compiler.resolve import resolve
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.nodes import Name, Quantity
from tests.syntax.reading import meaning

_REAL = """
得分率 取得资质 累计篇数 最高检通报次数 不满意率 超过率 计分率 每月报送量 前三季度增速 其余事项数 降本增效
满意度 达标率 积分制落实 扣分整改率 否决件数 且末县 加分项数 记录完整率 赋能企业数 减排量 不得分事项
本项目数 酌情处理数 否定意见数 他项权证数 每日巡查数 第三方评估 末名单位数 排名赋分法 由高到低落实
零不得分率 并列占位数 依次推进数 最低生活保障率 最少通报数 扣完为止数 按比例计提 不低于标准数 至少一次
达到标准数 超过时限件数 以上事项数 以下事项 以外事项 至今未结案件 且行且珍惜 或有负债 非法集资案件数
降一档企业数 是否公示 比率公示数 数值准确率 金额合计 得到表彰数 扣押财产数 计划完成率 加强监管次数 积极参与
记者报道数 减税降费额 得满分单位数 高于平均数 低于平均数 多于计划数 少于计划数 大于零单位数 小于零单位数
未达到标准数 不足额缴费数 不超过时限率 至多一次 大小于 以内件数 及以上学历人数 及以下处分 双公示准确率
守信激励案例 红黑名单推送 信易贷笔数 最多跑一次事项 前后台协同率 后进村数 末位淘汰数 名录库入库数
每百人发明数
选项数 等于上年数 持平于上年率 合计数 合计完成率 全体平均分 全体最高分 最大降幅 最小值班室 平均值班数 计数器数
最大值守率 年度目标完成率 年度重点项目 评为优秀单位数 不得评为优秀情形 一票否决事项 取消评优资格单位数 折算系数
加分后得分 扣分后得分 每低一档单位数 每超一天罚款数 每降一名扣分数 分母为零情形 本大项不得分情形 月度合计分 季度合计分
前百分比 后百分比 一票通办率 降一级单位数 名单推送数 等次评定数 为否事项数
"""
REAL = _REAL.split()
"""Names as they stand, or could stand, in published tables."""

FORMS = (
    "{} 得3",
    "{} 得3 否则 扣1",
    "{} 3以上 得2",
    "{} 80%以上 得5 60%以上 得3 其余 得0",
    "{} 每5篇得2 最高10",
    "{} 每例扣5 最高扣10",
    "得 7×{} 最高7",
    "得 （1−{}）×3",
    "{} 排名赋分 最多5 最少1",
    "{} 100% 得8 其余 排名赋分 最多7.5 最少0",
    "{} 排名赋分 前3名 得5 后3名 得0 其余 依次",
    "{} 酌情 0至5",
    "甲数 0条 得4 其余 {} 酌情 0至3",
    "甲事 且 {} 得3",
    "甲事 且 非 {} 得3",
    "甲数÷{} 1以上 得2",
    "合格率 超过 {} 得3",
    "（2）{} 得3 否则（1）不得分",
    "{} 95%以上 得2 每低1百分点扣0.2 低于90% 不得分",
    "{} 选项 甲等 得5 乙等 得3 其余 得1",
    "得 合计（甲率、{}）×5",
    "得 {}÷全体最高（完成量）×6",
    "甲数 超过 全体平均（{}） 得2",
    "{} 排名赋分 第一名 得10 每降一名扣2 扣完为止",
    "{} 排名赋分 前20% 得10 第二名 得5 其余 得0",
    "得 {}÷计划量 分母为零 得满分",
    "{} 得2（非产区0.8）",
    "{} 得3 否则 一/3 不得分",
    "{} 等于 上年数 得6 每升1起扣0.2 每降1起得0.2",
)
"""One line of each form and of each place where a name may stand."""
WORDS = ("某奖 选项 {} 得5 乙等 得3", "甲数 得2（{} 0.8）", "某奖 选项 乙等 得3 {} 得5 其余 得0")
"""And where an option or a group of units stands, which is no measure."""


def spellings() -> Iterator[str]:
    """Each keyword and synonym that is written in Han characters, and the words inside patterns."""
    for word in keywords().words.values():
        yield from (spelling for spelling in word.words if spelling[0].isalpha())
        yield from re.findall("[\u4e00-\u9fff]{2,}", re.sub(r"\[[^]]*\]", "", word.pattern))


SPAN = re.compile(r"Span\([^)]*\)|text='[^']*'(?=, span)")
"""What differs between lines that mean the same."""
LADEN = sorted(
    {
        name
        for spelling in spellings()
        for name in (f"{spelling}制度", f"{spelling}率", f"制度{spelling}情况", f"信用{spelling}数", f"工作{spelling}")
    }
    | set(REAL)
)


def names_and_numbers(line: str) -> tuple[set[str], list[str]] | None:
    """Bare names and numbers of the rule in a line; None if it is stopped."""
    scheme = meaning("rule", line)
    if scheme is None:
        return None
    entry = scheme.tables[0].sections[0].children
    found = list(walk([entry[0].rules, scheme.tables[0].sections[0].rules]))
    names = {node.text for node in found if isinstance(node, Name) and not node.quoted}
    return names, sorted(str(node.value) for node in found if isinstance(node, Quantity))


@pytest.mark.parametrize("line", WORDS)
def test_a_word_reads_as_itself_or_is_stopped(line: str) -> None:
    plain = repr(meaning("rule", line.format("某词")))
    misread = []
    for name in LADEN:
        found = meaning("rule", line.format(name))
        if found is not None and SPAN.sub("", repr(found)) != SPAN.sub("", plain).replace("某词", name):
            misread.append(name)
    assert misread == []


def test_there_are_many_names() -> None:
    assert len(LADEN) > 300


@pytest.mark.parametrize("form", FORMS)
def test_a_name_reads_as_itself_or_is_stopped(form: str) -> None:
    """And most are read: the guard is for joints between two things, and a language could stop every name."""
    plain = names_and_numbers(form.format("某指标"))
    assert plain is not None
    found = {name: names_and_numbers(form.format(name)) for name in LADEN}
    misread = [
        (name, read)
        for name, read in found.items()
        if read not in (None, ({n if n != "某指标" else name for n in plain[0]}, plain[1]))
    ]
    assert misread == []
    assert len([name for name in REAL if found[name] is None]) < len(REAL) / 2


def test_a_declared_name_is_never_stopped() -> None:
    """Declared names are known, so that the guard has nothing to ask; only a keyword itself is no name."""
    head = "方案：示例\n附件1 指标\n数据\n  {}：条\n一、机制（9分）\n  {} 每条得3\n"
    words = set(spellings())
    for name in sorted(set(REAL) - words):
        tree, unread = read_lines(Source("x", head.format(name, name)))
        scheme, misfits = build(tree)
        _, unnamed = resolve(scheme, "x")
        stopped = [*unread, *misfits, *unnamed]
        assert not stopped, (name, stopped)
        assert next(n.text for n in walk(scheme.tables[0].sections) if isinstance(n, Name)) == name


@pytest.mark.parametrize("form", FORMS)
def test_a_quoted_name_is_never_stopped(form: str) -> None:
    """Each form with a fifth of the names, each name in five or six forms: between quotation marks all are alike."""
    plain = meaning("rule", form.format("“某指标”"))
    assert plain is not None
    for name in LADEN[FORMS.index(form) % 5 :: 5]:
        scheme = meaning("rule", form.format(f"“{name}”"))
        assert scheme is not None, name
        names = {n.text for n in walk(scheme.tables[0].sections[0].children[0].rules) if isinstance(n, Name)}
        assert name in names, name
