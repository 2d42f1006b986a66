"""Code actions: each is applied, and the text then says what the title promises."""

from typing import Any

import pytest

from creditdsl.base.memo import Memo
from creditdsl.base.source import Source
from creditdsl.base.watch import unwatched
from creditdsl.server.analysis import Analysis, analyse
from creditdsl.server.features.code_actions import code_actions
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params

TEXT = """方案：示例
附件1 考核指标
一、信息归集（8分）
  每漏报1次扣0.5分，扣完为止
二、信用监管（6分）
  监管次数 每条得1 最多6
  建立机制 得5
三、信用修复（5分）
  修复及时率 95%以上 得5
"""


def opened(text: str, *, reviewed: bool = False) -> tuple[Analysis, Document]:
    source = Source("示例.credit", text)
    analysis = analyse(source, Memo())
    for _ in analysis.review(unwatched) if reviewed else ():
        pass
    return analysis, Document("file:///示例.credit", 1, source)


def actions(
    text: str, line: int, last: int | None = None, only: list[str] | None = None, **how: bool
) -> dict[str, Any]:
    """Return the texts after each action of lines, by its title."""
    analysis, document = opened(text, **how)
    end = {"line": (last or line) - 1, "character": 99}
    params = {"range": {"start": {"line": line - 1, "character": 3}, "end": end}, "context": {"only": only}}
    shaped: Any = code_actions(analysis, document, Params(params))
    return {action["title"]: applied(document, action["edit"]["changes"][document.uri]) for action in shaped}


def applied(document: Document, edits: list[dict[str, Any]]) -> str:
    for edit in sorted(edits, key=lambda one: (one["range"]["start"]["line"], one["range"]["start"]["character"]))[
        ::-1
    ]:
        document = document.changed([Params({"range": edit["range"], "text": edit["newText"]})], 2)
    return document.source.text


def codes(text: str) -> list[str]:
    return [one.code.id for one in opened(text, reviewed=True)[0].known if not one.acknowledged]


def test_a_sentence_is_written_anew_with_its_heading_and_its_words_kept() -> None:
    analysis, _ = opened(TEXT)
    (title,) = (title for title in actions(TEXT, 4) if title.startswith("改写成"))
    after = actions(TEXT, 4)[title]
    assert "一、信息归集（8分，满分起扣）" in after
    assert "漏报次数 每次扣0.5 扣完为止" in after
    assert "标准：每漏报1次扣0.5分，扣完为止。" in after
    assert "E0253" in [one.code.id for one in analysis.diagnostics]
    assert "E0253" not in codes(after)


def test_each_answer_to_a_question_is_an_action() -> None:
    text = TEXT.replace("  建立机制 得5", "  上报及时得3分、准确得2分")
    found = [title for title in actions(text, 7) if "改写成" in title]
    assert found
    for title in found:
        assert len(opened(actions(text, 7)[title])[0].diagnostics) < len(opened(text)[0].diagnostics)


def test_a_name_is_declared_above_the_first_section_and_then_below_the_others() -> None:
    after = actions(TEXT, 6)["在“数据”里声明：监管次数：条"]
    assert "附件1 考核指标\n数据\n  监管次数：条\n\n一、" in after
    assert sorted(codes(after)) == sorted(codes(TEXT))
    again = actions(after, 12)["在“数据”里声明：修复及时率：比率"]
    assert "  监管次数：条\n  修复及时率：比率\n" in again
    assert sorted(codes(again)) == sorted(codes(TEXT))
    assert not any("声明" in title for title in actions(again, 10))


@pytest.mark.parametrize("comment", ["", "  # 原文如此"])
def test_a_finding_is_kept_once_a_reason_is_written(comment: str) -> None:
    text = TEXT.replace("二、信用监管（6分）", f"二、信用监管（6分）{comment}")
    after = actions(text, 5, reviewed=True)["注明已核 W0604，写明理由"]
    assert "W0604" in codes(text) and "W0692" in codes(after)
    reasoned = codes(after.replace("已核：W0604 ", "已核：W0604 上级文件原文如此"))
    assert "W0604" not in reasoned and "W0692" not in reasoned


def test_rules_move_to_the_item_before_and_behind() -> None:
    moves = actions(TEXT, 6, 7, only=["refactor.move"])
    assert list(moves) == ["移到“信息归集”", "移到“信用修复”"]
    before, behind = moves.values()
    assert before.split("\n")[3:7] == [
        "  每漏报1次扣0.5分，扣完为止",
        "  监管次数 每条得1 最多6",
        "  建立机制 得5",
        "二、信用监管（6分）",
    ]
    assert behind.endswith("  修复及时率 95%以上 得5\n  监管次数 每条得1 最多6\n  建立机制 得5\n")


def test_rules_of_two_items_stay() -> None:
    assert actions(TEXT, 6, 8, only=["refactor.move"]) == {}


def test_all_that_can_be_fixed_is_fixed_at_once() -> None:
    (after,) = actions(TEXT, 1, only=["source.fixAll"], reviewed=True).values()
    assert "E0253" not in codes(after)
    assert actions(TEXT, 1, only=["source.organizeImports"]) == {}


def test_nothing_is_offered_where_nothing_stands() -> None:
    assert actions(TEXT, 2) == {}
