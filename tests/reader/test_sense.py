"""An offer means what its sentence means: its scores are those worked out by hand from the sentence.

And where a sentence says more than a line can, or another thing than its words suggest, nothing is offered.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.reader.helped import helped
from creditdsl.reader.meanings import HOLE, Certain
from creditdsl.reader.sentence_reader import read
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.parser import ParseFault, parse_line
from creditdsl.syntax.repair import find_repair
from tests.forms.golden import Case, filled
from tests.reader.meaning import meant

HEAD = "方案：示例\n附件1 考核指标\n一、考核（20分）\n"

SAME = (
    ("不低于上年水平 得5", "上年水平", "指标 不低于 上年水平 得5", "4 5 | 5 5 | 6 5", "0 5 5"),
    ("高于全市平均水平的，得5分。", "全市平均水平", "指标 高于 全市平均水平 得5", "4 5 | 5 5 | 6 5", "0 0 5"),
    ("不超过控制数的得3分", "控制数", "指标 不超过 控制数 得3", "4 5 | 5 5 | 6 5", "3 3 0"),
    ("每满5篇得1分，最高得5分", "", "指标 每5篇得1 最高5", "4 | 10 | 99", "0 2 5"),
    ("每1例积2分，最高积20分", "", "指标 每例得2 最高20", "0 | 3 | 11", "0 6 20"),
    ("完成率低于百分之九十的扣2分，其他得1分", "", "完成率 低于90% 扣2 其余 得1", "89.9% | 90% | 91%", "0 1 1"),
)
"""Sentence, its other column, the line of a clerk, the cells of three units, and their points by hand."""

WITHDRAWN = (
    "每月报送少于3次的扣2分",
    "每月少于3次扣2分",
    "每有一个月少于3次扣2分",
    "有一个月少于3次的，扣2分",
    "每少1次扣1分",
    "每少1次扣1分，扣完为止",
    "每缺1人扣1分",
    "每超1天扣1分",
    "每低于目标1个扣1分",
    "每月报送3次得1分",
    "每年开展1次得1分",
    "每季度报送3条以上的得2分，其余不得分",
    "前三分之一得9、前三分之二得6、其余不得",
    "前三分之一得9分，前三分之二得6分，其余不得分",
    "位居前20%的得10分,位居前50%的得5分,位居后50%的不得分",
    "排名前3名的得5分；排名前10名的得3分；其他得1分，另加1分",
    "低于上年10%以上的扣2分",
    "未受到行政处罚的，得100分;如受到则得0分",
    "未报送的不得分。",
    "未达到国家标准的扣2分，整改不力的扣1分",
    "甲并且乙的得2分，丙得1",
    "除不可抗力外未完成的扣2分，其他得1分",
    "未完成的倒扣4分，已完成的得4分",
    "完成的可得5分，未完成的得1分",
    "建成信用平台积5分;网站积5分",
    "每新增1个国家级平台加5分，省级平台加3分",
    "参加会议得2分，每缺席1次扣0.5分",
    "按要求上报的得5分，每少报1次扣0.5分",
    "及时办结修复申请的得满分，每超期1件扣0.5分",
    "完成年度任务的，得10分；每漏报1条扣1分，扣完为止",
    "至多扣5分",
    "甲大于等于的，得2分",
    "出台文件②得2分，报送①得1分",
)

TURNED = (
    "只得分",
    "甲事 只得分",
    "甲事 不扣分 得5",
    "宣传成效 酌情得 0至5",
    "无漏报瞒报的,得2分,抽到1条扣0.5分,扣完为止",
    "报送5百条以上 得3",
    "甲事 得5 其余 均得分",
    "率 最少低80% 得2",
)
"""Lines with a word of its own, near to a keyword of another sense."""


READ = (
    ("迟报超过三次的扣2分，漏报扣1分", ("迟报 高于3次 扣2", "漏报 扣1")),
    ("税收增长的得2分，下降扣1分", ("税收增长 得2", "税收下降 扣1")),
)
"""Sentences of several rules that share words, and all of their rules."""


def points(line: str, other: str, cells: str) -> list[str]:
    """The points that a line gives units with these cells."""
    measure = line.partition(" ")[0]
    header = f"| 单位 | {measure} |{f' {other} |' if other else ''} 一 |"
    rule = "|" + " --- |" * header.count("|")
    rows = [f"| 单位{at} | {' | '.join(row.split())} |  |" for at, row in enumerate(cells.split("|"))]
    table = "\n".join([header, rule[:-6], *rows])
    text = f"## 甲\n\n```credit\n{HEAD}  {line}\n```\n\n{table}\n"
    return [
        str(float(number)).removesuffix(".0") for number in re.findall(r"([\d.]+) \|$", filled(Case("甲", text)), re.M)
    ]


@pytest.mark.parametrize(("sentence", "other", "line", "cells", "expected"), SAME, ids=[case[0] for case in SAME])
def test_an_offer_scores_as_the_sentence_says(sentence: str, other: str, line: str, cells: str, expected: str) -> None:
    offered = meant(sentence)
    assert points(offered.replace(HOLE, "指标"), other, cells) == points(line, other, cells) == expected.split()


@pytest.mark.parametrize("sentence", WITHDRAWN)
def test_nothing_is_certain_that_changes_the_sense(sentence: str) -> None:
    assert not isinstance(read(sentence), Certain)


@pytest.mark.parametrize(("sentence", "lines"), READ, ids=[sentence for sentence, _ in READ])
def test_rules_that_share_words_are_all_read(sentence: str, lines: tuple[str, ...]) -> None:
    assert meant(sentence) == "；".join(lines)


@pytest.mark.parametrize("line", TURNED)
def test_a_word_is_not_answered_by_one_of_another_sense(line: str) -> None:
    analysis = analyse(Source("x", f"{HEAD}  {line}\n"))
    assert all("是不是要写" not in diagnostic.help for diagnostic in helped(analysis.tree, analysis.diagnostics))


def test_a_keyword_is_never_repaired_into_another() -> None:
    """不扣分 and 不得分, 酌情 and 酌情扣, 以上 and 以下 differ in one character or two, and in sense."""
    spellings = {s for word in keywords().words.values() for s in word.spellings if s[0].isalpha() and len(s) > 1}
    slips = keywords().slips
    for word in sorted(spellings - set(slips)):
        line = f"甲数 {word} 80% 得5 {word}"
        fault = parse_line(line, "rule")
        if isinstance(fault, ParseFault) and (repair := find_repair(fault, line, "rule")) is not None:
            assert line[repair.start : repair.end] not in spellings


PIECES = """
的 ， 。 ； 、 ： 得2分 扣1分 得 扣 每 每少 一次 1次 甲 乙率 报送 低于 大于 等于 不低于 上年水平 以上 80% 5条 前三名
第一名 最多的得5分 最少的得1分 中间依次赋分 其余不得分 否则 为 在 达 未 不 没有 或者 且 并且 “ ” （ ） / * = - 每发生
1例 扣完为止 最高 排名 酌情 0至5 占1分 得分= 由考核组 合格率 百分点 每低 每超 不足 按比例计 满5篇 分母为零的 「 」 ％
① ② ③ ² \ue000 \ue001
"""
WORDS = sorted({s for word in keywords().words.values() for s in word.words})


@given(st.lists(st.one_of(st.sampled_from(PIECES.split()), st.sampled_from(WORDS)), min_size=1, max_size=9))
@settings(max_examples=max(300, settings().max_examples))
def test_everyday_words_in_any_order_never_crash_it(pieces: list[str]) -> None:
    """And no offer holds a character of private use."""
    line = "".join(pieces)
    analysis = analyse(Source("x", f"{HEAD}  {line}\n"))
    helps = "".join(diagnostic.help for diagnostic in helped(analysis.tree, analysis.diagnostics))
    lines = meant(line)
    assert not re.search("[\ue000-\uf8ff]", helps + lines)
