"""What the tests of the compiler share: a text compiled, its messages, its outline."""

from textwrap import dedent

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.syntax.nodes import Entry, Scheme
from creditdsl.syntax.walk import entries


def compiled(text: str) -> Compilation:
    return compile_source(Source("示例.credit", dedent(text).lstrip("\n")))


def scheme(text: str) -> Scheme:
    """The AST of a scheme without any message."""
    compilation = compiled(text)
    assert compilation.diagnostics == ()
    return compilation.scheme


def found(text: str) -> list[tuple[str, int]]:
    """Code and line of each message, in order."""
    return [(d.code.id, d.span.line if d.span else 0) for d in compiled(text).diagnostics]


def outline(text: str) -> list[tuple[str, str, str]]:
    """Reference, printed number and title of every entry of the only table."""
    (table,) = scheme(text).tables
    return [(entry.ref, entry.number, entry.title) for entry in entries(table)]


def refs(text: str) -> list[str]:
    return [ref for ref, _, _ in outline(text)]


def entry(text: str, ref: str) -> Entry:
    (table,) = scheme(text).tables
    return next(one for one in entries(table) if one.ref == ref)
