"""Tables to files, clean or with the dirt that offices leave: none of it may change a score."""

import csv
import io
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

from tests.oracle.model import Scheme
from tests.oracle.periods import name_of, period_of
from tests.oracle.tables import Content, Table, cell_text, columns_of, decimal_text

WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code) not in ',"'})
EXTRA = ["备注", "序号", "联系电话", "填报人"]
FILLED = ["合计", "合 计", "总计", "小计", "县区小计", "平均", "平均值", "全县平均分", "最高", "全市", "上年同期",
          "备注", "其中：县区", "合计（10个单位）", "填表人：张三"]  # fmt: skip
"""What starts a row that is no unit, whatever else stands in it."""
ALONE = ["注：本表每月5日前报送", "填表人：　　审核人：　　日期：", "2024年1月5日", "一、县区", "市直部门", "（公章）",
         "以下空白", "数据来源：市统计局", "单位：万元"]  # fmt: skip
"""What stands alone in a row that is no unit."""
DOUBTFUL = ["其他", "（一）甲局", "第一组", "无"]
"""What may be a unit or not, beside data."""
WRONG = {"是否": ["√", "有", "1", "TRUE", "是的", "Y"],
         "比率": ["0.95", "95", "约95%", "95％％", "无", "150%", "9500%", "-5%"],
         "计数": ["5.5", "-1", "5条", "约5", "1,000", "50%", "无", "五"], "数值": ["约5", "5万元", "1,000", "5%", "无"],
         "金额": ["约5", "5万元", "1,000", "5%"], "酌情": ["99", "-1", "好", "5%"],
         "选项": ["优秀的", "其他", "1"]}  # fmt: skip


@dataclass(frozen=True)
class Dirt:
    """How dirty a file is: the share of its cells in other spelling, of wrong cells, and what stands around."""

    spelling: float = 0.0
    wrong: float = 0.0
    around: bool = False
    apart: tuple[str, ...] = ()
    names: float = 0.0
    """The share of names that look right and are not typed so."""


def respelt(text: str, random: Random, share: float) -> str:
    """Return a text with spaces around it or in full width, sometimes."""
    if not text or random.random() >= share:
        return text
    return random.choice([f" {text}", f"{text} ", f"\u3000{text}", f"{text}\u00a0", text.translate(WIDE)])


def misspelt(name: str, random: Random, share: float) -> str:
    """Return a name with a space, a sign without width, or other brackets in it, sometimes."""
    if len(name) < 2 or random.random() >= share:
        return name
    at = random.randint(1, len(name) - 1)
    other = name.replace("（", "【").replace("）", "】")
    return random.choice([f"{name[:at]}{sign}{name[at:]}" for sign in (" ", "\u200b", "\u3000", "\ufeff")] + [other])


def wrong_text(kind: tuple, random: Random) -> str:
    """Draw a text that no cell of a type may hold."""
    return random.choice(WRONG[kind[0]])


def grid(scheme: Scheme, table: Table, columns: list[str], random: Random, dirt: Dirt) -> list[list[str]]:
    """Return the cells of a file as text."""
    columns = list(columns)
    if dirt.around:
        random.shuffle(columns)
    extra = random.sample(EXTRA, random.randint(0, 2)) if dirt.around else []
    keys = key_columns(table)
    rows = [[respelt(name, random, dirt.spelling) for name in (*keys, *columns, *extra)]]
    for unit, cells in table.items():
        name = misspelt(name_of(unit), random, dirt.names)
        row = [respelt(name, random, dirt.spelling), respelt(period_of(unit), random, dirt.spelling)][: len(keys)]
        for name in columns:
            text = cell_text(cells[name], scheme.kinds[name])
            text = misspelt(text, random, dirt.names) if scheme.kinds[name][0] == "选项" else text
            text = respelt(text, random, dirt.spelling)
            row.append(wrong_text(scheme.kinds[name], random) if random.random() < dirt.wrong else text)
        rows.append([*row, *("x" for _ in extra)])
    if dirt.around and random.random() < 0.3:
        rows.append(["" for _ in rows[0]])
    for words in dirt.apart:
        content = "" if words in ALONE else "1"
        row = list(rows[0]) if words == "单位" else [words, *(content for _ in rows[0][1:])]
        rows.insert(random.randint(1, len(rows)), row)
    if dirt.around and random.random() < 0.3:
        rows.insert(0, ["考核数据表", *("" for _ in rows[0][1:])])
    return rows


def key_columns(table: Table) -> list[str]:
    """Return the columns that name the rows."""
    return ["单位", "期"] if any(period_of(row) for row in table) else ["单位"]


def write_csv(path: Path, rows: list[list[str]], random: Random) -> None:
    """Write a CSV file in one of the encodings that the manual reads."""
    stream = io.StringIO()
    ends = random.choice(["\r\n", "\n"])
    csv.writer(stream, lineterminator=ends, quoting=random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])).writerows(rows)
    path.write_bytes(stream.getvalue().encode(random.choice(["utf-8", "utf-8-sig", "gb18030"])))


def write_xlsx(path: Path, rows: list[list[str]], random: Random) -> None:
    """Write a workbook: numbers as numbers or as text, ratios with a % format."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("数据")
    percent = book.add_format({"num_format": random.choice(["0.00%", "0%", "0.0%"])})
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            plain = text.strip().removesuffix("%")
            numeric = plain.removeprefix("-").replace(".", "", 1).isdecimal() and plain.isascii() and line > 0
            if numeric and text == text.strip() and random.random() < 0.8:
                value = float(Fraction(plain)) / (100 if text.endswith("%") else 1)
                sheet.write_number(line, column, value, percent if text.endswith("%") else None)
            elif text:
                sheet.write_string(line, column, text)
    book.close()


def write_parquet(path: Path, scheme: Scheme, table: Table, columns: list[str], random: Random) -> None:
    """Write a Parquet file with typed columns."""
    import pyarrow
    import pyarrow.parquet

    fields = {"单位": pyarrow.array([name_of(row) for row in table], pyarrow.string())}
    if len(key_columns(table)) > 1:
        fields["期"] = pyarrow.array([period_of(row) for row in table], pyarrow.string())
    for name in columns:
        cells = [row[name] for row in table.values()]
        fields[name] = parquet_column(cells, scheme.kinds[name], random)
    pyarrow.parquet.write_table(pyarrow.table(fields), path)


def parquet_column(cells: list[Content], kind: tuple, random: Random) -> object:
    """Return a column of one of the types that hold such cells."""
    from decimal import Decimal

    import pyarrow

    if kind[0] in ("是否", "选项"):
        return pyarrow.array(cells, pyarrow.bool_() if kind[0] == "是否" else pyarrow.string())
    if kind[0] == "计数":
        return pyarrow.array([None if cell is None else int(cell) for cell in cells], pyarrow.int64())
    if kind[0] == "比率":
        return ratio_column(cells, kind, random)
    if random.random() < 0.5:
        decimals = [None if cell is None else Decimal(decimal_text(cell)) for cell in cells]
        return pyarrow.array(decimals, pyarrow.decimal128(30, random.choice([4, 4, 4, 8])))
    return pyarrow.array([None if cell is None else float(cell) for cell in cells], pyarrow.float64())


def ratio_column(cells: list[Content], kind: tuple, random: Random) -> object:
    """Return a column of ratios: as numbers, where none is beyond 1, or as text."""
    import pyarrow

    if random.random() < 0.5 and all(cell is None or abs(cell) <= 1 for cell in cells):
        return pyarrow.array([None if cell is None else float(cell) for cell in cells], pyarrow.float64())
    return pyarrow.array([None if cell is None else cell_text(cell, kind) for cell in cells], pyarrow.string())


def write_files(folder: Path, scheme: Scheme, table: Table, random: Random, dirt: Dirt) -> list[Path]:
    """Write a table as one file or as two, and return their paths."""
    columns = columns_of(scheme)
    suffix = random.choice([".csv", ".csv", ".csv", ".xlsx", ".parquet"])
    if dirt.wrong and suffix == ".parquet":
        suffix = ".csv"
    halves = [columns]
    if len(columns) > 1 and suffix != ".parquet" and random.random() < 0.15:
        middle = random.randint(1, len(columns) - 1)
        halves = [columns[:middle], columns[middle:]]
    paths = []
    for index, part in enumerate(halves):
        path = folder / f"数据{index}{suffix}"
        if suffix == ".parquet":
            apart = {words: next(iter(table.values())) for words in dirt.apart if words in FILLED}
            write_parquet(path, scheme, table | apart, part, random)
        else:
            {".csv": write_csv, ".xlsx": write_xlsx}[suffix](path, grid(scheme, table, part, random, dirt), random)
        paths.append(path)
    return paths
