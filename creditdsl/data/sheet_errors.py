"""The codes of everything that can be wrong with returned 填报表, each with its manual page.

The pages are for whoever collects the forms of all units in a folder and scores them. Codes of single
cells are those of errors.py: a number is a number in a table and in a form.
"""

from creditdsl.base.diagnostic import Code
from creditdsl.data import errors

NO_SHEETS = Code(
    "E0537",
    "文件夹里没有填报表",
    "--data 后面写的是文件夹，里面却没有一个 .xlsx 文件。子文件夹里的不读。",
    "把各单位填好的 .xlsx 填报表直接放在这个文件夹里。",
)
NOT_A_SHEET = Code(
    "E0538",
    "不是填报表",
    "文件夹里的工作簿都要是 creditdsl sheet 制作的填报表。这一个没有填报表的标识和表头。",
    "不是填报表的，移到别的文件夹；是考核单位汇总的数据表，另用 --data 文件 给出。",
)
OTHER_SCHEME = Code(
    "E0539",
    "是另一张表的填报表",
    "填报表里记着它属于哪个方案、哪一张表，和这次评分的不同。多半是文件放错了文件夹，或者单位填了旧表。",
    "移到它该在的文件夹；用了旧表的，请单位用新表重填。",
)
OTHER_UNIT = Code(
    "E0540",
    "填报单位不对",
    "表上写的单位和制表时预填的不同，或者不在方案的名单里，不知道算在谁头上。",
    "核对后改写填报单位一格，名称要和名单里的一样。",
)
SHEET_TWICE = Code(
    "E0541",
    "一个单位有两份填报表",
    "同一个单位（同一期）交了两份表，不知道以哪一份为准。",
    "只留一份；另一份是别的单位或别的期的，改正填报单位或考核期。",
)
MISSING_LINE = Code(
    "E0542",
    "填报表缺了一行或一列",
    "制表时有的一行或一列被删去了，或者单位用的是旧表。",
    "用原来的表补填；也可以自己补一行，填报内容写成指标的名称。",
)
LINE_TWICE = Code(
    "E0543",
    "同一项有两行",
    "一项指标在填报表里有两行，不知道该用哪一行的数。",
    "核对后删去一行。",
)
OVERWRITTEN = Code(
    "E0544",
    "不该改的文字被改动了",
    "填报内容或表头的文字和制表时不同。多半是取消保护后只排序、移动了一部分列，数和指标已经错开。",
    "撤销排序或移动，恢复原来的文字；恢复不了的，用原来的表重填。",
)
NO_UNIT = Code(
    "E0545",
    "没有写填报单位",
    "表上方“填报单位（盖章）”右边的一格是空的。文件名不作数：它常被改动。",
    "在这一格写上单位名称；也可以用 creditdsl sheet --unit 单位，制表时就填好。",
)
BOTH_FILLED = Code(
    "E0546",
    "没有写明用自评还是复核",
    "填报表有自评、复核两列，两列都填了，评分时没有写明用哪一列。",
    "并列比较的，写 --data 自评:文件夹 --data 复核:文件夹。",
)
OPEN_ELSEWHERE = Code(
    "W0502",
    "填报表正打开着",
    "文件夹里有 WPS 或 Excel 打开文件时留下的临时文件（名称以 ~$ 开头），还没有保存的改动读不到。",
    "保存并关闭后再评一次；确实没有人打开的，删去这个临时文件。",
)
NOT_READ = Code(
    "W0503",
    "文件夹里有些文件没有读",
    "填报表只读文件夹里的 .xlsx 文件；子文件夹、压缩包、图片和文档都不读。",
    "里面有填报表的，解压或移出来；是佐证材料的，可以不管。",
)
NOT_RETURNED = Code(
    "W0504",
    "有的单位还没有交填报表",
    "名单里的单位没有全部交齐。没有交的单位没有得分，也不参加排名，别的单位的名次可能因此不同。",
    "催齐后再评；确实不参加的，可以不管。",
)
UNKNOWN_LINE = Code(
    "W0505",
    "方案没有用到的行",
    "填报表里多出一行，填了内容，方案里却没有这个名称的指标。这一行不参加评分。",
    "填报内容写错的，改成指标的名称；自己加的说明可以留着。",
)

CODES = (
    NO_SHEETS,
    NOT_A_SHEET,
    OTHER_SCHEME,
    OTHER_UNIT,
    SHEET_TWICE,
    MISSING_LINE,
    LINE_TWICE,
    OVERWRITTEN,
    NO_UNIT,
    BOTH_FILLED,
    OPEN_ELSEWHERE,
    NOT_READ,
    NOT_RETURNED,
    UNKNOWN_LINE,
)
"""Every code of returned forms, in order of their numbers."""

UNREADABLE = (*errors.UNREADABLE, NO_SHEETS)
"""The file or folder itself cannot be read: the command line ends with status 2, not 1."""
