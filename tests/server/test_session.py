"""A session answers every message: with a result, with diagnostics, or with an error that says why."""

from collections.abc import Mapping

import pytest

from creditdsl.files.decode import decode
from creditdsl.reports.checked import check
from creditdsl.review import reviewed
from creditdsl.server.rpc_messages import Message
from creditdsl.server.session import Session

URI = "file:///示例.credit"
TEXT = """方案：示例
附件1 考核指标
一、信息归集（8分）
  信息条数 每条得0.5 最多8
  报送台账
"""


def request(method: str, params: object = None, identity: object = 1) -> Message:
    return {"jsonrpc": "2.0", "id": identity, "method": method, "params": params}


def notify(method: str, params: object = None) -> Message:
    return {"jsonrpc": "2.0", "method": method, "params": params}


def opened(text: str = TEXT) -> Message:
    document = {"uri": URI, "languageId": "creditdsl", "version": 1, "text": text}
    return notify("textDocument/didOpen", {"textDocument": document})


def started(*encodings: str) -> Session:
    session = Session()
    general = {"positionEncodings": list(encodings)} if encodings else {}
    session.handle(request("initialize", {"capabilities": {"general": general}}))
    session.handle(notify("initialized", {}))
    return session


def params_of(messages: list[Message]) -> Mapping[str, object]:
    (message,) = messages
    params = message["params"]
    assert isinstance(params, dict)
    return params


def test_takes_the_first_encoding_it_knows() -> None:
    answer = Session().handle(
        request("initialize", {"capabilities": {"general": {"positionEncodings": ["utf-7", "utf-8", "utf-16"]}}})
    )
    assert answer[0]["result"]["capabilities"]["positionEncoding"] == "utf-8"  # type: ignore[index]


def test_says_of_an_opened_text_what_check_says() -> None:
    params = params_of(started().handle(opened()))
    assert params["uri"] == URI
    assert params["version"] == 1
    checked = check("示例.credit", decode("示例.credit", TEXT.encode()), reviewed=False)
    assert [one["code"] for one in params["diagnostics"]] == [one.code.id for one in checked.diagnostics]  # type: ignore[attr-defined]


def test_a_change_brings_new_diagnostics() -> None:
    session = started()
    session.handle(opened())
    edge = {"line": 4, "character": 6}
    changes = [{"range": {"start": edge, "end": edge}, "text": " 得3"}]
    document = {"uri": URI, "version": 2}
    params = params_of(
        session.handle(notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes}))
    )
    assert params == {"uri": URI, "version": 2, "diagnostics": []}


def test_a_closed_text_has_no_diagnostics() -> None:
    session = started()
    session.handle(opened())
    closed = notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    assert params_of(session.handle(closed))["diagnostics"] == []
    assert session.texts == {}


def code_of(messages: list[Message]) -> object:
    (message,) = messages
    return message["error"]["code"]  # type: ignore[index]


def test_refuses_what_it_cannot_answer() -> None:
    assert code_of(Session().handle(request("textDocument/hover"))) == -32002
    assert code_of(started().handle(request("no/such"))) == -32601
    assert code_of(started().handle(request("initialize", {}))) == -32600
    assert code_of(started().handle({"jsonrpc": "2.0", "id": 1, "params": {}})) == -32600
    assert code_of(Session().handle(request("initialize", [1]))) == -32602


def test_a_notification_that_is_wrong_goes_to_the_log() -> None:
    (message,) = started().handle(notify("textDocument/didChange", {"textDocument": {"uri": "file:///无"}}))
    assert message["method"] == "window/logMessage"


def test_ends_in_order() -> None:
    session = started()
    assert session.handle(request("shutdown"))[0]["result"] is None
    assert code_of(session.handle(request("textDocument/hover"))) == -32600
    assert session.handle(notify("exit")) == []
    assert session.exited == 0


def test_an_end_without_shutdown_is_a_fault() -> None:
    session = started()
    session.handle(notify("exit"))
    assert session.exited == 1


def test_what_cannot_be_done_is_said_in_words() -> None:
    session = started()
    session.handle(opened())
    position = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}, "newName": "甲"}
    (answer,) = session.handle(request("textDocument/rename", position))
    assert answer["error"] == {"code": -32803, "message": "这里没有可以改的名称。"}


def test_a_hover_after_the_review_proves_no_points_again(monkeypatch: pytest.MonkeyPatch) -> None:
    session = started()
    session.handle(opened(TEXT.replace("报送台账", "报送台账 得2")))
    assert list(session.idle())
    monkeypatch.setattr(reviewed, "Bounds", None)
    at = {"textDocument": {"uri": URI}, "position": {"line": 1, "character": 2}}
    (answered,) = session.handle(request("textDocument/hover", at))
    assert "总分能得0至8分" in str(answered)
