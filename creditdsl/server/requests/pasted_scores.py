"""`creditdsl/score` and `creditdsl/explain`: scores of a pasted table, and how one unit got its own."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from creditdsl.api.data_sources import pasted
from creditdsl.data.files.loading import DataFile
from creditdsl.server.analysis import Analysis
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params
from creditdsl.server.requests.request_answers import Answer, Made, answer, chosen_table, scheme_of

if TYPE_CHECKING:
    from creditdsl.api.schemes import Scheme
    from creditdsl.api.scores import Scores


def score(analysis: Analysis, document: Document, params: Params) -> Answer:
    """Answer with `scores`, the value of `score --format json`, and in it the `sections`: the heading of each."""
    data, details = pasted_data(analysis, params), pasted_details(analysis, params)

    def make() -> Made:
        scores = scored_open(analysis, document, params, data, details)
        sections = chosen_table(scheme_of(analysis, document), params).sections
        return {**scores.data(), "sections": [asdict(section) for section in sections]}, scores.findings

    return answer("scores", make)


def explain(analysis: Analysis, document: Document, params: Params) -> Answer:
    """Answer with `explanation`: its headline, a page, and the value of `explain --format json`."""
    data, details = pasted_data(analysis, params), pasted_details(analysis, params)
    unit, item = params.text("unit"), params.optional_text("item")

    def make() -> Made:
        scores = scored_open(analysis, document, params, data, details)
        explanation = scores[unit].explain(item)
        page = {"headline": explanation.headline, "html": explanation.html(), "data": explanation.data}
        return page, scores.findings

    return answer("explanation", make)


def pasted_data(analysis: Analysis, params: Params) -> DataFile:
    """Return the table of units that was pasted."""
    return _pasted(analysis, params.text("data"))


def pasted_details(analysis: Analysis, params: Params) -> Mapping[str, DataFile]:
    """Return the detail tables that were pasted, by name."""
    details = params.optional("details")
    return {name: _pasted(analysis, details.text(name), name) for name in details.value}


def _pasted(analysis: Analysis, text: str, *name: str) -> DataFile:
    """Return a table that was pasted; one of this version of the text or the one before is not cut up again."""
    key = (_pasted, text, *name)
    table: DataFile | None = analysis.memo.find(key)
    if table is None:
        table = pasted(text, *name)
        analysis.memo.keep(key, table)
    return table


def scored_open(
    analysis: Analysis, document: Document, params: Params, data: DataFile, details: Mapping[str, DataFile]
) -> "Scores":
    """Score a pasted table by the open text. What was scored last is not scored again."""
    last = analysis.once(_LastScores)
    asked = (params.value.get("table"), params.value.get("partial"), params.value.get("period"))
    key = (*asked, data.sha256, *((name, detail.sha256) for name, detail in details.items()))
    if last.scores is None or last.key != key:
        earlier = last.scores or analysis.memo.find(_LastScores)
        last.key, last.scores = key, scored(scheme_of(analysis, document), params, data, details, earlier)
        analysis.memo.keep(_LastScores, last.scores)
    return last.scores


class _LastScores:
    """The scores of a version of a text that were asked for last: an explanation and a trial ask for them again."""

    def __init__(self, analysis: Analysis) -> None:
        self.key: tuple[object, ...] = ()
        self.scores: Scores | None = None


def scored(
    scheme: "Scheme",
    params: Params,
    data: DataFile,
    details: Mapping[str, DataFile],
    earlier: "Scores | None" = None,
) -> "Scores":
    """Score a pasted table as the request says: `table`, `partial`, and `period` where one is named.

    earlier: scores that differ little.
    """
    table = chosen_table(scheme, params)
    scores = table.score(data, details=details, partial=params.flag("partial"), earlier=earlier)
    period = params.optional_text("period")
    return scores if period is None else scores.of_period(period)
