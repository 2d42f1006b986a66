"""W0629 有的选项没有写分数

说明：“数据”里声明的一个选项，没有一条规则写它得几分，也没有写“其余”。
为什么要紧：填了这个选项的单位不得分，是有意不给还是漏写了，文件里看不出来。
例：

    方案：示例
    附件1 考核指标
    数据
      评估等级：选项 优、良、中
    一、考核（5分）
      评估等级 选项 优 得5 良 得3

改法：写上这个选项的分数；确实不得分的，写“其余 不得分”。
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.forms.base import form_of
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import listed
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.declared_types import ChoiceType
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Entry, Name
from creditdsl.syntax.walk import rules

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    none = keywords().values["none"]
    for reviewed in draft.whole_tables:
        priced: dict[str, set[str]] = {}
        last: dict[str, tuple[Entry, Name]] = {}
        whole = set[str]()
        for entry, _, rule in rules(reviewed.table):
            cases = form_of(rule).ladder()
            options = [] if cases is None else [when for when, _ in cases.cases if isinstance(when, str)]
            if cases is None or not options or not isinstance(cases.subject, Name):
                continue
            priced.setdefault(cases.subject.text, {none}).update(options)
            last[cases.subject.text] = entry, cases.subject
            if not cases.unwritten:
                whole.add(cases.subject.text)
        for declared in reviewed.table.declarations:
            name = declared.name.text
            if not isinstance(declared.type, ChoiceType) or name not in last or name in whole:
                continue
            left = [option for option in declared.type.options if option not in priced[name]]
            entry, subject = last[name]
            if left:
                yield Found(
                    f"“{name}”的选项{listed([f'“{option}”' for option in left])}没有写得几分，填了的单位不得分。",
                    subject.span,
                    f"写上“{left[0]} 得N”；确实不得分的，写“其余 不得分”。",
                    (Related("选项声明在这里", declared.name.span),),
                    reviewed.table.name,
                    entry.ref,
                )
