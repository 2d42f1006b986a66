"""A preview is the printed page, and each of its cells names the lines that its words come from."""

import re
from functools import cache
from pathlib import Path

import pytest

import creditdsl
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.publish.table.cell_lines import printed_lines
from creditdsl.publish.table.content import table_content
from creditdsl.syntax.tree import BodyLine, HeadingLine, Level

SCHEMES = sorted(Path(__file__).parents[3].glob("schemes/*/scheme.credit"))


@cache
def compiled_scheme(path: Path) -> Compilation:
    return compile_source(Source(path.name, path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
def test_a_preview_is_the_printed_page(path: Path, tmp_path: Path) -> None:
    for name, table in creditdsl.read(path).tables.items():
        table.print(tmp_path / f"{name}.html")
        printed = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
        preview = table.preview()
        assert re.sub(r' data-line="[\d ]+"', "", preview) == printed != preview


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
def test_words_stand_in_the_first_line_of_their_cell(path: Path) -> None:
    compilation = compiled_scheme(path)
    source = compilation.tree.source
    for compiled in compilation.tables.values():
        content = table_content(compilation.scheme, compiled)
        lines = printed_lines(compilation.tree, compiled.table, content)
        for row, numbers in zip(content.rows, lines.rows, strict=True):
            for column, cell, line in zip(content.columns, row.cells, numbers, strict=True):
                if cell and column.stem not in ("number", "points", "standard"):
                    typed = re.sub(r"\s", "", source.line(int(line.split()[0])))
                    assert re.sub(r"[\s（].*", "", cell[0]) in typed, (column.stem, cell)


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
def test_every_heading_and_rule_leads_to_a_cell(path: Path) -> None:
    compilation = compiled_scheme(path)
    linked: set[int] = set()
    for compiled in compilation.tables.values():
        content = table_content(compilation.scheme, compiled)
        lines = printed_lines(compilation.tree, compiled.table, content)
        linked |= {int(number) for row in lines.rows for cell in row for number in cell.split()}
    wanted = {
        line.number
        for line in compilation.tree.lines
        if (isinstance(line, HeadingLine) and line.level is not Level.TABLE)
        or (isinstance(line, BodyLine) and line.start == "rule")
    }
    assert wanted - linked == set()
