"""The codes of everything that can be wrong with a data file, each with its manual page.

The pages are for the clerk who fills in the table in WPS or Excel. The words of a single message,
which need the place and the content of a cell, are made in messages.py.
"""

from creditdsl.base.diagnostic import Code

NO_FILE = Code(
    "E0501",
    "数据文件打不开",
    "给出的路径上没有这个文件，或者没有读它的权限，或者它是一个文件夹。",
    "核对文件名和所在文件夹。文件正被别的程序独占时，先在那个程序里关闭它。",
)
NOT_SUPPORTED = Code(
    "E0502",
    "不认识的数据文件类型",
    "数据只从 .csv 和 .xlsx 文件读取。旧版 .xls、WPS 的 .et 等格式不能保证读得一字不差，所以不读。",
    "在 WPS 表格或 Excel 里打开，用“另存为”存成 .xlsx 再给出。",
)
TOO_BIG = Code(
    "E0503",
    "数据文件太大",
    "文件超过 50 MB，或者表格超过 200 万个单元格。考核数据不会这么大，多半是末尾误写了内容，或者拿错了文件。",
    "新建一个表格，只把表头和各单位的数据复制过去，另存后再给出。",
)
UNKNOWN_ENCODING = Code(
    "E0504",
    "认不出文字编码",
    "文件既不是 UTF-8 也不是 GBK（GB18030）编码的文本，读出来会是乱码。",
    "在 WPS 表格或 Excel 里打开，另存为“CSV UTF-8（逗号分隔）”，或者另存为 .xlsx。",
)
BROKEN_WORKBOOK = Code(
    "E0505",
    "工作簿打不开",
    "文件扩展名是 .xlsx，内容却不是完好的工作簿：可能加了打开密码，可能传输时损坏，也可能是别的文件改了扩展名。",
    "用 WPS 表格或 Excel 打开它，取消打开密码，另存为新的 .xlsx 文件再给出。",
)
EMPTY_FILE = Code(
    "E0506",
    "数据文件是空的",
    "文件里没有任何内容。",
    "第一行写表头，第一列是“单位”；以后每行写一个单位。",
)
WRONG_SEPARATOR = Code(
    "E0507",
    "各列不是用英文逗号分开的",
    "CSV 文件的各列要用英文逗号“,”分开。用分号、制表符或中文逗号分开的，整行会被当成一列。",
    "在 WPS 表格或 Excel 里打开，另存为“CSV（逗号分隔）”；或者另存为 .xlsx。",
)
BAD_QUOTES = Code(
    "E0508",
    "英文双引号没有成对",
    "CSV 里英文双引号用来括住带逗号的内容。少了一个，后面的内容就会并到同一格里。",
    "补上或删去多余的英文双引号；内容里需要引号时用中文引号“”。",
)
NO_HEADER = Code(
    "E0509",
    "找不到表头",
    "表头是第一格写着“单位”的那一行，它的上面可以有标题。整个文件里没有这样的行。",
    "把第一列的列名写成“单位”，不要写“单位名称”“填报单位”等。",
)
SAME_COLUMN = Code(
    "E0510",
    "同一列写了两次",
    "表头里有两列同名，无法知道该用哪一列的数。",
    "删去多余的一列，或者改成各自的名称。",
)
UNNAMED_COLUMN = Code(
    "E0511",
    "有内容的列没有列名",
    "某一列下面填了内容，表头却是空的，无法知道填的是什么。",
    "在表头补上列名；不需要的内容删掉。",
)
EXTRA_CELLS = Code(
    "E0512",
    "这一行比表头长",
    "最后一列的右边还有内容。常见的原因是某一格里多了一个英文逗号，使后面的内容都错了一列。",
    "删去多余的内容；格内需要逗号时用中文逗号。",
)
COLUMN_IN_TWO_FILES = Code(
    "E0513",
    "两个文件有同一列",
    "同一项数据在两个文件里都有，无法知道该用哪一个。",
    "只在一个文件里保留这一列。",
)
MISSING_COLUMN = Code(
    "E0514",
    "缺少一列",
    "方案用到的数据项在表里没有对应的列。列名要与方案里的名称相同。",
    "补上这一列；列名写得不同的，改成方案里的名称。",
)
UNIT_TWICE = Code(
    "E0515",
    "一个单位写了两次",
    "同一个文件里，每个单位只能有一行；分期的数据里，每个单位每一期只能有一行。",
    "核对两行，删去一行，或者改正其中写错的单位名称或期。",
)
NO_UNIT_NAME = Code(
    "E0516",
    "有数据的行没有单位名称",
    "这一行填了数据，“单位”一格却是空的。",
    "补上单位名称；不是单位的行（合计、说明等）删掉。",
)
NO_UNITS = Code(
    "E0517",
    "一个单位也没有",
    "表头下面没有任何单位的数据。",
    "在表头下面每行写一个单位。",
)
MERGED = Code(
    "E0518",
    "数据区有合并单元格",
    "合并后只有左上角一格有内容，其余各格是空的，无法知道它们各是多少。",
    "取消合并，在每一格里分别填写。",
)
BAD_PERIOD = Code(
    "E0519",
    "期的写法不对",
    "分期计分的表里，每一行都要写明是哪一期。有人用斜线，有人写“年”“月”，统一只认 2023-01、2023Q1、2023 三种写法。",
    "月份写成 2023-01，季度写成 2023Q1，年度写成 2023。先把这一列的单元格格式设为“文本”，以免变成日期。",
)
NOT_TRUTH = Code(
    "E0520",
    "应写“是”或“否”",
    "这一列回答做没做到。√、有、1、TRUE 等各人写法不同，统一只认“是”和“否”。",
    "改写为“是”或“否”；还不知道的留空。",
)
NOT_NUMBER = Code(
    "E0521",
    "不是一个数",
    "这一格应当只有一个数。带单位、带“约”、带千分位逗号的都不能计算。",
    "只写数，例如 5、1200、7.5；量词写在列名或说明里。",
)
NOT_WHOLE = Code(
    "E0522",
    "应当是整数",
    "这一列是计数，件数、次数、家数等都是整数。",
    "核对后改为整数。",
)
OUT_OF_RANGE = Code(
    "E0523",
    "超出允许的范围",
    "方案规定了这一项的上下限；没有另行规定时，计数不能小于 0。",
    "核对后改为范围以内的数；如果数没有错，请核对方案里写的范围。",
)
NO_PERCENT = Code(
    "E0524",
    "比率没有写 %",
    "没有 % 时，0.955 和 95.5 都可能是 95.5%，不能猜。",
    "写成 95.5% 的样子；或者在 WPS 表格、Excel 里把单元格格式设为“百分比”。",
)
EXTRA_PERCENT = Code(
    "E0525",
    "这一列不该有 %",
    "这一列不是比率，却写了 %，或者单元格格式是“百分比”，看到的数和存着的数差 100 倍。",
    "去掉 %，把单元格格式改为“常规”，再写原来的数。",
)
TOO_LONG = Code(
    "E0526",
    "数太长",
    "一个数最多写 40 个字符。更长的多半是按键按住未放，或者两格内容粘在了一起。",
    "核对后重写。",
)
ERROR_VALUE = Code(
    "E0527",
    "公式算出了错误",
    "单元格里是 #N/A、#DIV/0!、#REF! 之类的错误，不是数。",
    "在 WPS 表格或 Excel 里改正公式，或者直接写上数。",
)
DATE_VALUE = Code(
    "E0528",
    "单元格是日期",
    "WPS 表格和 Excel 会把 3-5、1/2 之类自动变成日期，原来写的内容已经丢失。",
    "把单元格格式改为“常规”，再重写原来的内容。",
)
NO_CACHED_VALUE = Code(
    "E0529",
    "公式还没有算出结果",
    "文件里只存了公式，没有存结果。由其他软件导出、没有用表格软件保存过的文件会这样。",
    "用 WPS 表格或 Excel 打开，等公式算完，保存后再给出；或者把公式换成数。",
)
MISSING_CELL = Code(
    "E0530",
    "缺数",
    "方案要用到的一格是空的。空格不会当作 0。",
    "补上数据；确实没有发生的写 0 或“否”。",
)
ZERO_DENOMINATOR = Code(
    "E0531",
    "分母是零",
    "方案要用这一格（或这几格合起来的数）作除数，零不能作除数，得不出比率。",
    "核对数据。确实没有发生业务的，由方案写明怎样计分，不能用零代替。",
)
NOT_OPTION = Code(
    "E0532",
    "不是方案列出的选项",
    "这一列只能写方案列出的选项之一，用字要相同。哪一项都不是的写“无”。",
    "改写为列出的选项之一，或者写“无”；还不知道的留空。",
)
WRONG_ROW = Code(
    "E0533",
    "数据写错了行",
    "年度数据只写在年度的行里（期只写年份），其余数据只写在各月或各季的行里。写错了行的数不知道算在哪一期。",
    "把数移到它所属的那一行，原来的一格留空。",
)
MISSING_PERIOD = Code(
    "E0534",
    "有的单位缺一期",
    "同一期里各单位要一起计分、排名。别的单位有这一期，缺这一期的单位就无法计分；年度的行要么各单位都有，要么都没有。",
    "给缺的单位补上这一期的行；如果是期写错了，改正写错的那一行。",
)
UNKNOWN_COLUMN = Code(
    "W0501",
    "方案没有用到的列",
    "表里有一列，方案里没有这个名称的数据项。这一列不参加评分。",
    "列名写错的，改成方案里的名称；确实不用的可以留着，或者把列名改为“备注”。",
)
MADE_COLUMN = Code(
    "E0547",
    "程序给出的表里有方案没有用到的列",
    "数据由程序给出，表里有一列，方案里没有这个名称的数据项。文件里多一列只是提醒；程序给出的表是专门为评分准备的，多一列多半是列名写错。",
    "列名写错的，改成方案里的名称；确实不用的，给出之前去掉这一列，或者把列名改为“备注”。",
)
OTHER_SHEETS = Code(
    "N0501",
    "只读了一个工作表",
    "工作簿里有几个带“单位”表头的工作表，只读第一个没有隐藏的。",
    "要读另一个工作表，把它移到最前面，或者另存为单独的文件。",
)

NO_DETAIL = Code(
    "E0535",
    "缺明细表",
    "方案里有由明细表汇总的指标（如 部门抽查.瞒报率 最大值），评分时要给出这张明细表。",
    "评分时加上 --data 明细表名:文件，如 --data 部门抽查:抽查结果.csv。",
)
DETAIL_UNIT = Code(
    "E0536",
    "明细表里的单位或期不在数据里",
    "明细表的每一行要属于数据里的一个单位，分期的还要属于它的一期；名称或期不同，就汇总不到它头上。",
    "把单位名称、期改成和数据里一样。",
)

CODES = (
    NO_FILE,
    NOT_SUPPORTED,
    TOO_BIG,
    UNKNOWN_ENCODING,
    BROKEN_WORKBOOK,
    EMPTY_FILE,
    WRONG_SEPARATOR,
    BAD_QUOTES,
    NO_HEADER,
    SAME_COLUMN,
    UNNAMED_COLUMN,
    EXTRA_CELLS,
    COLUMN_IN_TWO_FILES,
    MISSING_COLUMN,
    UNIT_TWICE,
    NO_UNIT_NAME,
    NO_UNITS,
    MERGED,
    BAD_PERIOD,
    NOT_TRUTH,
    NOT_NUMBER,
    NOT_WHOLE,
    OUT_OF_RANGE,
    NO_PERCENT,
    EXTRA_PERCENT,
    TOO_LONG,
    ERROR_VALUE,
    DATE_VALUE,
    NO_CACHED_VALUE,
    MISSING_CELL,
    ZERO_DENOMINATOR,
    NOT_OPTION,
    WRONG_ROW,
    MISSING_PERIOD,
    NO_DETAIL,
    DETAIL_UNIT,
    MADE_COLUMN,
    UNKNOWN_COLUMN,
    OTHER_SHEETS,
)
"""Every code of this layer, in order of their numbers."""

UNREADABLE = (NO_FILE, NOT_SUPPORTED, TOO_BIG, UNKNOWN_ENCODING, BROKEN_WORKBOOK)
"""The file itself cannot be read: the command line ends with status 2, not 1."""
