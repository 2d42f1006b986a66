"""Cuts the faces of creditdsl/publish/fonts/ from the full fonts: `.venv/bin/python docs/subset_fonts.py DIR`.

Receives a folder with the sources that SOURCES names (creditdsl/publish/fonts/README.md says where
they come from); promises the same bytes for the same sources. Its own step, and not part of any test
or build, because the sources are a hundred times as large as what is kept.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "creditdsl" / "publish" / "fonts"

SOURCES = (
    ("NotoSerifCJK-Regular.ttc", 2, "song.otf", "Creditdsl Song"),
    ("NotoSerifCJK-SemiBold.ttc", 2, "title.otf", "Creditdsl Title"),
    ("NotoSansCJK-Medium.ttc", 2, "hei.otf", "Creditdsl Hei"),
    ("LXGWWenKai-Regular.ttf", -1, "kai.ttf", "Creditdsl Kai"),
    ("FandolFang-Regular.otf", -1, "fang.otf", "Creditdsl Fang"),
)
"""Source, number of the Simplified Chinese face in a collection, file kept, its family."""

_PARTIAL = frozenset(("Creditdsl Fang",))
"""Families that may lack characters of 通用规范汉字表; writers/faces.py lends them those of Song."""

_BEYOND = "\u00a0·—–•…²³µ√✓−±≠≤≥⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㎡㎏㎞℃￥¥€"
"""Signs of office texts that GB 2312 lacks."""

_COPYRIGHT, _LICENCE, _LICENCE_URL = 0, 13, 14


def main(folder: str) -> None:
    for source, number, kept, family in SOURCES:
        found = next(Path(folder).rglob(source))
        with TTFont(found, fontNumber=number, recalcTimestamp=False) as font:
            cut(font, family)
            font.save(FONTS / kept)
        print(f"{kept}: {(FONTS / kept).stat().st_size:,} bytes")


def cut(font: TTFont, family: str) -> None:
    """Leaves the wanted characters, without hints and features, under a name of its own.

    The licences reserve the names of the originals; a weight of 400 lets the family alone choose the face.
    """
    wanted = characters()
    lacking = "".join(sorted(char for char in wanted if ord(char) not in font.getBestCmap()))
    assert not lacking or family in _PARTIAL, f"{family} lacks {lacking}"
    options = Options(hinting=False, layout_features=[], name_IDs=[_COPYRIGHT, _LICENCE, _LICENCE_URL])
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in wanted])
    subsetter.subset(font)
    postscript = family.replace(" ", "")
    names = {1: family, 2: "Regular", 3: postscript, 4: family, 6: postscript}
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsSelection = 0x40
    font["head"].macStyle = 0
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName, top.Weight = family, family, "Regular"


def characters() -> set[str]:
    """ASCII, GB 2312, what 通用规范汉字表 has beyond it, and a few signs."""
    listed = (FONTS / "characters.txt").read_text(encoding="utf-8").split()
    return {chr(code) for code in range(0x20, 0x7F)} | set(_gb2312()) | set("".join(listed)) | set(_BEYOND)


def _gb2312() -> str:
    codes = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(code.decode("gb2312", "ignore") for code in codes)


if __name__ == "__main__":
    main(sys.argv[1])
