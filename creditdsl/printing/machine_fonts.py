"""The faces of a document that this machine lacks.

Receives names of faces. Promises an answer without fail: no face is missing where the machine cannot be asked.
Word and WPS replace a missing face without a word, so the command reports it.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence

_ENGLISH = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S",
    "仿宋_GB2312": "FangSong_GB2312",
    "楷体_GB2312": "KaiTi_GB2312",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
"""English names of faces; a machine may know a face by either name."""

_SECONDS = 10
"""Seconds that fc-list may take."""


def missing(faces: Sequence[str]) -> tuple[str, ...]:
    """Return the faces that are not installed, in their order."""
    try:
        installed = {name.strip().casefold() for name in _installed()}
    except (OSError, subprocess.SubprocessError, ValueError):
        return ()
    return tuple(face for face in faces if not {face.casefold(), _ENGLISH.get(face, face).casefold()} & installed)


def _installed() -> Iterator[str]:
    """Yield the names of installed families, in every language of their files."""
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            try:
                key = winreg.OpenKey(root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts")
            except OSError:
                continue  # no fonts of the user's own
            with key:
                for index in range(winreg.QueryInfoKey(key)[1]):
                    yield from _registered(winreg.EnumValue(key, index)[0])
    else:
        listed = subprocess.run(
            ["fc-list", ":", "family"], capture_output=True, timeout=_SECONDS, check=True, stdin=subprocess.DEVNULL
        )
        yield from re.split(r"[,\n]", listed.stdout.decode("utf-8", "replace"))


def _registered(name: str) -> list[str]:
    """Return the families in an entry such as `SimSun & NSimSun (TrueType)`."""
    return re.sub(r"\([^()]*\)\s*$", "", name).split("&")
