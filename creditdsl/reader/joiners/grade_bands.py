"""Grades of the total and what changes them, as lines of 等次.

90分以上为优秀，80分以上不满90分为良好，其余为一般; 总分排名前3名的为优秀; 弄虚作假的，一票否决.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Case, GradeBand, GradeChange, Honour, Ladder
from creditdsl.reader.grade_lexicon import NAMES
from creditdsl.reader.joiners.band_ladder import bands
from creditdsl.reader.joiners.claim import Claim, State, asking
from creditdsl.reader.line_writer import Name, Piece, test
from creditdsl.reader.phrase_kinds import Grade
from creditdsl.reader.segments import Segment
from creditdsl.syntax.nodes import Comparison

_TOTAL = re.compile(
    "(?:对|参评|被|[省市县区]?有关单位|有关|各|全部|所有|单位|的)*(?:年度|年终|综合|最终)*"
    "(?:绩效|工作)?(?:综合)?(?:考核|考评|评价|评分|考核评价|评估)?(?:结果)?(?:总?得分|总分|积分|分数|总成绩|成绩|排名|名次|总分排名)?(?:总分)?(?:在|为|进入)?"
)
"""What a grade of the whole goes by; a grade by the score of something else is none of the table."""
_GRADED = re.compile(
    f"对?(?:年度|年终)?(?:考核|考评)?(?:结果|等次|等级)?被?(?:评定?|定|确定|认定)?为“?(?P<name>{NAMES})”?(?:等次|等级)?的?(?:单位|部门|乡镇|县区)?的?"
)
_BEHIND = re.compile("^的?(?:参评|被考核)?(?:单位|部门|乡镇|街道|县区)$")
"""Whom a test is of, behind it: 低于60分的单位."""
_LISTED = re.compile("(?:有|具有|存在|出现|发生)?(?:下列|以下)(?:各?种)?(?:情形|情况|行为|问题)(?:之一)?")
_UNCLEAR = re.compile(
    "(?:得分|分数|成绩|积分|排名|名次|位次)(?:[较最]?[高低好差优]|靠?[前后]|领先|落后|突出)|^(?:或|且|并|同时|但|除|经|情节|影响|视|原则)|情节严重$|以外|^(?:其|该|此)|下列|以下|上述|其中|除外"
    "|(?:本人|个人|当事人|责任人|(?:有关|相关|工作)人员)$"
    "|(?:不|未必|[可慎缓才暂限]|只能|方可|最高|最多|至多|多|优先|建议|一般|禁止|难以|无法|相应|次年|下一?[年季月]度?|年内|不一定|暂时)(?:直接|应|予以|给予|并|即|再)*$"
)
_FIELD = re.compile(
    "(?!.*(?:未|不|没|无|拒|违|乱|瞒|发生|出现|存在|因|被|受|造成)).*"
    "(?:工作|事项|指标|领域|任务|建设|管理|安全|生产|环保|信访|维稳|目标)"
)
"""A field of work, and no fact in it: 信访工作实行一票否决."""
_OWN_GRADE = re.compile(
    "(?:被|有|存在|发生|出现)?(?:实行)?一票否决的?(?:事项|情形|问题)?"
    "|(?:年度|年终|综合)*(?:考核|考评|评价|评估|测评|评定)?(?:结果|等次|等级)?"
    f"(?:被?(?:评定?|定|确定|认定)?为?(?:{NAMES})(?:等次|等级|档次)?)?"
)
"""What the table itself works out: 被一票否决, 考核不合格, 评估等次."""
_PRINTED = re.compile("(“[^“”]+”)为“(是|否)”")
"""A fact as it is printed: “弄虚作假”为“是”."""
_CHANGES = ("一票否决", "取消评优资格", "评为", "不得评为", "降")


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    first = segments[0]
    if first.grade or (isinstance(first.result, Grade) and (first.ranks or _scored(first) or first.otherwise)):
        return _bands(state, segments)
    if first.plain and (_scored(first) or first.ranks) and _joint_band(state, segments) is not None:
        return _bands(state, segments)
    if isinstance(first.result, Grade):
        return _honour(state, first) or _change(state, segments)
    return None


def _honour(state: State, segment: Segment) -> Claim | None:
    """Claim what all with one grade get: 评为优秀的单位，授予“先进单位”称号."""
    match segment.result:
        case Grade(code="授予", name=name) if segment.only("subject", "result", "merged"):
            graded = _GRADED.fullmatch(segment.subject)
            if graded is None:
                return None
            return Claim(1, replace(state, clauses=(*state.clauses, Honour(f"评为{graded['name']}", name))))
        case _:
            return None


def _scored(segment: Segment) -> bool:
    tested = segment.test
    return tested is not None and all(bound.amount is not None and bound.amount.unit == "分" for bound in tested.bounds)


def _bands(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim all grades of a sentence: they stand together."""
    used = 0
    read: list[GradeBand | Honour] = []
    while used < len(segments):
        segment = segments[used]
        band = _joint_band(state, segments[used:]) or _band(segment)
        if band is None and (limited := _limited(segment, read)) is not None:
            read, used = limited, used + 1
            continue
        if band is None:
            break
        used += 1 if segment.result is not None or segment.grade else 2
        if used < len(segments) and (also := _also(segments[used])) is not None:
            if not isinstance(band, GradeBand) or band.also:
                return None
            band, used = replace(band, also=also), used + 1
        read.append(band)
    if len(read) == 1 and isinstance(read[0], Honour):
        return Claim(used, replace(state, clauses=(*state.clauses, read[0])))
    if len(read) == 1 and isinstance(read[0], GradeBand) and read[0].name == "先进":
        return None  # an honour without its name
    graded = _alike([band for band in read if isinstance(band, GradeBand)])
    ladder = bands(graded) if graded and len(graded) == len(read) else None
    return None if ladder is None else asking(used, state, *ladder)


def _limited(segment: Segment, read: Sequence[GradeBand | Honour]) -> list[GradeBand | Honour] | None:
    """Return the grades, that of a segment for a share of all units only: 优秀比例不超过30%."""
    match segment.result:
        case Grade(code="不超过", name=name, share=share) if segment.only("result"):
            limited = [
                replace(band, also=(f"前{share}",))
                if isinstance(band, GradeBand) and band.name == name and band.test is not None and not band.also
                else band
                for band in read
            ]
            return limited if limited != read else None
        case _:
            return None


def _joint_band(state: State, segments: Sequence[Segment]) -> GradeBand | None:
    """Return a grade of a score or of places with a further condition: 90分以上且排名前30%的为优秀."""
    if len(segments) < 2 or segments[0].result is not None or segments[0].grade:
        return None
    first, second = segments[0], segments[1]
    if not second.subject.startswith("且") or not isinstance(second.result, Grade):
        return None
    subject = second.subject.removeprefix("且").removesuffix("的")
    grade, conditions = second.result, (first, replace(second, subject=subject, result=None))
    alone = all(one.only("subject", "test", "place") for one in conditions)
    if not alone or any(one.place is not None and one.place.within for one in conditions):
        return None
    scores = [one for one in conditions if _scored(one) and one.place is None and _TOTAL.fullmatch(one.subject)]
    places = [one.place.code for one in conditions if one.place is not None and _TOTAL.fullmatch(one.subject)]
    fact = () if len(scores) + len(places) == 2 else _fact(state, conditions[1]) or ()
    if grade.code not in ("评为", "为") or len(scores) > 1 or len(places) > 1 or not (fact or (scores and places)):
        return None
    if not scores and not places:
        return None
    if scores:
        return GradeBand(grade.name, scores[0].test, also=fact or (places[0],))
    return GradeBand(grade.name, None, places[0], also=fact)


def _alike(grades: Sequence[GradeBand]) -> list[GradeBand]:
    """Return the grades; behind 以下（不含本数，下同） no 以下 that says nothing else includes its number."""
    alike: list[GradeBand] = []
    strict = False
    for band in grades:
        text = band.test.text if band.test is not None else ""
        if strict and band.test is not None and "含" not in text:
            bounds = tuple(
                replace(bound, comparison=Comparison.LESS) if bound.comparison is Comparison.AT_MOST else bound
                for bound in band.test.bounds
            )
            band = replace(band, test=replace(band.test, bounds=bounds))
        strict = strict or re.search(r"以下\(不(?:含|包括)[^()]*下同\)", text) is not None
        alike.append(band)
    return alike


def _band(segment: Segment) -> GradeBand | Honour | None:
    """Return the grade of a segment."""
    plain = not (
        segment.each
        or _BEHIND.sub("", segment.behind)
        or segment.discretion
        or segment.ratio
        or segment.per
        or segment.limits
    )
    if not plain or segment.full or segment.turn or segment.falls or segment.zero_out or segment.order:
        return None
    if not _TOTAL.fullmatch(segment.subject):
        return None
    if segment.place is not None and segment.place.within:
        return None
    places = segment.place.code if segment.place is not None and not segment.place.after else ""
    match segment:
        case Segment(grade=name, result=None) if name and _scored(segment):
            return GradeBand(name, segment.test)
        case Segment(result=Grade(code="授予", name=name), grade="") if places and not segment.test:
            return Honour(places, name)
        case Segment(result=Grade(code="评为" | "为", name=name), grade=""):
            if segment.otherwise:
                return None if segment.test or segment.place else GradeBand(name)
            if _scored(segment) and segment.place is None:
                return GradeBand(name, segment.test)
            return GradeBand(name, None, places) if places and segment.test is None else None
        case _:
            return None


def _also(segment: Segment) -> tuple[Piece, ...] | None:
    """Return a further condition of the grade before: 且有三个及以上省内合同段."""
    tested = segment.test
    if tested is None or segment.result is not None or not re.fullmatch("且(?:有|具有)?", segment.subject):
        return None
    unit = tested.bounds[0].amount.unit if tested.bounds[0].amount is not None else ""
    if not segment.behind or not unit or segment.limits or tested.exact:
        return None
    return Name(f"{segment.behind}数"), *test(tested)


def _change(state: State, segments: Sequence[Segment]) -> Claim | None:
    """Claim what changes the grade of a unit for which a fact holds."""
    first = segments[0]
    effect = first.result
    assert isinstance(effect, Grade)
    code = effect.code + effect.name
    plain = not (first.each or first.discretion or first.ratio or first.per or first.limits or first.full)
    if not plain or first.behind or not code.startswith(_CHANGES):
        return None
    listed = _listed(state, segments[1:]) if _LISTED.fullmatch(first.subject) and first.test is None else ()
    fact = _fact(state, first)
    facts = listed or _carried(state, first) or ((fact,) if fact else ())
    if not facts:
        return None
    change = GradeChange(facts, code)
    used = 1 + len(listed)
    return Claim(used, replace(state, clauses=(*state.clauses, change)))


def _carried(state: State, segment: Segment) -> tuple[tuple[Piece, ...], ...]:
    """Return the facts of the clause before, where a change follows it: 弄虚作假的，该项不得分，并取消评优资格."""
    if not segment.bare or segment.mark != "," or segment.label:
        return ()
    match state.peers:
        case (*_, Ladder(subject=subject, cases=(Case(test=None),), otherwise=None)):
            return ((Name(subject),),)
        case (*_, GradeChange(facts=facts)):
            return facts
        case _:
            return ()


def _listed(state: State, segments: Sequence[Segment]) -> tuple[tuple[Piece, ...], ...]:
    """Return the facts of a list that is all of what follows; nothing where it holds more than facts."""
    facts = [_fact(state, segment) if segment.label and segment.conditional else None for segment in segments]
    return tuple(fact for fact in facts if fact) if len(facts) > 1 and all(facts) else ()


_OF_GRADE = re.compile("的?其?(?:信用|考核|评价|绩效)?(?:结果|等[级次])(?:将|直接|予以)?$")
"""What a change of the grade is said of: 一般突发事件，（信用等级将）下调一级."""


def _fact(state: State, segment: Segment) -> tuple[Piece, ...] | None:
    """Return the condition of a segment: a fact, or a count with its test."""
    words = re.sub(
        "的?(?:单位|部门|企业)$|的(?:[县市]?区|[县市]|乡镇(?:街道)?|街道|[镇乡村]|地区|社区|地方)$",
        "",
        re.sub("^(?:对|凡|如|若)", "", segment.subject),
    )
    words = _OF_GRADE.sub("", words)
    if (
        len(words) < 2
        or _UNCLEAR.search(words)
        or _FIELD.fullmatch(words)
        or _OWN_GRADE.fullmatch(words)
        or (segment.merged and segment.test is not None)
    ):
        return None
    if (printed := _PRINTED.fullmatch(words)) is not None and segment.test is None:
        return *(["非"] if printed[2] == "否" else []), Name(printed[1])
    if segment.test is None:
        return (Name(state.named(words)),)
    amount = segment.test.bounds[0].amount
    if segment.test.exact or amount is None or amount.unit in ("分", ""):
        return None
    counted = "" if amount.unit == "%" or words.endswith("数") else f"{amount.unit}数"
    return Name(state.named(words + counted)), *test(segment.test)
