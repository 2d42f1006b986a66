"""The progress of a review, shown by clients that can.

A token serves once, and the client must have agreed to it before. So the next one is asked for as soon as the last one
is used up.
"""

from collections.abc import Iterator

from creditdsl.server.rpc_messages import Message, notification, request

_CREATE = "window/workDoneProgress/create"


class Progress:
    """The tokens of one client. `wanted`: whether the client shows progress at all."""

    def __init__(self) -> None:
        self.wanted = False
        self._number = 0
        self._agreed = False

    def prepare(self) -> Iterator[Message]:
        """Ask for the next token."""
        if self.wanted:
            self._number += 1
            self._agreed = False
            yield request(self._token, _CREATE, {"token": self._token})

    def answered(self, message: Message) -> None:
        """Take the client's answer to a request for a token; a client that refuses is not asked again."""
        if message.get("id") == self._token:
            self._agreed = "error" not in message
            self.wanted = self._agreed

    def begin(self, title: str) -> Iterator[Message]:
        if self._agreed:
            yield self._step({"kind": "begin", "title": title})

    def end(self) -> Iterator[Message]:
        if self._agreed:
            yield self._step({"kind": "end"})
            yield from self.prepare()

    @property
    def _token(self) -> str:
        return f"review-{self._number}"

    def _step(self, value: dict[str, str]) -> Message:
        return notification("$/progress", {"token": self._token, "value": value})
