"""Groups of the units that are assessed, each with points of its own: 乡镇引进项目每个得2分，部门引进项目每个得1分.

Receives the clauses of a cell; promises True where they are of two groups, since one item has the points of all units,
and its lines would ask each unit for what another does.
"""

import re
from collections.abc import Iterator, Sequence

from creditdsl.reader.clauses import Clause, Joint, Ladder, Options, Ratio, Standard, Steps

_GROUP = re.compile(
    "(?:各|全部|所有|其他|其余)*(?P<group>(?:重点|非重点|一般|山区|平原|城区|[一二三四甲乙丙丁ABCD]类)*"
    "(?:乡镇|街道|部门|县[市区]+|市县|县区|园区|开发区|(?:[省市县区]|中省)直(?:机关|单位|部门)*"
    "|(?:垂管|驻[省市县区]|成员|牵头|配合|责任|主办|协办|承办|主管|联动)(?:单位|部门))|[一二三四甲乙丙丁ABCD]类[县市区]"
    "|(?:社区|村)(?=按?时?(?:完成|报送|上报|引进|组织|开展)))"
    "(?!之间|间|联|内部|预算|决算|网站|合作)(?P<what>.*)"
)
_OPINION = re.compile("满意|评价|评议|测评|评分|打分|认可|反馈|投诉")
"""What others think or say of the unit that is assessed: 部门满意度, 乡镇满意度."""


def of_two_groups(clauses: Sequence[Clause]) -> bool:
    """Return whether clauses begin with two groups of units, of whom each does its own."""
    return len(set(_groups(clauses))) > 1


def _groups(clauses: Sequence[Clause]) -> Iterator[str]:
    for clause in clauses:
        match clause:
            case Joint(atoms=(first, *_)):
                subject = first.subject
            case Ladder() | Options() | Steps() | Standard() | Ratio():
                subject = clause.subject
            case _:
                continue
        group = _GROUP.match(subject.strip("“”"))
        if group is not None and not _OPINION.search(group["what"]):
            yield group["group"]
