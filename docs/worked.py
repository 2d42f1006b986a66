"""Follow the examples of architecture.md through the compiler and fill in what each step gives.

The page holds each example as ```credit file=… and ```csv file=…. These blocks are made anew:

    ```text tree     of example.credit: the tree of the last rule
    ```text ast      its AST node, spans left out
    ```text ir       the program's definitions
    ```text trace    what the interpreter records for the last unit
    ```text columns  of steps.credit: the graph of integer columns that the total is read from
    ```sql steps     the first wave of its query for DuckDB

and of the sentence in ```text sentence:

    ```text phrases   each with its kind
    ```text segments  the filled slots of each
    ```text clauses   what the segments compute
    ```text lines     the rule lines
"""

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path
from textwrap import dedent

from creditdsl.backends.columns.engine import ColumnEngine
from creditdsl.backends.columns.numbers import Numbers
from creditdsl.backends.columns.operands import Node, Operand
from creditdsl.backends.interpret import interpret
from creditdsl.backends.rows import from_rows
from creditdsl.backends.sql.column_names import ColumnNames
from creditdsl.backends.sql.declared import query as declared_query
from creditdsl.backends.sql.dialects import render_scores
from creditdsl.base.exact import show
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, CompiledTable, compile_source
from creditdsl.data.unit_reader import read_units
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import Label
from creditdsl.ir.outcome import UnitData, Value
from creditdsl.reader.joined import Joined
from creditdsl.reader.joiner import join
from creditdsl.reader.lexer import phrases
from creditdsl.reader.meanings import Certain, Context
from creditdsl.reader.segmenting import Misfit, segments
from creditdsl.reader.segments import Segment
from creditdsl.reader.sentence_reader import read
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.tree import BodyLine
from creditdsl.syntax.walk import rules

_SOURCE = re.compile(r"^```(?:credit|csv) file=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SENTENCE = re.compile(r"^```text sentence\n(.*)\n```$", re.MULTILINE)
_MADE = re.compile(
    r"^```(text|sql) (tree|ast|ir|trace|columns|steps|phrases|segments|clauses|lines)\n.*?^```$",
    re.MULTILINE | re.DOTALL,
)
_WIDE = 100
_SIGNS = {ir.ArithOp.ADD: "+", ir.ArithOp.SUB: "-", ir.ArithOp.MUL: "×", ir.ArithOp.DIV: "÷"}


def filled(page: str) -> str:
    """The page with every made block as the compiler gives it now."""
    sources = dict(_SOURCE.findall(page))
    compilation, table = _compiled("example.credit", sources)
    _, steps = _compiled("steps.credit", sources)
    sentence = _SENTENCE.search(page)
    assert sentence is not None
    blocks: dict[str, Callable[[], Iterator[str]]] = {
        "tree": lambda: _tree(compilation),
        "ast": lambda: _node(table),
        "ir": lambda: _definitions(table),
        "trace": lambda: _trace(table, sources["example.csv"]),
        "columns": lambda: _graph(steps, sources["steps.csv"]),
        "steps": lambda: _first_wave(steps),
        "phrases": lambda: _phrases(sentence[1]),
        "segments": lambda: _segments(sentence[1]),
        "clauses": lambda: _clauses(sentence[1]),
        "lines": lambda: _lines(sentence[1]),
    }
    return _MADE.sub(lambda m: "\n".join([f"```{m[1]} {m[2]}", *blocks[m[2]](), "```"]), page)


def _compiled(name: str, sources: Mapping[str, str]) -> tuple[Compilation, CompiledTable]:
    """Compile an example of one table."""
    compilation = compile_source(Source(name, sources[name]))
    (table,) = compilation.tables.values()
    return compilation, table


def _tree(compilation: Compilation) -> Iterator[str]:
    *_, last = (line for line in compilation.tree.lines if isinstance(line, BodyLine) and line.start == "rule")
    assert last.tree is not None
    yield from _branches(last.tree)


def _branches(tree: LineTree, depth: int = 0) -> Iterator[str]:
    """Yield each production and each token on a line of its own; an only token stands beside its production."""
    indent = "  " * depth
    match tree.children:
        case (Token() as token,):
            yield f"{indent}{tree.data}  {token}"
        case children:
            yield f"{indent}{tree.data}"
            for child in children:
                yield from [f"{indent}  {child}"] if isinstance(child, Token) else _branches(child, depth + 1)


def _node(table: CompiledTable) -> Iterator[str]:
    *_, (_, identity, rule) = rules(table.table)
    yield f"# {identity}"
    yield from _wrapped(rule, "")


def _definitions(table: CompiledTable) -> Iterator[str]:
    for definition in table.program.definitions:
        yield from _wrapped(definition.body, f"{definition.name} = ")


def _trace(table: CompiledTable, data: str) -> Iterator[str]:
    unit = interpret(table.program, _units(table, data)).units[-1]
    yield f"# {unit.unit}: the trace, then the values of the definitions"
    yield from (f"{_said(label)} = {_value(value)}" for label, value in unit.trace.items())
    yield ""
    yield from (f"{name} = {_value(value)}" for name, value in unit.values.items())


def _units(table: CompiledTable, data: str) -> tuple[UnitData, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.csv"
        path.write_text(data, encoding="utf-8")
        return read_units([path], table.program.measures).units


def _graph(table: CompiledTable, data: str) -> Iterator[str]:
    """Yield a line for each node that the total is computed from: operation, bounds, type and column."""
    program = table.program
    engine = ColumnEngine(program, from_rows(program, _units(table, data)))
    engine.run(program.results)
    names: dict[Node, str] = {}

    def name(part: Operand) -> Iterator[str]:
        if not isinstance(part, Node) or part in names:
            return
        for arg in part.args:
            yield from name(arg)
        names[part] = f"n{len(names) + 1}"
        args = " ".join(names[arg] if isinstance(arg, Node) else str(arg) for arg in part.args)
        column = "" if part.array is None else f"  {part.array.tolist()}"
        yield f"{names[part]} = {f'{part.op.name} {args}':<12} {f'{part.low} to {part.high}':<10} {part.dtype}{column}"

    total = engine.values[program.total]
    assert isinstance(total, Numbers) and isinstance(total.num, Node)
    yield from name(total.num)
    yield f"{program.total} = {names[total.num]} ÷ {total.den}"


def _first_wave(table: CompiledTable) -> Iterator[str]:
    query = render_scores(
        table.program,
        declared_query(table.program, ("单位数据",), ColumnNames("duckdb"), ColumnNames("duckdb")),
        "duckdb",
        pretty=True,
    )
    match = re.search(r"w1 AS \(\n(.*?)\n\)", query, re.DOTALL)
    assert match is not None
    yield from dedent(match[1]).splitlines()


def _phrases(sentence: str) -> Iterator[str]:
    for phrase in phrases(sentence):
        yield f"{type(phrase).__name__:<8}{sentence[phrase.start : phrase.end]}"


def _segments(sentence: str) -> Iterator[str]:
    for segment in _parted(sentence):
        yield f"part {segment.part}: {_slots(segment, sentence, ('part', 'mark'))}"


def _clauses(sentence: str) -> Iterator[str]:
    joined = join(_parted(sentence), Context())
    assert isinstance(joined, Joined)
    yield from (_slot(clause, sentence) for clause in joined.clauses)


def _lines(sentence: str) -> Iterator[str]:
    answer = read(sentence)
    assert isinstance(answer, Certain)
    yield from answer.reading.lines


def _parted(sentence: str) -> tuple[Segment, ...]:
    parts = segments(phrases(sentence))
    assert not isinstance(parts, Misfit)
    return parts


def _slots(filled: object, sentence: str, without: tuple[str, ...] = ()) -> str:
    """Return the slots that are filled, phrases in the words of the sentence."""
    slots = [(name, part) for name, part in _parts(filled) if part and name not in ("start", "end", *without)]
    return ", ".join(f"{name} {_slot(part, sentence)}" for name, part in slots)


def _slot(part: object, sentence: str) -> str:
    match part:
        case tuple():
            return "[" + ", ".join(_slot(one, sentence) for one in part) + "]"
        case _ if is_dataclass(part) and hasattr(part, "start") and hasattr(part, "end"):
            return sentence[part.start : part.end]
        case _ if is_dataclass(part):
            return f"{type(part).__name__}({_slots(part, sentence)})"
        case _:
            return _said(part) if not isinstance(part, str) else part


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
