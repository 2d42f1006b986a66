"""What changed between two schemes, said rule by rule."""

import json
from pathlib import Path

import pytest

from creditdsl.base.source import Source
from creditdsl.cli.main import main
from creditdsl.compiler.pipeline import compile_source
from creditdsl.review.against import against

ROOT = Path(__file__).parents[2]
OLD = """方案：示例
小数：2位，四舍五入
附件1 考核指标（满分20分）
数据
  迟报条数：条
名单
  单位：甲局、乙局
一、工作机制（10分）
1. 机制（5分）
内容：建立机制。
  建立机制 得5
2. 制度（5分）
  制度项数 每项得1 最高5
二、信息报送（10分）
  （1）按时报送 得10
  （2）迟报条数 每条扣1
等次
  15分以上 优秀
  其余 一般
"""


def changed(*turns: tuple[str, str]) -> list[str]:
    new = OLD
    for was, now in turns:
        assert was in new
        new = new.replace(was, now, 1)
    found = against(compile_source(Source("旧", OLD)), compile_source(Source("新", new)))
    return [" ".join(map(str, filter(None, (one.table, one.ref, one.line, one.message)))) for one in found]


def test_the_same_scheme_has_no_changes() -> None:
    assert changed() == []
    assert changed(("建立机制 得5", "建立机制   得5分   # 照旧")) == []


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("每项得1 最高5", "每项得2", "附件1 一/2 13 规则由“制度项数每项得1分，最高得5分”改为“制度项数每项得2分”。"),
        ("每条扣1", "每条扣2", "附件1 二 16 规则由“每迟报1条扣1分”改为“每迟报1条扣2分”。"),
        ("制度（5分）", "制度（6分）", "附件1 一/2 12 分值由“5”改为“6”。"),
        ("内容：建立机制。", "内容：建立并落实机制。", "附件1 一/1 9 内容由“建立机制。”改为“建立并落实机制。”。"),
        ("15分以上 优秀", "16分以上 优秀", "附件1 18 等次：写入“16分以上 优秀”。"),
        ("迟报条数：条", "迟报条数：条 0至50", "附件1 5 数据：写入“迟报条数：条 0至50”。"),
        ("甲局、乙局", "甲局、丙局", "附件1 3 单位增加丙局。"),
        ("满分20分", "满分25分", "附件1 3 满分由“20”改为“25”。"),
        ("2位", "1位", "小数由“2位，四舍五入”改为“1位，四舍五入”。"),
        ("（5分）\n  制度", "（5分，可为负）\n  制度", "附件1 一/2 12 计分方式由“得分”改为“得分、可为负”。"),
        ("2. 制度", "3. 制度", "附件1 一/3 12 “制度”由一/2移到一/3。"),
    ],
)  # fmt: skip
def test_a_change_is_said(was: str, now: str, said: str) -> None:
    assert said in changed((was, now))


def test_items_come_and_go() -> None:
    gone = "2. 制度（5分）\n  制度项数 每项得1 最高5\n"
    assert changed((gone, "2. 培训（5分）\n  培训次数 每次得1\n")) == [
        "附件1 一/2 12 名称由“制度”改为“培训”。",
        "附件1 一/2 13 新增规则：每培训1次得1分。",
        "附件1 一/2 删去规则：制度项数每项得1分，最高得5分。",
    ]
    assert "附件1 三 17 新增“创新”（5分）。" in changed(("等次\n", "三、创新（5分）\n  创新项数 每项得1\n等次\n"))
    assert "附件1 一/2 “制度”（5分）没有了。" in changed((gone, ""))


def test_the_command_tells_and_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "旧.credit", tmp_path / "新.credit"
    old.write_text(OLD, "utf-8")
    new.write_text(OLD.replace("每项得1", "每项得2"), "utf-8")
    assert main(["check", str(new), "--against", str(old)]) == 0
    out = capsys.readouterr().out
    assert "旧.credit 相比，有 1 处改动：\n\n【附件1 一/2】\n  第 13 行：规则由“" in out
    main(["check", str(new), "--against", str(old), "--format", "json"])
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert (change["table"], change["ref"], change["line"]) == ("附件1", "一/2", 13)
    assert main(["check", str(new), str(old), "--against", str(old)]) == 2
    new.write_text(OLD.replace("每项得1", "每项得"), "utf-8")
    assert main(["check", str(new), "--against", str(old)]) == 1
    assert "方案有错误，没有和" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["lvliang-2022", "changzhi-2023"])
def test_real_schemes_against_themselves(place: str) -> None:
    text = (ROOT / "schemes" / place / "scheme.credit").read_text(encoding="utf-8")
    scheme = compile_source(Source(place, text))
    assert against(scheme, compile_source(Source(place, text.replace("\n\n\n", "\n\n")))) == ()


def test_a_fault_of_the_draft_hinders_no_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "方案：示例\n附件1 考核指标\n一、宣传（5分）\n标准：每篇得3分。\n  宣传篇数 每篇得{} 最高5\n"
    for name, points in (("新", 2), ("旧", 3)):
        (tmp_path / f"{name}.credit").write_text(text.format(points), encoding="utf-8")
    assert main(["check", str(tmp_path / "新.credit"), "--against", str(tmp_path / "旧.credit")]) == 0
    out = capsys.readouterr().out
    assert "提醒 W0671" in out and "相比，有 1 处改动" in out
