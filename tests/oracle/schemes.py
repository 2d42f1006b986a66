"""Random schemes as text: headings, fields and blocks around random rules."""

import re
from random import Random

from tests.oracle.entry_texts import EntryWriter, quoted
from tests.oracle.reader import FOLDS
from tests.oracle.words import EVENTS

BODY = ["各县（市、区）人民政府：", "数据", "  每例扣5", "一、考核（5分）", "附件1 考核指标", "  正文完", "",
        "# 不是备注", "名单", "  单位：外地局", "等次", "  前1名 优秀", "总分：折算100", "满分为30分。"]  # fmt: skip


DETAILED = 0.12
"""The share of cases with detail tables."""
ACCOMPANIED = 0.1
"""The share of cases whose scheme has a second table."""


class SchemeWriter(EntryWriter):
    """One random scheme, line by line."""

    def detail_tables(self) -> None:
        """Draw measures made from detail tables; rules and grades may then name them."""
        for table in self.random.sample(["部门抽查", "项目台账"], self.some([1, 1, 2])):
            drawn = [(f"{table}率", f"{table}.抽查率 {self.some(['最大值', '最小值', '平均值'])}", self.ratios),
                     (f"{table}总数", f"{table}.件数 合计", self.counts),
                     (f"{table}笔数", f"{table}.{self.some(['件数', '抽查率', '得分'])} 计数", self.counts),
                     (f"{table}评分", f"{table}.得分 {self.some(FOLDS[:4])}", self.numbers)]  # fmt: skip
            for name, expression, names in self.random.sample(drawn, self.random.randint(1, 4)):
                self.from_details[name] = expression
                names += [(name, "件")] * 2 if names is self.counts else [name] * 2

    def declarations(self) -> list[str]:
        """Write the block of measures; what stays undeclared has an evident type."""
        lines = ["数据"]
        lines += [f"  {name} = {expression}" for name, expression in self.from_details.items()]
        for name, word in self.counts:
            if name in self.from_details:
                continue
            limits = self.some(["", "", " 0至1000"])
            lines.append(f"  {name}：{word}{limits}{self.some(['', '，全年合计'])}")
        for name in self.ratios:
            if name in self.from_details:
                continue
            limits = "" if self.chance(0.4) else " -50%至200%" if name == "增长率" else " 0%至100%"
            lines.append(f"  {name}：比率{limits}")
        numbers = [name for name in self.numbers if name not in self.from_details]
        lines.append(f"  {'、'.join(numbers)}：{self.some(['数值', '金额'])}")
        lines += [f"  {name}：是否{self.reporter()}" for name in self.truths if "以上" in name or self.chance(0.8)]
        lines += [f"  {name}：是否{self.reporter()}" for name in EVENTS if not self.yearly and self.chance(0.3)]
        for name, options in self.choices.items():
            lines.append(f"  {name}：选项 {'、'.join(options)}")
        for name, expression in self.derived.items():
            lines.append(f"  {name} = {expression}")
        lines += [f"  {line}" for line in self.yearly]
        return lines

    def reporter(self) -> str:
        """Draw who fills a column in, or nothing."""
        return self.some(["", "", "，填报：县应急局", "，填报：本单位，有决定的", "，全年，填报：县审计局"])

    def roster(self) -> list[str]:
        """Draw 名单: all units with groups, groups alone, or nothing. Groups with quotas share no unit."""
        if self.chance(0.6):
            return []
        self.groups = {"执法单位": self.random.sample(self.units, max(1, len(self.units) // 2))}
        if self.chance(0.7):
            at = self.random.randint(1, len(self.units))
            self.parted = {"县区": self.units[:at], "市直": self.units[at:], "园区": ["子园区管委会"]}
            self.parted = {group: units for group, units in self.parted.items() if units}
        whole = self.chance(0.7)
        if whole:
            self.parted.pop("园区", None)
            self.named = self.units
        rows = {**({"单位": self.units} if whole else {}), **self.groups, **self.parted}
        self.groups |= {group: units for group, units in self.parted.items() if group != "园区"}
        return ["名单", *(f"  {group}：{quoted(units)}" for group, units in rows.items())]

    def small(self) -> list[str]:
        """Write a section that gives what is filled in, so that totals meet the lines of grades and each other."""
        self.numbers = ["综合得分"]
        return [f"{self.numbered(0)}{self.title()}（30分）", "  得 综合得分"]

    def year(self) -> list[str]:
        """Write the total of the year, or nothing."""
        if not self.period or self.chance(0.3):
            return []
        self.yearly = ["年终测评：年度 酌情 0至100", "年度办结率：年度 比率", "年度信访件数：年度 件",
                       "年度投入：年度 金额", *(f"{event}：年度 是否" for event in EVENTS)]  # fmt: skip
        whole = f"{self.period}合计"
        return [self.some([f"年度总分 = {whole}×90% + 年终测评×10%", f"年度总分 = {whole}",
                           f"年度总分 = {whole}÷2+年终测评×0.5", f"年度总分 = {whole}×年度办结率",
                           f"年度总分 = 最大（{whole}、年终测评）−年度信访件数×0.5",
                           f"年度总分 = （{whole}+年终测评）÷3+年度投入÷7"])]  # fmt: skip

    def write(self) -> str:
        """Write the whole scheme."""
        head = ["方案：示例考核办法"]
        if self.chance(0.5):
            head.append(f"小数：{self.some(['0', '1', '2', '3', '4'])}位，{self.some(['四舍五入', '四舍六入五成双'])}")
        self.period = self.some(["月度", "季度"]) if self.chance(0.12) else ""
        head += [f"周期：{self.period}"] if self.period else []
        if self.chance(0.15):
            head += ["正文", *self.random.sample(BODY, 6), "正文完"]
        if not self.accompanied:
            return "\n".join([*head, *self.table("附件1 考核指标"), ""])
        other = SchemeWriter(self.random)
        other.period = self.period
        tables = [lambda at: self.table(f"附件{at} 考核指标"), lambda at: other.table(f"附件{at} 另一张表")]
        self.random.shuffle(tables)
        return "\n".join([*head, *(line for at, table in enumerate(tables, 1) for line in table(at)), ""])

    def table(self, title: str) -> list[str]:
        """Write a table: its title, fields, blocks and sections."""
        title += "（积分）" if self.chance(0.04) else ""
        total = self.some(["", "", "", "折算100", "加分后不超过40", "扣分后不低于0", "加分后不超过30，扣分后不低于5"])
        self.convert = total.startswith("折算")
        fields = [f"总分：{total}"] if total else []
        fields += [f"不适用：{self.some(['不计分', '取平均分', '得满分'])}"] if self.chance(0.1) else []
        roster = self.roster()
        if self.detailed:
            self.detail_tables()
        self.outline = self.some(["一、", "一、", "一、", "一、", "1. "])
        if self.chance(0.5):
            (first, _), (second, _) = self.random.sample(self.counts, 2)
            self.derived["综合办理率"] = f"{first} ÷ （{second} + 1）"
        self.weights = self.chance(0.1)
        weights = ["", *[""] * self.random.randint(0, 3)]
        if self.weights:
            weights = self.some([["权重30%", "权重70%"], ["权重33.3%", "权重50%", "权重16.7%"]])
        if not any(weights) and not self.convert and self.chance(0.25):
            sections = self.small()
        else:
            sections = [line for index, weight in enumerate(weights) for line in self.section(index, weight)]
        grades = [*self.year(), *self.grades()]
        if not any("综合办理率" in line for line in (*sections, *grades)) and self.chance(0.95):
            self.derived.clear()
        counting = [line[0] for line in sections if re.match("[一二三四五]、", line) and "不计分" not in line]
        fields = [*self.rank_keys(counting), *fields]
        return [title, *fields, *roster, *self.declarations(), *sections, *grades]


def random_scheme(random: Random, *, rich: bool = False) -> tuple[str, list[str]]:
    """Return the text of a random scheme, and names of units for its table.

    rich: sometimes with detail tables, and with a table before or behind that of the scores.
    """
    writer = SchemeWriter(random)
    writer.detailed = rich and random.random() < DETAILED
    writer.accompanied = rich and random.random() < ACCOMPANIED
    return writer.write(), writer.units
