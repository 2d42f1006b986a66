"""The option that rewrites the expected blocks of the pages instead of comparing them."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-findings", action="store_true", help="rewrite the expected blocks of tests/review/*.md")
