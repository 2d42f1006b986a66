"""What is typed instead of a command or an option gets what it means."""

from importlib import import_module

import click
import pytest

from creditdsl.cli.everyday_words import COMMANDS, OPTIONS, meant
from creditdsl.cli.main import COMMANDS as THERE
from creditdsl.cli.main import main

Capture = pytest.CaptureFixture[str]
NAMES = {name: f"{name}（{alias}）" for name, alias, *_ in THERE}
OPTION_NAMES = {
    name
    for _, _, module, _ in THERE
    for param in import_module(module).command.get_params(click.Context(import_module(module).command))
    if isinstance(param, click.Option)
    for name in param.opts
}


@pytest.mark.parametrize(("name", "words"), COMMANDS.items(), ids=list(COMMANDS))
def test_every_word_leads_to_its_command(name: str, words: tuple[str, ...], capsys: Capture) -> None:
    for word in words:
        assert word not in NAMES, "a command is no word for another"
        assert main([word, "方案.credit"]) == 2
        assert f"没有“{word}”这个命令，要写的可能是 {NAMES.get(name, name)}。" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("打印表格", "print"),
        ("给单位打分", "score"),
        ("排名次", "rank"),
        ("自评复核", "compare"),
        ("数据库查询", "compile"),
        ("错误编号", "finding"),
        ("创建方案", "new"),
        ("HELP", "--help"),
    ],
)
def test_longer_words(typed: str, command: str, capsys: Capture) -> None:
    assert main([typed]) == 2
    assert f"要写的可能是 {NAMES.get(command, command)}。" in capsys.readouterr().err


def test_a_slip_is_still_a_slip(capsys: Capture) -> None:
    for typed, command in (("chekc", "check"), ("检察", "check"), ("socre", "score")):
        assert main([typed]) == 2
        assert f"要写的可能是 {NAMES[command]}。" in capsys.readouterr().err


def test_no_word_means_two_commands_and_every_option_is_there() -> None:
    words = [word for everyday in COMMANDS.values() for word in everyday]
    assert len(words) == len(set(words))
    assert set(OPTIONS) - {"--version"} <= OPTION_NAMES
    assert set(COMMANDS) == {*NAMES, "--help", "--version"}


@pytest.mark.parametrize(
    ("line", "option"),
    [
        ("score a.credit -d b.csv", "--data"),
        ("rank a.credit -d b.csv", "--data"),
        ("score a.credit --数据 b.csv", "--data"),
        ("print a.credit --输出 b.docx", "-o"),
        ("score a.credit --保存到 b.csv", "-o"),
        ("print a.credit --out b.docx", "-o"),
        ("explain a.credit --file b.csv", "--data"),
        ("check a.credit --帮助", "--help"),
        ("check a.credit -？", "--help"),
        ("score a.credit --附件 附件1", "--table"),
        ("explain a.credit --单位名称 甲局", "--unit"),
        ("check a.credit --去年方案 b.credit", "--against"),
        ("check a.credit --修改", "--fix"),
        ("check a.credit -f json", "--format"),
        ("new 甲 --主题 信访", "--topic"),
        ("new --列表", "--list"),
        ("--版本", "--version"),
        ("-v", "--version"),
        ("score a.credit --季度 2025Q1", "--period"),
    ],
)
def test_options(line: str, option: str, capsys: Capture) -> None:
    assert main(line.split()) == 2
    assert f"这个选项，要写的可能是 {option}。" in capsys.readouterr().err


def test_an_option_of_another_command_is_not_offered(capsys: Capture) -> None:
    assert main(["check", "a.credit", "-d", "b.csv"]) == 2
    assert "没有“-d”这个选项，可以写的选项有：--format、" in capsys.readouterr().err


def test_a_word_of_one_letter_is_not_looked_for_inside() -> None:
    assert meant("疫苗", COMMANDS) is None and meant("xyz", OPTIONS) is None
