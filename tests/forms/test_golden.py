"""The pages tests/forms/<stem>.md, executed; `pytest tests/forms --update-golden` rewrites what they expect."""

from pathlib import Path

import pytest

from creditdsl.forms import FORMS
from tests.forms.golden import Case, cases, filled

FOLDER = Path(__file__).parent
PAGES = sorted(FOLDER.glob("*.md"))
STEMS = {form.stem for form in FORMS}
CASES = [
    pytest.param(page, case, id=f"{page.stem}-{case.title}")
    for page in PAGES
    for case in cases(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("page", "case"), CASES)
def test_case_is_as_printed(page: Path, case: Case, request: pytest.FixtureRequest) -> None:
    computed = filled(case)
    if request.config.getoption("--update-golden", default=False) and computed != case.text:
        text = page.read_text(encoding="utf-8")
        assert text.count(case.text) == 1
        page.write_text(text.replace(case.text, computed), encoding="utf-8", newline="\n")
        return
    assert computed == case.text


def test_every_form_has_its_page() -> None:
    assert {page.stem for page in PAGES} >= STEMS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_shows_results_and_faults(page: Path) -> None:
    """The page of a form also shows its sentence; the others tell of what stands around the rules."""
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# ") and text.index("\n\n") < text.index("## "), "a page opens with what the form says"
    shown = cases(text)
    assert len({case.title for case in shown}) == len(shown)
    assert sum("```diagnostics" in case.text for case in shown) >= 3
    assert page.stem not in STEMS or any("```sentence" in case.text for case in shown)
