"""The text of a cell as people see it: its runs in order, struck-through and raised characters told apart.

Receives the elements of a shared or inline text. Promises the text without the readings above it; what is struck
through is read as Unicode writes it, and a digit that is raised or lowered in a number too, because 11² is not 112.
"""

import re
from collections.abc import Mapping

from creditdsl.data.tables import STRUCK

_SCRIPTS = {
    name: dict(zip(map(ord, "0123456789"), digits, strict=True))
    for name, digits in (("superscript", "⁰¹²³⁴⁵⁶⁷⁸⁹"), ("subscript", "₀₁₂₃₄₅₆₇₈₉"))
}
_NUMBER = re.compile(r"[\d\s.,%+\-]+", re.ASCII)


def struck(text: str) -> str:
    """Return the text struck through."""
    return "".join(character + STRUCK for character in text)


def is_on(attributes: Mapping[str, str]) -> bool:
    """Return whether a property of a font is on, as an element without a value is."""
    return attributes.get("val", "1") not in ("0", "false")


class CellText:
    """Collects the text of one cell after another."""

    def __init__(self) -> None:
        self.inside = False
        """Whether text that follows is seen in the cell."""
        self._reading = self._struck = self._raised = False
        self._digits: dict[int, str] = {}
        self._runs: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag:
            case "si" | "is":
                self._runs.clear()
                self._struck = self._raised = False
                self._digits = {}
            case "r":
                self._struck, self._digits = False, {}
            case "strike":
                self._struck = is_on(attributes)
            case "vertAlign":
                self._digits = _SCRIPTS.get(attributes.get("val", ""), {})
                self._raised = self._raised or bool(self._digits)
            case "rPh":
                self._reading = True
            case "t":
                self.inside = not self._reading

    def end(self, tag: str) -> None:
        match tag:
            case "rPh":
                self._reading = False
            case "t":
                self.inside = False

    def add(self, text: str) -> None:
        """Take in text of the run that is open."""
        seen = struck(text) if self._struck else text
        self._runs.append((seen, seen.translate(self._digits)))

    def take(self) -> str:
        """Return the text that was collected."""
        seen = "".join(text for text, _ in self._runs)
        if self._raised and _NUMBER.fullmatch(seen):
            return "".join(text for _, text in self._runs)
        return seen
