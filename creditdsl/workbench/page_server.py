"""The page over HTTP on this machine: the page itself, messages of the language service, files of the folder.

`GET /SECRET/` is the page, `POST /SECRET/exchange` and the other names of HANDLERS take and give JSON, and `GET
/SECRET/watch` is a stream that lasts as long as the page is open. When no page has been open for a while, the server
ends.
"""

import json
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from urllib.parse import unquote

from creditdsl.base.failure import Failure
from creditdsl.base.node import node
from creditdsl.server.request_params import BadParams, Params
from creditdsl.workbench.access import HOST, Access, new_secret
from creditdsl.workbench.folder import FileState, Folder
from creditdsl.workbench.page_files import page, served_policy
from creditdsl.workbench.refusals import Refusal, Unwritable
from creditdsl.workbench.sessions import Sessions

MAX_BODY = 100 * 1024 * 1024
READ_WITHIN = 20
"""Seconds that a request may take to arrive."""
WATCH_EVERY = 1.0
"""Seconds between two looks at the open file."""
LEAVE_AFTER = 15.0
"""Seconds without an open page after which the server ends. A page that is loaded again takes less."""

Json = Mapping[str, object]


class PageServer(ThreadingHTTPServer):
    """The server of one folder. port: 0 takes a free one."""

    daemon_threads = True

    def __init__(self, folder: Folder, port: int = 0) -> None:
        super().__init__((HOST, port), PageRequest)
        self.folder = folder
        self.access = Access(new_secret(), self.server_address[1])
        self.sessions = Sessions()
        self.closing = Event()
        self.pages = 0
        self.left_at: float | None = None

    def serve(self) -> None:
        """Answer requests until the last page is closed for a while, or until Ctrl+C."""
        try:
            self.serve_forever()
        except KeyboardInterrupt:
            pass
        finally:
            self.closing.set()

    def service_actions(self) -> None:
        """End where the last page has been closed for a while. Called twice a second by serve_forever."""
        if not self.pages and self.left_at is not None and time.monotonic() - self.left_at >= LEAVE_AFTER:
            raise KeyboardInterrupt

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that goes away in the middle of an answer is no fault."""


@node
class Refused(Exception):
    """A request that is not answered: the status and, for the page, why."""

    status: int
    words: str = ""


class PageRequest(BaseHTTPRequestHandler):
    """One request."""

    server: PageServer
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer goes out in one piece
    timeout = READ_WITHIN

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a clerk reads the window."""

    def _answer(self, answer: Callable[[str], None]) -> None:
        try:
            place = self.server.access.place(self.path, self.headers)
            if place is None:
                raise Refused(403)
            answer(place)
        except Refused as refused:
            self.close_connection = True
            self._send(refused.status, {"refused": refused.words})
        except BadParams:
            self._send(400, {"refused": ""})
        except (Refusal, Failure) as refusal:
            self._send(200, {"refused": str(refusal), "unwritable": isinstance(refusal, Unwritable)})
        except (OSError, ValueError):  # the browser is gone, or its request is cut off
            self.close_connection = True

    def _get(self, place: str) -> None:
        match place:
            case "":
                self._write(200, "text/html; charset=utf-8", page())
            case "watch":
                self._watch()
            case _:
                raise Refused(404)

    def _post(self, place: str) -> None:
        handler = HANDLERS.get(place)
        if handler is None:
            raise Refused(404)
        self._send(200, handler(self.server, self._body()))

    def _body(self) -> Params:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            raise Refused(411)
        if int(length) > MAX_BODY:
            raise Refused(413, "内容太大。")
        try:
            content = self.rfile.read(int(length))
            body = json.loads(content)
        except TimeoutError:
            raise Refused(408) from None
        except (ValueError, RecursionError):
            raise Refused(400) from None
        if len(content) != int(length) or not isinstance(body, dict):
            raise Refused(400)
        return Params(body)

    def _watch(self) -> None:
        """Stay connected to the page; tell it when its file changes on disk."""
        name = self.path.partition("?")[2].removeprefix("file=")
        self._head(200, "text/event-stream", None)
        self.server.pages += 1
        try:
            self._watch_file(unquote(name))
        finally:
            self.server.pages -= 1
            self.server.left_at = time.monotonic()
            self.close_connection = True

    def _watch_file(self, name: str) -> None:
        folder = self.server.folder
        stamp = folder.stamp(name) if name else ""
        while not self.server.closing.wait(WATCH_EVERY):
            now = folder.stamp(name) if name else ""
            self.wfile.write(b": here\n\n" if now == stamp else b"event: changed\ndata: {}\n\n")
            self.wfile.flush()
            stamp = now

    def _send(self, status: int, body: Json) -> None:
        self._write(status, "application/json", json.dumps(body, ensure_ascii=False).encode())

    def _write(self, status: int, kind: str, content: bytes) -> None:
        self._head(status, kind, len(content))
        self.wfile.write(content)
        self.wfile.flush()

    def _head(self, status: int, kind: str, length: int | None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in (
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Content-Security-Policy", served_policy()),
        ):
            self.send_header(name, value)
        self.end_headers()


def _exchange(server: PageServer, body: Params) -> Json:
    return {"messages": server.sessions.exchange(body.text("page"), body.item("message").value)}


def _idle(server: PageServer, body: Params) -> Json:
    messages, more = server.sessions.idle(body.text("page"))
    return {"messages": messages, "more": more}


def _files(server: PageServer, body: Params) -> Json:
    return {"folder": server.folder.path, "names": server.folder.names()}


def _open(server: PageServer, body: Params) -> Json:
    return _state(server.folder.open(body.text("name")))


def _save(server: PageServer, body: Params) -> Json:
    saved = server.folder.save(body.text("name"), body.content("base64"), body.optional_text("opened"))
    return _state(saved)


def _keep(server: PageServer, body: Params) -> Json:
    server.folder.work.write(body.text("page"), body.text("work"))
    return {}


def _kept(server: PageServer, body: Params) -> Json:
    return {"work": server.folder.work.read(body.text("page"))}


def _aside(server: PageServer, body: Params) -> Json:
    return {"name": server.folder.work.set_aside()}


def _state(state: FileState) -> Json:
    return {"name": state.name, "base64": b64encode(state.content).decode(), "sha256": state.sha256}


HANDLERS: Mapping[str, Callable[[PageServer, Params], Json]] = {
    "exchange": _exchange,
    "idle": _idle,
    "files": _files,
    "open": _open,
    "save": _save,
    "keep": _keep,
    "kept": _kept,
    "aside": _aside,
}
