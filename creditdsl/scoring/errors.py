"""The codes of what cannot be scored or explained as asked, with their manual pages."""

from creditdsl.base.diagnostic import Code

UNKNOWN_UNIT = Code(
    "E0031",
    "数据里没有这个单位",
    "要说明得分的单位，名称要与数据“单位”一列里写的相同。",
    "核对单位名称，或者核对数据文件是不是这张表的。",
)
UNKNOWN_ITEM = Code(
    "E0032",
    "表里没有这一项",
    "项的编号由印在表上的各级编号用斜线连成：大项“一”，项“一/1”，小项“三/1/2”。",
    "照表上的编号写，例如 --item 二/3。",
)

CODES = (UNKNOWN_UNIT, UNKNOWN_ITEM)
