"""The action for others' repositories: it leaves a SARIF file, and fails where `check` does."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GOOD = """方案：示例
附件1 考核指标
一、信息归集（5分）
  报送台账 得5
"""
BAD = GOOD.replace("得5", "约莫给5")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


def check(folder: Path, **inputs: str) -> int:
    """Run the step Check in `folder` with the packages of this environment, and return its exit code."""
    (step,) = [step for step in ACTION["runs"]["steps"] if step["name"] == "Check"]
    values = {name: given["default"] for name, given in ACTION["inputs"].items()} | inputs
    arguments = {name: values[words.split()[1].removeprefix("inputs.")] for name, words in step["env"].items()}
    environment = {
        **os.environ,
        **arguments,
        "GITHUB_ACTION_PATH": str(ROOT),
        "RUNNER_TEMP": str(folder),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", step["run"]], cwd=folder, env=environment).returncode


def results(folder: Path) -> list[dict[str, object]]:
    """Return the findings in the SARIF file that the step left."""
    (run,) = json.loads((folder / "creditdsl.sarif").read_bytes())["runs"]
    found: list[dict[str, object]] = run["results"]
    return found


def test_a_sound_scheme_passes(tmp_path: Path) -> None:
    (tmp_path / "方案.credit").write_text(GOOD, encoding="utf-8")
    assert check(tmp_path) == 0
    assert all(found["level"] == "note" for found in results(tmp_path))


def test_schemes_of_all_folders_are_checked_and_an_error_fails(tmp_path: Path) -> None:
    (tmp_path / "2024 年" / "县").mkdir(parents=True)
    (tmp_path / "方案.credit").write_text(GOOD, encoding="utf-8")
    (tmp_path / "2024 年" / "县" / "方案.credit").write_text(BAD, encoding="utf-8")
    assert check(tmp_path) == 1
    assert any(found["level"] == "error" for found in results(tmp_path))


def test_no_scheme_is_a_fault(tmp_path: Path) -> None:
    assert check(tmp_path) == 2


def test_an_input_is_no_command(tmp_path: Path) -> None:
    (tmp_path / "方案.credit").write_text(GOOD, encoding="utf-8")
    assert check(tmp_path, files="*.credit $(touch got.credit) `touch got` ;touch got") != 0
    assert not list(tmp_path.glob("got*"))
