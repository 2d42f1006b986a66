"""Following a page of docs/ in a copy of the whole repository, as a stranger would in a clone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from docs.replay import play

ROOT = Path(__file__).parents[2]


def follow(folder: Path, *pages: str) -> None:
    """Copy every file that is not ignored into the empty folder, do what the pages say there, and track the result."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for page in pages:
        play((ROOT / "docs" / page).read_text(encoding="utf-8"), folder)
    for words in (("init", "--quiet"), ("add", "--all")):
        subprocess.run(["git", *words], cwd=folder, check=True)


def run(folder: Path, *words: str) -> str:
    """Return what Python prints with these arguments in the folder, whose modules it imports; it must succeed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {"HYPOTHESIS_PROFILE": "default"}  # many more examples are for this tree, not for its copies
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run_tests(folder: Path, *words: str) -> str:
    return run(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words)
