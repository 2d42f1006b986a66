"""Documents of offices as drafts of schemes."""

import json
import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal

from creditdsl.api.failures import Finding, failing, findings_of
from creditdsl.api.saving import Path, Written, save
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure as Stop
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.files.inputs import file_bytes
from creditdsl.importer.importing import Imported, import_document


@node
class Clause:
    """A clause of a document. table, ref: where it stands in the draft. where: in the document: `表1 第5行 评分标准`.

    reading: `certain` where its one meaning is written as rules, `open` where the drafter must choose, else `none`.
    lines: the rules, or what each answer would be.
    """

    table: str
    ref: str
    text: str
    where: str
    reading: Literal["certain", "open", "none"]
    lines: tuple[str, ...]


class Draft:
    """What became of a document. text: a scheme in canonical layout that has no error of the import's own making."""

    __module__ = "creditdsl"

    def __init__(self, imported: Imported, path: str | None) -> None:
        self._imported, self._path = imported, path
        self.text = imported.text

    def __repr__(self) -> str:
        return f"<Draft {self._imported.file}: {len(self.clauses)} clauses>"

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the document, in its order."""
        return tuple(
            Clause(clause.table, clause.ref, clause.text, clause.where, _reading(clause.reading), clause.lines)
            for clause in self._imported.clauses
        )

    @property
    def findings(self) -> Sequence[Finding]:
        """What was left out of the document, and what does not add up in it."""
        return findings_of(self._imported.messages)

    def data(self) -> dict[str, Any]:
        """The report as `creditdsl import --format json` writes it."""
        from creditdsl.importer.import_report import as_json

        return as_json(self._imported)

    def json(self) -> str:
        """The report as JSON text."""
        return json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n"

    def html(self) -> str:
        """The report as a page, with the document beside the draft."""
        from creditdsl.importer.import_report import as_page

        return as_page(self._imported)

    def write(self, path: Path) -> Written:
        """Write the text of the scheme; the document is never overwritten."""
        return save(path, self.text.encode("utf-8"), (self._path,) if self._path is not None else ())


def draft(path: Path | None = None, *, content: bytes | None = None, name: str = "文件") -> Draft:
    """Read a table of a Word document, a workbook, a page or copied text as a draft; Failure where there is none.

    content: the bytes themselves, or those of a clipboard, in the place of a path; name: what messages call them.
    """
    if (path is None) == (content is None):
        raise TypeError("draft() takes a path or content=, one of the two")
    with failing():
        if content is not None:
            return Draft(import_document(name, content), None)
        from creditdsl.importer.readers.any_file import MAX_BYTES

        file = os.fspath(path or "")
        read = file_bytes(file, MAX_BYTES)
        if isinstance(read, Fault):
            raise Stop(Diagnostic(read, file))
        return Draft(import_document(file, read), file)


def _reading(word: str) -> Literal["certain", "open", "none"]:
    return "certain" if word == "certain" else "open" if word == "open" else "none"
