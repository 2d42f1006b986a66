"""The words that offices head their columns with, by what the column holds.

The patterns are tried in their order, each on a whole heading without blanks and brackets.
"""

import re
from enum import Enum

_MAX_HEADING = 24
"""Characters of the longest heading."""
_UNIT = re.compile(r"[（(][^（）()]*[）)]")

_SCORING = "评分|计分|积分|赋分|打分|扣分|加分|减分|得分|加减分"
_JUDGING = "评判|量化|奖分|给分|评价|考核|考评|测评|评估|评定|评议|检查|验收|指标"
_ROLES = "责任|牵头|配合|主管|实施|负责|考核|评分|考评|评价|认定|组织|承办"
_OFFICES = "单位|部门|科室|处室|股室|领导|人|主体|机构"
_CHECKING = "复核|核定|评审|最终|实际|审核|初评|专家|终评|考核|考评|检查|评价|抽查|市级|县级|组织|小组|实得|核查|评估"
_PERIODS = "第?[一二三四1-4]季度|[上下]半年|全年|年度|[一二三四五六七八九十]{1,2}月份?|\\d{1,2}月份?|季度|月度"
_PAPERS = "材料|资料|文件|内容|来源|要求"


class ColumnKind(Enum):
    """What a column holds, known by the synonyms of its heading."""

    NUMBER = "序号"
    SECTION = "大项"
    ITEM = "项"
    SUB_ITEM = "小项"
    POINTS = "分值"
    WEIGHT = "权重"
    CONTENT = "内容"
    CRITERION = "标准"
    BASIS = "依据"
    SOURCE = "来源"
    METHOD = "方式"
    RESPONSIBLE = "责任"
    SUPPLIER = "填报"
    APPLIES = "适用"
    REMARK = "备注"
    SELF_SCORE = "自评"
    CHECKED_SCORE = "复核"
    OTHER = "其他"


_PATTERNS = (
    (ColumnKind.NUMBER, ("序号?", "编号", "项次", "号", "顺序", "序列号", "(?:项目|指标)(?:序号|编号)")),
    (ColumnKind.SELF_SCORE, (".*自(?:评|查|测|我评价|评估).*",)),
    (ColumnKind.OTHER, (f"(?:{_PERIODS})(?:完成|累计|进度|平均|合计|计划|目标|任务|节点)?(?:值|数|情况|得?分)?",)),
    (ColumnKind.SUPPLIER, ("(?:数据|信息|材料)?(?:填报|报送|提供|采集|数据提供)(?:单位|部门|责任单位|主体)",)),
    (ColumnKind.APPLIES, ("(?:被?考核|考评|适用|评价|被考评)(?:对象|范围)", "(?:被考核|适用)(?:单位|部门)")),
    (ColumnKind.RESPONSIBLE, (f".*(?:{_ROLES})(?:{_OFFICES}).*", "部门", "单位", "责任")),
    (ColumnKind.ITEM, (".*(?:指标|项目|内容|名称|事项|任务)[及和与、/](?:分值|权重|满分|分数)",)),
    (ColumnKind.WEIGHT, (".*权重.*", "占比", "比重")),
    (ColumnKind.REMARK, ("备注.*", "附注", "备考")),
    (ColumnKind.SOURCE, ("(?:数据|信息|指标|资料)?来源", "数据出处")),
    (
        ColumnKind.BASIS,
        (f".*(?:依据|佐证|印证|证明|支撑|查阅|核验)(?:{_PAPERS})?", ".*(?:材料|资料|台账)(?:清单|要求|目录)?"),
    ),
    (
        ColumnKind.CRITERION,
        (
            f".*(?:{_SCORING}|{_JUDGING})(?:标准|办法|规则|细则|准则|规定|说明与标准|依据和标准)(?:[和及与].*)?",
            f"(?:{_SCORING})(?:方法|方式|说明|公式|要点|情形|事项|内容|因素)",
            ".*标准[及和与]?(?:办法|方法|说明)|.*标准[及和与]分值",
            ".*量化方法|计算(?:方法|公式|办法)|标准|细则",
        ),
    ),
    (ColumnKind.METHOD, (".*(?:方式|方法|途径|手段|渠道|形式|频次|周期)",)),
    (
        ColumnKind.CHECKED_SCORE,
        (
            f".*(?:{_CHECKING})(?:得分|评分|分数|分|结果|情况|打分)",
            "得分|实得分?|评分|打分|扣分(?:情况|值|原因|说明)|得分情况",
        ),
    ),
    (
        ColumnKind.POINTS,
        (
            ".*(?:分值|满分|分数|配分|标准分|基础分|基本分|赋分|总分|目标分|应得分|规定分|参考分).*",
            "分|.*(?:限额|上限|最高分|封顶).*",
        ),
    ),
    (
        ColumnKind.CONTENT,
        (
            ".*(?:内容|要求|要点|要素|解释|内涵|描述|释义|说明)",
            ".*(?:目标值|工作目标|任务目标|标准值|目标任务|重点任务|具体任务)",
        ),
    ),
)
_SYNONYMS = tuple((kind, re.compile("|".join(f"(?:{words})" for words in patterns))) for kind, patterns in _PATTERNS)
"""What a heading says that its column holds, by a pattern for all of the heading."""
_NAMES = re.compile(
    ".*(?:指标|项目|任务|类别|事项|名称|维度|分类|大类|小类|目标|大项|小项|子项|板块|领域|模块|类型|环节|科目|工作"
    "|一级|二级|三级|内容|方面)"
)
"""The heading of a column of names of sections, items or sub-items."""
_LEVELS = ("一级", "二级", "三级", "四级", "大项", "小项", "大类", "小类", "子项")
"""How the heading of a column of names begins that says its level."""


def squashed(heading: str) -> str:
    """Return a heading without blanks, line breaks and the unit in brackets."""
    bare = re.sub(r"[\s\u3000]", "", heading)
    return _UNIT.sub("", bare).strip("：:") or bare


def kind_of(heading: str) -> ColumnKind | None:
    """Return what a column with this heading holds; None where the words are no heading of a column."""
    words = squashed(heading)
    if not words or len(words) > _MAX_HEADING:
        return None
    for kind, pattern in _SYNONYMS:
        if pattern.fullmatch(words) and not (kind is ColumnKind.CONTENT and _is_name(words)):
            return kind
    return ColumnKind.ITEM if _NAMES.fullmatch(words) and len(words) <= 12 else None


def _is_name(words: str) -> bool:
    return any(words.startswith(start) for start in _LEVELS)
