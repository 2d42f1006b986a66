"""Names that hold more than a name: words of grammar, numbers and demands that were not understood.

Receives the words that are to name a measure; promises True where a part of them says what the line would lose.
"""

import re

from creditdsl.forms.wording import CLAUSES
from creditdsl.reader.whose_points import says_whose
from creditdsl.syntax.guard import joining_word

_JOINTS = ("且", "或", "或者")
_BEFORE_STEPS = (*_JOINTS, "超过", "超出", "未达到", "不满", "不足")
"""Words that join or compare; before a step, the whole condition is what is counted: 超过法定时限 每件."""
_VALUE = re.compile(
    "(?:[为是](?![民农企老侨])[^提供办做建解送]*|并非.*|(?:不满(?!意)|不足).*|.*全体(?:平均|最高|最低|合计).*)$"
)
"""A value or bound of something that stands before it, or a denial, and no name: 为一等奖, 不足五成, 并非甲数."""
_UNTESTED = re.compile("[得扣加计记积赋减]|每|不得分|本|酌情|一票否决")
_SCORING = re.compile(
    "按.{2,}(?:得分|计分|赋分|给分|折算)|[得记计](?:标准|基准|基本|基础|满|全)分|按照.*进行[扣加]分|(?:根据|视).*情况$|(?<![克查回折代抵])扣(?:考核|综合|年度|绩效|平时|总)"
)
"""Words that give or take points, and so belong to no name: 得标准分超额个数, 未发现扣考核次数."""
_FACTUAL = re.compile("[得扣加计记积赋减]|不得分|本|酌情|一票否决")
_DEMAND = re.compile("确保|力争|杜绝|严禁|得到有效|做好|必[到应]")
"""What a unit shall do; it can be a fact, but nothing is counted or compared by it: 确保亮灯率 98%以上."""
_LEFT_OVER = re.compile(
    "(?<![规准细守原法通总学])则$|^(?:如果|如有|如举报|若是|若有)|(?:将|予以|应当|可以|(?<![签报查收接])到)$|^(?:各?单位|各地区?)?平均(?:值|数|水平)?$"
    "|^凡(?!人)|一律|[以依]此类推|(?<![参增附])加$|[^到直]达幅度|超幅度|^超(?:过|出|额)?的?部分|^首[条次个例篇]$|^(?:此|以|之|其|随)后|以为(?:基|标准|起点|目标)|^并(?=落实|执行|实施)"
    r"|^基准分$|^(?:全年|年度|当年|累计|发生|出现|存在|发现)+$|^(?:增加|减少|上升|下降|提高|降低|增长)$|未(发生|出现|存在).*\1|率(?:以及|[和与及、]).*率$"
)
"""What is left of a condition, an act or a comparison; two rates in one; a denial that counts: they name nothing."""
_NO_NAME = re.compile(
    "最[多少高低]$|(?:其余|其他|其它|否则|以下|及以[上下])"
    "(?:的|情况|单位|部门|(?:[县区市镇村]|乡镇|街道|社区|学校|企业)+|每.*)*$|及?以[上下]每"
    "|(?:获得?|获评|被?评为|取得|达到)$"
)
"""Words that stand for what is left, or that go on with an amount: they name nothing."""
_RATED = re.compile("(?:年度)?(?:考核)?被?评为(?:优秀|良好|合格|不合格|先进)(?:等次)?的?(?:单位|部门)")
"""Units by their grade, which hangs on the points: 评为优秀的单位奖励2分."""
_UNITS = (
    "(?:[县区市]|乡镇|街道|村|社区|部门|企业|学校|机关|科室|[处股]室|办事处|窗口)|地区?|地方|[市省县区]直(?:部门|单位|机关)?"
    "|乡|镇|州|(?:成员|责任|主管|牵头|联动|参评|考核|被考核)?单位|(?:责任|主管|行业主管|牵头|职能)部门"
)
_WHO = re.compile(
    f"(?:全[县市区省镇乡]|辖区内?)?(?:各|各个|每个|其他|其余|所有|全体|被考核|参评|相关|有关|本|该|上述|所在)*(?:{_UNITS}|、|和|及|\\(|\\))+"
)
"""Those who are assessed: 各单位, 各乡镇、街道."""


def is_who(name: str) -> bool:
    """Return whether words name only those who are assessed, and nothing that is counted or done."""
    return _WHO.fullmatch(name) is not None


def says_more(name: str, behind: str) -> bool:
    """Return whether a name holds words or numbers that were not understood, or is of the units and not of a measure.

    Two things joined by 且 or 或 are one condition where points or steps stand behind it: a comparison would be of the
    last alone. Any other joining word compares, counts or gives points. behind: the code behind the name, if any.
    """
    if _RATED.match(name) or _SCORING.search(name) or is_who(name) or says_whose(name, behind):
        return True
    if re.fullmatch("“+[^“”]*”+", name):
        return False
    whole = _UNTESTED.match(behind) is not None
    joints = _BEFORE_STEPS if behind.startswith("每") else _JOINTS if whole else ()
    open_word = joining_word(name) not in (None, *joints)
    demand = _FACTUAL.match(behind) is None
    patterns = (re.search(CLAUSES, name), _VALUE.match(name), _LEFT_OVER.search(name), _NO_NAME.match(name))
    return open_word or any(patterns) or (demand and _DEMAND.search(name) is not None)
