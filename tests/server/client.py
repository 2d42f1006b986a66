"""A client of the service, over pipes as an editor has them, and the service in a thread."""

import json
import os
import select
from threading import Thread
from types import TracebackType
from typing import Any

from creditdsl.cli.stdio_carrier import serve

SECONDS = 20
"""How long the service may say nothing where something is expected."""


class Client:
    """A client that has said hello. `status`: of the service, once the client is left."""

    status: int | None = None

    def __init__(self, capabilities: dict[str, Any] | None = None) -> None:
        reading, writing = os.pipe()
        back_reading, back_writing = os.pipe()
        self._out, self._in = os.fdopen(writing, "wb"), os.fdopen(back_reading, "rb", buffering=0)
        self._served, self._answers = os.fdopen(reading, "rb"), os.fdopen(back_writing, "wb")
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()
        self._number = 0
        self.hello = self.ask("initialize", {"capabilities": capabilities or {}})
        self.tell("initialized", {})

    def _serve(self) -> None:
        self.status = serve(self._served, self._answers)
        self._answers.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if not self._out.closed:
            self._out.close()
        self._thread.join(SECONDS)
        self._in.close()

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._out.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._out.flush()

    def tell(self, method: str, params: Any = None) -> None:
        self.send({"method": method, "params": params})

    def request(self, method: str, params: Any = None) -> int:
        """Send a request; return its id."""
        self._number += 1
        self.send({"method": method, "params": params, "id": self._number})
        return self._number

    def ask(self, method: str, params: Any = None) -> Any:
        """Send a request and return its answer, whatever comes before it."""
        number = self.request(method, params)
        while (message := self.receive()).get("id") != number or "method" in message:
            pass
        return message

    def receive(self) -> dict[str, Any]:
        ready, _, _ = select.select([self._in], [], [], SECONDS)
        assert ready, "the service says nothing"
        length = int(self._in.readline().split(b":")[1])
        body = self._in.readline()
        while len(body) < length + 2:
            body += self._in.read(length + 2 - len(body))
        message: dict[str, Any] = json.loads(body)
        return message

    def open(self, uri: str, text: str, version: int = 1) -> None:
        document = {"uri": uri, "languageId": "creditdsl", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def published(self) -> dict[str, Any]:
        """Return the next diagnostics."""
        while (message := self.receive()).get("method") != "textDocument/publishDiagnostics":
            pass
        params: dict[str, Any] = message["params"]
        return params

    def leave(self) -> None:
        self.ask("shutdown")
        self.tell("exit")
        self._thread.join(SECONDS)
