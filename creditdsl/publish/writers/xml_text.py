"""Write XML as text.

Receives names, attributes and words; promises well-formed XML, whatever the words are. Words become markup in `text`
alone, which escapes them: the type checker refuses a plain `str` as content.
"""

from collections.abc import Mapping
from typing import NewType

from creditdsl.publish.writers.layout import plain

Markup = NewType("Markup", str)
"""Elements and escaped words, one after the other."""

# Blanks are escaped too, since a reader may change them: in an attribute to spaces, at the end of a line to another.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_ESCAPED = str.maketrans(_ESCAPES)


def text(words: str) -> Markup:
    """Escape words; a character that XML forbids becomes a box."""
    return Markup(plain(words).translate(_ESCAPED))


def element(name: str, attributes: Mapping[str, str | int], *content: Markup) -> Markup:
    """Return an element.

    `name`, `attributes`: names with their prefixes.
    """
    described = "".join([f' {key}="{text(str(value))}"' for key, value in attributes.items()])
    inside = "".join(content)
    return Markup(f"<{name}{described}>{inside}</{name}>" if inside else f"<{name}{described}/>")


def xml_file(root: Markup) -> bytes:
    """Return the bytes of a file with one element."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()
