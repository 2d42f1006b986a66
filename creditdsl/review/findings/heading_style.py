"""N0662 同一级编号的写法不一

说明：同一级的标题有的编成“1.”，有的编成“（一）”，有的“1.”有的“1、”，或者有的没有编号；一项里的规则有的写（1），有的没有写。
为什么要紧：编号的写法表示层次，同一级写法不一，看不出哪个管哪个；没有编号的一条也没有办法引用。
例：

    一、工作机制（10分）
      （1）建立机制 得5
      制定制度 得5

改法：同一级用同一种写法：大项“一、”，项“1.”，规则“（1）”；都编号，或者都不编。
"""

import re
from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.base.source import Source, Span
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.syntax.nodes import Entry

CODE = manual(__doc__)

_STYLES = (
    ("一、", re.compile("[一二三四五六七八九十百]+、")),
    ("（一）", re.compile("[（(][一二三四五六七八九十百]+[）)]")),
    ("（1）", re.compile(r"[（(]\s*\d+\s*[）)]")),
    ("1.", re.compile(r"\d+[.．]")),
    ("1、", re.compile(r"\d+、")),
)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.whole_tables:
        yield from _headings(reviewed, draft.source)


def _headings(reviewed: ReviewedTable, source: Source) -> Iterator[Found]:
    first: dict[int, tuple[str, Entry]] = {}
    stack = [(0, section) for section in reversed(reviewed.table.sections)]
    while stack:
        depth, entry = stack.pop()
        style = _style(source.line(entry.span.line)[entry.span.column - 1 :])
        shown, earlier = first.setdefault(depth, (style, entry))
        if style != shown:
            yield Found(
                f"这个标题{_style_words(style)}，前面同一级的{_style_words(shown)}。",
                entry.span,
                "同一级用同一种写法，都编号或者都不编。",
                (Related("前面同一级的在这里", earlier.span),),
                table=reviewed.table.name,
                ref=entry.ref,
                alike=True,
            )
        if (bare := _bare_rule(entry)) is not None:
            yield Found(
                "本项的规则有的写了编号，这一条没有写。",
                bare,
                "都写上（1）（2），或者都不写。",
                table=reviewed.table.name,
                ref=entry.ref,
            )
        stack.extend((depth + 1, child) for child in reversed(entry.children))


def _style(line: str) -> str:
    return next((name for name, pattern in _STYLES if pattern.match(line)), "")


def _style_words(style: str) -> str:
    return f"编成“{style}”" if style else "没有编号"


def _bare_rule(entry: Entry) -> Span | None:
    """Return the first rule without a number, where others of the entry have one."""
    bare = [rule for rule in entry.rules if rule.number is None]
    return bare[0].span if bare and len(bare) < len(entry.rules) else None
