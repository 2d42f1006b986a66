"""The tree of one line's code: tokens as they stand in the line, and the productions that hold them."""

from collections.abc import Iterator

from creditdsl.base.node import field, node


class Token(str):
    """The text of a terminal. type: the terminal's name. start, end: 0-based characters of the code."""

    __slots__ = ("end", "start", "type")
    type: str
    start: int
    end: int

    def __new__(cls, type_: str, text: str, start: int) -> "Token":
        token = str.__new__(cls, text)
        token.type, token.start, token.end = type_, start, start + len(text)
        return token

    def __repr__(self) -> str:
        return f"Token({self.type!r}, {str(self)!r})"


@node
class LineTree:
    """A production, with typed access to its children.

    data: its name. first, last: the tokens at its ends, kept because places are asked for at every edit; None where
    it has no token.
    """

    data: str
    children: "tuple[Token | LineTree, ...]"
    first: Token | None = field(init=False, compare=False, repr=False)
    last: Token | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        firsts = (child if isinstance(child, Token) else child.first for child in self.children)
        lasts = (child if isinstance(child, Token) else child.last for child in reversed(self.children))
        object.__setattr__(self, "first", next((token for token in firsts if token is not None), None))
        object.__setattr__(self, "last", next((token for token in lasts if token is not None), None))

    def token(self, index: int) -> Token:
        """Return the child at an index that is a token in every alternative of the production."""
        child = self.children[index]
        assert isinstance(child, Token)
        return child

    def tree(self, index: int) -> "LineTree":
        """Return the child at an index that is a tree in every alternative of the production."""
        child = self.children[index]
        assert isinstance(child, LineTree)
        return child

    @property
    def tokens(self) -> list[Token]:
        """The children that are tokens."""
        return [child for child in self.children if isinstance(child, Token)]

    @property
    def trees(self) -> "list[LineTree]":
        """The children that are trees."""
        return [child for child in self.children if isinstance(child, LineTree)]

    @property
    def names(self) -> list[Token]:
        """The tokens of a list, without the marks between them."""
        return [token for token in self.tokens if token.type != "SEPARATOR"]

    @property
    def pairs(self) -> "Iterator[tuple[Token, LineTree]]":
        """The pairs of a production that repeats a token and a tree."""
        return zip(self.tokens, self.trees, strict=True)

    @property
    def leaves(self) -> Iterator[Token]:
        """The tokens of the whole tree, from left to right."""
        return (part for part in self._parts() if isinstance(part, Token))

    @property
    def subtrees(self) -> "Iterator[LineTree]":
        """The tree itself and all trees in it, each before those in it."""
        return (part for part in self._parts() if isinstance(part, LineTree))

    def _parts(self) -> "Iterator[Node]":
        stack: list[Node] = [self]
        while stack:
            part = stack.pop()
            yield part
            if isinstance(part, LineTree):
                stack.extend(reversed(part.children))


Node = Token | LineTree
