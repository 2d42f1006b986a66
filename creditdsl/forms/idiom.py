"""One stock sentence of a form: a pattern of official Chinese and the canonical line it means.

In a pattern `[…]` may be missing, `(a|b)` is a choice, `{种类}` or `{种类:名}` is a part of one of the
kinds that creditdsl/reader/idioms.py reads; in the line `{名}` is what the part means, empty
where it was missing. Only data here: what reads it is needed for lines that failed, and no others.
"""

from creditdsl.base.node import node


@node
class Idiom:
    pattern: str
    line: str
