"""`verify`: what it says of a file of results, and with which exit status; the changes between two runs."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from creditdsl.cli.main import main
from tests.folded import unfolded

SCHEME = """方案：示例办法
附件1 考核指标
一、报送（6分）
  报送量 排名赋分 最多6 最少1
二、宣传（5分）
  宣传成效 酌情 0至5
等次
  8分以上 优秀
  其余 一般
"""
DATA = """单位,报送量,宣传成效,宣传成效理由
甲局,70,4,按时办结
乙局,30,4.5,
丙局,3,3,活动少
"""
MARKS = """酌情的分数：
  甲局 宣传成效 4分，理由：按时办结
  乙局 宣传成效 4.5分，没有写理由
  丙局 宣传成效 3分，理由：活动少

"""
SAME = "方案、数据、工具和评分时的一样。\n"
VERIFY = ("成绩.xlsx", "方案.credit", "--data", "数据.csv")

Run = Callable[..., tuple[int, str]]
Sheets = dict[str, list[list[object]]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Exit status and all that is said, in a folder with files of results."""
    monkeypatch.chdir(tmp_path)
    Path("方案.credit").write_text(SCHEME, "utf-8")
    Path("数据.csv").write_text(DATA, "utf-8")
    for name in ("成绩.xlsx", "成绩.csv", "成绩.json"):
        dated = ("--date", "2026-01-15") if name.endswith("xlsx") else ()
        assert main(["score", "方案.credit", "--data", "数据.csv", "-o", name, *dated]) == 0
    capsys.readouterr()

    def call(*words: str) -> tuple[int, str]:
        status = main(["verify", *words])
        shown = capsys.readouterr()
        text = shown.out + shown.err
        return status, unfolded(text) if re.search("(错误|提醒|说明) [EWN]", text) else text

    return call


def edit(change: Callable[[Sheets], object], name: str = "成绩.xlsx") -> None:
    """Open the workbook in another program, change it, and save it."""
    book = CalamineWorkbook.from_path(name)
    content = {sheet: book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names}
    change(content)
    with Workbook(name) as saved:
        for sheet, rows in content.items():
            page = saved.add_worksheet(sheet)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        page.write_string(at, column, cell)
                    else:
                        page.write_number(at, column, cell)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "extent"), [("xlsx", "12 行、90 格"), ("json", "3 行、30 格")])
def test_an_untouched_file_agrees(name: str, extent: str, run: Run) -> None:
    expected = f"{MARKS}核验 成绩.{name}：成绩 {extent}，和重算的都相符。{SAME}"
    assert run(f"成绩.{name}", *VERIFY[1:]) == (0, expected)


def test_csv_has_no_receipt_and_says_so(run: Run) -> None:
    status, shown = run("成绩.csv", *VERIFY[1:])
    assert (status, shown.count("N0708")) == (0, 1)
    assert shown.endswith("核验 成绩.csv：成绩 3 行、27 格，和重算的都相符。\n")


def test_one_cell_is_told_with_what_it_should_be(run: Run) -> None:
    edit(lambda book: book["成绩"][1].__setitem__(5, 10.5))
    status, shown = run(*VERIFY)
    assert status == 1
    assert "成绩.xlsx:成绩!F2: 错误 E0710：“甲局”的“总分”写的是“10.50”，应为“10.00”。" in shown
    assert shown.endswith(f"核验 成绩.xlsx：成绩 12 行、90 格，有 1 处和重算的不同。{SAME}")


def test_csv_and_json_are_told_at_their_places(run: Run) -> None:
    text = Path("成绩.csv").read_text("utf-8-sig")
    Path("成绩.csv").write_text(text.replace("10.00", "10.50").replace("6.00", "6"), "utf-8")
    assert "成绩.csv:F2: 错误 E0710：“甲局”的“总分”写的是“10.50”，应为“10.00”。" in run("成绩.csv", *VERIFY[1:])[1]
    value = json.loads(Path("成绩.json").read_text("utf-8"))
    value["units"][1]["items"]["二"] = "4.60"
    value["units"][2]["grade"] = "优秀"
    Path("成绩.json").write_text(json.dumps(value), "utf-8")
    status, shown = run("成绩.json", *VERIFY[1:])
    assert status == 1
    assert '成绩.json:units[1].items["二"]: 错误 E0710：“乙局”的“二”写的是“4.60”，应为“4.50”。' in shown
    assert "成绩.json:units[2].grade: 错误 E0710：“丙局”的“等次”写的是“优秀”，应为“一般”。" in shown


def test_sorted_rows_moved_columns_and_a_renamed_file_agree(run: Run) -> None:
    def sort(book: Sheets) -> None:
        head, *rows = book["成绩"]
        book["成绩"] = [[row[-1], *row[:-1]] for row in (head, *reversed(rows))]
        book["我的透视表"] = [["什么"]]

    edit(sort)
    Path("数据.csv").rename("去年.csv")
    status, shown = run(*VERIFY[:3], "去年.csv")
    assert status == 0
    assert "成绩.xlsx:计分回执!B3: 说明 N0707：数据文件评分时叫“数据.csv”，现在叫“去年.csv”，内容一样。" in shown
    assert "说明 N0709：工作表“我的透视表”不是评分写的，没有核验。" in shown


def test_what_changed_since_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("方案.credit").write_text(SCHEME + "\n", "utf-8")
    Path("数据.csv").write_text(DATA.replace("丙局,3,", "丙局,4,"), "utf-8")
    monkeypatch.setattr("creditdsl.results.printed.__version__", "9.9")
    status, shown = run(*VERIFY)
    assert status == 1
    assert "成绩.xlsx:计分回执!C2: 错误 E0701：方案改过，或者不是评分时的那一份" in shown
    assert "成绩.xlsx:计分回执!C3: 错误 E0702：数据“数据.csv”改过，或者不是评分时的那一份" in shown
    assert "成绩.xlsx:计分回执!B7: 提醒 W0705：评分用的是 creditdsl 0" in shown
    assert shown.endswith("和重算的都相符。方案和评分时的不同。数据和评分时的不同。工具的版本和评分时的不同。\n")


def test_files_more_and_less(run: Run) -> None:
    columns = [line.split(",") for line in DATA.splitlines()]
    Path("一.csv").write_text("".join(f"{row[0]},{row[1]}\n" for row in columns), "utf-8")
    Path("二.csv").write_text("".join(f"{row[0]},{','.join(row[2:])}\n" for row in columns), "utf-8")
    both = ("--data", "一.csv", "--data", "二.csv")
    assert "计分回执: 错误 E0704：评分时没有用过数据“二.csv”" in run(*VERIFY[:2], *both)[1]
    assert main(["score", "方案.credit", *both, "-o", "成绩.xlsx"]) == 0
    assert run(*VERIFY[:2], "--data", "二.csv", "--data", "一.csv")[0] == 0
    assert "计分回执!A4: 错误 E0703：评分时用过数据“二.csv”" in run(*VERIFY)[1]


def test_a_changed_date_does_not_fit_the_seal(run: Run) -> None:
    edit(lambda book: book["计分回执"][5].__setitem__(1, "2026年1月16日"))
    status, shown = run(*VERIFY)
    assert (status, shown.count("错误")) == (1, 2)
    assert "成绩.xlsx:计分回执!C9: 错误 E0706：计分回执改过" in shown and "“计分日期”（计分回执!B6）" in shown


def test_rows_columns_and_sheets_that_lack_or_were_added(run: Run) -> None:
    def change(book: Sheets) -> None:
        del book["精确值"]
        del book["成绩"][2]
        book["成绩"] = [[*row[:6], *row[7:], "是"] for row in book["成绩"]] + [["合计", 21.0]]

    edit(change)
    status, shown = run(*VERIFY)
    assert status == 1
    assert "成绩.xlsx: 错误 E0715：少了“精确值”" in shown
    assert "成绩.xlsx:成绩!G1: 错误 E0713：少了 1 列：“名次”。" in shown
    assert "成绩.xlsx:成绩!I1: 错误 E0714：多了一列“是”" in shown
    assert "“单位”写的是" not in shown and "“合计”" in shown and "“乙局”" in shown


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("没有.xlsx", *VERIFY[1:]), "E0501"),
        (("数据.docx", *VERIFY[1:]), "E0721"),
        (("坏.xlsx", *VERIFY[1:]), "E0505"),
        (("坏.json", *VERIFY[1:]), "E0720"),
        (("别的.xlsx", *VERIFY[1:]), "E0720"),
        (("成绩.xlsx", "方案.credit"), "E0723"),
        (("成绩.xlsx", "成绩.json"), "E0722"),
        (("成绩.xlsx", "成绩.xlsx", "--table", "附件1"), "E0724"),
        ((*VERIFY, "-o", "变动.xlsx"), "E0724"),
        (("成绩.xlsx", "没有.credit", "--data", "数据.csv"), "E0001"),
        (("成绩.xlsx", "方案.credit", "--data", "坏.csv"), "E0514"),
    ],
)
def test_what_cannot_be_read(words: tuple[str, ...], code: str, run: Run) -> None:
    Path("坏.xlsx").write_bytes(b"PK\3\4")
    Path("坏.json").write_text('{"units": 1}', "utf-8")
    Path("坏.csv").write_text("单位,别的\n甲局,1\n", "utf-8")
    with Workbook("别的.xlsx") as book:
        book.add_worksheet("表").write_string(0, 0, "单位")
    status, shown = run(*words)
    assert (status, code in shown) == (2, True), shown


def test_two_runs_are_listed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("成绩.xlsx", "成绩.xlsx") == (
        0,
        "成绩.xlsx → 成绩.xlsx\n\n成绩没有变动。方案没有变。数据没有变。工具没有变。\n",
    )
    Path("复核.csv").write_text(DATA.replace("甲局,70,4,", "甲局,70,3.5,").replace("丙局", "丁局"), "utf-8")
    assert main(["score", "方案.credit", "--data", "复核.csv", "-o", "复核.xlsx"]) == 0
    capsys.readouterr()
    status, shown = run("成绩.xlsx", "复核.xlsx")
    assert status == 1
    assert shown == (
        "成绩.xlsx → 复核.xlsx\n\n"
        "  单位  项           原来   现在\n"
        "  甲局  二 宣传      4.00   3.50\n"
        "  甲局  大项二 宣传  4.00   3.50\n"
        "  甲局  总分         10.00  9.50\n"
        "  丁局  单位         没有   有\n"
        "  丙局  单位         有     没有\n"
        "\n共 3 个单位、5 处变动。方案没有变。数据变了：复核.csv。工具没有变。\n"
    )


def test_the_list_of_changes_as_a_workbook(run: Run) -> None:
    Path("复核.csv").write_text(DATA.replace("乙局,30,4.5,", "乙局,30,4,"), "utf-8")
    assert main(["score", "方案.credit", "--data", "复核.csv", "-o", "复核.xlsx"]) == 0
    status, shown = run("成绩.xlsx", "复核.xlsx", "-o", "变动.xlsx")
    assert (status, "已写入 变动.xlsx：成绩变动，1 个单位、4 处变动。\n" in shown) == (1, True)
    rows = CalamineWorkbook.from_path("变动.xlsx").get_sheet_by_index(0).to_python()
    assert ["乙局", "总分", 8.0, 7.5] in [row[:4] for row in rows]


def test_other_engines_and_waiting_scores_agree(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("numpy")
    Path("缺.csv").write_text(DATA.replace("乙局,30,4.5,", "乙局,30,,"), "utf-8")
    assert main(["score", "方案.credit", "--data", "数据.csv", "--engine", "columns", "-o", "成绩.xlsx"]) == 0
    assert main(["score", "方案.credit", "--data", "缺.csv", "--partial", "-o", "缺.xlsx"]) == 0
    capsys.readouterr()
    assert run(*VERIFY)[0] == 0
    assert run("缺.xlsx", *VERIFY[1:3], "缺.csv")[0] == 0
    edit(lambda book: book["精确值"][1].__setitem__(6, "6"))
    assert "成绩.xlsx:精确值!G2: 错误 E0710" in run(*VERIFY)[1]


def test_a_file_of_one_period(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    monthly = "周期：月度\n附件1 积分规则（积分）\n数据\n  件数：件\n一、报送\n  件数 每件得1\n"
    Path("月.credit").write_text(monthly, "utf-8")
    Path("月.csv").write_text("单位,期,件数\n甲局,2023-01,3\n甲局,2023-02,4\n", "utf-8")
    words = ("月.credit", "--data", "月.csv")
    assert main(["score", *words, "--period", "2023-01", "-o", "月.xlsx"]) == 0
    capsys.readouterr()
    assert run("月.xlsx", *words, "--period", "2023-01")[0] == 0
    status, shown = run("月.xlsx", *words)
    assert status == 1
    assert "少了1行：“甲局2023-02”。只评了一期的，用--period写明是哪一期。" in re.sub(r"\s", "", shown)
