"""`summary` 概况: the results of all units on one page of plain bar charts."""

from creditdsl.cli.command import define
from creditdsl.cli.score_documents import of_all_units
from creditdsl.publish.standings.summary import summary_document

command = define(
    "summary",
    "制作一页考核概况：各单位总分、等次分布、各部分平均得分，用条形图画出来，黑白打印也看得清。",
    "creditdsl summary 方案.credit --table 附件1 --data 数据/附件1.csv -o 考核概况.docx",
)(of_all_units(summary_document, "考核概况"))
