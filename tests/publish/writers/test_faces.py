"""The faces of a PDF: those that ship, an office's own from a folder, and the characters of each."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from creditdsl.publish.document import Document, Mark, Paragraph
from creditdsl.publish.writers import pdf
from creditdsl.publish.writers.cmap import characters
from creditdsl.publish.writers.faces import NoGlyph, faces
from creditdsl.publish.writers.layout import BLACK_FACE, BODY_FACE, FACES
from tests.publish.fonts import make_font
from tests.publish.pdf_text import fonts

FOLDER = Path(pdf.__file__).parents[1] / "fonts"
SHIPPED = sorted(path.name for path in FOLDER.glob("*.[ot]tf"))


@pytest.mark.parametrize("name", SHIPPED)
def test_characters_of_the_shipped_faces(name: str) -> None:
    found = characters(FOLDER / name, 0)
    assert found == {chr(code) for code in TTFont(FOLDER / name, lazy=True).getBestCmap()}
    assert found.issuperset(map(chr, range(0x20, 0x7F))) and found.issuperset("—·…①×÷≥％")
    assert "⑳" in found or name == "fang.otf"  # whose lender has it


def test_all_of_gb2312_and_of_the_standard_list() -> None:
    rows, cells = range(0xA1, 0xF8), range(0xA1, 0xFF)
    wanted = "".join(bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in cells)
    assert sum("一" <= char <= "鿿" for char in wanted) == 6763
    wanted += "".join((FOLDER / "characters.txt").read_text(encoding="utf-8").split())
    assert all(face.characters.issuperset(wanted) for face in faces().by_role.values())


def test_licences_are_beside_the_fonts() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*-*.txt"))
    assert SHIPPED and all(name in said for name in SHIPPED)
    assert said.count("SIL OPEN FONT LICENSE Version 1.1") == 2
    assert "embed this font or unaltered portions of this font into the document" in said
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 20_000_000


def test_song_prints_what_the_shipped_fangsong_lacks() -> None:
    made = pdf.write(Document("甲", False, (Paragraph("㙘村。"),)))
    assert _names(made) == ["CreditdslFang", "CreditdslSong"]


@pytest.mark.parametrize("text", ["甲乙", "甲𠀀"])
def test_characters_of_any_font(text: str, tmp_path: Path) -> None:
    make_font(tmp_path / "一.ttf", "一", text)
    assert characters(tmp_path / "一.ttf", 0) == frozenset(text)


def test_the_offices_own_faces(tmp_path: Path) -> None:
    make_font(tmp_path / "simhei.ttf", "SimHei", "附件1")
    (tmp_path / "sub").mkdir()
    make_font(tmp_path / "sub" / "fs.ttf", "仿宋_GB2312", "甲—2 ")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    chosen = faces(tmp_path)
    assert chosen.missing == tuple(role for role in FACES if role not in (BLACK_FACE, BODY_FACE))
    made = pdf.write(Document("甲", False, (Mark("附件1"), Paragraph("甲"))), chosen)
    assert _names(made) == ["CreditdslSong", "SimHei", "仿宋GB2312"]
    with pytest.raises(NoGlyph) as caught:
        pdf.write(Document("甲", False, (Mark("附件2"),)), chosen)
    assert (caught.value.face, caught.value.text, caught.value.characters) == (BLACK_FACE, "附件2", ("2",))


def _names(made: bytes) -> Sequence[str]:
    return sorted({str(one["/FontName"])[1:].partition("+")[2].partition("-")[0] for one in fonts(made)})
