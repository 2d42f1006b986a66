"""Every view of the page, and every page that it shows, has nothing serious against it by axe-core."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.browser.test_compare import EARLIER, compare
from tests.workbench.browser.test_forms import receive
from tests.workbench.browser.test_page import (
    DATA,
    FAULTY,
    GRADED,
    SCHEME,
    WORD_TABLE,
    ask_for_mends,
    enter_data,
    paste,
    start_with,
    type_initials,
)

pytestmark = pytest.mark.full

AXE = Path(__file__).parents[3] / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")


def start_page(page: Any) -> None:
    page.wait_for_selector("#start[open]")


def message(page: Any) -> None:
    start_with(page, FAULTY)
    page.click("#findings >> text=释义 >> nth=0")
    page.wait_for_selector("#message[open]")


def imported(page: Any) -> None:
    paste(page, "#start .paste", html=WORD_TABLE, plain="")
    page.wait_for_selector("#message[open]")


def search(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#toolbar >> text=查找")
    page.wait_for_selector(".cm-search")


def scores(page: Any) -> None:
    start_with(page, GRADED)
    enter_data(page)
    page.click("#results >> text=甲局")
    page.frame_locator(".explanation-page").locator("text=甲局得分说明").wait_for()


def wrong_data(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#tab-scores")
    paste(page, "[role=grid] th", plain=DATA.replace("4", "约4"))
    page.wait_for_selector("td.wrong")


def wrong_forms(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#tab-scores")
    receive(page, {"甲.xlsx": b"PK"})
    page.wait_for_selector("#message[open] .faults")


def compared(page: Any) -> None:
    start_with(page, GRADED)
    enter_data(page)
    compare(page, EARLIER)
    page.wait_for_selector("#panel-compare table")


def trial(page: Any) -> None:
    start_with(page, GRADED)
    enter_data(page)
    page.click("#toolbar >> text=试改")
    page.fill("[aria-label='第 5 行的 1，试改为']", "2")
    page.wait_for_selector("#trial table")


def outline(page: Any) -> None:
    start_with(page, SCHEME)
    page.click("#tab-outline")
    page.wait_for_selector("#panel-outline li")


def help_pages(page: Any) -> None:
    page.click("#start >> text=关闭")
    page.click("#tab-help")
    page.fill("[aria-label=在帮助里找]", "一票否决")
    page.click("#panel-help summary:visible >> nth=0")


VIEWS: list[Callable[[Any], None]] = [
    start_page,
    ask_for_mends,
    message,
    imported,
    search,
    type_initials,
    scores,
    wrong_data,
    wrong_forms,
    compared,
    trial,
    outline,
    help_pages,
]


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("axe-core is not there; make browser brings it")
    return AXE.read_text(encoding="utf-8")


def serious(page: Any, axe: str) -> Iterator[str]:
    """Yield what axe says of a page: the rule, and the elements against it."""
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, {iframes: false, resultTypes: ['violations']})")
    for violation in result["violations"]:
        if violation["impact"] in SERIOUS:
            places = [node["html"][:160] for node in violation["nodes"]]
            yield f"{violation['id']}: {violation['help']}: {places}"


@pytest.mark.parametrize("address", ["served"], indirect=True)  # the same page in both
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_nothing_serious(view: Callable[[Any], None], page: Any, axe: str) -> None:
    view(page)
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(200)
        assert [*serious(page, axe)] == []


@pytest.mark.parametrize("address", ["served"], indirect=True)
def test_nothing_serious_in_what_is_printed(page: Any, axe: str) -> None:
    scores(page)
    page.click("#tab-preview")
    for frame in ("#panel-preview iframe", ".explanation-page"):
        inside = page.context.new_page()
        inside.set_content(page.eval_on_selector(frame, "frame => frame.srcdoc"))
        assert [*serious(inside, axe)] == []
