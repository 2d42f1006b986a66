"""Write a line of a document's text as a Word paragraph: its faces, and the room around it in twips."""

from creditdsl.publish.document import Align, Face, OfficialLine
from creditdsl.publish.writers.layout import BLACK_FACE, KAI_FACE, TWIPS, official_room
from creditdsl.publish.writers.wordml import paragraph, run, w
from creditdsl.publish.writers.xml_text import Markup

_FACES = {Face.BODY: "", Face.BLACK: BLACK_FACE, Face.KAI: KAI_FACE}
_ALIGN = {Align.LEFT: "", Align.CENTRE: "center", Align.RIGHT: "right"}


def official(line: OfficialLine) -> Markup:
    """Return the paragraph of a line."""
    runs = (run(words.text, face=_FACES[words.face]) for words in line.words)
    further = line.first - line.left
    room = {"left": line.left, "right": line.right, "firstLine" if further >= 0 else "hanging": abs(further)}
    return paragraph(
        "imprint" if line.small else "official",
        *runs,
        align=_ALIGN[line.align],
        keep=line.keep,
        properties=(w("ind", **{side: _twips(line, count) for side, count in room.items()}),),
    )


def _twips(line: OfficialLine, characters: float) -> int:
    return round(official_room(line, characters) * TWIPS)
