"""Show how far a long command is: one line on a terminal, after two seconds, wiped at the end.

Receives rows as they are done; promises to write nothing where standard error is no terminal.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from creditdsl.terminal import console
from creditdsl.terminal.width import width

Report = Callable[[str, int, int], None]
"""Told what is being done, how many rows are done, and of how many, 0 where that is not known."""

PATIENCE = 2.0
_BETWEEN = 0.2


@dataclass(slots=True)
class Progress:
    """One line of progress.

    shown: the text on the line. due: when it is written next, in seconds of the monotonic clock.
    """

    terminal: bool
    due: float = field(default_factory=lambda: time.monotonic() + PATIENCE)
    shown: str = ""

    def __call__(self, doing: str, done: int, of: int = 0) -> None:
        """Show the share of a task that is done.

        done: rows so far. of: all rows; 0 means unknown.
        """
        now = time.monotonic()
        if self.terminal and now >= self.due:
            self.due = now + _BETWEEN
            share = f"，{done * 100 // of}%" if of else ""
            self._write(f"{doing}：{done} 行{share}")

    def _write(self, text: str) -> None:
        console.write_error("\r" + text + " " * max(0, width(self.shown) - width(text)))
        self.shown = text

    def wipe(self) -> None:
        if self.shown:
            console.write_error("\r" + " " * width(self.shown) + "\r")
            self.shown = ""


def quiet(doing: str, done: int, of: int) -> None:
    """Show nothing."""


@contextmanager
def progress() -> Iterator[Progress]:
    """Yield a line that is gone at the end, also after Ctrl-C."""
    line = Progress(sys.stderr is not None and sys.stderr.isatty())
    try:
        yield line
    finally:
        line.wipe()
