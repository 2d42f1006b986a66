"""The Lvliang scheme, small schemes from text, and golden texts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from creditdsl.compiler.pipeline import Compilation
from tests.golden import golden_texts
from tests.publish.helpers import LVLIANG, Explained, compiled, explained

golden = golden_texts(Path(__file__).parent / "golden")


@pytest.fixture(scope="session")
def lvliang() -> Compilation:
    return compiled((LVLIANG / "scheme.credit").read_text(encoding="utf-8"))


@pytest.fixture
def explain_text(tmp_path: Path) -> Callable[[str, str], Explained]:
    """Explanations from the text of a scheme with one table and the text of its data."""

    def run(scheme: str, data: str) -> Explained:
        path = tmp_path / "数据.csv"
        path.write_text(data, encoding="utf-8")
        compilation = compiled(scheme)
        return explained(compilation, next(iter(compilation.tables)), path)

    return run
