"""Make the title of a document from the title of the annex that it is about.

Receives 市直单位社会信用体系建设考核指标 and 排名表; promises 市直单位社会信用体系建设考核排名表: a list of places is
not the annex, so it does not repeat its title.
"""

import re

_WORKS = ("考核", "考评", "评价", "测评", "评议", "评估", "述职", "验收")
"""What an annex is for, which its documents are for too."""

_KIND = re.compile(
    r"(?:(?:[及和与、]|以及)?(?:评分|计分|积分|扣分|赋分|实施|量化|打分)*"
    r"(?:指标体系|指标|标准|细则|办法|方案|任务|事项|要点|规则|一览表|明细表|评分表|计分表|打分表|表))+$"
)
"""What kind of annex it is: 指标及评分标准, 评分细则."""

_REMARK = re.compile(r"（[^（）]*）$")
"""（试行） and such, which say something of the annex."""


def own_title(annex: str, kind: str) -> str:
    """Return the title of a document. annex: the title of its annex. kind: 排名表, 概况, 填报表."""
    subject = _KIND.sub("", _REMARK.sub("", annex.strip()))
    return f"{subject}{'' if subject.endswith(_WORKS) else '考核'}{kind}"
