"""Messages about lines that cannot be read: codes E01xx, their manual pages and their words."""

import re

from lark.lexer import Token

from creditdsl.base.collect import Stop
from creditdsl.base.diagnostic import Code
from creditdsl.base.nearest import nearest
from creditdsl.base.source import Span
from creditdsl.syntax.fold import hide_quoted
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.numerals import from_chinese
from creditdsl.syntax.parser import ParseFault
from creditdsl.syntax.repair import find_repair
from creditdsl.syntax.terminals import LETTER

_HEAD = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n"

UNREADABLE = Code(
    "E0101",
    "这一行读不懂",
    "一行规则由“指标、情况、结果、限制”依次写成。写法不合，程序不猜，也不会把它当作说明文字略过。",
    "照改法或参考手册里的例子改写这一行；说明文字请写到“内容：”“备注：”栏。",
    _HEAD + "1. 建立机制（5分）\n  建立机制 德5\n",
)
BEFORE_HEADING = Code(
    "E0102",
    "规则写在标题之前",
    "规则属于它上面最近的标题；上面没有大项或项的标题，就不知道它是哪一项的。",
    "先写大项标题（如“一、工作机制（15分）”），再写规则。",
    "方案：示例\n附件1 考核指标\n建立机制 得5\n一、工作机制（5分）\n  制定制度 得5\n",
)
BAD_POINTS = Code(
    "E0103",
    "分值不是数字",
    "标题括号里的分值用来封顶和求和，要写成阿拉伯数字。",
    "写成“（5分）”“（7.5分）”。",
    "方案：示例\n附件1 考核指标\n一、工作机制（五分）\n  建立机制 得5\n",
)
LONG_NUMBER = Code(
    "E0104",
    "数字太长",
    "超过 40 位的数多半是粘贴出错。",
    "检查这个数。",
    _HEAD + "  建立机制 得" + "1" * 41 + "\n",
)
TOO_DEEP = Code(
    "E0105",
    "括号套得太深",
    "括号最多套 100 层；更深的多半是粘贴出错。",
    "在“数据”里先算出中间量，再引用它。",
    _HEAD + "  得 " + "（" * 101 + "1" + "）" * 101 + "\n",
)
OPEN_QUOTE = Code(
    "E0106",
    "引号不成对",
    "指标名用“”括起来时，左右引号要成对。",
    "补上另一个引号。",
    _HEAD + "  “建立机制 得5\n",
)
UNKNOWN_FIELD = Code(
    "E0107",
    "没有这个栏目",
    "冒号前只能是规定的栏目名（方案、内容、依据、方式、备注等）；在“数据”里才是指标名。",
    "改成相近的栏目名；指标的声明写到“数据”下面。",
    _HEAD + "内荣：建立工作机制\n  建立机制 得5\n",
)
UNKNOWN_ATTRIBUTE = Code(
    "E0108",
    "标题括号里的写法读不懂",
    "标题末尾的括号写分值和性质，例如（15分）、（加分，最高10分）、（扣分，最高20分）。",
    "照规定的写法改；如果括号是标题的一部分，在后面再写一个（…分）。",
    "方案：示例\n附件1 考核指标\n一、工作机制（5分，双倍）\n  建立机制 得5\n",
)
MISPLACED_FIELD = Code(
    "E0109",
    "栏目写错了地方",
    "有的栏目属于整个方案（如“文号”），有的属于表（如“对象”），有的属于项（如“依据”）。",
    "移到它所属的标题下面。",
    "方案：示例\n依据：文件资料\n附件1 考核指标\n一、工作机制（5分）\n  建立机制 得5\n",
)
COMMA_IN_NUMBER = Code(
    "E0110",
    "数字里有逗号",
    "逗号用来隔开规则的各部分，写在数字里会读成两个数。",
    "写成 1000，不写 1,000。",
    _HEAD + "  报送量 1,000条以上 得5\n",
)
HEADING_OR_RULE = Code(
    "E0111",
    "这一行又像标题又像规则",
    "没有编号的一行末尾带（…分），是标题，可它前面又是一条完整的规则；"
    "或者有“1. ”“一、”这样的编号，却没有（…分），而后面是一条完整的规则。",
    "是规则就去掉末尾的括号或前面的编号（规则的编号写作“（1）”）；是标题就写上编号和（…分）。",
    _HEAD + "1. 机制（5分）\n  建立机制 得5（5分）\n",
)
ONE_ARGUMENT = Code(
    "E0114",
    "“全体”后面的括号里只能有一个指标",
    "“全体最高”“全体平均”等是一个指标在全体单位中的最高、平均。",
    "写成“全体最高（完成量）”。",
    _HEAD + "  得 完成量÷全体最高（完成量、报送量）×5\n",
)
BAD_PLACE = Code(
    "E0115",
    "名次写得不对",
    "名次从 1 起，从小到大；百分比在 0 和 100% 之间。",
    "写成“第一名”“前3名”“第11至20名”“后20%”。",
    _HEAD + "  种类数 排名赋分 前0名 得5\n",
)
BAD_CHARACTER = Code(
    "E0113",
    "规则里有不认得的符号",
    "规则里只用汉字、字母、数字和规定的标点；其他符号看上去相似，也不会被猜。",
    "删去或换成规定的标点；名字里确实有这个符号的，用“”括起来。",
    _HEAD + "  建立机制 得5！\n",
)

CODES = (
    UNREADABLE,
    BEFORE_HEADING,
    BAD_POINTS,
    LONG_NUMBER,
    TOO_DEEP,
    OPEN_QUOTE,
    UNKNOWN_FIELD,
    UNKNOWN_ATTRIBUTE,
    MISPLACED_FIELD,
    COMMA_IN_NUMBER,
    HEADING_OR_RULE,
    ONE_ARGUMENT,
    BAD_PLACE,
    BAD_CHARACTER,
)

_FORMS = {
    "rule": "规则的写法如：制定工作机制 得3 · 案例数 每例扣5 最高扣10 · 信息条数 排名赋分 最多5 最少1",
    "declaration": "声明的写法如：报送量：条 · 明确分工：是否，说明 · 准确率 = 正确报送量 ÷ 报送量",
    "year": "写法如：年度总分 = 月度合计×90% + 年终测评×10%",
    "honour": "写法如：前10名 先进单位 · 后3名 通报批评",
    "total": "总分的写法如：加分后不超过100 · 扣分后不低于0",
    "grade": "等次的写法如：90分以上 优秀 · 其余 较差 · 重大失信事件 降一档",
}
_AFTER_TWO_NAMES = frozenset(["MARK", "MARK_LOSE"])
_CHINESE_POINTS = re.compile(r"(得|扣|最[高多低少])([一二两三四五六七八九十百]+)(?=分?(?:[\s,;。)]|$))")
_OTHER = {
    "NAME": "指标名",
    "QUOTED": "指标名",
    "DECLARED": "指标名",
    "QUANTITY": "数",
    "LPAR": "运算",
    "RPAR": "右括号",
    "UNIT": "量词",
    "COLON": "冒号",
    "EQUALS": "等号",
    "SEPARATOR": "顿号",
    "$END": "行末",
}
_ORDER = ("指标名", "情况", "结果", "排名", "其余", "限制", "数", "运算", "类型", "量词", "右括号", "冒号", "行末")


def _kinds(expected: frozenset[str]) -> list[str]:
    """What may stand here, in six kinds and a few signs."""
    words = keywords().words
    kinds = {words[name].group if name in words else _OTHER.get(name, "") for name in expected}
    if "情况" in kinds:
        kinds.discard("数")  # a bare number is one of its ways
    return [kind for kind in _ORDER if kind in kinds]


def unreadable(fault: ParseFault, folded: str, typed: str, start: str, line: int, offset: int) -> Stop:
    """The message for a line at which the parser stopped."""

    def span(first: int, last: int) -> Span:
        return Span.of_line(line, offset + first, offset + last)

    if (quote := _open_quote(folded)) is not None:
        return Stop(OPEN_QUOTE, "引号只有一半。", span(quote, quote + 1), "补上另一个引号。")
    if comma := re.search(r"\d,\d{3}(?!\d)", folded):
        plain = comma.group().replace(",", "")
        place = span(comma.start(), comma.end())
        return Stop(COMMA_IN_NUMBER, f"数字里有逗号：{comma.group()}…", place, f"写成 {plain}。")
    place = span(fault.start, max(fault.end, fault.start + 1))
    if fault.terminal is None:
        char = typed[fault.start : fault.start + 1]
        if folded.startswith("“", fault.start):
            return Stop(UNREADABLE, "引号里没有名字。", place, "在引号里写上指标名，或删去引号。")
        help = "名字里有这个符号的，写成“…”；其余情况请删去。"
        return Stop(BAD_CHARACTER, f"“{char}”（U+{ord(char or ' '):04X}）不能写在这里。", place, help)
    if number := _CHINESE_POINTS.search(folded):
        plain = f"{number.group(1)}{from_chinese(number.group(2))}"
        message = f"“{number.group()}”里的数要写成阿拉伯数字。"
        return Stop(UNREADABLE, message, span(number.start(), number.end()), f"写成“{plain}”。")
    if (repair := find_repair(fault, folded, start)) is not None:
        return Stop(
            UNREADABLE,
            f"“{typed[repair.start : repair.end]}”读不懂。",
            span(repair.start, repair.end),
            f"是不是要写{'或'.join(f'“{word}”' for word in repair.words)}？",
        )
    kinds = "、".join(_kinds(fault.expected)) or "别的写法"
    if fault.terminal == "$END":
        return Stop(UNREADABLE, f"这一行没有写完，后面还应当有：{kinds}。", place, _FORMS[start])
    got = typed[fault.start : fault.end]
    if got == keywords().headings["point"] and (apart := re.search(r"[\d.]+(?=\s+$)", folded[: fault.start])):
        help = f"写成“{apart.group()}分”或“{apart.group()}”。"
        return Stop(UNREADABLE, "“分”和前面的数要连着写。", place, help)
    before = folded[: fault.start].rstrip()
    if fault.expected == _AFTER_TWO_NAMES and (joined := re.search(rf"\d[\d.]*({LETTER}){LETTER}*$", before)):
        message = f"“{joined.group()}”连在一起，分不清哪里断开。"
        help = f"中间加一个空格；“{joined.group(1)}”是量词的，空格加在它后面。"
        return Stop(UNREADABLE, message, span(joined.start(), joined.end()), help)
    if fault.expected == _AFTER_TWO_NAMES and re.search(rf"({LETTER}|”)\s+\S+$", before):
        help = "两件事都要做到的，中间写“且”；是一个名字的，去掉中间的空格；名字里有特殊符号的，写在“”里。"
        return Stop(UNREADABLE, f"“{got}”前面有两个名字挨着，分不清是一件事还是两件事。", place, help)
    return Stop(UNREADABLE, f"读到“{got}”读不下去了，这里可以写：{kinds}。", place, _FORMS[start])


def run_together(number: Token, name: Token, line: int, offset: int) -> Stop:
    """A number and a name without a space between them."""
    span = Span.of_line(line, offset + (number.start_pos or 0), offset + (name.end_pos or 0))
    message = f"“{number}”和“{name}”连在一起，分不清哪里断开。"
    return Stop(UNREADABLE, message, span, f"中间加一个空格；“{name[0]}”是量词的，空格加在它后面。")


def _open_quote(folded: str) -> int | None:
    """Where a quotation mark stands without its partner."""
    found = re.search(r"[“”「」\"]", hide_quoted(folded, " "))
    return found.start() if found else None


def unknown_field(word: str, where: str, span: Span) -> Stop:
    """A word before a colon that opens no field."""
    near = nearest(word, keywords().fields, 1)
    message = f"没有“{word}”这个栏目。"
    help = f"是不是要写“{near[0]}：”？" if near else "可用的栏目：" + "、".join(keywords().fields) + "。"
    if where == "rule":
        help += "声明指标请写到“数据”下面。"
    return Stop(UNKNOWN_FIELD, message, span, help)
