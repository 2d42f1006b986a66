"""The Makefile lists itself, and the locks split what a user needs from what a developer needs."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def phony() -> list[str]:
    """Return the targets that are no files."""
    return " ".join(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)).split()


def make(*words: str) -> str:
    """Return what make prints, whatever the options of the make that runs the tests."""
    environment = {
        name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}
    }
    command = ["make", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, encoding="utf-8").stdout


@needs_make
def test_help_has_a_line_for_every_target() -> None:
    listed = re.findall(r"^make (\S+) +\S.*$", make("help"), re.MULTILINE)
    assert sorted(listed) == sorted(phony()) != []


def test_every_target_without_a_file_is_declared() -> None:
    assert set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)) == set(phony())


@needs_make
@pytest.mark.parametrize(("target", "locks"), [("demo", {"-runtime"}), ("test", {"-runtime", ""})])
def test_a_target_installs_what_it_needs(target: str, locks: set[str]) -> None:
    """In an environment that does not exist yet; nothing is run."""
    recipe = make("--dry-run", "VENV=build/none", target)
    assert set(re.findall(r"--require-hashes -r requirements(\S*)\.lock", recipe)) == locks


@needs_make
def test_the_pip_of_an_environment_may_be_chosen() -> None:
    assert 'install --quiet --upgrade "pip==22.3"' in make("--dry-run", "VENV=build/none", "PIP=pip==22.3", "demo")


def test_full_tests_are_left_out_of_a_plain_run(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.getini("addopts")[-2:] == ["-m", "not full"]
    assert "-m 'full or campaign or hypothesis'" in MAKEFILE
