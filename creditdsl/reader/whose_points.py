"""Words between a condition and its points that say whose they are, of what they are taken, or how.

Receives the words that are to name a measure; promises True where a line would take them for a part of the name, and so
give or take the points of another, or too often, or with the other sign: 发生事故的，总分扣5分; 牵头单位扣2分.
"""

import re

_FLAT = re.compile("[得扣加减计]|不得分|本|取消")
"""A result that hangs on a fact, and not on a number."""
_TAKING = re.compile(
    "(?<![克查回折代抵缓])扣(?![分押留缴税薪发件款])|(?<![处刑惩奖受])罚$|(?<![损丧遗流过消走])失$|[丢负下]$|下浮$|返还|退还所|所扣"
    "|(?<![减避豁罢])免$|(?<![减缺漏变])少[得记计加]$|(?:计|记)负$|(?<![审考复稽查初抽])核$|[追抵冲]$|(?<!骨)折$"
    "|(?:全部|相应|给予|予以|处以|一并|连带|一律)$"
)
"""What is left of a verb that takes points, or gives them back: 扣本项2分, 迟到的罚1分, 返还2分."""
_TOTAL = re.compile(
    "(?:总分|总成绩|总得分|总评分|[加扣]分项)(?:之?[中里内])?$|(?:从|在|于)[^,、]*(?:分|成绩|项|考核)[中里内]$"
)
_ELSEWHERE = re.compile(
    "(?:成绩|当[月季年期](?:该项|得分)?|[加扣]分|(?:该|此|本)项|考核(?:得分|分值|分数|结果)?)(?:之?[中里内])?$"
)
"""What points are of, where it is not this item."""
_FACT = re.compile("参加|参与|通过|开展|组织|接受|完成|迎接|纳入|列入|实施|进行|建立|制定|印发|[未无没不]")
"""Verbs that make a fact of what may else be something that has points: 未参加考核."""
_WHOSE = re.compile(
    "(?:(?:牵头|配合|责任|(?<!行业)主管|所在|协办|承办|主办|属地|直接|分管|主要|涉事|涉案|直管)"
    "(?:单位|部门|社区|村|乡镇|街道|县区|地|领导|负责人|责任人|人员|科室))+$"
    "|^对(?:于|[^标接口照应比外内账帐岸联].*(?:领导|单位|部门|人)$)"
)
"""Whose points they are, where others are assessed by them."""
_NAMED = re.compile("明确|确定|成立|设立|设置|配备|落实|制定|建立|报送|公布|公示")
"""Verbs that have such a word as their object: 明确责任单位."""
COUNTED = re.compile("[次处人件起条家户个项篇例]数$")
"""How the words of a name are counted: 隐患｜处数."""
_EACH = re.compile("(?:按|逐)(?:人次|[次人件起户项条处例天月])$")
"""That each counts."""
_BEGUN = re.compile("^(?:且|并(?![联网购轨案行发入列])|在?总分)|(?:及|之|以)后$|为满分$")
"""A joining word, or words that go on."""
_SPELL = "连续(?:[一二两三四五六七八九十]+|\\d+)个?(?:年|月|日|天|季度?|周|次|期)"
_SPAN = re.compile(f"(?:且|并)?(?:{_SPELL}|同比|环比|[较比][上去前同][年月季期](?:度|同期)?)(?:的|,)?$")
"""A span of time or an earlier one, which no data of one period hold: 连续两年低于80分."""

_WHO_ONLY = re.compile(
    "^(?:本项|此项|该项|本?指标)?(?:仅|只)(?:对|考核)|^(?:本项|此项|该项)考核|适用于|考核对象|不考核|考核此项"
)
"""For whom a rule holds, which a line says by 适用: 仅对有执法权的单位考核."""
_TORN = re.compile(
    "(?:第|完成|未落实|落实|做到|达到)[项条款]$|第[项条款]|中(?:任务|工作|要求|事项)$|上述要求$|^(?:再|每再)(?!生|就业|次)|^(?:测|考|年度测|年终测|年度考)$"
)
"""What is left of a name where a number or a part of a word was read apart: 第（1）项, 测评为优秀, 每再超期10天."""
_MONTH = re.compile("(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月(?:底|末|份)?")
"""A date alone: 12月底达到95%."""
_NO_CHOICE = re.compile(
    "(?:逾期|超期|延期|提前|按期|复[检查核审验]|整改|补[考报]|再次|重新|(?:国家|[国省市县区镇乡])级|全[国省市县])(?:后|的)?"
)
"""What goes before a grade and has no grades itself: 逾期达标, 省级优秀."""


def says_whose(name: str, behind: str) -> bool:
    """Return whether a name holds words about its points. behind: the code behind the name."""
    plain = name.strip("“”")
    if _MONTH.fullmatch(plain) or _SPAN.match(plain) or (_FLAT.match(behind) is None and re.search(_SPELL, plain)):
        return True
    if plain != name:
        return False
    if behind.startswith("选项") and _NO_CHOICE.fullmatch(name):
        return True
    words = COUNTED.sub("", name)
    if any(pattern.search(words) for pattern in (_BEGUN, _EACH, _TAKING, _TOTAL, _TORN, _WHO_ONLY)):
        return True
    if _WHOSE.search(words) and not _NAMED.search(words):
        return True
    if words.endswith("少") and not words.endswith(("减少", "缺少")) and not re.match("每.*扣", behind):
        return True
    return _FLAT.match(behind) is not None and _ELSEWHERE.search(words) is not None and _FACT.search(words) is None
