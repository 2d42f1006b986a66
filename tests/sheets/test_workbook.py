"""The form as a file: what is open and what is not, what each cell accepts, and that text stays text."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from creditdsl.base.spelling import cleaned
from creditdsl.cli.main import main
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme
from creditdsl.scoring.data_set import DataSet
from creditdsl.scoring.units import score_units
from tests.sheets.filling import REPORT, YEAR, at, fill, grid, letters, names, row

SCHEMES = Path(__file__).parents[2] / "schemes"
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SCHEME = """方案：示例办法
附件1 考核指标（满分30分）
数据
  最高瞒报率 = 部门抽查.瞒报率 最大值
  建立机制：是否，已建立工作机制
  报送量：条 0至1000
  准确率：比率 0%至100%
  贷款增速：比率
  投入资金：数值，万元
  创新奖项：选项 一等奖、二等奖
  宣传成效：酌情 0至5
一、工作（30分）
1. 机制（10分）
依据：文件
  建立机制 得5
  报送量 每100条得1 最高5
2. 成效（20分）
  （1）得 （准确率+贷款增速）×5 最高5
  （2）投入资金 100以上 得3 其余 得1
  （3）创新奖项 选项 一等奖 得5 二等奖 得3
  （4）宣传成效 酌情 0至5
  （5）得 （1−最高瞒报率）×2 最高2
"""

Write = Callable[..., bytes]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """The bytes of the form of a scheme, by the words of the command."""

    def call(*words: str, scheme: str = SCHEME) -> bytes:
        file, output = tmp_path / "方案.credit", tmp_path / "表.xlsx"
        file.write_text(scheme, "utf-8")
        assert main(["sheet", str(file), *words, "-o", str(output)]) == 0
        return output.read_bytes()

    return call


def part(content: bytes, name: str) -> ElementTree.Element:
    with ZipFile(BytesIO(content)) as package:
        return ElementTree.fromstring(package.read(name))


def cells(content: bytes, sheet: int = 1) -> dict[str, int]:
    """The style of every cell."""
    found = part(content, f"xl/worksheets/sheet{sheet}.xml").iter(f"{SPACE}c")
    return {cell.attrib["r"]: int(cell.attrib.get("s", "0")) for cell in found}


def unlocked(content: bytes, sheet: int = 1) -> set[str]:
    """The cells that people may write in."""
    looks = part(content, "xl/styles.xml").find(f"{SPACE}cellXfs")
    assert looks is not None
    protections = [look.find(f"{SPACE}protection") for look in looks]
    free = {at for at, one in enumerate(protections) if one is not None and one.attrib.get("locked") == "0"}
    return {at for at, look in cells(content, sheet).items() if look in free}


def validations(content: bytes) -> dict[str, ElementTree.Element]:
    found = part(content, "xl/worksheets/sheet1.xml").iter(f"{SPACE}dataValidation")
    return {one.attrib["sqref"]: one for one in found}


def test_only_the_answers_are_open(write: Write) -> None:
    blank, own = write(), write("--unit", "甲局")
    asked = {
        at(blank, name) for name in ("建立机制", "报送量", "准确率", "贷款增速", "投入资金", "创新奖项", "宣传成效")
    }
    reason = at(blank, "宣传成效", "评分理由")
    foot = {f"{letters(place)}{len(grid(blank))}" for place in range(1, 8)}
    assert unlocked(blank) == {*asked, reason, *foot, f"D{row(blank, '行:单位')}"}
    assert unlocked(own) == {*asked, reason, *foot}
    for number in (1, 2, 3, 4):
        protection = part(blank, f"xl/worksheets/sheet{number}.xml").find(f"{SPACE}sheetProtection")
        assert protection is not None and "password" not in protection.attrib


def test_a_reason_has_room_for_a_sentence(write: Write) -> None:
    """Two lines of 12 Chinese characters and more; the sheet is not wider for it than it was with a narrow one."""
    blank = write()
    place = ord(at(blank, "宣传成效", "评分理由")[0]) - ord("A") + 1
    columns = list(part(blank, "xl/worksheets/sheet1.xml").iter(f"{SPACE}col"))
    widths = {int(each.attrib["min"]): float(each.attrib["width"]) for each in columns}
    assert widths[place] > 24
    assert sum(widths.values()) - widths[1] < 140


def test_what_each_answer_accepts(write: Write) -> None:
    content = write()
    found = validations(content)

    def said(name: str) -> tuple[str | None, ...]:
        one = found[at(content, name)]
        bounds = [one.find(f"{SPACE}formula{number}") for number in (1, 2)]
        return (one.attrib["type"], *(bound.text for bound in bounds if bound is not None))

    assert said("建立机制") == ("list", "'选项'!$A$1:$A$2")
    assert said("创新奖项") == ("list", "'选项'!$B$1:$B$3")
    assert said("报送量") == ("whole", "0", "1000")
    assert said("准确率") == ("decimal", "0", "1")
    assert said("贷款增速")[0] == said("投入资金")[0] == "decimal"
    assert said("宣传成效") == ("decimal", "0", "5")
    assert grid(content, "选项") == [["是", "一等奖"], ["否", "二等奖"], ["", "无"]]
    for one in found.values():
        for word in ("promptTitle", "prompt", "errorTitle", "error"):
            assert re.search("[\u4e00-\u9fff]", one.attrib[word])


def test_notes_say_the_rule(write: Write) -> None:
    content = write()
    notes = {
        one.attrib["ref"]: "".join(text.text or "" for text in one.iter(f"{SPACE}t"))
        for one in part(content, "xl/comments1.xml").iter(f"{SPACE}comment")
    }
    assert notes[at(content, "建立机制")] == "建立机制：已建立工作机制\n建立机制的，得5分，否则不得分。"
    assert len(notes) == 7


def test_sheets_and_marks(write: Write) -> None:
    content = write()
    assert names(content) == [REPORT, "明细1 部门抽查", "佐证材料清单", "选项"]
    lines = [line[0] for line in grid(content)]
    assert lines[-3:] == ["指标:宣传成效", "", ""]
    assert grid(content)[-4][1] == "由考核单位填写" and grid(content)[-1][1].startswith("单位负责人：")
    assert grid(content, "佐证材料清单")[3][1:4] == ["一/1", "1.机制", "文件"]
    assert grid(content, "明细1 部门抽查")[2][:3] == ["行:表头", "序号", "瞒报率"]


def test_the_same_bytes_again(write: Write) -> None:
    assert write("--unit", "甲局") == write("--unit", "甲局")


def test_yearly_measures_stand_apart(tmp_path: Path) -> None:
    output = tmp_path / "表.xlsx"
    words = ["--table", "附表一", "-o", str(output)]
    assert main(["sheet", str(SCHEMES / "changzhi-2023" / "scheme.credit"), *words]) == 0
    yearly = {line[0] for line in grid(output.read_bytes(), YEAR)}
    assert {one for one in yearly if one.startswith("指标:")} == {
        "指标:年终测评",
        "指标:年底未退出失信名单",
        "指标:年底未清偿欠款",
    }
    assert not yearly & {line[0] for line in grid(output.read_bytes()) if line[0].startswith("指标:")}


def test_what_does_not_apply_is_left_out(tmp_path: Path) -> None:
    assert main(["sheet", str(SCHEMES / "huangshi-2020" / "scheme.credit"), "-o", str(tmp_path / "空.xlsx")]) == 0
    words = ["--unit", "甲区", "-o", str(tmp_path / "甲.xlsx")]
    assert main(["sheet", str(SCHEMES / "huangshi-2020" / "scheme.credit"), *words]) == 0
    blank, own = ({line[0] for line in grid((tmp_path / name).read_bytes())[1:]} for name in ("空.xlsx", "甲.xlsx"))
    assert blank - own == {"指标:公共服务采集种类数"}


def test_one_form_for_each_unit_of_the_roster(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme = SCHEMES / "chaoyang-2020" / "scheme.credit"
    assert main(["sheet", str(scheme), "--table", "附件1", "-o", str(tmp_path / "表")]) == 0
    assert "等 24 份填报表" in capsys.readouterr().out
    files = sorted(path.name for path in (tmp_path / "表").iterdir())
    assert len(files) == 24 and "附件1填报表-甲委.xlsx" in files
    assert main(["sheet", str(scheme), "--table", "附件1", "--unit", "甲局", "-o", str(tmp_path / "一份")]) == 0
    assert [path.name for path in (tmp_path / "一份").iterdir()] == ["附件1填报表-甲局.xlsx"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unit", "丙局", "-o", "表.xlsx"), "错误 E0073：名单里没有“丙局”。"),
        (("--unit", " ", "-o", "表.xlsx"), "错误 E0072：--unit 后面要写单位名称。"),
        (("-o", "表.docx"), "错误 E0071：填报表只能写成 .xlsx 文件，或者写到一个文件夹，不能写成 .docx 文件。"),
    ],
)
def test_wrong_use(words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "方案.credit"
    file.write_text(SCHEME.replace("数据\n", "名单\n  单位：甲局、乙局\n数据\n", 1), "utf-8")
    assert main(["sheet", str(file), *words]) == 2
    assert said in capsys.readouterr().err


PAYLOADS = (
    '=1+1', '+1+1', '-1+1', '@SUM(A1)', '=cmd|"/C calc"!A0', '=HYPERLINK("http://example.com","点")',
    '=WEBSERVICE("http://example.com")', '=DDE("cmd","/C calc","a")', '{=1+1}', "'=1+1", '"=1+1"', '＝1+1',
    '\t=1+1', ' =1+1', '=1+1;=2', '|calc', '%0A=1', 'http://example.com', 'https://example.com/?a=1&b=2',
    'mailto:nobody', 'internal:Sheet1!A1', 'external:x.xlsx', 'file:///etc/passwd', '<script>alert(1)</script>',
    '<b>粗</b>', '&lt;f&gt;1&lt;/f&gt;', '</t></is></c><c r="A1"><f>1+1</f>', ']]>', '<!--', '&amp;&#61;1',
    '<r><t>甲</t></r>', '_x003D_1+1', '_x0041_', '_x005F_x0041_', '{{ 7*7 }}', '{% raw %}', '${7*7}',
    '1E5', '0012', '2023-01', '3-5', 'TRUE',
    '{"填报表":1,"part":"填报表"}', '列:填报数据', '指标:报送量', '行:单位', '填报内容', '甲’乙', '汉\u200b字', '𠮷局',
)  # fmt: skip


def test_the_payloads_are_enough() -> None:
    assert len(set(PAYLOADS)) >= 45


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula_or_markup(payload: str, tmp_path: Path, write: Write) -> None:
    note, title = f"已建立工作机制{payload}", f"机制{payload}"
    scheme = SCHEME.replace("已建立工作机制", note).replace("1. 机制（", f"1. {title}（")
    file = tmp_path / "方案.credit"
    file.write_text(scheme, "utf-8")
    readable = main(["check", str(file)]) == 0
    content = write("--unit", payload, scheme=scheme if readable else SCHEME)
    with ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            assert "externalLink" not in name and "vbaProject" not in name
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                sheet = ElementTree.fromstring(package.read(name))
                assert not [*sheet.iter(f"{SPACE}f"), *sheet.iter(f"{SPACE}hyperlink")]
                for one in (*sheet.iter(f"{SPACE}formula1"), *sheet.iter(f"{SPACE}formula2")):
                    assert re.fullmatch(r"-?[\d.]+|'选项'!\$[A-Z]\$1:\$[A-Z]\$\d+", one.text or "")
            elif name.endswith(".rels"):
                assert b"External" not in package.read(name)
    assert any(cleaned(payload) in cleaned(text) for line in grid(content) for text in line)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_units_write_stays_text(payload: str, tmp_path: Path, write: Write) -> None:
    """The reason of a mark comes back as it was written, and so does the name of a unit, but for what is not seen."""
    answers = {"建立机制": "是", "报送量": "100", "准确率": "90%", "贷款增速": "1%", "投入资金": "1", "创新奖项": "无"}
    marks = {"宣传成效": "3", "宣传成效理由": payload}
    form = tmp_path / "返回.xlsx"
    form.write_bytes(fill(write(), {"单位": f"甲{payload.strip()}", **answers, **marks}))
    detail = tmp_path / "部门抽查.csv"
    detail.write_text("单位,瞒报率\n", "utf-8")
    compiled = choose_table(load_scheme(str(tmp_path / "方案.credit"))[1], None)
    scored = score_units(compiled, DataSet((form,), {"部门抽查": detail}), partial=True)
    (facts,) = scored.facts(scored.names)
    reading = facts.reading
    (unit,) = reading.units
    assert reading.reason(unit.unit, "宣传成效") == payload.strip()
    name = cleaned(f"甲{payload.strip()}")
    assert unit.unit in (name, name.rpartition("：")[2])


def test_a_measure_of_the_grades_says_what_it_does(write: Write) -> None:
    grades = "等次\n  20分以上 优秀\n  其余 一般\n  重大失信事件 降一档\n"
    lines = grid(write(scheme=SCHEME + grades))
    (line,) = [line for line in lines if line[0] == "指标:重大失信事件"]
    assert line[1:5] == ["", "等次", "重大失信事件", "是/否"] and line[-1] == "重大失信事件的，降一档。"


def test_both_columns_where_they_are_asked_for(write: Write) -> None:
    content = write("--both")
    assert [cell for cell in grid(content)[0][1:] if cell] == [
        "列:填报内容",
        "列:自评数据",
        "列:复核数据",
        "列:评分理由",
    ]
    assert {at(content, "报送量", "自评数据"), at(content, "报送量", "复核数据")} <= unlocked(content)


PAGE = 480
"""Points of a page of the form between its margins."""


def pages_of(content: bytes) -> list[list[int]]:
    """The rows of each printed page: a page ends where the file says so, and where it is full."""
    sheet = part(content, "xl/worksheets/sheet1.xml")
    last = max(int(one.attrib["r"]) for one in sheet.iter(f"{SPACE}row"))
    set_heights = {int(one.attrib["r"]): float(one.attrib.get("ht", 15)) for one in sheet.iter(f"{SPACE}row")}
    breaks = {int(one.attrib["id"]) for one in sheet.iter(f"{SPACE}brk")}
    pages, used, head = [list[int]()], 0.0, 24.0
    for number in range(2, last + 1):
        height = set_heights.get(number, 15)
        if number - 1 in breaks or used + height > PAGE:
            pages.append([])
            used = head
        pages[-1].append(number)
        used += height
    return pages


@pytest.mark.parametrize("count", range(13, 18))
def test_the_signatures_stand_below_lines_of_the_form(write: Write, count: int) -> None:
    offices = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午"[:count]
    items = "".join(f"{at}. {one}项（5分）\n  {one}类报送量 每条得1 最高5\n" for at, one in enumerate(offices, 1))
    content = write(scheme=f"方案：甲\n附件1 乙\n一、丙（{5 * count}分）\n{items}")
    pages = pages_of(content)
    assert len(pages[-1]) >= 4, pages  # two lines, a gap, the signatures
    assert [row for page in pages for row in page] == [*range(2, pages[-1][-1] + 1)]


@pytest.mark.parametrize(("period", "how"), [("月度", "写成2023-01"), ("季度", "写成2023Q1")])
def test_the_form_says_how_its_period_is_written(write: Write, period: str, how: str) -> None:
    scheme = f"方案：甲\n周期：{period}\n附件1 乙\n一、丙（5分）\n  报送量 每条得1 最高5\n"
    assert any(how in row for row in grid(write(scheme=scheme), REPORT))
