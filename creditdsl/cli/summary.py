"""`summary` 概况: the results of all units on one page of plain bar charts."""

from creditdsl.cli.command import define
from creditdsl.cli.score import score
from creditdsl.cli.score_documents import score_options, write_document
from creditdsl.cli.standings import standings
from creditdsl.publish.document import Document
from creditdsl.publish.summary import summary_document


@define(
    "summary",
    "制作一页考核概况：各单位总分、等次分布、各部分平均得分，用条形图画出来，黑白打印也看得清。",
    "creditdsl summary 方案.credit --table 附件1 --data 数据/附件1.csv -o 考核概况.docx",
)
@score_options
def command(
    file: str,
    table: str | None,
    data: tuple[str, ...],
    period: str | None,
    output: str,
    fonts: str | None,
    partial: bool,
) -> None:
    def make() -> tuple[Document, str]:
        found = standings(score(file, table, data, partial=partial, period=period))
        return summary_document(found), f"{found.table}考核概况，{len(found.units)} 个单位"

    write_document(make, output, fonts, file, data)
