"""Schemes without a fault, and the same with one fault planted at a known line.

`faultless(seed)` writes a scheme in which every sum adds up, every limit is stated and every measure is
used; `PLANTS` are the kinds of fault, each a function that turns one line of it into a wrong one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from creditdsl.base.exact import show

SUBJECTS = (
    "信用承诺", "信息归集", "行政处罚", "守信激励", "平台建设", "宣传教育", "投诉办理", "政务公开",
    "营商环境", "安全生产", "节能降耗", "防汛备汛", "档案管理", "乡村道路", "垃圾分类", "护林防火",
    "河道清淤", "社区服务", "校园周边", "农贸市场", "公共厕所", "停车秩序", "户外广告", "消防设施",
    "饮水水源", "危房改造", "就业培训", "养老床位", "托幼机构", "志愿服务",
)  # fmt: skip
TOPICS = ("报送", "整改", "巡查", "建档", "培训", "公示", "回访", "督办", "备案", "核验")
CHINESE = "一二三四五六七八九十"


@dataclass(slots=True)
class Writer:
    """The lines of a scheme as they grow; measures are declared at the end, above the sections."""

    random: Random
    names: list[str]
    measures: list[str]
    lines: list[str]

    def measure(self, suffix: str, kind: str) -> str:
        name = self.names.pop() + suffix
        self.measures.append(f"  {name}：{kind}")
        return name

    def split(self, total: int, parts: int) -> list[int]:
        """A whole number as a sum of parts, none of them 0."""
        cuts = sorted(self.random.sample(range(1, total), parts - 1))
        return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


def faultless(seed: int) -> str:
    """A whole scheme of one table of 100 points."""
    random = Random(seed)
    names = [subject + topic for subject in SUBJECTS for topic in TOPICS]
    random.shuffle(names)
    writer = Writer(random, names, [], [])
    for number, points in enumerate(writer.split(100, random.randint(2, 5))):
        writer.lines += ["", f"{CHINESE[number]}、{SUBJECTS[number]}工作（{points}分）"]
        for position, share in enumerate(writer.split(points, random.randint(1, min(4, points))), 1):
            _item(writer, position, share)
    units = [f"{subject[:2]}局" for subject in random.sample(SUBJECTS, random.randint(12, 20))]
    return "\n".join(
        [
            "方案：某市综合考核办法",
            f"文号：某考办发〔20{random.randint(18, 26)}〕{random.randint(1, 60)}号",
            "周期：年度",
            "小数：2位，四舍五入",
            "",
            "附件1 考核指标（满分100分）",
            "",
            "名单",
            f"  单位：{'、'.join(units)}",
            "",
            "数据",
            *writer.measures,
            *writer.lines,
            "",
            "等次",
            "  90分以上 优秀",
            "  80分以上 良好",
            "  60分以上 一般",
            "  其余 较差",
            "",
            "表彰",
            f"  前{random.randint(1, 5)}名 先进单位",
            "",
        ]
    )


def _item(writer: Writer, number: int, points: int) -> None:
    ways = (_checklist, _per_unit, _two_counts, _from_full, _bands, _ranking, _standard, _mark, _formula, _quotient)
    way = writer.random.choice(ways)
    title = writer.names[-1]
    trait = "，满分起扣" if way is _from_full else ""
    rules = way(writer, points)
    writer.lines += [f"{number}. {title}情况（{points}分{trait}）", *(f"  {rule}" for rule in rules)]


def _checklist(writer: Writer, points: int) -> list[str]:
    shares = writer.split(points, writer.random.randint(1, min(3, points)))
    return [f"{writer.measure('完成', '是否')} 得{share}" for share in shares]


def _price(writer: Writer, points: int) -> Fraction:
    return Fraction(points) / writer.random.choice([1, 2, 4, 5])


def _per_unit(writer: Writer, points: int) -> list[str]:
    return [f"{writer.measure('次数', '次 0至300')} 每次得{show(_price(writer, points))} 最高{points}"]


def _two_counts(writer: Writer, points: int) -> list[str]:
    half = show(Fraction(points, 2))
    return [f"{writer.measure(suffix, '次')} 每次得{half} 最高{half}" for suffix in ("甲次数", "乙次数")]


def _from_full(writer: Writer, points: int) -> list[str]:
    return [f"{writer.measure('差错数', '条 0至300')} 每条扣{show(_price(writer, points))} 最高扣{points}"]


def _bands(writer: Writer, points: int) -> list[str]:
    limits = sorted(writer.random.sample(range(40, 100, 5), 3), reverse=True)
    cases = [
        f"{limit}%以上 得{show(Fraction(points) * (3 - at) / 4 if at else Fraction(points))}"
        for at, limit in enumerate(limits)
    ]
    return [f"{writer.measure('率', '比率 0%至100%')} {' '.join(cases)} 其余 得0"]


def _ranking(writer: Writer, points: int) -> list[str]:
    least = show(Fraction(points, 5))
    return [f"{writer.measure('件数', '件 0至900')} 排名赋分 并列不占位 零不得分 最多{points} 最少{least}"]


def _standard(writer: Writer, points: int) -> list[str]:
    price = show(Fraction(points, 20))
    limit = writer.random.choice([80, 90, 95])
    return [f"{writer.measure('合格率', '比率 0%至100%')} {limit}%以上 得{points} 每低1百分点扣{price}"]


def _mark(writer: Writer, points: int) -> list[str]:
    return [f"{writer.names.pop()}评定 酌情 0至{points}"]


def _formula(writer: Writer, points: int) -> list[str]:
    return [f"得 {writer.measure('比例', '比率 0%至100%')}×{points} 最高{points}"]


def _quotient(writer: Writer, points: int) -> list[str]:
    whole = writer.measure("总数", "件 1至900")
    part = writer.measure("办结数", "件 0至900")
    return [f"{part}÷{whole} 90%以上 得{points} 60%以上 得{show(Fraction(points, 2))} 其余 得0"]


Plant = Callable[[list[str], Random], int | None]
"""Changes one line of a scheme and says which, 0-based; None where the scheme has no place for it."""


def planted(kind: str, seed: int) -> tuple[str, int] | None:
    """A scheme with the fault of one kind, and its 1-based line."""
    lines = faultless(seed).split("\n")
    at = PLANTS[kind][1](lines, Random(seed))
    return None if at is None else ("\n".join(lines), at + 1)


def _where(lines: list[str], pattern: str, random: Random) -> int | None:
    """One of the lines that match."""
    found = [at for at, line in enumerate(lines) if re.search(pattern, line)]
    return random.choice(found) if found else None


def _turn(pattern: str, turned: str | Callable[[re.Match[str]], str]) -> Plant:
    def plant(lines: list[str], random: Random) -> int | None:
        if (at := _where(lines, pattern, random)) is not None:
            lines[at] = re.sub(pattern, turned, lines[at], count=1)
        return at

    return plant


def _more(by: int) -> Callable[[re.Match[str]], str]:
    return lambda match: match[1] + str(int(match[2]) + by) + match[3]


def _measure_again(lines: list[str], random: Random) -> int | None:
    """The second of two items deducts for the facts of the first."""
    found = [at for at, line in enumerate(lines) if re.search("每条扣", line)]
    if len(found) < 2:
        return None
    first, second = found[:2]
    name = lines[first].split()[0]
    old = lines[second].split()[0]
    lines[second] = lines[second].replace(old, name)
    declared = next(at for at, line in enumerate(lines) if line.startswith(f"  {old}："))
    lines[declared] = "  # 与另一项同一数据"
    return second


def _unused(lines: list[str], random: Random) -> int:
    at = lines.index("数据") + 1
    lines.insert(at, "  无人使用次数：次 0至9")
    return at


def _zero_divisor(lines: list[str], random: Random) -> int | None:
    """The fault is where it is divided, not where the range is declared."""
    at = _where(lines, "总数 90%以上", random)
    if at is not None:
        name = re.search(r"÷(\S+)", lines[at])
        assert name is not None
        declared = lines.index(f"  {name[1]}：件 1至900")
        lines[declared] = f"  {name[1]}：件 0至900"
    return at


def _too_little(lines: list[str], random: Random) -> int | None:
    """A case gives less, and the heading above promises what nobody can get."""
    at = _where(lines, r"完成 得\d+$", random)
    if at is None:
        return None
    lines[at] = re.sub(r"\d+$", "0.5", lines[at])
    return max(above for above in range(at) if re.match(r"\d\. ", lines[above]))


def _skip_number(lines: list[str], random: Random) -> int | None:
    """The last item of a section takes the next number but one."""
    last = [at for at, line in enumerate(lines) if re.match(r"[234]\. ", line)]
    if not last:
        return None
    at = last[-1]
    lines[at] = re.sub(r"^(\d)", lambda match: str(int(match[1]) + 2), lines[at])
    return at


def _own_wording(lines: list[str], random: Random) -> int | None:
    at = _where(lines, "每条扣", random)
    if at is None:
        return None
    lines.insert(at, "标准：每条扣0.37分。")
    return at


def _nothing_to_deduct_from(lines: list[str], random: Random) -> int | None:
    """The heading of an item that only deducts no longer says that it starts from full marks."""
    at = _where(lines, "分，满分起扣）", random)
    if at is None:
        return None
    lines[at] = lines[at].replace("，满分起扣", "")
    return at + 1


def _rule_twice(lines: list[str], random: Random) -> int | None:
    """A rule of a list of checks stands once more, typed otherwise."""
    at = _where(lines, r"完成 得\d+$", random)
    if at is None:
        return None
    lines.insert(at + 1, re.sub(r"得(\d+)$", r"加 \1 分。", lines[at]))
    return at + 1


def _all_alike(lines: list[str], random: Random) -> int | None:
    at = _where(lines, r"率 \d+%以上 得.* 其余 得0$", random)
    if at is not None:
        lines[at] = re.sub(r"得[\d.]+", "得1", lines[at])
    return at


def _lifted_override(lines: list[str], random: Random) -> int:
    at = lines.index("  其余 较差") + 1
    lines[at:at] = ["  弄虚作假 一票否决", random.choice(["  获国家表彰 评为优秀", "  整改到位 评为一般"])]
    return at + 1


def _vetoed_and_honoured(lines: list[str], random: Random) -> int:
    lines.insert(lines.index("  其余 较差") + 1, random.choice(["  弄虚作假 一票否决", "  弄虚作假 评为较差"]))
    return lines.index("表彰") + 1


def _spared_at_the_worst(lines: list[str], random: Random) -> int | None:
    """A rule of an item that starts from full marks says 不得分 where all is meant to be lost."""
    at = _where(lines, r"差错数 每条扣", random)
    if at is not None:
        lines[at] = f"  {lines[at].split()[0]} 1条 扣0.1 2条以上 不得分"
    return at


PLANTS: dict[str, tuple[frozenset[str], Plant]] = {
    "大项的分值写错": (frozenset({"W0601"}), _turn(r"^(.、.*（)(\d+)(分）)$", _more(3))),
    "项的分值写错": (frozenset({"W0601"}), _turn(r"^(\d\. .*（)(\d+)(分.*）)$", _more(2))),
    "满分写错": (frozenset({"W0602", "W0603"}), _turn("满分100分", "满分110分")),
    "一项同一事实扣两次": (frozenset({"W0649"}), _measure_again),
    "没有最高分": (frozenset({"W0643"}), _turn(r"(甲次数 每次得\S+) 最高\S+$", r"\1")),
    "分母可能是零": (frozenset({"W0644"}), _zero_divisor),
    "声明了没有用": (frozenset({"W0648"}), _unused),
    "编号跳号": (frozenset({"W0660"}), _skip_number),
    "两档同分": (frozenset({"W0624"}), _turn(r"(得[\d.]+) (\d+%以上) 得[\d.]+", r"\1 \2 \1")),
    "等次两头都含": (frozenset({"W0622", "W0621"}), _turn("其余 较差", "60分以下 较差")),
    "名额多过单位": (frozenset({"W0626"}), _turn("前\\d名 先进", "前40名 先进")),
    "档次排不到": (frozenset({"E0623"}), _turn("80分以上 良好", "95分以上 良好")),
    "标准和规则不同": (frozenset({"W0671"}), _own_wording),
    "分数拿不满": (frozenset({"W0610"}), _too_little),
    "没有分值可扣": (frozenset({"W0614"}), _nothing_to_deduct_from),
    "同一条写两次": (frozenset({"W0633"}), _rule_twice),
    "各档都一样": (frozenset({"W0634"}), _all_alike),
    "改判抬回去": (frozenset({"W0635"}), _lifted_override),
    "最好的没有写到": (frozenset({"W0636"}), _turn(r"(率 \d+%以上) 得(?=.*以上)", r"\1不满100% 得")),
    "否决了还表彰": (frozenset({"W0637"}), _vetoed_and_honoured),
    "最差的不扣分": (frozenset({"W0638"}), _spared_at_the_worst),
    "高的反而分低": (frozenset({"W0630"}), _turn(r"(率 \d+%以上 得[\d.]+ \d+%以上 得)[\d.]+", r"\g<1>0.01")),
}
"""Kinds of fault: the codes of which one must be found at the line, and how it is planted."""
