"""`creditdsl/file`: a document of the scheme or of the scores of a pasted table: the bytes that a command writes."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from creditdsl.server.analysis import Analysis
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import BadParams, Params
from creditdsl.server.requests.pasted_scores import pasted_data, pasted_details, scored
from creditdsl.server.requests.request_answers import Answer, Made, answer, chosen_table, scheme_of

if TYPE_CHECKING:
    from creditdsl.api.saving import MemoryFile
    from creditdsl.api.schemes import Scheme, Table

Make = Callable[["Scheme", Params, "MemoryFile"], object]


def _print(scheme: "Scheme", params: Params, file: "MemoryFile") -> object:
    return chosen_table(scheme, params).print(file)


def _whole(scheme: "Scheme", params: Params, file: "MemoryFile") -> object:
    return scheme.print(file)


def _sheet(scheme: "Scheme", params: Params, file: "MemoryFile") -> object:
    return chosen_table(scheme, params).sheet(file, unit=params.optional_text("unit"), both=params.flag("both"))


def _sheets(scheme: "Scheme", params: Params, file: "MemoryFile") -> object:
    """Archive what `sheet` writes into a folder."""
    from creditdsl.api.saving import MemoryFolder, suffix_of
    from creditdsl.publish.writers.zipped import zipped

    if suffix_of(file) != ".zip":
        raise BadParams("format")
    folder = MemoryFolder("填报表")
    written = chosen_table(scheme, params).sheet(folder, both=params.flag("both"))
    file.content = zipped(folder.files)
    return written


def _rank(scheme: "Scheme", params: Params, file: "MemoryFile") -> object:
    return scored(scheme, params, pasted_data(params), pasted_details(params)).rank(file)


def _summary(scheme: "Scheme", params: Params, file: "MemoryFile") -> object:
    return scored(scheme, params, pasted_data(params), pasted_details(params)).summary(file)


def _scores(scheme: "Scheme", params: Params, file: "MemoryFile") -> object:
    return scored(scheme, params, pasted_data(params), pasted_details(params)).write(file)


_KINDS: Mapping[str, tuple[str, Make]] = {
    "print": ("", _print),
    "whole": ("全文", _whole),
    "sheet": ("填报表", _sheet),
    "sheets": ("填报表", _sheets),
    "rank": ("排名表", _rank),
    "summary": ("考核概况", _summary),
    "scores": ("成绩", _scores),
}
"""By kind, as the commands are called: what the file's name says beside the table, and who makes it."""


def make_file(analysis: Analysis, document: Document, params: Params) -> Answer:
    """Answer with `file`: a name and the bytes in base64. kind: as in _KINDS. format: a suffix such as `docx`."""
    kind, suffix = params.text("kind"), params.text("format")
    if kind not in _KINDS:
        raise BadParams("kind")
    words, make = _KINDS[kind]

    def content() -> Made:
        from creditdsl.api.saving import MemoryFile

        scheme = scheme_of(analysis, document)
        table: Table | None = None if kind == "whole" else chosen_table(scheme, params)
        name = "".join([table.name if table else "", words])
        file = MemoryFile(f"{name}.{suffix}")
        make(scheme, params, file)
        return {"name": file.name, "content": b64encode(file.content).decode()}, ()

    return answer("file", content)
