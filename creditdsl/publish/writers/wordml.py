"""Build WordprocessingML in small pieces: elements, runs and paragraphs.

Promises elements in the order that the schema asks for (ECMA-376 part 1, 17.3). Only this file knows how Word spells
a paragraph.
"""

from creditdsl.publish.writers.xml_text import Markup, element, text

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = {
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": RELATIONSHIPS,
}


def w(tag: str, *content: Markup, **attributes: str | int) -> Markup:
    """Return an element of the namespace w, with its attributes in that namespace too."""
    return element(f"w:{tag}", {f"w:{name}": value for name, value in attributes.items()}, *content)


def root(tag: str, *content: Markup) -> Markup:
    """Return the element that holds all others of a part."""
    return element(f"w:{tag}", _NAMESPACES, *content)


def fonts(face: str) -> Markup:
    """Return the property that sets characters of every kind in a face."""
    return w("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)


def run(*lines: str, face: str = "", bold: bool = False) -> Markup:
    """Return a run of text, with a break between its lines.

    `face`: empty means that of the style.
    """
    properties = ([fonts(face)] if face else []) + ([w("b")] if bold else [])
    content = [w("rPr", *properties)] if properties else []
    for number, line in enumerate(lines):
        words = element("w:t", {"xml:space": "preserve"}, text(line))
        content += [w("br"), words] if number else [words]
    return w("r", *content)


def paragraph(
    style: str, *runs: Markup, align: str = "", keep: bool = False, properties: tuple[Markup, ...] = ()
) -> Markup:
    """Return a paragraph.

    `align`: empty means that of the style. `keep`: whether it stays on one page with the next. `properties`: further
    ones, which the schema has between these two.
    """
    kept = [w("keepNext")] if keep else []
    aligned = [w("jc", val=align)] if align else []
    return w("p", w("pPr", w("pStyle", val=style), *kept, *properties, *aligned), *runs)
