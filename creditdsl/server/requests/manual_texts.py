"""`creditdsl/finding` and `creditdsl/starters`: the page of a code, and the starters by topic."""

from creditdsl.api.failures import failing
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
        listed = []
        for topic in TOPICS:
            scheme, data = starter_files(topic)
            texts = {"scheme": scheme.decode(), "data": data.decode("utf-8-sig")}
            listed.append({"name": topic.name, "line": topic.line, **texts})
        return listed, ()

    return answer("starters", make)
