"""Plays a page through as its reader would, and fills in what the commands answer.

A page is played in one empty folder. Fenced blocks are told apart by their info string; paths are
relative to the folder:

    ```credit file=方案.credit   the whole file (also csv): written
    ```tsv file=办法.docx        a Word file, shown as text: lines with tabs are the rows of its tables
    ```credit old=方案.credit    lines that stand in the file exactly once …
    ```credit new=方案.credit    … and what takes their place
    ```console                  lines `> creditdsl …` (or `> cd …`), each followed by what it answers

Every other block is left alone.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docs.word_file import write_word_file

_BLOCK = re.compile(r"^(`{3,})(\w+)(?: (file|old|new)=(\S+))?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_PROMPT = "> "
_FONTS = re.compile(r"^本机没有安装.*\n", re.MULTILINE)
"""What `print` says of the fonts of this machine; a page is the same on all of them."""


def replayed(page: str) -> str:
    """The page with every answer as the commands give it now."""
    with tempfile.TemporaryDirectory() as folder:
        return play(page, Path(folder))


def play(page: str, folder: Path) -> str:
    """The same in a folder of one's own, which is left as the reader would leave it."""
    return _BLOCK.sub(_Player(folder).play, page)


@dataclass(slots=True)
class _Player:
    folder: Path
    old: dict[str, str] = field(default_factory=dict)

    def play(self, block: re.Match[str]) -> str:
        _, language, what, name, text = block.groups()
        if language == "console":
            return "```console\n" + "".join(self._answers(text)) + "```"
        match what:
            case "file":
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.suffix == ".docx":
                    write_word_file(path, text)
                else:
                    path.write_text(text, encoding="utf-8", newline="\n")
            case "old":
                self.old[name] = text
            case "new":
                path, old = self.folder / name, self.old.pop(name)
                whole = path.read_text(encoding="utf-8")
                assert whole.count(old) == 1, f"{name} holds this {whole.count(old)} times: {old}"
                path.write_text(whole.replace(old, text), encoding="utf-8", newline="\n")
        return block.group()

    def _answers(self, text: str) -> Iterator[str]:
        for line in text.splitlines():
            if line.startswith(_PROMPT):
                yield line + "\n"
                yield self._run(shlex.split(line.removeprefix(_PROMPT)))

    def _run(self, words: list[str]) -> str:
        program, *args = words
        if program == "cd":
            self.folder /= args[0]
            return ""
        assert program == "creditdsl", program
        path = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
        done = subprocess.run(
            [sys.executable, "-m", "creditdsl", *args],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1", "COLUMNS": "100", "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        answer = _FONTS.sub("", done.stdout).rstrip("\n").replace(os.sep, "/")
        assert "E0090" not in answer, answer  # no page shows a crash of the program
        return answer + "\n" if answer else ""
