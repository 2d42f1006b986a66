"""The manual of codes."""

import re

import pytest

from creditdsl.base.diagnostic import Code
from creditdsl.cli.main import main
from creditdsl.reports.code_pages import page
from creditdsl.reports.codes import all_codes

CODES = all_codes()


def test_a_page() -> None:
    assert page(Code("W0301", "措辞", "为什么。", "怎么改。", "一、甲（5分）\n  乙 得2\n")) == (
        "W0301（提醒）措辞\n"
        "\n"
        "说明\n  为什么。\n"
        "\n"
        "例\n  一、甲（5分）\n    乙 得2\n"
        "\n"
        "改法\n  怎么改。\n"
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["E0001", "e0001", " Ｅ０００１ "])
def test_finds_a_code_however_typed(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["finding", typed]) == 0
    assert capsys.readouterr().out.startswith("E0001（错误）找不到文件\n\n说明\n")


def test_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["释义"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert set(lines) == {f"{code.id}  {code.title}" for code in CODES}
    assert [line[1:5] for line in lines] == sorted(line[1:5] for line in lines)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("E00001", "相近的有：E0001"), ("排名", "编号写在每条错误或提醒的前面，例如 E0001。")],
)
def test_an_unknown_code(typed: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["finding", typed]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"错误 E0065：没有编号“{typed}”。{hint}")
    assert err.endswith("\n要看全部编号，请写：creditdsl finding\n")


def test_no_code_twice() -> None:
    ids = [code.id for code in CODES]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_every_code_has_its_page(code: Code) -> None:
    assert re.fullmatch(r"[EWN]\d{4}", code.id)
    assert code.title and not code.title.endswith("。")
    assert code.why.endswith("。") and code.fix.endswith(("。", "……"))
