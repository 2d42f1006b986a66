"""The text of a document, 正文 … 正文完, is nothing but text, whatever its lines look like."""

from pathlib import Path

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler import block_errors, errors
from creditdsl.compiler.build import build
from creditdsl.syntax.errors import BodyNotClosed, BodyNotOpened
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.nodes import Body, Scheme

DOCUMENTS = sorted((Path(__file__).parents[1] / "documents").glob("*.txt"))
TABLE = "附件1 考核指标\n一、工作机制（5分）\n  建立机制 得5\n"
LIKE_CODE = (
    "每例扣5",
    "数据",
    "一、考核（5分）",
    "# 给起草人的话",
    "附件1 考核指标",
    "附件1 考核指标（满分100分）",
    "标准：建立机制得5分。",
    "等次",
    "  90分以上 优秀",
    "正文",
    "　　正文完",
    " 正文完",
    "正文完。",
    "正文完 # 完",
    "年度总分 = 月度合计×90%",
    "（1）不得分",
    "得 123456789012345678901234567890123456789012345678901234567890",
    "((((((((((",
    "　　空两格，行末也有空格  ",
    "",
    "\t制表符",
)


def built(text: str) -> tuple[Scheme, list[object]]:
    tree, unread = read_lines(Source("示例", text))
    scheme, misfits = build(tree)
    return scheme, [one.fault for one in (*unread, *misfits)]


@pytest.mark.parametrize("line", LIKE_CODE)
def test_every_line_is_text(line: str) -> None:
    scheme, faults = built(f"方案：示例\n正文\n{line}\n正文完\n{TABLE}")
    assert faults == []
    assert [body.lines for body in scheme.bodies] == [(line,)]
    assert len(scheme.tables) == 1


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_published_document_is_kept(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    scheme, faults = built(f"方案：示例\n正文\n{text}正文完\n{TABLE}")
    assert faults == []
    assert "\n".join([*scheme.bodies[0].lines, ""]) == text


def test_texts_stand_before_between_and_behind_tables() -> None:
    second = TABLE.replace("附件1", "附件2")
    scheme, faults = built(f"正文\n甲\n正文完\n{TABLE}正文：\n乙\n正文完\n{second}正文  # 已核\n丙\n正文完\n")
    assert faults == []
    assert [(body.lines, body.tables_before) for body in scheme.bodies] == [(("甲",), 0), (("乙",), 1), (("丙",), 2)]


def test_a_line_of_a_text_has_a_place() -> None:
    scheme, _ = built(f"方案：示例\n正文\n甲乙\n丙丁\n正文完\n{TABLE}")
    (body,) = scheme.bodies
    assert isinstance(body, Body)
    assert (body.line_span(1, 1).line, body.line_span(1, 1).column) == (4, 2)


def test_fields_of_the_scheme_may_follow_a_text() -> None:
    scheme, faults = built(f"正文\n甲\n正文完\n小数：1位\n{TABLE}")
    assert faults == []
    assert scheme.digits == 1


def test_a_text_that_is_not_closed() -> None:
    _, faults = built(f"方案：示例\n正文\n甲\n{TABLE}")
    assert faults[0] == BodyNotClosed(0)


def test_a_closing_word_that_is_not_alone_is_pointed_out() -> None:
    _, faults = built(f"方案：示例\n正文\n甲\n  正文完\n{TABLE}")
    assert faults[0] == BodyNotClosed(4)


def test_a_text_that_is_not_opened() -> None:
    _, faults = built(f"方案：示例\n正文完\n{TABLE}")
    assert faults == [BodyNotOpened()]


def test_a_text_inside_a_table_is_reported_once() -> None:
    _, faults = built("附件1 考核指标\n一、甲（5分）\n  甲事 得5\n正文\n甲\n正文完\n二、乙（5分）\n  乙事 得5\n")
    assert faults == [block_errors.BodyInTable()]


@pytest.mark.parametrize("word", ["内容", "标准", "依据", "方式", "责任", "备注"])
def test_a_field_of_text_may_have_several_paragraphs(word: str) -> None:
    scheme, faults = built(f"附件1 考核指标\n一、甲（5分）\n{word}：第一段\n{word}：第二段\n  甲事 得5\n")
    assert faults == []
    (field,) = scheme.tables[0].sections[0].fields.values()
    assert field.paragraphs == ("第一段", "第二段")


@pytest.mark.parametrize("word", ["缺报", "适用", "待定"])
def test_a_field_that_is_read_stands_once(word: str) -> None:
    _, faults = built(f"附件1 考核指标\n一、甲（5分）\n{word}：零分\n{word}：零分\n  甲事 得5\n")
    assert errors.FieldTwice(word) in faults


@pytest.mark.parametrize(
    ("paragraphs", "sentence"),
    [
        (("甲事得2分", "乙事得3分。"), "甲事得2分；乙事得3分。"),
        (("甲事得2分；", "乙事得3分。"), "甲事得2分；乙事得3分。"),
        (("未按时", "报送的不得分"), "未按时报送的不得分"),
        (("每次扣1分，扣完为止", "另一条"), "每次扣1分，扣完为止；另一条"),
    ],
)
def test_paragraphs_are_read_as_one_sentence(paragraphs: tuple[str, ...], sentence: str) -> None:
    lines = "".join(f"标准：{paragraph}\n" for paragraph in paragraphs)
    scheme, _ = built(f"附件1 考核指标\n一、甲（5分）\n{lines}  甲事 得5\n")
    assert scheme.tables[0].sections[0].fields["wording"].sentence == sentence
