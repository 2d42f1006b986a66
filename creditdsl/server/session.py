"""One client and its open texts: a message in, messages out.

Receives JSON-RPC messages as a carrier reads them. Promises the answers, and the diagnostics of every text that was
opened or changed: what is wrong with it at once, the review when the carrier finds time for it (`idle`). A message that
is not right gets an error, or, where it asks nothing, a line in the client's log.
"""

from collections.abc import Callable, Iterator, Mapping

from creditdsl.base.source import Source
from creditdsl.base.version import __version__
from creditdsl.base.watch import Abandoned
from creditdsl.server.features import FEATURES, SERVICES
from creditdsl.server.open_document import Document, Encoding, file_name
from creditdsl.server.open_text import OpenText
from creditdsl.server.published import lsp_diagnostic
from creditdsl.server.request_params import BadParams, Params, Unanswerable
from creditdsl.server.review_progress import Progress
from creditdsl.server.rpc_messages import ErrorCode, Message, Refused, answer, error, identity_of, log, notification

_INCREMENTAL = 2


class Session:
    """The state between two messages. `exited`: the exit status after `exit`, None before."""

    def __init__(self) -> None:
        self.texts: dict[str, OpenText] = {}
        self.encoding = Encoding.UTF16
        self.progress = Progress()
        self.initialized = self.shut_down = False
        self.exited: int | None = None

    def handle(self, message: Mapping[str, object]) -> list[Message]:
        """Take one message; return the answer and what else the client is told."""
        method, identity = message.get("method"), identity_of(message)
        if not isinstance(method, str):
            return self._answered(message)
        try:
            if "id" in message and identity is None:
                raise Refused(ErrorCode.INVALID_REQUEST, "请求的编号（id）不是数，也不是文字。")
            params = _params(message)
            if "id" not in message:
                return list(self._notified(method, params))
            return [answer(identity, self._answer(method, params))]
        except Refused as refused:
            code, words = refused.code, refused.words
        except BadParams as bad:
            code, words = ErrorCode.INVALID_PARAMS, f"参数 {bad} 缺少或者不对。"
        except Unanswerable as why:
            code, words = ErrorCode.REQUEST_FAILED, str(why)
        except Exception as fault:
            code, words = ErrorCode.INTERNAL, f"处理 {method} 时出错：{type(fault).__name__}：{fault}"
        return [error(identity, code, words)] if "id" in message else [log(words)]

    @property
    def waiting(self) -> bool:
        """Whether a text is to be reviewed."""
        return any(not text.reviewed for text in self.texts.values())

    def idle(self, newer: Callable[[], bool] = lambda: False) -> Iterator[Message]:
        """Review a text that waits, and yield what the client is told.

        newer: whether a message has come meanwhile; then the review is abandoned and waits again.
        """
        text = next((text for text in self.texts.values() if not text.reviewed), None)
        if text is None or not self.initialized:
            return
        yield from self.progress.begin(f"审查 {file_name(text.document.uri)}")
        try:
            for _ in text.review(_watch(newer)):
                yield _publish(text)
        except Abandoned:
            pass
        except Exception as fault:
            text.reviewed = True
            yield log(f"审查 {file_name(text.document.uri)} 时出错：{type(fault).__name__}：{fault}")
        yield from self.progress.end()

    def _answered(self, message: Mapping[str, object]) -> list[Message]:
        """Take an answer of the client; what is neither that nor a request is an error."""
        if "result" in message or "error" in message:
            self.progress.answered(dict(message))
            return []
        return [error(identity_of(message), ErrorCode.INVALID_REQUEST, "消息没有写明方法（method）。")]

    # Requests

    def _answer(self, method: str, params: Params) -> object:
        if method == "initialize":
            return self._initialize(params)
        if not self.initialized:
            raise Refused(ErrorCode.NOT_INITIALIZED, "还没有初始化（initialize）。")
        if self.shut_down:
            raise Refused(ErrorCode.INVALID_REQUEST, "已经关闭（shutdown）。")
        if method == "shutdown":
            self.shut_down = True
            return None
        if (service := SERVICES.get(method)) is not None:
            return service(params)
        if (feature := FEATURES.get(method)) is None:
            raise Refused(ErrorCode.METHOD_NOT_FOUND, f"没有方法 {method}。")
        text = self._open(params)
        return feature.answer(text.analysis, text.document, params)

    def _initialize(self, params: Params) -> object:
        if self.initialized:
            raise Refused(ErrorCode.INVALID_REQUEST, "已经初始化过（initialize）。")
        client = params.optional("capabilities")
        general = client.optional("general")
        wanted = general.texts("positionEncodings") if general.value.get("positionEncodings") is not None else []
        self.encoding = next((Encoding(name) for name in wanted if name in tuple(Encoding)), Encoding.UTF16)
        self.progress.wanted = client.optional("window").flag("workDoneProgress")
        self.initialized = True
        capabilities: dict[str, object] = {
            "positionEncoding": self.encoding.value,
            "textDocumentSync": {"openClose": True, "change": _INCREMENTAL},
        }
        for feature in FEATURES.values():
            capabilities.update(feature.capabilities)
        return {"capabilities": capabilities, "serverInfo": {"name": "creditdsl", "version": __version__}}

    def _open(self, params: Params) -> OpenText:
        uri = params.item("textDocument").text("uri")
        if (text := self.texts.get(uri)) is None:
            raise Refused(ErrorCode.INVALID_PARAMS, f"没有打开 {file_name(uri)}。")
        return text

    # Notifications

    def _notified(self, method: str, params: Params) -> Iterator[Message]:
        if method == "exit":
            self.exited = 0 if self.shut_down else 1
        if not self.initialized or self.shut_down:
            return
        match method:
            case "initialized":
                yield from self.progress.prepare()
            case "textDocument/didOpen":
                yield self._opened(params.item("textDocument"))
            case "textDocument/didChange":
                text = self._open(params)
                text.change(params.items("contentChanges"), _version(params.item("textDocument")))
                yield _publish(text)
            case "textDocument/didClose":
                text = self._open(params)
                del self.texts[text.document.uri]
                yield notification("textDocument/publishDiagnostics", {"uri": text.document.uri, "diagnostics": []})
            case _:
                pass

    def _opened(self, item: Params) -> Message:
        uri = item.text("uri")
        document = Document(uri, _version(item), Source(file_name(uri), item.text("text")), self.encoding)
        text = self.texts[uri] = OpenText(document)
        return _publish(text)


def _watch(newer: Callable[[], bool]) -> Callable[[], None]:
    """Return a watch that abandons work for a newer message."""

    def watch() -> None:
        if newer():
            raise Abandoned

    return watch


def _publish(text: OpenText) -> Message:
    """Return what is known to be wrong with a text; what is acknowledged is not shown."""
    document = text.document
    diagnostics = [lsp_diagnostic(one, document) for one in text.analysis.known if not one.acknowledged]
    params: dict[str, object] = {"uri": document.uri, "diagnostics": diagnostics}
    if document.version is not None:
        params["version"] = document.version
    return notification("textDocument/publishDiagnostics", params)


def _version(item: Params) -> int | None:
    version = item.value.get("version")
    return version if isinstance(version, int) else None


def _params(message: Mapping[str, object]) -> Params:
    value = message.get("params")
    if value is None:
        return Params({})
    if not isinstance(value, dict):
        raise BadParams("params")
    return Params(value)
