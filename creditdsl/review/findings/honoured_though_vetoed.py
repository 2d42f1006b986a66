"""W0637 一票否决的单位还会受表彰

说明：“等次”里写了一票否决（或者评为最低一等）的情形，“表彰”按名次，名次又不因此改变；没有写除外，这样的单位照样受表彰。
为什么要紧：刚被一票否决、评为最低一等的单位，同时上了表彰名单，文件一公布就要收回。
例：

    方案：示例
    附件1 考核指标
    一、考核（100分）
      走访次数 每次得1 最高100
    等次
      90分以上 优秀
      其余 合格
      弄虚作假 一票否决
    表彰
      前3名 先进单位

改法：在表彰这一行后面写“（一票否决的除外）”；或者在等次里加一行“弄虚作假 取消评优资格”。
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.forms import wording
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Effect, Grades, Honour, Mention, Override

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.tables:
        grades = reviewed.table.grades
        for honour in reviewed.table.honours if grades is not None else ():
            override = None if grades is None else _still_honoured(grades, honour)
            if override is not None and grades is not None:
                at, when = override.when.span, wording.predicate(override.when)
                typed = draft.source.line(at.line)[at.column - 1 : at.end_column - 1].strip()
                vetoed = "在等次里一票否决" if override.effect is Effect.VETO else f"评为{override.grade}"
                merit = "符合条件" if honour.places is None else f"排在{wording.places(honour.places)}"
                out = "在这一行后面写“（一票否决的除外）”；或者" if override.effect is Effect.VETO else ""
                yield Found(
                    f"{when}的单位{vetoed}，名次不变，{merit}的照样是“{honour.name}”。",
                    honour.span,
                    f"{out}在等次里加一行“{typed} 取消评优资格”。",
                    (Related("情形写在这里", override.span),),
                    reviewed.table.name,
                )


def _still_honoured(grades: Grades, honour: Honour) -> Override | None:
    """Return the first event that puts a unit into the lowest grade and leaves it its honour."""
    if honour.mention is not Mention.COMMENDED or honour.grade not in ("", grades.names[-1]):
        return None  # who is vetoed has the lowest grade, not the one that the line names
    disqualified = [override.when for override in grades.overrides if override.effect is Effect.DISQUALIFY]
    for override in grades.overrides:
        vetoed = override.effect is Effect.VETO
        lowest = vetoed or (override.effect is Effect.RATE and override.grade == grades.names[-1])
        if lowest and override.when not in disqualified and not (vetoed and honour.except_vetoed):
            return override
    return None
