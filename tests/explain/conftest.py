"""The fixtures of what is published, with golden texts of explanations."""

from pathlib import Path

from tests.golden import golden_texts
from tests.publish.conftest import explain_text, lvliang

__all__ = ["explain_text", "golden", "lvliang"]

golden = golden_texts(Path(__file__).parent / "golden")
