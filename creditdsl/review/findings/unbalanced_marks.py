"""W0665 括号、引号、书名号不成对

说明：标题或条文里的括号、引号、书名号有前没有后，有后没有前，或者互相交叉。
为什么要紧：括号不成对，看不出括到哪里为止；文件名少半个书名号，别人照着查不到。
例：

    一、工作机制（5分）
    依据：《某市社会信用条例及有关规定
      建立机制 得5

改法：补上缺的一半，或删去多的一半。
"""

import re
from collections.abc import Iterator

from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.texts import Printed

CODE = manual(__doc__)

_PAIRS = {
    "（": "）", "(": "）", "《": "》", "〈": "〉", "“": "”", "‘": "’", "〔": "〕", "【": "】", "「": "」", "『": "』",
    "[": "]", "［": "］",
}  # fmt: skip
_CLOSE = {*_PAIRS.values(), ")"}
_ITEM = re.compile(r"(?:^|(?<=[\s；;，。：:、]))(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3})([)）])")
"""1） and a）, which number the parts of a text, have no other half."""


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for text in draft.texts:
        place = _fault(text)
        if place is not None:
            yield Found(
                f"这里的 {text.text[place]} 只有一半，不成对。",
                text.span(place, place + 1),
                "补上另一半，或者删去。",
                table=text.table,
                ref=text.ref,
            )


def _fault(text: Printed) -> int | None:
    """Return where the first mark without its other half stands."""
    alone = {match.start(1) for match in _ITEM.finditer(text.text)}
    opened: list[tuple[str, int]] = []
    for place, char in enumerate(text.text):
        if char in _PAIRS:
            opened.append((_PAIRS[char], place))
        elif char in _CLOSE:
            wanted = "）" if char == ")" else char
            if opened and opened[-1][0] == wanted:
                opened.pop()
            elif place not in alone and not (char == "’" and place and text.text[place - 1].isascii()):
                return opened[-1][1] if any(close == wanted for close, _ in opened) else place
    return opened[-1][1] if opened else None
