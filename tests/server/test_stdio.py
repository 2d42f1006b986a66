"""The service over streams: several texts, cancellation, progress, positions, huge texts, clients that die."""

import json
import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from creditdsl.base.source import Source
from creditdsl.cli import stdio_carrier
from creditdsl.compiler.pipeline import Compilation, analyse, compile_analysis
from creditdsl.files.decode import MAX_BYTES
from creditdsl.reports.checked import check_file
from creditdsl.review.reviewing import reviewed
from creditdsl.server.session import Session
from tests.server.client import Client
from tests.server.mutations import TEXT, URI, call, framed
from tests.server.random_edits import SCHEMES

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stdio_carrier, "PAUSE", 0.001)


def codes(params: dict[str, object]) -> list[str]:
    diagnostics = params["diagnostics"]
    assert isinstance(diagnostics, list)
    return [one["code"] for one in diagnostics]


def test_check_comes_at_once_and_the_review_after_a_pause() -> None:
    path = "schemes/huangshi-2020/scheme.credit"
    with Client() as client:
        client.open(URI, (ROOT / path).read_text("utf-8"))
        assert codes(client.published()) == []
        reviewed_codes = codes(client.published())
    checked = check_file(str(ROOT / path)).diagnostics
    assert set(reviewed_codes) == {one.code.id for one in checked if not one.acknowledged} != set()


def test_a_line_that_failed_gets_the_help_of_its_sentence_last() -> None:
    with Client() as client:
        client.open(URI, TEXT.replace("报送台账 的得3", "每漏报1次扣0.5分，扣完为止"))
        first, _, helped = client.published(), client.published(), client.published()
    assert "可以写成" not in first["diagnostics"][0]["message"]
    assert "可以写成" in helped["diagnostics"][0]["message"]


def test_several_texts_are_open_at_once() -> None:
    with Client() as client:
        client.open("file:///甲.credit", TEXT)
        client.open("file:///乙.credit", TEXT.replace("附件1", "附见1"))
        by_uri = {params["uri"]: codes(params) for params in (client.published() for _ in range(2))}
        client.leave()
    assert by_uri.keys() == {"file:///甲.credit", "file:///乙.credit"}
    assert by_uri["file:///甲.credit"] != by_uri["file:///乙.credit"]
    assert client.status == 0


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 25), ("utf-16", 13)])
def test_positions_are_in_the_units_of_the_client(encoding: str, character: int) -> None:
    with Client({"general": {"positionEncodings": [encoding]}}) as client:
        assert client.hello["result"]["capabilities"]["positionEncoding"] == encoding
        client.open(URI, "方案：示例\n附件1 指标\n一、工作（5分）\n  “𠮷县” 得 5分5\n")
        start = client.published()["diagnostics"][0]["range"]["start"]
    assert start == {"line": 3, "character": character}


def test_a_cancelled_request_is_not_answered_with_a_result() -> None:
    slow = call(
        "textDocument/didOpen", {"textDocument": {"uri": URI, "version": 1, "text": SCHEMES["lvliang-2022"]}}, 0
    )
    del slow["id"]
    with Client() as client:
        cancel = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 77}}
        client._out.write(framed([slow, call("shutdown", None, 77), cancel]))
        client._out.flush()
        while (message := client.receive()).get("id") != 77:
            pass
    assert message["error"]["code"] == -32800


def test_a_review_shows_its_progress() -> None:
    with Client({"window": {"workDoneProgress": True}}) as client:
        asked = client.receive()
        assert asked["method"] == "window/workDoneProgress/create"
        client.send({"id": asked["id"], "result": None})
        client.open(URI, TEXT)
        kinds = []
        while len(kinds) < 2:
            message = client.receive()
            if message["method"] == "$/progress":
                assert message["params"]["token"] == asked["params"]["token"]
                kinds.append(message["params"]["value"]["kind"])
    assert kinds == ["begin", "end"]


def test_a_client_that_refuses_progress_is_not_asked_again() -> None:
    with Client({"window": {"workDoneProgress": True}}) as client:
        client.send({"id": client.receive()["id"], "error": {"code": -1, "message": "不要"}})
        client.open(URI, TEXT)
        messages = [client.receive(), client.receive()]
        client.leave()
    assert {message["method"] for message in messages} == {"textDocument/publishDiagnostics"}


def test_a_huge_text_is_refused_in_words() -> None:
    with Client() as client:
        client.open(URI, "字" * (MAX_BYTES // 3 + 1))
        assert codes(client.published()) == ["E0005"]
        client.leave()


def test_a_client_that_dies_ends_the_service() -> None:
    with Client() as client:
        client.open(URI, TEXT)
    assert client.status == 1


def test_half_a_header_is_no_message() -> None:
    with Client() as client:
        client._out.write(b"Content-Length: none\r\n\r\n")
        client._out.flush()
        assert client.receive()["error"]["code"] == -32700
        client.leave()
    assert client.status == 0


def test_the_command_serves_and_ends() -> None:
    stream = framed([call("initialize", {"capabilities": {}}, 1), call("shutdown", None, 2), {"method": "exit"}])
    words = [sys.executable, "-m", "creditdsl", "lsp"]
    done = subprocess.run(words, input=stream, capture_output=True, timeout=60, cwd=ROOT, env=os.environ)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.split(b"\r\n\r\n")[1].partition(b"Content-Length")[0])["id"] == 1


def test_a_newer_message_abandons_a_review() -> None:
    session = Session()
    session.handle(call("initialize", {"capabilities": {}}, 1))
    opened = call("textDocument/didOpen", {"textDocument": {"uri": URI, "text": SCHEMES["lvliang-2022"]}}, 2)
    del opened["id"]
    session.handle(opened)
    asked: list[float] = []

    def newer() -> bool:
        asked.append(time.perf_counter())
        return len(asked) > 100

    assert list(session.idle(newer)) == []
    assert session.waiting
    assert list(session.idle()) != [] and not session.waiting


def longest_wait(compilation: Compilation) -> float:
    """Return the longest time of this thread, in seconds, in which a review does not look for newer text."""
    asked = [time.thread_time()]
    reviewed(compilation, lambda: asked.append(time.thread_time()))
    return max(after - before for before, after in pairwise([*asked, time.thread_time()]))


def test_the_longest_wait_between_two_looks_for_newer_text() -> None:
    """The watch is asked at every step of the prover, and before every finding and every sentence."""
    compilation = compile_analysis(analyse(Source("x", SCHEMES["lvliang-2022"])))
    reviewed(compilation)
    assert min(longest_wait(compilation) for _ in range(4)) < 0.05
