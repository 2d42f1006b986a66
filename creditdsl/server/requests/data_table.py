"""`creditdsl/columns`, `creditdsl/cells`, `creditdsl/returned`: what the data of a table must have, and cells as text:
those of a data file, and those of 填报表 that came back.
"""

from creditdsl.api.data_sources import opened
from creditdsl.api.failures import failing
from creditdsl.server.analysis import Analysis
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import BadParams, Params
from creditdsl.server.requests.request_answers import Answer, Made, answer, chosen_table, scheme_of


def columns(analysis: Analysis, document: Document, params: Params) -> Answer:
    """Answer with `columns`: name, kind and options of each, the `units` of the roster, and the `details`: the columns
    of each detail table.
    """

    def make() -> Made:
        table = chosen_table(scheme_of(analysis, document), params)
        listed = [{"name": each.name, "kind": each.kind, "options": [*each.options]} for each in table.columns]
        details = {name: [*names] for name, names in table.details.items()}
        return {"columns": listed, "units": [*table.units], "details": details}, ()

    return answer("data", make)


def cells(params: Params) -> Answer:
    """Answer with `rows`, the header first: the texts that `creditdsl/score` reads as the file itself is read.

    content: the bytes of a CSV file or a workbook in base64. name: of the file, with its suffix.
    """
    name, content = params.text("name"), params.content("content")

    def make() -> Made:
        with failing():
            rows, findings = opened(name, content)
        return rows, findings

    return answer("rows", make)


def returned(analysis: Analysis, document: Document, params: Params) -> Answer:
    """Answer with `joined`: the `rows` of 填报表 that came back, and the `details` of their detail tables.

    files: the `name` and the `content` of each, as for `creditdsl/cells`. label: 自评 or 复核, where a form has both.
    """
    files = {file.text("name"): file.content("content") for file in params.items("files")}
    label = params.optional_text("label") or ""
    if not files or len(files) != len(params.items("files")):
        raise BadParams("files")

    def make() -> Made:
        joined = chosen_table(scheme_of(analysis, document), params).join(files, label=label)
        return {"rows": joined.rows, "details": joined.details}, joined.findings

    return answer("joined", make)
