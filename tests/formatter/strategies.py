"""Whole schemes composed at random from every form: forgiving spellings, widths, spaces and noise."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from creditdsl.syntax.keywords import keywords

_PLAIN = ["甲", "乙数", "报送量", "信用承诺条数", "双公示准确率", "GDP增速", "明确分工", "企业数", "整改比率"]
_LADEN = [
    "得分率",
    "取得资质",
    "累计篇数",
    "最高检通报次数",
    "计分率",
    "前三季度增速",
    "降本增效",
    "扣分整改率",
    "满意度",
]
_QUOTED = ["且末县", "甲 乙", "100强企业数", "不满意率", "a#b", "（一）类", "其余，事项"]
_FULL = {code: code + 0xFEE0 for code in range(0x30, 0x3A)} | {ord("%"): "％", ord("."): "．"}


def spelt(word: str) -> SearchStrategy[str]:
    """Any spelling of a keyword."""
    return st.sampled_from(keywords().words[word].words)


def gap() -> SearchStrategy[str]:
    """What may stand where a space must."""
    return st.sampled_from([" ", "  ", "\u3000", "\t", "，", "； ", ", ", " ,"])


def maybe() -> SearchStrategy[str]:
    """What may stand where no space need be."""
    return st.sampled_from(["", "", "", " ", "\u3000"])


@composite
def name(draw: DrawFn) -> str:
    kind = draw(st.integers(0, 5))
    if kind == 0:
        opening, closing = draw(st.sampled_from(["“”", "「」", '""']))
        return opening + draw(st.sampled_from(_QUOTED)) + closing
    return draw(st.sampled_from(_LADEN if kind == 1 else _PLAIN))


@composite
def number(draw: DrawFn, most: int = 999) -> str:
    digits = str(draw(st.integers(0, most))) + draw(st.sampled_from(["", "", ".5", ".25", ".0"]))
    return digits.translate(_FULL) if draw(st.booleans()) else digits


@composite
def points(draw: DrawFn) -> str:
    return draw(number()) + draw(st.sampled_from(["", "", "分"]))


@composite
def quantity(draw: DrawFn) -> str:
    return draw(number()) + draw(st.sampled_from(["", "条", "家", "%", " ％", "百分点", "万元", "分"]))


@composite
def expression(draw: DrawFn, depth: int = 2) -> str:
    terms = [draw(_operand(depth)) for _ in range(draw(st.integers(1, 3)))]
    signs = ["+", "-", "−", "－", "×", "*", "÷", "/", "＋", "＊"]
    out = terms[0]
    for term in terms[1:]:
        out += draw(maybe()) + draw(st.sampled_from(signs)) + draw(maybe()) + term
    return out


@composite
def _operand(draw: DrawFn, depth: int) -> str:
    match draw(st.integers(0, 4 if depth else 1)):
        case 0:
            return draw(name())
        case 1:
            return draw(number())
        case 2:
            return draw(st.sampled_from("-−")) + draw(maybe()) + draw(_operand(depth - 1))
        case _:
            left, right = draw(st.sampled_from(["()", "（）"]))
            return left + draw(maybe()) + draw(expression(depth - 1)) + draw(maybe()) + right


@composite
def bound(draw: DrawFn) -> str:
    if draw(st.booleans()):
        return draw(quantity()) + draw(maybe()) + draw(spelt(draw(st.sampled_from(["OR_MORE", "OR_LESS", "BEYOND"]))))
    word = draw(spelt(draw(st.sampled_from(["AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN"]))))
    operand = draw(st.sampled_from([quantity(), name(), st.just("-5%"), st.just("（甲+乙数）")]))
    return word + draw(st.sampled_from([" ", "\u3000"])) + draw(operand)


@composite
def test(draw: DrawFn) -> str:
    match draw(st.integers(0, 3)):
        case 0:
            return draw(quantity())
        case 1:
            return draw(quantity()) + draw(maybe()) + draw(spelt("TO")) + draw(maybe()) + draw(quantity())
        case 2:
            return draw(bound())
        case _:
            return draw(bound()) + " " + draw(bound())


@composite
def award(draw: DrawFn) -> str:
    verb = draw(spelt(draw(st.sampled_from(["GAIN", "LOSE"]))))
    match draw(st.integers(0, 5)):
        case 0:
            return "得满分"
        case 1:
            return verb + " " + draw(expression())
        case 2:
            return "得分" + draw(maybe()) + draw(st.sampled_from("=＝")) + draw(maybe()) + draw(expression())
        case _:
            return verb + draw(maybe()) + draw(points())


@composite
def result(draw: DrawFn) -> str:
    match draw(st.integers(0, 6)):
        case 0:
            return draw(spelt("NO_POINTS"))
        case 1:
            return draw(st.sampled_from(["（2）不得分", "第(2)条不得分", "( 2 ) 不得分", "本项不得分"]))
        case 2:
            return draw(name()) + draw(gap()) + draw(mark())
        case _:
            return draw(award())


@composite
def mark(draw: DrawFn) -> str:
    word = draw(spelt(draw(st.sampled_from(["MARK", "MARK_LOSE"]))))
    return word + " " + draw(number(5)) + draw(maybe()) + draw(spelt("TO")) + draw(maybe()) + "9" + draw(maybe())


@composite
def rank(draw: DrawFn) -> str:
    options = [
        draw(spelt(o)) for o in draw(st.sets(st.sampled_from(["FALLING", "ZERO_OUT", "DENSE_PLACES", "BY_GAP"])))
    ]
    most = draw(st.sampled_from(["最多", "最高", "最多得", "最高 得 "])) + "1000" + draw(st.sampled_from(["", "分"]))
    least = draw(st.sampled_from(["最少", "最低", "最少得"])) + draw(points())
    ends = draw(st.permutations([most, least]))
    return draw(gap()).join(["排名赋分", *options, *ends])


@composite
def predicate(draw: DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        negation = draw(st.sampled_from(["", "", "非 "]))
        parts.append(negation + draw(name()) + (" " + draw(test()) if draw(st.booleans()) else ""))
    out = parts[0]
    for part in parts[1:]:
        out += " " + draw(st.sampled_from(["且", "或"])) + " " + part
    return out


@composite
def rule(draw: DrawFn) -> str:
    between = draw(gap())
    otherwise = draw(spelt("OTHERWISE"))
    match draw(st.integers(0, 7)):
        case 0:
            parts = [draw(predicate()), draw(result())]
            parts += [otherwise, draw(result())] if draw(st.booleans()) else []
        case 1:
            cases = [part for _ in range(draw(st.integers(2, 3))) for part in (draw(test()), draw(result()))]
            parts = [draw(name()), *cases, *([otherwise, draw(result())] if draw(st.booleans()) else [])]
        case 2:
            step = draw(st.sampled_from(["每例", "每 5 篇", "每1%", "每0.5百分点", "每２件", "每10"]))
            verb = draw(spelt(draw(st.sampled_from(["GAIN", "LOSE"]))))
            parts = [draw(expression()), step + draw(maybe()) + verb + draw(maybe()) + draw(points())]
        case 3:
            parts = [draw(award())]
        case 4:
            parts = [draw(expression()), draw(rank())]
        case 5:
            place = draw(st.sampled_from(["前3名", "前 三 名", "第一名"]))
            back = draw(st.sampled_from(["后3名", "末名"]))
            parts = [draw(name()), "排名赋分", place, "得5", back, "得 0", otherwise, "依次"]
        case 6:
            parts = [draw(name()), draw(test()), draw(award()), otherwise, draw(rank())]
        case _:
            parts = [draw(name()), draw(mark())]
    limits = ["最高10", "最高扣 8分", "最多得5", "最低1", "扣完为止", "不足一步按一步计", "按比例计"]
    label = draw(st.sampled_from(["", "", "（2）", "(3) ", "( ４ )"]))
    parts += draw(st.lists(st.sampled_from(limits), max_size=2))
    return label + between.join(parts) + draw(st.sampled_from(["", "", "。", "；"]))


@composite
def declaration(draw: DrawFn) -> str:
    colon = draw(maybe()) + draw(st.sampled_from(":：")) + draw(maybe())
    note = draw(st.sampled_from(["", "", "，说明，文字", ", 1,000 条以内"]))
    if draw(st.booleans()):
        return draw(name()) + draw(maybe()) + draw(st.sampled_from("=＝")) + draw(maybe()) + draw(expression()) + note
    kind = draw(st.sampled_from(["是否", "比率", "比率 0~100%", "数值", "金额 0 至 5", "条", "家 0～9", "酌情 0至5分"]))
    names = (draw(maybe()) + "、" + draw(maybe())).join(draw(name()) for _ in range(draw(st.integers(1, 2))))
    return names + colon + kind + note


@composite
def line(draw: DrawFn, inner: SearchStrategy[str]) -> list[str]:
    """A line with random indentation, comment, and blank or comment lines above."""
    above = draw(st.sampled_from([[], [], [], [""], ["", ""], ["# 注"], ["", "  #注 1", ""], ["# 一", "# 二"]]))
    comment = draw(st.sampled_from(["", "", "", " # 说明", "\t#x"]))
    return [*above, draw(st.sampled_from(["", "  ", "\t", "\u3000"])) + draw(inner) + comment]


_FIELDS = ["内容：建立机制，明确分工。", "依据: 文件资料 ", "方式：年底集中评价", "标准:  见规则", "备注：（5分）"]
_ATTRIBUTES = ["", "（5分）", " ( 5 分 )", "（加分，最高10分）", "（最高 ５分、加分）", "（扣分; 最高20分）"]
_TITLES = ["机制", "“双公示”（含处罚）", "2022年 工作", "#标题", "A、B类", "前3名", "得分情况"]


@composite
def scheme(draw: DrawFn) -> str:
    """A scheme's text; about half of the lines may be wrong, which is for the caller to sort out."""
    lines = ["方案：示例"] if draw(st.booleans()) else ["小数：２位，四舍五入", "方案: 示例", "文号：某〔2022〕1号"]
    for table in range(1, draw(st.integers(1, 2)) + 1):
        mark = draw(st.sampled_from(["附件{} 指标", "附件 {}：指标（满分100分）", "附表{}: # 1", "附件{}"]))
        lines += draw(line(st.just(mark.format(table))))
        if draw(st.booleans()):
            lines += draw(line(st.sampled_from(["数据", "数据：", " 数据 "])))
            lines += [x for _ in range(draw(st.integers(0, 4))) for x in draw(line(declaration()))]
        for section in range(1, draw(st.integers(1, 2)) + 1):
            title = draw(st.sampled_from(_TITLES)) + draw(st.sampled_from(_ATTRIBUTES))
            lines += draw(line(st.just("零一二三"[section] + "、" + draw(maybe()) + title)))
            for item in range(1, draw(st.integers(0, 2)) + 1):
                number_ = draw(st.sampled_from(["{}. ", "{}、", "{}."])).format(item)
                title = draw(st.sampled_from(_TITLES)) + draw(st.sampled_from(_ATTRIBUTES))
                lines += draw(line(st.just(number_ + title)))
                body = [line(st.just(f)) for f in draw(st.lists(st.sampled_from(_FIELDS), max_size=3, unique=True))]
                body += [line(rule()) for _ in range(draw(st.integers(0, 3)))]
                lines += [x for one in draw(st.permutations(body)) for x in draw(one)]
        if draw(st.booleans()):
            lines += draw(line(st.just("等次")))
            lines += ["90分以上优秀", "  ８０分 以上不满 90分 良好", "其他 较差"]
            lines += [f"{draw(predicate())} 降 1 档"] if draw(st.booleans()) else []
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)
