"""The language service for a page that runs Python itself: messages come and go as JSON texts, there is one session.

Nobody interrupts Python there, so that what can wait is done in slices. A slice that was too short to finish
anything is followed by one of twice the time.
"""

import json
import time
from collections.abc import Mapping

from creditdsl.api.starters import TOPICS, starter_files
from creditdsl.server.session import Session

SHORTEST = 0.04
"""Seconds of the first slice."""

_session = Session()
_slice = SHORTEST


def exchange(message: str) -> str:
    """Hand a message to the session; return its messages."""
    global _slice
    _slice = SHORTEST
    return json.dumps(_session.handle(json.loads(message)), ensure_ascii=False)


def idle() -> str:
    """Let the session do a slice of what can wait; return its messages and whether more is left."""
    global _slice
    end = time.monotonic() + _slice
    messages = list(_session.idle(lambda: time.monotonic() > end))
    _slice *= 2
    return json.dumps({"messages": messages, "more": _session.waiting}, ensure_ascii=False)


def warm() -> None:
    """Work once through a scheme, so that what is made on first use is there: grammar, tables, templates."""
    scheme, _ = starter_files(TOPICS[0])
    session = Session()
    document = {"uri": "creditdsl:/warm.credit"}

    def send(method: str, params: Mapping[str, object], identity: int | None = None) -> None:
        message: dict[str, object] = {"jsonrpc": "2.0", "method": method, "params": params}
        session.handle(message if identity is None else {**message, "id": identity})

    send("initialize", {}, 1)
    opened = {**document, "languageId": "creditdsl", "version": 0, "text": scheme.decode()}
    send("textDocument/didOpen", {"textDocument": opened})
    while session.waiting:
        list(session.idle())
    send("creditdsl/preview", {"textDocument": document}, 2)
