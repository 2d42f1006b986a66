"""A browser and the page in it, once served by the program and once as one file.

They need Chromium, and what `make browser` brings: Playwright, and browsers some years old. 工作台.html is what
`make workbench` leaves in dist/.
"""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from creditdsl.workbench.folder import Folder
from creditdsl.workbench.page_server import PageServer

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; make browser brings it")

ONE_FILE = Path(__file__).parents[3] / "dist" / "工作台.html"
PATIENCE = 15_000
"""Milliseconds that anything may take on a busy machine."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program, as a path."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed")
    return program


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Any, chromium: str) -> Iterator[Any]:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that the served page works in."""
    return tmp_path


@pytest.fixture(params=["served", "one file"])
def address(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "one file":
        if not ONE_FILE.exists():
            pytest.skip("make workbench has not made dist/工作台.html")
        yield ONE_FILE.as_uri()
        return
    with PageServer(Folder(str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server.access.address
        server.closing.set()
        server.shutdown()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """The page, opened, with its start page; what a script raises fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#loading", state="detached")
    page.wait_for_selector("#start .cards >> text=安全生产")
    yield page
    context.close()
    assert errors == []
