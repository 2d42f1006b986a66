"""The words after `creditdsl`: help, wrong use and every way to end, all in Chinese."""

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest

from creditdsl import __version__
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.base.fault import Worded
from creditdsl.cli import main as entry
from creditdsl.cli.command import argument, define
from creditdsl.cli.main import COMMANDS, main
from creditdsl.files.errors import IsFolder, NoStandardInput
from creditdsl.printing.errors import UnitMissing
from creditdsl.terminal.width import width

ROOT = Path(__file__).parents[2]
WRITTEN = [row for row in COMMANDS if (ROOT / f"{row[2].replace('.', '/')}.py").exists()]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Status, output and error output of a command line."""

    def call(*words: str) -> tuple[int, str, str]:
        status = main(words)
        return status, *capsys.readouterr()

    return call


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., int | None]], None]:
    """Puts a function in the place of the command `demo`, with options of every kind."""

    def place(action: Callable[..., int | None]) -> None:
        @define("demo", "试一试。", "creditdsl demo 甲.credit")
        @argument("file", "文件")
        @click.option("-o", "--output", metavar="文件", required=True, help="写到哪里")
        @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="格式")
        @click.option("--data", metavar="文件", multiple=True, help="数据")
        @click.option("--digits", metavar="位数", type=click.IntRange(0, 6), help="小数")
        @click.option("--count", metavar="个数", type=int, help="个数")
        @click.option("--strict", is_flag=True, help="从严")
        def command(**given: object) -> int | None:
            return action(**given)

        module = type(sys)("creditdsl_trial")
        module.command = command  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "creditdsl_trial", module)
        monkeypatch.setitem(entry._MODULES, "demo", "creditdsl_trial")

    place(lambda **_: None)
    return place


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A run of its own, as a user has it."""
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, timeout=60
    )


def test_the_help_page(run: Run) -> None:
    status, out, err = run("--help")
    assert (status, err) == (0, "")
    assert out.startswith("用法：creditdsl [选项] 命令 …\n")
    assert out.endswith("\n例：creditdsl check 方案.credit\n")
    for name, alias, _, line in COMMANDS:
        assert re.search(rf"^  {name} +{alias} +{re.escape(line)}$", out, re.MULTILINE)
    columns = {width(line[: line.index(row[3])]) for row in COMMANDS for line in out.splitlines() if row[3] in line}
    assert len(columns) == 1, "the last column is aligned"


def test_help_imports_no_command() -> None:
    script = """
        import sys
        from creditdsl.cli.main import main
        main(["--help"])
        heavy = {"lark", "jinja2", "difflib", "creditdsl.reports.text", *sys.argv[1:]} & set(sys.modules)
        assert not heavy, heavy
    """
    done = python("-c", textwrap.dedent(script), *(module for _, _, module, _ in COMMANDS))
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row[0])
def test_every_command_has_its_file_and_chinese_help(row: tuple[str, str, str, str], run: Run) -> None:
    name, alias, module, _ = row
    assert import_module(module).command.name == name
    status, out, _ = run(alias, "--help")
    assert status == 0 and out.startswith(f"用法：creditdsl {alias} ")
    assert re.search(r"\n例：creditdsl \S.*\n$", out)
    assert not re.search(r"TEXT|INTEGER|FLOAT|PATH|\[default|\[required|Show this", out)


def test_the_help_of_options(run: Run, trial: object) -> None:
    assert run("demo", "-h")[1] == (
        "用法：creditdsl demo [选项] 文件\n"
        "\n"
        "  试一试。\n"
        "\n"
        "选项：\n"
        "  -o, --output 文件     写到哪里（必写）\n"
        "  --format [text|json]  格式\n"
        "  --data 文件           数据（可写多次）\n"
        "  --digits 位数         小数\n"
        "  --count 个数          个数\n"
        "  --strict              从严\n"
        "  -h, --help            显示用法\n"
        "\n"
        "例：creditdsl demo 甲.credit\n"
    )


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"creditdsl {__version__}\n", "")


def test_no_words_at_all(run: Run) -> None:
    status, out, err = run()
    assert (status, out) == (2, "") and err.startswith("用法：")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("chekc", "E0051：没有“chekc”这个命令，要写的可能是 check（检查）。"),
        ("检察", "E0051：没有“检察”这个命令，要写的可能是 check（检查）。"),
        ("规则文挡", "E0051：没有“规则文挡”这个命令，要写的可能是 docs（规则文档）。"),
        ("方案.credit", "E0052：文件名前面要写命令。要检查这个方案，请写：creditdsl check 方案.credit"),
        ("--fromat", "E0055：没有“--fromat”这个选项，可以写的选项有：--version、--help。"),
        ("——help", "E0053：“——help”前面不是英文减号。选项要用两个英文减号，例如 --help。"),
        ("demo –o a", "E0053：“–o”前面不是英文减号。选项要用两个英文减号，例如 --help。"),
        ("demo 甲 -o a --fromat json", "E0055：没有“--fromat”这个选项，要写的可能是 --format。"),
        ("demo -o a", "E0057：缺少“文件”，请写在命令后面。"),
        ("demo 甲", "E0056：缺少选项 --output，请加上：-o 文件。"),
        ("demo 甲 -o", "E0059：选项 -o 后面要写内容：-o 文件。"),
        ("demo 甲 --strict=1 -o a", "E0058：选项 --strict 后面不写内容，只写 --strict 就行。"),
        ("demo 甲 -o a --format xml", "E0060：选项 --format 的内容“xml”不对，可以写：text、json。"),
        ("demo 甲 -o a --digits 9", "E0060：选项 --digits 的内容不对，要写的数应在 0 至 6 之间。"),
        ("demo 甲 -o a --count 三", "E0060：选项 --count 的内容“三”不对，要写整数，例如 2。"),
        ("demo 我的 方案.credit -o a", "E0054：多写了“方案.credit”。文件名里有空格时，要用英文双引号括起来。"),
        ("finding E0001 E0002", "E0054：多写了“E0002”。文件名里有空格时，要用英文双引号括起来。"),
    ],
)
def test_wrong_use(run: Run, trial: object, words: str, message: str) -> None:
    status, out, err = run(*words.split())
    assert (status, out) == (2, "")
    first, usage, example, more = err.splitlines()
    assert first == f"错误 {message}"
    assert usage.startswith("用法：creditdsl ") and example.startswith("例：creditdsl ")
    assert re.fullmatch(r"想看详细用法，请写：creditdsl( \w+)? --help", more)


def test_a_command_nothing_like_it(run: Run) -> None:
    assert "可以写：check（检查）、score（评分）、" in run("zzz")[2]


def test_a_fault_of_the_command_itself_is_a_line(run: Run, trial: Callable[..., None]) -> None:
    def action(**_: object) -> None:
        raise Failure(UnitMissing(), Diagnostic(IsFolder(), "甲"), NoStandardInput())

    trial(action)
    assert run("demo", "甲", "-o", "a")[2] == (
        "错误 E0072：--unit 后面要写单位名称。\n"
        "错误 E0016：没有标准输入可以读。\n"
        f"  改法：{NoStandardInput().help()}\n"
        f"甲: 错误 E0002：这是文件夹，要写的是其中的方案文件。\n  改法：{IsFolder().help()}\n\n共 1 个错误。\n"
    )


@pytest.mark.parametrize("error", [click.UsageError("Got nothing."), click.FileError("a", "Is a directory")])
def test_what_click_says_otherwise(run: Run, trial: Callable[..., None], error: click.ClickException) -> None:
    def action(**_: object) -> None:
        raise error

    trial(action)
    assert run("demo", "甲", "-o", "a")[2].startswith("错误 E0061：命令写得不对（")


def test_the_status_a_command_returns(run: Run, trial: Callable[..., None]) -> None:
    trial(lambda **_: FAULTY)
    assert run("demo", "甲", "-o", "a") == (1, "", "")
    trial(lambda **_: None)
    assert run("demo", "甲", "-o", "a") == (0, "", "")


def test_a_failure_with_diagnostics(run: Run, trial: Callable[..., None]) -> None:
    def action(**_: object) -> None:
        raise Failure(UnitMissing(), Diagnostic(Worded(IsFolder.page(), "这是文件夹。"), "甲"), exit_code=FAULTY)

    trial(action)
    assert run("demo", "甲", "-o", "a") == (
        1,
        "",
        "错误 E0072：--unit 后面要写单位名称。\n甲: 错误 E0002：这是文件夹。\n\n共 1 个错误。\n",
    )


@pytest.mark.parametrize("error", [RuntimeError("secret"), RecursionError(), AssertionError()])
def test_a_fault_of_the_program(run: Run, trial: Callable[..., None], error: Exception) -> None:
    def action(**_: object) -> None:
        raise error

    trial(action)
    status, out, err = run("demo", "甲", "-o", "a")
    assert (status, out) == (2, "")
    assert err.startswith(f"错误 E0090：程序自身出了问题（{type(error).__name__}），没有完成。\n")
    assert f"creditdsl {__version__}，命令 demo" in err and "Traceback" not in err and "secret" not in err


def test_the_maintainer_sees_the_traceback(
    run: Run, trial: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def action(**_: object) -> None:
        raise RuntimeError

    trial(action)
    monkeypatch.setenv("CREDITDSL_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run("demo", "甲", "-o", "a")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_interrupted(run: Run, trial: Callable[..., None], error: BaseException) -> None:
    def action(**_: object) -> None:
        raise error

    trial(action)
    assert run("demo", "甲", "-o", "a") == (130, "", "\n已中断，没有完成。\n")


@pytest.mark.skipif(os.name == "nt", reason="no such device")
def test_a_full_disk() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "creditdsl", "finding"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr.decode()) == (2, "错误 E0062：读写没有完成，磁盘已满。\n")


@pytest.mark.skipif(os.name == "nt", reason="pipes differ")
def test_a_reader_who_leaves() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "creditdsl", "finding"], cwd=ROOT, stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_windows_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("乙.credit", "甲.credit"):
        Path(name).touch()
    assert entry._expanded(["check", "*.credit"]) == ["check", "*.credit"]
    monkeypatch.setattr(os, "name", "nt")
    assert entry._expanded(["check", "*.credit", "*.x"]) == ["check", "乙.credit", "甲.credit", "*.x"]
