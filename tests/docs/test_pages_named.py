"""Every page and every command that a message names is there under that name."""

import ast
import re
from pathlib import Path

from creditdsl.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "creditdsl"
_PAGE = re.compile(r"(?:见|看|按|参见|参照|查)《([^》]*)》(?:（([^）]*)）)?")
_PATH = re.compile(r"docs/[\w/.-]+")
_COMMAND = re.compile(r"\bcreditdsl ([a-z]+)")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_TRUTH = re.compile("[\u4e00-\u9fff](?:True|False|None)")
COMMAND_NAMES = {name for row in COMMANDS for name in row[:2]}


def messages() -> list[tuple[str, str]]:
    """Every text of the program, docstrings included, with the file it stands in."""
    texts = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append((path.relative_to(ROOT).as_posix(), node.value))
    return texts


MESSAGES = messages()


def heading(page: str) -> str:
    return (ROOT / page).read_text("utf-8").splitlines()[0].removeprefix("# ").strip()


def test_pages_stand_where_messages_say() -> None:
    named = [(file, *match.groups()) for file, text in MESSAGES for match in _PAGE.finditer(text) if match[2]]
    assert len(named) >= 3
    for file, title, page in named:
        first = next(line for line in (ROOT / page).read_text("utf-8").splitlines() if line.startswith("# "))
        assert first == f"# {title}", file


def test_no_message_names_a_page_without_saying_where_it_is() -> None:
    assert [text for _, text in MESSAGES for match in _PAGE.finditer(text) if not match[2]] == []


def test_paths_of_pages_exist() -> None:
    for file, text in MESSAGES:
        for path in _PATH.findall(text):
            assert (ROOT / path.rstrip(".")).exists(), f"{file}: {path}"


def test_no_page_prints_a_truth_of_python() -> None:
    pages = [page for page in sorted((ROOT / "docs").rglob("*.md")) if _TRUTH.search(page.read_text("utf-8"))]
    assert pages == []


def test_commands_are_there() -> None:
    named = {(file, word) for file, text in MESSAGES if _CHINESE.search(text) for word in _COMMAND.findall(text)}
    assert len(named) >= 10
    assert [where for where in sorted(named) if where[1] not in COMMAND_NAMES] == []
