"""The patterns of conditions and formulas: comparisons with words and plain numbers, dates, shares, results of several.

As in lexicon.py; a name in a group is what the lexer reads from it.
"""

_N = r"\d+(?:\.\d+)?"
_GIVE, _TAKE = "得|加|计|积|记|赋|给|奖励", "扣减|扣除|扣|减"
_STRONG = "大于等于|小于等于|不低于|不少于|不高于|不超过|大于|小于|低于|高于|超过|达到|≥|≤|>|<"
_ENDED = r"(?=的?[,、;。得扣加计记积赋减奖不各均都)或且]|的?$)"
_UP, _DOWN = "及以上|以上", "及以下|以下|以内"

PLAIN = (
    rf"(?:{_STRONG}){_N}{_ENDED}(?:[、,]?(?:且|但)?(?:{_STRONG}){_N}{_ENDED})?"
    rf"|在{_N}(?:{_UP}|{_DOWN})(?:[、,]?(?:不满|低于){_N}{_ENDED})?|为{_N}{_ENDED}"
)
"""Comparisons with a number without a unit: 大于等于100，小于200."""

_MEAN = "平均水平|平均值|平均数|平均分|平均|均值"
_BEFORE = "(?:上年|去年)(?:同期)?"
_STANDARD = (
    rf"(?:[^\d,;。:()、的得扣]{{0,8}}(?:{_MEAN})"
    rf"|“[^“”]+”|[^\d,;。:()、的得扣每]{{0,6}}(?:水平|上年|去年|同期数?|基数|控制数|目标数|任务数|计划数|序时进度))"
)
_THAN = (
    "不低于|不少于|不高于|不超过|不差于|高于|低于|不满|超过|少于|多于|优于|大于|小于|等于|持平于|超(?=全)"
    rf"|(?:未|没有)?达到(?=.{{0,8}}(?:{_MEAN}|上年|去年))"
)
COMPARED = (
    rf"(?P<than>{_THAN})(?P<standard>{_STANDARD}){_ENDED}"
    rf"|(?:与|和|同)(?P<level>{_STANDARD})(?:持平|相同|相等|一致){_ENDED}"
    rf"|[比较](?P<earlier>{_BEFORE})(?:有所)?(?P<move>下降|减少|降低|上升|增长|提高|增加){_ENDED}"
)
"""Comparisons with what is named in words: 不低于上年水平, 比上年下降."""

JOINTLY = (
    "(?P<all>均|都|同时)(?=在|达|高|低|不[低高少超]|超|为)|(?:有)?(?P<any>任[意何]?一项)(?=在|达|高|低|不[低高少超]|超)"
)
"""Whether a comparison is of all members of a list, or of any."""
JOINT = "(?:并|而)?且(?!不得)|或者"
DENIED = "并非|为否(?=的|且|或者|,|$)"
EVERY = r"(?:各|所有|全部)[^,;。、\d]{1,10}均(?!未|不|没|在|达|高|低|超|为)|以上(?:均|都)(?:没有|无|未做到|不符合)"
NOTE = r"\((?:含|包括)[^()\d]{1,20}\)"
DATE = (
    r"[一二两三]年(?:以|之)?内|连续[一二两三四五六七八九十\d]+个?(?:月|次|年|季度|期|天|日)|按?\d+个?工作日(?:之)?内|〔\d{4}〕\d+号"
    r"|(?:\d{4}年)?(?:\d{1,2}(?:[至-]\d{1,2})?月(?:份|底|末|初|\d{1,2}日)?|\d{1,2}[日号])(?:之?前|以前|之?后|以后)?|\d{4}(?:-\d{4})?年(?:度)?"
)
"""Dates and terms, which are words of a condition."""

APIECE = rf"(?:各|均|都)(?P<apiece>{_N})分"
SHARES = rf"(?:各|分别)(?:(?:{_GIVE})|(?P<taking_each>{_TAKE}))分?{_N}分(?:[、,和及]{_N}分)+"
"""Results of several things in turn: 分别得2分、1分."""

_SHARE = "百分比|比例|比率|百分率|完成率|实际完成率|合格率"
_RECORDED = "分?(?:记入|计入)(?:行业|主管|部门|责任|单位)*(?:月度|年度)?(?:积分|得分|总分)"
SCALED = (
    rf"按(?:照)?(?:其|实际|完成)*(?P<of>{_SHARE})[×*](?P<times>{_N})分?(?:得分|计分|计算得分|计算|赋分)"
    rf"|(?P<of_before>{_SHARE})[×*](?P<times_of>{_N})分?(?:得分|计分)|[×*](?P<times_recorded>{_N}){_RECORDED}"
)
"""Points times a share: 按百分比×6得分; 占比*10记入积分."""
FORMULA = (
    r"(?:本项|该项|实际)?得分(?:=|为)(?P<expression>[^,;。:=]*[×*÷/+-][^,;。:=]*)"
    rf"|(?P<recorded>\d+(?:\.\d+)?[×*][^,;。:=\d]+?){_RECORDED}"
)
RATIO = (
    "按(?:照)?(?:(?:(?:实际|任务)?(?:完成)?(?:任务)?量?的?)(?:比例|比率|百分比)|(?:实际)?完成率)"
    "(?:扣分|扣减|(?:折算|计算)?得分|计分|给分|赋分|计算)"
)

_VOID = r"\((?P<void>\d)\)|第(?P<void_in_words>[一二三四五六七八九])条|第\((?P<void_printed>\d)\)条"
NOTHING = (
    "(?P<item>(?:本|该|此)项目?(?:工作)?(?:均)?)?"
    "(?:不得分|不[加计给赋积记]分|不予[加计得记]分|(?P<spares>不扣分)|(?:得|计|记|按|积)(?:0|零)分计?)"
    rf"(?:,?且(?:{_VOID})也?不得分)?|(?P<all_of_it>全扣|全部扣完|扣完全部分值)"
)
BEST = (
    "只[计取](?:分值)?最高(?:的)?(?:一项|一档|一级|一次|级别|项|分|级)?(?:计分|得分|分)?"
    "|就高不就低|就高(?:计分)?|不累加(?:计分)?"
)
"""Only the best of several rules counts."""
