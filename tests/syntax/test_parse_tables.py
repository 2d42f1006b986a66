"""The parser's tables: data of the package, fresh and reproducible, and nothing is read from anywhere else."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from lark.lexer import TerminalDef

from creditdsl.syntax import parse_tables as tables
from creditdsl.syntax.parse_tables import TABLES, grammar_source, parser

ROOT = Path(__file__).parents[2]
COMMITTED = (ROOT / "grammar" / TABLES).read_text(encoding="utf-8")
LINES = ("甲 得5", "甲 每个得2 最多10", "得 甲×5 + 最大(乙、丙)", "甲 排名赋分 最多10 最少0", "甲制度 得2 否则 不得分")


def python(code: str, **environment: str) -> str:
    """Run Python in the checkout; return what it prints."""
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout + run.stderr


@pytest.mark.parametrize("seed", ["0", "1", "12345"])
def test_the_tables_are_those_of_the_grammar_byte_for_byte(seed: str) -> None:
    code = "import sys; from creditdsl.syntax.parse_tables import tables; sys.stdout.buffer.write(tables().encode())"
    assert python(code, PYTHONHASHSEED=seed) == COMMITTED, "run make docs"


def trees(replaced: str | None, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[str]]:
    """Return how often the tables were built, and trees; replaced: the text of the file, None for no file."""
    counted = []
    build, read = tables._built, tables.grammar_text

    def file(name: str) -> str:
        if name != TABLES:
            return read(name)
        if replaced is None:
            raise FileNotFoundError(name)
        return replaced

    def counting(source: str) -> object:
        counted.append(source)
        return build(source)

    monkeypatch.setattr(tables, "grammar_text", file)
    monkeypatch.setattr(tables, "_built", counting)
    reader = parser()
    return len(counted), [reader.parse(line, start="rule").pretty() for line in LINES]


def test_the_file_spares_the_building(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        built, expected = trees(None, patch)
    assert built == 1
    with monkeypatch.context() as patch:
        assert trees(COMMITTED, patch) == (0, expected)


def patterns(terminals: Iterable[TerminalDef]) -> list[tuple[object, ...]]:
    return [
        (terminal.name, terminal.pattern.value, terminal.pattern.flags, terminal.priority) for terminal in terminals
    ]


def test_what_is_read_is_what_was_built() -> None:
    read = parser()
    built = tables._built(grammar_source()).parser
    for part in ("rules", "start", "parser_type"):
        assert getattr(read.parser_conf, part) == getattr(built.parser_conf, part)
    assert [vars(rule.options) for rule in read.parser_conf.rules] == [
        vars(rule.options) for rule in built.parser_conf.rules
    ]
    assert patterns(read.lexer_conf.terminals) == patterns(built.lexer_conf.terminals)
    assert read.lexer_conf.ignore == built.lexer_conf.ignore
    assert patterns(read.lexer.lexer.terminals) == patterns(built.lexer.lexer.terminals), (
        "in the order in which they are tried"
    )
    assert list(read.parser_conf.callbacks) == list(built.parser_conf.callbacks)


MARK, BODY = COMMITTED.split("\n", 1)
DAMAGED = {
    "empty": "",
    "no line": MARK,
    "cut": COMMITTED[:-2],
    "longer": COMMITTED + " ",
    "another mark": MARK[::-1] + "\n" + BODY,
    "one state changed": MARK + "\n" + BODY.replace('"GAIN":', '"LOSE":', 1),
    "code": MARK + "\n" + BODY.replace("rules", "os.system", 1),
    "no JSON": MARK + "\n" + "{" * 1000,
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_file_that_is_not_of_this_grammar_is_left_alone(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        _, expected = trees(None, patch)
    with monkeypatch.context() as patch:
        assert trees(text, patch) == (1, expected)


@pytest.mark.parametrize("part", ["grammar", "lark"])
def test_another_grammar_or_another_lark_builds_its_tables(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if part == "grammar":
        source = grammar_source()
        monkeypatch.setattr(tables, "grammar_source", lambda: source + "\n")
    else:
        monkeypatch.setattr(tables.lark, "__version__", "9.9.9")
    assert trees(COMMITTED, monkeypatch)[0] == 1


RUN_CODE = b"cos\nsystem\n(S'echo taken over'\ntR."


@pytest.mark.parametrize("variable", ["XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"])
def test_nothing_is_read_from_or_left_in_a_cache_folder(variable: str, tmp_path: Path) -> None:
    folder = tmp_path / (".cache/creditdsl" if variable == "HOME" else "creditdsl")
    folder.mkdir(parents=True)
    planted = folder / "grammar.lark-cache"
    planted.write_bytes(RUN_CODE)
    code = "from creditdsl.syntax.parser import parse_line; print(parse_line('甲 得5', 'rule'))"
    tree = python(code, **{variable: str(tmp_path)})
    assert "taken over" not in tree and "甲" in tree
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [planted]
    assert planted.read_bytes() == RUN_CODE


@pytest.mark.parametrize("folder", ["/dev/null", "no/such/folder", "甲\u202e\n乙", "/proc/1", ""])
def test_no_cache_folder_stands_in_the_way(folder: str) -> None:
    code = "from creditdsl.syntax.parser import parse_line; print(parse_line('甲 得5', 'rule'))"
    assert "甲" in python(code, XDG_CACHE_HOME=folder)


OWN_PIPE = "creditdsl/base/limited_process.py"
"""It hands values to a process of its own through a pipe; no file, and no one else, is at its end."""


def test_the_program_loads_no_objects_from_files() -> None:
    """pickle, marshal and shelve can run code."""
    loads = re.compile(r"\b(?:import|from) (?:pickle|marshal|shelve|dill|joblib)\b|cache=(?!False)|allow_pickle=True")
    sources = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "creditdsl").rglob("*.py")}
    places = [name for name, path in sources.items() if loads.search(path.read_text(encoding="utf-8"))]
    assert places == [OWN_PIPE]
