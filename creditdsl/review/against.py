"""What changed since an earlier scheme, table by table and rule by rule, in words.

Receives two compilations without errors; promises every difference that can change a score, a grade or the printed
table, in the order of the newer document. A difference is reported, not judged. Items are matched by title, then by
number; rules by what they measure.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.pipeline import Compilation
from creditdsl.forms import wording
from creditdsl.forms.sentence import rule_sentence
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import Entry, Rule, Table, Trait
from creditdsl.syntax.walk import entries

_T = TypeVar("_T")
_Key = Callable[[_T], Hashable]


@node
class Change:
    """One difference in words. `line`: of the newer scheme, None for what is gone. `table`, `ref`: where it
    belongs.
    """

    table: str
    ref: str
    message: str
    line: int | None

    def data(self) -> dict[str, object]:
        """Return it as JSON has it."""
        return {"table": self.table or None, "ref": self.ref or None, "message": self.message, "line": self.line}


def against(old: Compilation, new: Compilation) -> tuple[Change, ...]:
    """Return the changes from old to new."""
    return tuple(_Comparison(old, new).changes())


class _Comparison:
    def __init__(self, old: Compilation, new: Compilation) -> None:
        self.old, self.new = old, new
        self.table = ""

    def changes(self) -> Iterator[Change]:
        yield from self._fields(self.old.scheme.fields, self.new.scheme.fields)
        tables = _paired(self.old.scheme.tables, self.new.scheme.tables, lambda t: t.title, lambda t: t.name)
        for before, after in tables:
            self.table = (after or before).name  # type: ignore[union-attr]
            if before is None or after is None:
                word = "新增这张表" if before is None else "这张表没有了"
                yield self._change(f"{word}：{self.table} {(after or before).title}。", after)  # type: ignore[union-attr]
            else:
                yield from self._table(before, after)

    def _change(self, message: str, at: Entry | Rule | Table | Span | None, ref: str = "") -> Change:
        span = at if isinstance(at, Span) or at is None else at.span
        return Change(self.table, ref, message, None if span is None else span.line)

    def _fields(self, before: Mapping[str, object], after: Mapping[str, object], ref: str = "") -> Iterator[Change]:
        """Yield the changes of fields by their words: 周期, 内容, 依据 …"""
        words = {field.stem: word for word, field in keywords().fields.items()}
        for stem in dict.fromkeys([*before, *after]):
            was, now = (getattr(fields.get(stem), "text", "").replace("\n", " / ") for fields in (before, after))
            if was != now:
                yield Change(self.table, ref, f"{words[stem]}{_turned(was, now)}。", None)

    def _table(self, before: Table, after: Table) -> Iterator[Change]:
        if before.name != after.name:
            yield self._change(f"表名由{before.name}改为{after.name}。", after)
        if before.title != after.title:
            yield self._change(f"标题{_turned(before.title, after.title)}。", after)
        if before.full != after.full:
            yield self._change(f"满分{_turned(_number(before.full), _number(after.full))}。", after)
        yield from self._fields(before.fields, after.fields)
        for group in dict.fromkeys([*before.roster, *after.roster]):
            was, now = before.roster.get(group, ()), after.roster.get(group, ())
            come = [unit for unit in now if unit not in was]
            gone = [unit for unit in was if unit not in now]
            yield from (self._change(f"{group}增加{'、'.join(come)}。", after) for _ in come[:1])
            yield from (self._change(f"{group}减少{'、'.join(gone)}。", after) for _ in gone[:1])
        yield from self._lines("数据", (*before.declarations, *before.derived), (*after.declarations, *after.derived))
        pairs = _paired(tuple(entries(before)), tuple(entries(after)), lambda e: e.title, lambda e: e.ref)
        for was_entry, entry in pairs:
            yield from self._entry(was_entry, entry)
        if before.totalling != after.totalling:
            yield self._change("总分的算法改了。", after)
        if before.year != after.year:
            totals = [("" if year is None else wording.expression(year)) for year in (before.year, after.year)]
            yield self._change(f"年度总分{_turned(*totals)}。", after)
        grades = [(*table.grades.bands, *table.grades.overrides) if table.grades else () for table in (before, after)]
        yield from self._lines("等次", *grades)
        yield from self._lines("表彰、通报", before.honours, after.honours)

    def _entry(self, before: Entry | None, after: Entry | None) -> Iterator[Change]:
        if before is None:
            assert after is not None
            yield self._change(f"新增“{after.title}”{_points(after)}。", after, after.ref)
            yield from (self._change(f"新增规则：{rule_sentence(rule)}。", rule, after.ref) for rule in after.rules)
            return
        if after is None:
            yield self._change(f"“{before.title}”{_points(before)}没有了。", None, before.ref)
            return
        if before.ref != after.ref:
            yield self._change(f"“{after.title}”由{before.ref}移到{after.ref}。", after, after.ref)
        if before.title != after.title:
            yield self._change(f"名称{_turned(before.title, after.title)}。", after, after.ref)
        if before.points != after.points:
            yield self._change(f"分值{_turned(_number(before.points), _number(after.points))}。", after, after.ref)
        if before.weight != after.weight:
            weights = [None if weight is None else weight * 100 for weight in (before.weight, after.weight)]
            yield self._change(f"权重{_turned(*(_number(weight) + '%' for weight in weights))}。", after, after.ref)
        if (before.role, before.traits) != (after.role, after.traits):
            yield self._change(f"计分方式{_turned(_manner(before), _manner(after))}。", after, after.ref)
        if _names(before) != _names(after):
            names = ["、".join(one.names) if one else "全部单位" for one in (before.applies, after.applies)]
            yield self._change(f"适用{_turned(*names)}。", after, after.ref)
        for change in self._fields(before.fields, after.fields, after.ref):
            yield Change(change.table, change.ref, change.message, after.span.line)
        yield from self._rules(before.rules, after.rules, after.ref)

    def _rules(self, before: Sequence[Rule], after: Sequence[Rule], ref: str) -> Iterator[Change]:
        for was, now in _paired(before, after, lambda r: (r.body, r.limits), _measured):
            if was is None:
                assert now is not None
                yield self._change(f"新增规则：{rule_sentence(now)}。", now, ref)
            elif now is None:
                yield self._change(f"删去规则：{rule_sentence(was)}。", None, ref)
            elif (was.body, was.limits) != (now.body, now.limits):
                yield self._change(f"规则{_turned(rule_sentence(was), rule_sentence(now))}。", now, ref)

    def _lines(self, block: str, before: Iterable[object], after: Iterable[object]) -> Iterator[Change]:
        """Yield the changes of the lines of a block, shown as written."""
        olds, news = list(before), list(after)
        for line in news:
            if line not in olds:
                yield self._change(f"{block}：写入“{_written(self.new.tree.source, line)}”。", _span(line))
        for line in olds:
            if line not in news:
                yield self._change(f"{block}：删去“{_written(self.old.tree.source, line)}”。", None)


def _paired(before: Sequence[_T], after: Sequence[_T], *keys: _Key[_T]) -> list[tuple[_T | None, _T | None]]:
    """Return pairs equal by the first key, those left by the next; then the new alone and the old alone.

    Each key pairs in order, so that equal names pair first with first.
    """
    partner: dict[int, _T] = {}
    left = list(before)
    for key in keys:
        waiting: dict[Hashable, list[_T]] = {}
        for item in left:
            waiting.setdefault(key(item), []).append(item)
        for position, item in enumerate(after):
            if position not in partner and (same := waiting.get(key(item))):
                partner[position] = same.pop(0)
        taken = {id(item) for item in partner.values()}
        left = [item for item in left if id(item) not in taken]
    return [*((partner.get(position), item) for position, item in enumerate(after)), *((item, None) for item in left)]


def _measured(rule: Rule) -> Hashable:
    """Return what identifies a rule when its numbers change: its form and its measures."""
    return type(rule.body), tuple(name.text for name in names_in(rule.body))


def _turned(was: str, now: str) -> str:
    """Return `由“甲”改为“乙”`, `写入“乙”` or `删去“甲”`."""
    if not was:
        return f"写入“{now}”"
    return f"由“{was}”改为“{now}”" if now else f"删去“{was}”"


def _number(value: Fraction | None) -> str:
    return "" if value is None else show(value)


def _points(entry: Entry) -> str:
    return "" if entry.points is None else f"（{wording.points(entry.points)}）"


def _names(entry: Entry) -> tuple[str, ...]:
    """Return whom the 适用 of an entry names, not what stands above it."""
    return () if entry.applies is None else entry.applies.names


def _manner(entry: Entry) -> str:
    words = {
        Trait.FROM_FULL: "满分起扣",
        Trait.HIGHEST: "就高",
        Trait.NEGATIVE: "可为负",
        Trait.OPEN: "积分",
        Trait.UNSCORED: "不计分",
    }
    role = {"base": "得分", "bonus": "加分", "deduction": "扣分"}[entry.role]
    return "、".join([role, *(word for trait, word in words.items() if trait in entry.traits)])


def _span(line: object) -> Span:
    span = getattr(line, "span", None)
    assert isinstance(span, Span)
    return span


def _written(source: Source, line: object) -> str:
    return source.line(_span(line).line).partition("#")[0].strip()
