"""`creditdsl/file`: a document of the scheme or of the scores of a pasted table: the bytes that a command writes."""

from base64 import b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING

from creditdsl.server.analysis import Analysis
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import BadParams, Params
from creditdsl.server.requests.pasted_scores import pasted_data, pasted_details, scored_open
from creditdsl.server.requests.request_answers import Answer, Made, answer, chosen_table, scheme_of

if TYPE_CHECKING:
    from creditdsl.api.saving import MemoryFile
    from creditdsl.api.schemes import Scheme, Table
    from creditdsl.api.scores import Scores

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


_OF_SCHEMES: dict[str, tuple[str, Make]] = {
    "print": ("", _print),
    "whole": ("全文", _whole),
    "sheet": ("填报表", _sheet),
    "sheets": ("填报表", _sheets),
}
"""By kind, as the commands are called: what the file's name says beside the table, and who makes it."""

_OF_SCORES: dict[str, tuple[str, Callable[["Scores", Params, "MemoryFile"], object]]] = {
    "rank": ("排名表", lambda scores, params, file: scores.rank(file)),
    "summary": ("考核概况", lambda scores, params, file: scores.summary(file)),
    "scores": ("成绩", lambda scores, params, file: scores.write(file)),
    "explanation": ("得分说明", lambda scores, params, file: scores[params.text("unit")].explain().write(file)),
}
"""The same of what is made of scores."""


def make_file(analysis: Analysis, document: Document, params: Params) -> Answer:
    """Answer with `file`: a name and the bytes in base64. kind: as in _OF_SCHEMES and _OF_SCORES. format: a suffix."""
    kind, suffix = params.text("kind"), params.text("format")
    if kind not in (known := _OF_SCHEMES | _OF_SCORES):
        raise BadParams("kind")
    words, _ = known[kind]

    def content() -> Made:
        from creditdsl.api.saving import MemoryFile
        from creditdsl.files.file_names import file_name

        scheme = scheme_of(analysis, document)
        table: Table | None = None if kind == "whole" else chosen_table(scheme, params)
        name = "".join([table.name if table else "", words])
        unit = f"-{params.text('unit')}" if kind == "explanation" else ""
        file = MemoryFile(file_name(f"{name}{unit}", f".{suffix}"))
        if kind in _OF_SCORES:
            data, details = pasted_data(analysis, params), pasted_details(analysis, params)
            _OF_SCORES[kind][1](scored_open(analysis, document, params, data, details), params, file)
        else:
            _OF_SCHEMES[kind][1](scheme, params, file)
        return {"name": file.name, "content": b64encode(file.content).decode()}, ()

    return answer("file", content)
