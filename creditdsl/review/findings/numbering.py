"""W0660 编号断了、跳了或者又从头排

说明：大项、项、小项或规则的印刷编号没有依次排：缺一个号，倒回去，不从1起，或者有的大项里接着排、有的又从1起。
为什么要紧：缺一个号，看的人会以为漏印了一项；编号不依次，条文里写的“第4项”就指不准。
例：

    一、工作机制（5分）
      建立机制 得5

    三、信息报送（5分）
      报送台账 得5

改法：补上缺的一项，或者把后面的编号依次改正，引用编号的地方一起改；上级文件原文如此的，注明“# 已核：W0660 理由”。
"""

import re
from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.base.source import Source, Span
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.syntax.nodes import Entry, Table
from creditdsl.syntax.numerals import from_chinese, to_chinese

CODE = manual(__doc__)

_MARK = re.compile(r"\s*([（(]?\s*(\d+|[一二三四五六七八九十百]+)\s*[）)]?)")
_HELP = "补上缺的一项，或者把编号依次改正；引用编号的地方一起改。"


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for reviewed in draft.whole_tables:
        yield from _Numbers(reviewed.table, draft.source).run()


class _Numbers:
    def __init__(self, table: Table, source: Source) -> None:
        self.table, self.source = table, source
        self.last: dict[int, Entry] = {}
        """At each depth, the last numbered entry."""
        self.running: dict[int, tuple[bool, Entry]] = {}
        """At each depth, whether numbers run on from list to list, and the entry that shows it."""

    def run(self) -> Iterator[Found]:
        lists = [(0, self.table.sections)]
        while lists:
            depth, siblings = lists.pop()
            yield from self._list(depth, siblings)
            for entry in siblings:
                yield from self._rules(entry)
            lists += [(depth + 1, entry.children) for entry in reversed(siblings) if entry.children]

    def _list(self, depth: int, siblings: tuple[Entry, ...]) -> Iterator[Found]:
        before: Entry | None = None
        for entry in siblings:
            number = _value(entry.number)
            if number is None:
                continue
            if before is None:
                yield from self._first(depth, entry, number)
            elif number != (expected := (_value(before.number) or 0) + 1):
                yield self._misnumbered(entry, _jump(before.number, entry.number, expected, number), before)
            before = self.last[depth] = entry

    def _first(self, depth: int, entry: Entry, number: int) -> Iterator[Found]:
        """Yield a list that neither starts at 1 nor runs on from the list before."""
        earlier = self.last.get(depth)
        follows = earlier is not None and number == (_value(earlier.number) or 0) + 1
        if number != 1 and not follows:
            if earlier is None:
                yield self._misnumbered(entry, f"编号不从1起，第一个就是{entry.number}。", None)
            else:
                message = f"编号既不从1起，也不接着前面的{earlier.number}。"
                yield self._misnumbered(entry, message, earlier)
        elif earlier is not None:
            running, shown = self.running.setdefault(depth, (follows, entry))
            if running != follows:
                restarts, runs_on = "前面的编号是接着排的，这里又从1起。", "前面每个大项里都从1起，这里接着前面排。"
                message = restarts if running else runs_on
                yield self._misnumbered(entry, message, shown)

    def _rules(self, entry: Entry) -> Iterator[Found]:
        expected = 1
        for rule in entry.rules:
            if rule.number is None:
                continue
            if rule.number != expected:
                before = f"（{expected - 1}）"
                message = _jump(before, f"（{rule.number}）", expected, rule.number)
                message = message if expected > 1 else f"条款编号不从（1）起，第一条就是（{rule.number}）。"
                yield Found(message, self._mark(rule.span), _HELP, table=self.table.name, ref=entry.ref)
            expected = rule.number + 1

    def _misnumbered(self, entry: Entry, message: str, before: Entry | None) -> Found:
        related = (Related("前面的编号在这里", self._mark(before.span)),) if before is not None else ()
        return Found(message, self._mark(entry.span), _HELP, related, table=self.table.name, ref=entry.ref)

    def _mark(self, span: Span) -> Span:
        """Return the span of the printed number at the start of a line."""
        match = _MARK.match(self.source.line(span.line), span.column - 1)
        return Span.of_line(span.line, *match.span(1)) if match else span


def _jump(before: str, written: str, expected: int, number: int) -> str:
    if number < expected:
        return f"编号{before}后面是{written}，倒回去了。"
    missing = "、".join(_like(written, each) for each in range(expected, min(number, expected + 3)))
    return f"编号{before}后面是{written}，缺{missing}{'等' if number > expected + 3 else ''}。"


def _like(model: str, number: int) -> str:
    """Return the number, written as the model is: （4）, 四, 4."""
    text = str(number) if re.search(r"\d", model) or number > 99 else to_chinese(number)
    return f"（{text}）" if model.startswith("（") else text


def _value(number: str) -> int | None:
    """Return the value of a printed number; None where an entry has none."""
    text = number.strip("（）() ")
    return int(text) if text.isdecimal() else from_chinese(text)
