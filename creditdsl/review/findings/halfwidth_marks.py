"""N0666 中文条文里用了半角标点

说明：印出来的标题、条文和说明里，汉字旁边用了半角的逗号、冒号、括号、引号。
为什么要紧：不影响得分。印出来一半全角一半半角，宽窄不一；搜索文件名、单位名也会搜不到。
例：

    一、工作机制（5分）
    内容：建立机制,明确分工
      建立机制 得5

改法：改成全角标点。
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Edit
from creditdsl.compiler.name_uses import names_in
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.texts import TITLE
from creditdsl.syntax.nodes import Entry
from creditdsl.syntax.walk import entries

CODE = manual(__doc__)

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_BRACKETS = {"(": "（", ")": "）"}


def find(draft: ReviewedDraft) -> Iterator[Found]:
    columns = {entry.span.line for table in draft.scheme.tables for entry in entries(table) if _names_column(entry)}
    """The headings whose title is also a column of the data: what names a column is not changed unasked."""
    for text in draft.texts:
        wide = {} if "://" in text.text or "www." in text.text else _wide(text.text)
        if wide:
            first = min(wide)
            narrow = "".join(dict.fromkeys(text.text[place] for place in sorted(wide)))
            yield Found(
                f"这里用了半角的 {' '.join(narrow)}。",
                text.span(first, first + 1),
                "改成全角标点。",
                table=text.table,
                ref=text.ref,
                edits=()
                if text.kind == TITLE and text.line in columns
                else tuple(Edit(text.span(*_typed(text.text, place)), char) for place, char in sorted(wide.items())),
            )


def _names_column(entry: Entry) -> bool:
    """Return whether a rule of the entry measures the entry itself, by its title."""
    return any(name.quoted and name.span == rule.span for rule in entry.rules for name in names_in(rule.body))


def _typed(text: str, place: int) -> tuple[int, int]:
    """Yield where a mark stands, with the spaces that follow a narrow one."""
    behind = text[place + 1 :] if text[place] in _WIDE else ""
    return place, place + 1 + len(behind) - len(behind.lstrip(" "))


def _wide(text: str) -> dict[int, str]:
    """Return what should stand at each place."""
    wide = {place: _WIDE[char] for place, char in enumerate(text) if char in _WIDE and _by_han(text, place)}
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in "(（":
            opened.append(place)
        elif char in ")）" and opened:
            pair = (opened.pop(), place)
            if any(_by_han(text, end) for end in pair):
                wide |= {end: _BRACKETS[text[end]] for end in pair if text[end] in _BRACKETS}
    quotes = [place for place, char in enumerate(text) if char == '"']
    if len(quotes) % 2 == 0 and any(_by_han(text, place) for place in quotes):
        wide |= {place: "“”"[count % 2] for count, place in enumerate(quotes)}
    return wide


def _by_han(text: str, place: int) -> bool:
    """Return whether a Chinese character or mark stands directly beside it."""
    beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return any("\u4e00" <= char <= "\u9fff" or char in "“”《》（）" for char in beside)
