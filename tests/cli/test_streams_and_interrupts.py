"""Whatever is closed, broken or interrupted: no traceback, no “程序自身出了问题”, no word into a file of the user."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCHEME = "方案：示例\n附件1 考核指标\n一、信息归集（8分）\n  信息条数 每条得1\n"
INTERRUPTED = """
import os, signal, sys
class Press:
    def find_spec(self, name, path=None, target=None):
        if name in {modules}:
            os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started without
sys.meta_path.insert(0, Press())
sys.argv = ["creditdsl", *{words}]
from creditdsl.__main__ import main
sys.exit(main())
"""
CHECK, SCORE = ["check", "方案.credit"], ["score", "方案.credit", "--data", "数据.csv"]
PLACES = (
    (CHECK, ["creditdsl.cli.main"]),
    (CHECK, ["click"]),
    (CHECK, ["creditdsl.terminal.console"]),
    (CHECK, ["creditdsl.cli.commands.check"]),
    (CHECK, ["creditdsl.syntax.parser"]),
    (CHECK, ["creditdsl.syntax.grammar_files"]),
    (CHECK, ["creditdsl.reports.text"]),
    (CHECK, ["creditdsl.cli.main", "click", "creditdsl.syntax.parser"]),
    (CHECK, ["creditdsl.cli.commands.check", "signal"]),
    (SCORE, ["creditdsl.cli.commands.score"]),
    (SCORE, ["creditdsl.backends.interpret"]),
    (["print", "方案.credit", "-o", "a.pdf"], ["typst"]),
    (["nothing"], ["creditdsl.cli.usage", "creditdsl.cli.errors"]),
)
COMMANDS = (
    "check 方案.credit",
    "check 坏.credit",
    "check --format json 方案.credit",
    "score 方案.credit --data 数据.csv",
    "score 方案.credit --data 数据.csv --format csv",
    "score 方案.credit --data 数据.csv -o 成绩.csv",
    "explain 方案.credit --data 数据.csv --unit 甲局",
    "print 方案.credit -o 附件1.pdf",
    "compile 方案.credit",
    "fmt --diff 坏.credit",
    "fmt -",
    "check -",
    "finding E0001",
    "schema check",
    "completion bash",
    "--help",
    "没有这个命令",
)
EVERY_CHANGE = ("score 方案.credit --data 数据.csv --format csv", "fmt -")
CLOSED = {
    "no output": ">&-",
    "no errors": "2>&-",
    "no input": "<&-",
    "no output, no errors": ">&- 2>&-",
    "nothing": "<&- >&- 2>&-",
    "output into a closed pipe": "| true",
    "errors into a closed pipe": "2>&1 >/dev/null | true",
    "both into a closed pipe": "2>&1 | true",
    "no output, errors into a closed pipe": "2>&1 >&- | true",
    "full disk": ">/dev/full",
}
posix = pytest.mark.skipif(os.name == "nt" or not Path("/dev/full").exists(), reason="streams of a Unix shell")


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "方案.credit").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "坏.credit").write_text(SCHEME.replace("得1", "得"), encoding="utf-8")
    (tmp_path / "数据.csv").write_text("单位,信息条数\n甲局,3\n乙局,5\n", encoding="utf-8")
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "CREDITDSL_DEBUG": "", **more}


@posix
@pytest.mark.parametrize(("words", "modules"), PLACES, ids=[f"{words[0]} {modules}" for words, modules in PLACES])
def test_an_interrupt_while_modules_load_is_quiet(words: list[str], modules: list[str], folder: Path) -> None:
    code = INTERRUPTED.format(modules=modules, words=words)
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (130, "\n已中断，没有完成。\n")
    assert "Traceback" not in run.stdout


def runs(words: str) -> list[object]:
    marks = [] if words in EVERY_CHANGE else pytest.mark.full
    return [pytest.param(words, redirected, marks=marks, id=f"{words}, {name}") for name, redirected in CLOSED.items()]


@posix
@pytest.mark.parametrize(("words", "redirected"), [case for words in COMMANDS for case in runs(words)])
def test_closed_and_broken_streams(words: str, redirected: str, folder: Path) -> None:
    command = f"{sys.executable} -m creditdsl {words} {'< 方案.credit' * ('<' not in redirected)} {redirected}"
    run = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=folder, env=environment(), capture_output=True, check=False
    )
    shown = (run.stdout + run.stderr).decode("utf-8", "replace")
    assert run.returncode in (0, 1, 2, 141), shown
    assert not any(word in shown for word in ("Traceback", "Exception ignored", "程序自身", "CREDITDSL_DEBUG")), shown
    assert (folder / "方案.credit").read_text("utf-8") == SCHEME
    if words.endswith("成绩.csv") and run.returncode == 0:
        assert (folder / "成绩.csv").read_text("utf-8-sig").startswith("单位,")
    if words.endswith(".pdf") and run.returncode == 0:
        assert (folder / "附件1.pdf").read_bytes().startswith(b"%PDF")


@posix
@pytest.mark.parametrize(
    "variable",
    ["XDG_CACHE_HOME", *(pytest.param(name, marks=pytest.mark.full) for name in ("HOME", "LOCALAPPDATA", "TMPDIR"))],
)
@pytest.mark.parametrize("value", ["/dev/null", "没有/这个", "", "/proc/1", "甲\u202e\n乙"])
def test_odd_folders_of_the_user(variable: str, value: str, folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "creditdsl", *SCORE],
        cwd=folder,
        env=environment(**{variable: value}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0 and run.stderr == "", run.stderr
    assert sorted(path.name for path in folder.iterdir()) == sorted(["方案.credit", "坏.credit", "数据.csv"])
