"""Write how one unit's total, place, grade and honours came about, each as sentences.

Receives the record of the unit in one period; promises words for every step between the sections' scores
and the announced result: 折算, caps behind the bonus, the year, overrides of the grade.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from creditdsl.base.exact import show
from creditdsl.base.node import node
from creditdsl.explain.arithmetic import before_rounding, equals_points, points_words
from creditdsl.explain.explanation_nodes import Neighbour
from creditdsl.explain.phrases import PENDING, Score, period_words, printed_score
from creditdsl.explain.record import UnitRecord, waiting
from creditdsl.forms import wording
from creditdsl.ir.names import AFTER_DEDUCTION, APPLICABLE, BASE, BY_TOTAL, CONVERTED, GAINED, DefinitionId
from creditdsl.ir.outcome import Pending, UnitOutcome
from creditdsl.ir.program import GradeQuota, Program
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.nodes import (
    Effect,
    Entry,
    Expression,
    GradeBand,
    Grades,
    Honour,
    Mention,
    Name,
    Override,
    Places,
    RankKey,
    Scheme,
    SectionRole,
    Table,
)
from creditdsl.syntax.numerals import to_chinese
from creditdsl.syntax.walk import entries

SectionScore = tuple[Entry, Score]

MAX_NEIGHBOURS = 3
"""The most units of one place that a sentence names."""


@node
class Field:
    """The units of a period, as far as one unit's place needs them.

    units: their number. tied: the number of units that share the unit's place, itself included. neighbours: the
    units of the place before and of the place behind, where there are such.
    """

    units: int
    tied: int
    neighbours: tuple[Neighbour, ...] = ()

    @classmethod
    def of(cls, unit: UnitOutcome, same: Sequence[UnitOutcome]) -> "Field":
        """Count the units of a period.

        `same`: the outcomes of all units of the unit's period.
        """
        tied = sum(other.rank == unit.rank for other in same)
        return cls(len(same), tied, tuple(_neighbours(unit, same)))


def _neighbours(unit: UnitOutcome, same: Sequence[UnitOutcome]) -> Iterator[Neighbour]:
    """Yield the units of the nearest place before the unit's, then of the nearest behind."""
    if unit.rank is None:
        return
    ranks = [other.rank for other in same if other.rank is not None]
    before = max((rank for rank in ranks if rank < unit.rank), default=None)
    behind = min((rank for rank in ranks if rank > unit.rank), default=None)
    for place in (before, behind):
        beside = [other for other in same if other.rank == place] if place is not None else []
        if place is not None and isinstance(total := beside[0].total, Fraction):
            names = tuple(other.unit for other in beside[:MAX_NEIGHBOURS])
            yield Neighbour(names, len(beside), place, total)


def neighbour_words(beside: Neighbour, rank: int | None) -> str:
    """Write a unit before or behind by its place alone: `前面是丙局（第6名）`, `后面是丁局等3个单位（第9名）`."""
    side = "前面" if rank is not None and beside.place < rank else "后面"
    return f"{side}是{neighbour_names(beside)}（第{beside.place}名）"


def neighbour_names(beside: Neighbour) -> str:
    """Write the units of a place: `丙局`, `丙局、丁局等5个单位`."""
    return "、".join(beside.units) + (f"等{beside.many}个单位" if beside.many > len(beside.units) else "")


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
            return "".join((*sentences, f"{low}，总分按{self.score_words(self.unit.total)}分计。"))
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
            to, result = show(totalling.converted_to), self.score_words(converted)
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
        return sentences, (self.score_words(most), most)

    def _part(self, entry: Entry, score: Fraction) -> str:
        shown = self.score_words(score)
        shown = f"（{shown}）" if score < 0 else shown
        return shown if entry.weight is None else f"{shown}×{show(entry.weight * 100)}%"

    def _exact(self, value: Fraction) -> str:
        """Write a sum of printed scores, with all its digits."""
        return f"{self.score_words(value)}分" if value * 10**self.scheme.digits % 1 == 0 else points_words(value)

    def _equals_total(self, value: Fraction) -> str:
        """Write the total behind its sum: `=80.00分`, or `=80.125分，保留2位小数（四舍五入），得80.13分`."""
        total = self.unit.total
        assert isinstance(total, Fraction)
        if value == total:
            return f"={self.score_words(total)}分"
        cut = f"保留{self.scheme.digits}位小数（{self.scheme.rounding.value}）"
        if equals_points(value, None)[0] == "=":
            return f"{equals_points(value, None)}，{cut}，得{self.score_words(total)}分"
        return f"≈{before_rounding(value, total, self.scheme).removeprefix('约')}，{cut}，得{self.score_words(total)}分"

    # The year

    def year(self, formula: Expression, periods: Sequence[tuple[str, Score]]) -> str:
        """Write the year's total with the reasons for marks: `月度合计=98.31＋…=1180.20分。年度总分=…=1069.60分。`"""
        if isinstance(self.unit.total, Pending):
            return f"年度总分{PENDING}：{self._waiting(self.unit.total)}。"
        sum_sentence, name = "", self.program.period_sum
        sum_ = self.unit.values[DefinitionId.component(name)]
        if isinstance(sum_, Fraction) and periods:
            months = "＋".join(self._in_sum(score) for _, score in periods)
            sum_sentence = f"{name}={months}={self.score_words(sum_)}分（{_span([period for period, _ in periods])}）。"
        value = self.record.amount(formula)
        assert value is not None
        words = wording.expression(formula)
        steps = f"{words}={self.record.filled(formula)}{self._equals_total(value)}"
        return f"{sum_sentence}年度总分={steps}{self.record.reasons(formula)}。"

    def _in_sum(self, score: Score) -> str:
        shown = self.score_words(score)
        return f"（{shown}）" if isinstance(score, Fraction) and score < 0 else shown

    # Place

    def rank(self) -> str:
        if self.program.rank is None:
            return ""
        if self.unit.rank is None:
            return f"名次{PENDING}：要等各单位的总分都确定。"
        tied = self.field.tied
        equal = "总分相同" if not self.table.rank_keys else "总分和所按的数都相同"
        also = f"，{tied}个单位{equal}、名次并列" if tied > 1 else ""
        ranked = f"{self.word}由高到低{self._rank_keys()}"
        place = f"{ranked}，在{self.field.units}个单位中排第{self.unit.rank}名{also}"
        beside = [neighbour_words(one, self.unit.rank) for one in self.field.neighbours]
        return f"{'；'.join([place, *beside])}。"

    def _rank_keys(self) -> str:
        """Write the second keys by which the unit was placed: `，与2个单位总分相同，按信息条数由高到低（12）`."""
        words = ""
        for key, stage in zip(self.table.rank_keys, self.program.rank_keys, strict=True):
            tied, value = self.unit.values[stage.tied], self.unit.values[stage.key]
            if not isinstance(tied, Fraction) or tied < 2 or not isinstance(value, Fraction):
                break
            again = "仍相同" if words else f"{self.word}相同"
            words += (
                f"；{show(tied)}个单位{again}，按{rank_key_words(self.table, key)}排（本单位{self._key(key, value)}）"
            )
        return words

    def _key(self, key: RankKey, value: Fraction) -> str:
        return self.record.filled(key.by) if isinstance(key.by, Name) else f"{self.score_words(value)}分"

    def _at(self, places: Places) -> str:
        """Write a place: `在55个单位中排第3名，属于前10名`; counted from the end also `倒数第2名`."""
        rank, many = self.unit.rank or 0, self.field.units
        behind = "" if places.front else f"、倒数第{self.position(places)}名"
        return f"在{many}个单位中排第{rank}名{behind}，属于{wording.places(places)}"

    def position(self, places: Places) -> int:
        rank = self.unit.rank or 0
        return rank if places.front else self.field.units + 2 - rank - self.field.tied

    def within(self, places: Places) -> bool:
        position = self.position(places)
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
            else f"按{self.word}评的等次{PENDING}"
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

    def _fallen(self, before: GradeBand) -> str:
        """Write why the unit falls from the grade before, whose line it meets."""
        if before.also is not None and self.record.holds(before.also) is not True:
            return f"够前一等次的分数线，{self.record.met(before.also)}"
        return "够前一等次的分数线，不在名额以内"

    def _by_total(self, grades: Grades, index: int) -> str:
        """Write the grade by total and place: `总分92.00分，在90分以上，为优秀`."""
        band = self._band(grades, grades.names[index])
        known = isinstance(self.unit.total, Fraction)
        words = [f"{self.word}{self.score_words(self.unit.total)}{'分' if known else ''}"]
        if band.test is not None:
            met = isinstance(self.unit.total, Fraction) and self.record.meets(self.unit.total, band.test)
            words.append(wording.test(band.test) if met else self._fallen(grades.bands[grades.bands.index(band) - 1]))
        if band.quota is not None:
            words.append(self.at_quota(band))
        if band.also is not None:
            words.append(self.record.met(band.also))
        if band.is_rest:
            plain = all(one.is_rest or (one.quota is None and one.also is None) for one in grades.bands)
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
        return (
            (band.test is None or (isinstance(total, Fraction) and self.record.meets(total, band.test)))
            and (band.quota is None or self.within_quota(band))
            and (band.also is None or self.record.holds(band.also) is True)
        )

    def quota_of(self, band: GradeBand) -> GradeQuota | None:
        """Return the quota that holds for the unit's own group; None where the line only lists places."""
        grade = self.program.grade_names.index(band.grade.text)
        quotas = [quota for quota in self.program.quotas if quota.grade == grade]
        return next((one for one in quotas if one.units is None or self.unit.unit in one.units), None)

    def within_quota(self, band: GradeBand) -> bool:
        quota = self.quota_of(band)
        if quota is None:
            assert band.quota is not None
            return not band.quota.groups and self.within(band.quota.places)
        return self.unit.values[quota.within] is True

    def at_quota(self, band: GradeBand) -> str:
        """Write where the unit stands in its quota: `在县区6个单位中排第2名，名额2个（县区、市直各前40%…）`."""
        assert band.quota is not None
        if (quota := self.quota_of(band)) is None:
            return self._at(band.quota.places)
        allowed = self.unit.values[quota.allowed]
        assert isinstance(allowed, Fraction)
        many = f"名额{show(allowed)}个" if band.quota.places.first == 1 else "在名额以内"
        return f"{self.standing(quota)}，{many}：{wording.quota(band.quota, band.test is not None)}"

    def standing(self, quota: GradeQuota) -> str:
        """Write a unit's place among those that a quota counts: `在县区6个单位中排第2名，2个单位并列`."""
        place, tied, ranked = (self.unit.values[name] for name in (quota.place, quota.tied, quota.ranked))
        assert isinstance(place, Fraction) and isinstance(tied, Fraction) and isinstance(ranked, Fraction)
        also = f"，{show(tied)}个单位并列" if tied > 1 else ""
        return f"在{quota.group}{show(ranked)}个单位中排第{show(place)}名{also}"

    # Honours

    def honours(self) -> Iterator[tuple[str, str, str]]:
        """Yield mention, honour and sentence (`表彰`, `先进单位`) of each list that names the unit.

        A list from which the unit is disqualified has no honour, only the sentence. One that waits says for what.
        """
        for honour in self.program.honours:
            mention = next(stem for stem in Mention if keywords().blocks[honour.mention] == stem)
            lines = [one for one in self.table.honours if one.mention is mention]
            named, index = self.unit.honours.get(honour.mention), self.unit.values[honour.definition]
            if isinstance(index, Pending):
                known = self.unit.rank is not None
                because = self._waiting(index) if known else "要等各单位的总分都确定"
                yield honour.mention, PENDING, f"{honour.mention}{PENDING}：{because}。"
            elif named is not None:
                line = next(one for one in lines if one.name == named)
                yield honour.mention, named, f"{honour.mention}：{self._merit(line)}，{honour_words(line)}。"
            elif self.unit.rank is not None and mention is Mention.COMMENDED:
                line_of = next((one for one in lines if self._merits(one)), None)
                if line_of is not None:
                    yield (
                        honour.mention,
                        "",
                        f"{honour.mention}：{self._merit(line_of)}，因{self._barred_by()}，不予表彰。",
                    )

    def _merits(self, line: Honour) -> bool:
        """Return whether the unit has what a line asks for, whatever takes a commendation away again."""
        grade = self.unit.grade
        return (
            (not line.grade or (grade is not None and self.program.grade_names[grade] == line.grade))
            and (line.places is None or self.within(line.places))
            and (line.also is None or self.record.holds(line.also) is True)
        )

    def _merit(self, line: Honour) -> str:
        """Write what the unit is honoured for: `等次为优秀，在55个单位中排第3名，属于前10名`."""
        words = [f"等次为{line.grade}"] if line.grade else []
        words += [] if line.places is None else [self._at(line.places)]
        words += [] if line.also is None else [self.record.met(line.also)]
        return "，".join(words)

    def _barred_by(self) -> str:
        """Return the effect that takes a commendation away from the unit."""
        overrides = () if self.table.grades is None else self.table.grades.overrides
        effects = [override.effect for override in overrides if self.record.holds(override.when) is True]
        return "取消评优资格" if Effect.DISQUALIFY in effects or Effect.VETO not in effects else "一票否决"

    # Words

    @property
    def word(self) -> str:
        return "年度总分" if self.program.period_sum else "总分"

    def _waiting(self, pending: Pending) -> str:
        return waiting(pending, self.unit.unit, self.record.reading, self.unit.period)

    def score_words(self, score: Score) -> str:
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


def rank_key_words(table: Table, key: RankKey) -> str:
    """Write a second key: `信息条数由高到低`, `二/1“数据质量”得分由高到低`."""
    order = "由高到低" if key.falling else "由低到高"
    if isinstance(key.by, Name):
        return f"{wording.name(key.by.text)}{order}"
    title = next(entry.title for entry in entries(table) if entry.ref == key.by)
    return f"{key.by}“{title}”得分{order}"
