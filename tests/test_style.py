"""What a machine can see of good prose and names: the rules of CONTRIBUTING.md that need no reader.

A docstring opens with a short sentence. A name says the thing and its unit. A function fits on a page.
A stem names one thing: two files that share one are that thing on two floors, and SHARED_STEMS says which.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "creditdsl").rglob("*.py"))
MAX_WORDS = 25
MAX_FUNCTION_LINES = 51

VAGUE_NAMES = {"one", "found", "said", "told", "given", "made", "own", "here", "MOST", "FEW", "SOME"}
"""Names that say neither the thing nor its unit; a comprehension of two lines may use them."""
CLUMSY_PHRASES = ("its own step because", "of which is known", "what stands in", "so many other")

SHARED_STEMS = {
    "engines": "engines by name: what each needs, and the one that was asked for",
    "errors": "the kinds of fault of a folder",
    "finding": "what a finding is, and the command that explains one",
    "json": "a thing as JSON",
    "lines": "lines of a scheme: read, and laid out",
    "nodes": "the nodes of a tree",
    "numbers": "exact numbers of an engine",
    "ranks": "rankings of an engine",
    "run": "from a program and a table to scores, of an engine",
    "sheet": "填报表: its words, its content, its command",
    "standings": "the results of all units side by side",
    "summary": "考核概况, and its command",
    "text": "a thing as text for a reader",
    "xlsx": "a thing as a workbook",
}
"""The thing that each shared stem names."""


def relative(path: Path) -> str:
    """Return the path as the repository names it."""
    return path.relative_to(ROOT).as_posix()


def short_comprehensions(tree: ast.Module) -> set[ast.AST]:
    """Return every node inside a comprehension or lambda of at most two lines."""
    kinds = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda)
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, kinds) and (node.end_lineno or 0) - node.lineno < 2:
            inside.update(ast.walk(node))
    return inside


def bound_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and name of every variable, parameter and function, short comprehensions left out."""
    allowed = short_comprehensions(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) if node not in allowed:
                yield node.lineno, name
            case ast.arg(arg=name) if node not in allowed:
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name


def opening_sentences(tree: ast.Module) -> Iterator[str]:
    """Yield the sentences of the first paragraph of every docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            paragraph = (ast.get_docstring(node) or "").split("\n\n")[0]
            yield from re.split(r"[.;:](?:\s|$)", " ".join(paragraph.split()))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_names_say_the_thing(path: Path) -> None:
    names = bound_names(ast.parse(path.read_bytes()))
    assert [(line, name) for line, name in names if name.strip("_") in VAGUE_NAMES] == []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_prose_is_plain(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert [sentence for sentence in opening_sentences(ast.parse(source)) if len(sentence.split()) > MAX_WORDS] == []
    text = " ".join(source.lower().split())
    assert [phrase for phrase in CLUMSY_PHRASES if phrase in text] == []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_functions_fit_on_a_page(path: Path) -> None:
    functions = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.FunctionDef)]
    lines = {function.name: (function.end_lineno or 0) - function.lineno + 1 for function in functions}
    assert {name: length for name, length in lines.items() if length > MAX_FUNCTION_LINES} == {}


def test_a_stem_names_one_thing() -> None:
    stems = Counter(path.stem for path in MODULES if not path.stem.startswith("__"))
    assert {stem for stem, files in stems.items() if files > 1} == set(SHARED_STEMS)


@pytest.mark.parametrize(
    "source",
    ["found = 1", "def said(): ...", "def f(one): ...", "for here in x: ...", "MOST = 6", "_made = 2"],
)
def test_notices_a_vague_name(source: str) -> None:
    assert [name for _, name in bound_names(ast.parse(source)) if name.strip("_") in VAGUE_NAMES]


def test_lets_a_short_comprehension_pass() -> None:
    names = bound_names(ast.parse("total = sum(one.points for one in items)"))
    assert [name for _, name in names] == ["total"]
