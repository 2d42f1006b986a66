"""Fills in what the language service answers on a page: requests are sent in order to one session.

```credit file=方案.credit    the text, which an editor opens under that name
```json request=creditdsl/…   the parameters; `textDocument` is added where the text is asked about
```json answer                what is answered, long texts cut short
"""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from creditdsl.server.session import Session

_BLOCK = re.compile(r"^```(\w+) (\S+?)(?:=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LONG = 60
"""Characters of a text in an answer that are shown."""
_WIDTH = 110


def served(page: str) -> str:
    """Return the page with every answer as the service gives it now."""
    return _BLOCK.sub(partial(_play, _Client()), page)


class _Client:
    """A session with what was asked last. ask: sends a request and returns its answer."""

    def __init__(self) -> None:
        self.session = Session()
        self.uri = ""
        self.answer: object = None
        self.ask("initialize", {"capabilities": {}})

    def open(self, name: str, text: str) -> None:
        self.uri = f"file:///{name}"
        document = {"uri": self.uri, "languageId": "credit", "version": 1, "text": text}
        self.session.handle({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def ask(self, method: str, params: dict[str, Any]) -> None:
        (message,) = self.session.handle({"id": 1, "method": method, "params": params})
        self.answer = message.get("result", message.get("error"))


def _play(client: _Client, block: re.Match[str]) -> str:
    language, kind, name, text = block.groups()
    match kind:
        case "file":
            client.open(name, text)
        case "request":
            document = {} if name == "creditdsl/import" else {"textDocument": {"uri": client.uri}}
            client.ask(name, document | json.loads(text))
        case "answer":
            return f"```{language} {kind}\n{_layout(_shortened(client.answer))}\n```"
    return block.group()


def _shortened(value: object) -> object:
    match value:
        case str() if len(value) > _LONG:
            return value[:_LONG] + "…"
        case dict():
            return {key: _shortened(each) for key, each in value.items()}
        case list() | tuple():
            return [_shortened(each) for each in value]
    return value


def _layout(value: object, indent: int = 0) -> str:
    """Return JSON in which what fits on a line stands on one."""
    flat: Callable[[object], str] = partial(json.dumps, ensure_ascii=False)
    if len(flat(value)) + indent <= _WIDTH or not isinstance(value, dict | list):
        return flat(value)
    inner = " " * (indent + 2)
    if isinstance(value, list):
        parts, ends = [_layout(each, indent + 2) for each in value], "[]"
    else:
        parts, ends = [f"{flat(key)}: {_layout(each, indent + 2)}" for key, each in value.items()], "{}"
    return ends[0] + ",".join(f"\n{inner}{part}" for part in parts) + f"\n{' ' * indent}{ends[1]}"
