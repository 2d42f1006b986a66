"""The README is true: its sample scores as shown, its commands exist, its links lead somewhere."""

import re
from pathlib import Path

import pytest

from creditdsl.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CROWDED = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]")


def block(language: str) -> str:
    """The one block of a language."""
    (text,) = (body for found, body in BLOCK.findall(README) if found == language)
    return text


def test_the_sample_is_explained_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("方案.credit").write_text(block("credit"), "utf-8")
    Path("数据.csv").write_text(block("csv"), "utf-8")
    (command,) = (body for _, body in BLOCK.findall(README) if body.startswith("creditdsl explain "))
    assert main(["check", "--strict", "方案.credit"]) == 0
    capsys.readouterr()
    assert main(command.split()[1:]) == 0
    assert capsys.readouterr() == (block("text"), "")


def test_the_sample_is_short() -> None:
    assert len(block("credit").splitlines()) == 12


def test_two_commands_to_begin_with() -> None:
    (begin,) = (body for _, body in BLOCK.findall(README) if "make" in body)
    assert begin == "make demo\nmake test\n"


def test_every_command_is_listed() -> None:
    for name, alias, *_ in COMMANDS:
        assert f"| `{name}` {alias} | " in README


@pytest.mark.parametrize(
    "page", ["README.md", *sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("schemes/*/*.md"))]
)
def test_links_and_spaces(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        assert (ROOT / page).parent.joinpath(target).exists(), target
    prose = re.sub(r"`[^`]*`", "", BLOCK.sub("", text))
    assert CROWDED.findall(prose) == []


def test_whom_it_is_for() -> None:
    assert "**不用于给自然人打分**" in README
