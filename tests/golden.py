"""Golden texts: a fixture that compares a text with a file, and rewrites the file with `--update-golden`."""

from collections.abc import Callable
from pathlib import Path

import pytest

Check = Callable[[str, str], None]
"""(file name, text)"""


def golden_texts(folder: Path) -> Callable[[pytest.FixtureRequest], Check]:
    """Return the fixture of the golden texts in `folder`."""

    @pytest.fixture(name="golden")
    def fixture(request: pytest.FixtureRequest) -> Check:
        def check(name: str, text: str) -> None:
            path = folder / name
            if request.config.getoption("--update-golden", default=False):
                path.write_text(text, encoding="utf-8", newline="\n")
            assert path.read_text(encoding="utf-8") == text

        return check

    return fixture
