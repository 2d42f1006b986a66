"""Places and orders of rankings from their words: 排名前三 is 前3名, 位居前20%—50% is 前50% after 前20%."""

import re
from dataclasses import replace

from creditdsl.reader.phrase_kinds import Order, Place
from creditdsl.syntax.numerals import count_of

_HIGH = "多高大长好"


def place(match: re.Match[str]) -> Place | None:
    """Return the places of a match of a pattern of places, and among which units they are; None in no order."""
    places = _place(match)
    return None if places is None else replace(places, within=match.groupdict().get("within") or "")


def _place(match: re.Match[str]) -> Place | None:
    start, end = match.span()
    words = match.groupdict()
    if extreme := words["extreme"]:
        value = 1 if extreme in _HIGH else -1
        return Place("第一名" if value > 0 else "末名", start, end, value, value)
    if words["leading"] or words["trailing"]:
        edge = 1 if words["leading"] else -1
        return Place("第一名" if edge > 0 else "末名", start, end, edge)
    if side := words["side"]:
        after = f"{side}{words['from_share']}" if words["from_share"] else ""
        return Place(f"{side}{words['to_share']}", start, end, after=after)
    if range_ := words["first"] or words["first_bare"] or words["first_rated"]:
        first, last = _number(range_), _number(words["last"] or words["last_bare"] or words["last_rated"])
        return Place(f"第{first}至{last}名", start, end) if 1 <= first < last else None
    if listed := words["listed"]:
        return Place(f"前{len(re.findall('[一二三四五1-5]', listed))}名", start, end)
    if words["since"]:
        since = _number(words["since"])
        return Place("", start, end, after=f"第{since - 1}名") if since > 1 else None
    if nth := words["nth"] or words["nth_bare"] or words["nth_short"]:
        return Place("第一名", start, end, 1) if _number(nth) == 1 else _counted(f"第{nth}名", nth, start, end)
    if back := words["from_end"]:
        before = "末名" if _number(back) == 2 else f"后{_number(back) - 1}名"
        return Place(f"后{_number(back)}名", start, end, after=before)
    group = words["group"] or words["group_bare"] or words["group_rated"] or words["group_of_all"]
    count = words["count"] or words["count_bare"] or words["count_rated"] or words["count_of_all"]
    group = "前" if group == "前" else "后"
    return _counted(f"{group}{_number(count)}名", count, start, end)


def _counted(code: str, count: str, start: int, end: int) -> Place | None:
    return Place(code, start, end) if _number(count) > 0 else None


def _number(text: str) -> int:
    return count_of(text) or 0


def order(match: re.Match[str]) -> Order | None:
    """Return the order of a match of a pattern of orders."""
    words = match.groupdict()
    rising = True if words.get("low") else False if words.get("high") or words.get("sorted") else None
    return Order(words.get("measure") or "", rising, bool(words.get("shared")), *match.span())
