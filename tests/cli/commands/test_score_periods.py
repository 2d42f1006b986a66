"""`score` of data by period and in labelled sets: what is shown, what is chosen, what is refused."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from creditdsl.base.failure import Failure
from creditdsl.cli.main import main
from creditdsl.scoring.labelled_paths import sets_of

MONTHLY = """方案：积分办法
周期：月度
附件1 积分规则（积分）
数据
  件数：件
  测评：年度 酌情 0至100
一、报送
1. 报送件数
  件数 每件得1
年度总分 = 月度合计×90% + 测评×10%
等次
  前1名 优秀
  其余 合格
表彰
  前1名 先进单位
"""
MONTHS = """单位,期,件数,测评
甲局,2023-01,3,
乙局,2023-01,5,
甲局,2023,,90
乙局,2023,,0
甲局,2023-02,4,
乙局,2023-02,0,
"""
REVIEWED = """方案：考评细则
附件 细则
名单
  单位：甲县、乙县
数据
  件数：件
  种类数：种
1. 报送（10分）
  件数 每件得1
2. 采集（5分）
适用：甲县
不适用：不计分
  种类数 每种得1
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`score` in a folder with both schemes and their data."""
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("月.credit", MONTHLY),
        ("月.csv", MONTHS),
        ("评.credit", REVIEWED),
        ("自.csv", "单位,件数,种类数\n甲县,9,5\n乙县,8,\n"),
        ("复.csv", "单位,件数,种类数\n乙县,8,\n甲县,7,2\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")

    def call(*words: str) -> tuple[int, str, str]:
        status = main(["score", *words])
        return status, *capsys.readouterr()

    return call


def test_the_year_is_shown_and_the_months_are_named(run: Run) -> None:
    assert run("月.credit", "--data", "月.csv") == (
        0,
        "积分办法\n附件1 积分规则\n期：2023\n\n"
        "名次  单位   总分  等次  表彰      月度合计   测评\n"
        "--------------------------------------------------\n"
        "   1  甲局  15.30  优秀  先进单位      7.00  90.00\n"
        "   2  乙局   4.50  合格  -             5.00   0.00\n\n"
        "共 2 个单位：优秀 1 个，合格 1 个。\n"
        "另有 2 期：2023-01 至 2023-02。加 --period 2023-02 看其中一期，写 -o 成绩.csv 看全部。\n",
        "",
    )


def test_one_period(run: Run) -> None:
    assert run("月.credit", "--data", "月.csv", "--period", "２０２３-01") == (
        0,
        "积分办法\n附件1 积分规则\n期：2023-01\n\n"
        "单位  总分    一\n----------------\n甲局  3.00  3.00\n乙局  5.00  5.00\n\n大项：一 报送。\n\n共 2 个单位。\n",
        "",
    )
    units = json.loads(run("月.credit", "--data", "月.csv", "--period", "2023", "--format", "json")[1])["units"]
    assert [(unit["period"], unit["rank"], unit["表彰"]) for unit in units] == [
        ("2023", 1, "先进单位"),
        ("2023", 2, None),
    ]


def test_an_unknown_period_is_answered_with_those_there_are(run: Run) -> None:
    status, out, err = run("月.credit", "--data", "月.csv", "--period", "2023-03")
    assert (status, out) == (2, "")
    assert err == "错误 E0027：数据里没有“2023-03”这一期。数据里的期有：2023-01、2023-02、2023。\n"


def test_rows_come_by_period_the_year_last(run: Run) -> None:
    units = json.loads(run("月.credit", "--data", "月.csv", "--format", "json")[1])["units"]
    order = [("甲局", "2023-01"), ("乙局", "2023-01"), ("甲局", "2023-02"), ("乙局", "2023-02")]
    assert [(unit["unit"], unit["period"]) for unit in units] == [*order, ("甲局", "2023"), ("乙局", "2023")]
    assert "表彰" not in units[0] and units[0]["notes"] == []


def test_csv_has_the_periods_and_honours(run: Run, tmp_path: Path) -> None:
    assert run("月.credit", "--data", "月.csv", "-o", "成绩.csv")[1] == "已写入 成绩.csv：附件1，2 个单位，3 期。\n"
    head, first, *_, last = csv.reader(StringIO((tmp_path / "成绩.csv").read_text("utf-8-sig")))
    assert head == [
        "单位", "期", "一/1 报送件数", "月度合计", "测评", "大项一 报送", "总分", "名次", "等次", "表彰", "备注",
    ]  # fmt: skip
    assert first == ["甲局", "2023-01", "3.00", "", "", "3.00", "3.00", "", "", "", ""]
    assert last == ["乙局", "2023", "", "5.00", "0.00", "", "4.50", "2", "合格", "", ""]


def test_what_waits_in_a_month_and_in_its_year(run: Run, tmp_path: Path) -> None:
    (tmp_path / "月.csv").write_text(MONTHS.replace("甲局,2023-02,4", "甲局,2023-02,"), "utf-8")
    status, out, err = run("月.credit", "--data", "月.csv")
    assert (status, out) == (1, "") and "月.csv:C6: 错误 E0530：甲局 2023-02 缺“件数”" in err
    units = json.loads(run("月.credit", "--data", "月.csv", "--partial", "--format", "json")[1])["units"]
    notes = {(unit["unit"], unit["period"]): unit["notes"] for unit in units if unit["notes"]}
    assert notes == {
        ("甲局", "2023-02"): ["总分待定：“件数”未填（C6格）"],
        ("甲局", "2023"): ["总分待定：要等各期的总分都确定"],
        ("乙局", "2023"): ["等次待定：要等各期的总分都确定", "名次待定：要等各单位的总分都确定"],
    }


def test_a_sum_of_zero_is_no_divisor(run: Run, tmp_path: Path) -> None:
    (tmp_path / "月.credit").write_text(MONTHLY.replace("月度合计×90% + 测评×10%", "测评÷月度合计"), "utf-8")
    (tmp_path / "月.csv").write_text("单位,期,件数,测评\n甲局,2023-01,0,\n甲局,2023,,9\n", "utf-8")
    status, out, err = run("月.credit", "--data", "月.csv")
    assert (status, out) == (1, "") and "月.csv:C3: 错误 E0531：甲局 2023 的“月度合计”是 0，不能作除数" in err


@pytest.mark.parametrize("engine", ["exact", "columns"])
def test_what_the_year_is_made_of_is_cut_to_the_digits_of_scores(run: Run, tmp_path: Path, engine: str) -> None:
    """A mark of three decimals enters the total whole; its own column is printed as every score is."""
    if engine == "columns":
        pytest.importorskip("numpy", reason="the extra columns is not installed")
    (tmp_path / "月.csv").write_text("单位,期,件数,测评\n甲局,2023-01,3,\n甲局,2023,,8.125\n", "utf-8")
    assert run("月.credit", "--data", "月.csv", "--engine", engine, "-o", "成绩.csv")[0] == 0
    *_, year = csv.reader(StringIO((tmp_path / "成绩.csv").read_text("utf-8-sig")))
    assert year[3:7] == ["3.00", "8.13", "", "3.51"]


def test_sets_stand_side_by_side(run: Run) -> None:
    assert run("评.credit", "--data", "复核:复.csv", "--data", "自评:自.csv")[1] == (
        "考评细则\n附件 细则\n\n"
        "名次  单位  自评总分  复核总分   差额  1 自评  1 复核  1 差额  2 自评  2 复核  2 差额\n"
        "-------------------------------------------------------------------------------------\n"
        "   1  甲县     14.00      9.00  -5.00    9.00    7.00   -2.00    5.00    2.00   -3.00\n"
        "   2  乙县      8.00      8.00   0.00    8.00    8.00    0.00  不适用  不适用  不适用\n\n"
        "大项：1 报送；2 采集。\n\n共 2 个单位。\n"
    )


def test_sets_as_csv_and_json(run: Run, tmp_path: Path) -> None:
    words = ("评.credit", "--data", "自评：自.csv", "--data", "复核：复.csv")
    assert run(*words, "-o", "成绩.csv")[0] == 0
    head, second, first = csv.reader(StringIO((tmp_path / "成绩.csv").read_text("utf-8-sig")))
    assert head[:4] == ["单位", "1 报送（自评）", "1 报送（复核）", "1 报送（差额）"]
    assert second[:7] == ["乙县", "8.00", "8.00", "0.00", "不适用", "不适用", "不适用"]
    assert first[:7] == ["甲县", "9.00", "7.00", "-2.00", "5.00", "2.00", "-3.00"]
    value = json.loads(run(*words, "--format", "json")[1])
    assert value["difference"][0]["items"] == {"1": "0.00", "2": "不适用"}
    assert value["difference"][1]["total"] == "-5.00"


def test_the_faults_of_both_sets_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "自.csv").write_text("单位,件数,种类数\n甲县,约9,5\n乙县,8,\n", "utf-8")
    (tmp_path / "复.csv").write_text("单位,件数,种类数\n甲县,7,\n乙县,8,\n", "utf-8")
    status, out, err = run("评.credit", "--data", "自评:自.csv", "--data", "复核:复.csv")
    assert (status, out) == (1, "") and "自.csv:B2: 错误 E0521" in err and "复.csv:C2: 错误 E0530" in err


def test_a_unit_in_one_set_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "自.csv").write_text("单位,件数,种类数\n甲县,9,5\n", "utf-8")
    (tmp_path / "评.credit").write_text(REVIEWED.replace("单位：", "县区："), "utf-8")  # names a group, not all units
    words = ("评.credit", "--data", "自评:自.csv", "--data", "复核:复.csv")
    status, out, err = run(*words)
    assert (status, out) == (1, "") and err.startswith("错误 E0042：“复核”里有、“自评”里没有：乙县。\n")
    value = json.loads(run(*words, "--partial", "--format", "json")[1])
    assert [row["unit"] for row in value["difference"]] == ["甲县"] and len(value["units"]) == 2
    assert "-" in run(*words, "--partial")[1].splitlines()[6]


def test_no_input_is_overwritten(run: Run) -> None:
    status, _, err = run("评.credit", "--data", "自评:自.csv", "--data", "复核:复.csv", "-o", "复.csv")
    assert status == 2 and "E0024" in err


DETAILED = """方案：示例
附件1 指标
数据
  条数：条
  瞒报率 = 部门抽查.瞒报率 最大值
一、甲项（10分）
  得 （1－瞒报率）×10
二、乙项（5分）
  条数 每条得1
"""


@pytest.fixture
def detailed(run: Run, tmp_path: Path) -> Run:
    """`score` with a detail table."""
    (tmp_path / "明.credit").write_text(DETAILED, "utf-8")
    (tmp_path / "主.csv").write_text("单位,条数\n甲局,1\n乙局,2\n", "utf-8")
    (tmp_path / "抽查.csv").write_text("单位,瞒报率\n甲局,10%\n甲局,30%\n乙局,5%\n", "utf-8")
    (tmp_path / "缺.csv").write_text("单位,瞒报率\n甲局,10%\n", "utf-8")
    return lambda *words: run("明.credit", *words)


def test_a_detail_table_is_given_by_its_name(detailed: Run) -> None:
    value = json.loads(detailed("--data", "主.csv", "--data", "部门抽查:抽查.csv", "--format", "json")[1])
    assert [unit["total"] for unit in value["units"]] == ["8.00", "11.50"]
    assert len(value["receipt"]["data_sha256"]) == 2


def test_sets_share_a_detail_table_or_have_their_own(detailed: Run) -> None:
    both = ("--data", "自评:主.csv", "--data", "复核:主.csv", "--format", "json")
    assert json.loads(detailed(*both, "--data", "部门抽查:抽查.csv")[1])["difference"][0]["total"] == "0.00"
    own = ("--data", "自评:部门抽查:缺.csv", "--data", "复核:部门抽查:抽查.csv", "--partial")
    assert json.loads(detailed(*both, *own)[1])["difference"][0]["total"] == "-2.00"


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["--data", "主.csv"], 1, "主.csv: 错误 E0535：没有给出明细表“部门抽查”"),
        (["--data", "主.csv", "--data", "部门抽查:缺.csv"], 1, "缺.csv:A1: 错误 E0530：乙局缺“部门抽查.瞒报率 最大值”"),
        (["--data", "主.csv", "--data", "部门抽查:无.csv"], 2, "无.csv: 错误 E0501"),
        (["--data", "部门抽查:抽查.csv"], 2, "错误 E0040：只写了明细表"),
        (
            ["--data", "主.csv", "--data", "部门抽查:抽查.csv", "--data", "部门抽查:缺.csv"],
            2,
            "错误 E0039：明细表“部门抽查”",
        ),
        (["--data", "主.csv", "--data", "部门抽查:抽查.csv", "-o", "抽查.csv"], 2, "抽查.csv: 错误 E0024"),
    ],
)
def test_faults_of_detail_tables(detailed: Run, words: list[str], status: int, message: str) -> None:
    found, out, err = detailed(*words)
    assert (found, out) == (status, "") and err.startswith(message)


DETAILED_BY_MONTH = """方案：示例
周期：月度
附件1 指标（积分）
数据
  瞒报率 = 部门抽查.瞒报率 最大值
一、甲项
  得 （1－瞒报率）×10
年度总分 = 月度合计×90% + （1－瞒报率）×10
"""


def test_a_detail_table_by_month(run: Run, tmp_path: Path) -> None:
    (tmp_path / "明.credit").write_text(DETAILED_BY_MONTH, "utf-8")
    (tmp_path / "主.csv").write_text("单位,期\n甲局,2023-01\n甲局,2023-02\n甲局,2023\n", "utf-8")
    rows = "单位,期,瞒报率\n甲局,2023-01,10%\n甲局,2023-01,30%\n甲局,2023-02,5%\n"
    (tmp_path / "抽查.csv").write_text(rows, "utf-8")
    words = ("明.credit", "--data", "主.csv", "--data", "部门抽查:抽查.csv", "--format", "json")
    totals = {unit["period"]: unit["total"] for unit in json.loads(run(*words)[1])["units"]}
    assert totals == {"2023-01": "7.00", "2023-02": "9.50", "2023": "21.85"}
    (tmp_path / "抽查.csv").write_text(rows.replace("甲局,2023-02,5%\n", ""), "utf-8")
    status, _, err = run(*words)
    assert status == 1 and "抽查.csv:A1: 错误 E0530：甲局 2023-02 缺“部门抽查.瞒报率 最大值”" in err
    (tmp_path / "抽查.csv").write_text("单位,瞒报率\n甲局,10%\n", "utf-8")
    status, out, err = run(*words)
    assert (status, out) == (1, "") and err.startswith("抽查.csv:C1: 错误 E0514：表头里没有“期”这一列")


def test_a_quarter_of_details_asks_for_the_quarter_of_the_units(run: Run, tmp_path: Path) -> None:
    year = "年度总分 = 月度合计×90% + （1－瞒报率）×10\n"
    (tmp_path / "明.credit").write_text(DETAILED_BY_MONTH.replace("月度\n", "季度\n").replace(year, ""), "utf-8")
    (tmp_path / "主.csv").write_text("单位\n甲局\n", "utf-8")
    (tmp_path / "抽查.csv").write_text("单位,瞒报率\n甲局,10%\n甲局,20%\n", "utf-8")
    words = ("明.credit", "--data", "主.csv", "--data", "部门抽查:抽查.csv", "--format", "json")
    assert json.loads(run(*words)[1])["units"][0]["total"] == "8.00"
    (tmp_path / "抽查.csv").write_text("单位,期,瞒报率\n甲局,2023Q1,10%\n甲局,2023Q2,20%\n", "utf-8")
    status, out, err = run(*words)
    assert (status, out) == (1, "") and err.startswith("主.csv:B1: 错误 E0514：表头里没有“期”这一列")
    assert "共 1 个错误" in err


@pytest.mark.parametrize(
    ("words", "sets"),
    [
        (["甲.csv", "乙.csv"], {"": ("甲.csv", "乙.csv")}),
        (["C:\\数据\\甲.csv"], {"": ("C:\\数据\\甲.csv",)}),
        (["D:甲.csv"], {"": ("D:甲.csv",)}),
        (["数据/甲:乙.csv"], {"": ("数据/甲:乙.csv",)}),
        (["复核:C:\\甲.csv", "自评:C:\\乙.csv"], {"自评": ("C:\\乙.csv",), "复核": ("C:\\甲.csv",)}),
        (["上年:甲.csv", "上年:乙.csv", "今年:丙.csv"], {"上年": ("甲.csv", "乙.csv"), "今年": ("丙.csv",)}),
        (["复核:甲.csv", "终评:乙.csv"], {"复核": ("甲.csv",), "终评": ("乙.csv",)}),
    ],
)
def test_labels(words: list[str], sets: dict[str, tuple[str, ...]]) -> None:
    found = sets_of(words)
    assert found == sets and list(found) == list(sets)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["自评:甲.csv"], "只有“自评”一份数据"),
        (["自评:甲.csv", "乙.csv"], "有的没有写：乙.csv。"),
        (["甲:1.csv", "乙:2.csv", "丙:3.csv"], "这里写了3份：甲、乙、丙。"),
        (["自评:甲.csv", "自评:甲.csv"], "写了两次"),
    ],
)
def test_labels_that_cannot_be_compared(words: list[str], message: str) -> None:
    with pytest.raises(Failure, match=message):
        sets_of(words)


# Zero denominators


def scored(run: Run, tmp_path: Path, rules: str, data: str, *words: str) -> tuple[int, list[str]]:
    (tmp_path / "零.credit").write_text(f"方案：示例\n附件1 指标\n{rules}", "utf-8")
    (tmp_path / "零.csv").write_text(data, "utf-8")
    status, _, err = run("零.credit", "--data", "零.csv", *words)
    return status, [line for line in err.splitlines() if "错误 E" in line]


def test_every_zero_denominator_of_a_unit_at_the_cell_that_is_zero(run: Run, tmp_path: Path) -> None:
    rules = "一、甲（9分）\n  得 丁÷（甲×乙）\n二、乙（5分）\n  得 丁÷丙\n三、丙（5分）\n  得 丁÷乙÷丙\n"
    assert scored(run, tmp_path, rules, "单位,甲,乙,丙,丁\nA局,1,0,0,2\nB局,1,1,1,1\n") == (
        1,
        [
            "零.csv:C2: 错误 E0531：A局的“甲”、“乙”合起来是 0，不能作除数",
            "零.csv:C2: 错误 E0531：A局的“乙”是 0，不能作除数",
            "零.csv:D2: 错误 E0531：A局的“丙”是 0，不能作除数",
        ],
    )


def test_a_cell_that_is_not_zero_is_not_called_so(run: Run, tmp_path: Path) -> None:
    rules = "一、甲（9分）\n  得 丁÷（乙－5）\n二、乙（9分）\n  得 丁÷全体最低（丙）\n"
    assert scored(run, tmp_path, rules, "单位,乙,丙,丁\nA局,5,3,2\nB局,6,0,1\n") == (
        1,
        [
            "零.csv:B2: 错误 E0531：A局由“乙”算出的除数是 0",
            "零.csv:C2: 错误 E0531：A局由“丙”算出的除数是 0",
            "零.csv:C3: 错误 E0531：B局的“丙”是 0，不能作除数",
        ],
    )


def test_a_zero_that_the_rule_provides_for_is_no_fault_beside_a_blank(run: Run, tmp_path: Path) -> None:
    rules = "一、甲（9分）\n  得 甲÷乙 分母为零 得满分\n"
    data = "单位,甲,乙\nA局,,0\nB局,1,1\n"
    assert scored(run, tmp_path, rules, data) == (1, ["零.csv:B2: 错误 E0530：A局缺“甲”，这一格是空的"])
    assert scored(run, tmp_path, rules, data, "--partial") == (0, [])


def test_zeros_of_detail_tables_are_said_of_their_file_in_order(detailed: Run, tmp_path: Path) -> None:
    rules = "数据\n  甲率 = 部门抽查.甲 合计\n  乙率 = 部门抽查.乙 合计\n一、甲\n  得 1÷甲率\n  得 1÷乙率\n"
    (tmp_path / "明.credit").write_text("方案：示例\n附件1 指标（积分）\n" + rules, "utf-8")
    (tmp_path / "抽查.csv").write_text("单位,甲,乙\n甲局,0,0\n乙局,1,1\n", "utf-8")
    _, _, err = detailed("--data", "主.csv", "--data", "部门抽查:抽查.csv")
    assert [line for line in err.splitlines() if "E0531" in line] == [
        "抽查.csv:A1: 错误 E0531：甲局的“部门抽查.乙 合计”是 0，不能作除数",
        "抽查.csv:A1: 错误 E0531：甲局的“部门抽查.甲 合计”是 0，不能作除数",
    ]


def test_zeros_of_two_periods_and_of_two_sets(run: Run, tmp_path: Path) -> None:
    (tmp_path / "零.credit").write_text("方案：甲\n周期：月度\n附件1 乙（积分）\n一、丙\n  得 甲÷乙\n", "utf-8")
    for name, second in (("自.csv", 0), ("复.csv", 1)):
        rows = f"单位,期,甲,乙\nA局,2023-01,1,0\nA局,2023-02,1,{second}\n"
        (tmp_path / name).write_text(rows, "utf-8")
    status, _, err = run("零.credit", "--data", "自评:自.csv", "--data", "复核:复.csv")
    assert (status, [line.partition("：")[0] for line in err.splitlines() if "E0531" in line]) == (
        1,
        ["复.csv:D2: 错误 E0531", "自.csv:D2: 错误 E0531", "自.csv:D3: 错误 E0531"],
    )
