"""Random schemes whose measures are shared by many rules and nested in one another.

The same seed gives the same scheme. Real schemes hardly share a measure; these do it on purpose: a few counts and
ratios stand in most rules, derived measures double in each other, conditions join many pairs.
"""

from random import Random

_LETTERS = "甲乙丙丁戊己庚辛壬癸"


def numeral(number: int) -> str:
    """Return a number in letters, so that names hold no digit."""
    return "".join(_LETTERS[int(digit)] for digit in f"{number:03}")


def scheme(seed: int, lines: int) -> str:
    """Return a scheme of about so many lines."""
    draw = _Draw(Random(seed), lines)
    body: list[str] = []
    while len(body) < lines - draw.declared_lines:
        body += draw.section(len(body))
    head = ["方案：示例", "小数：2位，四舍五入", "附件1 考核指标"]
    return "\n".join([*head, *draw.roster(), "数据", *draw.declarations(), *body, *draw.grades(), ""])


class _Draw:
    """One scheme."""

    def __init__(self, random: Random, lines: int) -> None:
        self.random = random
        few = random.choice((1, 3, 10, lines // 8 + 1))
        self.counts = [f"数{numeral(n)}" for n in range(few)]
        self.ratios = [f"率{numeral(n)}" for n in range(random.choice((1, 5, few)))]
        self.truths = [f"事{numeral(n)}" for n in range(max(4, few))]
        self.derived: dict[str, str] = {}
        for n in range(min(random.choice((0, 2, 20, 60)), lines // 4)):
            self.derived[f"量{numeral(n)}"] = self._derived()
        self.declared_lines = few + len(self.ratios) + len(self.derived) + len(self.truths) + 10
        self.numbers = [*self.counts, *self.derived]
        self.grouped = random.random() < 0.3
        self.refs = 0

    def _derived(self) -> str:
        """Draw a derived measure over one count or one derived before it, used several times."""
        below = list(self.derived)
        inner = below[-1] if below and self.random.random() < 0.7 else self.random.choice([*self.counts, *below])
        other = self.random.choice([*self.counts, *below])
        k = self.random.randint(2, 9)
        forms = (
            f"{inner} ＋ {inner}×{k}",
            f"最大（{inner}、{other}×{k}）",
            f"最小（{inner}×{k}、{inner}＋{other}、{k * 10}）",
            f"（{inner}－{other}）÷（{other}＋1）",
            f"{inner} × {inner} ÷ {k}",
            f"{inner}×0.{k}＋{other}×0.5－{k}",
        )
        return self.random.choice(forms)

    def roster(self) -> list[str]:
        if not self.grouped:
            return []
        units = [f"{letter}局" for letter in _LETTERS]
        groups = [f"  组{numeral(n)}：{'、'.join(self.random.sample(units, 4))}" for n in range(4)]
        return ["名单", f"  单位：{'、'.join(units)}", *groups]

    def declarations(self) -> list[str]:
        """Return the lines under 数据."""
        choice = self.random.choice
        counts = [f"  {name}：条{choice(('', '', ' 0至20', ' 0至100000'))}" for name in self.counts]
        ratios = [f"  {name}：比率 0%至{choice((100, 120))}%" for name in self.ratios]
        truths = [f"  {name}：是否" for name in self.truths]
        return [*(f"  {name} = {value}" for name, value in self.derived.items()), *counts, *ratios, *truths]

    def section(self, number: int) -> list[str]:
        """Draw a section with its items."""
        random = self.random
        self.refs += 1
        drawn = [f"{_chinese(self.refs)}、大项{numeral(number % 1000)}"]
        for item in range(1, random.randint(3, 40)):
            bracket = random.choice(("5分", "10分", "积分", "8分，满分起扣", "5分，就高", "6分，可为负"))
            drawn.append(f"{item}. 指标{numeral(item)}（{bracket}）")
            if self.grouped and random.random() < 0.3:
                drawn.append(f"适用：组{numeral(random.randrange(4))}")
            drawn += [f"  {self.rule()}" for _ in range(random.choice((1, 1, 1, 2, 3, 6)))]
        return drawn

    def rule(self) -> str:
        """Draw a rule over shared measures."""
        return self.random.choice(
            (self.each, self.each, self.bands, self.ratio_bands, self.standard, self.ranking, self.formula, self.pairs)
        )()

    def each(self) -> str:
        cap = self.random.choice(("", f" 最高{self.random.randint(1, 9)}"))
        points = f"{self.random.choice(('得', '得', '扣'))}{self.random.choice(('0.1', '0.5', '1', '2'))}"
        return (
            f"{self.random.choice(self.counts)} 每{self.random.randint(2, 60)}条{points}{cap if '得' in points else ''}"
        )

    def bands(self) -> str:
        limits = sorted(self.random.sample(range(1, 100), self.random.randint(1, 5)), reverse=True)
        cases = " ".join(f"{limit}条以上 得{5 - n}" for n, limit in enumerate(limits))
        return f"{self.random.choice(self.counts)} {cases} 其余 得0"

    def ratio_bands(self) -> str:
        return f"{self.random.choice(self.ratios)} 95%以上 得5 80%以上 得{self.random.randint(1, 4)} 其余 得0"

    def standard(self) -> str:
        limit, step = self.random.randint(50, 100), self.random.choice((1, 2, 5))
        return (
            f"{self.random.choice(self.ratios)} {limit}%以上 得5 每低{step}百分点扣{self.random.choice(('0.5', '1'))}"
        )

    def ranking(self) -> str:
        subject = self.random.choice(
            (self.random.choice(self.numbers), "＋".join(self.random.choices(self.counts, k=2)))
        )
        return f"{subject} 排名赋分 最多5 最少1"

    def formula(self) -> str:
        terms = [self.term() for _ in range(self.random.choice((1, 2, 3, 12)))]
        return f"得 {'＋'.join(terms)} 最高{self.random.randint(5, 10)}"

    def term(self) -> str:
        name, k = self.random.choice(self.numbers), self.random.randint(1, 9)
        return self.random.choice((f"{name}×0.{k}", f"最小（{name}、{k}）", f"{name}÷{k * 7}", f"（{k}－{name}）×0.1"))

    def pairs(self) -> str:
        chosen = self.random.choice((1, 2, 4, 16))
        drawn = [self.random.choices(self.truths, k=2) for _ in range(chosen)]
        return f"{' 或 '.join(f'{first} 且 {second}' for first, second in drawn)} 得{self.random.randint(1, 5)}"

    def grades(self) -> list[str]:
        vetoes = [f"  {name} 评为丁等" for name in self.random.sample(self.truths, min(4, len(self.truths)))]
        return ["等次", "  90分以上 甲等", "  80分以上 乙等", "  60分以上 丙等", "  其余 丁等", *vetoes]


def _chinese(number: int) -> str:
    """Return 一 to 九十九."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")
