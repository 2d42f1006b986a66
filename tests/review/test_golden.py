"""The pages tests/review/<finding>.md, executed; `pytest tests/review --update-findings` rewrites what they expect."""

from pathlib import Path

import pytest

from creditdsl.review import acknowledgements
from creditdsl.review.findings import FINDINGS
from tests.review.golden import cases, filled

FOLDER = Path(__file__).parent
CODES = {finding.__name__.rpartition(".")[2]: {finding.CODE.id} for finding in FINDINGS}  # type: ignore[attr-defined]
CODES["acknowledgements"] = {code.id for code in acknowledgements.CODES}
PAGES = sorted(FOLDER.glob("*.md"))
CASES = [
    pytest.param(page, case, id=f"{page.stem}-{case.splitlines()[0].removeprefix('## ')}")
    for page in PAGES
    for case in cases(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("page", "case"), CASES)
def test_case_is_as_printed(page: Path, case: str, request: pytest.FixtureRequest) -> None:
    computed = filled(case, CODES[page.stem])
    if request.config.getoption("--update-findings", default=False) and computed != case:
        text = page.read_text(encoding="utf-8")
        assert text.count(case) == 1
        page.write_text(text.replace(case, computed), encoding="utf-8", newline="\n")
        return
    assert computed == case


def test_every_finding_has_its_page() -> None:
    assert {page.stem for page in PAGES} == set(CODES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_shows_speech_and_silence(page: Path) -> None:
    shown = cases(page.read_text(encoding="utf-8"))
    spoken = ["```diagnostics" in case for case in shown]
    assert any(spoken) and not all(spoken), "a page shows where the finding speaks and where it must not"
