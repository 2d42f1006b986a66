"""失分一览: where the points between full marks and the total went, as lines that close the account.

Receives the explained sections with the record of the unit. Promises lines whose lost points sum exactly to full marks
less the total: of every item that lost points, then of whatever else stands between both by name (加分, 扣分, 不适用,
折算, 总分封顶, 四舍五入). What is gained is lost with a minus sign.

Worked example: 满分 100, 加分后不超过 100; 一、安全 got 52.5 of 60, 二、宣传 40 of 40, 三、创新（加分）gave 10.

    一 loses 7.5, 三 loses −10    100 − 7.5 + 10 = 102.5
    总分封顶 loses 2.5            102.5 − 2.5 = 100, the total
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef, RuleId
from creditdsl.compiler.from_full import full_points, start
from creditdsl.explain.earning import earning
from creditdsl.explain.explanation_nodes import Account, EntryExplanation, Loss, RuleExplanation, numbered_rules
from creditdsl.explain.phrases import PENDING, heading, number_mark
from creditdsl.forms import wording
from creditdsl.ir.names import AFTER_DEDUCTION, BASE, CONVERTED, GAINED, Label
from creditdsl.ir.outcome import Inapplicable, Pending, UnitOutcome
from creditdsl.syntax.nodes import Consequence, Entry, Scheme, SectionRole, Table, Trait
from creditdsl.syntax.walk import entries, left_out_by, rule_ids

ZERO = Fraction(0)


def account(scheme: Scheme, table: Table, unit: UnitOutcome, sections: Sequence[EntryExplanation]) -> Account:
    """Return the account of a unit that is scored by items."""
    return _Accountant(scheme, table, unit, {entry.ref: entry for entry in entries(table)}).run(sections)


def full_marks(table: Table) -> Fraction | None:
    """Return the full marks of a table; None where it states none and its points have no end (积分)."""
    if table.full is not None:
        return table.full
    full = table.totalling.converted_to
    return (_worth_of(table, SectionRole.BASE) if full is None else full) or None


def _worth_of(table: Table, role: SectionRole) -> Fraction:
    """Return what the sections of a role are worth together to a unit to which all of them apply."""
    return sum((_worth(entry, table) for entry in table.sections if entry.role is role), ZERO)


def _worth(entry: Entry, table: Table) -> Fraction:
    if Trait.UNSCORED in entry.traits:
        return ZERO
    return full_points(entry, table.roster) * _weight(entry)


@node
class _Accountant:
    scheme: Scheme
    table: Table
    unit: UnitOutcome
    entries: Mapping[EntryRef, Entry]

    def run(self, sections: Sequence[EntryExplanation]) -> Account:
        scored = [one for one in sections if Trait.UNSCORED not in one.entry.traits]
        named = full_marks(self.table)
        full = named or ZERO
        base, bonus = (_worth_of(self.table, role) for role in (SectionRole.BASE, SectionRole.BONUS))
        bonus_within = bool(bonus) and full - bonus == base
        lines = [line for one in scored for line in self._entry(one, Fraction(1), bonus_within)]
        if isinstance(self.unit.total, Fraction):
            roles = (SectionRole.BASE, SectionRole.BONUS) if bonus_within else (SectionRole.BASE,)
            counted = [one.entry for one in scored if one.entry.role in roles]
            lines += self._end(full, counted, self.unit.total)
        return Account(named, self.unit.total, tuple(line for line in lines if line.lost != 0))

    # Entries

    def _full(self, entries: Iterable[Entry]) -> Fraction:
        """Return what entries are worth together to this unit."""
        return sum((_worth(entry, self.table) for entry in entries if self._applies(entry)), ZERO)

    def _applies(self, entry: Entry) -> bool:
        """Return whether the entry gives this unit points: it applies, or 不适用：得满分 or 取平均分."""
        out = left_out_by(entry, self.unit.unit, self.table.roster)
        return out is None or out.consequence is not Consequence.SKIP

    def _entry(self, explained: EntryExplanation, weight: Fraction, bonus_within: bool) -> Iterator[Loss]:
        """Yield the lines of an entry and those below; they sum to its points less its score, by weight."""
        entry, score = explained.entry, explained.score
        if score is None or isinstance(score, Inapplicable):
            return
        weight *= _weight(entry)
        counts = entry.role is SectionRole.BASE or (entry.role is SectionRole.BONUS and bonus_within)
        points = full_points(entry, self.table.roster) if counts else ZERO
        below = [line for child in explained.children for line in self._entry(child, weight, bonus_within)]
        yield from below
        if isinstance(score, Pending):
            if not explained.children:
                yield self._line(explained, points, score, "；".join(map(_how, explained.rules)) or f"{PENDING}")
            return
        sign = -1 if entry.role is SectionRole.DEDUCTION else 1
        lost = weight * (points - sign * score)
        if not explained.children:
            if lost:
                yield self._leaf(explained, points, lost)
            return
        known = sum((line.lost for line in below if isinstance(line.lost, Fraction)), ZERO)
        yield from self._above(explained, points, weight, lost - known)

    def _leaf(self, explained: EntryExplanation, points: Fraction, lost: Fraction) -> Loss:
        entry = explained.entry
        if Label.unreported(entry.ref) in self.unit.trace:
            return self._noted(explained, points, lost, "按时填报的，照各条计分")
        if Label.void(entry.ref) in self.unit.trace:
            best = (earning(rule, entry) for rule in entry.rules)
            remedies = dict.fromkeys(one.words for one in best if one.points is None or one.points > 0)
            remedy = "；".join(remedies) or "没有这种情形的，照各条计分"
            return self._noted(explained, points, lost, remedy)
        if left_out_by(entry, self.unit.unit, self.table.roster) is not None:
            return self._noted(explained, points, lost, "")
        losing = [*self._losing(explained, lost > 0)]
        why = "；".join(_how(rule) for _, rule, _ in losing) or _notes(explained) or _out_of_reach(explained, points)
        remedies = dict.fromkeys(words for _, _, words in losing if words)
        line = self._line(explained, points, lost, why, "；".join(remedies) if lost > 0 else "")
        return replace(line, explains=tuple(identity for identity, _, _ in losing))

    def _noted(self, explained: EntryExplanation, points: Fraction, lost: Fraction, remedy: str) -> Loss:
        """Return a line that takes the place of the entry's notes."""
        return replace(self._line(explained, points, lost, _notes(explained), remedy), explains=(explained.entry.ref,))

    def _losing(self, explained: EntryExplanation, lost: bool) -> Iterator[tuple[RuleId, RuleExplanation, str]]:
        """Yield the rules that lost points, or gained some, each with what would have earned them."""
        entry = explained.entry
        if not lost:
            yield from ((identity, rule, "") for identity, rule in numbered_rules(explained) if rule.points)
            return
        best = [earning(rule, entry) for rule in entry.rules]
        most = max((one.points for one in best if one.points is not None), default=None)
        for identity, rule, rule_best in zip(rule_ids(entry), explained.rules, best, strict=True):
            if not isinstance(rule.points, Fraction):
                continue
            struck = Label.void(identity) in self.unit.trace
            if rule_best.points is None or rule.points < rule_best.points:
                highest = Trait.HIGHEST in entry.traits and None not in (most, rule_best.points)
                if not highest or rule_best.points == most:
                    yield identity, rule, rule_best.words + ("（没有前述情形时）" if struck else "")

    def _above(self, explained: EntryExplanation, points: Fraction, weight: Fraction, left: Fraction) -> Iterator[Loss]:
        """Yield what stands between the parts of an entry and its score; it sums to `left`."""
        entry = explained.entry
        if entry.role is SectionRole.BASE or points:
            parts = self._full(entry.children)
            at_start = start(entry, self.table.roster) or (points - parts if entry.rules else ZERO)
            beside = weight * (points - parts - at_start)
            if beside:
                yield self._beside(explained, points, beside)
            left -= beside
        if not left:
            return
        struck = Label.void(entry.ref) in self.unit.trace
        if entry.rules and not struck:
            yield replace(self._leaf(explained, points, left), points=None)
        else:
            yield self._line(explained, points, left, _notes(explained) or "各小项得分按分值合计")

    def _beside(self, explained: EntryExplanation, points: Fraction, lost: Fraction) -> Loss:
        entry = explained.entry
        skipped = [child for child in entry.children if not self._applies(child)]
        if skipped:
            names = "、".join(heading(child) for child in skipped)
            return self._line(explained, points, lost, f"不适用本单位，不计分：{names}")
        parts = self._full(entry.children)
        return self._line(
            explained, points, lost, f"各小项分值共{wording.points(parts)}，本项分值{wording.points(points)}"
        )

    def _line(
        self, explained: EntryExplanation, points: Fraction, lost: Fraction | Pending, why: str, remedy: str = ""
    ) -> Loss:
        entry = explained.entry
        kind = {SectionRole.BASE: "", SectionRole.BONUS: "加分：", SectionRole.DEDUCTION: "扣分："}[entry.role]
        *above, _ = path = self._path(entry.ref)
        title = "".join(number_mark(one) for one in above) + heading(entry)
        weights = "×".join(f"{show(one.weight * 100)}%" for one in reversed(path) if one.weight is not None)
        words = f"{why}（按权重{weights}计入总分）" if weights else why
        return Loss(entry.ref, kind + title, points or None, lost, words, remedy)

    def _path(self, ref: EntryRef) -> list[Entry]:
        """Return the entries from a section down to this one."""
        return [*([] if ref.parent is None else self._path(ref.parent)), self.entries[ref]]

    # The end of the table

    def _end(self, full: Fraction, counted: Sequence[Entry], total: Fraction) -> Iterator[Loss]:
        """Yield what stands between the sections and the total.

        `counted`: the sections whose points full marks count.
        """
        worth = self._full(counted)
        beside = full - worth
        totalling, trace = self.table.totalling, self.unit.trace
        points, gained = _number(trace[BASE]), _number(trace[GAINED])
        if beside:
            skipped = [heading(entry) for entry in counted if not self._applies(entry)]
            why = f"不适用本单位，不计分：{'、'.join(skipped)}" if skipped else f"各项分值共{wording.points(worth)}"
            yield Loss(None, "不适用" if skipped else "满分和分值之差", None, beside, why)
        converted = trace.get(CONVERTED)
        if isinstance(converted, Fraction):
            yield Loss(None, "折算", None, points - converted, "基础分按适用的分值折算")
        held = gained
        most = totalling.after_bonus_at_most
        if most is not None and gained > most:
            yield Loss(None, "总分封顶", None, gained - most, f"加分后不超过{wording.points(most)}")
            held = most
        after = _number(trace.get(AFTER_DEDUCTION, held))
        least = totalling.after_deduction_at_least
        if least is not None and after < least:
            yield Loss(None, "总分保底", None, after - least, f"扣分后不低于{wording.points(least)}")
            after = least
        cut = f"保留{self.scheme.digits}位小数（{self.scheme.rounding.value}）"
        yield Loss(None, self.scheme.rounding.value, None, after - total, cut)


def _number(value: object) -> Fraction:
    assert isinstance(value, Fraction)
    return value


def _weight(entry: Entry) -> Fraction:
    return Fraction(1) if entry.weight is None else entry.weight


def _how(rule: RuleExplanation) -> str:
    return f"{rule.explanation}，{rule.limit}" if rule.limit else rule.explanation


def _out_of_reach(explained: EntryExplanation, points: Fraction) -> str:
    """Write that the rules gave all they can, which is less than the points of their entry."""
    given_points = [rule.points for rule in explained.rules if isinstance(rule.points, Fraction)]
    most = max(given_points, default=ZERO) if Trait.HIGHEST in explained.entry.traits else sum(given_points, ZERO)
    return f"各条最多得{wording.points(most)}，本项分值{wording.points(points)}"


def _notes(explained: EntryExplanation) -> str:
    return "".join(explained.notes).rstrip("。")
