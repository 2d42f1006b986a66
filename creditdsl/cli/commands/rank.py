"""`rank` 排名表: every unit with its sections, total, place and grade, ready for print."""

from creditdsl.cli.command import define
from creditdsl.cli.score_documents import of_all_units
from creditdsl.publish.standings.rank_list import rank_list

command = define(
    "rank",
    "制作全部单位的排名表，名次在前的排在前面：各大项得分、总分、名次（并列的注明）、等次、表彰和通报。"
    "自评和复核两份数据的，每个单位三行：自评、复核、差额，名次和等次以复核为准。",
    "creditdsl rank 方案.credit --table 附件1 --data 数据/附件1.csv -o 排名表.docx",
)(of_all_units(rank_list, "排名表"))
