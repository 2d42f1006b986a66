"""A text with a marked place: ▏ stands where the caret is."""

from collections.abc import Mapping
from typing import Any

from creditdsl.base.memo import Memo
from creditdsl.base.source import Source
from creditdsl.server.analysis import analyse
from creditdsl.server.features import FEATURES
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params

URI = "file:///示例.credit"
CARET = "▏"


def ask(method: str, text: str, **params: object) -> Any:
    """Return the answer to a request about a text; the position is that of the caret, where there is one."""
    before, _, behind = text.partition(CARET)
    source = Source("示例.credit", before + behind)
    document = Document(URI, 1, source)
    lines = before.split("\n")
    position = {"position": {"line": len(lines) - 1, "character": len(lines[-1])}}
    asked: Mapping[str, object] = {"textDocument": {"uri": URI}, **position, **params}
    return FEATURES[f"textDocument/{method}"].answer(analyse(source, Memo()), document, Params(asked))


def labels(text: str) -> list[str]:
    """Return the labels that are offered at the caret, the best first."""
    return [item["label"] for item in ask("completion", text)["items"]]


def applied(text: str, edits: list[Any]) -> str:
    """Return a text with edits made; they must not overlap."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(position: Any) -> int:
        return int(starts[position["line"]]) + int(position["character"])

    places = [(offset(edit["range"]["start"]), offset(edit["range"]["end"]), edit["newText"]) for edit in edits]
    end = len(text)
    for first, last, new in sorted(places, reverse=True):
        assert first <= last <= end
        text, end = text[:first] + new + text[last:], first
    return text


def texts(text: str, locations: list[Any]) -> list[str]:
    """Return what stands in ranges of single lines."""
    lines = text.split("\n")
    ranges = (location["range"] for location in locations)
    return [lines[one["start"]["line"]][one["start"]["character"] : one["end"]["character"]] for one in ranges]
