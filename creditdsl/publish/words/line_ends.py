"""Find the words of a title, so that a line ends between them.

Receives a text; promises for each place inside it how bad a break there is, 0 for the best, or NEVER where it would
split a word, a number or a bracket from its text. The words are those of words/, the cheaper the more frequent; what
they do not know stays whole, since it may be a name:

    2023年度｜黄石市｜安全生产｜目标｜管理｜考核指标

No segmenter of a library: one takes a second to load its dictionary, a small model splits 考核 and 细则.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

NEVER = 1000
"""Worse than any break between words."""

_FOLDER = Path(__file__).parent
_LONGEST = 8
"""The most characters of a word that is looked for."""

_OFFICE_COST, _WORD_COST, _END_COST, _UNKNOWN_COST = 6, 5, 8, 14
"""Costs of a word, in bits as of its frequency: one of an office; any, beside its rank; 市 or 局; another character."""

_RUN = re.compile(r"[0-9]{4}[—–-][0-9]{4}学?年度?|[0-9]+年度?|[0-9]+月份?|第[一二三四五六七八九十0-9]+[^一-龥]?|[!-~]+")
_AFTER_BEST = frozenset(("的", "关于", "年度", "年", "季度", "）", "》", "”", "、", "，", "：", "；", " ", "　"))
_ENDS = frozenset("市县区局省镇乡州厅委办处盟旗院校所站队部户")
"""Characters that end the name of a place or an office."""

_SUFFIXES = _ENDS | frozenset("的率量数表级类者性化员度年月日号版稿项书案法则金费期额点面线制等")
"""Characters that no line begins with."""

_JOINING = frozenset("和及与或暨")
_LEADING = frozenset("对为在以抓按从向由各全本该每第不非副总无未")
"""Characters that no line ends with."""

_OPENING, _CLOSED = frozenset("（《“‘〔【(["), frozenset("）》”’〕】)]")
_CLOSING = _CLOSED | frozenset("、，。：；！？—…·％%℃")
_COMPOUNDS = frozenset(
    first + last
    for first in ("考核", "考评", "评分", "计分", "评价", "积分", "绩效", "实施", "工作", "管理", "评议", "目标")
    for last in ("指标", "标准", "细则", "办法", "方案", "要点", "规则", "责任", "考核", "评分", "体系", "管理")
)
"""Pairs of words that read better on one line."""


def break_costs(text: str) -> tuple[int, ...]:
    """Return how bad a break is before each character; NEVER before the first."""
    costs = [NEVER] * len(text)
    depth = 0
    place = 0
    words = _words(text)
    for number, word in enumerate(words):
        if number:
            costs[place] = _cost(words[number - 1], word) + (4 if depth else 0)
        depth += sum((char in _OPENING) - (char in _CLOSED) for char in word)
        place += len(word)
    return tuple(costs)


def phrases(text: str) -> Iterator[str]:
    """Yield the parts of a text between which a line may end."""
    start = 0
    for place, cost in enumerate(break_costs(text)):
        if place and cost < NEVER:
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _cost(left: str, right: str) -> int:
    """Return how bad a break between two words is."""
    if right[0] in _CLOSING or left[-1] in _OPENING or right in _SUFFIXES or left in _LEADING:
        return NEVER
    if left in _AFTER_BEST or left[-1] in "）》”、，：；　 " or (left[-1] in "年度" and left[0].isdigit()):
        return 0
    if right[0] in _OPENING or right in _JOINING:
        return 1
    if left in _JOINING:
        return 6
    known = _ranks()
    if right not in known and (len(right) == 1 or right[1:] in known):
        return NEVER
    if left[-1] in _ENDS:
        return 1
    if left not in known or right not in known:
        return 8
    return 5 if left + right in _COMPOUNDS else 2


def _words(text: str) -> list[str]:
    """Divide a text into words; characters of no word stick to each other."""
    known = _ranks()
    runs = {match.start(): match.end() for match in _RUN.finditer(text)}
    best: list[tuple[int, int, bool]] = [(0, 0, True)]
    """For each end the cost, the start of its last word, and whether that is known."""
    inside = {place for start, end in runs.items() for place in range(start + 1, end)}
    for end in range(1, len(text) + 1):
        char = text[end - 1]
        offers = [(best[end - 1][0] + (_END_COST if char in _ENDS else _UNKNOWN_COST), end - 1, _alone(char))]
        for start in range(max(end - _LONGEST, 0), end - 1):
            word = text[start:end]
            if word in known:
                offers.append((best[start][0] + known[word], start, True))
        offers += [(best[start][0], start, True) for start, stop in runs.items() if stop == end]
        kept = [offer for offer in offers if offer[1] not in inside and (end not in inside)]
        best.append(min(kept or [(NEVER * end, end - 1, False)]))
    words: list[tuple[str, bool]] = []
    end = len(text)
    while end:
        _, start, whole = best[end]
        words.append((text[start:end], whole))
        end = start
    return _joined(words[::-1])


def _alone(char: str) -> bool:
    """Return whether a character is a word, or a sign, in itself."""
    return char in _JOINING or char in _LEADING or char in _SUFFIXES or not "一" <= char <= "龥"


def _joined(words: Sequence[tuple[str, bool]]) -> list[str]:
    """Join characters of no word with each other, and the end of a name with the name."""
    joined: list[str] = []
    unknown = 0
    for word, whole in words:
        lone = unknown == 1 and word[0] not in _OPENING
        if joined and ((unknown and (not whole or word in _ENDS)) or (lone and whole) or word in _SUFFIXES):
            joined[-1] += word
        else:
            joined.append(word)
        unknown = 0 if whole else unknown + 1
    return joined


@cache
def _ranks() -> dict[str, int]:
    """Return the cost of each word."""
    common = (_FOLDER / "common.txt").read_text(encoding="utf-8").split()
    ranks = {word: _WORD_COST + rank.bit_length() for rank, word in enumerate(common)}
    lines = (_FOLDER / "office.txt").read_text(encoding="utf-8").splitlines()
    office = [word for line in lines if not line.startswith("#") for word in line.split()]
    return ranks | dict.fromkeys(office, _OFFICE_COST)
