"""N0645 由人评定的项没有写评什么

说明：一项只有一条“酌情”，幅度就是本项的全部分值，又没有写“内容”或“标准”。
为什么要紧：从零分到满分全由评分的人定，两个人评会差很多；被考核的单位也不知道做到什么程度得多少分。
例：

    一、信用宣传（10分）
      宣传成效 酌情 0至10

改法：加一行“内容：”写明评什么，“标准：”写明做到什么程度给多少分；或者拆成几条规则。
"""

from collections.abc import Iterator

from creditdsl.forms.answers import Cases, ColumnMark
from creditdsl.forms.base import form_of
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Entry

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    """Yield places alike: a scheme that leaves one item to judgement often leaves many."""
    for reviewed in draft.tables:
        for entry in _bare(reviewed.table.sections):
            yield Found(
                "这一项从零分到满分都由人评定，没有写内容和标准。",
                entry.rules[0].span,
                "加一行“内容：”写明评什么，“标准：”写明做到什么程度给多少分。",
                table=reviewed.table.name,
                ref=entry.ref,
                alike=True,
            )


def _bare(siblings: tuple[Entry, ...]) -> Iterator[Entry]:
    """Yield entries that are one mark for all their points, where neither they nor anything above them says for
    what.
    """
    for entry in siblings:
        if not entry.fields.keys() & {"content", "wording", "remark"}:
            if _is_one_mark(entry):
                yield entry
            yield from _bare(entry.children)


def _is_one_mark(entry: Entry) -> bool:
    if len(entry.rules) != 1:
        return False
    match form_of(entry.rules[0]).ladder():
        case Cases(cases=(), otherwise=ColumnMark(low=low, high=high, deducts=False)):
            return low == 0 and high == entry.points
        case _:
            return False
