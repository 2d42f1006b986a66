"""The codes of faults in reading and writing files, with their manual pages.

E0001–E0005 the file itself, E0006–E0013 and W0014 what is in it, E0015 no file at all, E0021–E0025 writing,
E0031–E0032 what an option names, E0041 a template.
"""

from creditdsl.base.diagnostic import Code

NOT_FOUND = Code(
    "E0001",
    "找不到文件",
    "命令里写的文件不存在：名称或所在文件夹写错了，或者文件已被移走。",
    "核对文件名和文件夹。Windows 常常隐藏扩展名，“方案.credit”可能实际叫“方案.credit.txt”。"
    "路径里有空格时，用英文双引号括起来。",
)
IS_FOLDER = Code(
    "E0002",
    "这是文件夹，不是文件",
    "命令要读一个文件，写的却是文件夹。",
    "写到文件为止，例如：方案文件夹/方案.credit。",
)
NO_READING = Code(
    "E0003",
    "没有权限读这个文件",
    "系统不允许读这个文件：文件属于别人，或者正被别的程序独占。",
    "关闭正在使用它的程序，或者把文件复制到自己的文件夹里再试。",
)
READ_FAILED = Code(
    "E0004",
    "文件读不出来",
    "系统在读文件时报告了故障，例如磁盘出错、网络盘断开、文件名里有系统不允许的字符。",
    "把文件复制到本机磁盘，换一个简单的文件名再试。",
)
TOO_LARGE = Code(
    "E0005",
    "文件太大",
    "方案是几十页的文字，不会超过 5 MB。超过这个大小的多半是选错了文件。",
    "核对文件。要评分的数据用 --data 给出，不写在方案里。",
)
OFFICE_FILE = Code(
    "E0006",
    "这是 WPS、Word、Excel 或 PDF 文件，不是方案",
    "方案是纯文本文件（扩展名 .credit）。文档、表格和 PDF 要先把文字取出来。",
    "在 WPS 里全选、复制，粘贴到记事本，另存为“方案.credit”，编码选 UTF-8。",
)
UTF16 = Code(
    "E0007",
    "文件用的是 UTF-16 编码",
    "记事本里名为“Unicode”或“UTF-16”的编码，方案不能使用。",
    "用记事本打开，选“文件—另存为”，编码选 UTF-8，保存后再试。",
)
UNKNOWN_ENCODING = Code(
    "E0008",
    "文件里有认不出的字节",
    "文件既不是 UTF-8 编码，也不是 GB18030（GBK）编码，或者传输、拼接时损坏了。",
    "从原处重新复制文件；或者用记事本打开，改好显示不对的地方，另存为 UTF-8 编码。",
)
CONTROL_CHARACTER = Code(
    "E0009",
    "文字里有控制字符",
    "控制字符在屏幕上看不见，多由网页或 WPS 粘贴带入（WPS 的手动换行就是其中一种），会使同样两行的含义不同。",
    "删去这个字符；该换行的地方按回车键重新换行。",
)
DIRECTION_CHARACTER = Code(
    "E0010",
    "文字里有改变书写方向的字符",
    "这类字符看不见，却能使屏幕上显示的次序与实际次序不同，看到的分值可能不是实际的分值。",
    "删去这个字符，重新输入前后的文字。",
)
INVISIBLE_CHARACTER = Code(
    "E0011",
    "文字里有看不见的字符",
    "零宽空格之类的字符看不见，多由网页、聊天软件粘贴带入，会使看起来相同的两个名称其实不同。",
    "删去这个字符。看不见时，可以把它前后的文字一起删去，重新输入。",
)
LOST_CHARACTER = Code(
    "E0012",
    "有文字在转换编码时丢失了",
    "替换符“�”表示原来的字在某次转换编码时已经丢失，无法恢复。",
    "对照原文件，把丢失的字补上。",
)
LONG_LINE = Code(
    "E0013",
    "一行太长",
    "一行超过 20000 个字，多半是换行丢失了，或者选错了文件。",
    "按原文分行：一行写一个标题、一个字段或一条规则。",
)
GB18030 = Code(
    "W0014",
    "文件用的是 GB18030（GBK）编码",
    "这次已经按 GB18030 读取，结果不受影响。但别的软件可能把它显示成乱码。",
    "用记事本打开，选“文件—另存为”，编码选 UTF-8。",
)
NO_SCHEME = Code(
    "E0015",
    "没有找到方案文件",
    "写文件夹，就是其中的全部方案文件（扩展名 .credit，下级文件夹里的也算，名称以点开头的不算）；"
    "写“*.credit”这样的式子，就是与它相符的文件。这次一个也没有。",
    "核对文件夹和扩展名。Windows 常常隐藏扩展名，“方案.credit”可能实际叫“方案.credit.txt”。",
)

NO_WRITING = Code(
    "E0021",
    "没有权限写这个文件",
    "系统不允许写：文件正在 WPS 或 Excel 里打开，或者是只读文件，或者文件夹不属于自己。原有的文件没有改动。",
    "关闭正在打开它的程序；或者用 -o 换一个文件名、换一个自己的文件夹。",
)
OUTPUT_IS_FOLDER = Code(
    "E0022",
    "要写的地方已经有一个同名的文件夹",
    "-o 后面要写文件名，写的却是一个已有的文件夹。",
    "写到文件名为止，例如：-o 结果/成绩.xlsx。",
)
WRITE_FAILED = Code(
    "E0023",
    "文件写不进去",
    "系统在写文件时报告了故障，例如磁盘已满、网络盘断开、文件名里有系统不允许的字符。原有的文件没有改动。",
    "腾出空间，或者用 -o 换一个地方、换一个简单的文件名。",
)
OVERWRITES_INPUT = Code(
    "E0024",
    "结果会盖掉方案或数据",
    "-o 写的正是这次要读的文件。为了不丢失方案和数据，没有写入。",
    "用 -o 换一个文件名。",
)
PARENT_IS_FILE = Code(
    "E0025",
    "要建的文件夹与一个文件同名",
    "-o 里的某一级文件夹其实是一个文件，不能在它下面再建文件。",
    "用 -o 换一个文件夹名。",
)

CODES = (
    NOT_FOUND,
    IS_FOLDER,
    NO_READING,
    READ_FAILED,
    TOO_LARGE,
    OFFICE_FILE,
    UTF16,
    UNKNOWN_ENCODING,
    CONTROL_CHARACTER,
    DIRECTION_CHARACTER,
    INVISIBLE_CHARACTER,
    LOST_CHARACTER,
    LONG_LINE,
    GB18030,
    NO_SCHEME,
    NO_WRITING,
    OUTPUT_IS_FOLDER,
    WRITE_FAILED,
    OVERWRITES_INPUT,
    PARENT_IS_FILE,
)
