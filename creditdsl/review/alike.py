"""One report for many places alike: what is said of a table's places in the same words is said once, with a list.

Receives diagnostics of single places, acknowledged or not; promises that only those that stand are joined, so that an
acknowledgement speaks for its own place and for no other.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.fault import Worded
from creditdsl.base.node import node
from creditdsl.review.naming import listed


@node
class Alike(Worded):
    """The sentence of a finding that often holds at many places of a table."""


def joined(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics; those alike stand at their first place, which lists the lines of the others."""
    groups: dict[Hashable, list[Diagnostic]] = {}
    for position, diagnostic in enumerate(diagnostics):
        alike = isinstance(diagnostic.fault, Alike) and not diagnostic.acknowledged
        key: Hashable = (diagnostic.code, diagnostic.table, diagnostic.message) if alike else position
        groups.setdefault(key, []).append(diagnostic)
    return [_joined(group) for group in groups.values()]


def _joined(group: Sequence[Diagnostic]) -> Diagnostic:
    first = group[0]
    others = [f"第{diagnostic.span.line}行" for diagnostic in group[1:] if diagnostic.span is not None]
    if not others:
        return first
    sentence = f"{first.message}本表另有{len(others)}处也是这样：{listed(others)}。"
    return replace(first, fault=Worded(first.code, sentence, first.help))
