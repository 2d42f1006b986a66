"""The text of five published documents, word for word and in the order of the file."""

from pathlib import Path

import pytest

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.importer.document_grid import Document, Paragraph
from creditdsl.importer.importing import Imported, import_document
from tests.importer.writing import WRITERS

FOLDER = Path(__file__).parents[1] / "documents"
PLACES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
TABLE = "序号\t指标\t分值\t评分标准\n1\t公开\t5\t完成的得5分。\n"


def bodies(imported: Imported) -> list[list[str]]:
    """Return the lines of each body of a draft."""
    parts = imported.text.split("正文\n")[1:]
    return [part.partition("正文完")[0].splitlines() for part in parts]


@pytest.mark.parametrize("kind", ["docx", "html", "tsv"])
@pytest.mark.parametrize("place", PLACES)
def test_a_document_without_a_table_becomes_a_body(place: str, kind: str) -> None:
    lines = (FOLDER / f"{place}.txt").read_text(encoding="utf-8").splitlines()
    content = WRITERS[kind](Document(tuple(Paragraph(line) for line in lines if line)))
    imported = import_document(f"通知.{kind}", content)
    assert bodies(imported) == [[line for line in lines if line]]
    assert [message.code.id for message in imported.messages] == ["N0905"]
    assert not has_errors(analyse(Source("方案.credit", imported.text)).diagnostics)


def test_words_between_tables_stay_between_them() -> None:
    text = f"第一段。\n附件1\n甲考核表\n{TABLE}第二段。\n附件2\n乙考核表\n{TABLE}第三段。\n"
    imported = import_document("办法.tsv", text.encode())
    assert bodies(imported) == [["第一段。"], ["第二段。"], ["第三段。"]]
    starts = [line[:3] for line in imported.text.splitlines() if line.startswith(("附件", "正文"))]
    assert starts == ["正文", "正文完", "附件1", "正文", "正文完", "附件2", "正文", "正文完"]


def test_the_scheme_is_named_by_the_notice() -> None:
    text = "某办〔2026〕1号\n关于印发某市考核办法（试行）的通知\n各单位：\n请执行。\n"
    assert import_document("文件.txt", text.encode()).text.startswith("方案：某市考核办法（试行）\n")
