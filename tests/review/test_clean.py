"""Schemes without a fault, in the styles of different authors, draw next to nothing, and never an error.

clean/ holds ten, written from the manual by subject and style: section numbers in Chinese or in digits, rules with and
without numbers, shares, marks, rankings, open points, months. What is found in them is a false alarm, and counted.
"""

from pathlib import Path

import pytest

from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.base.source import Source
from creditdsl.cli.main import main
from creditdsl.compiler.pipeline import compile_source
from creditdsl.review.reviewing import review

ROOT = Path(__file__).parents[2]
CLEAN = sorted((Path(__file__).parent / "clean").glob("*.credit"))
PUBLISHED = sorted((ROOT / "schemes").glob("*/scheme.credit"))
ALLOWED = 0.5
"""Findings a scheme, notes included."""
OF_RULES_THAT_VANISH = {"W0614", "W0633", "W0634", "W0635", "W0636", "W0637", "W0638"}


def found(path: Path) -> list[Diagnostic]:
    diagnostics = review(compile_source(Source(path.name, path.read_text(encoding="utf-8"))))
    return [one for one in diagnostics if not one.acknowledged]


def test_ten_clean_schemes() -> None:
    assert len(CLEAN) == 10
    findings = {path.stem: [(one.code.id, one.message) for one in found(path)] for path in CLEAN}
    assert sum(map(len, findings.values())) <= ALLOWED * len(CLEAN), findings


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_clean_scheme_has_no_warning(path: Path) -> None:
    assert [one.message for one in found(path) if one.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.parent.name)
def test_the_published_schemes_keep_no_warning(path: Path) -> None:
    left = [one for one in found(path) if one.severity is not Severity.NOTE or one.code.id in OF_RULES_THAT_VANISH]
    assert [one.message for one in left] == []


def test_what_new_writes(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "新方案")]) == 0
    schemes = list((tmp_path / "新方案").rglob("*.credit"))
    assert schemes
    assert [one.message for path in schemes for one in found(path)] == []
