"""How much of a draft was reviewed, in numbers: what a report has to say beside its findings."""

from creditdsl.base.node import node
from creditdsl.review.standards.compared import NO_STANDARDS, Standards


@node
class Extent:
    """reviewed: whether the draft was reviewed at all. left_out: parts of it that errors kept from review.

    undecided: places with more cases than could be gone through. sentences: those of the document's text that state
    something of its tables.
    """

    reviewed: bool = True
    left_out: int = 0
    undecided: int = 0
    standards: Standards = NO_STANDARDS
    sentences: Standards = NO_STANDARDS

    def __add__(self, other: "Extent") -> "Extent":
        return Extent(
            self.reviewed and other.reviewed,
            self.left_out + other.left_out,
            self.undecided + other.undecided,
            self.standards + other.standards,
            self.sentences + other.sentences,
        )


WHOLE = Extent()
"""Everything was reviewed, and nothing stood beside rules."""
