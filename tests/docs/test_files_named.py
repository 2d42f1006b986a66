"""Every source file that a page for developers names is there, so that a moved file takes its mentions along."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("docs/*.md"), ROOT / "CONTRIBUTING.md"])
FILES = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py") if ".venv" not in path.parts]
EXAMPLES = {"adding-a-form.md", "adding-a-finding.md"}
"""These walk through files that are to be written."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_named_exist(page: Path) -> None:
    named = re.findall(r"`([\w/]+\.py)`", page.read_text(encoding="utf-8"))
    missing = {name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in FILES)}
    assert page.name in EXAMPLES or not missing
