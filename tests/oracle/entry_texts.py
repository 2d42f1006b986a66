"""Random sections, items and sub-items as text: headings with their brackets, for whom they are, and their rules."""

from tests.oracle.grade_texts import GradeWriter
from tests.oracle.words import LETTERS, NUMERALS, SECTION_POINTS, TITLES

PROSE = ["内容：1. 明确分工；", "内容：2. 建立机制，每例得5分。", "依据：文件资料", "备注：见通报"]


def quoted(names: list[str]) -> str:
    """Return a list of names, in quotation marks where a name holds a mark of lists."""
    return "、".join(f"“{name}”" if "、" in name or "，" in name else name for name in names)


class EntryWriter(GradeWriter):
    """The entries of a random scheme."""

    def full_rules(self) -> list[str]:
        """Draw the rules of an entry that begins at full marks."""
        role, self.role = self.role, "deduction"
        forms = [self.condition, self.per_unit, self.bands, self.levels]
        rules = [self.random.choice(forms)() for _ in range(self.random.randint(1, 3))]
        self.role = role
        return rules

    def some_rules(self, trait: str, most: int = 3) -> list[str]:
        """Draw rules, those of a loss where the entry begins at full marks."""
        return self.full_rules() if trait == "满分起扣" else [self.rule() for _ in range(self.random.randint(1, most))]

    def bracket(self, *parts: str) -> str:
        """Return the bracket at the end of a heading; nothing, where it has no parts."""
        written = [part for part in parts if part]
        return f"（{self.some([',', '，']).join(written)}）" if written else ""

    def entry(self, heading: str, *, weight: str = "", trait: str = "") -> list[str]:
        """Write an entry with rules."""
        points = self.stated
        if not trait and self.role == "base" and points and self.chance(0.25):
            trait = self.some(["满分起扣", "就高", "可为负"])
        lines = [heading + self.bracket(f"{points}分" if points else "", weight, trait)]
        lines += self.applies(bool(points)) + ([*PROSE] if self.chance(0.05) else [])
        if self.chance(0.08) and self.role == "base":
            rules = self.some_rules(trait, 2)
            return [*lines, self.unreported(), *(f"  {rule}" for rule in rules)]
        if self.chance(0.02) and self.role == "base":
            lines.append("待定：见通报，人工核定")
        if self.chance(0.1) and trait != "满分起扣" and self.role == "base":
            return [*lines, f"  {self.title_rule()}"]
        return [*lines, *(f"  {rule}" for rule in self.with_void(self.some_rules(trait), trait))]

    def with_void(self, rules: list[str], trait: str) -> list[str]:
        """Put before the other rules of an entry a rule that takes away what others give, sometimes."""
        if trait == "满分起扣" or not self.chance(0.15):
            return rules
        voids = [" 本项不得分", " 本大项不得分", self.reference()]
        sign = "扣" if self.role == "deduction" else "得"
        if len(rules) == 1:
            return [f"{self.some(self.truths)} {sign}{self.points()} 否则{self.some(voids)}", *rules]
        void = self.some(["（2）不得分", *voids])
        first = f"{self.some(self.truths)} {sign}{self.points()} 否则{void}"
        return [f"（{index}）{rule}" for index, rule in enumerate([first, *rules[1:]], 1)]

    def unreported(self) -> str:
        """Draw what units with blank cells get."""
        return self.some(["缺报：零分", "缺报：取平均分"])

    def applies(self, stated: bool, share: float = 0.3) -> list[str]:
        """Draw for whom an entry is, and what the others get; nothing in most cases."""
        if not self.groups or not self.chance(share):
            return []
        ways = ["不计分", "取平均分", "取平均分", *(["得满分"] if stated else [])]
        chosen = sorted({self.some([*self.groups, *self.named]) for _ in range(self.some([1, 1, 1, 2]))})
        return [f"适用：{quoted(chosen)}", *([f"不适用：{self.some(ways)}"] if self.chance(0.7) else [])]

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

    def numbered(self, index: int) -> str:
        """Return a section's number with its mark."""
        return f"{NUMERALS[index]}、" if self.outline == "一、" else f"{index + 1}. "

    def item_number(self, index: int) -> tuple[str, str]:
        """Return an item's number with its mark, and the number as other entries name it."""
        if self.marks_of_items == "（一）":
            return f"（{NUMERALS[index - 1]}）", NUMERALS[index - 1]
        return ("" if self.marks_of_items == "" else f"{index}. "), str(index)

    def section(self, index: int, weight: str) -> list[str]:
        """Write a section, with items and sub-items or without."""
        roles = ["base", "base", "base", "bonus", "deduction", "mixed"]
        self.role = "base" if index < 2 or weight else self.some(roles)
        self.marks_of_items = self.some(["1.", "1.", "1.", "（一）", ""] if self.outline == "一、" else ["（一）", ""])
        heading = f"{self.numbered(index)}{self.title()}"
        if self.role == "mixed":
            return [heading, *self.mixed_items()]
        if self.role == "base" and not weight and not self.convert and self.chance(0.1):
            return self.full_section(heading)
        if self.role != "base":
            return self.beside(heading)
        if self.chance(0.4):
            self.stated = "100" if weight else self.some(SECTION_POINTS)
            silent = not weight and index > 0 and not self.convert and self.chance(0.08)
            return self.entry(heading, weight=weight, trait="不计分" if silent else "")
        return self.with_items(heading, index, weight)

    def beside(self, heading: str) -> list[str]:
        """Write a section that adds points or takes them away, with rules or with items."""
        word = "加分" if self.role == "bonus" else "扣分"
        bracket = self.bracket(word, f"最高{self.some(SECTION_POINTS)}分" if self.chance(0.8) else "")
        applies = self.applies(stated=False, share=0.15)
        if self.chance(0.75):
            self.stated = None
            return [f"{heading}{bracket}", *applies, *(f"  {rule}" for rule in self.with_void(self.some_rules(""), ""))]
        lines = []
        for index in range(1, self.random.randint(2, 3) + 1):
            self.stated = self.some(SECTION_POINTS) if self.chance(0.6) or self.marks_of_items == "" else None
            lines += self.entry(f"{self.item_number(index)[0]}{self.title()}")
        return [f"{heading}{bracket}", *applies, *lines]

    def with_items(self, heading: str, index: int, weight: str) -> list[str]:
        """Write a section that has items, weighted sometimes."""
        applies = self.applies(stated=True)
        weights = self.some([["权重30%", "权重70%"], ["权重12.5%", "权重50%", "权重37.5%"]])
        if weight or not self.chance(0.12):
            weights = [""] * self.random.randint(1, 3)
        lines, points = [], 0.0
        for item, own in enumerate(weights, 1):
            lines += self.item(item, own)
            points += float(self.stated or 0)
        total = "100" if weight else f"{points:g}" if self.chance(0.7) else self.some(SECTION_POINTS)
        trait = "" if weight or self.convert else self.some([*[""] * 12, "可为负", "积分", "不计分"])
        trait = "" if trait == "不计分" and index == 0 else trait
        if self.first is None and trait != "不计分":
            self.first = f"{NUMERALS[index] if self.outline == '一、' else index + 1}/{self.item_number(1)[1]}"
        total = "" if trait in ("积分", "不计分") or (not weight and not self.convert and self.chance(0.05)) else total
        return [
            f"{heading}{self.bracket(f'{total}分' if total else '', weight, trait)}",
            *(applies if total else []),
            *lines,
        ]

    def mixed_items(self) -> list[str]:
        """Write items of which some add points and others take them away."""
        lines = []
        roles = self.random.sample(["bonus", "deduction", "bonus"], self.random.choice([2, 2, 3]))
        for index, role in enumerate(roles):
            self.role, self.stated = role, None
            bracket = f"{'加分' if role == 'bonus' else '扣分'}，最高{self.some(SECTION_POINTS)}分"
            lines.append(f"（{NUMERALS[index]}）{self.title()}（{bracket}）")
            lines += self.applies(stated=False, share=0.15)
            if self.chance(0.25):
                for sub in range(1, self.random.randint(2, 3)):
                    rule = self.rule()
                    lines += [f"（{sub}）{self.title()}（{self.some(SECTION_POINTS)}分）", f"  {rule}"]
            else:
                lines += [f"  {rule}" for rule in self.with_void(self.some_rules("", 2), "")]
        return lines

    def full_section(self, heading: str) -> list[str]:
        """Write a section at full marks with items: those without points take from what is left of the section."""
        lines, points = [], self.random.choice([0, 5, 10])
        for item in range(1, self.random.randint(2, 3) + 1):
            self.stated = self.some(SECTION_POINTS) if self.chance(0.6) or self.marks_of_items == "" else None
            points += int(self.stated or 0)
            bracket = f"（{self.stated}分）" if self.stated else ""
            applies = [f"适用：{self.some(sorted(self.groups))}"] if self.groups and self.chance(0.25) else []
            applies += [self.unreported()] if self.chance(0.08) else []
            rules = self.full_rules()
            lines += [f"{self.item_number(item)[0]}{self.title()}{bracket}", *applies, *(f"  {rule}" for rule in rules)]
        return [f"{heading}（{points or 5}分，满分起扣）", *lines]

    def item(self, number: int, weight: str = "") -> list[str]:
        """Write an item, sometimes with sub-items."""
        heading = f"{self.item_number(number)[0]}{self.title()}"
        self.stated = self.some(SECTION_POINTS) if self.chance(0.85) or weight or self.marks_of_items == "" else None
        if self.chance(0.8):
            return self.entry(heading, weight=weight)
        lines, points = [], 0.0
        applies = self.applies(stated=True)
        for sub in range(1, self.random.randint(2, 3) + 1):
            self.stated = self.some(SECTION_POINTS)
            points += float(self.stated)
            lines += self.entry(f"（{sub}）{self.title()}")
        self.stated = f"{points:g}"
        return [heading + self.bracket(f"{self.stated}分", weight), *applies, *lines]
