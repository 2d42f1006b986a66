"""What the page says and does where it cannot open as usual: a memory that does not fit, a browser too old."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.browser.conftest import ONE_FILE, PATIENCE

pytestmark = pytest.mark.full

PACKING = Path(__file__).parents[3] / "workbench"


@pytest.fixture
def one_file() -> str:
    """工作台.html as text."""
    if not ONE_FILE.exists():
        pytest.skip("make workbench has not made dist/工作台.html")
    return ONE_FILE.read_text(encoding="utf-8")


def carrying(page: str, name: str, text: str) -> str:
    """Return a page whose part of this name is another text."""
    page, count = re.subn(f'(<script type="text/plain" id="file:{name}">)[^<]*', lambda part: part[1] + text, page)
    assert count == 1
    return page


def opened(browser: Any, address: str, script: str = "") -> Any:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE * 4)
    page = context.new_page()
    page.add_init_script(script)
    page.goto(address)
    return page


def test_a_memory_that_does_not_fit_is_left_out(
    browser: Any, one_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(PACKING))
    from packing import packed

    monkeypatch.delitem(sys.modules, "packing")
    file = tmp_path / "工作台.html"
    file.write_text(carrying(one_file, "memory", packed(bytes(65536))), encoding="utf-8", newline="\n")
    page = opened(browser, file.as_uri())
    page.wait_for_selector("#start .cards >> text=安全生产")
    page.context.close()


def test_says_why_it_was_not_opened(browser: Any, one_file: str, tmp_path: Path) -> None:
    file = tmp_path / "工作台.html"
    file.write_text(carrying(one_file, "pyodide.asm.wasm", ""), encoding="utf-8", newline="\n")
    page = opened(browser, file.as_uri())
    page.wait_for_selector("#loading >> text=工作台没有打开")
    page.context.close()


@pytest.mark.sample
@pytest.mark.parametrize("lacking", ["DecompressionStream", "WebAssembly"])
def test_a_browser_that_is_too_old_is_told_so_and_opens_nothing(lacking: str, browser: Any, address: str) -> None:
    page = opened(browser, address, f"delete window.{lacking};")
    page.wait_for_selector("#loading >> text=这个浏览器太旧，打不开工作台")
    page.wait_for_timeout(1000)
    assert "换一个" in page.inner_text("#loading")
    assert page.workers == [] and page.inner_text("#toolbar") == ""
    page.context.close()
