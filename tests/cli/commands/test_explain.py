"""`explain`: formats, one item, and every way to name what is not there."""

import json
from pathlib import Path

import pytest

from creditdsl.cli.main import main
from tests.folded import unfolded

LVLIANG = Path(__file__).parents[3] / "schemes" / "lvliang-2022"
SCHEME, DATA = str(LVLIANG / "scheme.credit"), str(LVLIANG / "data" / "附件1.csv")
COMMAND = ["explain", SCHEME, "--table", "附件１", "--data", DATA]


def test_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--unit", "乙局"]) == 0
    out = capsys.readouterr().out
    assert "乙局得分说明\n\n总分90.00分，第3名，等次优秀\n" in out
    assert "水费信息条数÷企业数=48261条÷48260家≈1.0000207" in out.replace("\n            ", "")
    assert out.endswith("总分90.00分，在90分以上，为优秀。\n")


def test_one_item_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--unit", " 乙局 ", "--item", "七", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["unit"], value["total"], value["rank"], value["grade"]) == ("乙局", "90.00", 3, "优秀")
    (item,) = value["items"]
    assert (item["ref"], item["points"], item["score"]) == ("七", "10", "9.00")
    assert item["rules"][0] == {
        "sentence": "（1）中央表扬批示项数每项得4分。",
        "explanation": "中央表扬批示项数1项，得4×1=4分",
        "points": "4",
        "limit": None,
    }
    assert item["notes"] == ["合计：4＋3＋0＋2=9分。"]


def test_page_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "一.html", tmp_path / "二.html"
    assert main([*COMMAND, "--unit", "乙局", "-o", str(first)]) == 0
    assert capsys.readouterr().out == f"已写入 {first}：乙局得分说明。\n"
    assert main(["说明", *COMMAND[1:], "--unit", "乙局", "--format", "html", "-o", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert "A4 portrait" in first.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "code", "hint"),
    [
        (["--unit", "乙县"], "E0031", "要写的可能是：乙局"),
        (["--unit", "市政府办公厅"], "E0031", "可以写的有：甲局、乙局"),
        (["--unit", "乙局", "--item", "二/30"], "E0032", "要写的可能是：二/3"),
    ],
)
def test_unknown_unit_or_item(more: list[str], code: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, *more]) == 2
    err = unfolded(capsys.readouterr().err)
    assert code in err and hint in err


def test_every_fault_at_once_and_partial(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, first, second, *rest = Path(DATA).read_text(encoding="utf-8").splitlines()
    data = tmp_path / "数据.csv"
    data.write_text("\n".join([head, first, second.replace(",1.57,", ",,", 1), *rest]), encoding="utf-8")
    command = ["explain", SCHEME, "--table", "附件1", "--data", str(data), "--unit", "乙局", "--item", "二/3"]
    assert main(command) == 1
    assert "I3: 错误 E0530：乙局缺“瞒报酌情得分”" in unfolded(capsys.readouterr().err)
    assert main([*command, "--partial"]) == 0
    assert "待定：“瞒报酌情得分”未填（I3格）。" in capsys.readouterr().out
    zero = second.replace(",48260,", ",0,").replace(",1.57,", ",,", 1)
    data.write_text("\n".join([head, first, zero, *rest]), encoding="utf-8")
    assert main(command) == 1
    err = unfolded(capsys.readouterr().err)
    assert "E0531：乙局的“企业数”是 0" in err and "E0530" in err
    assert main([*command, "--partial"]) == 1


MONTHLY = (
    "方案：甲\n周期：月度\n附件1 乙（积分）\n数据\n  年终测评：年度 酌情 0至100\n一、丙\n  得 分数\n"
    "年度总分 = 月度合计×90% + 年终测评×10%\n"
)


def test_periods(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme, data = tmp_path / "方案.credit", tmp_path / "数据.csv"
    scheme.write_text(MONTHLY, encoding="utf-8")
    data.write_text("单位,期,分数,年终测评\n甲局,2023-01,10,\n甲局,2023-02,20,\n甲局,2023,,80\n", encoding="utf-8")
    command = ["explain", str(scheme), "--data", str(data), "--unit", "甲局"]
    assert main(command) == 0
    assert "甲局2023年度得分说明\n\n年度总分35.00分，第1名\n" in capsys.readouterr().out
    assert main([*command, "--period", "２０２３-02", "--item", "一"]) == 0
    assert "甲局2023年2月得分说明\n\n一、丙  得20.00分\n" in capsys.readouterr().out
    assert main([*command, "--period", "2023-03"]) == 2
    assert "数据里没有“2023-03”这一期。可以写的有：2023-01、2023-02、2023。" in capsys.readouterr().err
    assert main([*command, "--item", "一"]) == 2
    assert "请用 --period 写明要说明哪一期" in capsys.readouterr().err
    data.write_text("单位,期,分数\n甲局,2023-01,10\n甲局,2023-02,20\n", encoding="utf-8")
    scheme.write_text(
        MONTHLY.replace("年度总分 = 月度合计×90% + 年终测评×10%\n", "").replace(
            "数据\n  年终测评：年度 酌情 0至100\n", ""
        ),
        encoding="utf-8",
    )
    assert main(command) == 2
    assert "数据里有2期，请用 --period 写明要说明哪一期：2023-01、2023-02。" in capsys.readouterr().err


def test_a_period_where_there_are_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--unit", "乙局", "--period", "2022"]) == 2
    assert "这张表的数据不分期" in capsys.readouterr().err


# Labelled sets

HUANGSHI = Path(__file__).parents[3] / "schemes" / "huangshi-2020"
SETS = ["--data", f"复核:{HUANGSHI / 'data' / '附件.csv'}", "--data", f"自评:{HUANGSHI / 'data' / '附件-自评.csv'}"]
COMPARE = ["explain", str(HUANGSHI / "scheme.credit"), *SETS]


def test_labelled_sets_beside_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMPARE, "--unit", "阳新县"]) == 0
    out = capsys.readouterr().out
    assert "阳新县自评、复核得分说明\n\n自评：总分84.35分，第2名\n复核：总分78.35分，第2名\n" in out
    assert "\n差额：－6.00分（复核减自评）\n" in out
    assert (
        "    规则  创新工作项数每项得3分，最高得10分。\n"
        "    自评  创新工作项数4项，得3×4=12分，超过最高10分，得10分。\n"
        "    复核  创新工作项数3项，得3×3=9分。\n"
    ) in out
    assert "  自评扣0.00分，复核扣0.00分，差额0.00分\n" in out
    assert "    得分  重大信用事件：否，未扣分。\n" in out, "what both say alike is said once"
    assert out.endswith("复核：总分由高到低，在8个单位中排第2名；前面是大冶市（第1名）；后面是甲区（第3\n名）。\n")


def test_what_does_not_concern_the_unit_has_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMPARE, "--unit", "甲区", "--item", "1/3"]) == 0
    assert "公共服务领域信用信息数据归集情况（10分）  不适用\n" in capsys.readouterr().out


def test_labelled_sets_as_json_agree_with_the_scores(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMPARE, "--unit", "阳新县", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["total"], list(value["sets"]), value["sets"]["自评"]["total"]) == ("78.35", ["自评", "复核"], "84.35")
    assert main(["score", *COMPARE[1:], "--format", "json"]) == 0
    scored = next(one for one in json.loads(capsys.readouterr().out)["difference"] if one["unit"] == "阳新县")
    assert value["difference"] == {**{key: scored[key] for key in ("items", "sections", "total")}, "periods": {}}


def test_labelled_sets_as_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "说明.html"
    assert main([*COMPARE, "--unit", "阳新县", "-o", str(page)]) == 0
    assert capsys.readouterr().out == f"已写入 {page}：阳新县自评、复核得分说明。\n"
    text = page.read_text(encoding="utf-8")
    assert "自评得10.00分，复核得9.00分，差额－1.00分" in text and "A4 portrait" in text
    assert "<p>复核：创新工作项数3项，得3×3=9分。</p>" in text


def test_labelled_sets_that_do_not_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, _, *rest = (HUANGSHI / "data" / "附件-自评.csv").read_text(encoding="utf-8").splitlines()
    other = tmp_path / "自评.csv"
    other.write_text("\n".join([head, *rest]), encoding="utf-8")
    command = [*COMPARE[:4], "--data", f"自评:{other}"]
    assert main([*command, "--unit", "阳新县"]) == 1
    assert "“复核”里有、“自评”里没有：大冶市。" in capsys.readouterr().err
    assert main([*command, "--unit", "大冶市", "--partial"]) == 2
    assert f"{other}: 错误 E0031：数据里没有单位“大冶市”。" in unfolded(capsys.readouterr().err)
    assert main([*command, "--unit", "阳新县", "-o", str(other)]) in (1, 2), "no input is overwritten"
    assert main([*COMPARE[:4], "--unit", "阳新县"]) == 2
    assert "只有“复核”一份数据" in capsys.readouterr().err


def test_labelled_sets_over_a_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme, own, review = tmp_path / "方案.credit", tmp_path / "自.csv", tmp_path / "复.csv"
    scheme.write_text(MONTHLY, encoding="utf-8")
    rows = "单位,期,分数,年终测评\n甲局,2023-01,10,\n甲局,2023-02,{},\n甲局,2023,,80\n"
    own.write_text(rows.format("20"), encoding="utf-8")
    review.write_text(rows.format("15"), encoding="utf-8")
    command = ["explain", str(scheme), "--data", f"自评:{own}", "--data", f"复核:{review}", "--unit", "甲局"]
    assert main(command) == 0
    out = capsys.readouterr().out
    assert "甲局2023年度自评、复核得分说明\n\n自评：年度总分35.00分，第1名\n" in out
    assert "2023年2月  自评20.00分，复核15.00分，差额－5.00分\n" in out
    assert main([*command, "--format", "html"]) == 0
    assert '<td class="score">－5.00分</td>' in capsys.readouterr().out
    assert main([*command, "--period", "2023-02"]) == 0
    assert "一、丙  自评得20.00分，复核得15.00分，差额－5.00分\n" in capsys.readouterr().out
    review.write_text(rows.format(""), encoding="utf-8")
    assert main([*command, "--partial"]) == 0
    out = capsys.readouterr().out
    assert "2023年2月  自评20.00分，复核待定，差额待定\n" in out and "差额：待定（复核减自评）" in out
