"""`creditdsl/finding`, `creditdsl/starters`, `creditdsl/documents`: the page of a code, and what can be begun from."""

from creditdsl.api.failures import failing
from creditdsl.api.published_schemes import DOCUMENTS, document_files
from creditdsl.api.starters import TOPICS, starter_files
from creditdsl.server.request_params import Params
from creditdsl.server.requests.request_answers import Answer, Made, answer


def code_page(params: Params) -> Answer:
    """Answer with `page`, the text that `creditdsl finding` prints of `code`."""
    typed = params.text("code")

    def make() -> Made:
        from creditdsl.reports.code_pages import find, page
        from creditdsl.reports.codes import all_codes

        with failing():
            return page(find(typed, all_codes()), typed), ()

    return answer("page", make)


def starters(params: Params) -> Answer:
    """Answer with `starters`: the name of each, what it shows, its scheme and its data as text."""

    def make() -> Made:
        return [_example(topic.name, topic.line, *starter_files(topic)) for topic in TOPICS], ()

    return answer("starters", make)


def documents(params: Params) -> Answer:
    """Answer with `documents`: the published schemes in the same shape, each with the data of its first table."""

    def make() -> Made:
        return [_example(document.name, document.line, *document_files(document)) for document in DOCUMENTS], ()

    return answer("documents", make)


def _example(name: str, line: str, scheme: bytes, data: bytes) -> dict[str, str]:
    return {"name": name, "line": line, "scheme": scheme.decode(), "data": data.decode("utf-8-sig")}
