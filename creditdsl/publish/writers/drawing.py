"""A figure as a picture of dots, for office programs that draw no SVG.

Receives an SVG drawing of this program; promises a PNG with its size, drawn by typst in the faces that
ship with it, the same bytes for the same drawing. Its own step because a PDF draws the figure itself.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from creditdsl.base.node import node
from creditdsl.publish.writers.faces import faces
from creditdsl.publish.writers.layout import FACES

_TEMPLATE = Path(__file__).parents[1] / "templates" / "figure.typ"
_FAMILY = re.compile(rf'(?<=font-family=")({"|".join(FACES)})(?=")')
_DOTS = 216
"""Dots in an inch: three for each point."""


@node
class Picture:
    """width, height: in points."""

    png: bytes
    width: float
    height: float

    def within(self, room: float) -> "Picture":
        """The picture, smaller if it is wider than the room."""
        scale = min(1, room / self.width)
        return Picture(self.png, self.width * scale, self.height * scale)

    @property
    def dots(self) -> int:
        """How many it is wide."""
        return int.from_bytes(self.png[16:20], "big")


def in_faces(svg: str, families: Mapping[str, str]) -> str:
    """The drawing with the families that typst knows in place of the faces it names."""
    return _FAMILY.sub(lambda found: families[found[1]], svg)


def picture(svg: str) -> Picture:
    """The drawing in dots."""
    chosen = faces()
    own = in_faces(svg, {face: chosen.by_role[face].family for face in FACES})
    png = _compiler(chosen.fonts).compile(format="png", ppi=_DOTS, sys_inputs={"svg": own})
    assert isinstance(png, bytes)
    width, height = (int.from_bytes(png[at : at + 4], "big") * 72 / _DOTS for at in (16, 20))
    return Picture(png, width, height)


@cache
def _compiler(fonts: typst.Fonts) -> typst.Compiler:
    return typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts)
