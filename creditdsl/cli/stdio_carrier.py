"""The language service over two streams: LSP's headers in, messages to a session, its messages out.

A thread reads, so that a newer message can abandon a review, and a cancellation overtakes its request. All else happens
in the order of the messages. A client that dies ends the stream, and with it the service.
"""

import json
import queue
import re
from collections.abc import Iterable
from threading import Thread
from typing import BinaryIO

from creditdsl.base.failure import DONE, FAULTY
from creditdsl.server.rpc_messages import ErrorCode, Message, Refused, error, parsed
from creditdsl.server.session import Session

PAUSE = 0.3
"""Seconds without a message after which a changed text is reviewed."""
MAX_HEADER = 64 * 1024
"""Bytes of the longest line among headers; what is longer is no header."""
MAX_BODY = 64 * 1024 * 1024
"""Bytes of the longest message; a number above it is no length."""
MAX_CANCELLED = 1000
"""Requests that are cancelled and were not waiting any more; so many are kept."""
_LENGTH = re.compile(rb"content-length:\s*(\d{1,12})\s*$", re.IGNORECASE)


def serve(reader: BinaryIO, writer: BinaryIO) -> int:
    """Serve one client until it exits or dies; return the exit status."""
    session, inbox = Session(), Inbox(reader)
    try:
        while session.exited is None:
            try:
                message = inbox.get(PAUSE if session.waiting else None)
            except queue.Empty:
                _send(writer, session.idle(lambda: not inbox.empty))
                continue
            if message is None:
                return FAULTY
            _send(writer, [message] if _is_refusal(message) else _handled(session, inbox, message))
    except OSError:  # the client reads no more
        return FAULTY
    return session.exited or DONE


def _handled(session: Session, inbox: "Inbox", message: Message) -> list[Message]:
    if "method" in message and inbox.is_cancelled(message.get("id")):
        return [error(message.get("id"), ErrorCode.CANCELLED, "请求已经取消。")]
    return session.handle(message)


def _send(writer: BinaryIO, messages: Iterable[Message]) -> None:
    for message in messages:
        body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
        writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        writer.flush()


class _Refusal(dict[str, object]):
    """An error about what could not be read, to be sent to the client."""


def _is_refusal(message: Message) -> bool:
    return isinstance(message, _Refusal)


class Inbox:
    """The messages of a stream in their order; None at its end."""

    def __init__(self, reader: BinaryIO) -> None:
        self._reader = reader
        self._queue: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._cancelled: dict[object, None] = {}
        Thread(target=self._read, daemon=True).start()

    def get(self, seconds: float | None) -> Message | None:
        """Return the next message; queue.Empty where none comes in time, None means for ever."""
        return self._queue.get(timeout=seconds)

    @property
    def empty(self) -> bool:
        return self._queue.empty()

    def is_cancelled(self, identity: object) -> bool:
        """Return whether a request was cancelled before its turn came."""
        return isinstance(identity, str | int) and self._cancelled.pop(identity, self) is None

    def _read(self) -> None:
        try:
            while (body := self._body()) is not None:
                try:
                    message = parsed(body)
                except Refused as refused:
                    message = _Refusal(error(None, refused.code, refused.words))
                self._note_cancelled(message)
                self._queue.put(message)
        except (OSError, ValueError):  # closed from outside
            pass
        self._queue.put(None)

    def _note_cancelled(self, message: Message) -> None:
        params = message.get("params")
        if message.get("method") == "$/cancelRequest" and isinstance(params, dict):
            identity = params.get("id")
            if isinstance(identity, str | int) and not self._queue.empty():
                if len(self._cancelled) >= MAX_CANCELLED:
                    self._cancelled.clear()
                self._cancelled[identity] = None

    def _body(self) -> bytes | None:
        """Return the bytes of the next message; None at the end of the stream, also within a message."""
        length: int | None = None
        while line := self._reader.readline(MAX_HEADER):
            if (match := _LENGTH.search(line)) is not None:
                length = int(match[1])
            elif not line.strip():
                if length is not None and length <= MAX_BODY:
                    body = self._reader.read(length)
                    return body if len(body) == length else None
                self._queue.put(_Refusal(error(None, ErrorCode.PARSE, "消息前面没有写明长度（Content-Length）。")))
                length = None
        return None
