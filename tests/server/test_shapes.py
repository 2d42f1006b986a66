"""Every answer and notification has the shape that the meta-model of LSP gives it, as lsprotocol has it in types."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from creditdsl.server.features import FEATURES
from creditdsl.server.open_document import Encoding
from creditdsl.server.session import Session
from tests.server.mutations import TEXT, URI, call
from tests.server.random_edits import SCHEMES

types = pytest.importorskip("lsprotocol.types", reason="lsprotocol is not installed")
converters = pytest.importorskip("lsprotocol.converters", reason="lsprotocol is not installed")
CONVERTER = converters.get_converter()
BROKEN = TEXT.replace("一、信息归集（8分）", "一、信息归集（8分）  # 已核：W0610 原文如此").replace("得3", "得 5分5")
TEXTS = {**SCHEMES, "example": TEXT, "broken": BROKEN}
METHODS = [method for method in FEATURES if method.startswith("textDocument/")]


def faults(message: dict[str, Any], kind: type) -> str:
    """Return what of a message its type does not hold; empty where nothing is lost or of another type."""
    try:
        held = CONVERTER.unstructure(CONVERTER.structure(message, kind), kind)
    except Exception as fault:
        return f"{type(fault).__name__} {fault.__cause__ or fault}"
    return "" if plain(held) == plain(message) else f"{plain(message)} is read as {plain(held)}"


def plain(value: Any) -> Any:
    """Return a value as JSON has it; an absent member of an object is null."""
    match json.loads(json.dumps(value)):
        case dict() as members:
            return {key: plain(member) for key, member in members.items() if member is not None}
        case list() as members:
            return [plain(member) for member in members]
        case other:
            return other


def session(text: str) -> tuple[Session, list[dict[str, Any]]]:
    """Return a session that has a text open, and all that it told the client meanwhile."""
    opened = Session()
    capabilities = {"window": {"workDoneProgress": True}}
    told = opened.handle(call("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities}, 1))
    told += opened.handle({"method": "initialized", "params": {}})
    told += opened.handle({"id": told[-1]["id"], "result": None})
    document = {"uri": URI, "languageId": "credit", "version": 1, "text": text}
    told += opened.handle({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    return opened, told


def requests(method: str, text: str) -> Iterator[dict[str, Any]]:
    """Yield a request about the whole text, and about places drawn from it."""
    random, lines = Random(method), text.split("\n")
    for number in range(12):
        line = random.randrange(len(lines))
        place = {"line": line, "character": random.randrange(len(lines[line]) + 1)}
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": len(lines), "character": 0}}
        yield call(
            method,
            {
                "textDocument": {"uri": URI},
                "position": place,
                "positions": [place],
                "range": whole if number == 0 else {"start": place, "end": {**place, "line": place["line"] + 3}},
                "context": {"diagnostics": [], "includeDeclaration": True},
                "newName": "新的名称",
                "options": {"tabSize": 2, "insertSpaces": True},
            },
            number + 10,
        )


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("method", METHODS)
def test_answers_have_their_shapes(method: str, name: str) -> None:
    opened, _ = session(TEXTS[name])
    response = types.METHOD_TO_TYPES[method][1]
    answered = []
    for message in requests(method, TEXTS[name]):
        (answer,) = opened.handle(message)
        if "error" not in answer:
            assert faults(answer, response) == ""
            answered.append(answer["result"])
    assert answered


def test_what_is_told_unasked_has_its_shape() -> None:
    seen = set()
    for text in TEXTS.values():
        opened, told = session(text)
        told += [*opened.idle(), *opened.handle({"method": "textDocument/didChange", "params": 1})]
        for message in told:
            method = message.get("method", "initialize")
            kind = types.METHOD_TO_TYPES[method][1 if method == "initialize" else 0]
            assert faults(message, kind) == ""
            seen.add(method)
    assert seen == {
        "initialize",
        "textDocument/publishDiagnostics",
        "window/workDoneProgress/create",
        "$/progress",
        "window/logMessage",
    }


@pytest.mark.parametrize("encoding", Encoding)
def test_the_units_of_positions_are_those_of_the_model(encoding: Encoding) -> None:
    assert encoding.value in [kind.value for kind in types.PositionEncodingKind]


def test_another_shape_is_seen() -> None:
    kind = types.METHOD_TO_TYPES["textDocument/hover"][1]
    assert faults({"jsonrpc": "2.0", "id": 1, "result": {"contents": {"kind": "markdown", "value": "甲"}}}, kind) == ""
    assert faults({"jsonrpc": "2.0", "id": 1, "result": {"contents": {"kind": "markdown"}}}, kind)
    assert faults({"jsonrpc": "2.0", "id": 1, "result": {"content": "甲"}}, kind)
    assert faults({"jsonrpc": "2.0", "id": 1, "result": {"contents": "甲", "rnage": {}}}, kind)
