"""After both walk-throughs the suite and every linter pass, in a copy of the whole repository (`make full`)."""

from pathlib import Path

import pytest

from tests.docs.following import follow, run, run_tests

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
FOLLOWED = ("tests/docs/test_adding_a_form.py", "tests/docs/test_adding_a_finding.py")
"""They follow the same pages, which can be followed once in a tree."""
APART = ("base", "bench", "data", "files", "kills", "printing", "release", "sheets", "terminal", "workbench")
"""Folders of tests of what stands below the language or around it: no form and no finding reaches them."""


@pytest.mark.full
def test_the_suite_passes_with_a_new_form_and_a_new_finding(tmp_path: Path) -> None:
    follow(tmp_path, "adding-a-form.md", "adding-a-finding.md")
    run_tests(tmp_path, "--update-golden", "tests/forms", "-k", "two_lines")
    run_tests(tmp_path, "--update-findings", "tests/review/test_golden.py", "-k", "single_item")
    run(tmp_path, "docs/generate.py")
    for linter in (("-m", "ruff", "check"), ("-m", "ruff", "format", "--check"), ("-m", "mypy"), ("-c", LINT_IMPORTS)):
        run(tmp_path, *linter)
    left_out = (*FOLLOWED, *(f"tests/{folder}" for folder in APART))
    run_tests(tmp_path, "-n", "auto", *(f"--ignore={path}" for path in left_out))
