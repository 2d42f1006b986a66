"""The help of lines that failed: what they mean, a question, a mend, or the form whose words stand in them.

Never on lines that parse, and at no cost to sound schemes.
"""

import re
import subprocess
import sys
import time

import pytest

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.forms import FORMS
from creditdsl.reader.helped import helped
from creditdsl.reader.hints import hint
from creditdsl.reports.checked import Checked, text
from tests.reader.reading import HEAD, rule_of

TITLED = "方案：示例\n附件1 指标\n一、机制（100分）\n1. {}\n  {}\n"


def diagnostics(source: Source) -> tuple[Diagnostic, ...]:
    found = analyse(source)
    return helped(found.tree, found.diagnostics)


def helps(*lines: str) -> list[str]:
    source = Source("示例.credit", HEAD + "".join(f"  {line}\n" for line in lines))
    return [found.help for found in diagnostics(source)]


def advice(line: str, title: str = "工作（10分）") -> Diagnostic:
    (only,) = [one for one in diagnostics(Source("示例.credit", TITLED.format(title, line))) if one.span]
    return only


def test_the_report_shows_what_a_line_means() -> None:
    source = Source("示例.credit", HEAD + "  每报送1条得0.5分，最高得5分\n")
    shown = text([Checked("示例.credit", source, diagnostics(source))])
    assert "  改法：可以写成：报送条数 每条得0.5 最高5。" in shown


MEANT = (
    ("制定办法得2分，报送①得1分", ""),
    ("（3）每共享1类得2分，总分10分", "可以写成：（3）共享类数 每类得2 最高10"),
    (
        "迟报1次扣0.5分，漏报1次扣1分",
        "可以分 2 行写成：迟报次数 每次扣0.5 · 漏报次数 每次扣1，标题末尾写“（10分，满分起扣）”",
    ),
    ("90分以上为优秀，80分以上为良好，80分以下为一般", "可以在“等次”下面写：90分以上 优秀 · 80分以上 良好 · 其余 一般"),
    (
        "完成年度目标的得10分，每低1%扣0.5分，扣完为止",
        "可以写成：年度目标完成率 100%以上 得10 每低1百分点扣0.5 扣完为止",
    ),
    ("人均培训不少于40学时得10分，每少5学时扣1分", "可以写成：人均培训 40学时以上 得10 每低5学时扣1"),
    ("前三名得5分，其余得2分", "可以写成：工作 排名赋分 前3名 得5 其余 得2"),
)


@pytest.mark.parametrize(("line", "expected"), MEANT, ids=[line for line, _ in MEANT])
def test_one_meaning_is_written_out(line: str, expected: str) -> None:
    assert advice(line).help.startswith(expected)


def test_a_question_has_the_lines_of_each_answer() -> None:
    (help,) = helps("出台相关文件制度的得2分，取得成效的得4分。")
    assert help == (
        "几条都做到的，分数累加，还是只取最高的一条？"
        "累加的，分 2 行写成：出台相关文件制度 得2 · 取得成效 得4；"
        "取最高的一条的，分 2 行写成：出台相关文件制度 得2 · 取得成效 得4，标题末尾写“（50分，就高）”。"
    )


def test_a_hole_is_the_measure_that_the_sentence_does_not_name() -> None:
    assert advice("少报1条扣0.5分", "工作").help


def test_the_guard_keeps_the_way_out_for_one_name() -> None:
    (help,) = helps("建立机制且制定制度 得5")
    assert help == (
        "可以写成：建立机制 且 制定制度 得5。是一个名字的，加引号写成 “建立机制且制定制度”，或在“数据”里声明。"
    )


def test_a_count_in_a_name_has_the_line_that_counts_each() -> None:
    assert advice("发现一处问题扣1分", "工作（10分，满分起扣）").help == (
        "每次都算的，写成：发现问题处数 每处扣1；只看有没有的，加引号写成 “发现一处问题”，或在“数据”里声明。"
    )


# Mends that keep the meaning


MENDED = (
    ("准时率 80%—90% 得5", "从几到几的，写“至”，写成：准时率 80%至90% 得5"),
    ("报送量 5条以上 得3。未报送 扣1", "“。”后面另起一行，分 2 行写成：报送量 5条以上 得3 · 未报送 扣1"),
    ("报送量 5条以上 得3。其余 得1", "行中间不写“。”，写成：报送量 5条以上 得3 其余 得1"),
    ("合格率 的 95%以上 得5", "去掉“的”，写成：合格率 95%以上 得5"),
    ("合格率的 95%以上 得5", "去掉“的”，写成：合格率 95%以上 得5"),
)


@pytest.mark.parametrize(("line", "expected"), MENDED, ids=[line for line, _ in MENDED])
def test_a_sign_or_a_space_is_mended_and_nothing_else(line: str, expected: str) -> None:
    assert advice(line).help.startswith(expected)


def test_a_stop_that_divides_nothing_readable_asks_for_a_line_of_its_own() -> None:
    assert advice("甲事 得3。乙事 丙事 丁事").help == "一行写一条规则，“。”后面的另起一行写。"


@pytest.mark.parametrize("line", ["瞒报条数 0条 得4 5条以上 得1 其余不得分", "建立机制 得2 否则得满分"])
def test_a_rest_without_a_space_is_read(line: str) -> None:
    spaced = line.replace("其余", "其余 ").replace("否则", "否则 ")
    assert rule_of(line) == rule_of(spaced) is not None


# The form whose words stand in a line


HINTED = (
    ("由考核组根据情况打分", "酌情计分的写法如：宣传成效 酌情 0至5"),
    ("按排名先后确定", "排名赋分的写法如：信息条数 排名赋分 最多5 最少1"),
    ("按要求每项完成得好就加分", "按次计分的写法如：宣传篇数 每5篇得1 最高10"),
    ("完成80%以上就好", "分档计分的写法如：整改比率 100%以上 得10 80%以上 得6 其余 得0"),
    ("按要求每项完成得好的得相应分", "写明分数，如“得2”"),
    ("对信用工作不重视", "是规则的，写明得几分、扣几分"),
    ("信用良好 5分左右", "分数前面写“得”或“扣”"),
)


@pytest.mark.parametrize(("line", "expected"), HINTED, ids=[line for line, _ in HINTED])
def test_the_help_names_the_form_whose_words_stand_there(line: str, expected: str) -> None:
    assert expected in advice(line).help


def test_the_help_names_the_place_that_is_not_understood() -> None:
    assert advice("每报送1条得0.5分，逾期加倍").help == (
        "从“加倍”起没有读懂。按次计分的写法如：宣传篇数 每5篇得1 最高10"
    )


@pytest.mark.parametrize("form", FORMS, ids=[form.stem for form in FORMS])
def test_the_example_of_a_form_is_a_rule_of_it(form: type) -> None:
    rule = rule_of(form.example)  # type: ignore[attr-defined]
    assert rule is not None and type(rule.body) is form
    if form is not FORMS[0]:
        assert form.example in hint(form.example, 0, 99)  # type: ignore[attr-defined]


def test_nothing_is_said_of_what_everybody_knows() -> None:
    """The three examples and the catch-all answered most everyday phrases, and were wrong for them."""
    lines = [line for line, _ in (*MEANT, *MENDED, *HINTED)] + ["甲事 乙事 得5", "建立制度 并落实 得2"]
    said = "".join(advice(line).help for line in lines)
    assert "规则的写法如" not in said and "写“且”" not in said and "请删去" not in said


def test_two_names_are_one_or_two_rules() -> None:
    assert advice("建立制度 并落实 得2").help == (
        "“建立制度 并落实”是一个名字的，去掉空格，写成：建立制度并落实 得2；是两条规则的，分两行写。"
    )


# Never a meaning that the line has not


CHANGED = (
    ("一个月报送少于3次的扣2分", "每3次扣2"),
    ("前三分之一得9、前三分之二得6、其余不得", "得9 ·"),
    ("每少1次扣1分", "：少次数"),
    ("只得分", "不得分"),
)


@pytest.mark.parametrize(("line", "wrong"), CHANGED, ids=[line for line, _ in CHANGED])
def test_no_help_changes_the_sense(line: str, wrong: str) -> None:
    assert wrong not in advice(line).help


@pytest.mark.parametrize("line", ["①制定办法得2分，②报送得1分", "制定办法①得2分，报送\ue001得1分"])
def test_no_help_holds_a_private_character(line: str) -> None:
    assert not re.search("[\ue000-\uf8ff]", "".join(one.help for one in diagnostics(Source("x", HEAD + line))))


# Where and at what cost


def test_it_never_runs_on_lines_that_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    from creditdsl.reader import answering

    asked: list[str] = []
    read = answering.read
    monkeypatch.setattr(answering, "read", lambda text, context: asked.append(text) or read(text, context))
    helps("建立机制 得5", "案例数 每例扣5 最高扣10", "建立机制 得5条", "每发生1个案例扣5分")
    assert asked == ["每发生1个案例扣5分"]


def test_a_sound_scheme_does_not_import_it() -> None:
    code = (
        "import sys\nfrom creditdsl.base.source import Source\nfrom creditdsl.compiler.pipeline import analyse\n"
        "from creditdsl.reader.helped import helped\n"
        "found = analyse(Source('x', '方案：示例\\n附件1 甲\\n一、甲（5分）\\n  建立机制 得5\\n'))\n"
        "helped(found.tree, found.diagnostics)\n"
        "assert 'creditdsl.reader.advice' not in sys.modules\n"
        "assert 'creditdsl.reader.lexicon' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_faulty_file_takes_linear_time() -> None:
    line = "  每发生1个案例扣5分，最高扣10分，逾期加倍\n  第一名得10分，排名每下降一位扣2分，扣完为止\n"

    def seconds(lines: int) -> float:
        start = time.process_time()
        diagnostics(Source("x", HEAD + line * (lines // 2)))
        return time.process_time() - start

    seconds(50)
    assert seconds(5000) < 15 * max(seconds(500), 0.05)


def test_a_faulty_file_asks_the_parser_little() -> None:
    """Every terminal is tried to tell what could have stood there; a stack of states is asked once."""
    from creditdsl.syntax import parser

    helps("每发生1个案例扣5分，逾期加倍")
    asked = parser._expected.cache_info().currsize
    helps(*["每发生2个事件扣7分，逾期加倍"] * 50)
    assert parser._expected.cache_info().currsize == asked
