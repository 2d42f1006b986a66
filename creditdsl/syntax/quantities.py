"""What the words for quantities say of a measure, read once from grammar/quantities.toml.

Promises answers about a measure word or a name alone; what the uses of the name say is for `typecheck` to weigh.
"""

import re
from collections.abc import Mapping
from functools import cache

from creditdsl.base.node import node
from creditdsl.syntax.grammar_files import words_of

_LONGEST_ACT = 6
"""Characters that may stand between 每 and 1人 in a sentence that is still easily read."""
_BRACKET = re.compile(r"[（(][^（()）]*[)）]$")


@node
class _Words:
    amounts: Mapping[str, None]
    powers: tuple[str, ...]
    averages: tuple[str, ...]
    measured: tuple[str, ...]
    ratios: tuple[str, ...]
    no_ratios: tuple[str, ...]
    per_many: tuple[str, ...]
    changes: tuple[str, ...]
    shortfalls: tuple[str, ...]
    no_shortfalls: tuple[str, ...]
    acts: tuple[str, ...]
    deeds: tuple[str, ...]
    manners: tuple[str, ...]
    ways: tuple[str, ...]
    verbs: tuple[str, ...]
    measures: tuple[str, ...]
    no_measures: tuple[str, ...]
    misnamed: Mapping[str, str]
    """What to write instead, by the word."""


def is_amount(unit: str) -> bool:
    """Return whether a measure word goes with decimals: 万元, 公里, 小时; not 条, 人次."""
    words = _words()
    bare = unit.removeprefix("个")
    return unit in words.amounts or bare in words.amounts or bare.startswith(words.powers)


def amount_words() -> tuple[str, ...]:
    """Return the measure words that go with decimals, the usual ones first: 元, 万元, 吨."""
    first, *others = _words().amounts
    return (first, *(power + first for power in _words().powers), *others)


def is_average(name: str) -> bool:
    """Return whether a name is of an average, which may have decimals though it is of things counted."""
    return name.startswith(_words().averages) or (name[1:2] == "均" and name[0] != "不") or name.endswith("均")


def is_measured(name: str) -> bool:
    """Return whether a name is of what is measured: 招商金额, 绿化面积."""
    return is_average(name) or _stem(name).endswith(_words().measured)


def is_ratio(name: str) -> bool:
    """Return whether a name is of a ratio that is written in percent."""
    words, stem = _words(), _stem(name)
    if stem.endswith(words.no_ratios) or any(word in stem for word in words.per_many):
        return False
    return stem.endswith(words.ratios)


def is_change(name: str) -> bool:
    """Return whether a ratio of this name may well be negative."""
    return any(word in name for word in _words().changes)


def is_shortfall(name: str) -> bool:
    """Return whether a name is of a count of what is short: 少报次数, 缺勤天数; not 少数民族户数."""
    words = _words()
    bare = re.sub("|".join(words.no_shortfalls), "", name)
    return any(word in bare for word in words.shortfalls)


def counted_act(name: str, unit: str) -> str:
    """Return what happens each time that a name counts, such as 死亡 of 死亡人数 in 人; empty of other names."""
    words, act = _words(), name.removesuffix(f"{unit}数")
    if not unit or act == name or len(act) > _LONGEST_ACT or re.search(r"\W|\d", act):
        return ""
    in_a_way = act.startswith(words.ways) and act[1:] in words.verbs
    with_object = any(act.startswith(deed) and len(act) != len(deed) + 1 for deed in words.deeds)
    in_a_manner = any(act.startswith(manner) and len(act) > len(manner) + 1 for manner in words.manners)
    return act if act in words.acts or in_a_way or with_object or in_a_manner else ""


@cache
def behind_measure() -> str:
    """Return a pattern of the place behind a name that is surely of a measure: 完成率, not 超额."""
    words = _words()
    endings = "|".join(f"(?<={alike})" for alike in _by_length(words.measures))
    others = "".join(f"(?<!{alike})" for alike in _by_length(words.no_measures))
    return f"(?:{endings}){others}"


def meant_type(word: str) -> str:
    """Return what to write instead of a word that is no type and no measure word; empty for any other."""
    misnamed = _words().misnamed
    return misnamed.get(word) or misnamed.get(re.sub("[型类]$", "", word), "")


def _by_length(endings: tuple[str, ...]) -> list[str]:
    """Return one alternation for each length: a look-behind takes alternatives of one length."""
    lengths = sorted({len(ending) for ending in endings})
    return ["|".join(ending for ending in endings if len(ending) == length) for length in lengths]


def _stem(name: str) -> str:
    """Return the name without a bracket at its end."""
    return _BRACKET.sub("", name)


@cache
def _words() -> _Words:
    table = dict(words_of("quantities.toml"))
    misnamed = {word: instead for instead, words in table.pop("misnamed").items() for word in words}
    amounts = dict.fromkeys(table.pop("amounts"))
    return _Words(amounts, misnamed=misnamed, **{stem: tuple(words) for stem, words in table.items()})
