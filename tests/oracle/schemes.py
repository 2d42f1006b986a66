"""Random schemes as text: headings, fields and blocks around random rules."""

from random import Random

from tests.oracle.rule_texts import RuleWriter
from tests.oracle.words import (
    EVENTS,
    LETTERS,
    NUMERALS,
    SECTION_POINTS,
    TITLES,
)


class SchemeWriter(RuleWriter):
    """One random scheme, line by line."""

    def full_rules(self) -> list[str]:
        """Draw the rules of an entry that begins at full marks."""
        role, self.role = self.role, "deduction"
        rules = [
            self.random.choice([self.condition, self.per_unit, self.bands, self.levels])()
            for _ in range(self.random.randint(1, 3))
        ]
        self.role = role
        return rules

    def entry(self, heading: str, *, section: bool = False, trait: str = "") -> list[str]:
        """Write an entry with rules."""
        points = self.stated
        traits = [f"{points}分"] if points else []
        if not trait and self.role == "base" and points and self.chance(0.25):
            trait = self.some(["满分起扣", "就高", "可为负"])
        traits += [trait] if trait else []
        lines = [heading + (f"（{self.some([',', '，']).join(traits)}）" if traits else "")]
        if self.groups and self.chance(0.25):
            lines.append(f"适用：{self.some([*self.groups, *self.units])}")
            lines += [f"不适用：{self.some(['不计分', '得满分'])}"] if points and self.chance(0.5) else []
        if self.chance(0.08) and self.role == "base":
            unreported = self.some(["缺报：零分", "缺报：取平均分"])
            rules = (
                self.full_rules() if trait == "满分起扣" else [self.rule() for _ in range(self.random.randint(1, 2))]
            )
            return [*lines, unreported, *(f"  {rule}" for rule in rules)]
        if self.chance(0.02) and self.role == "base":
            lines.append("待定：见通报，人工核定")
        if self.chance(0.1) and trait != "满分起扣" and self.role == "base":
            return [*lines, f"  {self.title_rule()}"]
        rules = self.full_rules() if trait == "满分起扣" else [self.rule() for _ in range(self.random.randint(1, 3))]
        if len(rules) > 1 and trait != "满分起扣" and self.role == "base" and self.chance(0.15):
            void = self.some(["（2）不得分", " 本项不得分", " 本大项不得分", self.reference()])
            rules[0] = f"{self.some(self.truths)} 得{self.points()} 否则{void}"
            rules = [f"（{index}）{rule}" for index, rule in enumerate(rules, 1)]
        return [*lines, *(f"  {rule}" for rule in rules)]

    def reference(self) -> str:
        """Draw a void of the first entry of the first section."""
        return " 本项不得分" if self.first is None else f" {self.first} 不得分"

    def title_rule(self) -> str:
        """Draw a rule without a measure: it takes the title of its item."""
        return self.some([f"每例得{self.points()}", f"每3件扣{self.points()}", "酌情 0至5",
                          f"排名赋分{self.options(gap=True)} 最多5 最少1"])  # fmt: skip

    def title(self) -> str:
        """Draw a title that no other entry has."""
        self.titles += 1
        return f"{self.some(TITLES)}{LETTERS[self.titles % len(LETTERS)]}"

    def section(self, index: int, weight: str) -> list[str]:
        """Write a section, with items and sub-items or without."""
        self.role = "base" if index < 2 or weight else self.some(["base", "base", "base", "bonus", "deduction"])
        number, title = NUMERALS[index], self.title()
        if self.role != "base":
            self.stated = None
            bracket = f"{'加分' if self.role == 'bonus' else '扣分'}，最高{self.some(SECTION_POINTS)}分"
            lines = self.entry(f"{number}、{title}")
            return [
                f"{number}、{title}（{bracket}）",
                *(line for line in lines[1:] if not line.startswith(("适用", "不适用"))),
            ]
        if self.chance(0.4) or weight:
            self.stated = "100" if weight else self.some(SECTION_POINTS)
            silent = not weight and index > 0 and not self.convert and self.chance(0.08)
            return self.entry(f"{number}、{title}", trait="不计分" if silent else weight)
        lines, points = [], 0.0
        for item in range(1, self.random.randint(2, 4)):
            lines += self.item(item)
            points += float(self.stated or 0)
        self.first = self.first or f"{number}/1"
        total = f"{points:g}" if self.convert or self.chance(0.7) else self.some(SECTION_POINTS)
        return [f"{number}、{title}（{total}分）", *lines]

    def item(self, number: int) -> list[str]:
        """Write an item, sometimes with sub-items."""
        heading = f"{number}. "
        self.stated = self.some(SECTION_POINTS) if self.convert or self.chance(0.85) else None
        title = self.title()
        if self.chance(0.8):
            return self.entry(f"{heading}{title}")
        lines, points = [], 0.0
        for sub in range(1, self.random.randint(2, 3) + 1):
            self.stated = self.some(SECTION_POINTS)
            points += float(self.stated)
            lines += self.entry(f"（{sub}）{self.title()}")
        self.stated = f"{points:g}"
        return [f"{heading}{title}（{self.stated}分）", *lines]

    def declarations(self) -> list[str]:
        """Write the block of measures; what stays undeclared has an evident type."""
        lines = ["数据"]
        for name, word in self.counts:
            limits = self.some(["", "", " 0至1000"])
            lines.append(f"  {name}：{word}{limits}{self.some(['', '，全年合计'])}")
        for name in self.ratios:
            limits = "" if self.chance(0.4) else " -50%至200%" if name == "增长率" else " 0%至100%"
            lines.append(f"  {name}：比率{limits}")
        lines.append(f"  {'、'.join(self.numbers)}：{self.some(['数值', '金额'])}")
        lines += [f"  {name}：是否" for name in self.truths if "以上" in name or self.chance(0.8)]
        for name, options in self.choices.items():
            lines.append(f"  {name}：选项 {'、'.join(options)}")
        for name, expression in self.derived.items():
            lines.append(f"  {name} = {expression}")
        lines += [f"  {line}" for line in self.yearly]
        return lines

    def grades(self) -> list[str]:
        """Write the block of grades, honours, or nothing."""
        if self.chance(0.3):
            return []
        event = "非 弄虚作假" if self.yearly else self.atom()
        lines = self.random.choice([["20分以上 优秀", "10分以上 良好", "其余 一般"],
                                    ["前2名 优秀", "第3至4名 良好", "其余 一般"],
                                    ["前30% 优秀", "后2名 不合格", "其余 合格"],
                                    [f"15分以上 且 {event} 优秀", "5分以上 良好", "其余 一般"],
                                    ["12.5分以上 优秀", "0分以上不满12.5分 良好", "其余 一般"]])  # fmt: skip
        lines = [f"  {line}" for line in lines]
        names = [line.split()[-1] for line in lines]
        overrides = []
        for _ in range(self.random.randint(0, 2)):
            event = self.some(EVENTS) if self.yearly or self.chance(0.7) else self.atom()
            effect = self.some(
                ["降一档", "降二档", f"评为{names[-1]}", f"不得评为{names[0]}", "一票否决", "取消评优资格"]
            )
            overrides.append(f"  {event} {effect}")
        honours = ["表彰", "  前2名 先进单位"] if self.chance(0.3) else []
        honours += ["通报", "  后1名 通报批评"] if self.chance(0.2) else []
        return ["等次", *lines, *overrides, *honours]

    def year(self) -> list[str]:
        """Write the total of the year, or nothing."""
        if not self.period or self.chance(0.3):
            return []
        self.yearly = ["年终测评：年度 酌情 0至100", *(f"{event}：年度 是否" for event in EVENTS)]
        whole = f"{self.period}合计"
        return [self.some([f"年度总分 = {whole}×90% + 年终测评×10%", f"年度总分 = {whole}",
                           f"年度总分 = {whole}÷2+年终测评×0.5"])]  # fmt: skip

    def write(self) -> str:
        """Write the whole scheme."""
        head = ["方案：示例考核办法"]
        if self.chance(0.5):
            head.append(f"小数：{self.some(['0', '1', '2', '3', '4'])}位，{self.some(['四舍五入', '四舍六入五成双'])}")
        self.period = self.some(["月度", "季度"]) if self.chance(0.12) else ""
        head += [f"周期：{self.period}"] if self.period else []
        head.append("附件1 考核指标" + ("（积分）" if self.chance(0.04) else ""))
        total = self.some(["", "", "", "折算100", "加分后不超过40", "扣分后不低于0", "加分后不超过30，扣分后不低于5"])
        self.convert = total.startswith("折算")
        if self.chance(0.3):
            self.groups = {"执法单位": self.random.sample(self.units, max(1, len(self.units) // 2))}
            roster = ["名单", f"  单位：{'、'.join(self.units)}", f"  执法单位：{'、'.join(self.groups['执法单位'])}"]
        else:
            roster = []
        if self.chance(0.5):
            (first, _), (second, _) = self.random.sample(self.counts, 2)
            self.derived["综合办理率"] = f"{first} ÷ （{second} + 1）"
        self.weights = not self.convert and self.chance(0.1)
        weights = ["权重30%", "权重70%"] if self.weights else ["", *[""] * self.random.randint(0, 3)]
        sections = [line for index, weight in enumerate(weights) for line in self.section(index, weight)]
        grades = [*self.year(), *self.grades()]
        if not any("综合办理率" in line for line in (*sections, *grades)) and self.chance(0.95):
            self.derived.clear()
        return "\n".join([*head, *([f"总分：{total}"] if total else []), *roster, *self.declarations(), *sections,
                          *grades, ""])  # fmt: skip


def random_scheme(random: Random) -> tuple[str, list[str]]:
    """Return the text of a random scheme, and names of units for its table."""
    writer = SchemeWriter(random)
    return writer.write(), writer.units
