"""The words of a paragraph of a word document as a person sees them.

Tracked changes are taken as accepted. What is no part of the words stands aside: footnotes, endnotes, comments. Text
boxes are given apart, because they stand beside the paragraph.
"""

from collections.abc import Iterator, Mapping

from creditdsl.base.node import node
from creditdsl.importer.readers.xml_tree import Element

GONE = frozenset({"del", "moveFrom", "delText", "delInstrText", "instrText", "rt", "fldData"})
"""Elements whose words a person does not see once changes are accepted."""
_BREAKS = frozenset({"textWrapping", ""})
_FRACTION = ("num", "den")


@node
class Line:
    """The words of a paragraph. hidden: whether some words were left out because they are not shown.

    changed: whether a tracked change was accepted. notes: the ids of its notes and comments by kind. boxes: text boxes.
    """

    text: str
    bold: bool
    hidden: bool
    changed: bool
    notes: tuple[tuple[str, str], ...]
    boxes: tuple[Element, ...]


class _Words:
    """Collects the words of one paragraph."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.bold: list[bool] = []
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[Element] = []
        self.hidden = self.changed = False

    def walk(self, element: Element, bold: bool) -> None:
        for child in element.children:
            match child.tag:
                case tag if tag in GONE:
                    self.changed = self.changed or tag in ("del", "moveFrom")
                case "ins" | "moveTo":
                    self.changed = True
                    self.walk(child, bold)
                case "r":
                    self._run(child, bold)
                case "AlternateContent":
                    chosen = child.child("Choice") or child.child("Fallback")
                    if chosen is not None:
                        self.walk(chosen, bold)
                case "txbxContent":
                    self.boxes.append(child)
                case "commentReference" | "footnoteReference" | "endnoteReference":
                    self.notes.append((child.tag.removesuffix("Reference"), child.attributes.get("id", "")))
                case "f" if all(child.child(part) is not None for part in _FRACTION):
                    self._fraction(child, bold)
                case "t":
                    self.add(child.text, bold)
                case "tab" | "ptab":
                    self.add("\t", bold)
                case "br" if child.attributes.get("type", "") in _BREAKS:
                    self.add("\n", bold)
                case "cr":
                    self.add("\n", bold)
                case "noBreakHyphen":
                    self.add("-", bold)
                case "sym":
                    self.add(_symbol(child.attributes), bold)
                case "pPr" | "rPr" | "sdtPr" | "sdtEndPr":
                    pass
                case _:  # links, smart tags, content controls, drawings, fields: what is inside is seen
                    self.walk(child, bold)

    def add(self, text: str, bold: bool) -> None:
        self.parts.append(text)
        if text.strip():
            self.bold.append(bold)

    def _run(self, run: Element, bold: bool) -> None:
        properties = run.child("rPr")
        if properties is not None and (properties.is_on("vanish") or properties.is_on("webHidden")):
            self.hidden = self.hidden or any(one.text.strip() for one in run.all("t"))
            return
        says_bold = properties is not None and properties.child("b") is not None
        self.walk(run, properties.is_on("b") if properties is not None and says_bold else bold)

    def _fraction(self, fraction: Element, bold: bool) -> None:
        """Write a fraction of a formula on one line: 办结数÷受理数."""
        for number, part in enumerate(_FRACTION):
            inner = _Words()
            element = fraction.child(part)
            assert element is not None
            inner.walk(element, bold)
            text = "".join(inner.parts)
            several = any(sign in text for sign in "+-－＋×÷/")
            self.add(("÷" if number else "") + (f"（{text}）" if several else text), bold)


def line(paragraph: Element, bold: bool) -> Line:
    """Return the words of a paragraph. bold: whether its style is."""
    words = _Words()
    words.walk(paragraph, bold)
    return Line(
        "".join(words.parts),
        bool(words.bold) and all(words.bold),
        words.hidden,
        words.changed,
        tuple(words.notes),
        tuple(words.boxes),
    )


def paragraph_marks_deleted(paragraph: Element) -> bool:
    """Return whether the end of the paragraph was deleted: then the next one goes on in it."""
    properties = paragraph.child("pPr")
    marks = properties.child("rPr") if properties is not None else None
    return marks is not None and (marks.child("del") is not None or marks.child("moveFrom") is not None)


def inside_controls(element: Element) -> Iterator[Element]:
    """Yield the children of an element; those of content controls and custom markup in their place."""
    for child in element.children:
        match child.tag:
            case "sdt":
                if (content := child.child("sdtContent")) is not None:
                    yield from inside_controls(content)
            case "customXml" | "smartTag" | "ins" | "moveTo":
                yield from inside_controls(child)
            case "AlternateContent":
                if (chosen := child.child("Choice") or child.child("Fallback")) is not None:
                    yield from inside_controls(chosen)
            case "del" | "moveFrom":
                pass
            case _:
                yield child


def _symbol(attributes: Mapping[str, str]) -> str:
    """Return the character of a symbol font; a mark of a private one is shown as a box or a tick where it is known."""
    try:
        code = int(attributes.get("char", ""), 16)
    except ValueError:
        return ""
    known = {0xF0FE: "☑", 0xF052: "☑", 0xF0A8: "□", 0xF06F: "□", 0xF0A3: "□", 0xF0FC: "√", 0xF0D0: "●", 0xF0B7: "●"}
    if 0xF000 <= code <= 0xF0FF:
        return known.get(code, "")
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
