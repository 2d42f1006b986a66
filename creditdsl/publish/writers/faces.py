"""Find the faces that a PDF carries: the shipped ones, or an office's from a folder.

Receives a folder, or nothing; promises a face for each role and the list of the office's faces that the
folder lacks. DOCX and XLSX only name faces.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import typst

from creditdsl.base.node import node
from creditdsl.publish.writers.cmap import characters
from creditdsl.publish.writers.layout import BLACK_FACE, BODY_FACE, FACES, KAI_FACE, SONG_FACE, TITLE_FACE

_SHIPPED_FOLDER = Path(__file__).parents[1] / "fonts"

_SHIPPED = {
    TITLE_FACE: "Creditdsl Title",
    BODY_FACE: "Creditdsl Fang",
    KAI_FACE: "Creditdsl Kai",
    BLACK_FACE: "Creditdsl Hei",
    SONG_FACE: "Creditdsl Song",
}

_LENDER = "Creditdsl Song"
"""The shipped face that prints the rare characters which the shipped 仿宋 lacks."""

_OFFICE = {
    TITLE_FACE: ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    BODY_FACE: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "华文仿宋"),
    KAI_FACE: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "华文楷体"),
    BLACK_FACE: ("黑体", "SimHei", "STHeiti", "华文黑体"),
    SONG_FACE: ("宋体", "SimSun", "STSong", "华文宋体"),
}
"""The names of each face inside font files."""


class NoGlyph(Exception):
    """Characters of a text that a face (a name in layout.FACES) cannot show.

    missing: the faces whose shipped stand-in was taken.
    """

    def __init__(self, face: str, text: str, characters: Iterable[str], missing: Iterable[str]) -> None:
        super().__init__(face, text, characters, missing)
        self.face = face
        self.text = text
        self.characters = tuple(characters)
        self.missing = tuple(missing)


@node
class Face:
    """A face of a font file.

    family: the name by which typst finds it. index: its number in the file. lender: prints what this face lacks.
    """

    family: str
    path: Path
    index: int
    lender: "Face | None" = None

    @property
    def families(self) -> tuple[str, ...]:
        """Its own name, then that of its lender."""
        return (self.family, *(self.lender.families if self.lender else ()))

    @property
    def characters(self) -> frozenset[str]:
        """The characters that it, or its lender, has a glyph for."""
        lent = self.lender.characters if self.lender else frozenset[str]()
        return characters(self.path, self.index) | lent


@node
class Faces:
    """A face for each role.

    by_role: by the names in layout.FACES. missing: the names whose shipped stand-in is taken.
    """

    by_role: Mapping[str, Face]
    missing: tuple[str, ...]
    fonts: typst.Fonts


@cache
def faces(folder: Path | None = None) -> Faces:
    """Return the shipped faces, or the folder's where it has them."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[*([folder] if folder else []), _SHIPPED_FOLDER],
    )
    regular_last = sorted(fonts.fonts(), key=lambda font: -abs(font.weight - 400))
    by_family = {font.family: Face(font.family, Path(font.path), font.index) for font in regular_last if font.path}
    chosen = {role: next((by_family[name] for name in _OFFICE[role] if name in by_family), None) for role in FACES}
    shipped = {role: by_family[family] for role, family in _SHIPPED.items()}
    shipped[BODY_FACE] = replace(shipped[BODY_FACE], lender=by_family[_LENDER])
    return Faces(
        {role: face or shipped[role] for role, face in chosen.items()},
        tuple(role for role, face in chosen.items() if face is None),
        fonts,
    )
