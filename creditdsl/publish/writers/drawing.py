"""Draw a figure as a picture of dots, for office programs that draw no SVG.

Receives an SVG drawing of this program; promises a PNG with its size, drawn by typst in the shipped faces,
the same bytes for the same drawing. A PDF draws the figure itself. typst is imported with the first figure: most
documents have none, and not every system has typst.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from creditdsl.base.node import node
from creditdsl.publish.writers.layout import FACES

if TYPE_CHECKING:
    import typst

_TEMPLATE = Path(__file__).parents[1] / "templates" / "figure.typ"
_FAMILY = re.compile(rf'(?<=font-family=")({"|".join(FACES)})(?=")')
_DOTS = 216
"""Dots in an inch: three for each point."""


@node
class Picture:
    """A PNG with its size.

    width, height: in points.
    """

    png: bytes
    width: float
    height: float

    def within(self, room: float) -> "Picture":
        """Scale the picture down to the room if it is wider.

        `room`: points.
        """
        scale = min(1, room / self.width)
        return Picture(self.png, self.width * scale, self.height * scale)

    @property
    def dots(self) -> int:
        """The width in dots."""
        return int.from_bytes(self.png[16:20], "big")


def in_faces(svg: str, families: Mapping[str, str]) -> str:
    """Replace the faces that a drawing names by the families that typst knows."""
    return _FAMILY.sub(lambda match: families[match[1]], svg)


def picture(svg: str) -> Picture:
    """Draw a drawing in dots."""
    from creditdsl.publish.writers.faces import faces

    chosen = faces()
    drawing = in_faces(svg, {face: ", ".join(chosen.by_role[face].families) for face in FACES})
    png = _compiler(chosen.fonts).compile(format="png", ppi=_DOTS, sys_inputs={"svg": drawing})
    assert isinstance(png, bytes)
    width, height = (int.from_bytes(png[at : at + 4], "big") * 72 / _DOTS for at in (16, 20))
    return Picture(png, width, height)


@cache
def _compiler(fonts: "typst.Fonts") -> "typst.Compiler":
    import typst

    return typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts)
