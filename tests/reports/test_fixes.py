"""`check --fix`: what findings know how to mend is mended, laid out and checked once more; nothing else is touched."""

from pathlib import Path

import pytest

from creditdsl.base.diagnostic import Code, Diagnostic, Edit
from creditdsl.base.fault import Worded
from creditdsl.base.source import Source, Span
from creditdsl.cli.main import main
from creditdsl.reports.fixes import fix

TYPED = """\
方案：某市考核办法
文号：某信办发[2022]16号
来源：某市信用办，2022.9.9
附件1 考核指标
一、工作机制（10分）
内容：建立机制, 明确分工。
  建立机制 得10
二、信息归集（20分）
  采集种类数 排名赋分 并列占位 零不得分 第一名 得20 第二名 得10
"""
MENDED = """\
方案：某市考核办法
文号：某信办发〔2022〕16号
来源：某市信用办，2022年9月9日

附件1 考核指标

一、工作机制（10分）
内容：建立机制，明确分工。
  建立机制 得10

二、信息归集（20分）
  采集种类数 排名赋分 并列占位 零不得分 第一名 得20 第二名 得10 其余 不得分
"""
SHOWN = Code("W0001", "示例", "示例", "示例", "示例")
FORMS = {
    "utf-8": TYPED.encode(),
    "gb18030": TYPED.encode("gb18030"),
    "crlf": TYPED.replace("\n", "\r\n").encode("utf-8-sig"),
}


@pytest.fixture
def scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("方案.credit")
    path.write_text(TYPED, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", FORMS)
def test_writes_what_should_stand_there(scheme: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    scheme.write_bytes(FORMS[form])
    assert main(["check", "--fix", "--strict", str(scheme)]) == 0
    assert scheme.read_bytes() == MENDED.encode()
    out, err = capsys.readouterr()
    assert out == "没有发现问题。\n"
    first, *lines = err.splitlines()
    assert first == "已改 4 处：方案.credit"
    assert [line.partition("：")[0] for line in lines] == [
        "  第 2 行 W0663",
        "  第 3 行 N0664",
        "  第 6 行 N0666",
        "  第 9 行 W0641",
    ]


def test_a_second_time_there_is_nothing(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--fix", str(scheme)])
    capsys.readouterr()
    assert main(["check", "--fix", str(scheme)]) == 0
    assert capsys.readouterr() == ("没有发现问题。\n", "没有可以自动改的：方案.credit\n")
    assert scheme.read_text(encoding="utf-8") == MENDED


def test_what_is_acknowledged_stays(scheme: Path) -> None:
    scheme.write_text(TYPED.replace("16号\n", "16号  # 已核：W0663 原件如此\n"), encoding="utf-8")
    main(["check", "--fix", str(scheme)])
    assert "文号：某信办发[2022]16号  # 已核：W0663 原件如此\n" in scheme.read_text(encoding="utf-8")


def test_a_scheme_with_errors_is_not_touched(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = TYPED.replace("建立机制 得10", "建立机制 得")
    scheme.write_text(wrong, encoding="utf-8")
    assert main(["check", "--fix", str(scheme)]) == 1
    assert scheme.read_text(encoding="utf-8") == wrong
    assert capsys.readouterr().err == "没有可以自动改的：方案.credit\n"


def test_each_file_is_mended_for_itself(scheme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("乙.credit").write_text(MENDED, encoding="utf-8")
    assert main(["check", "--fix", "乙.credit", str(scheme), "没有.credit"]) == 2
    err = capsys.readouterr().err
    assert "没有可以自动改的：乙.credit\n已改 4 处：方案.credit\n" in err
    assert scheme.read_text(encoding="utf-8") == MENDED


def _found(*edits: Edit, acknowledged: str = "") -> Diagnostic:
    return Diagnostic(Worded(SHOWN, "示例。"), "方案.credit", edits[0].span, edits=edits, acknowledged=acknowledged)


SOURCE = Source("方案.credit", MENDED)


def test_of_two_that_overlap_the_first_is_taken() -> None:
    first = _found(Edit(Span(9, 3, 9, 5), "制定"))
    second = _found(Edit(Span(9, 4, 9, 6), "办法"), Edit(Span(9, 9, 9, 11), "20"))
    fixed = fix(SOURCE, (first, second))
    assert fixed is not None and fixed.fixed == (first,)
    assert "制定机制 得10" in fixed.text


def test_edits_that_would_not_read_are_dropped() -> None:
    assert fix(SOURCE, (_found(Edit(Span(9, 3, 9, 11), "建立机制 得得")),)) is None


def test_no_edit_no_text() -> None:
    assert fix(SOURCE, ()) is None
