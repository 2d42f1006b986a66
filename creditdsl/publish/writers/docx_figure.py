"""Write a figure as a Word picture, with the words that say the same.

Source: ECMA-376 part 1, 20.4 (WordprocessingML drawing) and 20.2 (pictures).
"""

from creditdsl.publish.document import Figure
from creditdsl.publish.writers.docx_parts import Parts
from creditdsl.publish.writers.drawing import picture
from creditdsl.publish.writers.wordml import paragraph, w
from creditdsl.publish.writers.xml_text import Markup, element

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMUS = 12_700
"""English metric units in a point."""


def figure(drawn: Figure, room: float, parts: Parts) -> Markup:
    """Return the paragraph of a figure; its picture joins the parts.

    `room`: points of the text block's width.
    """
    image = picture(drawn.svg).within(room)
    relationship, number = parts.picture(image.png)
    size = {"cx": int(image.width * _EMUS), "cy": int(image.height * _EMUS)}
    inline = element(
        "wp:inline",
        {"xmlns:wp": f"{_DRAWING}/wordprocessingDrawing"},
        element("wp:extent", size),
        element("wp:docPr", {"id": number, "name": f"Picture {number}", "descr": drawn.says}),
        element(
            "a:graphic",
            {"xmlns:a": f"{_DRAWING}/main"},
            element("a:graphicData", {"uri": f"{_DRAWING}/picture"}, _picture(relationship, size)),
        ),
    )
    return paragraph("text", w("r", w("drawing", inline)))


def _picture(relationship: str, size: dict[str, int]) -> Markup:
    """Return the picture of a relationship, stretched to a size in EMUs."""
    named = element("pic:cNvPr", {"id": 0, "name": "image.png"})
    filled = element("a:stretch", {}, element("a:fillRect", {}))
    place = element("a:xfrm", {}, element("a:off", {"x": 0, "y": 0}), element("a:ext", size))
    return element(
        "pic:pic",
        {"xmlns:pic": f"{_DRAWING}/picture"},
        element("pic:nvPicPr", {}, named, element("pic:cNvPicPr", {})),
        element("pic:blipFill", {}, element("a:blip", {"r:embed": relationship}), filled),
        element("pic:spPr", {}, place, element("a:prstGeom", {"prst": "rect"}, element("a:avLst", {}))),
    )
