"""Detail tables: random ones as files, and what the manual says their rows come to for a unit (明细表).

A unit may have several rows, or none: then 计数 is 0, and anything else waits for a row. A blank cell is not counted,
and anything else waits for it. By periods, a row counts for
its period, and in the year with all the others.
"""

from fractions import Fraction
from pathlib import Path
from random import Random

from tests.oracle.datafile import READERS, Reading, blank, header_row, letters, respelt, typed
from tests.oracle.files import Dirt, write_csv, write_xlsx
from tests.oracle.files import respelt as typed_anew
from tests.oracle.model import Detail, Scheme
from tests.oracle.periods import MARK, is_year, name_of, period_of
from tests.oracle.scan import plain
from tests.oracle.tables import Content, Table, bounds_of, cell_text, content
from tests.oracle.uses import scored
from tests.oracle.values import leaves

Rows = list[tuple[str, dict[str, Content], dict[str, str]]]
"""Unit with period, its cells by column, and where these stand."""
Details = dict[str, Rows]
PLAIN = ("数值", None, None)


def used_details(scheme: Scheme) -> dict[str, Detail]:
    """Return the measures made from detail tables on which a score can depend."""
    names = set().union(*(leaves(("name", name), scheme) for name, _ in scored(scheme)))
    return {name: detail for name, detail in scheme.details.items() if name in names}


def detail_kinds(scheme: Scheme, table: str) -> dict[str, tuple]:
    """Return the columns of a detail table with their types: those of the measures made from them."""
    kinds: dict[str, tuple] = {}
    for name, detail in used_details(scheme).items():
        if detail.table == table:
            kind = PLAIN if detail.fold == "计数" else scheme.kinds.get(name, PLAIN)
            if kinds.get(detail.column, PLAIN) == PLAIN:
                kinds[detail.column] = kind
    return kinds


def random_details(random: Random, scheme: Scheme, table: Table, blanks: float = 0.0) -> Details:
    """Draw the rows of every detail table, for most units and periods several; a share of the cells is blank."""
    marks = bounds_of(scheme)
    details: Details = {}
    for name in dict.fromkeys(detail.table for detail in used_details(scheme).values()):
        kinds = detail_kinds(scheme, name)
        near = {column: set().union(*(marks[measure] for measure, detail in scheme.details.items()
                                      if (detail.table, detail.column) == (name, column)))
                for column in kinds}  # fmt: skip
        rows = [
            (
                row,
                {
                    column: None if random.random() < blanks else content(random, kind, near[column])
                    for column, kind in kinds.items()
                },
                {},
            )
            for row in table
            if not is_year(row)
            for _ in range(random.choice([0, 1, 1, 2, 2, 3, 4] if random.random() < 0.3 else [1, 1, 2, 3]))
        ]
        details[name] = random.sample(rows, len(rows))
    return details


def write_details(folder: Path, scheme: Scheme, details: Details, random: Random, dirt: Dirt) -> dict[str, Path]:
    """Write each detail table as a file."""
    paths = {}
    for name, rows in details.items():
        kinds = detail_kinds(scheme, name)
        keys = ["单位", "期"] if any(period_of(row) for row, _, _ in rows) else ["单位"]
        lines = [[typed_anew(word, random, dirt.spelling) for word in (*keys, *kinds)]]
        for row, cells, _ in rows:
            words = [name_of(row), period_of(row)][: len(keys)]
            words += [cell_text(cells[column], kind) for column, kind in kinds.items()]
            lines.append([typed_anew(word, random, dirt.spelling) for word in words])
        suffix = random.choice([".csv", ".xlsx"])
        paths[name] = folder / f"明细{len(paths)}{suffix}"
        {".csv": write_csv, ".xlsx": write_xlsx}[suffix](paths[name], lines, random)
    return paths


def read_details(paths: dict[str, Path], scheme: Scheme, reading: Reading) -> None:
    """Add to a reading what the rows of detail tables come to for its units."""
    rows = {name: detail_rows(path, detail_kinds(scheme, name), reading) for name, path in paths.items()}
    for unit, cells in reading.table.items():
        whole = name_of if is_year(unit) else str
        for name, detail in used_details(scheme).items():
            of_unit = [line for line in rows[detail.table] if whole(line[0]) == whole(unit)]
            cells[name] = folded(detail, [line[detail.column] for _, line, _ in of_unit])
            empty = [places[detail.column] for _, line, places in of_unit if line[detail.column] is None]
            reading.several[unit, name] = empty or ["A1"]


def detail_rows(path: Path, kinds: dict[str, tuple], reading: Reading) -> Rows:
    """Return the rows of a file, each with the name of its unit and period."""
    lines = READERS[path.suffix](path)
    top = header_row(lines)
    headings = [plain(str(raw)) for raw in lines[top]]
    rows: Rows = []
    for number, line in enumerate(lines[top + 1 :], top + 2):
        at = {column: headings.index(column) for column in kinds}
        raw = {column: line[index] if index < len(line) else None for column, index in at.items()}
        cells = {
            column: None if blank(raw[column]) else typed(raw[column], kind, (0, 1))[0]
            for column, kind in kinds.items()
        }
        unit = plain(str(line[0]))
        if respelt(str(line[0]), reading.spelt.get(unit, unit)):
            reading.warnings.add("W0506")
        period = MARK + plain(str(line[headings.index("期")])) if "期" in headings else ""
        rows.append((unit + period, cells, {column: f"{letters(index)}{number}" for column, index in at.items()}))
    return rows


def folded(detail: Detail, values: list[Content]) -> Content:
    """Return what the cells of one unit come to."""
    filled = [value for value in values if value is not None]
    if detail.fold == "计数":
        return Fraction(len(filled))
    if not values or len(filled) < len(values):
        return None
    whole = sum(values, Fraction(0))
    return {"最大值": max(values), "最小值": min(values), "合计": whole, "平均值": whole / len(values)}[detail.fold]
