"""N0650 得分要看的条文里有含糊的词

说明：数据的名称和说明、项的内容和标准里有“及时”“较好”“积极”“等”这样的词，没有写时限、数量或者清单。
为什么要紧：得不得分要看这几个字，各人有各人的把握；被考核的单位问“几天算及时”，答不上来。
例：

    数据
      及时处理异议：是否

    一、异议处理（5分）
      及时处理异议 得5

改法：写出时限、数量或者清单，如“3个工作日内”“全部5项”；或者在备注里写明这个词是指什么。
"""

import re
from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.base.node_walk import walk
from creditdsl.base.source import Span
from creditdsl.compiler.name_uses import names_in
from creditdsl.forms.answers import ColumnMark
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.review.texts import NOTE, Printed
from creditdsl.syntax.nodes import Entry, Name, Trait
from creditdsl.syntax.walk import end_conditions, entries

CODE = manual(__doc__)

_TIME = ("及时", "实时", "适时", "尽快")
"""Said only where no time limit stands in the same entry."""
_DEGREE = (
    "较好", "较高", "较低", "较小", "较多", "较少", "较快", "适当", "显著", "明显", "大幅", "到位",
    "较大(?![^，。；、]{0,10}(?:事故|事件|险情|灾情))",
    "原则上", "尽量", "尽可能", "视情(?!况)", "酌情", "一定(?!的?比例)", "基本(?=完成|达到|符合|落实|实现)",
)  # fmt: skip
_EFFORT = ("积极", "认真", "扎实", "有关(?!部门|单位|规定|文件|制度|要求|机构|人员|方面|法律|政策|通知)")
"""In a content these only set the tone; in what is entered as 是 or 否, points hang on them."""
_OPEN_LIST = r"(?<=[^、])、[^、，。；]{1,20}(等)(?!级|次|额|待|于|同|式|保|第|共|[0-9一二三四五六七八九十两])"
_LIMIT = re.compile(r"(?:\d+|[一二三五七十两])\s*个?(?:工作日|日|天|小时)")
_DEFINED = re.compile(r"[“”，。；（]?([\u4e00-\u9fff]{2,3})”?[，]?(?:是指|指的是|，指)")

_LOOSE = re.compile("|".join((*_TIME, *_DEGREE)))
_STRICT = re.compile("|".join((*_TIME, *_DEGREE, *_EFFORT, _OPEN_LIST)))
Hit = tuple[str, Span]


def find(draft: ReviewedDraft) -> Iterator[Found]:
    words = _Words(draft)
    for reviewed in draft.tables:
        yield from words.of_table(reviewed)


class _Words:
    def __init__(self, draft: ReviewedDraft) -> None:
        self.source = draft.source
        self.notes = {text.line: text for text in draft.texts if text.kind == NOTE}
        self.fields: dict[tuple[str | None, str | None], list[Printed]] = {}
        self.defined: set[str] = set()
        for text in draft.texts:
            if text.kind in ("content", "wording"):
                self.fields.setdefault((text.table, text.ref), []).append(text)
            self.defined |= {match.group(1)[-2:] for match in _DEFINED.finditer(text.text)}

    def of_table(self, reviewed: ReviewedTable) -> Iterator[Found]:
        declared = {each.name.text: each.name for each in reviewed.table.declarations}
        lines = {each.name.text: each.span.line for each in reviewed.table.declarations}
        parts = {each.name.text: [name.text for name in names_in(each.value)] for each in reviewed.table.derived}
        seen: set[str] = set()
        """Names and lines of notes that were looked at: what two items share is said once."""
        read: set[int] = set()

        def measures(names: Iterator[Name]) -> Iterator[Hit]:
            for name in names:
                for text in (name.text, *parts.get(name.text, ())):
                    if text in seen:
                        continue
                    seen.add(text)
                    yield from self._in_name(declared.get(text, name), text)
                    line = lines.get(text, 0)
                    if line in self.notes and line not in read:
                        read.add(line)
                        yield from _in_text(self.notes[line], _STRICT)

        for entry in entries(reviewed.table):
            if Trait.UNSCORED in entry.traits:
                continue
            hits = [hit for rule in entry.rules for hit in measures(names_in(rule.body))]
            texts = self.fields.get((reviewed.table.name, entry.ref), [])
            for text in texts if entry.rules else ():
                hits += _in_text(text, _STRICT if text.kind == "wording" else _LOOSE)
            notes = [self.notes[lines[n.text]].text for rule in entry.rules for n in names_in(rule.body)
                     if lines.get(n.text) in self.notes]  # fmt: skip
            limited = any(_LIMIT.search(text) for text in (*(text.text for text in texts), *notes))
            yield from _reported(self._open(hits, limited, _marks(entry)), reviewed.table.name, entry.ref)
        hits = [hit for when in end_conditions(reviewed.table) for hit in measures(names_in(when))]
        yield from _reported(self._open(hits, False, False), reviewed.table.name, None)

    def _in_name(self, name: Name, text: str) -> Iterator[Hit]:
        """Yield hits where the name was typed: an item's title as a measure is printed as a title."""
        start = self.source.line(name.span.line).find(text, name.span.column - 1, name.span.end_column)
        for match in _STRICT.finditer(text) if start >= 0 else ():
            yield (
                match.group(1) or match.group(),
                Span.of_line(name.span.line, start + match.start(), start + match.end()),
            )

    def _open(self, hits: list[Hit], limited: bool, marks: bool) -> list[Hit]:
        """Return the hits that nothing in the entry makes definite."""
        return [
            (word, span)
            for word, span in hits
            if word not in self.defined and not (limited and word in _TIME) and not (marks and word == "酌情")
        ]


def _in_text(text: Printed, words: re.Pattern[str]) -> Iterator[Hit]:
    for match in words.finditer(text.text):
        group = 1 if match.lastindex else 0
        yield match.group(group), text.span(*match.span(group))


def _marks(entry: Entry) -> bool:
    return any(isinstance(part, ColumnMark) for rule in entry.rules for part in walk(rule.body))


def _reported(hits: list[Hit], table: str, ref: str | None) -> Iterator[Found]:
    if not hits:
        return
    words = dict.fromkeys(word for word, _ in hits)
    yield Found(
        f"{''.join(f'“{word}”' for word in words)}没有写明怎样算数，评分时各人把握不一。",
        hits[0][1],
        "写出时限、数量或者清单，如“3个工作日内”“全部5项”；或者在备注里写明是指什么。",
        tuple(Related(f"“{word}”在这里", span) for word, span in hits[1:]),
        table=table,
        ref=ref,
    )
