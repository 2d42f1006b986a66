"""Schemes and data files as offices keep them: one name in many spellings, cells of every kind, rows out of line.

Receives a source of chance. Promises the text of a scheme, and files of CSV, XLSX and Parquet that are meant for it;
of about half of them nothing but the spelling of names is dirty.
"""

import csv
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pyarrow as pa
from pyarrow import parquet
from xlsxwriter import Workbook

UNITS = ("甲局", "乙局（本级）", "丙 县", "长白县(新区)", "A公司", "第1大队", "民政局", "二〇三所", "阿·勒泰市")
OPTIONS = ("创新奖", "特别奖（一等）", "特别奖（二等）")
COLUMNS = {
    "条数": ("  条数：条 0至50", "  条数 每条得0.5", "count"),
    "罚没数": ("  罚没数：数值", "  罚没数 1以上 得1 其余 得0", "number"),
    "达标率": ("  达标率：比率", "  达标率 90%以上 得2 60%以上 得1 其余 得0", "ratio"),
    "按时": ("  按时：是否", "  按时 得1", "truth"),
    "奖项": (
        "  奖项：选项 创新奖、“特别奖（一等）”、“特别奖（二等）”",
        "  奖项 选项 创新奖 得1 “特别奖（一等）” 得3 “特别奖（二等）” 得2 其余 得0",
        "option",
    ),
    "投入(万元)": ("  “投入(万元)”：数值", "  “投入(万元)” 排名赋分 最多3 最少0", "number"),
    "起数": ("  起数：起", "  罚没数 ÷ 起数 1以上 得1 其余 得0", "count"),
    "评分": ("", "  评分 酌情 0至5", "mark"),
}
_LOOKS = dict(
    zip("白一人長门民长〇·（）()", ("⽩", "⼀", "⼈", "⾧", "⻔", "⺠", "⻓", "○", "•", *"([【（［")[:13], strict=True)
)
_SPACES = (" ", "\u00a0", "\u3000", "\u2009", "\t")
_UNSEEN = ("\u200b", "\ufeff", "\u2060", "\u200e", "\ufe00")
_NO_UNITS = (
    "合计",
    "总 计",
    "平均",
    "小计：",
    "注：以上数据截至 12 月底",
    "制表人：张三",
    "2023年12月31日",
    "全市",
    "其中：",
)
_WRONG = {
    "count": (
        "51",
        "-1",
        "3.5",
        "1,200",
        "1 2",
        "一",
        "约5",
        "5条",
        "5%",
        "²",
        "٣",
        "1_0",
        "9" * 41,
        "1e1",
        "TRUE",
        "#N/A",
    ),
    "number": (
        "1,200.5",
        "一",
        "5‰",
        "5%",
        "5万元",
        "nan",
        "1e3",
        "#DIV/0!",
        "＃N/A",
        "2023-01-05",
        "inf",
        "1/2",
        "是",
    ),
    "ratio": ("0.95", "95", "5‰", "一半", "95％％", "#REF!", "1/2", "", "TRUE", "95.5.5%"),
    "truth": ("对", "√", "TRUE", "true", "True", "1", "Y", "无", "是否", "#VALUE!", "0", "是 否"),
    "option": ("创新", "一等奖", "特别奖", "#NAME?", "1", "创新奖、特别奖", "特别奖一等", "0.5"),
    "mark": ("6", "-1", "五", "5%", "#NUM!", "3分"),
}
_RIGHT = {
    "count": ("0", "1", "3", "3", "12", "50", "007", "１２", "2.0"),
    "number": ("0", "1", "3.5", "-2", "２．５", "0.9999", "1200", "−3", "12345678901234567890", "0.10"),
    "ratio": ("95%", "95.5%", "９０％", "60%", "100%", "0%", "-5%"),
    "truth": ("是", "否"),
    "option": (*OPTIONS, "无"),
    "mark": ("0", "5", "2.5", "３"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A data file: the end of its name, and its bytes."""

    suffix: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Scheme:
    """The text of a scheme, and what its data need. columns: each with the kind of its cells."""

    text: str
    units: tuple[str, ...]
    columns: dict[str, str]
    periodic: bool


def scheme(chance: random.Random) -> Scheme:
    """Draw a scheme of some items, maybe with a roster, periods, grades and honours."""
    names = chance.sample([*COLUMNS], chance.randint(2, 5))
    if "起数" in names and "罚没数" not in names:
        names.append("罚没数")
    units = tuple(chance.sample(UNITS, chance.randint(3, 7)))
    roster = chance.random() < 0.6
    periodic = chance.random() < 0.25
    lines = ["方案：示例", *(["周期：季度"] if periodic else []), "附件1 考核指标", "数据"]
    lines += [COLUMNS[name][0] for name in names if COLUMNS[name][0]]
    if roster:
        lines += [
            "名单",
            f"  单位：{'、'.join(units)}",
            f"  新区：{'、'.join(respelt(chance, unit) for unit in units[:2])}",
        ]
    lines.append("一、考核（40分）")
    for number, name in enumerate(names, 1):
        lines.append(f"{number}. 第{number}项（5分）")
        if chance.random() < 0.3:
            lines += [f"适用：{'新区' if roster else units[0]}", f"不适用：{chance.choice(('得满分', '不计分'))}"]
        lines.append(COLUMNS[name][1])
    if periodic:
        lines.append("年度总分 = 季度合计")
    if chance.random() < 0.5:
        lines += ["等次", "  前1名 优秀", "  2分以上 良好", "  其余 一般"]
    if chance.random() < 0.4:
        lines += ["表彰", "  前2名 先进"]
    return Scheme("\n".join(lines) + "\n", units, {name: COLUMNS[name][2] for name in names}, periodic)


def respelt(chance: random.Random, text: str) -> str:
    """Spell a name in another width or another way; no sign that parts names in a list is put in."""
    letters = [_LOOKS[char] if char in _LOOKS and chance.random() < 0.4 else char for char in text]
    return "".join(letters)


def dirty(chance: random.Random, text: str) -> str:
    """Spell a name in another way, maybe with spaces and characters that are not seen."""
    letters = [*respelt(chance, text)]
    if chance.random() < 0.4:
        letters = [chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in letters]
    for signs, often in ((_SPACES, 0.5), (_UNSEEN, 0.3)):
        while chance.random() < often:
            place = chance.choice((0, len(letters), chance.randint(0, len(letters))))
            letters.insert(place, chance.choice(signs))
    return "".join(letters)


@dataclass(slots=True)
class Drawing:
    """A table in the making. rate: of cells that are wrong. spelling: of names that are spelt otherwise."""

    chance: random.Random
    scheme: Scheme
    rate: float
    spelling: float

    def name(self, text: str) -> str:
        return dirty(self.chance, text) if self.chance.random() < self.spelling else text

    def cell(self, kind: str) -> str:
        chance = self.chance
        if chance.random() < self.rate:
            return chance.choice((*_WRONG[kind], "", " ", "\u200b", "\u3000", "#N/A"))
        text = chance.choice(_RIGHT[kind])
        if kind in ("truth", "option"):
            return self.name(text)
        if chance.random() < self.spelling:
            text = chance.choice((*_SPACES, *_UNSEEN)) + text + chance.choice(("", *_SPACES))
        return text

    def header(self) -> list[str]:
        """The kinds of the columns: names of the scheme, and 备注, 序号, others and none."""
        names = [*self.scheme.columns]
        self.chance.shuffle(names)
        if self.scheme.periodic:
            names.insert(self.chance.randint(0, len(names)), "期")
        for extra, often in (("备注", 0.2), ("其他列", 0.05), ("", 0.05), ("评分理由", 0.1)):
            if self.chance.random() < often:
                names.insert(self.chance.randint(0, len(names)), extra)
        if self.rate and self.chance.random() < 0.05:
            names.append(self.chance.choice(names))
        if self.rate and self.chance.random() < 0.03:
            names.pop()
        return ["单位", *names]

    def rows(self, header: Sequence[str]) -> Iterator[list[str]]:
        """Rows of units, maybe of several periods."""
        chance = self.chance
        units = [*self.scheme.units]
        chance.shuffle(units)
        if self.rate and chance.random() < 0.15:
            units.append(chance.choice((*units, "", "#N/A", "外单位", "\u200b")))
        for period in ("2023Q1", "2023Q2", "2023") if self.scheme.periodic else ("",):
            for unit in units:
                yield [self._of_column(name, unit, period) for name in header]

    def no_unit(self, header: Sequence[str]) -> list[str]:
        """A row that is no unit's: a total, a note, a signature, a date."""
        filled = self.chance.random() < 0.6
        numbers = (self.chance.choice(("", "12", "3.5", "95%")) if filled else "" for _ in header[1:])
        return [self.name(self.chance.choice(_NO_UNITS)), *numbers]

    def _of_column(self, name: str, unit: str, period: str) -> str:
        match name:
            case "单位":
                return self.name(unit)
            case "期":
                wrong = self.chance.random() < self.rate / 3
                return self.chance.choice(("2023-Q1", "2023年", "2023 Q1", "")) if wrong else self._period(period)
            case "备注" | "评分理由":
                return self.chance.choice(("", "随便", "第一行\n第二行", '他说"好"', "a,b"))
            case "其他列" | "":
                return self.chance.choice(("", "", "1"))
            case _:
                return "" if period == "2023" else self.cell(self.scheme.columns[name])

    def _period(self, period: str) -> str:
        return self.chance.choice((" ", "\u00a0", "\u200b")) + period if self.chance.random() < 0.1 else period


def file(chance: random.Random, drawn: Scheme) -> File:
    """Draw a data file for a scheme."""
    rate = chance.choice((0.0, 0.0, 0.0, 0.02, 0.1, 0.3))
    drawing = Drawing(chance, drawn, rate, chance.choice((0.0, 0.1, 0.4)))
    header = drawing.header()
    names = [drawing.name(name) if name else name for name in header]
    rows = [*drawing.rows(header)]
    if chance.random() < 0.2:
        rows.insert(chance.choice((0, len(rows), len(rows))), drawing.no_unit(header))
    kind = chance.random()
    if kind < 0.2:
        return File(".parquet", _parquet(chance, names, rows))
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        rows.insert(chance.randint(0, len(rows)), chance.choice(([""] * len(header), [" "] * len(header), [])))
    lines = [names, *rows]
    if chance.random() < 0.05:
        lines.insert(0, ["单位", *("指标" if at % 3 == 0 else "" for at in range(len(header) - 1))])
    if chance.random() < 0.2:
        lines[:0] = chance.choice(
            ([["某市考核数据"]], [["某市考核数据", *[""] * (len(header) - 1)], [""] * len(header)])
        )
    if kind < 0.4:
        return File(".xlsx", _workbook(chance, lines))
    if rate:
        _uneven(chance, lines)
    return File(".csv", _csv(chance, lines, damaged=bool(rate)))


def _uneven(chance: random.Random, lines: list[list[str]]) -> None:
    """Cut some rows short, and make some longer than the header."""
    for line in lines:
        at = chance.random()
        if at < 0.02 and line:
            del line[chance.randint(1, len(line)) :]
        elif at < 0.04:
            line += chance.choice(([""], ["", "多"], ["多"]))


def _csv(chance: random.Random, lines: Sequence[Sequence[str]], *, damaged: bool) -> bytes:
    stream = StringIO(newline="")
    quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    end = chance.choice(("\n", "\r\n", "\r\n", "\r"))
    csv.writer(stream, lineterminator=end, quoting=quoting).writerows(lines)
    text = stream.getvalue()
    if chance.random() < 0.2:
        text = text.rstrip("\r\n")
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"))
    if damaged and chance.random() < 0.1:
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(("\0", '"', "\r", ",", "\u2028", "\x1c")) + text[at:]
    content = text.encode(encoding)
    if damaged and chance.random() < 0.05:
        at = chance.randint(0, len(content))
        content = content[:at] + chance.choice((b"\xff", b"\x81", b"\xb5\xa5")) + content[at:]
    return content


def _workbook(chance: random.Random, lines: Sequence[Sequence[str]]) -> bytes:
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_numbers": False})
    sheet, percent = book.add_worksheet(chance.choice(("数据", "Sheet1"))), book.add_format({"num_format": "0.00%"})
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            number = _number(text)
            if text.startswith("#") and chance.random() < 0.7:
                sheet.write_formula(row, column, "=NA()", None, text)
            elif number is not None and chance.random() < 0.7:
                sheet.write_number(row, column, number, percent if text.endswith("%") else None)
            elif text in ("TRUE", "true"):
                sheet.write_boolean(row, column, True)
            elif text:
                sheet.write_string(row, column, text)
    book.close()
    return stream.getvalue()


def _number(text: str) -> float | None:
    """The number that a spreadsheet would store for a text of digits."""
    digits = text.removesuffix("%")
    if not digits.isascii() or not digits.replace(".", "", 1).isdigit() or len(digits) > 15:
        return None
    return float(Decimal(digits) / (100 if text.endswith("%") else 1))


def _parquet(chance: random.Random, names: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Write columns in types of their own where all their cells have one."""
    arrays = []
    for column in zip(*rows, strict=True) if rows else [()] * len(names):
        types: tuple[Callable[[Sequence[str]], Any], ...] = (_integers, _truths, _decimals, _floats)
        typed = (make(column) for make in types if chance.random() < 0.7)
        array = next((array for array in typed if array is not None), None)
        if array is None:
            array = pa.array([text or (None if chance.random() < 0.5 else "") for text in column], pa.string())
            array = array.dictionary_encode() if chance.random() < 0.3 else array
        arrays.append(array)
    stream = BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, names=[*names]), stream, row_group_size=4)
    return stream.getvalue()


def _integers(column: Sequence[str]) -> Any:
    if not all(text == "" or (text.isascii() and text.isdigit() and len(text) < 18) for text in column):
        return None
    return pa.array([int(text) if text else None for text in column], pa.int64())


def _truths(column: Sequence[str]) -> Any:
    words = {"是": True, "否": False, "": None}
    return pa.array([words[text] for text in column], pa.bool_()) if all(text in words for text in column) else None


def _decimals(column: Sequence[str]) -> Any:
    if any((text and _number(text) is None) or "%" in text for text in column):
        return None
    return pa.array([Decimal(text) if text else None for text in column], pa.decimal128(18, 4))


def _floats(column: Sequence[str]) -> Any:
    if any((text and _number(text) is None) or "%" in text for text in column):
        return None
    return pa.array([float(text) if text else None for text in column], pa.float64())
