"""N0664 日期的写法不合规范

说明：条文里的日期写成“2022.9.9”“2022-09-09”“2022年09月09日”“二〇二二年九月九日”或“9号”。
为什么要紧：《党政机关公文格式》（GB/T 9704—2012）规定日期用阿拉伯数字写全年、月、日，不编虚位。
一份文件里几种写法，像是拼起来的。
例：

    方案：示例
    来源：某市信用办，2022.9.9

    附件1 考核指标
    一、工作机制（5分）
      建立机制 得5

改法：写成“2022年9月9日”。
"""

import re
from collections.abc import Iterator

from creditdsl.base.diagnostic import Edit
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.numerals import from_chinese

CODE = manual(__doc__)

_DIGITS = {char: str(number) for number, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "O": "0"}
_CHINESE = "一二三四五六七八九十"
_DATE = re.compile(
    r"(?<![\d.\-/])(?P<y1>(?:19|20)\d\d)(?P<mark>[.\-/．－])(?P<m1>\d{1,2})(?P=mark)(?P<d1>\d{1,2})(?![\d.\-/])"
    r"|(?<!\d)(?P<y2>(?:19|20)\d\d)年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})(?P<day>[日号])"
    rf"|(?P<y3>[一二][〇○零O一二三四五六七八九]{{3}})年(?P<m3>[{_CHINESE}]{{1,2}})月(?P<d3>[{_CHINESE}]{{1,3}})[日号]"
)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for text in draft.texts:
        for match in _DATE.finditer(text.text):
            right = _right(match)
            if right and right != match.group():
                span = text.of(match)
                yield Found(
                    f"日期“{match.group()}”的写法不合规范。",
                    span,
                    f"写成“{right}”。",
                    table=text.table,
                    ref=text.ref,
                    edits=(Edit(span, right),),
                )


def _right(match: re.Match[str]) -> str:
    """Return the date as it should stand; empty where it is none."""
    year = match["y1"] or match["y2"] or "".join(_DIGITS[char] for char in match["y3"])
    if match["y3"]:
        month, day = from_chinese(match["m3"]) or 0, from_chinese(match["d3"]) or 0
    else:
        month, day = int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
    return f"{year}年{month}月{day}日" if 1 <= month <= 12 and 1 <= day <= 31 else ""
