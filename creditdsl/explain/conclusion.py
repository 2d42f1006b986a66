"""Write how one unit's total, place, grade and honours came about, each as sentences.

Receives the record of the unit in one period; promises words for every step between the sections' scores
and the announced result: 折算, caps behind the bonus, the year, overrides of the grade.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.explain.arithmetic import before_rounding, equals_points, points_words
from creditdsl.explain.phrases import PENDING, Score, period_words, printed_score
from creditdsl.explain.record import UnitRecord, waiting
from creditdsl.forms import wording
from creditdsl.ir.names import AFTER_DEDUCTION, APPLICABLE, BASE, BY_TOTAL, CONVERTED, GAINED, DefinitionId
from creditdsl.ir.outcome import Pending, UnitOutcome
from creditdsl.ir.program import Program
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import (
    Effect,
    Entry,
    Expression,
    GradeBand,
    Grades,
    Honour,
    Mention,
    Override,
    Places,
    Scheme,
    SectionRole,
    Table,
)
from creditdsl.syntax.numerals import to_chinese

SectionScore = tuple[Entry, Score]


@node
class Field:
    """The units of a period, as far as one unit's place needs them.

    units: their number. tied: the number of units that share the unit's place, itself included.
    """

    units: int
    tied: int

    @classmethod
    def of(cls, unit: UnitOutcome, same: Sequence[UnitOutcome]) -> "Field":
        """Count the units of a period.

        `same`: the outcomes of all units of the unit's period.
        """
        return cls(len(same), sum(other.rank == unit.rank for other in same))


@node
class Conclusion:
    """The end of one unit's explanation.

    program: that of the period. record: that of the unit. field: the units of its period.
    """

    scheme: Scheme
    table: Table
    program: Program
    record: UnitRecord
    field: Field

    @property
    def unit(self) -> UnitOutcome:
        return self.record.outcome

    # Total

    def total(self, sections: Sequence[SectionScore]) -> str:
        """Write the total: `总分=78.00＋12.00－10.00=80.00分。`, with its conversion and bounds."""
        if isinstance(self.unit.total, Pending):
            return f"总分{PENDING}：{self._waiting(self.unit.total)}。"
        scored = [(entry, score) for entry, score in sections if isinstance(score, Fraction)]
        sentences, (gained, points) = self._gained(scored)
        lost = "".join(f"－{self._part(e, s)}" for e, s in scored if e.role is SectionRole.DEDUCTION)
        after = self.unit.trace.get(AFTER_DEDUCTION, points)
        assert isinstance(after, Fraction)
        floor = self.table.totalling.after_deduction_at_least
        if floor is not None and after < floor:
            low = f"扣分后{gained}{lost}={self._exact(after)}，低于{wording.points(floor)}"
            return "".join((*sentences, f"{low}，总分按{self._score(self.unit.total)}分计。"))
        return "".join((*sentences, f"总分={_unrepeated(gained + lost, self._equals_total(after))}。"))

    def _gained(self, scored: Sequence[tuple[Entry, Fraction]]) -> tuple[list[str], tuple[str, Fraction]]:
        """Write the points before deductions: sentences about them, then their words in the sum with their value."""
        totalling, trace = self.table.totalling, self.unit.trace
        base = "＋".join(self._part(e, s) for e, s in scored if e.role is SectionRole.BASE) or "0"
        sentences = []
        converted = trace.get(CONVERTED)
        if isinstance(converted, Fraction):
            points, full = trace[BASE], trace[APPLICABLE]
            assert isinstance(points, Fraction) and isinstance(full, Fraction) and totalling.converted_to is not None
            to, result = show(totalling.converted_to), self._score(converted)
            sign = "=" if points * totalling.converted_to / full == converted else "≈"
            sentences.append(
                f"基础分={_unrepeated(base, '=' + self._exact(points))}，适用的分值共{wording.points(full)}，"
            )
            sentences.append(f"折算为{show(points)}÷{show(full)}×{to}{sign}{result}分。")
            base = result
        words = base + "".join(f"＋{self._part(e, s)}" for e, s in scored if e.role is SectionRole.BONUS)
        gained = trace[GAINED]
        assert isinstance(gained, Fraction)
        most = totalling.after_bonus_at_most
        if most is None or gained <= most:
            return sentences, (words, gained)
        sentences.append(
            f"加分后{words}={self._exact(gained)}，超过{wording.points(most)}，按{wording.points(most)}计。"
        )
        return sentences, (self._score(most), most)

    def _part(self, entry: Entry, score: Fraction) -> str:
        shown = self._score(score)
        shown = f"（{shown}）" if score < 0 else shown
        return shown if entry.weight is None else f"{shown}×{show(entry.weight * 100)}%"

    def _exact(self, value: Fraction) -> str:
        """Write a sum of printed scores, with all its digits."""
        return f"{self._score(value)}分" if value * 10**self.scheme.digits % 1 == 0 else points_words(value)

    def _equals_total(self, value: Fraction) -> str:
        """Write the total behind its sum: `=80.00分`, or `=80.125分，保留2位小数（四舍五入），得80.13分`."""
        total = self.unit.total
        assert isinstance(total, Fraction)
        if value == total:
            return f"={self._score(total)}分"
        cut = f"保留{self.scheme.digits}位小数（{self.scheme.rounding.value}）"
        if equals_points(value, None)[0] == "=":
            return f"{equals_points(value, None)}，{cut}，得{self._score(total)}分"
        return f"≈{before_rounding(value, total, self.scheme).removeprefix('约')}，{cut}，得{self._score(total)}分"

    # The year

    def year(self, formula: Expression, periods: Sequence[tuple[str, Score]]) -> str:
        """Write the year's total with the reasons for marks: `月度合计=98.31＋…=1180.20分。年度总分=…=1069.60分。`"""
        if isinstance(self.unit.total, Pending):
            return f"年度总分{PENDING}：{self._waiting(self.unit.total)}。"
        sum_sentence, name = "", self.program.period_sum
        sum_ = self.unit.values[DefinitionId.component(name)]
        if isinstance(sum_, Fraction) and periods:
            months = "＋".join(self._in_sum(score) for _, score in periods)
            sum_sentence = f"{name}={months}={self._score(sum_)}分（{_span([period for period, _ in periods])}）。"
        value = self.record.amount(formula)
        assert value is not None
        words = wording.expression(formula)
        steps = f"{words}={self.record.filled(formula)}{self._equals_total(value)}"
        return f"{sum_sentence}年度总分={steps}{self.record.reasons(formula)}。"

    def _in_sum(self, score: Score) -> str:
        shown = self._score(score)
        return f"（{shown}）" if isinstance(score, Fraction) and score < 0 else shown

    # Place

    def rank(self) -> str:
        if self.program.rank is None:
            return ""
        if self.unit.rank is None:
            return f"名次{PENDING}：要等各单位的总分都确定。"
        tied = self.field.tied
        also = f"，{tied}个单位总分相同、名次并列" if tied > 1 else ""
        return f"{self._word}由高到低，在{self.field.units}个单位中排第{self.unit.rank}名{also}。"

    def _at(self, places: Places) -> str:
        """Write a place: `在55个单位中排第3名，属于前10名`; counted from the end also `倒数第2名`."""
        rank, many = self.unit.rank or 0, self.field.units
        behind = "" if places.front else f"、倒数第{self._position(places)}名"
        return f"在{many}个单位中排第{rank}名{behind}，属于{wording.places(places)}"

    def _position(self, places: Places) -> int:
        rank = self.unit.rank or 0
        return rank if places.front else self.field.units + 2 - rank - self.field.tied

    def _within(self, places: Places) -> bool:
        position = self._position(places)
        if places.share is not None:
            return position <= places.share * self.field.units
        return places.first <= position <= places.last

    # Grade

    def grade(self) -> tuple[str | None, str]:
        """Return the grade, and how it came about in words."""
        grades = self.table.grades
        if grades is None or self.program.grade is None:
            return None, ""
        final = self.unit.values[self.program.grade]
        by_total = self.unit.trace.get(BY_TOTAL)
        if not isinstance(by_total, Fraction) and not isinstance(final, Fraction):
            known = isinstance(self.unit.total, Fraction) and isinstance(final, Pending)
            because = f"：{self._waiting(final)}" if known and isinstance(final, Pending) else ""
            return None, f"等次{PENDING}{because}。"
        basis = (
            self._by_total(grades, int(by_total))
            if isinstance(by_total, Fraction)
            else f"按{self._word}评的等次{PENDING}"
        )
        if isinstance(final, Pending):
            doubt = "降档" if all(override.effect is Effect.DEMOTE for override in grades.overrides) else "改变等次"
            return None, f"{basis}；是否{doubt}{PENDING}：{self._waiting(final)}。"
        assert isinstance(final, Fraction)
        name = grades.names[int(final)]
        fired = [
            override
            for override, stage in zip(grades.overrides, self.program.grade_stages[1:], strict=True)
            if stage.label in self.unit.trace
        ]
        if not fired:
            return name, f"{basis}。"
        why = "；".join(f"{self.record.met(override.when)}，{effect_words(override)}" for override in fired)
        lowest = final == len(grades.names) - 1
        if final != by_total:
            last = f"等次为{name}"
        elif lowest and any(override.effect is Effect.DEMOTE for override in fired):
            last = f"已是最低一档，仍为{name}"
        else:
            last = f"等次仍为{name}"
        return name, f"{basis}；{why}，{last}。得分和名次不变。"

    def _by_total(self, grades: Grades, index: int) -> str:
        """Write the grade by total and place: `总分92.00分，在90分以上，为优秀`."""
        band = self._band(grades, grades.names[index])
        words = [f"{self._word}{self._score(self.unit.total)}分"]
        if band.test is not None:
            words.append(wording.test(band.test))
        if band.places is not None:
            words.append(self._at(band.places))
        if band.also is not None:
            words.append(self.record.met(band.also))
        if band.is_rest:
            plain = all(one.is_rest or (one.places is None and one.also is None) for one in grades.bands)
            if plain:
                words.append("不到前面各等次的分数线")
            else:
                where = [f"在{self.field.units}个单位中排第{self.unit.rank}名"] if self.unit.rank else []
                words += [*where, "不属于前面各等次"]
        return "，".join([*words, f"为{band.grade.text}"])

    def _band(self, grades: Grades, name: str) -> GradeBand:
        """Return the line that gave the grade: of several with its name, the first that holds."""
        named = [band for band in grades.bands if band.grade.text == name]
        return next((band for band in named if self._holds(band)), named[-1])

    def _holds(self, band: GradeBand) -> bool:
        total = self.unit.total
        assert isinstance(total, Fraction)
        return (
            (band.test is None or self.record.meets(total, band.test))
            and (band.places is None or self._within(band.places))
            and (band.also is None or self.record.holds(band.also) is True)
        )

    # Honours

    def honours(self) -> Iterator[tuple[str, str, str]]:
        """Yield mention, honour and sentence (`表彰`, `先进单位`) of each list that names the unit.

        A list from which the unit is disqualified has no honour, only the sentence.
        """
        for honour in self.program.honours:
            mention = next(stem for stem in Mention if keywords().blocks[honour.mention] == stem)
            lines = [one for one in self.table.honours if one.mention is mention]
            named = self.unit.honours.get(honour.mention)
            if named is not None:
                line = next(one for one in lines if one.name == named)
                yield honour.mention, named, f"{honour.mention}：{self._at(line.places)}，{honour_words(line)}。"
            elif self.unit.rank is not None and mention is Mention.COMMENDED:
                line_of = next((one for one in lines if self._within(one.places)), None)
                if line_of is not None and isinstance(self.unit.values[honour.definition], Fraction):
                    yield (
                        honour.mention,
                        "",
                        f"{honour.mention}：{self._at(line_of.places)}，因{self._barred_by()}，不予表彰。",
                    )

    def _barred_by(self) -> str:
        """Return the effect that takes a commendation away from the unit."""
        overrides = () if self.table.grades is None else self.table.grades.overrides
        effects = [override.effect for override in overrides if self.record.holds(override.when) is True]
        return "取消评优资格" if Effect.DISQUALIFY in effects or Effect.VETO not in effects else "一票否决"

    # Words

    @property
    def _word(self) -> str:
        return "年度总分" if self.program.period_sum else "总分"

    def _waiting(self, pending: Pending) -> str:
        return waiting(pending, self.unit.unit, self.record.reading, self.unit.period)

    def _score(self, score: Score) -> str:
        return printed_score(score, self.scheme.digits)


def effect_words(override: Override) -> str:
    """Write the effect of an override: `降一档`, `评为不合格`, `不得评为优秀`, `一票否决`, `取消评优资格`."""
    match override.effect:
        case Effect.DEMOTE:
            return f"降{'两' if override.steps == 2 else to_chinese(override.steps)}档"
        case Effect.RATE:
            return f"评为{override.grade}"
        case Effect.BAR:
            return f"不得评为{override.grade}"
        case Effect.VETO:
            return "一票否决"
        case Effect.DISQUALIFY:
            return "取消评优资格"


def honour_words(honour: Honour) -> str:
    """Write an honour: `表彰为先进单位`, `通报批评`."""
    if honour.mention is Mention.COMMENDED:
        return f"表彰为{honour.name}"
    return honour.name if honour.name.startswith("通报") else f"通报为{honour.name}"


def _unrepeated(sum_: str, equals: str) -> str:
    """Join a sum and its result: `7.00＋3.00=10.00分`; a lone part stands once, `7.00分`."""
    return equals[1:] if equals == f"={sum_}分" else sum_ + equals


def _span(periods: Sequence[str]) -> str:
    """Write a span of periods: `2023年1月至2023年12月，共12期`."""
    if len(periods) == 1:
        return period_words(periods[0])
    return f"{period_words(periods[0])}至{period_words(periods[-1])}，共{len(periods)}期"
