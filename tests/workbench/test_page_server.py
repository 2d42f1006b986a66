"""The server of the page answers its own page and nobody else, and ends when the page is closed."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.files.write_errors import NotWritable
from creditdsl.workbench import folder, kept_work, page_server
from creditdsl.workbench.folder import Folder
from creditdsl.workbench.page_server import PageServer
from creditdsl.workbench.refusals import Refusal


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PageServer]:
    (tmp_path / "方案.credit").write_text("方案：示例\n", encoding="utf-8")
    with PageServer(Folder(str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()


class Answer:
    """The status and the body of an answer."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self) -> dict[str, object]:
        value: dict[str, object] = json.loads(self.body)
        return value


def request(server: PageServer, method: str, path: str, body: object = None, **headers: str) -> Answer:
    """Send a request as the page does; `headers` replace its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.access.port, timeout=10)
    content = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None
    connection.request(method, path, content, headers)
    return Answer(connection.getresponse())


def post(server: PageServer, place: str, body: object, **headers: str) -> Answer:
    return request(server, "POST", f"/{server.access.secret}/{place}", body, **headers)


def test_serves_the_page_with_a_policy(server: PageServer) -> None:
    answer = request(server, "GET", f"/{server.access.secret}/")
    assert answer.status == 200
    assert "考核方案工作台" in answer.body.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_carries_messages(server: PageServer) -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}
    answer = post(server, "exchange", {"page": "a", "message": message}).json["messages"]
    assert isinstance(answer, list)
    assert answer[0]["result"]["serverInfo"]["name"] == "creditdsl"


def test_opens_and_saves_files(server: PageServer) -> None:
    state = post(server, "open", {"name": "方案.credit"}).json
    saved = post(server, "save", {"name": "方案.credit", "base64": "eA==", "opened": state["sha256"]})
    assert saved.status == 200
    assert post(server, "open", {"name": "方案.credit"}).json["base64"] == "eA=="
    refused = post(server, "save", {"name": "方案.credit", "base64": "eQ==", "opened": state["sha256"]})
    assert "被别的程序改过" in str(refused.json["refused"])


def test_keeps_what_is_being_written(server: PageServer, tmp_path: Path) -> None:
    assert post(server, "kept", {"page": "a"}).json == {"work": None}
    for work in ("写了一半", "写了更多\ud800"):
        assert post(server, "keep", {"page": "a", "work": work}).json == {}
    assert str(post(server, "kept", {"page": "a"}).json["work"]).startswith("写了更多")
    assert post(server, "files", {}).json["names"] == ["方案.credit"]
    assert post(server, "open", {"name": ".工作台.json"}).json.keys() == {"refused", "unwritable"}
    assert post(server, "keep", {"page": "a", "work": 1}).status == 400
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []
    with PageServer(Folder(str(tmp_path))) as later:
        assert str(later.folder.work.read("b")).startswith("写了更多")


@pytest.mark.parametrize("program", ["the same", "another"])
def test_says_that_another_page_writes_in_the_folder(program: str, server: PageServer, tmp_path: Path) -> None:
    with PageServer(Folder(str(tmp_path))) as other:
        second = server.folder.work if program == "the same" else other.folder.work
        assert post(server, "kept", {"page": "a"}).json == {"work": None} == {"work": second.read("b")}
        post(server, "keep", {"page": "a", "work": "甲的"})
        with pytest.raises(Refusal, match="另一个工作台页面"):
            second.write("b", "乙的")
        assert second.read("c") == "甲的"
        second.write("c", "丙的")
        assert "另一个工作台页面" in str(post(server, "keep", {"page": "a", "work": "甲又写"}).json["refused"])


def test_gives_what_cannot_be_understood_another_name(server: PageServer, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / ".工作台.json").write_bytes(b"\xff{")
        assert post(server, "kept", {"page": "a"}).json["work"] == "\ufffd{"
        name = f"工作台自动保存-读不出来{number}.json"
        assert post(server, "aside", {}).json == {"name": name}
        assert (tmp_path / name).read_bytes() == b"\xff{"
        assert post(server, "keep", {"page": "a", "work": "新写的"}).json == {}


def test_overwrites_no_kept_work_that_it_cannot_read(server: PageServer, tmp_path: Path) -> None:
    (tmp_path / ".工作台.json").mkdir()
    assert "读不了" in str(post(server, "kept", {"page": "a"}).json["refused"])
    assert "读不了" in str(post(server, "keep", {"page": "a", "work": "新写的"}).json["refused"])


def test_says_what_to_do_in_a_folder_that_can_only_be_read(server: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, content: bytes) -> None:
        raise Failure(Diagnostic(NotWritable(), path))

    for module in (folder, kept_work):
        monkeypatch.setattr(module, "write_file", refuse)
    assert post(server, "kept", {"page": "a"}).json == {"work": None}
    keeping = post(server, "keep", {"page": "a", "work": "写了"}).json
    saving = post(server, "save", {"name": "新.credit", "base64": "eA==", "opened": None}).json
    for answer in (keeping, saving):
        assert answer["unwritable"] is True
        assert "先下载一份" in str(answer["refused"]) and "-o" not in str(answer["refused"])


HOSTILE_HEADERS = [
    {"Host": "evil.example"},
    {"Host": "evil.example:80"},
    {"Host": ""},
    {"Host": "127.0.0.1"},
    {"Host": "127.0.0.1:1"},
    {"Host": "[::1]"},
    {"Origin": "null"},
    {"Origin": "file://"},
    {"Origin": "http://evil.example"},
    {"Origin": "https://127.0.0.1"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": ""},
]


@pytest.mark.parametrize("headers", HOSTILE_HEADERS)
def test_refuses_other_sites(server: PageServer, headers: dict[str, str]) -> None:
    answer = post(server, "files", {}, **headers)
    assert answer.status == 403
    assert b"credit" not in answer.body


HOSTILE_PATHS = [
    "/",
    "//",
    "/files",
    "/x/files",
    "/../files",
    "/%2e%2e/files",
    "/etc/passwd",
    "/SECRET",
    "/SECRETx/files",
    "/SECRET/../x/files",
    "/SECRET/%2e%2e/方案.credit",
    "/SECRET/方案.credit",
    "/SECRET/page.js",
    "/SECRET/files/",
]


@pytest.mark.parametrize("path", HOSTILE_PATHS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_refuses_other_paths(server: PageServer, method: str, path: str) -> None:
    target = quote(path.replace("SECRET", server.access.secret), safe="/%")
    assert request(server, method, target, {} if method == "POST" else None).status in (403, 404)


HOSTILE_BODIES: list[tuple[bytes, dict[str, str], int]] = [
    (b"", {}, 400),
    (b"[]", {}, 400),
    (b"{", {}, 400),
    (b"\xff\xfe", {}, 400),
    (b"[" * 100_000, {}, 400),
    (b'{"name": 1}', {}, 400),
    (b'{"name": "x", "base64": "?"}', {}, 400),
    (b"{}", {"Content-Length": "-1"}, 411),
    (b"{}", {"Content-Length": "x"}, 411),
    (b"{}", {"Content-Length": "99999999999999"}, 413),
    (b"{}", {"Content-Length": "²"}, 411),
]


@pytest.mark.parametrize(("body", "headers", "status"), HOSTILE_BODIES)
def test_refuses_other_bodies(server: PageServer, body: bytes, headers: dict[str, str], status: int) -> None:
    encoded = {name: value.encode("utf-8").decode("latin-1") for name, value in headers.items()}
    assert post(server, "save", body, **encoded).status == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "X"])
def test_refuses_other_methods(server: PageServer, method: str) -> None:
    assert request(server, method, f"/{server.access.secret}/files").status == 501


def test_lets_go_of_slow_bodies(server: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_server.PageRequest, "timeout", 0.2)
    port = server.access.port
    with socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
        head = f"POST /{server.access.secret}/files HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 9\r\n\r\n"
        slow.sendall(head.encode() + b"{")
        assert b"408" in slow.recv(100)
    assert post(server, "files", {}).status == 200


def test_ends_when_the_page_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_server, "LEAVE_AFTER", 0.3)
    monkeypatch.setattr(page_server, "WATCH_EVERY", 0.05)
    with PageServer(Folder(str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        connection = http.client.HTTPConnection("127.0.0.1", server.access.port, timeout=10)
        connection.request("GET", f"/{server.access.secret}/watch?file=")
        response = connection.getresponse()
        assert response.status == 200
        time.sleep(0.6)
        assert thread.is_alive(), "the page is open"
        response.close()
        connection.close()
        thread.join(10)
        assert not thread.is_alive()
