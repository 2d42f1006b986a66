"""Rules of the sources that no linter knows: exact numbers, short described modules, nothing private in a file."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for folder in ("creditdsl", "tests") for path in (ROOT / folder).rglob("*.py"))
EXACT_LAYERS = (
    "base", "syntax", "ir", "forms", "compiler", "backends", "explain", "formatter", "reader", "importer", "reports",
    "server",
)  # fmt: skip
EXACT = sorted(path for layer in EXACT_LAYERS for path in (ROOT / "creditdsl" / layer).rglob("*.py"))
MAX_LINES = 500

INEXACT_MODULES = {"cmath", "math", "numpy", "statistics"}
INTEGER_MATH = {"gcd", "isqrt", "lcm"}
"""What the module math computes in integers."""
INTEGER_NUMPY = {
    "add", "append", "arange", "absolute", "array", "asarray", "bincount", "bitwise_and", "bitwise_or", "bool_",
    "count_nonzero", "broadcast_to", "concatenate", "cumsum", "diff", "dtype", "empty", "equal", "flatnonzero",
    "floor_divide", "fromiter", "full", "iinfo", "int8", "int16", "int32", "int64", "less", "less_equal",
    "logical_not", "maximum", "minimum", "multiply", "ndarray", "packbits", "remainder", "subtract", "uint8",
    "uint16", "unique", "where", "zeros",
}  # fmt: skip
"""What the engine on columns uses of NumPy: it keeps integers and truths what they are."""
TYPED = {"empty", "full", "zeros"}
"""These make floats where they are not told of what type."""
INTEGER_CALLS = {"int", "len", "ord"}
PRIVATE = {
    "machine path": rb"(?<![\w.-])/(?:work|root|tmp)/[a-z]",
    "registry address": rb"(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org)",
    "e-mail address": rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b",
}


def relative(path: Path) -> str:
    """The path as the repository names it."""
    return path.relative_to(ROOT).as_posix()


def is_integer(node: ast.expr) -> bool:
    """Whether the expression is an int on the face of it."""
    match node:
        case ast.Constant(value=int()):
            return True
        case ast.UnaryOp(operand=operand):
            return is_integer(operand)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.FloorDiv() | ast.Mod(), right=right):
            return is_integer(left) and is_integer(right)
        case ast.Call(func=ast.Name(id=name)):
            return name in INTEGER_CALLS
    return False


def inexact(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and kind of everything that makes or names a binary float."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float() | complex()):
                yield node.lineno, "float literal"
            case ast.Name(id="float" | "complex" as name):
                yield node.lineno, f"the name {name}"
            case ast.Call(func=ast.Name(id="round")):
                yield node.lineno, "round()"
            case ast.Import(names=[ast.alias(name="numpy" | "numpy.typing", asname="np" | "npt")]):
                pass
            case ast.Attribute(value=ast.Name(id="np"), attr=attr) if attr not in INTEGER_NUMPY:
                yield node.lineno, f"np.{attr}"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr=attr), args=args, keywords=[]) if (
                attr in TYPED and len(args) < 2 + (attr == "full")
            ):
                yield node.lineno, f"np.{attr} without a type"
            case ast.Import(names=names) if any(name.name.partition(".")[0] in INEXACT_MODULES for name in names):
                yield node.lineno, "import of an inexact module"
            case ast.ImportFrom(module="math", names=names) if all(name.name in INTEGER_MATH for name in names):
                pass
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in INEXACT_MODULES:
                yield node.lineno, "import of an inexact module"
            case ast.BinOp(left=left, op=ast.Div(), right=right) if is_integer(left) and is_integer(right):
                yield node.lineno, "true division of integers"


def tracked_text() -> Iterator[tuple[Path, bytes]]:
    """Every text file under version control, as bytes: data files may be GB18030."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    for name in names.decode().split("\0"):
        path = ROOT / name
        if path.is_file():
            content = path.read_bytes()
            if b"\0" not in content:
                yield path, content


@pytest.mark.parametrize("path", EXACT, ids=relative)
def test_computes_exactly(path: Path) -> None:
    assert list(inexact(ast.parse(path.read_bytes()))) == []


@pytest.mark.parametrize(
    "source",
    ["x = 0.5", "x = 1e3", "x = 2j", "x: float = y", "x = float(y)", "x = round(y, 2)", "import math",
     "x = np.zeros(3)", "x = np.divide(y, z)", "x = np.float64", "x = y.astype(np.single)",
     "from math import ceil", "import numpy.linalg", "x = 1 / 3", "x = -1 / (2 * len(y))"],
)  # fmt: skip
def test_notices_a_float(source: str) -> None:
    assert len(list(inexact(ast.parse(source)))) == 1


@pytest.mark.parametrize(
    "source",
    ["x = y / 3", "x = 7 // 2", "x = round_to(y, 2)", "x = '0.5'", "x = y.math", "from math import gcd",
     "import numpy as np", "x = np.zeros(3, np.int8)"],
)  # fmt: skip
def test_lets_exact_arithmetic_pass(source: str) -> None:
    assert list(inexact(ast.parse(source))) == []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_is_described_and_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not source.strip() or ast.get_docstring(ast.parse(source)), "a module opens with a docstring"
    assert len(source.splitlines()) <= MAX_LINES, "two subjects seem to share this file"


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
@pytest.mark.parametrize("kind", PRIVATE)
def test_no_tracked_file_names_a(kind: str) -> None:
    pattern = re.compile(PRIVATE[kind])
    found = [
        (relative(path), number, line)
        for path, content in tracked_text()
        for number, line in enumerate(content.splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def pins(lock: str) -> dict[str, str]:
    """Each pinned requirement with the hashes it was locked to."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = (line for line in text.replace("\\\n", " ").splitlines() if not line.startswith("#"))
    return {pin.strip(): " ".join(hashes) for pin, *hashes in (line.split("--hash=") for line in lines)}


def test_locks_are_hashed_and_agree() -> None:
    everything, runtime = pins("requirements.lock"), pins("requirements-runtime.lock")
    assert all("==" in pin and hashes for pin, hashes in everything.items())
    assert runtime.items() <= everything.items()
