"""The parser's tables: data of the package, fresh and reproducible, and nothing is read from anywhere else."""

import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from lark import Lark, Tree, UnexpectedCharacters, UnexpectedToken
from lark.lexer import Token as LarkToken

from creditdsl.base.source import Source
from creditdsl.syntax import grammar_files
from creditdsl.syntax import parse_tables as tables
from creditdsl.syntax.fold import fold
from creditdsl.syntax.line_reading import Reading, Tables
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.parse_tables import STARTS, TABLES, grammar_source, table_parts
from creditdsl.syntax.parser import parse_line
from creditdsl.syntax.tree import BodyLine

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


def trees(replaced: str | None, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[LineTree | None]]:
    """Return how often the tables were built, and trees; replaced: the text of the file, None for no file."""
    counted = []
    build, read = tables._built, grammar_files.grammar_text

    def file(name: str) -> str:
        if name != TABLES:
            return read(name)
        if replaced is None:
            raise FileNotFoundError(name)
        return replaced

    def counting(source: str) -> object:
        counted.append(source)
        return build(source)

    monkeypatch.setattr(grammar_files, "grammar_text", file)
    monkeypatch.setattr(tables, "_built", counting)
    parts = Tables(table_parts())
    return len(counted), [tree_of(parts, line) for line in LINES]


def tree_of(parts: Tables, line: str) -> LineTree | None:
    reading = Reading(parts, "rule")
    assert all(map(reading.take, parts.tokens(line)))
    return reading.tree()


def test_the_file_spares_the_building(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        built, expected = trees(None, patch)
    assert built == 1 and None not in expected
    with monkeypatch.context() as patch:
        assert trees(COMMITTED, patch) == (0, expected)


def codes() -> list[tuple[str, str]]:
    """Return lines of published schemes with their start symbols, and such lines cut, joined and disturbed."""
    whole = [
        (fold(line.text), line.start)
        for path in sorted((ROOT / "schemes").rglob("*.credit"))
        for line in read_lines(Source(path.name, path.read_text(encoding="utf-8")))[0].lines
        if isinstance(line, BodyLine) and line.start in STARTS
    ]
    chance, kept = Random(20231), sorted(set(whole))
    mixed = []
    for text, start in kept:
        at, (other, _) = chance.randrange(len(text) + 1), chance.choice(kept)
        mixed += [
            (text[:at], start),
            (text[at:], start),
            (text[:at] + other, start),
            (text[:at] + "¤" + text[at:], start),
        ]
        mixed += [(text + " " + other, start), (text, chance.choice(STARTS))]
    return [*kept, *mixed]


def by_lark(built: Lark, text: str, start: str) -> object:
    """Return the tree as Lark reads it, or where it stops and what it would accept there."""
    try:
        return converted(built.parse(text, start=start))
    except UnexpectedToken as error:
        ended = error.token.type == "$END"
        place = len(text.rstrip()) if ended else error.token.start_pos
        accepted = error.interactive_parser.accepts()
        return place, error.token.type, frozenset(accepted)
    except UnexpectedCharacters as error:
        return error.pos_in_stream


def converted(tree: Tree[LarkToken]) -> object:
    return tree.data, [
        converted(child) if isinstance(child, Tree) else (child.type, str(child), child.start_pos, child.end_pos)
        for child in tree.children
    ]


def by_tables(text: str, start: str) -> object:
    read = parse_line(text, start)
    if isinstance(read, LineTree):
        return shape(read)
    return read.start if read.terminal is None else (read.start, read.terminal, read.expected)


def shape(tree: LineTree) -> object:
    return tree.data, [
        shape(child) if isinstance(child, LineTree) else (child.type, str(child), child.start, child.end)
        for child in tree.children
    ]


def test_lines_are_read_as_lark_reads_them() -> None:
    built = tables._built(grammar_source())
    compared = [(by_tables(text, start), by_lark(built, text, start)) for text, start in codes()]
    assert [both for both in compared if both[0] != both[1]] == []
    kinds = [type(read) if not isinstance(read, tuple) else len(read) for read, _ in compared]
    assert {2, 3, int} <= set(kinds) and min(map(kinds.count, (2, 3, int))) > 100, "trees, faults, strange characters"


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


def test_another_grammar_builds_its_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    source = grammar_source()
    monkeypatch.setattr(tables, "grammar_source", lambda: source + "\n")
    assert trees(COMMITTED, monkeypatch)[0] == 1


def test_what_is_read_by_the_file_needs_no_lark() -> None:
    code = "import sys; from creditdsl.syntax.parser import parse_line; parse_line('甲 得5', 'rule')"
    assert python(f"{code}; print('lark' in sys.modules)") == "False\n"


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
