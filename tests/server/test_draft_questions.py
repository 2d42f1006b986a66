"""The questions of an imported draft, answered by a code action."""

from creditdsl.importer.importing import import_document
from tests.server.test_code_actions import actions, codes

HEADER = "序号\t指标\t分值\t评分标准\n"


def drafted(*rows: str, below: str = "") -> str:
    text = "附件1\n示例考核指标\n" + HEADER + "".join(f"{row}\n" for row in rows) + below
    return import_document("表.tsv", text.encode()).text


def answers(text: str) -> dict[str, str]:
    """Return the texts after each answer of the last question, by what it says."""
    line = max(n for n, words in enumerate(text.split("\n"), 1) if words.startswith("# "))
    offered = actions(text, line)
    return {title.partition("：")[0]: after for title, after in offered.items() if "·" in title or "：" in title}


def test_an_answer_stands_in_place_of_its_question() -> None:
    text = drafted("1\t报送\t5\t按时报送得5分；每迟报1天扣0.5分。")
    chosen = answers(text)["从前面的分里扣"]
    assert chosen.endswith("1. 报送（5分，满分起扣）\n标准：按时报送得5分；每迟报1天扣0.5分。\n  迟报天数 每天扣0.5\n")
    assert "E" not in "".join(codes(chosen))


def test_clauses_that_are_not_asked_about_wait_on() -> None:
    text = drafted("1\t报送\t10\t成效由考核组研究决定。措施有成效的，酌情得1至5分。")
    chosen = answers(text)["填 0 分"]
    assert "待定：成效由考核组研究决定。\n  措施有成效 酌情 0至5\n" in chosen
    assert "# " not in chosen


def test_a_name_of_another_item_is_not_taken() -> None:
    text = drafted("1\t简报\t5\t每迟报1天扣1分。", "2\t报表\t5\t按时报送得5分；每迟报1天扣0.5分。")
    assert "\n  迟报天数 每天扣1\n" in text
    assert "\n  “报表迟报天数” 每天扣0.5\n" in answers(text)["从前面的分里扣"]


def test_an_answer_about_the_grades_is_written_as_grades() -> None:
    below = "考核结果：90分以上为优秀，60分以上不足90分为合格，60分以下为不合格。\n"
    text = drafted("1\t报送\t100\t按时报送得100分。", below=below)
    assert "\n等次\n  90分以上 优秀\n  60分以上 合格\n  其余 不合格\n" in answers(text)["算合格"]


def test_a_comment_is_no_question() -> None:
    text = drafted("1\t报送\t5\t按时报送得5分。").replace("  按时报送 得5", "# 请核对\n  按时报送 得5")
    assert answers(text) == {}


def test_what_would_hold_for_the_whole_item_is_not_written_beside_other_rules() -> None:
    text = drafted("1\t应急\t10\t组建队伍得5分；特色做法另行研究给分；演练全面开展得5分，部分开展得3分。")
    assert "#   取最高的一条：另设一项来写，它的标题末尾写“就高”\n" in text
    assert [*answers(text)] == ["累加"]
