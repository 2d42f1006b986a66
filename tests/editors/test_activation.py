"""The extension, activated with stand-ins for VS Code and the client: what it starts, registers, offers and says."""

import json
from typing import Any

import pytest

from editors.generate import FOLDER
from tests.editors.npm import EXTENSION, node

pytestmark = pytest.mark.full

CONTRIBUTED = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["contributes"]


def activated(failure: str = "") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(node(EXTENSION / "test" / "activate.mjs", failure))
    return made


def test_it_starts_the_service_as_the_setting_says() -> None:
    (client,) = activated()["clients"]
    assert client["server"] == {"command": "py", "args": ["-m", "creditdsl", "lsp"]}
    assert client["options"]["documentSelector"] == [{"language": CONTRIBUTED["languages"][0]["id"]}]
    assert client["calls"] == ["start", "restart", "stop"]


def test_it_registers_every_command_and_task_that_it_contributes() -> None:
    made = activated()
    assert sorted(made["commands"]) == sorted(command["command"] for command in CONTRIBUTED["commands"])
    assert made["providers"] == [definition["type"] for definition in CONTRIBUTED["taskDefinitions"]]
    assert made["disposed"] == 3


def test_tasks_check_by_the_command_and_read_reports_by_the_matchers() -> None:
    made = activated()
    assert [task["execution"]["args"][-1] for task in made["tasks"]] == ["/一组/方案.credit", "/一组"]
    for task in (*made["tasks"], made["resolved"]):
        assert task["execution"]["program"] == "py" and task["execution"]["args"][:3] == ["-m", "creditdsl", "check"]
        assert task["matchers"] == [f"${matcher['name']}" for matcher in CONTRIBUTED["problemMatchers"]]
    assert made["resolved"]["execution"]["args"][3:] == ["--strict", "--", "/乙.credit"]


def test_a_service_that_does_not_start_is_named_with_the_setting() -> None:
    made = activated("spawn py ENOENT")
    (words,) = made["shown"]
    assert "“py”" in words and "ENOENT" in words and "creditdsl.command" in words
    assert made["commands"] and made["tasks"]
    assert activated()["shown"] == []
