"""What may be written at a place, before it is known what is typed of it."""

from enum import IntEnum

from creditdsl.base.node import node


class OfferKind(IntEnum):
    """The kinds of LSP's completion items that are used."""

    FIELD = 5
    MEASURE = 6
    GROUP = 7
    BLOCK = 9
    MEASURE_WORD = 11
    VALUE = 12
    KEYWORD = 14
    SNIPPET = 15
    REFERENCE = 18
    OPTION = 20


@node
class Offer:
    """One word or phrase.

    label: as shown and matched. kind: for its sign in the list. tier: of two that match equally well, the lower comes
    first. detail: what it is. written: what is inserted, where that is not the label. snippet: whether `written` has
    places to fill in. also: another text by which it is found. joined: whether it stands directly behind a word.
    """

    label: str
    kind: OfferKind
    tier: int = 1
    detail: str = ""
    written: str = ""
    snippet: bool = False
    also: str = ""
    joined: bool = False

    @property
    def text(self) -> str:
        return self.written or self.label
