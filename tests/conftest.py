"""Hypothesis profiles: the same examples on every run, or a long campaign (`make fuzz`)."""

import os

import pytest
from hypothesis import settings

settings.register_profile("default", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("fuzz", derandomize=False, deadline=None, max_examples=10_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Coverage is what the written examples reach; measuring random ones too would double the time of a run."""
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")
