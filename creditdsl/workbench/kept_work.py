"""What a page is working on, kept in a hidden file of its folder, so that a killed program costs seconds of it.

Two pages may be open on one folder, in one program or in two. The first that writes is the one whose work is kept:
another is refused, as it would write over what it has never seen.
"""

import os
from hashlib import sha256
from threading import Lock

from creditdsl.files.inputs import file_bytes
from creditdsl.files.outputs import write_file
from creditdsl.workbench.refusals import MAX_BYTES, Refusal, written

KEPT = ".工作台.json"
"""The hidden file; no name that the page gives is this one."""
ASIDE = "工作台自动保存-读不出来{}.json"


class KeptWork:
    """The hidden file of one folder. Each page is known by a name of its own."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, KEPT)
        self._seen: dict[str, str] = {}
        """The hash of what each page has read or written last; empty where there was nothing."""
        self._lock = Lock()

    def read(self, page: str) -> str | None:
        """Return what was kept last; None where there is nothing. Refusal where it cannot be read."""
        with self._lock:
            content = self._content()
            self._seen[page] = _hash(content)
        return None if content is None else content.decode("utf-8", "replace")

    def write(self, page: str, work: str) -> None:
        """Write what a page is working on; Refusal where another page has written, or where it cannot be written."""
        content = work.encode("utf-8", "surrogatepass")
        with self._lock:
            there = self._content()
            if there is not None and _hash(there) != self._seen.get(page):
                raise Refusal("另一个工作台页面正在这个文件夹里写，自动保存的是那一页。本页的改动请按“保存”")
            with written(KEPT):
                write_file(self._path, content)
            self._seen[page] = _hash(content)

    def set_aside(self) -> str:
        """Give what was kept, and cannot be understood, another name in the folder; return it."""
        with self._lock:
            number = 1
            while os.path.lexists(os.path.join(self._folder, name := ASIDE.format(number))):
                number += 1
            with written(name):
                os.rename(self._path, os.path.join(self._folder, name))
        return name

    def _content(self) -> bytes | None:
        if not os.path.lexists(self._path):
            return None
        content = file_bytes(self._path, MAX_BYTES)
        if not isinstance(content, bytes):
            raise Refusal(f"上次自动保存的内容（{KEPT}）读不了：{content.words()}")
        return content


def _hash(content: bytes | None) -> str:
    return "" if content is None else sha256(content).hexdigest()
