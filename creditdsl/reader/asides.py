"""Words between a condition and its points that say when else, or how, these are counted: 未落实的，次年扣2分.

Receives the phrases of a group, with what stands before it; promises the first phrase of such words. A rule is of the
period that is scored, and takes what it says: who takes 次年扣2分 or 建议扣2分 for words of the condition takes now.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from creditdsl.reader.members import FAULT
from creditdsl.reader.phrase_kinds import Award, Each, Nothing, Phrase, Sign, Span, Words
from creditdsl.reader.segments import Segment

_SPAN = "(?:年度?|月份?度?|季度?|半年|期|学期)"
_SCORED = "(?:的?(?:考核|考评|考评?得分|考核得分|评价|得分|总分|成绩)(?:总分|成绩)?)?(?:中|时|内|里)?"
_ELSEWHEN = re.compile(
    f"(?:(?<![一二两三四五六几每多首档层批人场家户台处项村条名站件]|\\d)次|(?<![以线如])下一?个?|翌){_SPAN}{_SCORED}$"
)
"""Another period than the one that is scored, at the end of words: 落实的次年, 次年考核, 在下一年度考核中."""
_WAYS = (
    "建议|[暂缓]缓?|不[暂缓]|多|少|补充?|逐(?:[日次项条件个月年天]|季度?)|先行?|额外|可以?|也?[应须需]当?|拟|适当|通常"
    "|一般情况下"
)
_PERIODS = "按(?:季度?|月度|年度?|[次周日天])"
_WAY, _WAY_OR_PERIOD = re.compile(_WAYS), re.compile(f"{_WAYS}|{_PERIODS}")
_SOME_FAULT = re.compile(f"{FAULT.pattern}|被|发生|出现|存在|受到")
_MILDLY = re.compile("一般")
"""What hedges behind a fault, and is a grade elsewhere: 未落实的，一般扣2分; 优秀得5分，一般得3分."""
_ENDS = re.compile(f"(?:.的(?:{_WAYS}|{_PERIODS}|一般)|(?<!短)暂|额外)$")
_RESULTS = Award | Span | Nothing


def aside(group: Sequence[Phrase], before: Segment | None, mark: str) -> Phrase | None:
    """Return the words of a group that say when else or how points are counted; None where there are none."""
    goes_on = before is not None and before.conditional and mark == ","
    head = _head(group)
    if goes_on and before is not None and head and len(head) < len(group):
        words = "".join(phrase.text for phrase in head)
        mild = _MILDLY.fullmatch(words) is not None and _SOME_FAULT.search(before.subject) is not None
        if isinstance(group[len(head)], Each | _RESULTS) and (mild or _WAY_OR_PERIOD.fullmatch(words)):
            return group[0]
    run = ""
    for at, (phrase, after) in enumerate(pairwise(group)):
        run = run + phrase.text if isinstance(phrase, Words) else ""
        hedged = at > 0 and isinstance(group[at - 1], Each) and isinstance(after, _RESULTS)
        ends = isinstance(after, Each | _RESULTS) and (_ELSEWHEN.search(run) or _ENDS.search(run))
        if ends or (hedged and (_WAY.fullmatch(run) or _MILDLY.fullmatch(run))):
            return phrase
    return None


def _head(group: Sequence[Phrase]) -> list[Words | Sign]:
    """Return the words and periods at the head of a group."""
    head: list[Words | Sign] = []
    for phrase in group:
        if not isinstance(phrase, Words) and not (isinstance(phrase, Sign) and phrase.kind == "period"):
            break
        head.append(phrase)
    return head
