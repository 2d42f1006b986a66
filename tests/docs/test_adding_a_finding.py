"""The walk-through of docs/adding-a-finding.md, followed to the letter."""

from pathlib import Path

import pytest

from tests.docs.following import follow, run, run_tests

SCHEME = "方案：示例\n附件1 考核指标\n一、工作机制（5分）\n1. 建立机制（5分）\n  建立机制 得5\n"


@pytest.mark.full  # it checks a copy of the project for half a minute
def test_following_the_page_adds_a_finding(tmp_path: Path) -> None:
    follow(tmp_path, "adding-a-finding.md")

    run_tests(tmp_path, "--update-findings", "tests/review/test_golden.py", "-k", "single_item")
    assert "N0668 1:1 “工作机制”下面只有一项。" in (tmp_path / "tests/review/single_item.md").read_text("utf-8")
    run(tmp_path, "docs/generate.py", "findings.md")
    assert "N0668 大项下面只有一项" in (tmp_path / "docs/findings.md").read_text(encoding="utf-8")
    run_tests(tmp_path, "tests/review/test_golden.py", "tests/review/test_manual.py", "tests/findings")
    run_tests(tmp_path, "tests/docs/test_pages.py", "-k", "N0668 or findings")

    (tmp_path / "one.credit").write_text(SCHEME, encoding="utf-8")
    assert "说明 N0668" in run(tmp_path, "-m", "creditdsl", "check", "one.credit")
