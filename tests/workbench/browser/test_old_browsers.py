"""工作台.html in browsers of several years, with the memory it carries and without: a scheme from opening to its files.

The seconds until the first diagnostics are printed (`-s`).
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import creditdsl
from creditdsl.api.saving import MemoryFile
from tests.pace import delay
from tests.workbench.browser.conftest import ONE_FILE, PATIENCE, sync_api
from tests.workbench.browser.old_browsers import LAST_FOR_WINDOWS_7, OLDEST, launch_old, teach
from tests.workbench.browser.test_page import download, enter_data, result

pytestmark = pytest.mark.full

LVLIANG = Path(__file__).parents[3] / "schemes" / "lvliang-2022"
SCHEME = (LVLIANG / "scheme.credit").read_text(encoding="utf-8")
DATA = (LVLIANG / "data" / "附件1.csv").read_text(encoding="utf-8")
FINDINGS = "检查结果：错误 0 条，警告 0 条，说明 22 条"
NEWEST = "newest"
"""What the system has."""
SECONDS = {True: 3.0, False: 8.0}
"""From opening to the first diagnostics on a desktop computer, with the kept memory and without."""
MEGABYTES = 22

CLOCK = """
window.clock = {opened: 0, diagnosed: []};
new MutationObserver((records) => {
    for (const { target, removedNodes } of records) {
        if ([...removedNodes].some((node) => node.id === "loading")) clock.opened = performance.now();
        if (target.id === "findings-title") {
            const text = document.querySelector(".cm-content").textContent;
            clock.diagnosed.push([performance.now(), text.includes("吕梁")]);
        }
    }
}).observe(document, { childList: true, subtree: true });
"""


@dataclass
class Opened:
    """The page with a scheme open. seconds: from opening to ready, and from the scheme to its first diagnostics."""

    page: Any
    requests: list[str]
    errors: list[str]
    seconds: tuple[float, float]
    keeps_memory: bool


def without_memory(page: str) -> str:
    """Return 工作台.html without the memory of a Python that has the program loaded."""
    page, count = re.subn(r'<script type="text/plain" id="file:memory">[^<]*</script>\n', "", page)
    names = json.loads(page.partition('id="files">')[2].partition("<")[0])
    assert count == 1 and "memory" in names
    return page.replace(json.dumps(names), json.dumps([name for name in names if name != "memory"]))


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, str]:
    """The page as it is, and without the memory."""
    if not ONE_FILE.exists():
        pytest.skip("make workbench has not made dist/工作台.html")
    plain = tmp_path_factory.mktemp("without") / "工作台.html"
    plain.write_text(without_memory(ONE_FILE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    return {True: ONE_FILE.as_uri(), False: plain.as_uri()}


@pytest.fixture(scope="module", params=[OLDEST, LAST_FOR_WINDOWS_7, NEWEST])
def browser_of_a_version(request: pytest.FixtureRequest, playwright: Any) -> Iterator[Any]:
    if request.param == NEWEST:
        program = request.getfixturevalue("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
    else:
        browser = launch_old(playwright, request.param)
    yield browser
    browser.close()


@pytest.fixture(
    scope="module",
    params=[pytest.param(True, id="memory", marks=pytest.mark.sample), pytest.param(False, id="plain")],
)
def opened(request: pytest.FixtureRequest, browser_of_a_version: Any, addresses: dict[bool, str]) -> Iterator[Opened]:
    context = browser_of_a_version.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    context.set_default_timeout(PATIENCE * 4)
    page = context.new_page()
    teach(page)
    page.add_init_script(CLOCK)
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda sent: requests.append(sent.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(addresses[request.param])
    page.wait_for_selector("#start .cards >> text=安全生产")
    with page.expect_file_chooser() as chooser:
        page.click("#start >> text=打开方案")
    asked = page.evaluate("performance.now()")
    chooser.value.set_files(LVLIANG / "scheme.credit")
    page.wait_for_selector(f"#findings-title:text-is('{FINDINGS}')")
    clock = page.evaluate("clock")
    diagnosed = min(moment for moment, is_of_scheme in clock["diagnosed"] if is_of_scheme)
    seconds = clock["opened"] / 1000, (diagnosed - asked) / 1000
    how = "with its memory" if request.param else "without"
    print(f"\nChromium {browser_of_a_version.version} {how}: {seconds[0]:.2f} s + {seconds[1]:.2f} s")
    yield Opened(page, requests, errors, seconds, request.param)
    context.close()
    assert errors == []


def assert_shown(page: Any, frame: str, words: str) -> None:
    """Wait until a page inside the page shows the words. (Chromium 103 cannot be asked what is visible there.)"""
    for _ in range(PATIENCE // 100):
        with suppress(sync_api.Error):  # another page is being loaded there
            inside = page.query_selector(frame).content_frame()
            if words in re.sub(r"\s", "", inside.evaluate("() => document.body?.innerText ?? ''")):
                return
        page.wait_for_timeout(100)
    pytest.fail(f"{words} is not shown")


@pytest.mark.clock
def test_the_first_diagnostics_come_in_time(opened: Opened) -> None:
    seconds, promised = sum(opened.seconds), SECONDS[opened.keeps_memory]
    assert seconds <= promised or seconds <= promised * delay(), f"{seconds:.1f} s"


def test_asks_for_nothing_but_the_file(opened: Opened) -> None:
    file, *others = opened.requests
    assert file.startswith("file:") and all(address.startswith("blob:null/") for address in others)


def test_shows_the_scheme_as_it_is_printed(opened: Opened) -> None:
    assert_shown(opened.page, "#panel-preview iframe", "工作机制建设情况")


def test_finds_what_is_typed_and_how_to_mend_it(opened: Opened) -> None:
    page = opened.page
    page.click("#toolbar >> text=查找")
    page.fill(".cm-search input[name=search]", "  出台本行业制度 得5")
    for key in ("End", "Enter", "Escape", "End"):
        page.keyboard.press(key)
    page.keyboard.insert_text("\n  每报送1条信息得0.5分，最高得10分。")
    page.click("#findings li.severity-1 >> text=怎么改")
    page.click("#findings .mend >> nth=0")
    page.wait_for_selector("#findings li.severity-1", state="detached")
    page.click("#toolbar >> text=撤销")
    page.wait_for_selector("#findings li.severity-1")
    page.click("#toolbar >> text=撤销")
    page.wait_for_selector(f"#findings-title:text-is('{FINDINGS}')")


def test_scores_the_data_and_says_why(opened: Opened) -> None:
    page = opened.page
    enter_data(page, DATA.replace(",", "\t"))
    scores = creditdsl.read(text=SCHEME).table("附件1").score(creditdsl.pasted(DATA.replace(",", "\t")))
    for row in scores:
        assert result(page, row.unit)[2] == str(row.total)
    page.click("#results >> text=乙局")
    assert_shown(page, ".explanation-page", "乙局得分说明")


@pytest.mark.parametrize(
    ("words", "suffix"), [("存为 Word 文档", "docx"), ("存为电子表格", "xlsx"), ("存为网页", "html")]
)
def test_makes_the_files_that_the_command_makes(opened: Opened, words: str, suffix: str) -> None:
    file = MemoryFile(f"附件1.{suffix}")
    creditdsl.read(text=SCHEME).table("附件1").print(file)
    assert download(opened.page, words) == file.content


def test_keeps_what_was_written(opened: Opened) -> None:
    page = opened.page
    page.click("#tab-preview")
    page.wait_for_timeout(1500)
    page.reload()
    page.wait_for_selector("#loading", state="detached")
    page.wait_for_selector(".cm-line:has-text('吕梁市社会信用体系建设工作考核办法')")


@pytest.mark.sample
def test_is_small_enough() -> None:
    if not ONE_FILE.exists():
        pytest.skip("make workbench has not made dist/工作台.html")
    assert ONE_FILE.stat().st_size <= MEGABYTES * 1_000_000
