"""Stock sentences of real documents, offered as canonical lines; never input.

Receives a rule line that could not be read, or that the guard stopped. Promises the lines of the same meaning,
or nothing. Each form has its sentences (Form.idioms). This module cuts a line at ；。 into rules, reads the
limits behind a rule, and proves an offer: it parses, passes the guard and every check, and holds exactly the
sentence's numbers. It is imported only where a line failed; nothing else may depend on a guess.

An example: `每报送1条得2分，最高得10分。` The limit `，最高得10分` is read off, the form per_unit reads the rest as
`报送条数 每条得2`, and the offer is `报送条数 每条得2 最高10`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.compiler.block_errors import NotInRoster
from creditdsl.compiler.build import build
from creditdsl.compiler.name_errors import KeywordInName, UnknownVoidTarget
from creditdsl.compiler.resolve import resolve
from creditdsl.compiler.typecheck import typecheck
from creditdsl.forms import FORMS
from creditdsl.reader.idioms import MEASURE, OPEN, QUOTED, RESULT, is_again, numbers, read, result
from creditdsl.syntax.errors import UnknownCharacter, UnreadableLine
from creditdsl.syntax.fold import STRAY_MARK, fold
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.terminals import DECLARED_MARK, LETTER
from creditdsl.syntax.tree import BodyLine, Line, SchemeTree

MAX_LINE = 200
"""Longer lines are paragraphs, not sentences."""
OFFERED = 500
"""So many faulty lines of a scheme are read as sentences; nobody mends more in one go."""
MAX_RULES = 8
"""Rules in one line."""
MAX_ELLIPTICAL = 2
"""Characters of the longest measure whose subject may stand in the rule before."""

_STOPPED = (UnreadableLine, UnknownCharacter, KeywordInName)
_ELSEWHERE = (UnknownVoidTarget, NotInRoster)
"""Faults that depend on other lines of the scheme."""
_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})
_APART = re.compile(rf"{LETTER}\s+(?![得扣加计积记赋减]\s*\d|最[高低多少]|扣完为止|每|其余|否则){LETTER}")
"""Words set apart by a space, whose meaning is unknown; a line with them is no sentence."""
_LABEL = re.compile(r"（\d+）")
_CIRCLED = re.compile(r"\s*[①-⑳]")
_MARKS = f"[{DECLARED_MARK}{STRAY_MARK}]"
"""What stands for a character that no line may hold; an offer must not."""
_NUMBER = r"(\d+(?:\.\d+)?)分?"
_LIMITS = (
    (re.compile(rf"[，；。](?:[累合总]计)?最[高多]{_NUMBER}$"), "最高{}"),
    (re.compile(rf"[，；。](?:[累合总]计)?最[高多](?:得|加|计|积|记){_NUMBER}$"), "最高得{}"),
    (re.compile(rf"[，；。](?:[累合总]计)?最[高多][扣减]{_NUMBER}$"), "最高扣{}"),
    (re.compile(rf"[，；。](?:总分|满分|总计|共|上限|累计不超过|合计不超过){_NUMBER}$"), "最高{}"),
    (re.compile(rf"[，；。]最[低少]得?{_NUMBER}$"), "最低{}"),
    (re.compile("[，；。]扣完为止$"), "扣完为止"),
)
_NO_DIVISOR = re.compile(f"[，；。]分母为零的，({RESULT})$")
_LIMITED = re.compile(" 最[高低]| 扣完为止")
_NOTHING = re.compile(r"[，；。](?:未|没有)([^，；。\d]{2,}?)的?不得分$")
_RANKED = re.compile("最[多高少低]的|排名|名[的得不，]")
"""Words of a ranking, in which a unit with nothing may still have a place."""
_PLACED = re.compile("排名赋分 .*(?:名|%) [得扣]")
"""A ranking that gives points to places."""
_DENIES = re.compile(r"“?[未没不无]\S* 不得分")
"""A denial without points: 未报送 不得分. It says what the rest of the item already says, or voids the item."""
_PERIODIC = re.compile("每.* “每(?!.*排名赋分)")
"""A measure of each period, which the year's figure is not; only a ranking of it is the same."""
_SCORES = re.compile("得(?!分)|扣|最多|酌情|依次|零不得分")
_AROUND = "方案：甲\n附件1 甲\n一、甲（100分）\n1. 无名事项（100分）"


@node
class _Part:
    """A rule of a sentence. restated: as in Found."""

    line: str
    restated: Counter[str]


def with_offers(tree: SchemeTree, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics; where a rule line is a stock sentence, its canonical lines become the help.

    Only the first OFFERED lines are tried.
    """
    diagnostics = tuple(diagnostics)
    stopped = {one.span.line for one in diagnostics if one.span and isinstance(one.fault, _STOPPED)}
    tried = frozenset(sorted(stopped)[:OFFERED])
    rules = {
        line.number: line
        for line in tree.lines
        if isinstance(line, BodyLine) and line.start == "rule" and line.number in tried
    }
    return tuple(_with_offer(diagnostic, rules) for diagnostic in diagnostics)


def _with_offer(diagnostic: Diagnostic, rules: Mapping[int, BodyLine]) -> Diagnostic:
    stopped = isinstance(diagnostic.fault, _STOPPED)
    line = rules.get(diagnostic.span.line) if diagnostic.span and stopped else None
    guarded = isinstance(diagnostic.fault, KeywordInName)
    if line is None or (not guarded and line.tree is not None):
        return diagnostic
    offered = offer(line.text)
    if not offered:
        return diagnostic
    several = f"分 {len(offered)} 行" if len(offered) > 1 else ""
    advice = f"可以{several}写成：{' · '.join(offered)}"
    return replace(diagnostic, advice=f"{advice}。{diagnostic.help}" if guarded else advice)


def offer(text: str) -> tuple[str, ...]:
    """Return the canonical lines of the sentence; none where a word of it is not understood."""
    if len(text) > MAX_LINE or _APART.search(re.sub(QUOTED, "“”", fold(text))):
        return ()
    circled = _CIRCLED.match(text)
    sentence = _normal(text[circled.end() :] if circled else text)
    if re.search(_MARKS, sentence):
        return ()
    label = _LABEL.match(sentence)
    body = sentence[label.end() :] if label else sentence
    parts = _parts(body)
    if parts is None:
        return ()
    lines = [part.line for part in parts]
    held: Counter[str] = Counter()
    for part in parts:
        held.update(part.restated)
        held.update(numbers(_filled(part.line, "")))
    if held != numbers(body):
        return ()
    return (f"{label.group()}{lines[0]}", *lines[1:]) if label else tuple(lines)


def _normal(text: str) -> str:
    """Normalise a sentence: no spaces outside quotation marks, punctuation full-width, digits and signs plain."""
    pieces = re.split(f"({QUOTED})", fold(text))
    plain = "".join(p if p.startswith("“") else re.sub(r"\s+", "", p).translate(_WIDE) for p in pieces)
    return plain.strip("，；。")


def _parts(text: str) -> list[_Part] | None:
    """Read the whole as one rule; else cut at 。and ；, else also behind points at ，."""
    if (whole := _part(text)) is not None:
        return [whole]
    for cut in ("[；。]", "[；。]|(?<=分)，"):
        pieces = [piece for piece in re.split(cut, text) if piece]
        if 1 < len(pieces) <= MAX_RULES:
            parts = [part for piece in pieces if (part := _part(piece.strip("，"))) and _SCORES.search(part.line)]
            if len(parts) == len(pieces):
                return None if _limits_all(parts) or _alternatives(parts) or _starts_full(parts) else parts
    return None


def _limits_all(parts: list[_Part]) -> bool:
    """Return whether only the last rule has limits, which then may be meant for all of them together."""
    *limited, last = (bool(_LIMITED.search(part.line)) for part in parts)
    return last and not all(limited)


def _starts_full(parts: list[_Part]) -> bool:
    """Return whether steps may take away from points that stand before them: 参加会议得2分，每缺席1次扣0.5分.

    As rules of their own they would take away from nothing where the points are not gained.
    """
    gives = [bool(re.search("得", part.line)) and " 每" not in part.line for part in parts]
    takes = [" 每" in part.line and "扣" in part.line for part in parts]
    return any(give and any(takes[at + 1 :]) for at, give in enumerate(gives))


def _alternatives(parts: list[_Part]) -> bool:
    """Return whether the rules may be cases of one, which do not add up, or a later one leaves words out.

    Cases measure the same, or rank. 下降 behind 税收增长的得2分 is said of 税收; 省级平台加3分 behind
    每新增1个国家级平台加5分 is said of each.
    """
    measures = [part.line.partition(" ")[0].strip("“”") for part in parts]
    counted = [" 每" in part.line for part in parts]
    elliptical = counted != sorted(counted) or any(len(measure) <= MAX_ELLIPTICAL for measure in measures[1:])
    return len(set(measures)) < len(measures) or elliptical or any(_PLACED.search(part.line) for part in parts)


@lru_cache(maxsize=1024)
def _part(text: str) -> _Part | None:
    """Read one rule with its limits."""
    body, limits = text, list[str]()
    if match := _NO_DIVISOR.search(body):
        instead = result(match[1])
        if instead is None:
            return None
        body, limits = body[: match.start()], [f"分母为零 {instead}"]
    while True:
        if (part := _form(body, limits)) is not None:
            return part
        for pattern, word in _LIMITS:
            if match := pattern.search(body):
                limits.insert(0, word.format(*match.groups()))
                body = body[: match.start()]
                break
        else:
            if (
                not _RANKED.search(body)
                and (match := _NOTHING.search(body))
                and is_again(match[1], body[: match.start()])
            ):
                body = body[: match.start()]
                continue
            return None


def _form(text: str, limits: list[str]) -> _Part | None:
    """Return the valid line of the first form that reads the text, with its limits."""
    for form in FORMS:
        for idiom in form.idioms:
            sentence = read(idiom, text)
            if sentence is None:
                continue
            line = _deducting(" ".join([sentence.line, *limits]))
            if not _DENIES.fullmatch(line) and not _PERIODIC.match(f"{text} {line}") and _is_valid(line):
                return _Part(line, sentence.restated)
    return None


def _deducting(line: str) -> str:
    """Write 最高10 as 最高扣10 in `每条扣0.5 最高10`, unless the sentence says 最高得; a ranking gives points."""
    if re.search("扣(?!完)", line) and not re.search("得|排名赋分|酌情 ", line):
        line = re.sub(r"最高(\d)", r"最高扣\1", line)
    return re.sub(r" 最高得(?=\d)", " 最高", line)


def _filled(line: str, number: str) -> str:
    """Return the line with its holes filled."""
    return line.replace(MEASURE, "无名指标").replace(f"最多{OPEN}", f"最多{number}").replace(OPEN, number and "0")


def _is_valid(line: str) -> bool:
    """Return whether the line, its holes filled, parses, passes the guard, and type-checks."""
    tree, unread = read_lines(Source("甲", _filled(line, "1")))
    if has_errors(unread):
        return False
    scheme, misfits = build(SchemeTree(tree.source, (*_around(), *tree.lines)))
    names, unnamed = resolve(scheme, "甲")
    _, mistyped = typecheck(scheme, names, "甲")
    return not has_errors(d for d in (*misfits, *unnamed, *mistyped) if not isinstance(d.fault, _ELSEWHERE))


@cache
def _around() -> tuple[Line, ...]:
    """Return the lines of a scheme in which an offer is tried."""
    return read_lines(Source("甲", _AROUND))[0].lines
