"""The files of the folder that the page works in: their names, their content, and saving in place.

Only files of the folder itself are seen, by name: no path, no link that leads elsewhere. A file that was changed by
another program since it was opened is not overwritten. What is being written is kept beside them (kept_work.py).
"""

import os
import re
from hashlib import sha256

from creditdsl.base.node import node
from creditdsl.files.inputs import file_bytes
from creditdsl.files.outputs import write_file
from creditdsl.workbench.kept_work import KeptWork
from creditdsl.workbench.refusals import MAX_BYTES, Refusal, written

SHOWN = (".credit", ".docx", ".xlsx", ".csv", ".html", ".htm", ".tsv", ".txt", ".md")
_NAME = re.compile(r'[^/\\:*?"<>|\x00-\x1f]{1,200}')


@node
class FileState:
    """A file as it stands on disk. sha256: of its bytes, in hexadecimal digits."""

    name: str
    content: bytes
    sha256: str


class Folder:
    """One folder. Names are file names without a path."""

    def __init__(self, path: str) -> None:
        self.path = os.path.realpath(path)
        self.work = KeptWork(self.path)

    def names(self) -> list[str]:
        """Return the files that the page can open, in the order of their names."""
        with os.scandir(self.path) as entries:
            names = [entry.name for entry in entries if entry.is_file() and _shown(entry.name)]
        return sorted(names)

    def open(self, name: str) -> FileState:
        """Read a file; Refusal where there is none or it is too large."""
        content = file_bytes(self._path(name), MAX_BYTES)
        if not isinstance(content, bytes):
            raise Refusal(content.words())
        return FileState(name, content, sha256(content).hexdigest())

    def save(self, name: str, content: bytes, opened: str | None) -> FileState:
        """Write a file whole; `opened` is the hash it had when it was opened, None where it should not be there.

        Refusal where it is there all the same, is another by now, or cannot be written.
        """
        path = self._path(name)
        there = self.open(name).sha256 if os.path.exists(path) else None
        if there is not None and opened is None:
            raise Refusal(f"文件夹里已经有 {name}。请用“另存为”换一个文件名。")
        if there is not None and there != opened:
            raise Refusal(f"{name} 已经被别的程序改过。请另存为一个新文件，或者重新打开它。")
        with written(name):
            write_file(path, content)
        return FileState(name, content, sha256(content).hexdigest())

    def stamp(self, name: str) -> str:
        """Return a text that changes when the file changes on disk; empty where there is no file."""
        try:
            state = os.stat(self._path(name))
        except OSError:
            return ""
        return f"{state.st_mtime_ns} {state.st_size} {state.st_ino}"

    def _path(self, name: str) -> str:
        path = os.path.join(self.path, name)
        if not _NAME.fullmatch(name) or name.startswith(".") or os.path.dirname(os.path.realpath(path)) != self.path:
            raise Refusal(f"“{name}”不是这个文件夹里的文件名。")
        return path


def _shown(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower().endswith(SHOWN)
