"""All but PDF and pictures runs where no compiled package can be imported, as in a browser."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

from xlsxwriter import Workbook

from creditdsl.api.starters import starter_files

ROOT = Path(__file__).parents[2]

PURE = ["click", "jinja2", "lark", "markupsafe", "xlsxwriter"]
"""What may be imported beside the standard library and the program."""

PROGRAM = """
import json, pkgutil, sys
from importlib import import_module

commands, pure = json.loads(sys.argv[1])

class Refusing:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if name == "markupsafe._speedups" or top not in {"creditdsl", *pure, *sys.stdlib_module_names}:
            raise ModuleNotFoundError(f"{name} is refused", name=name)

sys.meta_path.insert(0, Refusing())
import creditdsl.server
from creditdsl.cli.main import main
for module in pkgutil.walk_packages(creditdsl.server.__path__, "creditdsl.server."):
    import_module(module.name)
print(json.dumps([main(command) for command in commands]), file=sys.stderr)
"""

SCHEME, DATA, WORKBOOK = "方案.credit", ["--data", "数据.csv"], ["--data", "数据.xlsx"]
UNIT = [*DATA, "--unit", "甲局"]
COMMANDS = [
    ["check", SCHEME],
    ["score", SCHEME, *DATA],
    ["score", SCHEME, *WORKBOOK],
    *(["score", SCHEME, *DATA, "-o", f"成绩.{form}"] for form in ("csv", "json", "xlsx")),
    ["explain", SCHEME, *UNIT],
    *(["explain", SCHEME, *UNIT, "-o", f"说明.{form}"] for form in ("json", "html", "docx")),
    *(["print", SCHEME, "-o", f"附件1.{form}"] for form in ("html", "docx", "xlsx")),
    *(["print", SCHEME, "--whole", "-o", f"全文.{form}"] for form in ("html", "docx")),
    *(["rank", SCHEME, *DATA, "-o", f"排名表.{form}"] for form in ("html", "docx", "xlsx")),
    ["summary", SCHEME, *DATA, "-o", "概况.html"],
    ["sheet", SCHEME, "-o", "填报表.xlsx"],
    *(["import", f"附件1.{form}", "-o", f"{form}.credit"] for form in ("html", "docx", "xlsx")),
]
WITHOUT_PDF = ["demo"]
SET = [["print", SCHEME, "-o", "附件1.pdf"], ["summary", SCHEME, *DATA, "-o", "概况.docx"]]
"""They need typst, which is refused here."""


def write_inputs(folder: Path) -> None:
    scheme, data = starter_files(None)
    (folder / SCHEME).write_bytes(scheme)
    (folder / "数据.csv").write_bytes(data)
    with Workbook(folder / "数据.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(csv.reader(data.decode("utf-8-sig").splitlines())):
            sheet.write_row(number, 0, row)


def test_commands_and_the_language_service_on_pure_python(tmp_path: Path) -> None:
    write_inputs(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps([[*COMMANDS, WITHOUT_PDF, *SET], PURE])],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    *said, last = done.stderr.splitlines()
    *statuses, of_demo, of_pdf, of_picture = json.loads(last)
    assert [command for command, status in zip(COMMANDS, statuses, strict=True) if status] == []
    assert of_demo == 0 and "没有做成附件1.pdf、附件2.pdf：" in done.stdout
    assert sorted(path.name for path in (tmp_path / "out").glob("*.docx")) == [
        "附件1.docx",
        "附件1排名表.docx",
        "附件2.docx",
        "附件2排名表.docx",
    ]
    assert (of_pdf, of_picture) == (2, 2) and [line[:11] for line in said if "E0" in line] == ["错误 E0401：这台"] * 2
