"""`creditdsl/preview`: the printed table as a page whose cells name their lines."""

from creditdsl.server.analysis import Analysis
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params
from creditdsl.server.requests.request_answers import Answer, Made, answer, chosen_table, scheme_of


def preview(analysis: Analysis, document: Document, params: Params) -> Answer:
    """Answer with `table`, `tables` and `html`. table: the first one where none is named."""

    def make() -> Made:
        scheme = scheme_of(analysis, document)
        table = chosen_table(scheme, params)
        return {"table": table.name, "tables": [*scheme.tables], "html": table.preview()}, ()

    return answer("preview", make)
