"""`creditdsl/against` and `creditdsl/scoresAgainst`: what changed since another version of the scheme, and for whom."""

from typing import TYPE_CHECKING

from creditdsl.api.failures import failing
from creditdsl.files.decode import decode
from creditdsl.server.analysis import Analysis
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params
from creditdsl.server.requests.pasted_scores import pasted_data, pasted_details, scored, scored_open
from creditdsl.server.requests.request_answers import Answer, Made, answer, scheme_of
from creditdsl.server.requests.what_if import change_data

if TYPE_CHECKING:
    from creditdsl.api.schemes import Scheme

_NAME = "另一版方案"


def against(analysis: Analysis, document: Document, params: Params) -> Answer:
    """Answer with `changes`, those of `check --against --format json`.

    text: of the earlier version. name: what messages call it.
    """
    text, name = params.text("text"), params.optional_text("name") or _NAME

    def make() -> Made:
        changes = scheme_of(analysis, document).changes_since(_earlier(text, name))
        return [change.data() for change in changes], ()

    return answer("changes", make)


def scores_against(analysis: Analysis, document: Document, params: Params) -> Answer:
    """Answer with `changes` as `creditdsl/whatIf` does: before by the earlier version, after by the open one.

    Beside the parameters of `creditdsl/score` those of `creditdsl/against`.
    """
    text, name = params.text("text"), params.optional_text("name") or _NAME
    data, details = pasted_data(analysis, params), pasted_details(analysis, params)

    def make() -> Made:
        after = scored_open(analysis, document, params, data, details)
        before = scored(_earlier(text, name), params, data, details)
        return [change_data(each) for each in before.changes_to(after)], after.findings

    return answer("changes", make)


def _earlier(text: str, name: str) -> "Scheme":
    from creditdsl.api.schemes import Scheme

    with failing():
        return Scheme(decode(name, text.encode("utf-8", "surrogatepass")), ())
