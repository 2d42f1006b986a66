"""The shapes of JSON-RPC messages."""

import json
from collections.abc import Mapping
from enum import IntEnum

Message = dict[str, object]


class ErrorCode(IntEnum):
    """The error codes of JSON-RPC and LSP."""

    PARSE = -32700
    INVALID_REQUEST = -32600
    METHOD_NOT_FOUND = -32601
    INVALID_PARAMS = -32602
    INTERNAL = -32603
    NOT_INITIALIZED = -32002
    CANCELLED = -32800
    REQUEST_FAILED = -32803


class Refused(Exception):
    """A message cannot be answered."""

    def __init__(self, code: ErrorCode, words: str) -> None:
        super().__init__(words)
        self.code, self.words = code, words


def parsed(body: bytes) -> Message:
    """Return the message of a body; Refused where it is none."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(ErrorCode.PARSE, "消息不是 JSON。") from None
    if not isinstance(message, dict):
        raise Refused(ErrorCode.INVALID_REQUEST, "消息不是 JSON-RPC 的对象。")
    return message


def identity_of(message: Mapping[str, object]) -> str | int | None:
    """Return the id of a request; None where it has none, or one that is neither a number nor a text."""
    identity = message.get("id")
    return identity if isinstance(identity, str | int) and not isinstance(identity, bool) else None


def answer(identity: object, result: object) -> Message:
    return {"jsonrpc": "2.0", "id": identity, "result": result}


def error(identity: object, code: ErrorCode, words: str) -> Message:
    """Return the answer to a request that failed."""
    return {"jsonrpc": "2.0", "id": identity, "error": {"code": int(code), "message": words}}


def request(identity: object, method: str, params: Mapping[str, object]) -> Message:
    return {**notification(method, params), "id": identity}


def notification(method: str, params: Mapping[str, object]) -> Message:
    return {"jsonrpc": "2.0", "method": method, "params": params}


def log(words: str) -> Message:
    """Return a line for the client's log."""
    return notification("window/logMessage", {"type": 1, "message": words})
