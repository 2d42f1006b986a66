"""What a shell is told that a half-typed word may become, and the scripts that ask."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from creditdsl.cli.main import COMMANDS, main
from creditdsl.cli.shells import SHELLS, script

ROOT = Path(__file__).parents[2]
NAMES = [name for name, *_ in COMMANDS]
ALIASES = [alias for _, alias, *_ in COMMANDS]

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")


def run(**environment: str) -> tuple[int, bytes, str]:
    """Status, output and error output of the program as a shell's script runs it."""
    done = subprocess.run(
        [sys.executable, "-m", "creditdsl"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr.decode()


def ask(shell: str, typed: list[str], **environment: str) -> tuple[int, list[str], str]:
    """Status, answers and error output for the words typed so far, the last of them incomplete."""
    match shell:
        case "bash":
            line = {"COMP_WORDS": "\n".join(typed), "COMP_CWORD": str(len(typed) - 1)}
        case "zsh":
            line = {"COMP_WORDS": " ".join(typed), "COMP_CWORD": str(len(typed) - 1)}
        case "fish":
            line = {"COMP_WORDS": " ".join(typed), "COMP_CWORD": typed[-1]}
        case _:
            line = {"COMP_WORDS": "\n".join(typed[:-1]), "COMP_WORD": typed[-1]}
    status, output, error = run(_CREDITDSL_COMPLETE=f"{shell}_complete", **line, **environment)
    return status, output.decode("utf-8").splitlines(), error


def plain(*typed: str) -> list[str]:
    """What bash is offered of plain words."""
    status, answers, error = ask("bash", ["creditdsl", *typed])
    assert (status, error) == (0, "")
    return [value for kind, _, value in (answer.partition(",") for answer in answers) if kind == "plain"]


def kinds(*typed: str) -> list[str]:
    """Of what kinds the answers are."""
    return [answer.partition(",")[0] for answer in ask("bash", ["creditdsl", *typed])[1] if answer]


def test_commands_by_both_names() -> None:
    assert plain("") == NAMES + ALIASES
    assert plain("com") == ["compare", "compile", "completion"]
    assert plain("规") == ["规则文档"]
    assert plain("--v") == ["--version"]


@pytest.mark.parametrize("word", ["check", "检查"])
def test_options_and_their_words(word: str) -> None:
    assert plain(word, "--f") == ["--format", "--fix"]
    assert plain(word, "--format", "") == ["text", "json", "sarif"]
    assert plain(word, "--format", "s") == ["sarif"]
    assert plain(word, "--strict", "方案.credit", "--s") == ["--select"], "what is written is not offered again"


def test_bash_cuts_words_where_the_program_does_not() -> None:
    assert plain("check", "--format", "=", "js") == ["json"]
    assert plain("check", "--format", "=") == ["text", "json", "sarif"]
    assert kinds("print", "方案.credit", "-o", "甲", ":", "乙") == ["file"]


def test_files_and_folders() -> None:
    assert kinds("check", "") == kinds("check", "a.credit", "方") == kinds("check", "--against", "") == ["file"]
    for command in ("score", "explain", "rank", "summary", "compare"):
        assert kinds(command, "") == kinds(command, "a.credit", "--data", "") == ["file"]
    assert kinds("new", "") == kinds("docs", "a.credit", "-o", "") == kinds("print", "--fonts", "字") == ["dir"]


def test_codes() -> None:
    assert plain("finding", "e0101") == ["E0101"]
    assert plain("check", "--select", "W0601,E010") == [f"W0601,E010{number}" for number in range(1, 10)]
    assert set(plain("check", "--ignore", "E000")) == {f"E000{number}" for number in range(1, 10)}


def test_every_path_of_a_command_can_be_completed() -> None:
    """A place for a file or folder that no shell completes is a place where names are typed by hand."""
    for name, _, module, _ in COMMANDS:
        command = import_module(module).command
        for param in command.params:
            if str(param.metavar).strip("…") in {"文件", "方案文件", "数据文件", "文件夹", "模板", "旧方案"}:
                assert param._custom_shell_complete is not None, (name, param.name)


@pytest.mark.parametrize("typed", [["chekc", ""], ["chekc", "--f"], ["‘", ""]])
def test_a_line_that_makes_no_sense_is_answered_by_silence(typed: list[str]) -> None:
    assert ask("bash", ["creditdsl", *typed]) == (2, [], "")


@pytest.mark.parametrize("question", ["tcsh_complete", "bash_source", "bash", "", "bash_complete"])
def test_a_question_that_no_script_asks(question: str) -> None:
    assert run(_CREDITDSL_COMPLETE=question) == (2, b"", "")


def test_help_beside_the_words_where_a_shell_shows_it() -> None:
    line = next(line for name, _, _, line in COMMANDS if name == "fmt")
    assert ask("zsh", ["creditdsl", "fm"])[1] == ["plain", "fmt", line]
    assert ask("fish", ["creditdsl", "fm"])[1] == [f"plain,fmt\t{line}"]
    assert ask("powershell", ["creditdsl", "fm"])[1] == [f"plain\tfmt\t{line}"]


def test_powershell_hands_over_its_own_words() -> None:
    assert ask("powershell", ["creditdsl", "check", r"C:\我的 方案\甲.credit", "--format", ""])[1] == [
        "plain\ttext\ttext",
        "plain\tjson\tjson",
        "plain\tsarif\tsarif",
    ]
    assert ask("powershell", ["creditdsl", "check", ""])[1] == ["file\t\t"]


def test_powershell_is_answered_in_utf8_and_others_as_the_console_speaks() -> None:
    (answer,) = ask("powershell", ["creditdsl", "规"], PYTHONIOENCODING="gbk")[1]
    assert answer.startswith("plain\t规则文档\t")
    words = {"COMP_WORDS": "creditdsl\n规", "COMP_CWORD": "1"}
    answers = run(_CREDITDSL_COMPLETE="bash_complete", PYTHONIOENCODING="gbk", **words)[1]
    assert answers.decode("gbk") == "plain,规则文档\n"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    text = capsys.readouterr().out
    assert text == script(shell) and text.isascii()
    assert f"_CREDITDSL_COMPLETE={shell}_complete" in text or f"_CREDITDSL_COMPLETE = '{shell}_complete'" in text


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the program in bin/ and a few files."""
    program = tmp_path / "bin" / "creditdsl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m creditdsl "$@"\n')
    program.chmod(0o755)
    (tmp_path / "我的方案.credit").touch()
    (tmp_path / "数据.csv").touch()
    return tmp_path


def typed_in_bash(home: Path, keys: str, expected: str) -> str:
    """What the screen of a bash shows once `expected` stands on it, or after a while."""
    (home / "rc").write_text('PATH="$PWD/bin:$PATH"; PS1=; eval "$(creditdsl completion bash)"; echo ready\n')
    child, screen = pty.fork()
    if child == 0:
        os.chdir(home)
        os.environ.update({"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "TERM": "dumb", "INPUTRC": os.devnull})
        os.execvp("bash", ["bash", "--noprofile", "--rcfile", "rc", "-i"])
    shown, sent, end = b"", False, time.monotonic() + 60
    try:
        while expected not in shown.decode("utf-8", "replace") and time.monotonic() < end:
            if select.select([screen], [], [], 0.2)[0]:
                shown += os.read(screen, 4096)
            if not sent and b"ready" in shown:
                shown, sent = b"", os.write(screen, keys.encode()) > 0
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(screen)
    return shown.decode("utf-8", "replace")


@needs_bash
@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("creditdsl comple\t", "creditdsl completion "),
        ("creditdsl 规\t", "creditdsl 规则文档 "),
        ("creditdsl 检查 --forma\tsa\t", "creditdsl 检查 --format sarif "),
        ("creditdsl check --format=sa\t", "creditdsl check --format=sarif "),
        ("creditdsl check 我\t", "creditdsl check 我的方案.credit "),
        ("creditdsl print 我\t-o 数\t", "creditdsl print 我的方案.credit -o 数据.csv "),
    ],
)
def test_in_bash_itself(home: Path, keys: str, line: str) -> None:
    assert line in typed_in_bash(home, keys, line)
