"""Every writing command, killed: a file is old or new, never half, and the next run leaves nothing beside it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("CREDITDSL_KILLS", "3"))
"""Kills of each command; `make hostile` takes 100."""
MANY = 50
"""So many kills meet a command both before and after it has written."""
SCHEME = """方案：示例
附件1 考核指标
名单
  单位：甲局、乙局、丙局
一、信息归集（8分）
  （1）信息条数 排名赋分 最多5 最少1
  （2）报送台账 得3 否则（1）不得分
等次
  6分以上 优秀
  其余 一般
"""
UNTIDY = SCHEME.replace("最多5 最少1", "最少1   最多5")
TO_FIX = SCHEME.replace("附件1", "文号：某信办发[2023]4号\n附件1", 1)
DATA = "单位,信息条数,报送台账\n甲局,120,是\n乙局,60,否\n丙局,90,是\n"
FOLDER = {"方案.credit": SCHEME, "数据.csv": DATA, "复核.csv": DATA.replace("60", "80"), "乱.credit": UNTIDY}
TABLE = ("--table", "附件1")
SCORES = (*TABLE, "--data", "数据.csv")
BOTH = (*TABLE, "--data", "自评:数据.csv", "--data", "复核:复核.csv")
FILES = {
    "score csv": ("score", "方案.credit", *SCORES, "-o", "成绩.csv"),
    "score json": ("score", "方案.credit", *SCORES, "-o", "成绩.json"),
    "score xlsx": ("score", "方案.credit", *SCORES, "-o", "成绩.xlsx"),
    "score parquet": ("score", "方案.credit", *SCORES, "-o", "成绩.parquet"),
    "print html": ("print", "方案.credit", *TABLE, "-o", "附件1.html"),
    "print docx": ("print", "方案.credit", *TABLE, "-o", "附件1.docx"),
    "print pdf": ("print", "方案.credit", *TABLE, "-o", "附件1.pdf"),
    "print xlsx": ("print", "方案.credit", *TABLE, "-o", "附件1.xlsx"),
    "sheet": ("sheet", "方案.credit", *TABLE, "-o", "填报表.xlsx"),
    "explain": ("explain", "方案.credit", *SCORES, "--unit", "甲局", "-o", "甲局.html"),
    "rank": ("rank", "方案.credit", *SCORES, "-o", "排名表.docx"),
    "summary": ("summary", "方案.credit", *SCORES, "-o", "概况.html"),
    "compare": ("compare", "方案.credit", *BOTH, "-o", "对照表.xlsx"),
    "compile": ("compile", "方案.credit", *TABLE, "-o", "评分.sql"),
}
FOLDERS = {
    "sheets": ("sheet", "方案.credit", *TABLE, "-o", "填报表"),
    "docs": ("docs", "方案.credit", "-o", "规则文档"),
    "explanations": ("explain", "方案.credit", *SCORES, "--format", "html", "-o", "说明"),
    "new": ("new", "新方案"),
}
IN_PLACE = {"fmt": ("fmt", "乱.credit"), "check --fix": ("check", "--fix", "乱.credit")}
_JOBS = [
    *((name, args, old) for name, args in FILES.items() for old in ("nothing", "file")),
    *((name, args, "nothing") for name, args in FOLDERS.items()),
    *((name, args, "folder") for name, args in FOLDERS.items() if name != "new"),
    *((name, args, "itself") for name, args in IN_PLACE.items()),
]
JOBS = {f"{name}, over {old}": (args, old) for name, args, old in _JOBS}
EVERY_CHANGE = (
    "score csv, over file",
    "print pdf, over nothing",
    "explanations, over folder",
    "docs, over nothing",
    "new, over nothing",
    "fmt, over itself",
    "check --fix, over itself",
)

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


def folder(parent: Path, args: tuple[str, ...], old: str) -> Path:
    """What is there before the command runs."""
    before = parent / "before"
    before.mkdir(parents=True)
    for name, text in FOLDER.items():
        (before / name).write_text(text, encoding="utf-8")
    if args[0] == "check":
        (before / "乱.credit").write_text(TO_FIX, encoding="utf-8")
    output = before / args[-1]
    if old == "file":
        output.write_bytes(b"old" * 1000)
    elif old == "folder":
        output.mkdir()
        for name in ("index.html", "附件1填报表-甲局.xlsx", "附件1得分说明-甲局.html"):
            (output / name).write_bytes(b"old")
        (output / "别的.txt").write_bytes(b"kept")
    return before


def killed(tmp_path: Path, names: Sequence[str], kills: int) -> dict[str, dict[str, object]]:
    """What a campaign of kills found, by job."""
    jobs = [
        {"args": JOBS[name][0], "folder": str(folder(tmp_path / str(number), *JOBS[name])), "kills": kills}
        for number, name in enumerate(names)
    ]
    process = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("killing.py")), json.dumps(jobs)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return dict(zip(names, json.loads(process.stdout), strict=True))


@posix
@pytest.mark.parametrize(
    ("names", "kills"),
    [(EVERY_CHANGE, 5), pytest.param(tuple(JOBS), KILLS, marks=pytest.mark.full)],
    ids=["few", "all"],
)
def test_a_killed_command_leaves_the_old_or_the_new(names: tuple[str, ...], kills: int, tmp_path: Path) -> None:
    results = killed(tmp_path, names, kills)
    assert {name: result["faults"] for name, result in results.items() if result["faults"]} == {}
    if names == EVERY_CHANGE or kills >= MANY:
        assert [name for name, result in results.items() if not result["changed"]] == []
        assert [name for name, result in results.items() if not result["left"]] == [], "kills left nothing to remove"
