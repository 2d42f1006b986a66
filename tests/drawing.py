"""Hypothesis' own `composite` and `sampled_from`, each strategy made once: making one costs more than drawing."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

T = TypeVar("T")


def composite(definition: Callable[..., T]) -> Callable[..., SearchStrategy[T]]:
    """As Hypothesis' own, for arguments that can be hashed."""
    return lru_cache(1024)(st.composite(definition))


def sampled_from(choices: Iterable[T]) -> SearchStrategy[T]:
    """As Hypothesis' own, for choices that can be hashed."""
    return _sampled(*choices)


@lru_cache(1024)
def _sampled(*choices: Any) -> SearchStrategy[Any]:
    return st.sampled_from(choices)
