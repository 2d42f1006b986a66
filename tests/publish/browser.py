"""Chromium without a window, for the tests that look at pages as a reader does; skipped where there is none."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROGRAM = next(filter(None, map(shutil.which, _NAMES)), None)
REASON = f"none of {', '.join(_NAMES)} is installed"
NO_FONT = "no font with Chinese characters is installed, so that a browser prints none"


def has_font() -> bool:
    """Whether the system says that it has a Chinese font, or does not say."""
    lister = shutil.which("fc-list")
    return lister is None or bool(subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout)


_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


@dataclass(frozen=True)
class Browser:
    """folder: its own, for what it keeps."""

    folder: Path

    def opened(self, page: Path) -> tuple[str, list[str]]:
        """The document as the browser understood it, and the addresses that it asked the network for.

        What the browser asks for by itself is left out.
        """
        log = self.folder / "net.json"
        document = self._run(page, "--dump-dom", f"--log-net-log={log}").decode("utf-8")
        return document, list(_requests(json.loads(log.read_text(encoding="utf-8"))["events"]))

    def printed(self, page: Path) -> bytes:
        """The page as a PDF, as a reader would print it."""
        made = self.folder / "printed.pdf"
        self._run(page, "--no-pdf-header-footer", f"--print-to-pdf={made}")
        return made.read_bytes()

    def _run(self, page: Path, *options: str) -> bytes:
        assert PROGRAM is not None
        command = [PROGRAM, *_QUIET, f"--user-data-dir={self.folder / 'profile'}", *options, page.as_uri()]
        return subprocess.run(command, capture_output=True, timeout=60, check=True).stdout


def _requests(events: list[dict[str, object]]) -> Iterator[str]:
    """Of the events of the network, the addresses that a page on the disk asked for."""
    for event in events:
        params = event.get("params")
        if isinstance(params, dict) and str(params.get("network_isolation_key")).startswith("file:"):
            yield from [str(params["url"])] if "url" in params else []
