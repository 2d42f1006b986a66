"""W0663 文号的写法不合规范

说明：发文字号的年份没有用六角括号〔〕，序号前加了“第”，或者序号前补了0。
为什么要紧：《党政机关公文格式》（GB/T 9704—2012）规定年份用六角括号、序号不加“第”字、不编虚位。
写得不合，查文和归档对不上。
例：

    方案：示例
    文号：某信用办发[2022]第016号

    附件1 考核指标
    一、工作机制（5分）
      建立机制 得5

改法：写成“某信用办发〔2022〕16号”。
"""

import re
from collections.abc import Iterator

from creditdsl.base.diagnostic import Edit
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)

_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fffA-Za-z])\s*"
    r"(?P<all>(?P<open>[\[［(（【〔{])\s*(?P<year>\d{2}|(?:19|20)\d{2})\s*年?\s*(?P<close>[\]］)）】〕}])\s*"
    r"(?P<word>第)?\s*(?P<number>\d+)\s*号)"
)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for text in draft.texts:
        for match in _NUMBER.finditer(text.text):
            faults = list(_faults(match))
            if not faults:
                continue
            right = f"〔{match['year']}〕{int(match['number'][:9])}号"
            span = text.span(*match.span("all"))
            full = len(match["year"]) == 4
            yield Found(
                f"文号{'，'.join(faults)}。",
                span,
                f"写成“{right}”。" if full else "年份写全，如“〔2022〕”。",
                table=text.table,
                ref=text.ref,
                edits=(Edit(span, right),) if full else (),
            )


def _faults(match: re.Match[str]) -> Iterator[str]:
    if len(match["year"]) == 2:
        yield "年份没有写全"
    if match["open"] + match["close"] != "〔〕":
        yield "年份要用六角括号〔〕"
    if match["word"]:
        yield "序号前不加“第”"
    if match["number"].startswith("0"):
        yield "序号前不补0"
