"""The walk-through of docs/adding-a-form.md, followed in a copy of the repository."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from docs.replay import play

ROOT = Path(__file__).parents[2]
COPIED = ("creditdsl", "docs", "grammar", "schemes", "tests/conftest.py", "tests/docs", "tests/forms", "pyproject.toml")
SCHEME = "方案：示例\n附件1 考核指标\n一、平台建设（5分）\n  平台建设等级 逐级得2、3、5\n"


def run(folder: Path, *words: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_following_the_page_adds_a_form(tmp_path: Path) -> None:
    for name in COPIED:
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    play((ROOT / "docs" / "adding-a-form.md").read_text(encoding="utf-8"), tmp_path)

    test = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "rungs or every_form or glossary")
    run(tmp_path, *test, "--update-golden", "tests/forms")
    page = (tmp_path / "tests/forms/rungs.md").read_text(encoding="utf-8")
    assert "| 甲局 | 3 | 5.00 |" in page and "| 戊局 |  | 待定 |" in page
    assert "平台建设等级达到1级的，得2分；达到2级的，得3分；达到3级的，得5分。" in page

    run(tmp_path, "docs/generate.py", "language.md")
    assert "### 逐级计分" in (tmp_path / "docs/language.md").read_text(encoding="utf-8")
    run(tmp_path, *test, "tests/forms", "tests/docs/test_glossary.py", "tests/docs/test_pages.py")

    (tmp_path / "rungs.credit").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "rungs.csv").write_text("单位,平台建设等级\n甲局,2\n", encoding="utf-8")
    run(tmp_path, "-m", "creditdsl", "fmt", "rungs.credit")
    assert "  平台建设等级 逐级得 2、3、5\n" in (tmp_path / "rungs.credit").read_text(encoding="utf-8")
    explained = run(tmp_path, "-m", "creditdsl", "explain", "rungs.credit", "--data", "rungs.csv", "--unit", "甲局")
    assert "达到2级，得3分" in explained
