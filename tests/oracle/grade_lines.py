"""Lines of 等次, 表彰 and 通报, and the field 名次, to records."""

import re
from dataclasses import dataclass

from tests.oracle.model import Bound, GradeLine, Honour, Override, Quota, RankKey
from tests.oracle.rules import NUMERALS, bounds, condition, places
from tests.oracle.scan import BEFORE_PATTERN, Scan, Unreadable, plain

WHOLE = {"向下取整": "down", "四舍五入取整": "half", "向上取整": "up"}
TIES = {"并列入围": True, "并列不入围": False}
DOWN = {"一": 1, "二": 2, "两": 2, "三": 3}
BUT_VETOED = r"\((?:被?一票否决的?|一票否决的单位)除外\)"
AND = r"且(?=\s)"


@dataclass
class Parts:
    """What the parts of one line say, joined by 且."""

    tests: tuple[Bound, ...] = ()
    quota: tuple | None = None
    grade: str | None = None
    condition: tuple | None = None


def quota(scan: Scan) -> tuple | None:
    """Read places with the groups before them and the words behind them; None where there are no places."""
    groups = scan.take(r"(\S+?)\s*各(?=[前后])")
    where = places(scan)
    if where is None:
        return None
    whole, ties = "down", None
    while match := scan.take("|".join([*WHOLE, *TIES])):
        whole = WHOLE.get(match[0], whole)
        ties = TIES.get(match[0], ties)
    return where, tuple(map(plain, groups[1].split("、"))) if groups else (), whole, ties


def part(scan: Scan, parts: Parts, *, grades: bool) -> None:
    """Read one part of a line: places, a mark of points, a grade of honours, or, last of all, the conditions."""
    if scan.look(r"\S+?\s*各[前后]|[前后][\d一二三四五六七八九十]|第[\d一二三四五六七八九十]|末名"):
        parts.quota = quota(scan)
    elif not grades and (match := scan.take(r"评为(\S+)")):
        parts.grade = match[1]
    elif grades and not scan.declared() and scan.look(rf"(?:{BEFORE_PATTERN})?-?\d"):
        parts.tests = bounds(scan)
    else:
        parts.condition = condition(scan)


def parts_of(scan: Scan, *, grades: bool) -> Parts:
    """Read all parts of a line."""
    parts = Parts()
    part(scan, parts, grades=grades)
    while scan.take(AND):
        part(scan, parts, grades=grades)
    return parts


def quota_of(parts: Parts) -> Quota | None:
    """Return the quota of a line: units that do not all fit stay out beside a mark of points, else come in."""
    if parts.quota is None:
        return None
    where, groups, whole, ties = parts.quota
    return Quota(where, groups, whole, (not parts.tests) if ties is None else ties)


def grade_line(line: str, names: tuple[str, ...]) -> GradeLine | Override:
    """Read a line of 等次."""
    scan = Scan(line, names)
    if scan.take("(?:其余|其他)(?=\\s)"):
        return GradeLine(scan.need(r"\S+")[0])
    begins = rf"(?:{BEFORE_PATTERN})?-?\d|[前后]\d|第\d|\S+?\s*各[前后]|末名"
    if scan.declared() or not scan.look(begins):
        return override(scan)
    parts = parts_of(scan, grades=True)
    return GradeLine(scan.need(r"\S+$")[0], parts.tests, quota_of(parts), parts.condition)


def override(scan: Scan) -> Override:
    """Read a line that changes grades."""
    test = condition(scan)
    if match := scan.take(r"降([一两三二]|\d)档"):
        return Override(test, "down", DOWN.get(match[1]) or int(match[1]))
    if match := scan.take(r"评为(\S+)"):
        return Override(test, "set", match[1])
    if match := scan.take(r"不得评为(\S+)"):
        return Override(test, "bar", match[1])
    if scan.take("一票否决"):
        return Override(test, "veto")
    scan.need("取消评优资格")
    return Override(test, "out")


def honour(line: str, block: str, names: tuple[str, ...]) -> Honour:
    """Read a line of 表彰 or 通报."""
    scan = Scan(line, names)
    parts = parts_of(scan, grades=False)
    name = scan.need(r"[^\s()]+")[0]
    but_vetoed = scan.take(BUT_VETOED) is not None
    return Honour(block, name, parts.grade, quota_of(parts), parts.condition, but_vetoed)


def rank_keys(text: str, names: tuple[str, ...]) -> list[RankKey]:
    """Read the field 名次."""
    keys = []
    for clause in re.split(r";\s*", text.rstrip("。")):
        match = re.fullmatch(r"(?:总分|仍)相同的,?\s*按\s*(.+?)\s*([由从])(高到低|低到高)排?", clause)
        if not match:
            raise Unreadable(clause)
        falling = match[3] == "高到低"
        if re.fullmatch(rf"[{NUMERALS}\d]+(/[{NUMERALS}\d]+)*", match[1]):
            keys.append(RankKey(falling, label=match[1]))
        else:
            keys.append(RankKey(falling, measure=("name", Scan(match[1], names).name())))
    return keys
