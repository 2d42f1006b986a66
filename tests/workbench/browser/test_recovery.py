"""What is typed outlives the program and the browser: a kill at any moment costs at most five seconds of it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.browser.conftest import ONE_FILE, PATIENCE

pytestmark = pytest.mark.full

LOST = 5.0
"""Seconds of typing that may be lost."""
TYPED_FOR = 8.0


@contextmanager
def program(folder: Path) -> Iterator[tuple[int, str]]:
    """Run `creditdsl workbench`; yield its process number and its address."""
    command = [sys.executable, "-u", "-m", "creditdsl", "workbench", str(folder), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        try:
            yield process.pid, found[0]
        finally:
            process.kill()


@contextmanager
def browser_process(playwright: Any, chromium: str, profile: Path) -> Iterator[tuple[int, Any]]:
    """Run a browser with a profile that stays; yield its process number and a page of it."""
    port_file = profile / "DevToolsActivePort"
    port_file.unlink(missing_ok=True)
    command = [chromium, "--headless=new", "--no-sandbox", f"--user-data-dir={profile}", "--remote-debugging-port=0"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 30
        while not (port_file.exists() and port_file.read_text()) and time.monotonic() < until:
            time.sleep(0.1)
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port_file.read_text().split()[0]}")
        browser.contexts[0].set_default_timeout(PATIENCE * 4)
        try:
            yield process.pid, browser.contexts[0].new_page()
        finally:
            process.kill()


def type_numbers(page: Any, address: str) -> list[float]:
    """Open the page and type numbers as lines, `# 0`, `# 1` …; return when each was there."""
    page.goto(address)
    page.wait_for_selector("#start .cards >> text=安全生产")
    page.click("#start >> text=新建方案")
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    typed: list[float] = []
    start = time.monotonic()
    while time.monotonic() - start < TYPED_FOR:
        page.keyboard.insert_text(f"# {len(typed)}\n")
        typed.append(time.monotonic())
        page.wait_for_timeout(100)
    return typed


def recovered(page: Any, address: str) -> int:
    """Open the page again; return how many of the numbers are there."""
    page.goto(address)
    page.wait_for_selector("#file-state >> text=已恢复上次没有保存的内容")
    page.keyboard.press("Escape")
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    page.wait_for_timeout(300)
    return max(int(number) for number in re.findall(r"# (\d+)", page.inner_text(".cm-content"))) + 1


def lost(typed: list[float], killed: float, there: int) -> float:
    """The seconds between the first number that is lost and the kill."""
    return killed - typed[there] if there < len(typed) else 0.0


def test_the_program_is_killed(browser: Any, tmp_path: Path) -> None:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    with program(tmp_path) as (number, address):
        typed = type_numbers(context.new_page(), address)
        os.kill(number, signal.SIGKILL)
        killed = time.monotonic()
    context.close()
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    with program(tmp_path) as (_, address):
        assert lost(typed, killed, recovered(context.new_page(), address)) <= LOST
    context.close()


@pytest.mark.parametrize("carrier", ["served", "one file"])
def test_the_browser_is_killed(carrier: str, playwright: Any, chromium: str, tmp_path: Path) -> None:
    profile, folder = tmp_path / "profile", tmp_path / "folder"
    profile.mkdir()
    folder.mkdir()
    if carrier == "one file" and not ONE_FILE.exists():
        pytest.skip("make workbench has not made dist/工作台.html")
    with program(folder) as (_, served):
        address = served if carrier == "served" else ONE_FILE.as_uri()
        with browser_process(playwright, chromium, profile) as (number, page):
            typed = type_numbers(page, address)
            os.kill(number, signal.SIGKILL)
            killed = time.monotonic()
        with browser_process(playwright, chromium, profile) as (_, page):
            assert lost(typed, killed, recovered(page, address)) <= LOST
