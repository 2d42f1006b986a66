"""Official sentences with one thing changed: some changes keep the meaning, others do not.

    python -m tests.reader.variations              # the counts of all variations, and every change that goes unnoticed
    python -m tests.reader.variations --preserving # and the sentences that are not read alike

Receives the gold sentences that are read with certainty. A changing edit inserts, removes or replaces a small word at a
seam of phrases, swaps a pair of words, or changes a number; the reader must then say something else, ask, or not read.
A preserving edit changes the spelling alone; the reader must say the same but for the names, or not read.

A changing edit is left out where the rules of `means_the_same` say that it changes nothing.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from creditdsl.reader.lexer import phrases
from creditdsl.reader.meanings import Certain, Context
from creditdsl.reader.phrase_kinds import (
    Amount,
    Award,
    Each,
    Full,
    Grade,
    Limit,
    Nothing,
    Phrase,
    Place,
    Sign,
    Span,
    Test,
    Words,
)
from creditdsl.reader.sentence_reader import read
from creditdsl.syntax.nodes import Comparison
from tests.reader.gold.entries import BREAK, FILES, entries
from tests.reader.judging import shapes
from tests.reader.spellings import spellings
from tests.reader.values import equal
from tests.reader.verdicts import UNSEEN

SMALL_WORDS = ("不", "未", "无", "除", "均", "各", "分别", "倒", "再", "至少")
SWAPS = (("以上", "以下"), ("以下", "以上"), ("得", "扣"), ("扣", "得"), ("不超过", "超过"), ("(?<!不)超过", "不超过"))
_LISTING = re.compile("[、和及与并或/]|同时|(?<!的)[,，]")
_HAN_NUMBERS = "一二两三四五六七八九"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is read with certainty, with its context and its lines."""

    text: str
    context: Context
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a sentence. at: where it begins. old, new: the text there."""

    kind: str
    at: int
    old: str
    new: str

    def of(self, text: str) -> str:
        """Return the text with the change."""
        return text[: self.at] + self.new + text[self.at + len(self.old) :]


def sentences() -> Iterator[Sentence]:
    """Yield the sentences of the gold files that are read with certainty."""
    for path in FILES:
        for entry in entries(path) if path.stem not in UNSEEN else ():
            text = entry.text.replace(BREAK, "\n")
            context = Context(entry.title, Fraction(entry.points) if entry.points else None)
            answer = read(text, context)
            if isinstance(answer, Certain):
                yield Sentence(text, context, answer.reading.lines)


def changing(sentence: Sentence) -> Iterator[Edit]:
    """Yield the edits of a sentence that change its meaning."""
    parts = phrases(sentence.text)
    edits = (*_at_seams(sentence.text, parts), *_swaps(sentence.text), *_numbers(sentence.text, parts))
    return (edit for edit in edits if not means_the_same(edit, sentence, parts))


def _at_seams(text: str, parts: tuple[Phrase, ...]) -> Iterator[Edit]:
    seams = sorted({0, len(text), *(end for phrase in parts for end in (phrase.start, phrase.end))})
    for seam in seams:
        yield from (Edit("insert", seam, "", word) for word in SMALL_WORDS)
    for word in SMALL_WORDS:
        for match in re.finditer(word, text):
            yield Edit("remove", match.start(), word, "")
            yield from (Edit("replace", match.start(), word, other) for other in SMALL_WORDS if other != word)


def _swaps(text: str) -> Iterator[Edit]:
    for old, new in SWAPS:
        yield from (Edit("swap", match.start(), match.group(), new) for match in re.finditer(old, text))


def _numbers(text: str, parts: tuple[Phrase, ...]) -> Iterator[Edit]:
    """Yield each number as another; the number of a label is none of the meaning."""
    labels = [phrase for phrase in parts if isinstance(phrase, Sign) and phrase.kind == "label"]
    for match in re.finditer(r"\d+(?:\.\d+)?", text):
        if not any(label.start <= match.start() < label.end for label in labels):
            whole, point, tenths = match.group().partition(".")
            yield Edit("number", match.start(), match.group(), f"{int(whole) + 1}{point}{tenths}")
    for match in re.finditer(f"[{_HAN_NUMBERS}](?=[次条篇例起件项类家户人名个处份])", text):
        other = "三" if match.group() in "一二两" else "二"
        yield Edit("number", match.start(), match.group(), other)


def means_the_same(edit: Edit, sentence: Sentence, parts: tuple[Phrase, ...]) -> bool:
    """Return whether an edit leaves the meaning as it is, by these rules:

    不, 未 and 无 deny alike; 低于95%的，每低1% takes what 不低于95%，每低1% does, as 未达到 and 达到 do. 不含 and 含
    are alike for an end that the case before has taken. 至少 says nothing new before 5条以上, and before an amount
    that stands for 以上. 各 is 分别, and 均 where all get the same; several points are in turn without 分别, too.
    Where only one thing is named, or each is counted, it gets its points in full whether 均, 各 or 分别. 再 adds
    points as other rules do, but for the cases of a ladder. 以上均没有 is 以上没有, and 各单位 are the units. Where
    nothing is taken away, 不得分 and 不扣分 both give nothing. 未完成的按比例扣分 is 按比例得分. 扣除5分 is 扣5分.
    无甲、乙各扣1分 is 无甲、无乙各扣1分.
    """
    words = {edit.old, edit.new}
    place = next((phrase for phrase in parts if phrase.end > edit.at), None)
    if edit.kind == "swap" and words == {"得", "扣"}:
        shared = isinstance(place, Sign) and place.kind == "ratio" and "未完成" in sentence.text[: edit.at]
        return shared or (isinstance(place, Nothing) and not any("扣" in line for line in sentence.lines))
    if words <= {"不", "未", "无"}:
        return True
    if words == {"无", ""} and re.search("无[^，,。；;]*、$", sentence.text[: edit.at]) is not None:
        return re.match("[^，,。；;]*?(?:各|分别|均)扣", sentence.text[edit.at + len(edit.old) :]) is not None
    if words == {"除", ""} and sentence.text[: edit.at].endswith("扣"):
        return True
    if words == {"不", ""} and isinstance(place, Test) and sentence.text[edit.at + 1 :].startswith(("含", "包括")):
        return _taken_before(place, parts)
    behind = sentence.text[edit.at + len(edit.old) :]
    if words in ({"不", ""}, {"未", ""}) and behind.startswith(("低于", "少于", "达到")):
        return _kept(edit, sentence, parts)
    if words == {"至少", ""}:
        return _is_least(edit, sentence, parts)
    if words <= {"均", "各", "分别"}:
        return words == {"各", "分别"} or not _shares_out(edit, sentence.text, parts)
    if (edit.old, edit.new) == ("分别", "") and _shares_out(edit, sentence.text, parts):
        return True
    if words <= {"均", "各", "分别", ""}:
        return _of_all(edit, sentence.text) or _result_of_one(edit, sentence.text, parts)
    if words <= {"再", ""}:
        return _adds_up(edit, sentence, parts)
    if words <= {"均", "各", "分别", "再"}:
        return _result_of_one(edit, sentence.text, parts) and _adds_up(edit, sentence, parts)
    return False


def _taken_before(test: Test, parts: tuple[Phrase, ...]) -> bool:
    """Return whether a case before has taken an end of this one."""
    before = [phrase for phrase in parts if isinstance(phrase, Test) and phrase.end <= test.start]
    ends = {bound.amount.value for phrase in before for bound in phrase.bounds if bound.amount is not None}
    return any(bound.amount is not None and bound.amount.value in ends for bound in test.bounds)


def _kept(edit: Edit, sentence: Sentence, parts: tuple[Phrase, ...]) -> bool:
    """Return whether the standard behind an edit has no points of its own, and the next phrase is a step below it."""
    test = next((at for at, phrase in enumerate(parts) if phrase.end > edit.at), None)
    behind = (
        [phrase for phrase in parts[test + 1 :] if not isinstance(phrase, Words | Sign)] if test is not None else []
    )
    standard = any("每低" in line for line in sentence.lines)
    return standard and bool(behind) and isinstance(behind[0], Each | Test)


def _is_least(edit: Edit, sentence: Sentence, parts: tuple[Phrase, ...]) -> bool:
    """Return whether the amount behind an edit is a least one anyway."""
    behind = [phrase for phrase in parts if phrase.end > edit.at + len(edit.old)]
    test = next((phrase for phrase in behind[:2] if not isinstance(phrase, Words)), None)
    if not isinstance(test, Test) or test.bounds[0].amount is None:
        return False
    if test.exact or edit.old:
        value = float(test.bounds[0].amount.value)
        return any(re.search(rf"\b{value:g}[^\d\s]*以上", line) for line in sentence.lines)
    return test.bounds[0].comparison is Comparison.AT_LEAST


def _of_all(edit: Edit, text: str) -> bool:
    """Return whether 均 stands between 以上 and a denial, or 各 before the units that are assessed."""
    behind = text[edit.at + len(edit.old) :]
    none = text[: edit.at].endswith("以上") and re.match("没有|无|未", behind) is not None
    return none or ("各" in (edit.old, edit.new) and re.match(".{0,4}(?:单位|部门|县区)", behind) is not None)


def _adds_up(edit: Edit, sentence: Sentence, parts: tuple[Phrase, ...]) -> bool:
    """Return whether the edit stands right before points that add to others anyway."""
    result = _result_behind(edit, parts)
    if (
        result is None
        or sentence.text[edit.at + len(edit.old) : result.start].strip()
        or "标题：就高" in sentence.lines
    ):
        return False
    conditions = [phrase for phrase in _since_result(edit, parts) if isinstance(phrase, Test | Place | Each)]
    return not conditions or isinstance(conditions[-1], Each) or _exact(conditions[-1])


def _exact(phrase: Phrase) -> bool:
    return isinstance(phrase, Test) and phrase.exact


def _since_result(edit: Edit, parts: tuple[Phrase, ...]) -> list[Phrase]:
    """Return the phrases between the result, or the full points, before the edit and the edit."""
    ended = [phrase.end for phrase in parts if phrase.end <= edit.at and (_gives(phrase) or isinstance(phrase, Full))]
    begin = max(ended, default=0)
    return [phrase for phrase in parts if begin <= phrase.start < edit.at]


def _result_of_one(edit: Edit, text: str, parts: tuple[Phrase, ...]) -> bool:
    """Return whether the edit stands right before the result of one thing, or of each that is counted."""
    result = _result_behind(edit, parts)
    if result is None or text[edit.at + len(edit.old) : result.start].strip() or _shares_out(edit, text, parts):
        return False
    before = _since_result(edit, parts)
    if any(isinstance(phrase, Each) or _exact(phrase) for phrase in before):
        return True
    named = "".join(text[phrase.start : phrase.end] for phrase in before if isinstance(phrase, Words | Sign))
    return not _LISTING.search(named.lstrip("，,、；;。的\n"))


def _result_behind(edit: Edit, parts: tuple[Phrase, ...]) -> Phrase | None:
    return next((phrase for phrase in parts if phrase.end > edit.at + len(edit.old) and _gives(phrase)), None)


def _shares_out(edit: Edit, text: str, parts: tuple[Phrase, ...]) -> bool:
    """Return whether the points behind are a list: 分别得3分、2分、1分."""
    result = _result_behind(edit, parts)
    if result is None:
        return False
    return not isinstance(result, _SINGLE) or re.match("分?[、和及,，][\\d.]+分", text[result.end :]) is not None


_SINGLE = Award | Nothing | Span | Grade


def _gives(phrase: Phrase) -> bool:
    return not isinstance(phrase, Words | Test | Each | Place | Limit | Full | Sign | Amount)


def _in_ladder(edit: Edit, parts: tuple[Phrase, ...]) -> bool:
    before = [phrase for phrase in parts if phrase.end <= edit.at]
    return sum(isinstance(phrase, Test) for phrase in before) > 1


def unnoticed(sentence: Sentence, edit: Edit) -> bool:
    """Return whether the reader is as certain of the changed sentence, and of the same lines."""
    answer = read(edit.of(sentence.text), sentence.context)
    return isinstance(answer, Certain) and answer.reading.lines == sentence.lines


def alike(text: str, context: Context, lines: tuple[str, ...]) -> str:
    """Return how a respelt sentence is read: alike, not, or otherwise."""
    answer = read(text, context)
    if not isinstance(answer, Certain):
        return "not"
    points = "" if context.points is None else f"{float(context.points):g}"
    same_shape = shapes(answer.reading.lines)[0] == shapes(lines)[0]
    return "alike" if same_shape or equal(answer.reading.lines, lines, points) else "otherwise"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--preserving", action="store_true")
    shows = parser.parse_args().preserving
    changed: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for sentence in sentences():
        for edit in changing(sentence):
            missed = unnoticed(sentence, edit)
            changed.update(["all", *(["unnoticed"] if missed else [])])
            if missed:
                print(f"{edit.kind} {edit.old}>{edit.new}  {edit.of(sentence.text)!r}  {' ; '.join(sentence.lines)}")
        for spelling in spellings(sentence.text, sentence.context, sentence.lines):
            verdict = alike(spelling.text, spelling.context, spelling.lines)
            kept[f"{spelling.kind} {verdict}"] += 1
            kept[verdict] += 1
            if verdict == "otherwise" or (shows and verdict != "alike"):
                answer = read(spelling.text, spelling.context)
                lines = answer.reading.lines if isinstance(answer, Certain) else ()
                print(f"{verdict} {spelling.kind}  {spelling.text!r}\n    {spelling.lines}\n    {lines}")
    print(dict(changed), dict(sorted(kept.items())), sep="\n")


if __name__ == "__main__":
    main()
