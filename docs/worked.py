"""Follows the example of architecture.md through the compiler and fills in what each step gives.

The page holds the example as ```credit file=… and ```csv file=…; the blocks below are made anew:

    ```text tree    the Lark tree of the last rule
    ```text ast     its AST node, spans left out
    ```text ir      the program's definitions
    ```text trace   what the interpreter records for the last unit
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path

from creditdsl.backends.interpret import interpret
from creditdsl.base.exact import show
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, CompiledTable, compile_source
from creditdsl.data.binding import read_units
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import Label
from creditdsl.ir.outcome import Value
from creditdsl.syntax.tree import BodyLine
from creditdsl.syntax.walk import rules

_SOURCE = re.compile(r"^```(credit|csv) file=\S+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MADE = re.compile(r"^```text (\w+)\n.*?^```$", re.MULTILINE | re.DOTALL)
_WIDE = 100
_SIGNS = {ir.ArithOp.ADD: "+", ir.ArithOp.SUB: "-", ir.ArithOp.MUL: "×", ir.ArithOp.DIV: "÷"}


def filled(page: str) -> str:
    """The page with every made block as the compiler gives it now."""
    sources = dict(_SOURCE.findall(page))
    compilation = compile_source(Source("example.credit", sources["credit"]))
    (table,) = compilation.tables.values()
    made: dict[str, Callable[[], Iterator[str]]] = {
        "tree": lambda: _tree(compilation),
        "ast": lambda: _node(table),
        "ir": lambda: _definitions(table),
        "trace": lambda: _trace(table, sources["csv"]),
    }
    return _MADE.sub(lambda m: "\n".join([f"```text {m[1]}", *made[m[1]](), "```"]), page)


def _tree(compilation: Compilation) -> Iterator[str]:
    *_, last = (line for line in compilation.tree.lines if isinstance(line, BodyLine) and line.start == "rule")
    assert last.tree is not None
    yield last.tree.pretty().rstrip().expandtabs(2)


def _node(table: CompiledTable) -> Iterator[str]:
    *_, (_, identity, rule) = rules(table.table)
    yield f"# {identity}"
    yield from _wrapped(rule, "")


def _definitions(table: CompiledTable) -> Iterator[str]:
    for definition in table.program.definitions:
        yield from _wrapped(definition.body, f"{definition.name} = ")


def _trace(table: CompiledTable, data: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.csv"
        path.write_text(data, encoding="utf-8")
        outcome = interpret(table.program, read_units([path], table.program.measures).units)
    unit = outcome.units[-1]
    yield f"# {unit.unit}: the trace, then the values of the definitions"
    yield from (f"{_said(label)} = {_value(value)}" for label, value in unit.trace.items())
    yield ""
    yield from (f"{name} = {_value(value)}" for name, value in unit.values.items())


def _value(value: Value) -> str:
    return show(value) if isinstance(value, Fraction) else str(value)


def _said(node: object) -> str:
    match node:
        case Fraction():
            return show(node)
        case Enum():
            return node.name
        case tuple():
            return "[" + ", ".join(map(_said, node)) + "]"
        case ir.Const(value=value):
            return _said(value)
        case ir.Arith(op=op, args=args) if op in _SIGNS:
            return "(" + f" {_SIGNS[op]} ".join(map(_said, args)) + ")"
        case ir.Compare(op=compared, left=left, right=right):
            return f"({_said(left)} {compared} {_said(right)})"
        case Label():
            return node.words
        case _ if is_dataclass(node):
            return f"{type(node).__name__}(" + ", ".join(_said(part) for _, part in _parts(node)) + ")"
        case _:
            return repr(node) if isinstance(node, str) else str(node)


def _parts(node: object) -> list[tuple[str, object]]:
    assert is_dataclass(node)
    return [(f.name, getattr(node, f.name)) for f in fields(node) if f.compare]


def _wrapped(node: object, lead: str) -> Iterator[str]:
    """On one line, or its parts on lines of their own where that is too wide."""
    indent = re.match(" *", lead)
    assert indent is not None
    line = lead + _said(node)
    if len(line) <= _WIDE or not (is_dataclass(node) or isinstance(node, tuple)) or isinstance(node, ir.Const):
        yield line
        return
    inner = indent.group() + "  "
    yield f"{lead}{type(node).__name__}(" if is_dataclass(node) else f"{lead}["
    for part in [part for _, part in _parts(node)] if is_dataclass(node) else node:
        yield from _wrapped(part, inner)
    yield indent.group() + (")" if is_dataclass(node) else "]")
