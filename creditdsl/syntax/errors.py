"""Faults of lines that cannot be read: codes E01xx."""

from creditdsl.base.fault import Fault, Variant
from creditdsl.base.node import node
from creditdsl.syntax.keywords import keywords

_SAMPLES = {
    "rule": "一条规则依次写指标、情况、结果，后面可以写限制。",
    "declaration": "声明的写法如：报送量：条 · 明确分工：是否，说明 · 准确率 = 正确报送量 ÷ 报送量",
    "year": "写法如：年度总分 = 月度合计×90% + 年终测评×10%",
    "honour": "写法如：前10名 先进单位 · 评为优秀 且 前3名 先进单位 · 后3名 通报批评",
    "total": "总分的写法如：加分后不超过100 · 扣分后不低于0",
    "grade": "等次的写法如：90分以上 优秀 · 90分以上 且 前30% 优秀 · 其余 较差 · 重大失信事件 降一档",
}
"""What a line looks like, by start symbol; an example of the very rule is the reader's affair."""
_FIELD_PLACES = {
    "scheme": "文件开头、第一张表之前",
    "table": "表的标题下面、第一个大项之前",
    "entry": "大项或项的标题下面",
}


_DASHES = "—―─‐‑⁓"
"""Signs that stand for 至; deleted, they leave another number."""


class Unread(Variant):
    """Why a line cannot be read, and what to write instead."""

    EMPTY_QUOTES = "引号里没有名字。", "在引号里写上指标名，或删去引号。"
    CHINESE_NUMBER = "{typed}里的数要写成阿拉伯数字。", "写成{instead}。"
    VAGUE_POINTS = "{typed}没有写明是几分。", "写明分数，如“得2”；分数由评分的人酌定的，写成“指标名 酌情 0至6”。"
    SLIP = "{typed}读不懂。", "是不是要写{instead}？"
    UNFINISHED = "这一行没有写完，后面还应当有：{expected}。", "{sample}"
    POINT_APART = "“分”和前面的数要连着写。", "写成{instead}。"
    RUN_TOGETHER = (
        "{typed}连在一起，分不清哪里断开。",
        "中间加一个空格；“{measure_word}”是量词的，空格加在它后面。",
    )
    TWO_NAMES = (
        "{typed}前面有两个名字挨着，分不清是一件事还是两件事。",
        "是一个名字的，去掉中间的空格，有特殊符号的用“”括起来；是两条规则的，分两行写。",
    )
    NO_STANDARD = (
        "{typed}前面没有标准，不知道从多少量起。",
        "从标准量起的，先写标准和得分，如“报送次数 12次以上 得5 每低1次扣1”；有一次算一次的，写“迟报次数 每次扣1”。",
    )
    UNEXPECTED = "读到{typed}读不下去了，这里可以写：{expected}。", "{sample}"
    ROSTER = "名单的这一行读不懂。", "写成“单位：甲局、乙局”；分组写成“组名：甲局、乙局”。"


@node
class UnreadableLine(Fault):
    """E0101 这一行读不懂

    说明：一行规则由“指标、情况、结果、限制”依次写成。写法不合，程序不猜，也不会把它当作说明文字略过。
    例：

        一、工作机制（5分）
        1. 建立机制（5分）
          建立机制 德5

    改法：照改法改写这一行，文件里常见的说法见《怎么写》（docs/writing/README.md）；说明文字请写到“内容：”“备注：”栏。
    """

    why: Unread
    typed: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    """What may have been meant."""
    expected: tuple[str, ...] = ()
    """The kinds of words that may stand there."""
    start: str = ""
    """The start symbol of the line."""
    measure_word: str = ""
    """The letter behind a number that may be its measure word."""

    def words(self) -> str:
        return self._filled(self.why.sentence)

    def help(self) -> str:
        return self._filled(self.why.advice)

    def _filled(self, template: str) -> str:
        return template.format(
            typed="和".join(f"“{word}”" for word in self.typed),
            instead="或".join(f"“{word}”" for word in self.instead),
            expected="、".join(self.expected) or "别的写法",
            sample=_SAMPLES.get(self.start),
            measure_word=self.measure_word,
        )


@node
class RuleBeforeHeading(Fault):
    """E0102 规则写在标题之前

    说明：规则属于它上面最近的标题；上面没有大项或项的标题，就不知道它是哪一项的。
    例：

        建立机制 得5
        一、工作机制（5分）
          制定制度 得5

    改法：先写大项标题（如“一、工作机制（15分）”），再写规则。
    """

    def words(self) -> str:
        return "这条规则上面还没有标题。"

    def help(self) -> str:
        return "先写大项标题，如“一、工作机制（15分）”。"


@node
class PointsNotNumber(Fault):
    """E0103 分值不是数字

    说明：标题括号里的分值用来封顶和求和，要写成阿拉伯数字。
    例：

        一、工作机制（五分）
          建立机制 得5

    改法：写成“（5分）”“（7.5分）”。
    """

    typed: str

    def words(self) -> str:
        return f"分值“{self.typed}”不是数字。"

    def help(self) -> str:
        return "写成阿拉伯数字，如“（5分）”。"


@node
class LongNumber(Fault):
    """E0104 数字太长

    说明：超过 40 位的数多半是粘贴出错。
    例：

        一、工作机制（5分）
          建立机制 得11111111111111111111111111111111111111111

    改法：检查这个数。
    """

    characters: int

    def words(self) -> str:
        return f"这个数有 {self.characters} 位，太长了。"

    def help(self) -> str:
        return "检查是不是粘贴出错。"


@node
class TooDeep(Fault):
    """E0105 括号套得太深

    说明：括号最多套 100 层；更深的多半是粘贴出错。
    例：

        一、工作机制（5分）
          得 （（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（1）））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））））

    改法：在“数据”里先算出中间量，再引用它。
    """  # noqa: E501

    limit: int
    signs: bool = False
    """Signs in a row, not brackets."""

    def words(self) -> str:
        return f"负号连写了 {self.limit} 个以上。" if self.signs else f"括号套了 {self.limit} 层以上。"

    def help(self) -> str:
        return "只留一个，或删去。" if self.signs else "在“数据”里先算出中间量。"


@node
class OpenQuote(Fault):
    """E0106 引号不成对

    说明：指标名用“”括起来时，左右引号要成对。
    例：

        一、工作机制（5分）
          “建立机制 得5

    改法：补上另一个引号；引号里又有引号的，只留外面一对。
    """

    def words(self) -> str:
        return "引号只有一半。"


@node
class UnknownField(Fault):
    """E0107 没有这个栏目

    说明：冒号前只能是规定的栏目名（方案、内容、依据、方式、备注等）；在“数据”里才是指标名。
    例：

        一、工作机制（5分）
        内荣：建立工作机制
          建立机制 得5

    改法：改成相近的栏目名；指标的声明写到“数据”下面。
    """

    typed: str
    nearest: tuple[str, ...]
    in_rules: bool

    def words(self) -> str:
        return f"没有“{self.typed}”这个栏目。"

    def help(self) -> str:
        known = "、".join(keywords().fields)
        field = f"是不是要写“{self.nearest[0]}：”？" if self.nearest else f"可用的栏目：{known}。"
        return field + ("声明指标请写到“数据”下面。" if self.in_rules else "")


@node
class UnknownAttribute(Fault):
    """E0108 标题括号里的写法读不懂

    说明：标题末尾的括号写分值和性质，例如（15分）、（加分，最高10分）、（扣分，最高20分）。
    例：

        一、工作机制（5分，双倍）
          建立机制 得5

    改法：照规定的写法改；如果括号是标题的一部分，在后面再写一个（…分）。
    """

    typed: str
    contradictory: bool = False

    def words(self) -> str:
        return f"标题括号里的“{self.typed}”{'前后矛盾' if self.contradictory else '读不懂'}。"

    def help(self) -> str:
        if self.contradictory:
            return "分值只写一个，如“（15分）”；加分项、扣分项写“（加分，最高10分）”“（扣分，最高20分）”。"
        return "可以写：（15分）、（加分，最高10分）、（扣分，最高20分）、（100分，权重15%）、（5分，满分起扣）。"


@node
class MisplacedField(Fault):
    """E0109 栏目写错了地方

    说明：有的栏目属于整个方案（如“文号”），有的属于表（如“对象”），有的属于项（如“依据”）。
    例：

        方案：示例
        依据：文件资料
        附件1 考核指标
        一、工作机制（5分）
          建立机制 得5

    改法：移到它所属的标题下面。
    """

    field: str
    places: tuple[str, ...]
    """Where it belongs: scheme, table or entry."""

    def words(self) -> str:
        return f"“{self.field}”不写在这里。"

    def help(self) -> str:
        return f"移到{'或'.join(_FIELD_PLACES[place] for place in self.places)}。"


@node
class CommaInNumber(Fault):
    """E0110 数字里有逗号

    说明：逗号用来隔开规则的各部分，写在数字里会读成两个数。
    例：

        一、工作机制（5分）
          报送量 1,000条以上 得5

    改法：写成 1000，不写 1,000。
    """

    typed: str

    def words(self) -> str:
        return f"数字里有逗号：{self.typed}…"

    def help(self) -> str:
        return f"写成 {self.typed.replace(',', '')}。"


@node
class HeadingOrRule(Fault):
    """E0111 这一行又像标题又像规则

    说明：一行末尾带（…分），或者有“1. ”“一、”这样的编号，是标题；可它里面写着得几分、扣几分，又像规则。
    当作标题，里面的分就不算了，所以要写清楚。
    例：

        一、工作机制（5分）
        1. 机制（5分）
          每漏报一条扣0.5分，扣完为止（5分）

    改法：是规则就去掉末尾的（…分）和前面的“1. ”“一、”，分值写在上面的标题末尾；是标题就不写得几分、扣几分，
    另起一行写规则。
    """

    numbered: bool
    bracket: bool

    def words(self) -> str:
        return "这一行又像标题又像规则。"

    def help(self) -> str:
        wrong = [*(["末尾的括号"] if self.bracket else []), *(["前面的编号"] if self.numbered else [])]
        points = "，分值写在上面的标题末尾" if self.bracket else "（规则的编号写成“（1）”）"
        return f"是规则就去掉{'和'.join(wrong)}{points}；是标题就不写得几分、扣几分，另起一行写规则。"


@node
class SeveralArguments(Fault):
    """E0114 “全体”后面的括号里只能有一个指标

    说明：“全体最高”“全体平均”等是一个指标在全体单位中的最高、平均。
    例：

        一、工作机制（5分）
          得 完成量÷全体最高（完成量、报送量）×5

    改法：写成“全体最高（完成量）”。
    """

    function: str

    def words(self) -> str:
        return f"“{self.function}”只能有一个指标。"

    def help(self) -> str:
        return f"写成“{self.function}（指标）”。"


@node
class BodyNotClosed(Fault):
    """E0117 正文没有结束

    说明：“正文”下面各行照原样当作文件的文字，到单独一行“正文完”为止。没有这一行，后面的表也成了文字。
    例：

        正文
        关于印发考核办法的通知
        附件1 考核指标
        一、工作机制（5分）
          建立机制 得5

    改法：在正文最后一行的下面写一行“正文完”，顶格写，这一行不写别的。
    """

    line: int
    """The line that looks like its end; 0 where none does."""

    def words(self) -> str:
        return "这里开始的正文没有结束。"

    def help(self) -> str:
        if self.line:
            return f"第 {self.line} 行的“{keywords().body['closing']}”要顶格写，这一行不能有别的字。"
        return self.code.fix


@node
class BodyNotOpened(Fault):
    """E0118 “正文完”前面没有“正文”

    说明：正文从单独一行“正文”开始，到单独一行“正文完”结束。
    例：

        方案：示例
        正文完
        附件1 考核指标
        一、工作机制（5分）
          建立机制 得5

    改法：在正文第一行的上面写一行“正文”；没有正文的，删去这一行。
    """

    def words(self) -> str:
        return "前面没有“正文”，不知道正文从哪里开始。"


@node
class AnotherNumber(Fault):
    """E0116 括号里的数和前面的不一样

    说明：“95%以上（含95%）”的括号只说明本数算不算在内；括号里写了另一个数，不知道用哪一个。
    例：

        一、工作机制（5分）
          合格率 95%以上（含90%） 得5

    改法：写成一样的数，或者删去括号。
    """

    number: str
    repeated: str

    def words(self) -> str:
        return f"前面写的是“{self.number}”，括号里是“{self.repeated}”。"


@node
class NoSuchPlaces(Fault):
    """E0115 名次写得不对

    说明：名次从 1 起，从小到大；百分比在 0 和 100% 之间。
    例：

        一、工作机制（5分）
          种类数 排名赋分 前0名 得5

    改法：写成“第一名”“前3名”“第11至20名”“后20%”。
    """

    typed: str
    share: bool

    def words(self) -> str:
        return f"“{self.typed}”不在 0 和 100% 之间。" if self.share else f"“{self.typed}”没有这样的名次。"

    def help(self) -> str:
        return "写成“前20%”。" if self.share else "名次从 1 起，从小到大，如“第11至20名”。"


@node
class UnknownCharacter(Fault):
    """E0113 规则里有不认得的符号

    说明：规则里只用汉字、字母、数字和规定的标点；其他符号看上去相似，也不会被猜。
    例：

        一、工作机制（5分）
          建立机制 得5！

    改法：删去或换成规定的标点；名字里确实有这个符号的，用“”括起来。
    """

    typed: str

    def words(self) -> str:
        return f"“{self.typed}”（U+{ord(self.typed or ' '):04X}）不能写在这里。"

    def help(self) -> str:
        if self.typed == "。":
            return "一行写一条规则，“。”后面的另起一行写。"
        if self.typed in _DASHES:
            return "从几到几的，写“至”，如“1至3”；名字里有这个符号的，写成“…”。"
        return "名字里有这个符号的，写成“…”；其余情况请删去。"
