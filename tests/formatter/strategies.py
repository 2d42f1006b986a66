"""Whole schemes composed at random from every form: forgiving spellings, widths, spaces and noise."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from creditdsl.syntax.keywords import keywords
from tests.drawing import composite, sampled_from

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
_GROUPS = ["非产区", "市直单位", "所得", "甲组", "每", "至今"]
_FULL = {code: code + 0xFEE0 for code in range(0x30, 0x3A)} | {ord("%"): "％", ord("."): "．"}


def spelt(word: str) -> SearchStrategy[str]:
    """Any spelling of a keyword."""
    return sampled_from(keywords().words[word].words)


def gap() -> SearchStrategy[str]:
    """What may stand where a space must."""
    return sampled_from([" ", "  ", "\u3000", "\t", "，", "； ", ", ", " ,"])


def maybe() -> SearchStrategy[str]:
    """What may stand where no space need be."""
    return sampled_from(["", "", "", " ", "\u3000"])


@composite
def name(draw: DrawFn) -> str:
    kind = draw(st.integers(0, 5))
    if kind == 0:
        opening, closing = draw(sampled_from(["“”", "「」", '""']))
        return opening + draw(sampled_from(_QUOTED)) + closing
    return draw(sampled_from(_LADEN if kind == 1 else _PLAIN))


@composite
def number(draw: DrawFn, most: int = 999) -> str:
    digits = str(draw(st.integers(0, most))) + draw(sampled_from(["", "", ".5", ".25", ".0"]))
    return digits.translate(_FULL) if draw(st.booleans()) else digits


@composite
def points(draw: DrawFn) -> str:
    return draw(number()) + draw(sampled_from(["", "", "分"]))


@composite
def quantity(draw: DrawFn) -> str:
    return draw(number()) + draw(sampled_from(["", "条", "家", "%", " ％", "百分点", "万元", "分"]))


@composite
def expression(draw: DrawFn, depth: int = 2) -> str:
    terms = [draw(_operand(depth)) for _ in range(draw(st.integers(1, 3)))]
    signs = ["+", "-", "−", "－", "×", "*", "÷", "/", "＋", "＊"]
    out = terms[0]
    for term in terms[1:]:
        out += draw(maybe()) + draw(sampled_from(signs)) + draw(maybe()) + term
    return out


@composite
def _operand(draw: DrawFn, depth: int) -> str:
    match draw(st.integers(0, 5 if depth else 1)):
        case 0:
            return draw(name())
        case 1:
            return draw(number())
        case 2:
            return draw(sampled_from("-−")) + draw(maybe()) + draw(_operand(depth - 1))
        case 3:
            arguments = [draw(expression(depth - 1)) for _ in range(draw(st.integers(1, 2)))]
            function = draw(spelt(draw(sampled_from(["HIGHEST_OF_ALL", "MEAN_OF_ALL", "SUM_OF", "MAX_OF"]))))
            return function + draw(maybe()) + "（" + draw(maybe()) + "、".join(arguments) + draw(maybe()) + ")"
        case _:
            left, right = draw(sampled_from(["()", "（）"]))
            return left + draw(maybe()) + draw(expression(depth - 1)) + draw(maybe()) + right


@composite
def bound(draw: DrawFn) -> str:
    if draw(st.booleans()):
        return draw(quantity()) + draw(maybe()) + draw(spelt(draw(sampled_from(["OR_MORE", "OR_LESS", "BEYOND"]))))
    word = draw(spelt(draw(sampled_from(["AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN", "EQUAL_TO"]))))
    operand = draw(sampled_from([quantity(), name(), st.just("-5%"), st.just("（甲+乙数）")]))
    return word + draw(sampled_from([" ", "\u3000"])) + draw(operand)


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
    verb = draw(spelt(draw(sampled_from(["GAIN", "LOSE"]))))
    match draw(st.integers(0, 5)):
        case 0:
            return "得满分"
        case 1:
            return verb + " " + draw(expression())
        case 2:
            return "得分" + draw(maybe()) + draw(sampled_from("=＝")) + draw(maybe()) + draw(expression())
        case 3:
            prices = [f"（{draw(maybe())}{draw(sampled_from(_GROUPS))} {draw(points())}）" for _ in range(2)]
            return verb + draw(maybe()) + draw(points()) + draw(maybe()) + "".join(prices)
        case _:
            return verb + draw(maybe()) + draw(points())


@composite
def result(draw: DrawFn) -> str:
    match draw(st.integers(0, 7)):
        case 0:
            return draw(spelt(draw(sampled_from(["NO_POINTS", "VOID_SECTION"]))))
        case 3:
            return draw(sampled_from(["一/3 不得分", "二/１/2不得分", "3/1  不得分"]))
        case 1:
            return draw(sampled_from(["（2）不得分", "第(2)条不得分", "( 2 ) 不得分", "本项不得分"]))
        case 2:
            return draw(name()) + draw(gap()) + draw(mark())
        case _:
            return draw(award())


@composite
def mark(draw: DrawFn) -> str:
    word = draw(spelt(draw(sampled_from(["MARK", "MARK_LOSE"]))))
    return word + " " + draw(number(5)) + draw(maybe()) + draw(spelt("TO")) + draw(maybe()) + "9" + draw(maybe())


@composite
def rank(draw: DrawFn) -> str:
    options = [draw(spelt(o)) for o in draw(st.sets(sampled_from(["FALLING", "ZERO_OUT", "DENSE_PLACES", "BY_GAP"])))]
    most = draw(sampled_from(["最多", "最高", "最多得", "最高 得 "])) + "1000" + draw(sampled_from(["", "分"]))
    least = draw(sampled_from(["最少", "最低", "最少得"])) + draw(points())
    ends = draw(st.permutations([most, least]))
    return draw(gap()).join(["排名赋分", *options, *ends])


@composite
def predicate(draw: DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        negation = draw(sampled_from(["", "", "非 "]))
        parts.append(negation + draw(name()) + (" " + draw(test()) if draw(st.booleans()) else ""))
    out = parts[0]
    for part in parts[1:]:
        out += " " + draw(sampled_from(["且", "或"])) + " " + part
    return out


@composite
def standing(draw: DrawFn) -> str:
    """Places, as rankings, grades and honours name them."""
    return draw(
        sampled_from(["前3名", "前 三 名", "第一名", "第 2 名", "后3名", "末名", "最后一名", "前 20 ％", "后5.5%"])
    )


@composite
def step(draw: DrawFn) -> str:
    """A step from the criterion before it, and what it changes."""
    word = draw(
        sampled_from(["每低", "每低于", "每降", "每降低", "每超", "每超过", "每超出 ", "每高", "每高于", "每升"])
    )
    size = draw(number(99)) + draw(sampled_from(["%", " ％", "百分点", "个百分点", " 个百分点", "起", ""]))
    verb = draw(spelt(draw(sampled_from(["GAIN", "LOSE"]))))
    return word + draw(maybe()) + size + draw(maybe()) + verb + draw(maybe()) + draw(points())


@composite
def newer_form(draw: DrawFn, otherwise: str) -> list[str]:
    """The parts of a rule against a standard, by options, or of a ranking by places."""
    rest = [otherwise, draw(result())] if draw(st.booleans()) else []
    match draw(st.integers(0, 3)):
        case 0:
            cases = [part for _ in range(draw(st.integers(0, 2))) for part in (draw(test()), draw(result()))]
            steps = [draw(step()) for _ in range(draw(st.integers(1, 2)))]
            return [draw(name()), draw(bound()), draw(award()), *steps, *cases, *rest]
        case 1:
            choices = [part for _ in range(draw(st.integers(1, 3))) for part in (draw(name()), draw(award()))]
            return [draw(name()), "选项", *choices, *rest]
        case 2:
            fall = draw(spelt("EACH_PLACE")) + draw(maybe()) + draw(sampled_from(["扣2", "减 0.5分"]))
            first = draw(sampled_from(["第一名", "第 1 名"]))  # its points are those that the places fall from
            return [draw(name()), "排名赋分", first, draw(spelt("GAIN")) + draw(points()), fall]
        case _:
            places = [part for _ in range(draw(st.integers(1, 3))) for part in (draw(standing()), draw(award()))]
            return [draw(expression()), "排名赋分", draw(spelt("RISING")), *places, *rest]


@composite
def rule(draw: DrawFn) -> str:
    between = draw(gap())
    otherwise = draw(spelt("OTHERWISE"))
    match draw(st.integers(0, 10)):
        case 0:
            parts = [draw(predicate()), draw(result())]
            parts += [otherwise, draw(result())] if draw(st.booleans()) else []
        case 1:
            cases = [part for _ in range(draw(st.integers(2, 3))) for part in (draw(test()), draw(result()))]
            parts = [draw(name()), *cases, *([otherwise, draw(result())] if draw(st.booleans()) else [])]
        case 2:
            step = draw(sampled_from(["每例", "每 5 篇", "每1%", "每0.5百分点", "每２件", "每10"]))
            verb = draw(spelt(draw(sampled_from(["GAIN", "LOSE"]))))
            parts = [draw(expression()), step + draw(maybe()) + verb + draw(maybe()) + draw(points())]
        case 3:
            parts = [draw(award())]
        case 4:
            parts = [draw(expression()), draw(rank())]
        case 5:
            place = draw(sampled_from(["前3名", "前 三 名", "第一名"]))
            back = draw(sampled_from(["后3名", "末名"]))
            parts = [draw(name()), "排名赋分", place, "得5", back, "得 0", otherwise, "依次"]
        case 6:
            parts = [draw(name()), draw(test()), draw(award()), otherwise, draw(rank())]
        case 7:
            parts = [draw(name()), draw(mark())]
        case _:
            parts = draw(newer_form(otherwise))
    limits = [
        "分母为零 得满分",
        "分母为零  不加分",
        "最高10",
        "最高扣 8分",
        "最多得5",
        "最低1",
        "扣完为止",
        "不足一步按一步计",
        "按比例计",
    ]
    label = draw(sampled_from(["", "", "（2）", "(3) ", "( ４ )"]))
    parts += draw(st.lists(sampled_from(limits), max_size=2))
    return label + between.join(parts) + draw(sampled_from(["", "", "。", "；"]))


@composite
def declaration(draw: DrawFn) -> str:
    colon = draw(maybe()) + draw(sampled_from(":：")) + draw(maybe())
    note = draw(sampled_from(["", "", "，说明，文字", ", 1,000 条以内"]))
    if draw(st.booleans()):
        return draw(name()) + draw(maybe()) + draw(sampled_from("=＝")) + draw(maybe()) + draw(expression()) + note
    if draw(st.integers(0, 5)) == 0:
        rows = draw(spelt(draw(sampled_from(["HIGHEST_ROW", "COUNT_ROWS", "MEAN_ROW"]))))
        dot = draw(maybe()) + draw(sampled_from(".．")) + draw(maybe())
        return f"{draw(name())} = {draw(name())}{dot}{draw(name())} {rows}{note}"
    yearly = draw(sampled_from(["", "", "年度 ", "年度\u3000"]))
    kind = yearly + draw(
        sampled_from(
            [
                "选项 甲、 乙数 、“丙 1”",
                "比率 -5 至 5％",
                "是否",
                "比率",
                "比率 0~100%",
                "数值",
                "金额 0 至 5",
                "条",
                "家 0～9",
                "酌情 0至5分",
            ]
        )
    )
    names = (draw(maybe()) + "、" + draw(maybe())).join(draw(name()) for _ in range(draw(st.integers(1, 2))))
    return names + colon + kind + note


@composite
def line(draw: DrawFn, inner: SearchStrategy[str]) -> list[str]:
    """A line with random indentation, comment, and blank or comment lines above."""
    above = draw(sampled_from([(), (), (), ("",), ("", ""), ("# 注",), ("", "  #注 1", ""), ("# 一", "# 二")]))
    comment = draw(sampled_from(["", "", "", " # 说明", "\t#x"]))
    return [*above, draw(sampled_from(["", "  ", "\t", "\u3000"])) + draw(inner) + comment]


@composite
def block(draw: DrawFn) -> list[str]:
    """A block below the sections: 等次, 表彰 or 通报."""
    count = draw(st.integers(1, 3))
    match draw(st.integers(0, 2)):
        case 0:
            word = draw(sampled_from(["表彰", "通报", "通报："]))
            exceptions = st.sampled_from(["", "", "（一票否决的除外）", " ( 被一票否决的除外 )"])
            return [word, *(f"{draw(span_of_places())} {draw(name())}{draw(exceptions)}" for _ in range(count))]
        case 1:
            bands = ["90分以上优秀", "  ８０分 以上不满 90分 良好", "60分 ~ 79.5分 合格"]
        case _:
            bands = [f"{draw(span_of_places())} {draw(sampled_from(_GRADES))}" for _ in range(count)]
            bands += [f"90分 以上且{draw(predicate())} 优秀", f"前10名 且 {draw(predicate())} 优秀"]
    effects = ["降 1 档", "降两档", "评为 不合格", "不得评为优秀", "不得评为 优秀", "一票否决", "取消评优资格"]
    overrides = [f"{draw(predicate())} {draw(sampled_from(effects))}" for _ in range(draw(st.integers(0, 2)))]
    return ["等次", *bands, "其他 较差", *overrides]


@composite
def span_of_places(draw: DrawFn) -> str:
    return draw(st.one_of(standing(), sampled_from(["第11至20名", "第 4 ~ 6 名", "第七至第十一名", "第4～第 6名"])))


_GRADES = ["优秀", "良好", "“好 1”"]
_ROSTER = ["单位：甲局、乙局", "单位: 甲局 ，乙 局；丙局。", "双公示单位 ：甲局", "A组：#1局、甲（市）局"]
_TABLE_FIELDS = ["对象：市直单位", "总分：折算100", "不适用：不计分", "栏目：吕梁式", "备注：附件1"]
_YEARS = [
    "年度总分 = 月度合计×90% + 年终测评×10%",
    "  年度总分=月度合计/ 12",
    "年度总分＝合计（月度合计、甲）*( 1-甲) - -2",
]
_FIELDS = [
    "适用：甲局、乙局",
    "不适用：得满分",
    "缺报: 零分",
    "待定：见通报",
    "责任：（甲）局",
    "内容：建立机制，明确分工。",
    "依据: 文件资料 ",
    "方式：年底集中评价",
    "标准:  见规则",
    "备注：（5分）",
]
_ATTRIBUTES = [
    "（100分，权重15%）",
    "（权重 12.50 ％、100分）",
    "（5分，满分起扣）",
    "(就高；6分)",
    "（可为负，满分起扣，2分）",
    "（积分）",
    "（ 不计分 ）",
    "",
    "（5分）",
    " ( 5 分 )",
    "（加分，最高10分）",
    "（最高 ５分、加分）",
    "（扣分; 最高20分）",
]
_TITLES = ["机制", "“双公示”（含处罚）", "2022年 工作", "#标题", "A、B类", "前3名", "得分情况"]


@composite
def scheme(draw: DrawFn) -> str:
    """A scheme's text; about half of the lines may be wrong, which is for the caller to sort out."""
    lines = ["方案：示例"] if draw(st.booleans()) else ["小数：２位，四舍五入", "方案: 示例", "文号：某〔2022〕1号"]
    for table in range(1, draw(st.integers(1, 2)) + 1):
        mark = draw(
            sampled_from(["附件{} 指标", "附件 {}：指标（满分100分）", "附表{}: # 1", "附件{}", "附表{}（积分）"])
        )
        lines += draw(line(st.just(mark.format(table))))
        for text in draw(st.lists(sampled_from(_TABLE_FIELDS), max_size=2, unique=True)):
            lines += draw(line(st.just(text)))
        if draw(st.booleans()):
            lines += draw(line(st.just("名单")))
            lines += [x for text in draw(st.lists(sampled_from(_ROSTER))) for x in draw(line(st.just(text)))]
        if draw(st.booleans()):
            lines += draw(line(sampled_from(["数据", "数据：", " 数据 "])))
            lines += [x for _ in range(draw(st.integers(0, 4))) for x in draw(line(declaration()))]
        for section in range(1, draw(st.integers(1, 2)) + 1):
            title = draw(sampled_from(_TITLES)) + draw(sampled_from(_ATTRIBUTES))
            lines += draw(line(st.just("零一二三"[section] + "、" + draw(maybe()) + title)))
            for item in range(1, draw(st.integers(0, 2)) + 1):
                number_ = draw(sampled_from(["{}. ", "{}、", "{}."])).format(item)
                title = draw(sampled_from(_TITLES)) + draw(sampled_from(_ATTRIBUTES))
                lines += draw(line(st.just(number_ + title)))
                body = [line(st.just(f)) for f in draw(st.lists(sampled_from(_FIELDS), max_size=3, unique=True))]
                body += [line(rule()) for _ in range(draw(st.integers(0, 3)))]
                lines += [x for one in draw(st.permutations(body)) for x in draw(one)]
        lines += draw(line(sampled_from(_YEARS))) if draw(st.booleans()) else []
        lines += [x for _ in range(draw(st.integers(0, 2))) for one in draw(block()) for x in draw(line(st.just(one)))]
    return draw(sampled_from(["\n", "\r\n"])).join(lines)
