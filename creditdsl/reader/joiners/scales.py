"""Words that exclude each other: 好得5分，较好得3分，一般得1分; 信用等级为A的得10分，B的得8分."""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Options
from creditdsl.reader.joiners.claim import Claim, State, closing
from creditdsl.reader.phrase_kinds import Award, Nothing, Shares
from creditdsl.reader.segments import Result, Segment

_SCALES = (
    "优秀|良好|合格|基本合格|不合格|一般|较高|较低|较差|差|优|良|中等|中|好|较好|很好|及格|不及格|达标|基本达标|不达标",
    "[A-E]{1,3}[+-]?级?",
    "很满意|满意|较满意|比较满意|基本满意|不满意",
    "(?:完全|全部|基本|部分|不)?满足(?:要求|需要|需求)?",
    "[一二三四五六](?:类|档)",
)
_SCALE = re.compile(f"(?P<prefix>.*?)(?P<option>{'|'.join(_SCALES)})")
_QUOTED = re.compile("“([^“”]{1,4})”$")
_BEFORE = re.compile("(?:被?(?:评定|认定|评|定)为|为|是|属于|获评|获得)$")


def with_class_names(segments: Sequence[Segment]) -> list[Segment]:
    """Return segments with 一类, 二类 and so on in turn as the classes that they are, and no counts."""
    classes = [segment for segment in segments if _CLASS.fullmatch(_exactly(segment))]
    numbers = ["一二三四五六".index(_exactly(segment)[0]) for segment in classes]
    if len(classes) < 2 or numbers != list(range(len(classes))) or len({_exactly(each)[1] for each in classes}) > 1:
        return list(segments)
    return [
        replace(segment, subject=_before_class(segment) + _exactly(segment), test=None)
        if segment in classes
        else segment
        for segment in segments
    ]


_CLASS = re.compile("[一二三四五六][类档]")


def _exactly(segment: Segment) -> str:
    """Return the words of a bare amount that a segment has points for."""
    test = segment.test
    plain = test is not None and segment.only("subject", "test", "result", "limits")
    return test.text.removeprefix("为") if test is not None and plain else ""


def _before_class(segment: Segment) -> str:
    """Return the words before a class: 评为一类."""
    return segment.subject + ("为" if segment.test is not None and segment.test.text.startswith("为") else "")


def option(segments: Sequence[Segment]) -> int:
    """Return how many segments at the head are options of one scale; a single one is a fact."""
    printed = len(_printed(segments))
    if printed:
        return printed
    first = _option(segments[0])
    if first is None:
        return 0
    stated = not first[0] or _BEFORE.search(first[0])
    if not stated and (len(segments) < 2 or _option(segments[1], bare=True) is None):
        return 0
    many = len(segments[0].listed) > 1
    used = 1
    while used < len(segments) and not segments[used].label:
        other = _option(segments[used])
        if other is None or other[0] not in ("", first[0]):
            break
        used += 1
    return used if used > 1 or many else 0


def goes_on(segments: Sequence[Segment]) -> bool:
    """Return whether a word of a scale goes on with words that end in none: 机制健全、效果好得3分，较好得2分."""
    return len(segments) > 1 and not option(segments) and _option(segments[1], bare=True) is not None


def claim(state: State, segments: Sequence[Segment]) -> Claim | None:
    used = option(segments)
    if not used:
        return None
    closed = closing(segments, used)
    if closed is None:
        return None
    used_in_all, rest, limits = closed
    if (printed := _printed(segments)) and not any(segment.limits for segment in segments[:used]):
        chosen = tuple((word, segment.result) for (_, word), segment in zip(printed, segments, strict=False))
        results = tuple((word, result) for word, result in chosen if isinstance(result, Award | Nothing))
        named = _settled(state, Options(printed[0][0], results, rest, limits))
        if named is None:
            return None
        after = replace(state, clauses=(*state.clauses, named), subject=printed[0][0])
        return Claim(used_in_all, after) if len(results) == used else None
    cases: list[tuple[str, Result]] = []
    for segment in segments[:used]:
        results_here = _option_results(segment)
        if results_here is None or segment.limits:
            return None
        cases += results_here
    prefix, _ = _option(segments[0]) or ("", ())
    words = _BEFORE.sub("", prefix)
    clause = _settled(state, Options(state.named(words), tuple(map(_quoted, cases)), rest, limits))
    if clause is None:
        return None
    titled = state.titled or state.takes_title(words)
    return Claim(
        used_in_all, replace(state, clauses=(*state.clauses, clause), titled=titled, subject=words or state.subject)
    )


def _quoted(case: tuple[str, Result]) -> tuple[str, Result]:
    """Return an option that holds a number or the word 不满 as a name in quotation marks: “一类”, “不满足”."""
    word, result = case
    return (f"“{word}”", result) if _CLASS.fullmatch(word) or word.startswith("不满足") else case


def _settled(state: State, options: Options) -> Options | None:
    """Return options in which 不扣分 is 不得分, as both are no points of this rule.

    Where some take points and none gives any, 不得分 is for the whole item. None where that has no known points.
    """
    results = [result for _, result in options.cases] + ([] if options.otherwise is None else [options.otherwise])
    awards = [result.takes for result in results if isinstance(result, Award) and result.points != 0]
    taking = bool(awards) and all(awards)
    void = any(isinstance(result, Nothing) and not result.spares for result in results)
    if taking and void and state.points is None:
        return None
    cases = tuple((word, _plain(result, taking)) for word, result in options.cases)
    rest = None if options.otherwise is None else _plain(options.otherwise, taking)
    return replace(options, cases=cases, otherwise=_rest(rest))


def _rest(rest: Result | None) -> Result | None:
    """Return what other words get; none where that is nothing, as for every word that is not chosen."""
    return None if isinstance(rest, Nothing) and not (rest.item or rest.rule) else rest


def _plain(result: Result, taking: bool) -> Result:
    """Return a result beside those that take points, if they do."""
    if not isinstance(result, Nothing):
        return result
    return replace(result, spares=False, item=result.item or (taking and not result.spares))


_COMPARED = re.compile("不?[低少高多大小等]于|不?超[过出]|不足|不满(?!意)|(?:未|没有)?达到")
"""Words that begin a comparison, so that 为 behind them is of what is compared with: 超过为民服务次数的."""
_CHOSEN = re.compile("(?P<name>“[^“”]+”|[^“”为]+)?为(?P<word>“[^“”]+”|[^“”为]+)")


def _printed(segments: Sequence[Segment]) -> list[tuple[str, str]]:
    """Return the name and the words of options as they are printed: 评级为优的，得5分；其余的，不得分."""
    chosen: list[tuple[str, str]] = []
    for segment in segments:
        if segment.otherwise:
            return chosen if segment.mark == ";" and chosen and chosen[0][0] else []
        match = _CHOSEN.fullmatch(segment.subject)
        if (
            match is None
            or _COMPARED.match(segment.subject)
            or not _gives(segment)
            or (match["name"] is None) is not bool(chosen)
        ):
            return []
        chosen.append((match["name"] or "", match["word"]))
    return []


def _gives(segment: Segment) -> bool:
    """Return whether a segment is words and what they give, each for itself."""
    result = segment.result
    if not segment.only("subject", "result", "limits", "listed") or not isinstance(result, Award | Nothing | Shares):
        return False
    return not (isinstance(result, Award) and (result.again or result.below or (result.sharing and not segment.listed)))


def _option(segment: Segment, bare: bool = False) -> tuple[str, tuple[str, ...]] | None:
    """Return the words before an option, and the options of a segment. bare: of an option without words before it."""
    if not _gives(segment):
        return None
    words = segment.listed or (segment.subject,)
    matches = [_SCALE.fullmatch(_QUOTED.sub(r"\1", word.removesuffix("等次").removesuffix("的单位"))) for word in words]
    if any(match is None or (number and match["prefix"]) for number, match in enumerate(matches)):
        return None
    prefix = matches[0]["prefix"] if matches[0] else ""
    if prefix and bare:
        return None
    return prefix, tuple(match["option"] for match in matches if match)


def _option_results(segment: Segment) -> list[tuple[str, Result]] | None:
    """Return the result of each option of a segment."""
    _, options = _option(segment) or ("", ())
    match segment.result:
        case Shares(points=points, takes=takes, start=start, end=end) if len(points) == len(options):
            return [(word, Award(each, takes, start, end)) for word, each in zip(options, points, strict=True)]
        case Award() as award if len(options) == 1 or award.sharing or segment.listed:
            return [(word, replace(award, sharing=False)) for word in options]
        case Nothing() as none:
            return [(word, none) for word in options]
        case _:
            return None
