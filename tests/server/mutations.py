"""A client's messages, and what a broken client makes of them: wrong order, wrong types, half messages."""

import json
from base64 import b64encode
from copy import deepcopy
from random import Random
from typing import Any

import creditdsl
from creditdsl.api.saving import MemoryFile
from creditdsl.server.features import FEATURES, SERVICES

URI, WHOLE_URI = "file:///示例.credit", "file:///无误.credit"
TEXT = """方案：示例
附件1 考核指标
一、信息归集（8分）
  信息条数 每条得0.5 最多8
  报送台账 的得3
等次
  6分以上 优秀
  其余 一般
"""
DATA = "单位\t信息条数\t报送台账\n甲局\t20\t是\n乙局\t4\t否\n"
CLIPBOARD = "序号\t考核指标\t分值\t评分标准\n一\t信息归集\t8\t每归集1条得0.5分，最高8分。\n"
CSV = b64encode("单位,信息条数,报送台账\n甲局,20,是\n乙局,4,否\n".encode()).decode()


def _form() -> str:
    """Return an empty 填报表 in base64."""
    file = MemoryFile("甲局.xlsx")
    creditdsl.read(text=TEXT).table().sheet(file, unit="甲局")
    return b64encode(file.content).decode()


PLACE = {"line": 3, "character": 11}
SCORED = {"table": "附件1", "data": DATA, "details": {}, "partial": False}
OWN: dict[str, dict[str, Any]] = {
    "creditdsl/preview": {"table": "附件1"},
    "creditdsl/score": SCORED,
    "creditdsl/explain": {**SCORED, "unit": "甲局", "item": "一"},
    "creditdsl/whatIf": {**SCORED, "change": {"range": {"start": PLACE, "end": PLACE}, "newText": "1"}},
    "creditdsl/against": {"text": TEXT.replace("最多8", "最多7"), "name": "旧.credit"},
    "creditdsl/scoresAgainst": {**SCORED, "text": TEXT.replace("最多8", "最多7"), "name": "旧.credit"},
    "creditdsl/file": {**SCORED, "kind": "rank", "format": "html", "unit": "甲局", "both": False},
    "creditdsl/columns": {"table": "附件1"},
    "creditdsl/returned": {"table": "附件1", "label": "自评", "files": [{"name": "甲局.xlsx", "content": _form()}]},
    "creditdsl/import": {
        "name": "附件.html",
        "text": CLIPBOARD,
    },
    "creditdsl/cells": {"name": "数据.csv", "content": CSV},
    "creditdsl/finding": {"code": "E0101"},
    "creditdsl/starters": {},
    "creditdsl/documents": {},
}
"""The parameters of each request beside LSP, beside the text that it is about."""
STRANGE: tuple[Any, ...] = (None, -1, 10**9, 1.5, "", "方案", [], {}, True, [None], {"line": -1, "character": "a"})


def conversation() -> list[dict[str, Any]]:
    """Return all messages of a client that opens, changes and asks, then ends in order."""
    document = {"uri": URI, "languageId": "creditdsl", "version": 1, "text": TEXT}
    unchanged = {**document, "uri": WHOLE_URI}
    place = {"line": 4, "character": 2}
    span = {"start": place, "end": {"line": 4, "character": 8}}
    asked = {
        "textDocument": {"uri": URI},
        "position": place,
        "positions": [place],
        "range": span,
        "context": {"diagnostics": [], "includeDeclaration": True, "triggerKind": 1},
        "newName": "台账份数",
        "options": {"tabSize": 2, "insertSpaces": True},
    }
    changes = [{"range": span, "text": "台账"}, {"range": {"start": place, "end": place}, "text": "\n𠮷"}]
    initialize = {"processId": 1, "capabilities": {"window": {"workDoneProgress": True}, "general": {}}}
    notified: list[tuple[str, Any]] = [
        ("initialized", {}),
        ("textDocument/didOpen", {"textDocument": document}),
        ("textDocument/didOpen", {"textDocument": unchanged}),
        ("textDocument/didChange", {"textDocument": {"uri": URI, "version": 2}, "contentChanges": changes}),
        ("textDocument/didSave", {"textDocument": {"uri": URI}}),
        ("$/cancelRequest", {"id": 12}),
    ]
    messages = [call("initialize", initialize, 1), *({"jsonrpc": "2.0", "method": m, "params": p} for m, p in notified)]
    for number, method in enumerate((*FEATURES, *SERVICES), 2):
        own = {"textDocument": {"uri": WHOLE_URI}, **OWN[method]} if method.startswith("creditdsl/") else asked
        messages.append(call(method, deepcopy(own), number))
    messages.append({"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": URI}}})
    return [*messages, call("shutdown", None, 999), {"jsonrpc": "2.0", "method": "exit"}]


def call(method: str, params: Any, number: int) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def framed(messages: list[Any]) -> bytes:
    """Return the messages as they go over a stream."""
    bodies = [json.dumps(message, ensure_ascii=False).encode() for message in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies)


def reordered(random: Random) -> list[Any]:
    """Return the conversation with messages lost, doubled, moved or of wrong types."""
    messages: list[Any] = conversation()
    for _ in range(random.choice((1, 1, 2, 4))):
        at = random.randrange(len(messages))
        match random.randrange(6):
            case 0:
                del messages[at]
            case 1:
                messages.insert(at, deepcopy(random.choice(messages)))
            case 2:
                messages.insert(random.randrange(len(messages)), messages.pop(at))
            case 3:
                messages[at] = random.choice(STRANGE)
            case _:
                _retype(random, messages[at])
    return messages


def _retype(random: Random, message: Any) -> None:
    """Give a random value within the message another type, or take it away."""
    places: list[tuple[Any, Any]] = []
    left = [message]
    while left:
        part = left.pop()
        keys = list(part) if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
        places += [(part, key) for key in keys]
        left += [part[key] for key in keys]
    if places:
        part, key = random.choice(places)
        if random.random() < 0.2:
            del part[key]
        else:
            part[key] = deepcopy(random.choice(STRANGE))


def broken(random: Random) -> bytes:
    """Return the stream of the conversation with bytes lost, doubled or changed."""
    stream = framed(conversation())
    start, end = sorted((random.randrange(len(stream)), random.randrange(len(stream))))
    match random.randrange(5):
        case 0:
            return stream[:start]
        case 1:
            return stream[:start] + stream[min(end, start + 40) :]
        case 2:
            return stream[:start] + bytes(random.randrange(256) for _ in range(20)) + stream[start:]
        case 3:
            number = str(random.choice((0, 1, 10**6, 10**11, -5))).encode()
            return stream.replace(b"Content-Length: ", b"Content-Length: " + number, random.randrange(1, 5))
        case _:
            return stream.replace(b"\r\n\r\n", random.choice((b"\n\n", b"\r\n", b"", b"\r\nX: 1\r\n\r\n")), 2)
