"""`print`: the table into a file, and the formats that are not there yet."""

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from creditdsl.cli.main import main
from creditdsl.printing import machine_fonts
from tests.folded import unfolded
from tests.publish.fonts import make_font

SCHEME = str(Path(__file__).parents[3] / "schemes" / "lvliang-2022" / "scheme.credit")


def test_writes_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "附件2.html"
    assert main(["制表", SCHEME, "--table", "附件2", "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"已写入 {out}：附件2 各县（市、区）社会信用体系建设工作考核指标。\n"
    first = out.read_bytes()
    assert main(["print", SCHEME, "--table", "附件 ２", "-o", str(out)]) == 0
    assert out.read_bytes() == first


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".DOCX"])
def test_names_the_faces_that_this_machine_lacks(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_fonts, "missing", lambda faces: faces[-2:])
    out = tmp_path / f"附件2{suffix}"
    assert main(["print", SCHEME, "--table", "附件2", "-o", str(out)]) == 0
    assert capsys.readouterr().out == (
        f"已写入 {out}：附件2 各县（市、区）社会信用体系建设工作考核指标。\n"
        "本机没有安装黑体、宋体，打开时会换成别的字体；请在装有这些字体的电脑上打印。\n"
    )
    first = out.read_bytes()
    assert first[:2] == b"PK"
    assert main(["print", SCHEME, "--table", "附件2", "-o", str(out)]) == 0
    assert out.read_bytes() == first


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("表.ofd", "这个版本还不能制作 .ofd 文件。可以制作的有：.html（网页）、.docx（Word 文档）"),
        ("表.doc", "要写的可能是“表.docx”。"),
        ("表.htm", "要写的可能是“表.html”。"),
        ("表", "“表”没有扩展名"),
    ],
)
def test_other_formats(name: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", SCHEME, "--table", "附件1", "-o", name]) == 2
    assert hint in capsys.readouterr().err


def test_which_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "表.html")
    assert main(["print", SCHEME, "-o", out]) == 2
    assert "方案里有2张表：附件1、附件2，请用 --table 写明要哪一张。" in capsys.readouterr().err
    assert main(["print", SCHEME, "--table", "附件三", "-o", out]) == 2
    assert "方案里没有“附件三”这张表。" in capsys.readouterr().err


def test_a_scheme_with_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme = tmp_path / "方案.credit"
    scheme.write_text("方案：甲\n附件1 乙\n一、丙（5分）\n  丁 德5\n", encoding="utf-8")
    assert main(["print", str(scheme), "-o", str(tmp_path / "表.html")]) == 1
    assert "方案.credit:4:" in capsys.readouterr().err
    assert not (tmp_path / "表.html").exists()


def test_the_columns_of_the_scheme(tmp_path: Path) -> None:
    scheme, out = tmp_path / "方案.credit", tmp_path / "表.html"
    scheme.write_text("方案：甲\n附件1 乙\n栏目：黄石式\n一、丙（5分）\n1. 丁（5分）\n  办成 得5\n", encoding="utf-8")
    assert main(["print", str(scheme), "-o", str(out)]) == 0
    made = out.read_text(encoding="utf-8").replace("<wbr>", "")
    assert '<th scope="col">自评得分</th><th scope="col">复核得分</th>' in made and "填报单位（盖章）：" in made


def test_pdf_with_the_faces_that_ship(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "附件2.PDF"
    assert main(["print", SCHEME, "--table", "附件2", "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"已写入 {out}：附件2 各县（市、区）社会信用体系建设工作考核指标。\n"
    first = out.read_bytes()
    assert first[:5] == b"%PDF-"
    assert main(["print", SCHEME, "--table", "附件2", "-o", str(out)]) == 0
    assert out.read_bytes() == first
    assert main(["print", SCHEME, "--table", "附件2", "-o", str(out), "--fonts", str(tmp_path)]) == 0
    assert f"“{tmp_path}”里没有方正小标宋简体、仿宋_GB2312、楷体_GB2312、黑体、宋体，用自带的字体代替。\n" in (
        capsys.readouterr().out
    )
    assert out.read_bytes() == first


def test_a_character_that_no_face_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme, out = tmp_path / "方案.credit", tmp_path / "表.pdf"
    scheme.write_text("方案：甲\n附件1 乙\n一、丙龘（5分）\n  办成 得5\n", encoding="utf-8")
    assert main(["print", str(scheme), "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert "自带的字体里没有“龘”（U+9F98），写不成 PDF。这些字在：丙龘\n" in said and not out.exists()
    assert "或用 --fonts 指定有这些字的字体所在的文件夹" in said
    scheme.write_text(
        f"方案：甲\n附件1 乙\n一、丙（5分）\n内容：{'丁' * 50}龘{'戊' * 50}\n  办成 得5\n", encoding="utf-8"
    )
    assert main(["print", str(scheme), "-o", str(out)]) == 2
    assert f"这些字在：……{'丁' * 20}龘{'戊' * 19}……\n" in capsys.readouterr().err


def test_a_character_that_the_offices_face_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_font(tmp_path / "simhei.ttf", "SimHei", "计分说明")
    assert main(["print", SCHEME, "--table", "附件1", "-o", str(tmp_path / "表.pdf"), "--fonts", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert f"“{tmp_path}”里的黑体没有“1”（U+0031）、“件”（U+4EF6）、“附”（U+9644），写不成 PDF。" in said
    assert "或不写 --fonts，改用自带的字体。" in said


def test_fonts_that_cannot_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "表.pdf"
    assert main(["print", SCHEME, "--table", "附件1", "-o", str(out), "--fonts", "没有"]) == 2
    assert capsys.readouterr().err == "错误 E0084：没有“没有”这个文件夹，找不到字体。\n"
    assert main(["print", SCHEME, "--table", "附件1", "-o", "表.docx", "--fonts", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "错误 E0083：--fonts 只在制作 PDF 时有用，.docx 文件不带字体。\n"


def test_a_template_of_the_users_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template, out = tmp_path / "我的.jinja", tmp_path / "表.html"
    command = ["print", SCHEME, "--table", "附件1", "-o", str(out), "--template", str(template)]
    template.write_text("<h1>{{ table.title }}</h1>", encoding="utf-8")
    assert main(command) == 0
    assert out.read_text(encoding="utf-8") == "<h1>市直成员单位社会信用体系建设工作考核指标</h1>"
    assert main(command) == 0
    capsys.readouterr()
    template.write_text("<h1>\n  {{ table.titel }}\n</h1>", encoding="utf-8")
    assert main(command) == 2
    said = unfolded(capsys.readouterr().err)
    assert "我的.jinja:2:3: 错误 E0041：这个值里没有“titel”。" in said and "要写的可能是“title”" in said
    assert out.read_text(encoding="utf-8").startswith("<h1>市直")
    assert main([*command[:-3], str(template), "--template", str(template)]) == 2


def test_templates_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["print", SCHEME, "--table", "附件1", "-o", str(tmp_path / "表.html"), "--template"]
    assert main([*command, str(tmp_path)]) == 2
    assert "里没有可用的模板。模板的文件名是：table.html.jinja。" in capsys.readouterr().err
    assert main([*command, str(tmp_path / "没有")]) == 2
    assert "这个模板文件或文件夹" in capsys.readouterr().err
    command[5] = str(tmp_path / "表.docx")
    assert main([*command, str(tmp_path)]) == 2
    assert "--template 只在制作网页时有用" in capsys.readouterr().err


def test_a_body_alone_is_printed_and_not_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme, out, data = tmp_path / "办法.credit", tmp_path / "办法.html", tmp_path / "数据.csv"
    scheme.write_text("方案：某市办法\n正文\n第一条　制定本办法。\n正文完\n", encoding="utf-8")
    data.write_text("单位,机制\n甲局,是\n", encoding="utf-8")
    assert main(["print", str(scheme), "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"已写入 {out}：正文。\n"
    assert "制定本办法" in out.read_text(encoding="utf-8")
    with monkeypatch.context() as patch:  # what is piped can be read once only
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(scheme.read_bytes())))
        assert main(["print", "-", "-o", str(out)]) == 0
        assert capsys.readouterr().out == f"已写入 {out}：正文。\n"
    assert main(["print", str(scheme), "-o", str(out), "--template", "我的.jinja"]) == 2
    assert "制作整个文件（正文和全部附件）时不能写 --template，去掉它" in capsys.readouterr().err
    for table in ([], ["--table", "附件1"]):
        assert main(["score", str(scheme), "--data", str(data), *table]) == 2
        assert "E0033：方案里只有正文，没有可以评分的表" in capsys.readouterr().err
