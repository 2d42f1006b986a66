"""Relations that hold between scores of the program, whatever the right scores are.

Each takes a scheme and a table and returns another pair that must give the same scores, up to names of units.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.oracle.files import WIDE, Dirt, grid, write_csv
from tests.oracle.model import Scheme
from tests.oracle.periods import name_of
from tests.oracle.reader import read_scheme
from tests.oracle.tables import Table, columns_of

RULE = re.compile(r"^  (?! )")
EVERYDAY = {
    r"(其余|否则) 不得分": [r"\1不得分"],
    r" 最高(?=\d)": [" 最多不超过", " 最高不得超过", " 最多可得", " 至多得"],
    r" 最高扣(?=\d)": [" 至多扣", " 最多减", " 最多可扣"],
    r" 最低(?=\d)": [" 最低不低于"],
    r"每低(?=\d)": ["每少", "每减少", "每下降"],
    r"每超(?=\d)": ["每多", "每增加", "每上升", "每提高"],
    r"(?<=[ 至])2(?=[件条例篇场次户项个]以[上下] )": ["两"],
    r"(?<= \d)(件|条|例|%)(以[上下])(?!（)": [r"\1（含）\2"],
    r"(?<= )90%以(?=[上下] )": ["百分之九十以"],
    r"(?<=[率数量额]) (达到|不超过|不低于|超过|低于)(?=\d)": [r"\1"],
    r"(?<=率) (\d+%)(?= [得扣])": [r"为\1"],
    r"(?<=率) (\d+%)(?=以[上下])": [r"在\1"],
}
"""Words that the manual reads alike, by pattern (“平常的说法”)."""


@dataclass(frozen=True)
class Variant:
    """A scheme, its table in one file or more, and the old names of the units by the new ones."""

    text: str
    table: Table
    columns: tuple[tuple[str, ...], ...]
    units: dict[str, str]
    blank_column: bool = False
    alike: str = ""
    """A text of the same columns that the reader of the oracle knows, where that of the variant is beyond it."""


def same(text: str, table: Table) -> Variant:
    """Return the pair itself."""
    columns = tuple(columns_of(read_scheme(text)))
    return Variant(text, table, (columns,), {unit: unit for unit in table})


def shuffled_units(text: str, table: Table, random: Random) -> Variant:
    """Put the rows in another order."""
    units = random.sample(list(table), len(table))
    return same(text, {unit: table[unit] for unit in units})


def renamed_units(text: str, table: Table, random: Random) -> Variant:
    """Give the units other names, in the roster too."""
    old = list(dict.fromkeys(map(name_of, table)))
    fresh = random.sample([f"{letter}{kind}" for letter in "子丑寅卯辰巳午未申酉戌亥" for kind in "镇乡"], len(old))
    names = dict(zip(old, fresh, strict=True))
    longest_first = sorted(old, key=len, reverse=True)
    text = re.sub("|".join(map(re.escape, longest_first)), lambda match: names[match[0]], text)
    rows = {row: row.replace(name_of(row), names[name_of(row)]) for row in table}
    base = same(text, {rows[row]: cells for row, cells in table.items()})
    return Variant(base.text, base.table, base.columns, {new: row for row, new in rows.items()})


def shuffled_columns(text: str, table: Table, random: Random) -> Variant:
    """Put the columns in another order."""
    base = same(text, table)
    columns = base.columns[0]
    return Variant(text, table, (tuple(random.sample(columns, len(columns))),), base.units)


def renamed_measures(text: str, table: Table, random: Random) -> Variant:
    """Give the measures other names; those without a declaration keep the type that use gives."""
    scheme = read_scheme(text)
    old = sorted({*scheme.kinds, *scheme.derived}, key=len, reverse=True)
    letters = random.sample([a + b for a in "子丑寅卯辰巳" for b in "东西南北中前后左右"], len(old))
    names = {name: f"指标{letter}" for name, letter in zip(old, letters, strict=True)}
    head, _, body = text.partition("\n")
    body = re.sub("|".join(map(re.escape, old)), lambda match: names[match[0]], body)
    moved = {unit: {names[name]: value for name, value in cells.items()} for unit, cells in table.items()}
    return same(f"{head}\n{body}", moved)


def wide(text: str, table: Table, random: Random) -> Variant:
    """Write the numbers and marks of rules in full width."""
    table_of_marks = {key: value for key, value in WIDE.items() if not chr(key).isalpha() and chr(key) not in "#="}
    lines = [line.translate(table_of_marks) if RULE.match(line) else line for line in text.splitlines()]
    return Variant("\n".join(lines) + "\n", table, same(text, table).columns, {unit: unit for unit in table})


def narrow(text: str, table: Table, random: Random) -> Variant:
    """Write the marks of the whole scheme in half width, and alike signs for alike."""
    marks = str.maketrans({"（": "(", "）": ")", "：": ":", "，": ",", "×": "*", "−": "-", "÷": "/"})
    return Variant(text.translate(marks), table, same(text, table).columns, {unit: unit for unit in table})


def wordy(text: str, table: Table, random: Random) -> Variant:
    """Write the words that may be left out: 的, 分, the commas and the full stop."""
    in_grades = False
    lines = []
    for line in text.splitlines():
        in_grades = line in ("等次", "表彰", "通报", "数据", "名单") or (in_grades and RULE.match(line) is not None)
        if RULE.match(line) and not in_grades and "排名赋分" not in line and "得分 =" not in line and "每" not in line:
            line = re.sub(r"(?<=\S) ([得扣])(\d+(?:\.\d+)?)(?=\s|$)", r"的，\1\2分，", line)
            line = re.sub(r"， ?$", "。", re.sub(r"， (?=其余|否则)", "；", line))
        lines.append(line)
    return Variant("\n".join(lines) + "\n", table, same(text, table).columns, {unit: unit for unit in table})


def everyday(text: str, table: Table, random: Random) -> Variant:
    """Write everyday words for the words of rules."""
    lines = text.splitlines()
    first = next(
        index for index, line in enumerate(lines) if re.match(r"一、|1\. ", line) and index > lines.index("数据")
    )
    last = lines.index("等次") if "等次" in lines[first:] else len(lines)
    for at in range(first, last):
        if RULE.match(lines[at]):
            for pattern, words in EVERYDAY.items():
                lines[at] = re.sub(pattern, random.choice(words), lines[at])
    base = same(text, table)
    return Variant("\n".join(lines) + "\n", table, base.columns, base.units, alike=text)


def indented(text: str, table: Table, random: Random) -> Variant:
    """Move the lines in and out, and put blank lines and remarks between them."""
    lines = []
    body, end, _ = text.partition("\n正文完\n")
    head, text = (body + end, text[len(body + end) :]) if end else ("", text)
    for line in text.splitlines():
        lines.append(
            f"{random.choice(['', '  ', '　', '    '])}{line.strip()}{random.choice(['', '  # 给起草人看', ' '])}"
        )
        lines += random.choice([[], [""], ["# 给起草人看的话"]])
    return Variant(head + "\n".join(lines) + "\n", table, same(text, table).columns, {unit: unit for unit in table})


def formatted(text: str, table: Table, random: Random) -> Variant:
    """Let the program lay the scheme out."""
    import creditdsl

    return Variant(creditdsl.read(text=text).format(), table, same(text, table).columns, {unit: unit for unit in table})


def split(text: str, table: Table, random: Random) -> Variant:
    """Put the columns in two files."""
    base = same(text, table)
    columns = base.columns[0]
    middle = random.randint(1, max(len(columns) - 1, 1))
    parts = (columns[:middle], columns[middle:]) if len(columns) > 1 else (columns,)
    return Variant(text, table, parts, base.units)


def blank_column(text: str, table: Table, random: Random) -> Variant:
    """Add a column without heading and content."""
    base = same(text, table)
    return Variant(base.text, base.table, base.columns, base.units, blank_column=True)


Relation = Callable[[str, Table, Random], Variant]
RELATIONS: dict[str, Relation] = {
    relation.__name__: relation
    for relation in (shuffled_units, renamed_units, shuffled_columns, renamed_measures, wide, narrow, wordy, everyday,
                     indented, formatted, split, blank_column)
}  # fmt: skip


def write_variant(folder: Path, variant: Variant, scheme: Scheme, random: Random) -> list[Path]:
    """Write the table of a variant as CSV files."""
    paths = []
    for index, columns in enumerate(variant.columns):
        rows = grid(scheme, variant.table, list(columns), random, Dirt())
        if variant.blank_column:
            rows = [[row[0], "", *row[1:]] for row in rows]
        path = folder / f"变{index}.csv"
        write_csv(path, rows, random)
        paths.append(path)
    return paths
