"""The parameters of a message, read with their types; a client may send anything."""

from base64 import b64decode
from collections.abc import Mapping

from creditdsl.base.node import node


class BadParams(Exception):
    """A parameter is missing or of another type; the argument names it."""


class Unanswerable(Exception):
    """What is asked for cannot be done; the argument says why, for the user."""


@node
class Params:
    """A JSON object. Each method returns the value of a key, or raises BadParams."""

    value: Mapping[str, object]

    def text(self, key: str) -> str:
        value = self.value.get(key)
        if not isinstance(value, str):
            raise BadParams(key)
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a text that may be missing."""
        return None if self.value.get(key) is None else self.text(key)

    def content(self, key: str) -> bytes:
        """Return the bytes of a text in base64."""
        try:
            return b64decode(self.text(key), validate=True)
        except ValueError:  # base64's own error is one
            raise BadParams(key) from None

    def count(self, key: str) -> int:
        """Return a whole number from 0 on."""
        value = self.value.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise BadParams(key)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.value.get(key, default)
        if not isinstance(value, bool):
            raise BadParams(key)
        return value

    def item(self, key: str) -> "Params":
        value = self.value.get(key)
        if not isinstance(value, dict):
            raise BadParams(key)
        return Params(value)

    def optional(self, key: str) -> "Params":
        """Return an object that may be missing; then it is empty."""
        return Params({}) if self.value.get(key) is None else self.item(key)

    def items(self, key: str) -> "list[Params]":
        value = self.value.get(key)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise BadParams(key)
        return [Params(each) for each in value]

    def texts(self, key: str) -> list[str]:
        value = self.value.get(key)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise BadParams(key)
        return value
