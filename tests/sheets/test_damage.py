"""What happens to forms on the way: each kind of damage is read rightly, or reported at its cell.

One form of two is damaged; the other stands beside it in the folder. `None` as message means that the
scores are those of the forms without damage.
"""

import json
import random
import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest

from creditdsl.cli.main import main
from tests.folded import unfolded
from tests.sheets import filling
from tests.sheets.filling import at, both, column, copied, fill, letters, put, rearranged, repack, row, text, typed

SCHEME = """方案：示例办法
附件1 考核指标（满分50分）
名单
  单位：甲局、乙局
数据
  建立机制：是否，已建立工作机制
  报送量：条 0至1000，全年报送
  准确率：比率 0%至100%
  投入资金：数值，万元
  创新奖项：选项 一等奖、二等奖
  宣传成效：酌情 0至5，由考核组评分
一、工作（50分）
1. 机制（10分）
  建立机制 得10
2. 报送（20分）
  （1）报送量 每条得0.1 最高10
  （2）得 准确率×10
3. 成效（20分）
  （1）投入资金 100以上 得5 其余 得1
  （2）创新奖项 选项 一等奖 得10 二等奖 得5
  （3）宣传成效 酌情 0至5
附件2 另一张表（满分10分）
一、工作（10分）
  建立机制 得10
"""
ANSWERS = {
    "建立机制": "是",
    "报送量": "12",
    "准确率": "95.5%",
    "投入资金": "130.5",
    "创新奖项": "二等奖",
    "宣传成效": "3.5",
    "宣传成效理由": "按时",
}
OTHER = {**ANSWERS, "建立机制": "否", "报送量": "40", "准确率": "80%", "创新奖项": "无"}
FORM = "甲.xlsx"

Files = dict[str, bytes]
Damage = Callable[[Files], None]


def made(*words: str, scheme: str = SCHEME) -> bytes:
    """The form that the command writes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "方案.credit").write_text(scheme, "utf-8")
        assert main(["sheet", str(folder / "方案.credit"), *words, "-o", str(folder / "表.xlsx")]) == 0
        return (folder / "表.xlsx").read_bytes()


@cache
def form(unit: str = "", table: str = "附件1", scheme: str = SCHEME) -> bytes:
    return made("--table", table, *(["--unit", unit] if unit else []), scheme=scheme)


@cache
def whole() -> dict[str, bytes]:
    """The folder without damage."""
    return {FORM: fill(form("甲局"), ANSWERS), "乙.xlsx": fill(form("乙局"), OTHER)}


def scored(files: Files, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    """Status, results of `score`, and what it complains of, of a folder of files."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        scheme, back = folder / "方案.credit", folder / "返回"
        scheme.write_text(SCHEME, "utf-8")
        back.mkdir()
        for file, content in files.items():
            (back / file).write_bytes(content)
        capsys.readouterr()
        status = main(["score", str(scheme), "--table", "附件1", "--data", str(back), "--format", "json", *words])
        out, err = capsys.readouterr()
        found = json.loads(out) if out else None
        return status, found and found["units"], err.replace(f"{back}/", "").replace(str(back), "返回")


def sheet(*changes: filling.Change) -> Damage:
    """Changes of the first sheet of the form."""

    def damage(files: Files) -> None:
        files[FORM] = repack(files[FORM], {"1": both(*changes)})

    return damage


def workbook(change: filling.Change) -> Damage:
    def damage(files: Files) -> None:
        files[FORM] = repack(files[FORM], {"xl/workbook.xml": change})

    return damage


def added(name: str, content: bytes) -> Damage:
    return lambda files: files.update({name: content})


def anew(content: bytes) -> Damage:
    """The form replaced by another one."""
    return added(FORM, content)


def cell(measure: str, word: str = "填报数据") -> str:
    return at(form("甲局"), measure, word)


def line(measure: str) -> int:
    return row(form("甲局"), f"指标:{measure}")


def answer(measure: str, words: str) -> Damage:
    return sheet(text(cell(measure), words))


VALUES = ord(column(form("甲局"), "填报数据")) - ord("A")
LABELS = ord(column(form("甲局"), "填报内容")) - ord("A")
HEAD = row(form("甲局"), "行:表头")
LAST = line("宣传成效")
UNIT_AT = f"{letters(LABELS)}{row(form('甲局'), '行:单位')}"
EMPTIED = repack(form(), {"1": rearranged(lambda *_: None)})
LAST_YEARS = form("甲局", scheme=SCHEME.replace("示例办法", "去年办法"))
LABELLED = repack(form(), {"1": text(f"B{UNIT_AT[1:]}", "填报单位（盖章）：甲局")})
UNFINISHED = fill(form("甲局"), {name: words for name, words in ANSWERS.items() if name != "投入资金"})
LABEL_OF_AMOUNT = f"{letters(LABELS)}{line('投入资金')}"


def beside(number: int, place: int) -> tuple[int, int]:
    """A row inserted above the answers, a column before all that is visible."""
    return (number if number <= HEAD else number + 1), (place if place < 1 else place + 1)


def without(*places: str) -> filling.Change:
    """Without a cell, a row or a column."""

    def place(number: int, at: int) -> tuple[int, int] | None:
        return None if {letters(at), str(number), f"{letters(at)}{number}"} & {*places} else (number, at)

    return rearranged(place)


def swapped_lines(number: int, place: int) -> tuple[int, int]:
    """Two lines of answers exchanged as wholes."""
    first, second = line("报送量"), line("投入资金")
    return {first: second, second: first}.get(number, number), place


def swapped_answers(number: int, place: int) -> tuple[int, int]:
    """The same, but the hidden identifiers stay where they were: sorted in part."""
    return (number, place) if place == 0 else swapped_lines(number, place)


def to_the_end(number: int, place: int) -> tuple[int, int]:
    """The column of answers moved behind the last one."""
    return number, 12 if place == VALUES else place


def value_cells(measure: str, inside: str, kind: str = "") -> Damage:
    return sheet(put(cell(measure), inside, kind))


def merged(xml: str) -> str:
    area = f'<mergeCell ref="{cell("报送量")}:{letters(VALUES)}{line("报送量") + 1}"/>'
    return xml.replace("</mergeCells>", area + "</mergeCells>")


def dated(files: Files) -> None:
    """An answer that the office program turned into a date."""
    styles = repack(files[FORM], {"xl/styles.xml": lambda xml: xml.replace('numFmtId="10"', 'numFmtId="14"')})
    files[FORM] = repack(styles, {"1": put(cell("准确率"), "<v>44000</v>")})


def filled(unit: str, content: bytes) -> bytes:
    return fill(content, {"单位": unit, **ANSWERS})


def inserted(label: str, value: str) -> Damage:
    """A line of one's own below the others."""
    last = f"{LAST + 4}"
    own = f'<row r="{last}"><c r="{letters(LABELS)}{last}"/><c r="{letters(VALUES)}{last}"/></row></sheetData>'
    texts = [text(f"{letters(LABELS)}{last}", label), *([typed(f"{letters(VALUES)}{last}", value)] if value else [])]
    return sheet(lambda xml: xml.replace("</sheetData>", own), *texts)


READ: dict[str, Damage] = {
    "工作表改了名": workbook(lambda xml: xml.replace("填报表", "甲局上报")),
    "插入了一行和一列": sheet(rearranged(beside)),
    "填报一列移到了最后": sheet(rearranged(to_the_end)),
    "整行换了次序": sheet(rearranged(swapped_lines)),
    "数后面有空格": answer("报送量", "12 "),
    "数是全角的": answer("报送量", "１２"),
    "数是文本格式": answer("投入资金", "130.5"),
    "百分数是文本": answer("准确率", "９５.５％"),
    "是否前后有空格": answer("建立机制", "　是 "),
    "公式有结果": value_cells("报送量", "<f>5+7</f><v>12</v>"),
    "标识列被删去": sheet(without("A")),
    "标识行被删去": sheet(without("1")),
    "标识全被删去": sheet(without("A", "1")),
    "填报内容被清空": sheet(without(LABEL_OF_AMOUNT)),
    "单位名称被清空": sheet(without(UNIT_AT)),
    "单位写在标签一格里": anew(fill(LABELLED, ANSWERS)),
    "空白表自己写单位": anew(filled("　甲局 ", form())),
    "佐证材料清单被隐藏": workbook(lambda xml: xml.replace('"佐证材料清单"', '"佐证材料清单" state="hidden"')),
    "自己加了说明行": inserted("以上数据截至12月底", ""),
}  # fmt: skip

REPORTED: dict[str, tuple[Damage, str, str]] = {
    "百分数没有写%": (answer("准确率", "95.5"), cell("准确率"), "E0524"),
    "数带着量词": (answer("报送量", "12条"), cell("报送量"), "E0521"),
    "数写了约": (answer("报送量", "约12"), cell("报送量"), "E0521"),
    "数变成了日期": (dated, cell("准确率"), "E0528"),
    "公式没有结果": (value_cells("报送量", "<f>5+7</f>"), cell("报送量"), "E0529"),
    "公式算出错误": (value_cells("报送量", "<v>#REF!</v>", "e"), cell("报送量"), "E0527"),
    "合并了单元格": (sheet(merged), f"{cell('报送量')}:{letters(VALUES)}{line('报送量') + 1}", "E0518"),
    "有一格空着": (anew(UNFINISHED), cell("投入资金"), "E0530"),
    "数超出范围": (answer("报送量", "1001"), cell("报送量"), "E0523"),
    "酌情分超出幅度": (answer("宣传成效", "6"), cell("宣传成效"), "E0523"),
    "选项用字不同": (answer("创新奖项", "二等"), cell("创新奖项"), "E0532"),
    "是否画了勾": (answer("建立机制", "√"), cell("建立机制"), "E0520"),
    "删去了一行": (sheet(without(str(line("投入资金")))), f"A{HEAD}", "E0542"),
    "删去了填报一列": (sheet(without(letters(VALUES))), f"A{HEAD}", "E0542"),
    "复制了一行": (sheet(copied(line("投入资金"), LAST + 4)), f"{letters(LABELS)}{LAST + 4}", "E0543"),
    "只排序了一部分列": (sheet(rearranged(swapped_answers)), LABEL_OF_AMOUNT, "E0544"),
    "填报内容被改写": (sheet(text(LABEL_OF_AMOUNT, "投入数额")), LABEL_OF_AMOUNT, "E0544"),
    "单位改成了别的": (sheet(text(UNIT_AT, "乙局")), UNIT_AT, "E0540"),
    "单位不在名单里": (anew(filled("丙局", form())), UNIT_AT, "E0540"),
    "没有写单位": (anew(fill(form(), ANSWERS)), UNIT_AT, "E0545"),
    "一个单位交了两份": (added("甲 (2).xlsx", fill(form("甲局"), ANSWERS)), UNIT_AT, "E0541"),
    "交来别的表": (anew(fill(form("", "附件2"), {"单位": "甲局"})), "A1", "E0539"),
    "交来别的方案的表": (anew(fill(LAST_YEARS, ANSWERS)), "A1", "E0539"),
    "混进别的工作簿": (added("通讯录.xlsx", EMPTIED), "通讯录.xlsx", "E0538"),
    "存成了旧版格式": (added("乙局.xls", b"\xd0\xcf\x11\xe0"), "乙局.xls", "E0502"),
    "文件损坏": (added("丁.xlsx", b"PK\x03\x04"), "丁.xlsx", "E0505"),
    "加了打开密码": (added("丁.xlsx", bytes.fromhex("D0CF11E0A1B11AE1")), "丁.xlsx", "E0505"),
}  # fmt: skip

NOTED: dict[str, tuple[Damage, str]] = {
    "有人正打开着": (added("~$甲.xlsx", b"x"), "返回: 提醒 W0502"),
    "夹着图片和压缩包": (added("佐证.zip", b"x"), "返回: 提醒 W0503"),
    "自己加了一项": (inserted("其他工作", "5"), f"{FORM}:填报表!{letters(LABELS)}{LAST + 4}: 提醒 W0505"),
}


def test_the_kinds_are_enough() -> None:
    assert len({*READ, *REPORTED, *NOTED}) >= 45


def test_nothing_is_wrong_without_damage(capsys: pytest.CaptureFixture[str]) -> None:
    status, units, err = scored({**whole()}, capsys)
    assert (status, err) == (0, "")
    assert [(unit["unit"], unit["total"]) for unit in units] == [("甲局", "34.25"), ("乙局", "20.50")]


@pytest.mark.parametrize("kind", READ)
def test_read_rightly(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = {**whole()}
    READ[kind](files)
    assert scored(files, capsys) == scored({**whole()}, capsys)


@pytest.mark.parametrize("kind", REPORTED)
def test_reported_at_its_cell(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    files, (damage, place, code) = {**whole()}, REPORTED[kind]
    damage(files)
    status, units, err = scored(files, capsys)
    assert (status in (1, 2), units) == (True, None)
    assert f"{place if '.' in place else f'{FORM}:填报表!{place}'}: 错误 {code}" in err


@pytest.mark.parametrize("kind", NOTED)
def test_noted_and_scored(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    files, (damage, message) = {**whole()}, NOTED[kind]
    damage(files)
    status, units, err = scored(files, capsys)
    assert (status, units) == (0, scored({**whole()}, capsys)[1]) and message in err


def test_a_unit_without_a_form(capsys: pytest.CaptureFixture[str]) -> None:
    status, units, err = scored({FORM: whole()[FORM]}, capsys)
    assert (status, [unit["unit"] for unit in units]) == (0, ["甲局"])
    assert "提醒 W0504：名单里还有 1 个单位没有填报表：乙局" in unfolded(err)


def test_all_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    files = {**whole(), "丁.xlsx": b"PK", "丙.xlsx": form()}
    for kind in ("数带着量词", "是否画了勾", "填报内容被改写"):
        REPORTED[kind][0](files)
    err = scored(files, capsys)[2]
    assert [code for code in ("E0505", "E0521", "E0520", "E0544", "E0545") if code not in err] == []


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_rows_and_columns_says_nothing(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Whole rows below the heading, and whole columns, moved anywhere."""
    chance = random.Random(seed)
    lines, places = list(range(HEAD + 1, HEAD + 30)), list(range(20))
    to_line = dict(zip(lines, chance.sample(lines, len(lines)), strict=True))
    to_place = dict(zip(places, chance.sample(places, len(places)), strict=True))
    files = {**whole()}
    unmerged = re.compile(r"<mergeCells.*?</mergeCells>|<cols>.*?</cols>")
    moved = rearranged(lambda number, place: (to_line.get(number, number), to_place[place]))
    sheet(lambda xml: unmerged.sub("", xml), moved)(files)
    assert scored(files, capsys) == scored({**whole()}, capsys)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_lost_nothing_is_guessed(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Cells emptied, and texts put in wrong cells, at random: the same scores, or a message at the file."""
    chance = random.Random(seed)
    files = {**whole()}
    answers = {cell(name) for name in ANSWERS if not name.endswith("理由")}
    found = re.findall(r'<c r="([A-Z]\d+)"', ZipFile(BytesIO(files[FORM])).read("xl/worksheets/sheet1.xml").decode())
    hit = chance.sample(sorted({*found} - answers), 12)
    junk = [
        text(place, chance.choice(("是", "12", "投入资金", "指标:报送量", "列:填报数据", "甲局"))) for place in hit[:4]
    ]
    sheet(*junk, without(*hit[4:]))(files)
    status, units, err = scored(files, capsys)
    if status == 0:
        assert units == scored({**whole()}, capsys)[1]
    else:
        assert status == 1 and f"{FORM}:" in err and "程序自身" not in err
