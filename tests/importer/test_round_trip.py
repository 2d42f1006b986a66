"""Printed, imported and printed again: the same grid, with every heading, number, point and original wording."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from creditdsl.api.table_files import print_table
from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.importer.importing import import_document
from creditdsl.publish.table.content import TableContent, table_content

ROOT = Path(__file__).parents[2]
SCHEMES = {
    path.parent.name: path
    for folder in ("schemes", "creditdsl/api/starter")
    for path in sorted((ROOT / folder).glob("*/scheme.credit"))
}


def compiled(text: str) -> Compilation:
    compilation = compile_source(Source("方案.credit", text))
    assert not has_errors(compilation.diagnostics)
    return compilation


def grid(content: TableContent) -> list[object]:
    """Return all that a table shows, without what 计分说明 says of its rules."""
    head = (content.mark, content.title, content.full, tuple(column.heading for column in content.columns))
    return [head, *((row.kind, row.cells, row.spans) for row in content.rows), *content.remarks]


def trips(scheme: str, kind: str, folder: Path) -> Iterator[tuple[list[object], list[object]]]:
    """Yield each table of a scheme as it is printed, and as it is printed from what is imported."""
    first = compiled(SCHEMES[scheme].read_text(encoding="utf-8"))
    for name, table in first.tables.items():
        path = folder / f"{name}.{kind}"
        print_table(first.scheme, table, str(path), None, None, ())
        second = compiled(import_document(path.name, path.read_bytes()).text)
        (again,) = second.tables.values()
        yield grid(table_content(first.scheme, table)), grid(table_content(second.scheme, again))


@pytest.mark.parametrize(("scheme", "kind"), [("huangshi-2020", "docx"), ("efficiency", "xlsx"), ("credit", "html")])
def test_print_import_print(scheme: str, kind: str, tmp_path: Path) -> None:
    for printed, again in trips(scheme, kind, tmp_path):
        assert again == printed


def test_columns_that_the_language_has_no_field_for_are_printed_where_they_stood() -> None:
    rows = "序号\t指标\t分值\t评分标准\t填报单位\t上年数\n1\t公开\t5\t每公开1条得1分。\t市政府办\t12条\n"
    drafted = compiled(import_document("表.tsv", f"附件1\n示例考核表\n{rows}".encode()).text)
    (table,) = drafted.tables.values()
    (row,) = table_content(drafted.scheme, table).rows
    assert row.cells == (("1",), ("公开",), ("5",), ("每公开1条得1分。",), ("市政府办",), ("12条",))


@pytest.mark.full
@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_print_import_print_of_every_table(scheme: str, kind: str, tmp_path: Path) -> None:
    for printed, again in trips(scheme, kind, tmp_path):
        assert again == printed


HABITS = {
    "three levels": "一级指标\t二级指标\t三级指标\t权重\t评分细则\t数据来源\n"
    "公开（30）\t信息\t及时率\t10\t每公开1条得1分。\t网站\n公开（30）\t信息\t答复\t20\t每答复1件得1分。\t台账\n",
    "points in the names": "项目\t要点\t计分办法\n"
    "公开（12分）\t及时\t每公开1条得1分。\n答复（28分）\t按期\t每答复1件得1分。\n",
    "numbers in the names": "指标\t评分办法\t标准分\n"
    "一、公开（30分）\t\t\n1.及时\t每公开1条得1分。\t10\n2.答复\t每答复1件得1分。\t20\n",
    "two columns of one kind": "序号\t指标\t分值\t评分标准\t牵头单位\t配合单位\t数据来源\t佐证材料\n"
    "1\t公开\t5\t每公开1条得1分。\t政府办\t司法局\t网站\t截图\n",
    "quarters": "序号\t指标\t季度分值\t计分规则\t一季度\t二季度\t考核科室\n1\t公开\t5\t每公开1条得1分。\t\t\t信息科\n",
}


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("habit", HABITS)
def test_what_is_imported_is_printed_and_imported_again(habit: str, kind: str, tmp_path: Path) -> None:
    first = compiled(import_document("表.tsv", f"附件1\n示例考核表\n{HABITS[habit]}".encode()).text)
    (table,) = first.tables.values()
    path = tmp_path / f"附件1.{kind}"
    print_table(first.scheme, table, str(path), None, None, ())
    second = compiled(import_document(path.name, path.read_bytes()).text)
    (again,) = second.tables.values()
    printed = grid(table_content(first.scheme, table))
    assert grid(table_content(second.scheme, again)) == printed
    content = table_content(first.scheme, table)
    shown = [paragraph for row in content.rows for cell in row.cells for paragraph in cell]
    shown += [column.heading for column in content.columns]
    words = [word for line in HABITS[habit].splitlines() for word in line.split("\t") if word]
    assert {bare(word) for word in words} <= {bare(word) for word in shown}


def bare(title: str) -> str:
    """Return a title without its points, which may stand in a column of their own."""
    return re.sub(r"（\d+分?）$", "", title)
