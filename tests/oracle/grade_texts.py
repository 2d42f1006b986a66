"""Random 等次, 表彰, 通报 and 名次 as text: lines and quotas together, ties, vetoes and honours by condition."""

import re

from tests.oracle.rule_texts import RuleWriter
from tests.oracle.words import EVENTS

BY_POINTS = [["20分以上 优秀", "10分以上 良好", "其余 一般"],
             ["12.5分以上 优秀", "0分以上不满12.5分 良好", "其余 一般"],
             ["15分以上 优秀", "5分以上 良好", "不满5分 一般"],
             ["超过20分 优秀", "15分以上 良好", "8分至14分 中等", "其余 较差"],
             ["18分以上 优秀", "12分以上不满18分 良好", "6分以上不满12分 中等", "6分以下 较差"]]  # fmt: skip
BY_PLACES = [
    ["前2名 优秀", "第3至4名 良好", "其余 一般"],
    ["前30% 优秀", "后2名 不合格", "其余 合格"],
    ["前20名 优秀", "后20名 不合格", "其余 合格"],
    ["第1至3名 优秀", "第4至20名 良好", "其余 一般"],
    ["前1名 优秀", "第2名 良好", "末名 不合格", "其余 一般"],
    ["前10% 优秀", "前40% 良好", "后30% 不合格", "其余 合格"],
]


class GradeWriter(RuleWriter):
    """Grades and honours of a random scheme."""

    def quota(self, side: str = "前", most: int = 3) -> str:
        """Draw how many units a grade may have, in the whole or in each of some groups."""
        groups = self.share_of_groups()
        if self.chance(0.4):
            return f"{groups}{side}{self.random.randint(1, most)}名{self.ties()}"
        share = self.some(["10%", "20%", "25%", "30%", "33%", "40%", "50%", "12.5%"])
        words = [self.some(["", "", " 向下取整", " 四舍五入取整", " 向上取整"]), self.ties()]
        return f"{groups}{side}{share}{''.join(words)}"

    def share_of_groups(self) -> str:
        """Draw the groups that have quotas each, or none."""
        if not self.parted or self.chance(0.5):
            return ""
        groups = self.random.sample(sorted(self.parted), self.random.randint(1, len(self.parted)))
        return f"{'、'.join(groups)} 各"

    def ties(self) -> str:
        """Draw what happens to those tied for the last place of a quota."""
        return self.some(["", "", " 并列入围", " 并列不入围"])

    def joined(self, *parts: str) -> str:
        """Join parts of a line, in any order."""
        return " 且 ".join(self.random.sample(parts, len(parts)))

    def event(self) -> str:
        """Draw conditions of a whole period, those of a year where the grades look at years."""
        words = [self.one_event()]
        while len(words) < 5 and self.chance(0.15):
            words += [self.some(["且", "或"]), self.one_event()]
        return " ".join(words)

    def one_event(self) -> str:
        """Draw one condition as `event` does."""
        if not self.yearly:
            return self.atom()
        return self.some(["非 弄虚作假", "非 弄虚作假", f"年度办结率 {self.some(['90%以上', '不满95%', '超过80%'])}",
                          f"年度信访件数 {self.some(['3件以下', '至少2件', '低于5件'])}"])  # fmt: skip

    def events(self) -> str:
        """Draw an event that changes a grade, or several together."""
        parts = [self.some(EVENTS) if self.yearly or self.chance(0.7) else self.one_event()]
        while len(parts) < 4 and self.chance(0.2):
            parts += [self.some(["且", "或"]), self.one_event() if self.chance(0.5) else f"非 {self.some(EVENTS)}"]
        return " ".join(parts)

    def quota_lines(self) -> list[str]:
        """Draw lines of 等次 with quotas."""
        high, low = self.some(["20", "15", "12.5"]), self.some(["5", "10"])
        best = self.joined(f"{high}分以上", self.quota())
        best += f" 且 {self.event()}" if self.chance(0.2) else ""
        good = self.some([f"{low}分以上", self.joined(f"{low}分以上", self.quota(most=5))])
        return self.random.choice([
            [f"{best} 优秀", f"{good} 良好", "其余 一般"],
            [f"{best} 优秀", f"{low}分以上不满{high}分 良好", "其余 一般"],
            [f"{best} 优秀", f"{low}分以上 良好", f"不满{low}分 一般"],
            [f"{self.quota()} 优秀", f"{good} 良好", "其余 一般"],
            [f"{self.quota()} 优秀", f"{self.joined(f'{low}分以下', self.quota('后', 2))} 不合格", "其余 合格"],
            [f"{best} 优秀", f"{self.quota('后', 2)} 不合格", "其余 合格"],
        ])  # fmt: skip

    def grades(self) -> list[str]:
        """Write the block of grades, honours, or nothing."""
        if self.chance(0.25):
            return self.honours([], vetoed=False) if self.chance(0.2) else []
        both = " 且 ".join(self.event() for _ in range(self.some([1, 1, 2])))
        with_event = [[f"15分以上 且 {both} 优秀", "5分以上 良好", "其余 一般"],
                      [f"15分以上 且 {both} 优秀", f"5分以上 且 {self.event()} 良好", "其余 一般"],
                      [f"15分以上 且 {both} 优秀", "5分以上不满15分 良好", "不满5分 一般"],
                      [f"15分以上 且 {both} 优秀", "10分以下 较差", "其余 一般"],
                      [f"15分以上 且 {both} 优秀", "5分至14分 良好", "其余 一般"]]  # fmt: skip
        drawn = self.quota_lines() if self.chance(0.6) else self.random.choice([*BY_POINTS, *BY_PLACES, *with_event])
        lines = [f"  {line}" for line in drawn]
        names = [line.split()[-1] for line in lines]
        back = [line.split()[-1] for line in lines if re.search("[后末]", line)]
        barred = [name for name in names if name not in (back or names[-1:])]
        overrides = []
        for _ in range(self.random.choice([0, 1, 1, 2, 3])):
            effect = self.some(["降一档", "降两档", "降3档", f"评为{self.some(names)}", f"评为{names[-1]}",
                                f"不得评为{self.some(barred)}", f"不得评为{names[0]}", "一票否决", "一票否决",
                                "取消评优资格"])  # fmt: skip
            overrides.append(f"  {self.events()} {effect}")
        vetoed = any("一票否决" in line for line in overrides)
        return ["等次", *lines, *overrides, *self.honours(names, vetoed=vetoed)]

    def honours(self, grades: list[str], *, vetoed: bool) -> list[str]:
        """Draw 表彰 and 通报 by places, by grades that there are, and by conditions."""
        lines = []
        for block, share, side, names in (("表彰", 0.45, "前", ["先进单位", "示范单位", "创新单位"]),
                                          ("通报", 0.25, "后", ["通报批评", "约谈单位"])):  # fmt: skip
            if not self.chance(share):
                continue
            lines.append(block)
            for name in names[: self.random.randint(1, len(names))]:
                share = f"{side}{self.some(['20%', '50%', '33%'])}"
                parts = [f"{side}{self.random.randint(1, 3)}名", share, share, f"{side}15名", "第2至3名"]
                parts = [self.some(parts)] if not grades or self.chance(0.5) else []
                if grades and (not parts or self.chance(0.5)):
                    parts.insert(self.random.randint(0, len(parts)), f"评为{self.some([grades[0], *grades])}")
                parts += [self.event()] if self.chance(0.3) else []
                but = "（一票否决的除外）" if vetoed and self.chance(0.5) else ""
                lines.append(f"  {' 且 '.join(parts)} {name}{but}")
        return lines

    def rank_keys(self, sections: list[str]) -> list[str]:
        """Draw the field 名次, or nothing: what parts units of one total."""
        if self.chance(0.5):
            return []
        keys = [name for name, _ in self.counts] + self.ratios + self.numbers + sorted(self.derived)
        keys = (
            ["年终测评", "年度信访件数"]
            if self.yearly
            else [*keys, *sections, *sections, *([self.first] if self.first else [])]
        )
        chosen = list(dict.fromkeys(self.some(keys) for _ in range(self.random.randint(1, 2))))
        clauses = [
            f"{word}相同的，按 {key} {self.some(['由高到低', '由低到高'])}排"
            for word, key in zip(["总分", "仍"], chosen, strict=False)
        ]
        return [f"名次：{'；'.join(clauses)}"]
