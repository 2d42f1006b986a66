"""Random schemes as text, of every form of the manual, with names as real ones and marks in any spelling it permits."""

from collections.abc import Callable
from random import Random

COUNTS = [("报送量", "条"), ("受理数", "件"), ("办结数", "件"), ("承诺信息条数", "条"), ("迟报条数", "条"), ("瞒报条数", "条"),
          ("失信案例", "例"), ("宣传篇数", "篇"), ("培训场数", "场"), ("通报批次", "次"), ("督办件数", "件"), ("走访户数", "户"),
          ("归集总量", "条"), ("公示条数", "条"), ("投诉举报数", "件"), ("联合奖惩案例数", "例"), ("表彰数", "项"),
          ("建成项目数", "个")]  # fmt: skip
RATIOS = ["合格率", "准确率", "覆盖率", "整改比率", "完成率", "增长率", "公示率", "归集率", "满意率", "双公示准确率"]
NUMBERS = ["投资额", "贷款余额", "抽查得分", "人均用时", "综合指数", "累计支出"]
TRUTHS = ["明确分工", "制定工作机制", "按时报送台账", "建立台账", "发生安全事故", "完成建设", "开展专题培训", "公开办事指南",
          "落实双告知", "A级以上表扬"]  # fmt: skip
MARKS = ["宣传成效", "窗口服务得分", "整改情况", "现场评估得分"]
CHOICES = {"评估等级": ["优", "良", "中", "差"], "创新奖项": ["创新奖", "特别创新奖", "突出创新奖"]}
EVENTS = ["弄虚作假", "发生重大失信事件", "年底未清偿欠款"]
TITLES = ["工作机制", "信息归集", "数据质量", "信用承诺", "联合奖惩", "宣传培训", "应用创新", "日常管理", "任务落实", "服务保障"]
POINTS = ["0.1", "0.2", "0.25", "0.5", "1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10"]
SECTION_POINTS = ["3", "5", "8", "10", "15", "20", "30"]
NUMERALS = "一二三四五六七八九十"
ABOVE = ["不低于", "不少于", "至少", "达到", ">=", "≥", "大于等于"]
BELOW = ["不高于", "不超过", "至多", "<=", "≤", "小于等于"]
OVER = ["超过", "高于", "大于", ">"]
UNDER = ["不满", "不足", "低于", "少于", "<"]


class SchemeWriter:
    """One random scheme, line by line."""

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
        self.units = [f"{letter}{random.choice('局县')}" for letter in "甲乙丙丁戊己庚辛壬癸"][: random.randint(2, 10)]
        self.groups: dict[str, list[str]] = {}
        self.used: set[str] = set()
        self.role = "base"
        self.stated: str | None = None
        self.weights = False
        self.convert = False
        self.period = ""
        self.yearly: list[str] = []

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
        kind = self.some(["count", "count", "ratio", "ratio", "number", "derived"])
        if kind == "derived" and not self.derived:
            kind = "ratio"
        if kind == "count":
            name, word = self.some(self.counts)
            return name, lambda count: [f"{number}{word}" for number in self.rising(count, 0, 12)], word
        if kind == "number":
            word = ""
            return self.some(self.numbers), lambda count: [str(number) for number in self.rising(count, 0, 20)], word
        name = self.some(self.ratios) if kind == "ratio" else self.some(sorted(self.derived))
        bounds = [60, 70, 75, 80, 85, 90, 95, 98, 99, 99.5, 100]
        return name, lambda count: [f"{number}%" for number in sorted(self.random.sample(bounds, count))], "%"

    def rising(self, count: int, low: int, high: int) -> list[int]:
        """Draw different whole numbers in order."""
        return sorted(self.random.sample(range(low, high), count))

    def result(self) -> str:
        """Draw a simple result."""
        if self.role != "deduction":
            if self.stated and self.chance(0.08):
                return "得满分"
            if self.groups and self.chance(0.15):
                return f"得{self.points()}（{self.some(sorted(self.groups))}{self.points()}）"
        return f"{self.gain()}{self.points()}"

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

    def test(self, bound: str) -> str:
        """Draw a comparison with a bound."""
        return self.some([f"{bound}以上", f"{self.some(ABOVE)}{bound}", f"{self.some(OVER)}{bound}", f"{bound}以下",
                          f"{self.some(BELOW)}{bound}", f"{self.some(UNDER)}{bound}", bound, f"等于{bound}"])  # fmt: skip

    def atom(self) -> str:
        """Draw one condition."""
        if self.chance(0.5):
            return ("非 " if self.chance(0.2) else "") + self.some(self.truths)
        name, bounds, _ = self.measure()
        if self.chance(0.12):
            return f"{name} {self.some(['超过', '不低于', '低于'])} 全体平均（{name}）"
        return f"{name} {self.test(bounds(1)[0])}"

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
        return f"{name} 每{step}{sign}{self.points()}{self.limit(gaining=sign != '扣')}{counting}"

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
        elif shape == "closed":
            tests = [f"{levels[-1]}以上", *(f"{low}以上不满{high}" for high, low in zip(levels[:0:-1], levels[-2::-1],
                                                                                 strict=True))]  # fmt: skip
        else:
            tests = [levels[0], f"{levels[1]}以下", *(f"{level}以上" for level in levels[:1:-1])]
        parts = [f"{test} {sign}{point}" for test, point in zip(tests, points, strict=True)]
        return f"{name} {' '.join(parts)}{self.otherwise()}"

    def levels(self) -> str:
        """Draw a rule with options."""
        name = self.some(sorted(self.choices))
        options = self.choices[name]
        taken = self.random.sample(options, self.random.randint(2, len(options)))
        sign = "扣" if self.role == "deduction" else "得"
        return f"{name} 选项 {' '.join(f'{option} {sign}{self.points()}' for option in taken)}{self.otherwise()}"

    def standard(self) -> str:
        """Draw a rule that measures from a standard."""
        name, bounds, word = self.measure()
        low, level = bounds(2)
        size = f"{self.some(['1', '2', '5'])}{word}" if word else self.some(["1", "2"])
        size = size.replace("%", self.some(["%", "百分点"]))
        down = f"每低{size}扣{self.points()}"
        up = f"每超{size}得{self.points()}"
        first = self.sorted_points(1)[0]
        mark, steps = self.some([(f"{level}以上", down), (f"不低于{level}", f"{down} {up}"), (f"{level}以上", up),
                                 (f"等于{level}", f"每升{size}扣{self.points()} 每降{size}得{self.points()}"),
                                 (f"{level}以下", f"每超{size}扣{self.points()}")])  # fmt: skip
        if word == "%" and self.chance(0.15):
            mark, steps = f"不低于 全体平均（{name}）", down
        apart = f" 低于{low} 不得分" if mark[0] == level[0] and "以上" in mark and self.chance(0.4) else ""
        cap = self.some(["", f" 最高{self.points()}", " 扣完为止"]) if "得" in steps or self.chance(0.3) else ""
        return f"{name} {mark} 得{first} {steps}{apart}{cap}"

    def formula(self) -> str:
        """Draw a rule with an expression."""
        ratio, number, (count, _) = self.some(self.ratios), self.some(self.numbers), self.some(self.counts)
        other = self.some(self.counts)[0]
        zero = self.some([" 分母为零 得满分" if self.stated else " 分母为零 得1", " 分母为零 不得分"])
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
        points = self.sorted_points(3)
        clauses = self.some([f"第一名 得{points[0]} 第二名 得{points[1]}", f"前2名 得{points[0]} 第3至4名 得{points[1]}",
                             f"前20% 得{points[0]} 前50% 得{points[1]}", f"前30% 得{points[0]} 后30% 得{points[2]}",
                             f"前1名 得{points[0]} 后2名 得{points[2]}", f"第1至3名 得{points[0]} 末名 扣{points[2]}"])  # fmt: skip
        return f"{self.measure()[0]} 排名赋分{self.options(gap=False)} {clauses}{self.otherwise()}"

    def ranking_after_mark(self) -> str:
        """Draw fixed points for a mark and a ranking of the rest."""
        name, bounds, _ = self.measure()
        low, high = bounds(2)
        points = self.sorted_points(4)
        second = f" {low}以上 得{points[1]}" if self.chance(0.3) else ""
        first = self.some([f"{high}以上", high])
        return f"{name} {first} 得{points[0]}{second} 其余 排名赋分{self.options(gap=True)} 最多{points[2]} 最少{points[3]}"

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
        return f"{self.marks.pop()} {'酌情扣' if self.role == 'deduction' else '酌情'} 0至{self.some(['2', '4', '5', '8'])}"

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
            return self.some(losing)()
        return self.some([self.condition, self.condition, self.per_unit, self.per_unit, self.bands, self.bands, self.levels,
                          self.standard, self.standard, self.formula, self.formula, self.ranking, self.ranking,
                          self.ranking_steps, self.ranking_places, self.ranking_places, self.ranking_after_mark,
                          self.ranking_groups, self.discretion, self.banded_mark])()  # fmt: skip

    def full_rules(self) -> list[str]:
        """Draw the rules of an entry that begins at full marks."""
        role, self.role = self.role, "deduction"
        rules = [self.some([self.condition, self.per_unit, self.bands, self.levels])() for _ in range(self.random.randint(1, 3))]
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
        rules = self.full_rules() if trait == "满分起扣" else [self.rule() for _ in range(self.random.randint(1, 3))]
        if len(rules) > 1 and trait != "满分起扣" and self.role == "base" and self.chance(0.15):
            rules[0] = f"{self.some(self.truths)} 得{self.points()} 否则{self.some(['（2）不得分', ' 本项不得分'])}"
            rules = [f"（{index}）{rule}" for index, rule in enumerate(rules, 1)]
        return [*lines, *(f"  {rule}" for rule in rules)]

    def section(self, index: int, weight: str) -> list[str]:
        """Write a section, with items and sub-items or without."""
        self.role = "base" if index < 2 or weight else self.some(["base", "base", "base", "bonus", "deduction"])
        number, title = NUMERALS[index], self.some(TITLES)
        if self.role != "base":
            self.stated = None
            bracket = f"{'加分' if self.role == 'bonus' else '扣分'}，最高{self.some(SECTION_POINTS)}分"
            lines = self.entry(f"{number}、{title}")
            return [f"{number}、{title}（{bracket}）", *(line for line in lines[1:] if not line.startswith(("适用", "不适用")))]
        if self.chance(0.4) or weight:
            self.stated = "100" if weight else self.some(SECTION_POINTS)
            lines = self.entry(f"{number}、{title}", trait=weight)
            return lines
        lines, points = [], 0.0
        for item in range(1, self.random.randint(2, 4)):
            lines += self.item(item)
            points += float(self.stated or 0)
        total = f"{points:g}" if self.convert or self.chance(0.7) else self.some(SECTION_POINTS)
        return [f"{number}、{title}（{total}分）", *lines]

    def item(self, number: int) -> list[str]:
        """Write an item, sometimes with sub-items."""
        heading = f"{number}. "
        self.stated = self.some(SECTION_POINTS) if self.convert or self.chance(0.85) else None
        title = self.some(TITLES)
        if self.chance(0.8):
            return self.entry(f"{heading}{title}")
        lines, points = [], 0.0
        for sub in range(1, self.random.randint(2, 3) + 1):
            self.stated = self.some(SECTION_POINTS)
            points += float(self.stated)
            lines += self.entry(f"（{sub}）{self.some(TITLES)}")
        self.stated = f"{points:g}"
        return [f"{heading}{title}（{self.stated}分）", *lines]

    def declarations(self) -> list[str]:
        """Write the block of measures; what stays undeclared has an evident type."""
        lines = ["数据"]
        for name, word in self.counts:
            limits = self.some(["", "", " 0至1000"])
            lines.append(f"  {name}：{word}{limits}{self.some(['', '，全年合计'])}")
        for name in self.ratios:
            lines.append(f"  {name}：比率 {'-50%至200%' if name == '增长率' else '0%至100%'}")
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
        lines = self.some([["  20分以上 优秀", "  10分以上 良好", "  其余 一般"], ["  前2名 优秀", "  第3至4名 良好", "  其余 一般"],
                           ["  前30% 优秀", "  后2名 不合格", "  其余 合格"],
                           [f"  15分以上 且 {'非 弄虚作假' if self.yearly else self.atom()} 优秀", "  5分以上 良好", "  其余 一般"],
                           ["  12.5分以上 优秀", "  0分以上不满12.5分 良好", "  其余 一般"]])  # fmt: skip
        names = [line.split()[-1] for line in lines]
        overrides = []
        for _ in range(self.random.randint(0, 2)):
            event = self.some(EVENTS) if self.yearly or self.chance(0.7) else self.atom()
            effect = self.some(["降一档", "降二档", f"评为{names[-1]}", f"不得评为{names[0]}", "一票否决", "取消评优资格"])
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
        head.append("附件1 考核指标")
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
