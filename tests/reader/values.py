"""Whether two readings give the same scores: both are compiled as one item and scored on a grid of values.

Receives the lines of two readings and the points of their item (100 where not known); promises True only where their
fields are the same words, their measures pair off, and the reference interpreter gives both the same score and grade
for every row of the grid. The rows are the units of one table, so that rankings see all of them.

Measures pair off in the order of use, or by likeness of name. A fact that says the opposite of its partner (未建立 and
建立) is given the opposite values; two counts may not do that. In one reading, 未完成 is 非 完成 where it has 完成 too,
and a rule that can only give nothing (未完成 不得分) counts for nothing.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import permutations, product

from creditdsl.backends.interpret import interpret
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.outcome import Pending, UnitData
from creditdsl.ir.program import Measure, Program
from creditdsl.ir.types import Choice, Count, Mark, Number, Ratio, Truth
from creditdsl.reader.meanings import HOLE
from tests.reader.gold.entries import target

TRAITS = ("满分起扣", "就高", "可为负", "积分", "不计分")
MOST_ROWS = 600
MOST_PERMUTED = 4
"""Measures of which every pairing is weighed."""
FLOOR = re.compile(" 扣完为止$")
IDLE = re.compile(r"(?!.*(?:得[^分]|[计记加赋积减]\d|扣|酌情|否则|其余|本项|本大项|[（/×÷])).* (?:不得分|得0)")
"""A rule that gives nothing, takes nothing, and keeps nothing from another."""
SAME_UNITS = {"个月": "月", "日": "天", "人次": "人", "件次": "件", "户次": "户", "家次": "家"}
OPPOSITE = re.compile("未|没有|没|无(?!线|偿|障|烟|人机|故)|不(?!良|动产|文明|法|到位率)|非(?!法|税|公|遗|煤)")
"""Words that turn a fact into its opposite."""

Cell = Fraction | bool | str


@dataclass(frozen=True, slots=True)
class Item:
    """A reading as an item: its lines and points, its fields in any order, and its program."""

    lines: tuple[str, ...]
    points: str
    fields: tuple[str, ...]
    program: Program

    @property
    def measures(self) -> tuple[Measure, ...]:
        return self.program.measures


def equal(some: Sequence[str], others: Sequence[str], points: str) -> bool:
    """Return whether two readings mean the same."""
    left, right = (item(_in_facts(_without_idle(tuple(lines))), points) for lines in (some, others))
    if left is None or right is None or left.fields != right.fields:
        return False
    numbers = _numbers(*some, *others)
    return any(_same(left, right, pairs, numbers) for pairs in _pairings(left.measures, right.measures))


def _without_idle(lines: tuple[str, ...]) -> tuple[str, ...]:
    rules = [line for line in lines if not target(line)]
    idle = {line for line in rules if IDLE.fullmatch(line)}
    return lines if len(idle) == len(rules) else tuple(line for line in lines if line not in idle)


def _in_facts(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines with 非 完成 for 未完成 where 完成 is a measure, too."""
    names = [line.split(" ")[0] for line in lines if not target(line) and re.fullmatch(r"\S+ (?:得|扣)[\d.]+", line)]
    against = {name: other for name in names for other in names if says_no(name) and opposite(name, other)}
    return tuple(
        f"非 {against[name]} {rest}" if (name := line.partition(" ")[0]) in against else line
        for line in lines
        for rest in [line.partition(" ")[2]]
    )


def plain(line: str) -> str:
    """Return a line that is not a rule, without what may be written or not."""
    return re.sub(r"[\s“”]|(?<=\d)分", "", line)


def says_no(name: str) -> bool:
    """Return whether a name states that something is not so; a doubled no is none."""
    return len(OPPOSITE.findall(name)) % 2 == 1


def opposite(name: str, other: str) -> bool:
    """Return whether of two names one denies what the other states: 未建立制度 and 建立信用制度, not 缺席 and 未到."""
    denying, stating = (name, other) if says_no(name) else (other, name)
    short, long = sorted((OPPOSITE.sub("", denying), OPPOSITE.sub("", stating)), key=len)
    denied = {denying[match.end() : match.end() + 1] for match in OPPOSITE.finditer(denying)}
    letters = iter(long)
    within = len(short) > 1 and all(letter in letters for letter in short)
    return says_no(name) != says_no(other) and within and denied <= set(stating)


@cache
def item(lines: tuple[str, ...], points: str, *, below: bool = False) -> Item | None:
    """Return a reading as an item; None where the compiler does not take it. below: scores may fall below nothing."""
    rules, grades, fields, traits = [], [], [], []
    for line in lines:
        word, text = target(line), line.partition("：")[2]
        if word == "等次":
            grades.append(text)
        elif word == "标题" and text in TRAITS:
            traits.append(text)
        elif word == "标题" and re.fullmatch(r"最高[\d.]+", text):
            points = text.removeprefix("最高")
        elif word:
            fields.append(plain(line))
        else:
            rules.append(line.replace(HOLE, "某指标"))
    if grades and not rules:
        rules = ["得 综合得分"]
    if below:
        traits, rules = sorted({*traits, "可为负"}), [FLOOR.sub("", rule) for rule in rules]
    heading = "，".join([f"{points or 100}分", *sorted(traits)])
    source = f"方案：甲\n小数：6位，四舍五入\n附件1 甲\n一、甲（{heading}）\n" + "".join(
        f"  {rule}\n" for rule in rules
    )
    for block in _blocks(grades) if rules else ():
        compiled = compile_source(Source("甲", source + block))
        if not compiled.failed:
            return Item(lines, points, tuple(sorted(fields)), compiled.tables["附件1"].program)
    return None


def _blocks(grades: Sequence[str]) -> Iterator[str]:
    """Yield blocks of 等次 for lines of one: alone, with a last grade, and below grades that they change."""
    if not grades:
        yield ""
        return
    named = [word for line in grades for word in re.findall(r"评为(\S+)", line)]
    better, worse = ["优秀", "良好"], ["合格", "不合格"]
    names = [*better, *(word for word in dict.fromkeys(named) if word not in (*better, *worse)), *worse]
    ladder = [f"{95 - 5 * at}分以上 {name}" for at, name in enumerate(names[:-1])]
    for block in (grades, [*grades, "其余 别的等次"], [*ladder, f"其余 {names[-1]}", *grades]):
        yield "等次\n" + "".join(f"  {line}\n" for line in block)


def _numbers(*lines: str) -> frozenset[Fraction]:
    """Return the numbers in lines, with their sums, differences and small multiples."""
    numbers = {Fraction(text) for line in lines for text in re.findall(r"\d+(?:\.\d+)?", line)}
    steps = sorted(numbers)[:8]
    sums = {
        first + sign * times * second for first in steps for second in steps for sign in (1, -1) for times in (1, 2)
    }
    return frozenset({number for number in numbers | sums if number >= 0})


Pairs = tuple[tuple[Measure, Measure], ...]


def _pairings(left: tuple[Measure, ...], right: tuple[Measure, ...]) -> Iterator[Pairs]:
    """Yield the measures paired in the order of use, then by likeness."""
    if len(left) != len(right):
        return
    yield tuple(zip(left, right, strict=True))
    if 1 < len(left) <= MOST_PERMUTED:
        pairings = [tuple(zip(left, order, strict=True)) for order in permutations(right)]
        alike = [sum(_likeness(mine.name, other.name) for mine, other in pairs) for pairs in pairings]
        yield from (pairs for pairs, likeness in zip(pairings, alike, strict=True) if likeness == max(alike))


def _likeness(some: str, other: str) -> int:
    return len(_couples(some) & _couples(other))


def _couples(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}


def _same(left: Item, right: Item, pairs: Pairs, numbers: frozenset[Fraction]) -> bool:
    axes = [_axis(mine, other, numbers) for mine, other in pairs]
    if any(axis is None for axis in axes):
        return False
    rows = _rows([axis for axis in axes if axis])
    mine = [{pair[0].name: cells[0] for pair, cells in zip(pairs, row, strict=True)} for row in rows]
    others = [{pair[1].name: cells[1] for pair, cells in zip(pairs, row, strict=True)} for row in rows]
    scores = _scores(left.program, mine)
    if len(set(scores)) > 1:
        return scores == _scores(right.program, others)
    return scores == _scores(right.program, others) and _same_below(left, right, mine, others)


def _same_below(left: Item, right: Item, mine: list[dict[str, Cell]], others: list[dict[str, Cell]]) -> bool:
    """Return whether two readings that can only take points from nothing take the same."""
    low, lower = (item(each.lines, each.points, below=True) for each in (left, right))
    if low is None or lower is None:
        return False
    scores = _scores(low.program, mine)
    return len(set(scores)) > 1 and scores == _scores(lower.program, others)


Axis = tuple[tuple[Cell, Cell], ...]


def _axis(left: Measure, right: Measure, numbers: frozenset[Fraction]) -> Axis | None:
    """Return values of a pair of measures; None where the two cannot be one."""
    denied = opposite(left.name, right.name)
    match left.type, right.type:
        case Truth(), Truth():
            return ((False, denied), (True, not denied))
        case Choice(options=words), Choice(options=others) if set(words) <= set(others) or set(words) >= set(others):
            return tuple((word, word) for word in dict.fromkeys((*words, *others, "无")))
        case Ratio(), Ratio() if not denied:
            values = {Fraction(number, 100) + step for number in numbers for step in _steps(Fraction(1, 1000))}
        case Mark(low=low, high=high), Mark(low=least, high=most) if (low, high) == (least, most):
            values = {low, (low + high) / 2, high}
        case (Count() | Number()) as mine, (Count() | Number()) as other if not denied and _one_unit(mine, other):
            step = Fraction(1) if Count in (type(mine), type(other)) else Fraction(1, 2)
            values = {number + offset for number in numbers | _SMALL for offset in _steps(step)}
            if step == 1:
                values = {value for value in values if value.denominator == 1}
        case _:
            return None
    return tuple((value, value) for value in sorted(values) if value >= 0)


_SMALL = frozenset(map(Fraction, range(12)))


def _steps(step: Fraction) -> tuple[Fraction, ...]:
    return -step, Fraction(0), step


def _one_unit(left: Count | Number, right: Count | Number) -> bool:
    """Return whether two numbers may be one; measure words of counts do not matter, units of money and time do."""
    if isinstance(left, Count) or isinstance(right, Count):
        return True
    units = {SAME_UNITS.get(kind.unit, kind.unit) for kind in (left, right)} - {""}
    return len(units) < 2


def _rows(axes: Sequence[Axis]) -> list[tuple[tuple[Cell, Cell], ...]]:
    """Return the whole grid where it is small, else each axis around some points, and points by chance."""
    size = 1
    for axis in axes:
        size *= len(axis)
    if size <= MOST_ROWS:
        return list(product(*axes))
    chance = random.Random(size)
    points = [tuple(axis[at] for axis in axes) for at in (0, -1)]
    points += [tuple(chance.choice(axis) for axis in axes) for _ in range(MOST_ROWS // 2)]
    lines = [
        (*point[:at], value, *point[at + 1 :]) for point in points[:3] for at, axis in enumerate(axes) for value in axis
    ]
    return list(dict.fromkeys(lines + points))


def _scores(program: Program, rows: Sequence[dict[str, Cell]]) -> list[object]:
    outcome = interpret(program, [UnitData(str(at), row) for at, row in enumerate(rows)])
    return [(_settled(unit.sections["一"]), _grade(program, unit.grade)) for unit in outcome.units]


def _settled(score: Fraction | Pending) -> object:
    return None if isinstance(score, Pending) else score


def _grade(program: Program, place: int | None) -> str | None:
    return None if place is None else program.grade_names[place]
