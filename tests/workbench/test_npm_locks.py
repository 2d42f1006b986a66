"""The npm packages of the page and of its tests are locked by hashes, and no lock names a registry."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("folder", ["workbench", "tests/workbench/browser/old"])
def test_a_lock_is_hashed_and_names_no_registry(folder: str) -> None:
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    _, *packages = lock["packages"].values()
    assert packages and all(package["integrity"].startswith("sha512-") for package in packages)
    assert not any("resolved" in package for package in packages)
