"""Random rules as text, of every form of the manual, with any comparison word that it permits."""

import re
from collections.abc import Callable
from random import Random

from tests.oracle.words import (
    ABOVE,
    BELOW,
    CHOICES,
    COUNTS,
    MARKS,
    NUMBERS,
    OVER,
    POINTS,
    RATIOS,
    TRUTHS,
    UNDER,
)


class RuleWriter:
    """The measures of a random scheme, and random rules of every form about them."""

    def __init__(self, random: Random) -> None:
        """Draw the measures of the scheme."""
        self.random = random
        self.counts = random.sample(COUNTS, random.randint(2, 6))
        self.ratios = random.sample(RATIOS, random.randint(2, 4))
        self.numbers = random.sample(NUMBERS, random.randint(1, 3))
        self.truths = random.sample(TRUTHS, random.randint(2, 5))
        self.marks = random.sample(MARKS, len(MARKS))
        self.choices = dict(random.sample(sorted(CHOICES.items()), random.randint(1, 2)))
        self.derived: dict[str, str] = {}
        ends = ["局", "局", "局", "县", "县", "县", "局（本级）"]
        self.units = [letter + random.choice(ends) for letter in "甲乙丙丁戊己庚辛壬癸"][: random.randint(2, 10)]
        if random.random() < 0.1:
            self.units[-1] = random.choice(["乙县、丙县联合办", "甲镇，乙镇合署办"])
        self.groups: dict[str, list[str]] = {}
        self.named: list[str] = []
        self.parted: dict[str, list[str]] = {}
        self.role = "base"
        self.stated: str | None = None
        self.weights = False
        self.convert = False
        self.period = ""
        self.yearly: list[str] = []
        self.titles = 0
        self.first: str | None = None
        self.detailed = False
        self.accompanied = False
        self.from_details: dict[str, str] = {}
        self.outline = "一、"
        self.marks_of_items = "1."

    def some(self, options: list[str]) -> str:
        """Draw one word."""
        return self.random.choice(options)

    def chance(self, share: float) -> bool:
        """Say yes in a share of the cases."""
        return self.random.random() < share

    def points(self) -> str:
        """Draw a number of points."""
        return self.some(POINTS)

    def sorted_points(self, count: int, falling: bool = True) -> list[str]:
        """Draw different numbers of points in order."""
        drawn = sorted(self.random.sample(POINTS, count), key=float, reverse=falling)
        return drawn

    def gain(self) -> str:
        """Return 得 or 扣, as the role of the section asks."""
        if self.role == "deduction":
            return "扣"
        return "扣" if self.chance(0.12) else self.some(["得", "得", "得", "加", "计"])

    def measure(self) -> tuple[str, Callable[[int], list[str]], str]:
        """Draw a measure with a number; return it, a drawer of rising bounds, and the length of a step."""
        kind = self.some(["count", "count", "count", "ratio", "ratio", "ratio", "number", "number", "derived", "sum"])
        if kind == "derived" and not self.derived:
            kind = "ratio"
        if kind == "sum":
            return self.expression()
        if kind == "count":
            name, word = self.some(self.counts)
            return name, lambda count: [f"{number}{word}" for number in self.rising(count, 0, 12)], word
        if kind == "number":
            word = ""
            return self.some(self.numbers), lambda count: [str(number) for number in self.rising(count, 0, 20)], word
        name = self.some(self.ratios) if kind == "ratio" else self.some(sorted(self.derived))
        bounds = [60, 70, 75, 80, 85, 90, 95, 98, 99, 99.5, 100]
        return name, lambda count: [f"{number}%" for number in sorted(self.random.sample(bounds, count))], "%"

    def expression(self) -> tuple[str, Callable[[int], list[str]], str]:
        """Draw an expression in the place of a measure, as `measure` does."""
        first, second = (self.some(self.counts)[0] for _ in range(2))
        if self.chance(0.3):
            ratios = self.random.sample(self.ratios, 2)
            share = self.some([f"{ratios[0]}－{ratios[1]}", f"最大（{ratios[0]}、{ratios[1]}）"])
            return share, lambda count: [f"{number}%" for number in self.rising(count, 1, 30)], "%"
        whole = self.some([f"{first}＋{second}", f"合计（{first}、{second}）", f"{first}×2",
                           f"{first}÷（{second}+1）", f"（{first}+{second}）÷2",
                           f"最小（{first}、{second}）"])  # fmt: skip
        return whole, lambda count: [str(number) for number in self.rising(count, 0, 12)], ""

    def rival(self, name: str, word: str) -> str | None:
        """Draw another measure of the same type to compare with, or nothing."""
        if word == "%":
            others = [ratio for ratio in self.ratios if ratio != name]
        else:
            others = [count for count, measured in self.counts if count != name and measured == word]
        return self.some(others) if others and word and name in (*self.ratios, *dict(self.counts)) else None

    def rising(self, count: int, low: int, high: int) -> list[int]:
        """Draw different whole numbers in order."""
        return sorted(self.random.sample(range(low, high), count))

    def result(self) -> str:
        """Draw a simple result."""
        if self.role != "deduction":
            if self.stated and self.chance(0.08):
                return "得满分"
            if self.groups and self.chance(0.15):
                return f"得{self.points()}{self.price()}"
        return f"{self.gain()}{self.points()}"

    def price(self) -> str:
        """Draw other points for a group."""
        return f"（{self.some(sorted(self.groups))}{self.points()}）"

    def zero(self) -> str:
        """Draw what a divisor of zero gives."""
        return self.some([" 分母为零 得满分" if self.stated else " 分母为零 得1", " 分母为零 不得分"])

    def banded_result(self, sign: str, points: str) -> str:
        """Draw what a band gives, mostly plain points."""
        if self.role == "deduction" or self.chance(0.75):
            return f"{sign}{points}"
        choices = [f"得 {points}×{self.some(self.ratios)}", f"得 {self.some(self.numbers)}×0.2", f"扣{points}",
                   "本项不得分", "不得分"]  # fmt: skip
        choices += [f"得{points}{self.price()}"] * 2 if self.groups else []
        choices += ["得满分"] if self.stated else []
        choices += (
            [f"{self.marks.pop()} {self.some(['酌情 0至4', '酌情 0.5至2', '酌情扣 0.5至3'])}"] if self.marks else []
        )
        return self.some(choices)

    def otherwise(self) -> str:
        """Draw what the rest gets, or nothing."""
        if self.chance(0.45):
            return ""
        if self.role == "deduction":
            return f" 其余 扣{self.points()}"
        return self.some([" 其余 得0", " 其余 不得分", f" 其余 得{self.points()}", f" 否则 扣{self.points()}"])

    def limit(self, *, gaining: bool) -> str:
        """Draw a limit of the direction of the rule, or nothing."""
        if self.chance(0.5):
            return ""
        if not gaining:
            return f" 最高扣{self.points()}"
        return self.some([f" 最高{self.points()}", f" 最高{self.points()}", f" 最低{self.some(['0.1', '0.5', '1'])}"])

    def test(self, low: str, bound: str) -> str:
        """Draw a comparison with a bound, or with both."""
        before = [f"{self.some(words)}{bound}" for words in (ABOVE, OVER, BELOW, UNDER)]
        plain = [*before, *before, f"{bound}以上", f"{bound}以下", exactly(bound), f"等于{bound}"]
        bracketed = [f"{bound}（不含）以上", f"{bound}（不含）以下", f"{bound}（含）以上", f"{bound}（含）以下",
                     f"{bound}以上（含{bound}）", f"{bound}以下（不含{bound}）",
                     f"{bound}以上（不含{bound}）"]  # fmt: skip
        both = [self.between(low, bound), f"{low}以上{bound}以下", f"超过{low}不超过{bound}"]
        return self.some([*plain, *plain, *bracketed, *both, f"{bound}及以上", f"{bound}及以下", f"{bound}以内",
                          f"{bound}以外"])  # fmt: skip

    def between(self, low: str, high: str) -> str:
        """Draw a range of which the lower end counts and the upper end may."""
        number = low.rstrip("%" + "".join(word for _, word in COUNTS)) if self.chance(0.3) and "%" not in low else low
        return self.some([f"{number}至{high}", f"{low}（含）至{high}（不含）", f"{low}（不含）至{high}（含）",
                          f"{low}（不含）至{high}（不含）", f"{low}（含）至{high}（含）",
                          f"{low}以上不满{high}"])  # fmt: skip

    def atom(self) -> str:
        """Draw one condition."""
        if self.chance(0.5):
            return ("非 " if self.chance(0.2) else "") + self.some(self.truths)
        name, bounds, word = self.measure()
        if self.chance(0.12):
            whole = self.some(["全体平均", "全体平均", "全体最高", "全体最低"])
            return f"{name} {self.some(['超过', '不低于', '低于', '等于'])} {whole}（{name}）"
        if self.chance(0.15) and (other := self.rival(name, word)):
            return f"{name} {self.some([*ABOVE[:4], *OVER, *UNDER, '等于'])} {other}"
        if name == "增长率" and self.chance(0.4):
            return f"{name} {self.some([*ABOVE, *OVER, *BELOW, *UNDER])}-{self.some(['5', '2.5', '20'])}%"
        return f"{name} {self.test(*bounds(2))}"

    def condition(self) -> str:
        """Draw a rule with a condition."""
        parts = [self.atom()]
        while len(parts) < 3 and self.chance(0.3):
            parts += [self.some(["且", "或"]), self.atom()]
        rest = self.some(["", f" 否则 {'扣' if self.role == 'deduction' else self.gain()}{self.points()}"])
        return f"{' '.join(parts)} {self.result()}{rest}"

    def per_unit(self) -> str:
        """Draw a rule that counts."""
        name, _, word = self.measure()
        sign = self.gain()
        size = self.some(["1" if word == "%" else "", "2", "3", "5"]) if word else self.some(["0.5", "1", "2.5"])
        step = size + (word or "")
        counting = self.some(["", "", " 不足一步按一步计", " 按比例计"])
        points = self.points() + (self.price() if self.groups and self.chance(0.25) else "")
        until = " 扣完为止" if sign == "扣" and self.chance(0.15) else ""
        zero = self.zero() if "÷（" in name and self.chance(0.2) else ""
        return f"{name} 每{step}{sign}{points}{self.limit(gaining=sign != '扣')}{until}{counting}{zero}"

    def bands(self) -> str:
        """Draw a rule with bands of one measure."""
        name, bounds, _ = self.measure()
        count = self.random.randint(2, 4)
        levels = bounds(count)
        points = self.sorted_points(count)
        sign = "扣" if self.role == "deduction" else "得"
        shape = self.some(["up", "up", "down", "closed", "mixed"])
        if shape == "up":
            tests = [self.some([f"{level}以上", f"不低于{level}"]) for level in reversed(levels)]
        elif shape == "down":
            tests = [self.some([f"{level}以下", f"不超过{level}"]) for level in levels]
        elif shape == "closed" and self.chance(0.5):
            tests = [f"{levels[-1]}以上", *(self.between(low, high) for high, low in zip(levels[:0:-1], levels[-2::-1],
                                                                                 strict=True))]  # fmt: skip
        elif shape == "closed":
            tests = [f"{levels[-1]}以上", *(f"{low}以上不满{high}" for high, low in zip(levels[:0:-1], levels[-2::-1],
                                                                                 strict=True))]  # fmt: skip
        else:
            tests = [levels[0], f"{levels[1]}以下", *(f"{level}以上" for level in levels[:1:-1])]
        parts = [f"{test} {self.banded_result(sign, point)}" for test, point in zip(tests, points, strict=True)]
        gaining, taking = any(not re.search("扣|不得分", part) for part in parts), any("扣" in part for part in parts)
        limit = self.limit(gaining=gaining) if self.chance(0.15) and (gaining or taking) else ""
        return f"{name} {' '.join(parts)}{self.otherwise()}{limit}"

    def levels(self) -> str:
        """Draw a rule with options."""
        name = self.some(sorted(self.choices))
        options = self.choices[name]
        taken = self.random.sample(options, self.random.randint(2, len(options)))
        sign = "扣" if self.role == "deduction" else "得"
        parts = [f"{option} {self.banded_result(sign, self.points())}" for option in taken]
        return f"{name} 选项 {' '.join(parts)}{self.otherwise()}"

    def standard(self) -> str:
        """Draw a rule that measures from a standard."""
        name, bounds, word = self.measure()
        low, level = bounds(2)
        size = f"{self.some(['1', '2', '5'])}{word}" if word else self.some(["1", "2"])
        size = size.replace("%", self.some(["%", "百分点"]))
        down = f"每低{size}扣{self.points()}"
        up = f"每超{size}得{self.points()}"
        first = self.sorted_points(1)[0]
        one_side = self.some([f"每超{size}扣{self.points()}", f"每低{size}得{self.points()}"])
        mark, steps = self.some([(f"{level}以上", down), (f"不低于{level}", f"{down} {up}"), (f"{level}以上", up),
                                 (f"等于{level}", f"每升{size}扣{self.points()} 每降{size}得{self.points()}"),
                                 (f"等于{level}", one_side),
                                 (f"{level}以下", f"每超{size}扣{self.points()}")])  # fmt: skip
        if word == "%" and self.chance(0.15):
            mark, steps = f"不低于 全体平均（{name}）", down
        elif self.chance(0.2) and (other := self.rival(name, word)):
            mark, steps = self.some([(f"不低于 {other}", f"{down} {up}"), (f"等于 {other}", f"{down} {up}"),
                                     (f"超过 {other}", down), (f"不超过 {other}", f"每超{size}扣{self.points()}"),
                                     (f"低于 {other}", f"每降{size}得{self.points()}")])  # fmt: skip
        apart = f" 低于{low} 不得分" if mark[0] == level[0] and "以上" in mark and self.chance(0.4) else ""
        cap = self.some(["", f" 最高{self.points()}", " 扣完为止"]) if "得" in steps or self.chance(0.3) else ""
        upward = any(word in mark for word in ("以上", "不低于"))
        beside = steps.count("每") == 1 and ("等于" in mark or (upward and "每超" in steps))
        rest = self.otherwise() if beside and self.chance(0.5) else ""
        counting = self.some(["", "", "", " 不足一步按一步计", " 按比例计"])
        return f"{name} {mark} 得{first} {steps}{apart}{rest}{cap}{counting}"

    def formula(self) -> str:
        """Draw a rule with an expression."""
        ratio, number, (count, _) = self.some(self.ratios), self.some(self.numbers), self.some(self.counts)
        other = self.some(self.counts)[0]
        zero = self.zero()
        body = self.some([f"{self.points()}×{ratio}", f"（1−{ratio}）×{self.points()}", f"{count}×{self.points()}",
                          f"{number}÷10", f"{count}÷全体最高（{count}）×{self.points()}{zero}",
                          f"{count}÷{other}×{self.points()}{zero}", f"合计（{count}、{other}）×0.3",
                          f"最大（{count}、{other}）-最小（{count}、{number}）", f"全体平均（{number}）×0.1",
                          f"{ratio}×5+{count}×0.25−{number}÷8"])  # fmt: skip
        tail = f" 最高{self.points()}" if self.chance(0.4) else ""
        body, _, rest = body.partition(" 分母")
        return f"{self.some(['得 ', '得分 = '])}{body}{tail}{' 分母' + rest if rest else ''}"

    def options(self, *, gap: bool) -> str:
        """Draw options of a ranking."""
        words = [self.some(["", "", "由高到低", "由低到高"]), "零不得分" if self.chance(0.25) else "",
                 self.some(["", "", "并列占位", "并列不占位"])]  # fmt: skip
        if gap and self.chance(0.2):
            words[2] = "按差距赋分"
        return "".join(f" {word}" for word in words if word)

    def ranking(self) -> str:
        """Draw a ranking between two ends."""
        least, best = self.sorted_points(2, falling=False)
        return f"{self.measure()[0]} 排名赋分{self.options(gap=True)} 最多{best} 最少{self.some(['0', least])}"

    def ranking_steps(self) -> str:
        """Draw a ranking with a step for each place."""
        end = self.some(["", " 扣完为止"])
        step = self.some(POINTS[:8])
        return f"{self.measure()[0]} 排名赋分{self.options(gap=False)} 第一名 得{self.points()} 每降一名扣{step}{end}"

    def ranking_places(self) -> str:
        """Draw points for places."""
        first, second, third = self.sorted_points(3)
        clauses = self.some([f"第一名 得{first} 第二名 得{second}", f"前2名 得{first} 第3至4名 得{second}",
                             f"前20% 得{first} 前50% 得{second}", f"前30% 得{first} 后30% 得{third}",
                             f"前1名 得{first} 后2名 得{third}", f"第1至3名 得{first} 末名 扣{third}",
                             f"前3名 得{first} 第4至20名 得{second}", f"前15名 得{first} 后15名 得{third}",
                             f"第三名 得{first} 第二名 得{second}",
                             f"末名 {self.some(['得', '扣'])}{third} 前5名 得{first}",
                             f"前12.5% 得{first} 后33% 扣{second}"])  # fmt: skip
        return f"{self.measure()[0]} 排名赋分{self.options(gap=False)} {clauses}{self.otherwise()}"

    def ranking_after_mark(self) -> str:
        """Draw fixed points for a mark and a ranking of the rest."""
        name, bounds, _ = self.measure()
        low, high = bounds(2)
        points = self.sorted_points(4)
        second = f" {low}以上 得{points[1]}" if self.chance(0.3) else ""
        first = self.some([f"{high}以上", high if second else exactly(high)])
        rest = f"其余 排名赋分{self.options(gap=True)} 最多{points[2]} 最少{points[3]}"
        return f"{name} {first} 得{points[0]}{second} {rest}"

    def ranking_groups(self) -> str:
        """Draw a front group and a back group."""
        high, low = self.sorted_points(2)
        front, back = self.random.randint(1, 3), self.random.randint(1, 3)
        return (f"{self.measure()[0]} 排名赋分{self.options(gap=False)} 前{front}名 得{high} 后{back}名 得{low} "
                "其余 依次")  # fmt: skip

    def discretion(self) -> str:
        """Draw a mark that people give."""
        if not self.marks:
            return self.condition()
        word = "酌情扣" if self.role == "deduction" or self.chance(0.15) else "酌情"
        return f"{self.marks.pop()} {word} {self.some(['0', '0', '0.5'])}至{self.some(['2', '4', '5', '8'])}"

    def banded_mark(self) -> str:
        """Draw bands of which the rest is marked by people."""
        if not self.marks:
            return self.bands()
        name, word = self.some(self.counts)
        return f"{name} 0{word} 得4 5{word}以上 得0 其余 {self.marks.pop()} 酌情 0至4"

    def rule(self) -> str:
        """Draw a rule that may stand in the section at hand."""
        losing = [self.condition, self.per_unit, self.bands, self.levels, self.discretion]
        if self.role == "deduction":
            return self.random.choice(losing)()
        places = [self.ranking, self.ranking, self.ranking_steps, self.ranking_places, self.ranking_places,
                  self.ranking_after_mark, self.ranking_groups]  # fmt: skip
        measured = [self.standard, self.standard, self.formula, self.formula, self.banded_mark]
        return self.random.choice([*losing, self.condition, self.per_unit, self.bands, *measured, *places])()


def exactly(bound: str) -> str:
    """Return a test for the bound itself: 0件, 90% and 5, but 等于7件, as the program asks what 7件 alone means."""
    return bound if bound[0] == "0" or bound[-1] in "%0123456789" else f"等于{bound}"
