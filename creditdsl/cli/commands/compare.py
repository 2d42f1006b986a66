"""`compare` 对照表: every item of a unit in two labelled sets of data, with the difference, to be signed."""

import click

from creditdsl.api.saving import document_format
from creditdsl.base.failure import Failure
from creditdsl.cli.command import define
from creditdsl.cli.score_documents import score_options, write_document
from creditdsl.explain.comparison import UnitComparison
from creditdsl.publish.explanations.contrast import contrast_document
from creditdsl.scoring.errors import NoCommonUnit, TwoSetsNeeded
from creditdsl.scoring.explained import Asked, explained
from creditdsl.scoring.labelled_paths import paths_of


@define(
    "compare",
    "制作自评复核对照表：逐项写出自评、复核的得分和差额（复核减自评），末尾留盖章、签字的地方。"
    "每个单位一页；写明 --unit 的只做这个单位。",
    "creditdsl compare 方案.credit --data 自评:自评.csv --data 复核:复核.csv -o 对照表.docx",
)
@score_options
@click.option("--unit", metavar="单位", help="只做这个单位的")
def command(
    file: str,
    table: str | None,
    data: tuple[str, ...],
    period: str | None,
    output: str,
    fonts: str | None,
    title: str,
    partial: bool,
    unit: str | None,
) -> None:
    document_format(output, fonts)
    each = explained(Asked(file, table, data, unit, None, partial, period))
    both = [comparison for comparison in each if isinstance(comparison, UnitComparison)]
    if not each:
        raise Failure(NoCommonUnit())
    if not both:
        raise Failure(TwoSetsNeeded())
    subject = f"{both[0].last.table}{''.join(both[0].labels)}对照表，{len(both)} 个单位"
    write_document(contrast_document(both, title), subject, output, fonts, (file, *paths_of(data)))
