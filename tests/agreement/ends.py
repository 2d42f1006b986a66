"""Schemes of a text whose ends are at random: quotas with lines and in groups, second keys, honours, means for others.

Receives a seed; promises a program of the compiler. Its rules are few and coarse, so that totals are often equal.
"""

import random
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.program import Program
from tests.agreement.schemes import NAMES

NEAR = tuple(Fraction(one) for one in ("0", "0.5", "1", "2", "3", "5"))
_DATA = "数据\n  甲数、乙数：数值\n  件数：数值\n  台账、通报：是否\n  差 = 甲数 − 乙数\n"
_YEARLY = "  年数：年度 数值\n"
_RULES = (
    "甲数 1以上 得4 0以上 得2 其余 得0",
    "件数 2以上 得5 其余 得1",
    "台账 得3",
    "得 乙数",
    "乙数 排名赋分 最多4 最少1",
)
_SCOPES = (
    *("",) * 4,
    "适用：甲组\n不适用：取平均分\n",
    "适用：甲组\n不适用：取平均分\n缺报：零分\n",
    "适用：乙组\n不适用：得满分\n",
)
_KEYS = ("件数", "甲数", "差", "一", "二", "一/2")
_WAYS = ("由高到低", "由低到高")


def of_ends(seed: int) -> tuple[Program, tuple[Fraction, ...]]:
    """Return a program and the numbers near which it compares."""
    chance = random.Random(f"ends {seed}")
    units = list(NAMES)
    chance.shuffle(units)
    cut = chance.randint(1, len(units) - 1)
    roster = f"名单\n  甲组：{'、'.join(units[:cut])}\n  乙组：{'、'.join(units[cut:])}\n"
    by_year = chance.random() < 0.25
    year = "年度总分 = 季度合计 + 年数\n" if by_year else ""
    sections = "".join(
        f"{number}、大项（{points}分）\n"
        + "".join(f"{at}. 项\n{chance.choice(_SCOPES)}  {chance.choice(_RULES)}\n" for at in (1, 2))
        for number, points in (("一", 8), ("二", 6))
    )
    keys = chance.sample(("年数",) if by_year else _KEYS, 1 if by_year else chance.randint(0, 2))
    head = f"方案：示例\n周期：{'季度' if by_year else '年度'}\n小数：{chance.randint(0, 2)}位\n附件1\n"
    data = _DATA + _YEARLY if by_year else _DATA
    text = f"{head}{_rank(chance, keys)}{roster}{data}{sections}{year}{_grades(chance)}{_honours(chance)}"
    compilation = compile_source(Source("示例", text))
    assert not compilation.failed, (text, compilation.diagnostics)
    return replace(compilation.tables["附件1"].program, periodic=True), NEAR


def _rank(chance: random.Random, keys: list[str]) -> str:
    if not keys:
        return ""
    said = (f"{'仍' if at else '总分'}相同的，按 {key} {chance.choice(_WAYS)}排" for at, key in enumerate(keys))
    return f"名次：{'；'.join(said)}\n"


def _quota(chance: random.Random) -> str:
    rounding, ties = chance.choice(("", " 四舍五入取整", " 向上取整")), chance.choice(("", " 并列入围", " 并列不入围"))
    match chance.randrange(4):
        case 0:
            return f"甲组、乙组 各前{chance.choice((25, 30, 50, 60))}%{rounding}{ties}"
        case 1:
            return f"{chance.choice(('前', '后'))}{chance.choice((20, 30, 50, 75))}%{rounding}{ties}"
        case 2:
            return f"甲组 各前{chance.randint(1, 3)}名{ties}"
        case _:
            return f"{chance.choice(('前2名', '后1名', '第2至3名'))}{ties}"


def _grades(chance: random.Random) -> str:
    lines = []
    for grade in ("优秀", "良好", "中等")[: chance.randint(1, 3)]:
        line, quota = f"{chance.randint(1, 12)}分以上", _quota(chance)
        also = chance.choice(("", "", " 且 件数 1以上", " 且 台账"))
        lines.append(f"  {chance.choice((f'{line} 且 {quota}', f'{quota} 且 {line}', quota, line))}{also} {grade}\n")
    overrides = chance.choice(("", "  通报 降一档\n", "  通报 一票否决\n"))
    return f"等次\n{''.join(lines)}  其余 一般\n{overrides}"


def _honours(chance: random.Random) -> str:
    lines = ("评为优秀", "评为优秀 且 前2名", "前3名 且 台账", "评为一般 且 件数 1以上", "前1名")
    drawn = chance.sample(lines, chance.randint(0, 3))
    said = "".join(f"  {line} 称号{name}\n" for line, name in zip(drawn, "甲乙丙", strict=False))
    return f"表彰\n{said}" if said else ""
