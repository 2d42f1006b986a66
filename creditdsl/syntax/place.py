"""The place of a line's tree in the source: from tokens to spans and names as typed."""

from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.line_tree import LineTree, Token


@node
class Place:
    """The place of the parsed text of a line.

    number: the 1-based line. offset: the characters before the text. typed: the text, unfolded.
    """

    number: int
    offset: int
    typed: str

    def span(self, token: Token) -> Span:
        """Return the span of a token."""
        start, end = token.start, token.end
        return Span(self.number, self.offset + start + 1, self.number, self.offset + end + 1)

    def cover(self, tree: LineTree) -> Span:
        """Return the span from a tree's first token to its last."""
        if tree.first is None or tree.last is None:
            return Span.of_line(self.number, self.offset, self.offset + len(self.typed))
        start, end = self.offset + tree.first.start, self.offset + tree.last.end
        return Span(self.number, start + 1, self.number, end + 1)

    def folded(self, token: Token) -> str:
        """Return the text of the token as typed, with full-width forms folded."""
        return fold_plain(self.text(token)).strip()

    def text(self, token: Token) -> str:
        """Return the text of the token as typed."""
        return self.typed[token.start : token.end]
