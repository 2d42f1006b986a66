"""Canonical rule lines of every form, with random names, numbers, units, options and limits.

A form without a strategy here has the lines of its page tests/forms/<stem>.md, with other names and numbers.
"""

import re
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from creditdsl.compiler.name_uses import names_in
from tests.drawing import composite, sampled_from
from tests.reader.reading import rule_of

PAGES = Path(__file__).parents[1] / "forms"

NAMES = (
    "明确分工", "水费信息条数", "双公示准确率", "瞒报条数", "得分率", "取得资质", "累计篇数", "最高检通报次数",
    "前三季度增速", "降本增效", "扣分整改率", "满意度", "失信行为", "存在问题数", "GDP增速", "在册企业数", "加分项数",
    "标准条数", "计分率", "排名情况", "行政许可", "按时率",
)  # fmt: skip
QUOTED = (
    "甲且乙", "甲或者乙", "占比超过全国占比", "A级3类数", "2022年工作要点", "为民服务次数", "GDP 增速", "每月入库总量",
    "明确领导、科室", "甲，乙；丙。", "完成率（%）", "A-B×2", "其余事项数", "前三名次数", "按期率", "不得分次数",
    "分母为零次数", "得5", "《条例》执行率", "一次办结率", "酌情评分", "没有加倍的",
)  # fmt: skip
UNITS = ("条", "篇", "例", "家", "万元", "天", "%", "")
SIGNS = ("+", "-", "×", "÷")


def names() -> SearchStrategy[str]:
    """Bare and quoted names; the bare ones are drawn more often."""
    return st.one_of(*[sampled_from(NAMES)] * 3, sampled_from(QUOTED).map(lambda name: f"“{name}”"))


@composite
def number(draw: DrawFn, least: int = 0, most: int = 60) -> str:
    return str(draw(st.integers(least, most))) + draw(sampled_from(["", "", "", ".5", ".25"]))


@composite
def amount(draw: DrawFn) -> str:
    return draw(number()) + draw(sampled_from(UNITS))


@composite
def expression(draw: DrawFn) -> str:
    first, second, third = draw(names()), draw(names()), draw(names())
    one, two = draw(sampled_from(SIGNS)), draw(sampled_from(SIGNS))
    shapes = [
        f"{first}{one}{second}",
        f"（1-{first}）×{draw(number(1))}",
        f"{draw(number(1))}×{first}",
        f"合计（{first}、{second}）×2",
        f"{first}÷全体最高（{first}）×6",
        f"-{first}+{draw(number())}",
        f"{first}{one}{second}{two}{third}",
        f"（{first}+{second}）{draw(sampled_from('×÷'))}{third}",
        f"{first}-（{second}{draw(sampled_from('+-'))}{third}）",
    ]
    return draw(sampled_from(shapes))


def subject() -> SearchStrategy[str]:
    return st.one_of(names(), names(), expression())


@composite
def bound(draw: DrawFn) -> str:
    if draw(st.booleans()):
        return draw(amount()) + draw(sampled_from(["以上", "以下", "以外"]))
    word = draw(sampled_from(["不低于", "不超过", "超过", "不满", "等于"]))
    return f"{word} {draw(st.one_of(amount(), names(), st.just('-5%'), st.just('全体平均（得分率）')))}"


@composite
def test(draw: DrawFn) -> str:
    match draw(st.integers(0, 3)):
        case 0:
            return draw(amount())
        case 1:
            unit = draw(sampled_from(UNITS))
            return f"{draw(number(0, 20))}{unit}以上 不满 {draw(number(30))}{unit}"
        case _:
            return draw(bound())


@composite
def award(draw: DrawFn) -> str:
    match draw(st.integers(0, 7)):
        case 0:
            return "得满分"
        case 1:
            return f"{draw(sampled_from('得扣'))} {draw(expression())}"
        case _:
            return draw(sampled_from("得得扣")) + draw(number())


@composite
def result(draw: DrawFn) -> str:
    match draw(st.integers(0, 7)):
        case 0:
            return draw(
                sampled_from(["不得分", "（2）不得分", "本项不得分", "1/1 不得分", "一/1 不得分", "本大项不得分"])
            )
        case 1:
            word = draw(sampled_from(["酌情", "酌情扣"]))
            return f"{draw(sampled_from(['评定得分', '“2号评分”']))} {word} {draw(number(0, 5))}至{draw(number(6))}"
        case _:
            return draw(award())


@composite
def rest(draw: DrawFn, word: str) -> str:
    return f"{word} {draw(result())}" if draw(st.booleans()) else ""


@composite
def predicate(draw: DrawFn) -> str:
    atoms = []
    for _ in range(draw(st.integers(1, 3))):
        negated = draw(sampled_from(["", "", "非 "]))
        atoms.append(negated + (draw(names()) if draw(st.booleans()) else f"{draw(subject())} {draw(test())}"))
    out = atoms[0]
    for atom in atoms[1:]:
        out += f" {draw(sampled_from(['且', '或']))} {atom}"
    return out


@composite
def condition(draw: DrawFn) -> str:
    return f"{draw(predicate())} {draw(result())} {draw(rest('否则'))}"


@composite
def cases(draw: DrawFn, least: int = 2) -> str:
    return " ".join(f"{draw(test())} {draw(result())}" for _ in range(draw(st.integers(least, 4))))


@composite
def bands(draw: DrawFn) -> str:
    return f"{draw(subject())} {draw(cases())} {draw(rest('其余'))}"


@composite
def each(draw: DrawFn) -> str:
    return draw(sampled_from(["", "1", "2", "5", "10", "0.5"])) + draw(sampled_from(["条", "篇", "万元", "%", "家"]))


@composite
def per_unit(draw: DrawFn) -> str:
    size = draw(each())
    size = f"1{size}" if size == "%" else size
    price = draw(sampled_from(["得{}", "扣{}", "得（{}×甲率）"])).format(draw(number(1)))
    counting = draw(sampled_from(["", "", "不足一步按一步计", "按比例计"]))
    return f"{draw(subject())} 每{size}{price} {counting}"


@composite
def levels(draw: DrawFn) -> str:
    options = ["创新奖", "特别创新奖", "一等奖", "无", "行为规范", "“3A”", "“优且良”"]
    words = draw(st.permutations(options))[: draw(st.integers(1, 4))]
    choices = " ".join(f"{word} {draw(award())}" for word in words)
    return f"{draw(sampled_from(['创新奖项', '行为类别', '“3年评级”']))} 选项 {choices} {draw(rest('其余'))}"


@composite
def standard(draw: DrawFn) -> str:
    size, unit = draw(number(1, 9)), draw(sampled_from(["百分点", "条", "起"]))
    steps = draw(sampled_from([("每低",), ("每超",), ("每低", "每超"), ("每超", "每低")]))
    moved = " ".join(f"{s}{size}{unit}{draw(sampled_from('得扣'))}{draw(number(1))}" for s in steps)
    more = draw(cases(1)) if draw(st.booleans()) else ""
    counting = draw(sampled_from(["", "", "不足一步按一步计", "按比例计"]))
    return f"{draw(subject())} {draw(bound())} {draw(award())} {moved} {more} {draw(rest('其余'))} {counting}"


def formula() -> SearchStrategy[str]:
    return award()


@composite
def options(draw: DrawFn, gap: bool = False) -> str:
    words = ["由低到高", "零不得分", "并列占位", *(["按差距赋分"] if gap else [])]
    return " ".join(word for word in words if draw(st.booleans()))


@composite
def rank(draw: DrawFn) -> str:
    return f"排名赋分 {draw(options(True))} 最多{draw(number(10))} 最少{draw(number(0, 9))}"


@composite
def ranking(draw: DrawFn) -> str:
    return f"{draw(subject())} {draw(rank())}"


@composite
def ranking_after_mark(draw: DrawFn) -> str:
    return f"{draw(subject())} {draw(cases(1))} 其余 {draw(rank())}"


@composite
def ranking_steps(draw: DrawFn) -> str:
    return f"{draw(subject())} 排名赋分 {draw(options())} 第一名 得{draw(number(1))} 每降一名扣{draw(number(1))}"


@composite
def ranking_places(draw: DrawFn) -> str:
    places = sampled_from(["第一名", "第2名", "第十二名", "前3名", "后3名", "末名", "前20%", "后12.5%"])
    given = " ".join(f"{draw(places)} {draw(award())}" for _ in range(draw(st.integers(1, 4))))
    return f"{draw(subject())} 排名赋分 {draw(options())} {given} {draw(rest('其余'))}"


@composite
def ranking_groups(draw: DrawFn) -> str:
    groups = draw(st.permutations(["前{}名 得{}", "后{}名 得{}"]))
    given = " ".join(group.format(draw(st.integers(1, 9)), draw(number())) for group in groups)
    return f"{draw(subject())} 排名赋分 {draw(options())} {given} 其余 依次"


@composite
def discretion(draw: DrawFn) -> str:
    return f"{draw(names())} {draw(sampled_from(['酌情', '酌情扣']))} {draw(number(0, 5))}至{draw(number(6))}"


@composite
def limits(draw: DrawFn, gives: bool, takes: bool) -> str:
    """Limits of a rule that gives points, takes them, or does either."""
    words = ["扣完为止"]
    if gives:
        words += [f"最高{draw(number(30))}", f"最低{draw(number(0, 9))}"]
    if takes:
        words.append(f"最高扣{draw(number(30))}")
    return " ".join(draw(st.lists(sampled_from(words), max_size=2, unique=True)))


@cache
def lines_of_page(stem: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each rule line of the form on its page, with the names in it."""
    blocks = re.findall(r"^```credit\n(.*?)^```", (PAGES / f"{stem}.md").read_text(encoding="utf-8"), re.M | re.S)
    rules = {text.strip(): rule_of(text.strip()) for block in blocks for text in re.findall("^  .+", block, re.M)}
    return tuple(
        (text, frozenset(name.text for name in names_in(rule.body)))
        for text, rule in rules.items()
        if rule is not None and getattr(rule.body, "stem", "") == stem
    )


@composite
def of_page(draw: DrawFn, stem: str) -> str:
    """A line of the form's page with another name for each name, and other numbers."""
    text, known = draw(sampled_from(lines_of_page(stem)))
    names_and_numbers = "|".join([*(f"“?{re.escape(name)}”?" for name in sorted(known)), r"\d+(?:\.\d+)?"])
    others: dict[str, str] = {}
    for word in re.findall(names_and_numbers, text):
        others[word] = draw(number(1) if word[0].isdigit() else names())
    return re.sub(names_and_numbers, lambda match: others[match[0]], text)


STRATEGIES = {
    "condition": condition,
    "per_unit": per_unit,
    "bands": bands,
    "levels": levels,
    "standard": standard,
    "formula": formula,
    "ranking": ranking,
    "ranking_steps": ranking_steps,
    "ranking_places": ranking_places,
    "ranking_after_mark": ranking_after_mark,
    "ranking_groups": ranking_groups,
    "discretion": discretion,
}


@composite
def line(draw: DrawFn, stem: str) -> str:
    """A canonical line of the form, which may still be wrong in meaning."""
    body = draw(STRATEGIES[stem]() if stem in STRATEGIES else of_page(stem))
    instead = draw(st.one_of(st.just(""), st.just(""), result().map("分母为零 {}".format)))
    return f"{body} {draw(limits('得' in body, '扣' in body))} {instead}"
