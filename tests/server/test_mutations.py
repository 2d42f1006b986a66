"""Whatever a client sends, the service answers it or says why not, and ends when the client does.

`CREDITDSL_MUTATIONS=2000 pytest tests/server/test_mutations.py` is the campaign.
"""

import io
import json
import os
from collections import Counter
from random import Random
from typing import Any

import pytest

from creditdsl.cli.stdio_carrier import serve
from tests.server.mutations import OWN, broken, conversation, framed, reordered

MUTATIONS = int(os.environ.get("CREDITDSL_MUTATIONS", "40"))
INTERNAL = -32603


def served(stream: bytes) -> tuple[int, list[dict[str, Any]]]:
    """Return the exit status and the messages of a service that is sent the stream."""
    written = io.BytesIO()
    status = serve(io.BytesIO(stream), written)
    written.seek(0)
    messages = []
    while header := written.readline():
        assert written.readline() == b"\r\n"
        messages.append(json.loads(written.read(int(header.split(b":")[1]))))
    return status, messages


def asked(messages: list[Any]) -> list[Any]:
    """Return the ids of the requests that come before the end."""
    numbers = []
    for message in messages:
        if isinstance(message, dict) and message.get("method") == "exit" and "id" not in message:
            break
        if isinstance(message, dict) and "id" in message and is_asked(message):
            numbers.append(message["id"])
    return numbers


def is_asked(message: dict[str, Any]) -> bool:
    return isinstance(message.get("method"), str) or not {"result", "error"} & message.keys()


def is_id(identity: Any) -> bool:
    return isinstance(identity, str | int) and not isinstance(identity, bool)


def faults(messages: list[dict[str, Any]]) -> list[Any]:
    """Return what the service says of its own mistakes."""
    answers = [one["error"] for one in messages if one.get("error", {}).get("code") == INTERNAL]
    logged = [one["params"] for one in messages if "时出错" in str(one.get("params", {}).get("message", ""))]
    return answers + logged


def test_a_conversation_ends_in_order() -> None:
    status, messages = served(framed(conversation()))
    assert status == 0
    assert faults(messages) == []
    assert [one["id"] for one in messages if "method" not in one] == asked(conversation())


def test_what_is_mutated_is_answered_as_it_stands() -> None:
    """Else the mutations would try refusals only."""
    _, messages = served(framed(conversation()))
    methods = {one["id"]: one["method"] for one in conversation() if "id" in one}
    own = {methods[one["id"]]: one["result"] for one in messages if methods.get(one.get("id")) in OWN}
    assert own.keys() == OWN.keys()
    assert [method for method, result in own.items() if None in result.values()] == []


@pytest.mark.campaign
def test_messages_of_wrong_order_and_types_are_answered() -> None:
    for seed in range(MUTATIONS // 2):
        messages = reordered(Random(seed))
        status, answers = served(framed(messages))
        assert status in (0, 1), seed
        assert faults(answers) == [], seed
        numbers = Counter(identity for identity in asked(messages) if is_id(identity))
        assert Counter(one["id"] for one in answers if "method" not in one and one["id"] is not None) == numbers, seed


@pytest.mark.campaign
def test_broken_streams_end() -> None:
    for seed in range(MUTATIONS // 2):
        status, answers = served(broken(Random(seed)))
        assert status in (0, 1), seed
        assert faults(answers) == [], seed
