"""What a row is that is no unit: a total, an average, a note, a signature, a date, a sub-heading.

Receives the words at the start of a row, and whether anything else stands in it. Promises the kind of row, or None for
a unit. Only whole names and well-bounded patterns count: 合计, 县区小计 and 填表人：张三 are no units, 审计局 is one.
Words that a unit may have as well as another row are DOUBTFUL: the row is neither left out nor scored.
"""

import re
from enum import Enum
from functools import cache

from creditdsl.base.spelling import name_key
from creditdsl.data.tables import UNIT


class RowKind(Enum):
    """A kind of row that is no unit; the value is its word in messages."""

    TOTAL = "合计"
    STATISTIC = "平均、最高、最低一类的统计"
    AREA = "全市、全县一类的总数"
    REFERENCE = "用来对照的数"
    NOTE = "说明"
    SIGNATURE = "填表、审核一类的落款"
    DATE = "日期"
    HEADING = "小标题"
    HEADER = "重复的表头"
    DOUBTFUL = "看不出是不是单位"
    REMARKED = "名称后面注着更正、作废一类的话"


# All patterns are matched whole, against names in half width and without spaces. They are read by RE2 too.

_SUM = "合计|总计|小计|共计|累计|汇总|总和|总数|合計|總計|小計"
_AVERAGE = (
    "(?:平均|均)(?:值|数|分|水平|得分|成绩)|平均|[人户县市区省]均|中位数|中值|众数|极差|标准差|方差"
    "|最[高低大小](?:值|分|数)?"
)
_BEHIND = r"(?:数|行)?(?:\(.*\)|\)|:.*|[\d.]*)"
"""What may stand behind such words: a bracket, a colon, a number."""
_TOTAL = rf".{{0,15}}?(?:{_SUM}){_BEHIND}|共计?\d+[个家].*|(?:sub|grand)?total|sum"
_STATISTIC = (
    rf".{{0,15}}?(?:{_SUM}|{_AVERAGE})(?:[/、,和及与或](?:{_SUM}|{_AVERAGE}))*{_BEHIND}|average|avg|mean|max|min"
)
_AREA = (
    r"(?:全(?:国|省|自治区|市|州|盟|县|区|旗|镇|乡|街道|村|院|校|局|厅|系统|行业|体|部|域|辖区)(?:各?单位|各[县市区乡镇]+)?"
    rf"(?:总体|整体)?(?:水平|情况|数据|值)?|各(?:县区|区县|县市区|乡镇|部门|单位)|(?:所有|全部)单位|总体情况){_BEHIND}"
)
_THEN = "(?:[本上去今前历]年|[本上去今前历]?年度|全年|(?:19|20)\\d\\d年|[本上同当]期|[本上当]月|[本上]季度?)"
_COMPARED = (
    "(?:满分|分值|权重|标准|基准|参考|对照|目标|任务|计划|预期|指标|完成|实际|达标|及格|合格|警戒|预警|先进|标杆|最低|最高|得分"
    "|总分|扣分|加分|赋分|评分|考核|考评|差[距额异]|增[减长幅速]|变动|同比|环比|占比|比重|名次|位次|排[名位]|上报|核[定实]|审[核定]"
    "|复核|校核|验算|自评|初评|终评|国家|行业)"
)
_SIZE = "(?:值|数|分|分值|线|率|额|幅度?|量|情况|要求|任务|水平|原因|依据|标准)"
_REFERENCE = (
    rf"(?:{_THEN}*{_COMPARED}+{_SIZE}?|{_THEN}*(?:[上去前]年|[上同本当]期){_SIZE}?|栏次|列次|行次|计量单位|填[写报]示例"
    r"|(?:示例|样例|模板|测试)(?:单位|数据)?|第[一1]名|[首末]位|前[一二三四五六七八九十\d]+名"
    rf"|占(?:全[国省市县区镇]|本[省市县区镇])(?:的?比[重例])?){_BEHIND}"
)
"""What is compared with the numbers of the units, maybe with a time before it and the word for a size behind."""
_NOTE = (
    r"(?:备注|附注|注|说明|填[表报写]说明|填[表报写]要求|指标(?:说明|解释)|数据来源|资料来源|来源|注意(?:事项)?)\d*(?:[:.].*)?"
    "|(?:此行|本行)?(?:请勿|不要|勿)(?:删除?|改动?|修改|填写?)"
    r"|[-—]*以下空白[-—]*|其中(?::.*)?|以下无正文|此页无正文|[接续]上页|[接续转]下页|过次页|承前页|(?:计量|金额|数量|数据)?单位:.*"
)
_PEOPLE = (
    r"(?:填[表报制写]|制[表单]|编制|审[核批定签]|复核|核[对准]|校对|经[办手]|联系|记录|录入|统计|签发)(?:人员?|者)"
    r"|制[表单]|审[核批定签]|复核|校对|填[表报]|审核意见"
    r"|(?:单位|部门|填[表报]|统计|主管|分管|主要)?(?:负责人|领导)(?:意见|签批)?"
)
_OFFICES = "(?:填[表报制]|制表|编制|审核|报送|上报)(?:单位|部门|机构|机关|科室)|(?:联系)?(?:电话|方式)"
_WHEN = "(?:填[表报制]|制表|编制|审核|报送|上报|截[止至]|统计)?(?:日期|时间)"
_SEAL = "签[字章名]|[盖公]章|单位(?:公章|盖章|签章)"
_SIGNATURE = rf"(?:{_PEOPLE}|{_OFFICES}|{_WHEN}|{_SEAL})(?:\(?(?:{_SEAL}|手写)\)?)*(?::.*)?"
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_DATE = (
    r"(?:(?:19|20)\d\d)?年(?:度|\d{0,2}月?(?:\d{0,2}日)?|第?[一二三四1-4]季度)|(?:19|20)\d\d年|[上下]半年|第[一二三四]季度"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
    rf"|[二〇零○一三四五六七八九]{{4}}年(?:度|{_NUMERAL}月(?:{_NUMERAL}日)?)?"
)
_CERTAIN = (
    (RowKind.HEADER, UNIT),
    (RowKind.SIGNATURE, _SIGNATURE),
    (RowKind.NOTE, _NOTE),
    (RowKind.TOTAL, _TOTAL),
    (RowKind.STATISTIC, _STATISTIC),
    (RowKind.AREA, _AREA),
    (RowKind.REFERENCE, _REFERENCE),
    (RowKind.DATE, _DATE),
)
"""The first words tell the kind, whatever else stands in the row."""

_NUMBERED = rf"(?:\({_NUMERAL}\)|{_NUMERAL}[、.])[^。;]*|第(?:{_NUMERAL}|\d+)[组类批部分片]+"
_SORT = (
    "[省市县区州盟旗镇乡]?[直属级]|党[政群委]|政府|综合|执法|经济|社会|垂直管理|垂管|双管|驻[省市县区]|其[他它]|各类?|重点|一般"
    "|群团"
)
_GROUP = (
    rf"(?:{_SORT})+(?:部门|单位|系统|机构|机关)|县区|区县|县市区|县\(市、?区\)|乡镇|镇街|乡镇街道|街道"
    "|[甲乙丙丁A-E][类组]"
)
_TITLE = (
    r".*(?:一览|统计|数据|情况|汇总|评分|考核|考评|明细|登记|续|指标|排名|成绩|填报)表(?:\(.*\))?|续"
    r"|.{1,6}(?:类|序列)(?:单位|部门)?|附[件表]\d*[:.]?.*"
)
_SENTENCE = r".*[。;!?,].*|第\d+页.*|共\d+页.*|[※*★☆▲△●○#].*|[^:]{2,10}:.*|[-—/*…·.]+"
_OF_NOTES = "截[至止]|口径|本表|为准|计算|保留|小数|不含|包括|以上"
_END = "结束|完|end"
_NUMBER = r"(?:\d+[.、]|[①-⑳]|[IVX]+[.、])"
_ALONE = (
    (RowKind.HEADING, rf"{_NUMBERED}|{_NUMBER}?(?:{_GROUP})(?:\(.*\))?|{_TITLE}"),
    (RowKind.SIGNATURE, "(?:填[表报制]|制表|审核|复核|经办|联系|负责)人.{1,4}"),
    (RowKind.NOTE, rf"{_SENTENCE}|{_NUMBER}.*(?:{_OF_NOTES}).*|{_END}"),
)
"""The words tell the kind where nothing else stands in the row."""

_OTHERS = "其[他它余](?:单位|部门|县区|乡镇)?|不详|未知|待定|暂无|无|[-—/*…·.]+"
_NAMELESS = r"(?:x{2,}|×{2,}|\*{2,}|某某).{0,6}"
_REMARKED = (
    r".+\((?:已|拟)?(?:更正|修正|改正|修改|补报|补录|重报|重复|作废|删除|取消|撤[销并]|停用|暂停|剔除|退出|免考)(?:后|数|数据)?\)"
    r"|.+\(不(?:参加|参与|参|纳入|予|作)?(?:年度)?(?:考核|考评|评分|评价|评|排名|计分)\)"
)
_EITHER = (
    (RowKind.REMARKED, _REMARKED),
    (RowKind.DOUBTFUL, rf"{_NUMBERED}|{_GROUP}|{_OTHERS}|{_NAMELESS}"),
)

MAY_BE_NO_UNIT = rf"(?is)^\(?(?:{'|'.join(pattern for _, pattern in (*_CERTAIN, *_ALONE, *_EITHER))})\)?$"
"""Pattern of all first words, in half width and without spaces, of which the kind of row must be asked."""

_BRACKETED = re.compile(r"\(([^()]*)\)")


def row_kind(words: str, *, alone: bool) -> RowKind | None:
    """Return what a row is that starts with these words; None for a unit.

    alone: nothing else is written in the row.
    """
    key = name_key(words)
    if not _compiled(MAY_BE_NO_UNIT).match(key):
        return None
    bracketed = _BRACKETED.fullmatch(key)
    inner = bracketed[1] if bracketed else key
    kinds = (*_CERTAIN, *(_ALONE if alone else ()), *_EITHER)
    return next((kind for kind, pattern in kinds if _compiled(pattern).fullmatch(inner)), None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first asked for: all of them take longer than a small table."""
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)
