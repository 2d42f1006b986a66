"""Write to the screen or a pipe, whatever its encoding; Windows consoles and pipes still speak GBK.

Receives text or a JSON value; promises that no character can make the program fail. A character the
stream cannot write becomes its look-alike (− is -), else the missing-glyph mark 〓 that Chinese
typesetters use, else its number.
"""

import codecs
import contextlib
import importlib
import os
import sys
from collections.abc import Callable
from typing import IO, BinaryIO

LOOK_ALIKES = {
    "−": "-",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "•": "·",
    "∙": "·",
    "◦": "·",
    "✓": "√",
    "✔": "√",
    "✗": "×",
    "✘": "×",
    "×": "x",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "²": "2",
    "³": "3",
    "½": "1/2",
    "¼": "1/4",
    "⇒": "→",
    "→": "->",
    "〜": "～",
    "～": "~",
    "│": "|",
    "¥": "￥",
    "€": "欧元",
    "⋯": "…",
    "…": "...",
    "☐": "□",
    "☑": "√",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "，": ",",
    "、": ",",
    "。": ".",
    "；": ";",
    "：": ":",
    "（": "(",
    "）": ")",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u3000": " ",
}
"""The replacement of a character that a stream cannot write. A look-alike may need one itself."""

MISSING = "〓"
_HANDLER = "creditdsl.look-alike"


def prepare() -> None:
    """Make standard output and error safe to write any text to; once, at the start."""
    _fill_gaps()
    codecs.register_error(_HANDLER, _replace)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_HANDLER)
    if os.name == "nt" and _is_terminal(sys.stdout):
        try:
            importlib.import_module("colorama").just_fix_windows_console()
        except ImportError:
            os.environ["NO_COLOR"] = "1"


def _fill_gaps() -> None:
    """Open what was closed for this run, so that no file of the user takes the number of a stream."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def write(text: str) -> None:
    """Write text to standard output, as it is."""
    if sys.stdout is not None:
        sys.stdout.write(text)


def write_error(text: str) -> None:
    """Write text to standard error, after whatever standard output already holds."""
    if sys.stdout is not None:
        with contextlib.suppress(OSError):  # main() reports it
            sys.stdout.flush()
    if sys.stderr is not None:
        sys.stderr.write(text)
        sys.stderr.flush()


def write_json(value: object) -> None:
    """Write a JSON value to standard output: Chinese as it is on a UTF-8 stream, else as \\u numbers."""
    write(json_text(value, ascii_only=not is_utf8()))


def is_utf8() -> bool:
    """Return whether standard output takes any character."""
    return codecs.lookup(getattr(sys.stdout, "encoding", None) or "utf-8").name == "utf-8"


def write_bytes(task: Callable[[BinaryIO], object]) -> None:
    """Let the task write bytes to standard output, after whatever it already holds."""
    if sys.stdout is None:
        with open(os.devnull, "wb") as nowhere:
            task(nowhere)
        return
    sys.stdout.flush()
    task(sys.stdout.buffer)
    sys.stdout.buffer.flush()


def json_text(value: object, *, ascii_only: bool = False) -> str:
    """A JSON value as text, ending in a line end. Characters that no encoding writes are \\u numbers."""
    import json  # costs start-up time; a report for readers needs none

    text = json.dumps(value, ensure_ascii=ascii_only, indent=2)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, ensure_ascii=True, indent=2)
    return text + "\n"


def is_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return _is_terminal(sys.stdout)


def wants_colour() -> bool:
    """Return whether standard output is a terminal whose owner has not refused colour."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: IO[str] | None) -> bool:
    return stream is not None and stream.isatty()


def _replace(error: UnicodeError) -> tuple[str, int]:
    """Handle a codec error: return the text for the characters from error.start to error.end."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_stand_in(char, error.encoding) for char in bad), error.end


def _stand_in(char: str, encoding: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "?"  # a byte of a file name that is no text; UTF codecs take only ASCII in its place
    look_alike = LOOK_ALIKES.get(char)
    while look_alike is not None:
        if _can_write(look_alike, encoding):
            return look_alike
        look_alike = LOOK_ALIKES.get(look_alike)
    return MISSING if _can_write(MISSING, encoding) else char.encode("ascii", "backslashreplace").decode("ascii")


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
