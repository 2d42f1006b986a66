"""Schemes at random whose texts are hard to print: from one seed, the text that a drafter would write.

Receives a seed; promises a scheme that compiles, of up to 12 columns, with names and headings of up to 60 characters,
words of up to 100 letters, texts longer than a page, items and sub-items, merged sections and sections of their own.
"""

import random

from creditdsl.base.node import node

_PAIRS = (
    "社会信用体系建设工作考核指标行政许可处罚信息公示数据报送质量安全生产目标管理责任落实情况单位部门整改完成及时准确台账"
    "检查监督宣传教育培训服务群众满意审批事项办理公开政府环境保护治理河道"
)
WORDS = tuple(_PAIRS[place : place + 2] for place in range(0, len(_PAIRS), 2))
HEADINGS = (
    "考核内容",
    "评分标准",
    "分值",
    "责任单位",
    "考核依据",
    "考核方式",
    "备注",
    "自评得分",
    "复核得分",
    "扣分说明",
)
LETTERS = ("a", "W", "M", "ab", "GB/T-", "http://", "1", "i", "Mm_")
PUNCTUATION = ("，", "。", "；", "（", "）", "、", "“", "”")
COLUMNS = 12


@node
class Shape:
    """How hard a scheme is to print, in characters of its longest texts and in words of many letters."""

    name: int
    heading: int
    text: int
    letters: float


def random_scheme(seed: int) -> str:
    """Return the text of a scheme."""
    return _Writer(random.Random(seed)).scheme()


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.shape = Shape(
            name=chance.choice((8, 20, 40, 60)),
            heading=chance.choice((4, 4, 12, 30, 60)),
            text=chance.choice((10, 60, 300, 1500)),
            letters=chance.choice((0, 0.1, 0.5)),
        )
        self.names: list[str] = []

    def scheme(self) -> str:
        sections = [self.section(number) for number in range(1, self.chance.randint(2, 5))]
        title, table = self.words(self.chance.randint(4, 70)), self.words(self.chance.randint(4, 70))
        measures = [f"  {name}：个" for name in self.names]
        return "\n".join(
            (f"方案：{title}", "", f"附件1 {table}", f"栏目：{self.columns()}", "", "数据", *measures, "", *sections)
        )

    def columns(self) -> str:
        if self.chance.random() < 0.2:
            return self.chance.choice(("吕梁式", "郏县式", "黄石式", "长治式"))
        count = self.chance.randint(1, COLUMNS)
        headings = ["序号", *self.chance.choice(((), ("考核项目",))), "考核指标"][:count]
        while len(headings) < count:
            usual = self.chance.choice(HEADINGS)
            headings.append(usual if self.chance.random() < 0.5 else self.heading() + usual)
        return "、".join(headings)

    def heading(self) -> str:
        return self.run() if self.chance.random() < self.shape.letters else self.words(self.shape.heading)

    def section(self, number: int) -> str:
        items = [self.item(each) for each in range(1, self.chance.randint(2, 6))]
        return "\n".join((f"{'一二三四'[number - 1]}、{self.words(self.shape.name)}", "", *items))

    def item(self, number: int) -> str:
        parts = self.chance.choice((0, 0, 0, 2, 3))
        lines = [f"{number}. {self.title()}（{5 * max(parts, 1)}分）", *self.fields()]
        for part in range(1, parts + 1):
            lines += [f"（{part}）{self.title()}（5分）", *self.rule()]
        return "\n".join((*lines, *(() if parts else self.rule()), ""))

    def fields(self) -> list[str]:
        stems = ("内容", "依据", "方式", "责任", "备注", "标准")
        return [f"{stem}：{self.text()}" for stem in stems if self.chance.random() < 0.5]

    def rule(self) -> list[str]:
        name = f"{self.words(self.chance.randint(2, self.shape.name))}{len(self.names)}数"
        self.names.append(name)
        return [f"  {name} {self.chance.choice(('每个加1 最高5', '5个以上 得5 3个以上 得2 其余 得0'))}"]

    def text(self) -> str:
        pieces = []
        length = self.chance.randint(1, self.shape.text)
        while sum(map(len, pieces)) < length:
            pieces.append(self.run() if self.chance.random() < self.shape.letters / 5 else self.chance.choice(WORDS))
            if self.chance.random() < 0.2:
                pieces.append(self.chance.choice(PUNCTUATION))
        return "甲" + "".join(pieces)

    def run(self) -> str:
        letters = self.chance.choice(LETTERS)
        return (letters * 100)[: self.chance.randint(2, 100)]

    def title(self) -> str:
        return self.words(self.shape.name) + (self.run() if self.chance.random() < self.shape.letters / 3 else "")

    def words(self, length: int) -> str:
        """Return a name of about as many characters."""
        text = self.chance.choice(WORDS)
        while len(text) < length - 1:
            text += self.chance.choice(WORDS)
        return text
