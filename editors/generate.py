"""Makes the files of the editor extension from the keyword table; `make docs` writes them.

    vscode/syntaxes/credit.tmLanguage.json   editors/textmate.py
    vscode/language-configuration.json       editors/language_configuration.py

Tests compare what is committed with what this program gives.
"""

import json
from collections.abc import Callable
from pathlib import Path

from creditdsl.syntax.keywords import Keywords, keywords
from editors.language_configuration import configuration
from editors.textmate import grammar

FOLDER = Path(__file__).parent / "vscode"
FILES: dict[str, Callable[[Keywords], object]] = {
    "syntaxes/credit.tmLanguage.json": grammar,
    "language-configuration.json": configuration,
}


def text(name: str) -> str:
    """Return the text of a file as it should be."""
    return json.dumps(FILES[name](keywords()), ensure_ascii=False, indent=2) + "\n"


def write_files() -> None:
    """Write every file."""
    for name in FILES:
        (FOLDER / name).write_text(text(name), encoding="utf-8", newline="\n")
