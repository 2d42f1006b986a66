"""Quotas: 前10名为先进单位, 后3名通报批评, 优秀不超过30%, against 表彰, 通报 and 等次."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.diagnostic import Related
from creditdsl.base.exact import show
from creditdsl.review.bodies.sentences import Sentence
from creditdsl.review.bodies.verdict import Subject, Verdict, agrees
from creditdsl.syntax.nodes import GradeBand, Mention, Places, Table
from creditdsl.syntax.numerals import count_of

_PLACES = re.compile(
    r"(?P<side>前|后|末|倒数)(?:位|尾)?(?:的)?(?:(?P<share>\d+(?:\.\d+)?)%|(?P<count>\d+|[一二两三四五六七八九十]+)(?:[名位个家](?![月季])|(?=的)))"
)
_COMMENDED = re.compile("表彰|表扬|奖励|授予|先进")
_CRITICISED = re.compile("批评|约谈|检查|检讨|问责")
_GRADED = re.compile("等次|等级|优秀|良好")
"""What a clause says whose places decide a grade."""
_OF_OTHERS = re.compile(r"连续|每(?:个?[月季]|半年)|个人|工作者|人员|干部|职工")
"""What a sentence says of places among people, or in parts of the year; the table ranks units over all of it."""
_SHARE = re.compile(
    r"(?P<grade>[^,;:。、的]{1,6}?)(?:等次|等级|档次)?(?:的)?(?:单位|比例|名额|个数|数量|数)*(?:原则上|一般)?"
    r"(?:不超过|不得超过|控制在|最多不超过|(?P<by>按照?))(?:(?:参加|被|参与)?(?:考核|考评|评价|评估|参评))?[^,;。、的\d]{0,6}?"
    r"(?:总数|数量|总量)?(?:的)?(?P<share>\d+(?:\.\d+)?)%(?(by)(?:的比例)?(?:[确评核]定|掌握|控制|推荐))"
)
_RATED = re.compile(r"(?:[^,;。、]{0,8},?)(?:评定|评|定|确定|认定|列)为(?P<grade>[^,;:。(]{1,8})")
"""What the units of some places are rated as: 前30%的科室评为优秀."""


def check(sentence: Sentence, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict for each quota of a sentence that the tables have too."""
    if _OF_OTHERS.search(sentence.plain):
        return
    for part in sentence.plain.split(";"):
        of_part = _mention(part)
        for clause in part.split(","):
            mention = _mention(clause) or (None if _GRADED.search(clause) else of_part)
            if mention is not None:
                for match in _PLACES.finditer(clause):
                    yield from _honoured(match, mention, tables)
    for match in _PLACES.finditer(sentence.plain):
        rated = _RATED.match(sentence.plain, match.end())
        if match["side"] == "前" and match["share"] and rated is not None:
            yield from _first_grade(rated["grade"], Fraction(match["share"]) / 100, tables)
    for match in _SHARE.finditer(sentence.plain):
        yield from _share(match["grade"], Fraction(match["share"]) / 100, tables)


def _mention(clause: str) -> Mention | None:
    commended, criticised = _COMMENDED.search(clause), _CRITICISED.search(clause)
    if bool(commended) == bool(criticised):
        return None
    return Mention.COMMENDED if commended else Mention.CRITICISED


def _honoured(match: re.Match[str], mention: Mention, tables: Sequence[Table]) -> Iterator[Verdict]:
    front = match["side"] == "前"
    honours = [
        (table, honour, honour.places)
        for table in tables
        for honour in table.honours
        if honour.mention is mention and honour.places is not None and honour.places.front is front
    ]
    if not honours:
        return
    share = Fraction(match["share"]) / 100 if match["share"] else None
    count = count_of(match["count"]) if match["count"] else None
    if any(_same(places, count, share) for _, _, places in honours):
        yield agrees(Subject.QUOTAS)
        return
    values = "、".join(dict.fromkeys(f"{table.name}是{_words(places)}" for table, _, places in honours))
    related = tuple(Related(f"{table.name}写在这里", honour.span) for table, honour, _ in honours[:3])
    yield Verdict(Subject.QUOTAS, f"正文说{match[0]}，{values}。", "改成一样的名额。", related)


def _same(places: Places, count: int | None, share: Fraction | None) -> bool:
    if share is not None or places.share is not None:
        return places.share == share
    return places.first == 1 and places.last == count


def _words(places: Places) -> str:
    side = "前" if places.front else "后"
    if places.share is not None:
        return f"{side}{show(places.share * 100)}%"
    return f"{side}{places.last}名" if places.first == 1 else f"第{places.first}至{places.last}名"


def _first_grade(grade: str, share: Fraction, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on the places of the highest grade."""
    first = [table.grades.bands[0] for table in tables if table.grades is not None and table.grades.bands]
    if any(band.grade.text and band.grade.text in grade for band in first):
        yield from _share(grade, share, tables)


def _is_of(words: str, band: GradeBand, table: Table) -> bool:
    """Return whether words such as 优秀科室 name a grade, and none whose name holds its name as 较好 holds 好."""
    grade = band.grade.text
    longer = [name for name in table.grades.names if grade in name != grade] if table.grades is not None else []
    return grade in words and not any(name in words for name in longer)


def _share(grade: str, share: Fraction, tables: Sequence[Table]) -> Iterator[Verdict]:
    """Yield a verdict on the share of a grade, where 等次 gives that grade by places."""
    bands = [
        (table, band)
        for table in tables
        if table.grades is not None
        for band in table.grades.bands
        if _is_of(grade, band, table) and band.places is not None and band.places.share is not None
    ]
    if not bands:
        return
    if any(band.places is not None and band.places.share == share for _, band in bands):
        yield agrees(Subject.QUOTAS)
        return
    table, band = bands[0]
    assert band.places is not None and band.places.share is not None
    yield Verdict(
        Subject.QUOTAS,
        f"正文说{band.grade.text}不超过{show(share * 100)}%，{table.name}是{show(band.places.share * 100)}%。",
        "改成一样的比例。",
        (Related(f"{table.name}写在这里", band.span),),
    )
