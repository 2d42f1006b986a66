"""A stock sentence of a form: a pattern of official Chinese and the canonical line that it means.

In a pattern `[…]` may be missing, `(a|b)` is a choice, and `{种类}` or `{种类:名}` is a part of a kind that
creditdsl/reader/idioms.py reads. In the line `{名}` is the meaning of the part, empty where it was missing.
This module holds data only; the reader is loaded only for lines that failed.
"""

from creditdsl.base.node import node


@node
class Idiom:
    """A stock sentence and its line."""

    pattern: str
    line: str
