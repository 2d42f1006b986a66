"""An outline as lines of a scheme that still may have faults of its own making; `drafting` mends them.

Receives an outline with what its criteria mean. Promises each word of the outline in the heading or in a field of its
entry.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import count

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.importer.criteria import Stretch
from creditdsl.importer.document_grid import Paragraph
from creditdsl.importer.outline import OutlineEntry, OutlineTable, Side, Words
from creditdsl.reader.meanings import (
    Certain,
    FieldLine,
    GradeLine,
    Heading,
    HonourLine,
    Open,
    Reading,
    RuleLine,
    Target,
    Unread,
)
from creditdsl.syntax.column_words import ColumnKind as Kind

_FIELDS = {
    Kind.CONTENT: "内容",
    Kind.CRITERION: "标准",
    Kind.BASIS: "依据",
    Kind.SOURCE: "依据",
    Kind.METHOD: "方式",
    Kind.RESPONSIBLE: "责任",
}
_ORDER = ("内容", "标准", "依据", "方式", "责任", "备注")
_OF_ONE_COLUMN = ("依据", "方式", "责任")
"""Fields that are printed in one column; what a second column of the kind says is a remark."""


@node
class RuleText:
    """A rule of the draft. line: as the reader wrote it. text: as it stands, with names that no other item has."""

    line: str
    text: str


@node
class Question:
    """A question for the drafter. clause: the words that it is about. answers: lines, each behind its answer."""

    clause: str
    words: str
    answers: tuple[str, ...] = ()


@node
class EntryLines:
    """The lines of one entry, without those of its children. rules: they may be withdrawn.

    waiting: the words of its 待定. questions: comments for the drafter.
    """

    entry: OutlineEntry
    level: int
    number: str
    title: str
    bracket: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    rules: tuple[RuleText, ...]
    waiting: str
    questions: tuple[Question, ...]

    @property
    def heading(self) -> str:
        bracket = f"（{'，'.join(self.bracket)}）" if self.bracket else ""
        return f"{self.number}{self.title}{bracket}"

    def text(self) -> Iterator[str]:
        yield self.heading
        yield from (f"{name}：{words}" for name, words in self.fields)
        for question in self.questions:
            of_clause = f"“{question.clause}”：" if question.clause not in ("", self.waiting) else ""
            yield f"# {of_clause}{question.words}"
            yield from (f"#   {answer}" for answer in question.answers)
        if self.waiting:
            yield f"待定：{self.waiting}"
        yield from (f"  {rule.text}" for rule in self.rules)


@node
class TableLines:
    """The heading of a table in the draft, and its entries in order, those below an entry right behind it."""

    table: OutlineTable
    heading: str
    entries: tuple[EntryLines, ...]


def one_line(text: str) -> str:
    """Return words on one line; a sign of comments among them becomes a wide one."""
    joined = re.sub(r"(?<=[^\x00-\x7f])\s*\n\s*|\s*\n\s*(?=[^\x00-\x7f])", "", text.strip())
    return re.sub(r"(?:^|(?<=\s))#", "＃", re.sub(r"\s+", " ", joined))


def body_lines(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return paragraphs as a body, word for word; a line that would end it is moved in, where it is text."""
    if not paragraphs:
        return []
    lines = [line for paragraph in paragraphs for line in paragraph.text.split("\n")]
    return ["正文", *(f"  {line}" if line.strip() == "正文完" else line for line in lines), "正文完", ""]


def table_heading(table: OutlineTable, taken: Collection[str]) -> str:
    """Return the heading of a table; one without a name of its own is 附件 and the first free number."""
    name = re.sub(r"\s", "", table.name)
    if not re.fullmatch(r"附[件表](?:\d{1,2}|[一二三四五六七八九十]{1,3})?", name) or name in taken:
        name = next(free for number in count(1) if (free := f"附件{number}") not in taken)
    full = f"（满分{show(table.full)}分）" if table.full is not None else ""
    return f"{name} {one_line(table.title) or '考核指标'}{full}"


def columns_field(table: OutlineTable) -> tuple[str, str]:
    """Return 栏目 with the headings of the document; a separator inside one is left out."""
    return ("栏目", "、".join(dict.fromkeys(_in_columns(heading) for _, heading in table.columns)))


def _in_columns(heading: str) -> str:
    """Return a heading as 栏目 has it."""
    return re.sub(r"[、，,；;|\s]", "", heading)


def entry_lines(
    entry: OutlineEntry, level: int, number: str, read: Sequence[Stretch], second: Collection[str]
) -> tuple[EntryLines, list[Target]]:
    """Return the lines of an entry, and what its words say of the whole table. second: by `second_columns`."""
    rules: list[RuleText] = []
    traits: list[str] = []
    questions: list[Question] = []
    waiting: list[str] = []
    own_fields: list[tuple[str, str]] = []
    elsewhere: list[Target] = []
    for stretch in read:
        match stretch.answer:
            case Certain(reading=reading):
                for target in reading.targets:
                    match target:
                        case RuleLine(text=text):
                            rules.append(RuleText(text, text))
                        case Heading(trait=trait):
                            traits.append(trait)
                        case FieldLine(name="总分"):
                            elsewhere.append(target)
                        case FieldLine(name=name, text=text):
                            own_fields.append((name, text))
                        case GradeLine() | HonourLine():
                            elsewhere.append(target)
            case Open(question=question, answers=answers):
                waiting.append(stretch.text)
                offered = tuple(
                    (f"{one_line(answer)}：" if answer else "") + one_line(line)
                    for answer, reading in answers
                    for line in (_apart(reading) if len(read) > 1 else reading.lines)
                )
                questions.append(Question(one_line(stretch.text), one_line(question or "指标是什么？"), offered))
            case Unread():
                waiting.append(stretch.text)
    lines = EntryLines(
        entry,
        level,
        number,
        one_line(entry.title) or "（无名称）",
        tuple(dict.fromkeys((*_bracket(entry, level), *traits))),
        (*_fields(entry, second), *dict.fromkeys(own_fields)),
        tuple(rules),
        one_line("".join(waiting)),
        tuple(questions),
    )
    return lines, elsewhere


def _apart(reading: Reading) -> tuple[str, ...]:
    """Return the lines of a reading beside other clauses: what it writes into the heading would hold for these too."""
    traits = [target.trait for target in reading.targets if isinstance(target, Heading)]
    return (f"另设一项来写，它的标题末尾写“{'，'.join(traits)}”",) if traits else reading.lines


def _bracket(entry: OutlineEntry, level: int) -> Iterator[str]:
    """Yield the words of the bracket of a heading."""
    apart = level == 0 and entry.side is not Side.BASE
    if apart:
        yield "加分" if entry.side is Side.BONUS else "扣分"
        if entry.points is not None and entry.points > 0:
            yield f"最高{show(entry.points)}分"
    elif entry.points is not None:
        yield f"{show(entry.points)}分"
    if entry.weight is not None:
        yield f"权重{show(entry.weight * 100)}%"


def second_columns(table: OutlineTable) -> frozenset[str]:
    """Return the headings of columns that stand behind another one for the same field."""
    fields = [(_FIELDS.get(kind), heading) for kind, heading in table.columns]
    return frozenset(
        heading
        for at, (name, heading) in enumerate(fields)
        if name in _OF_ONE_COLUMN and any(other == name for other, _ in fields[:at])
    )


def _fields(entry: OutlineEntry, second: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry in the order of the manual; what has none stands in 备注 below its heading."""
    texts: dict[str, list[str]] = {}
    for words in entry.words:
        name = _FIELDS.get(words.kind, "备注")
        name = "备注" if words.heading in second else name
        texts.setdefault(name, []).append(_with_heading(words, name))
    if entry.stated and entry.points is None and entry.weight is None:
        texts.setdefault("备注", []).append(f"分值：{entry.stated}")
    for name in _ORDER:
        paragraphs = (one_line(line) for text in texts.get(name, ()) for line in text.split("\n"))
        yield from ((name, words) for words in paragraphs if words)


def _with_heading(words: Words, name: str) -> str:
    """Return words for a field; those of a column without a field of its own say which column they are of."""
    return (
        words.text
        if name != "备注" or words.kind is Kind.REMARK or not words.heading
        else f"{_in_columns(words.heading)}：{words.text}"
    )


def criterion_of(entry: OutlineEntry) -> tuple[str, str | None, str]:
    """Return the words that say how an entry is scored, what they say with the tables inside them, and their place.

    These are the words of its criterion, else of the content of a leaf. The tables say it as `Words.sentence` has it.
    """
    for kind in (Kind.CRITERION, Kind.CONTENT):
        chosen = [words for words in entry.words if words.kind is kind and words.text]
        if chosen and (kind is Kind.CRITERION or not entry.children):
            heading = f" {chosen[0].heading}" if chosen[0].heading else ""
            text = "\n".join(words.text for words in chosen)
            return text, _sentences(chosen), chosen[0].where + heading
    return "", None, entry.where


def _sentences(chosen: Sequence[Words]) -> str | None:
    """Return what words say with the tables inside them; empty where one of these says no sentence, None without."""
    tabled = [words.sentence for words in chosen if words.sentence is not None]
    if not tabled:
        return None
    return (
        "\n".join(words.text if words.sentence is None else words.sentence for words in chosen) if all(tabled) else ""
    )


def balanced(entries: Sequence[OutlineEntry]) -> Sequence[OutlineEntry]:
    """Return entries of one level, their weights as remarks where not all have one or they do not make 100%."""
    weights = [entry.weight for entry in entries]
    if None not in weights and sum(weight for weight in weights if weight is not None) == 1:
        return entries
    return [entry if entry.weight is None else _without_weight(entry, entry.weight) for entry in entries]


def _without_weight(entry: OutlineEntry, weight: Fraction) -> OutlineEntry:
    remark = Words(Kind.REMARK, "", f"权重{show(weight * 100)}%", entry.where)
    return replace(entry, weight=None, stated="", words=(*entry.words, remark))


def folded(entry: OutlineEntry) -> OutlineEntry:
    """Return an item with its parts in its words, where one of them has no points: the language has no such part."""
    if all(child.points is not None for child in entry.children):
        return entry
    words = list(entry.words)
    for child in entry.children:
        named = any(child.title and one.text.lstrip().startswith(child.title) for one in child.words)
        title = Words(Kind.CONTENT, "", f"{child.number}{child.title}{child.stated}", child.where)
        words += [*([] if named else [title]), *child.words]
    return replace(entry, words=tuple(words), children=())


def stated_points(entry: OutlineEntry) -> Fraction | None:
    """Return the points of an entry: as stated, else the sum of those of its parts where all have some."""
    if entry.points is not None or not entry.children:
        return entry.points
    parts = [stated_points(child) for child in entry.children]
    return sum((part for part in parts if part is not None), Fraction(0)) if all(p is not None for p in parts) else None
