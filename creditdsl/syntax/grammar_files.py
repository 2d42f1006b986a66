"""The files of grammar/: the grammar, the tables of its words, and what is worked out of them beforehand.

What is worked out is JSON under a check sum of its source and of itself; `make docs` writes it. Nothing that is read
from it can run, and no other place is read. Where the check sum does not fit (a changed source, a damaged file), the
source is read instead. So are the words: TOML takes ten times as long to read as JSON, and every run reads them.
"""

import json
import os
from collections.abc import Callable
from functools import cache
from typing import Any
from zlib import crc32

WORD_TABLES = "words.json"
_OF_WORDS = ("keywords.toml", "quantities.toml")


def grammar_text(name: str) -> str:
    """Read a file of grammar/, which lies inside the installed package, or at the top of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # without pathlib, which starts slowly
    installed = os.path.join(package, "_grammar")
    folder = installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "grammar")
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


def beforehand(name: str, source: str, work_out: Callable[[], str]) -> Any:
    """Return what a file of grammar/ says, or what is worked out now where the file is not of this source."""
    try:
        mark, body = grammar_text(name).split("\n", 1)
    except (OSError, ValueError):
        mark = body = ""
    return json.loads(body if mark == _check_sum(source, body) else work_out())


def marked(source: str, body: str) -> str:
    """Return the text of a file for `beforehand`."""
    return f"{_check_sum(source, body)}\n{body}"


def _check_sum(source: str, body: str) -> str:
    """Return a check sum: it finds what is stale or damaged. Who can write the file can write any other, too."""
    text = f"{source}\n{body}"
    return f"{crc32(text.encode()):08x}"


def words_of(name: str) -> Any:
    """Return the tables of words of a TOML file of grammar/."""
    return _words()[name]


@cache
def _words() -> Any:
    return beforehand(WORD_TABLES, _source_of_words(), _body_of_words)


def words_file() -> str:
    """Return the text of grammar/words.json."""
    return marked(_source_of_words(), _body_of_words())


def _source_of_words() -> str:
    return "".join(map(grammar_text, _OF_WORDS))


def _body_of_words() -> str:
    import tomllib

    tables = {name: tomllib.loads(grammar_text(name)) for name in _OF_WORDS}
    return json.dumps(tables, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"
