"""Tables of grades beside the indicators become 等次."""

import pytest

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.importer.importing import Imported, import_document

TABLE = "附件1\n考核指标\n序号\t指标\t分值\t评分标准\n1\t公开\t100\t每公开1条得1分。\n\n考核等次如下。\n"
LINES = ["90分以上 优秀", "80分以上 良好", "其余 一般"]


def imported(*rows: str) -> Imported:
    document = import_document("办法.tsv", (TABLE + "".join(f"{row}\n" for row in rows)).encode())
    assert not has_errors(analyse(Source("方案.credit", document.text)).diagnostics)
    return document


def grades(document: Imported) -> list[str]:
    return [line.strip() for line in document.text.partition("\n等次\n")[2].split("\n\n")[0].splitlines()]


@pytest.mark.parametrize(
    "rows",
    [
        ("等次\t得分区间", "优秀\t90分（含）以上", "良好\t80分（含）至90分", "一般\t80分以下"),
        ("得分\t考核等次", "≥90\t优秀", "80≤得分＜90\t良好", "＜80\t一般"),
        ("等次\t优秀\t良好\t一般", "分数\t[90,100]\t[80,90)\t[0,80)"),
    ],
)
def test_grades_in_rows_and_columns(rows: tuple[str, ...]) -> None:
    document = imported(*rows)
    assert grades(document) == LINES
    assert [message.code.id for message in document.messages] == ["N0906"]


def test_a_gap_between_grades_is_asked_about() -> None:
    document = imported("等次\t得分", "优秀\t90—100", "良好\t80—89", "一般\t80分以下")
    assert "# 89 分和 90 分之间的得分没有写等次" in document.text
    assert [message.code.id for message in document.messages] == ["W0904"]


def test_another_table_is_named_in_the_report() -> None:
    document = imported("分组\t单位", "一组\t甲县", "二组\t乙县")
    assert [message.code.id for message in document.messages] == ["W0902"]
