"""The walk-through of docs/adding-a-finding.md, followed in a copy of the repository."""

import shutil
from pathlib import Path

from docs.replay import play
from tests.docs.test_adding_a_form import ROOT, run

COPIED = ("creditdsl", "docs", "grammar", "tests", "pyproject.toml")
SCHEME = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n1. 建立机制（5分）\n  建立机制 得5\n"


def test_following_the_page_adds_a_finding(tmp_path: Path) -> None:
    for name in COPIED:
        source, target = ROOT / name, tmp_path / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    play((ROOT / "docs" / "adding-a-finding.md").read_text(encoding="utf-8"), tmp_path)

    page = "tests/review/test_golden.py"
    test = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "single_item or every_finding")
    run(tmp_path, *test, "--update-findings", page)
    assert "N0668 1:1 “工作机制”下面只有一项。" in (tmp_path / "tests/review/single_item.md").read_text("utf-8")
    run(tmp_path, *test, page, "tests/review/test_manual.py")

    run(tmp_path, "docs/generate.py", "findings.md")
    assert "N0668 大项下面只有一项" in (tmp_path / "docs/findings.md").read_text(encoding="utf-8")

    (tmp_path / "one.credit").write_text(SCHEME, encoding="utf-8")
    assert "说明 N0668" in run(tmp_path, "-m", "creditdsl", "check", "one.credit")
