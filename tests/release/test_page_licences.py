"""The licences that the wheel carries are those of the packages that the page is bundled from.

To make them again: `release.licence_list.page_licences` on workbench/node_modules.
"""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_locked_package_of_the_page_is_listed_in_its_version() -> None:
    lock = json.loads((ROOT / "workbench/package-lock.json").read_text(encoding="utf-8"))["packages"]
    bundled = {name: entry for name, entry in lock.items() if name and not entry.get("dev")}
    locked = {
        f"{name.removeprefix('node_modules/')} {entry['version']}　MIT"
        for name, entry in bundled.items()
        if entry["license"] == "MIT"
    }
    text = (ROOT / "creditdsl/workbench/page/MIT-codemirror.txt").read_text(encoding="utf-8")
    assert locked == set(re.findall(r"^\S+ [\d.]+　MIT$", text, re.MULTILINE))
    assert {entry["license"] for entry in bundled.values()} == {"MIT", "MPL-2.0"}
