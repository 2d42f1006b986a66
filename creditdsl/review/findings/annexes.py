"""W0661 附件的编号、名称和目录对不上

说明：几张表的附件编号没有依次排，或者写法不一；或者开头栏目里列的“附件：1.…… 2.……”，和后面的表张数、名称不同。
为什么要紧：正文说“见附件2”，附件却是另一个名字，收文的单位要打电话来问；名称改过一处、没有改另一处，是最常见的差错。
例：

    附件3 扣分情形
    一、扣分情形（扣分，最高20分）
      乱收费案例 每例扣5

改法：编号依次排；附件的名称以表的标题为准，把目录里的改成一样。
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from creditdsl.base.diagnostic import Related
from creditdsl.base.source import Span
from creditdsl.review.finding import Found, manual
from creditdsl.review.naming import quoted
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.texts import Printed
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.nodes import Table
from creditdsl.syntax.numerals import from_chinese

CODE = manual(__doc__)

_NAME = re.compile(r"(?P<word>\D*?)(?P<number>\d+|[一二三四五六七八九十百]+)?")
_LIST = re.compile(r"附件\s*[：:]\s*(?P<titles>.+)")
_ITEM = re.compile(r"(?:^|(?<=[\s；;。]))(\d+)\s*[.．、]\s*([^；;]+?)(?=[\s；;。]*(?:$|[\s；;。]\d+\s*[.．、]))")


def find(draft: ReviewedDraft) -> Iterator[Found]:
    tables = draft.scheme.tables
    yield from _marks(tables)
    for text in draft.texts:
        if text.table is None and (match := _LIST.search(text.text)):
            yield from _against(text, match, tables)


def _marks(tables: tuple[Table, ...]) -> Iterator[Found]:
    """Compare each table's mark with the one before."""
    for before, table in pairwise(tables):
        was, now = _NAME.fullmatch(before.name), _NAME.fullmatch(table.name)
        if was is None or now is None:
            continue
        jump = _jump(was, now)
        if jump:
            related = (Related("前一张在这里", _mark(before)),)
            yield Found(jump, _mark(table), "编号依次排，写法前后一样。", related, table=table.name)


def _jump(was: re.Match[str], now: re.Match[str]) -> str:
    before, after = was["number"], now["number"]
    if before is None or after is None:
        return f"有几张表，“{(was if before is None else now).group()}”没有编号。"
    if was["word"] != now["word"] or before.isdecimal() != after.isdecimal():
        return f"前一张叫“{was.group()}”，这一张叫“{now.group()}”，写法不一。"
    return "" if _value(after) == _value(before) + 1 else f"“{was.group()}”后面是“{now.group()}”，编号没有接上。"


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else from_chinese(number) or 0


def _mark(table: Table) -> Span:
    return Span.of_line(table.span.line, table.span.column - 1, table.span.column - 1 + len(table.name))


def _against(text: Printed, match: re.Match[str], tables: tuple[Table, ...]) -> Iterator[Found]:
    """Compare the list of annexes with the tables."""
    start = match.start("titles")
    items = list(_ITEM.finditer(match["titles"]))
    titles = [(item[2], text.span(start + item.start(2), start + item.end(2))) for item in items]
    titles = titles or [(match["titles"].rstrip("。"), text.span(*match.span("titles")))]
    if len(titles) != len(tables):
        message = f"这里列了{len(titles)}个附件，后面有{len(tables)}张表。"
        yield Found(message, text.of(match), "补上缺的附件，或删去多的。")
        return
    for (title, span), table in zip(titles, tables, strict=True):
        if table.title and _plain(title) != _plain(table.title):
            yield Found(
                f"这里写的是{quoted(title)}，附件的标题是{quoted(table.title)}。",
                span,
                "改成一样的名称。",
                (Related("附件的标题在这里", table.span),),
            )


def _plain(title: str) -> str:
    """Return the title without what does not make it another one: width, spaces and 书名号."""
    return re.sub(r"[\s《》]", "", fold_plain(title))
