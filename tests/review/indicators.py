"""Random indicators as a clerk would write them: one item each, of one to three rules over one or two measures.

The same seed gives the same schemes. Every form that looks at one unit alone is drawn: conditions,
bands in any order, per unit, standards, formulas, with caps, floors, and what headings can say.
"""

from random import Random

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def scheme(seed: int, items: int) -> str:
    """A scheme of so many independent items."""
    draw = _Draw(Random(seed))
    drawn = [draw.item(number) for number in range(1, items + 1)]
    head = "方案：示例\n周期：年度\n小数：2位，四舍五入\n附件1 考核指标\n"
    return head + "数据\n" + "".join(draw.declared) + "一、考核\n" + "".join(drawn)


class _Draw:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.declared: list[str] = []

    def item(self, number: int) -> str:
        one = self.random.choice
        self.rules: list[str] = []
        letters = LETTERS[number // 26] + LETTERS[number % 26]
        measures = [self.measure(f"{letters}{which}") for which in one(("甲", "甲", "甲乙"))]
        rules = [self.rule(*one(measures)) for _ in range(self.random.randint(1, 3))]
        points, traits = self.random.randint(1, 12), one(("", "", "", "，满分起扣", "，就高", "，可为负"))
        bracket = one((f"（{points}分{traits}）", f"（{points}分{traits}）", "（积分）", ""))
        return f"{number}. 指标{letters}{bracket}\n" + "".join(f"  {rule}\n" for rule in rules)

    def measure(self, name: str) -> tuple[str, str]:
        """A declared measure: its name and its kind."""
        kind = self.random.choice(("条", "条", "条", "比率", "数值", "是否"))
        most = self.random.choice((3, 7, 10, 20, 100, 100000))
        ends = {
            "条": self.random.choice(("", f" 0至{most}")),
            "比率": self.random.choice(("", " 0至100%", " 0至120%")),
            "数值": self.random.choice(("", " 0至9.5", " 2至30")),
            "是否": "",
        }[kind]
        self.declared.append(f"  {name}：{kind}{ends}\n")
        return name, kind

    def points(self) -> str:
        return self.random.choice(("0.5", "1", "1.5", "2", "3", "5", "0.1", "0.25", "8"))

    def award(self) -> str:
        return self.random.choice(("得", "得", "得", "扣")) + self.points()

    def threshold(self, kind: str) -> str:
        if kind == "比率":
            return f"{self.random.choice((10, 40, 60, 80, 90, 95, 99.5, 100))}%"
        if kind == "条":
            return f"{self.random.choice((0, 1, 2, 3, 5, 8, 10, 50))}条"
        return str(self.random.choice((0, 1, 2.5, 3, 5, 9)))

    def test(self, kind: str) -> str:
        limit = self.threshold(kind)
        forms = ("{}以上", "{}以上", "{}以下", "不满{}", "超过{}", "等于{}")
        return self.random.choice(forms).format(limit)

    def rule(self, name: str, kind: str) -> str:
        if kind == "是否":
            return f"{name} {self.award()}{self.random.choice(('', f' 否则 {self.award()}'))}"
        forms = [self.bands, self.bands, self.per_unit, self.per_unit, self.standard, self.formula]
        return self.random.choice(forms)(name, kind)

    def bands(self, name: str, kind: str) -> str:
        cases = " ".join(f"{self.test(kind)} {self.award()}" for _ in range(self.random.randint(1, 4)))
        return f"{name} {cases}{self.random.choice(('', f' 其余 {self.award()}'))}"

    def per_unit(self, name: str, kind: str) -> str:
        if kind == "比率":
            step = f"每{self.random.choice((1, 5, 10))}百分点"
        else:
            step = f"每{self.random.choice(('', 2, 3, 5, 10))}{'条' if kind == '条' else '分'}"
        if kind == "数值":
            return self.formula(name, kind)
        lose = self.random.random() < 0.4
        cap = self.random.choice(("", f" 最高{'扣' if lose else ''}{self.random.randint(2, 10)}"))
        counting = self.random.choice(("", "", " 不足一步按一步计", " 按比例计"))
        return f"{name} {step}{'扣' if lose else '得'}{self.points()}{cap}{counting}"

    def standard(self, name: str, kind: str) -> str:
        if kind != "比率":
            return self.per_unit(name, kind)
        way = self.random.choice(("以上", "以下"))
        side = self.random.choice(("每低", "每超"))
        step = self.random.choice((1, 2, 10))
        case = self.random.choice(("", "", f" 低于{self.random.choice((20, 60, 90))}% 不得分"))
        counting = self.random.choice(("", "", " 不足一步按一步计", " 按比例计"))
        first = f"{name} {self.threshold(kind)}{way} 得{self.points()}"
        return f"{first} {side}{step}百分点{self.award()}{case}{self.limits()}{counting}"

    def formula(self, name: str, kind: str) -> str:
        k, m = self.points(), self.points()
        value = self.random.choice(
            (
                f"{k}×{name}",
                f"（1－{name}）×{k}",
                f"{m}－{name}÷{k}",
                f"最大（{name}、{k}）",
                f"最小（{name}×{k}、{m}－{name}）",
            )
        )
        return f"得 {value}{self.limits()}"

    def limits(self) -> str:
        return self.random.choice(("", "", f" 最高{self.random.randint(3, 9)}", " 最低1"))
