"""The nearest right word for a misspelt one (difflib's ratio, stable order)."""

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Up to `most` candidates that a hurried typist may have meant, best first."""
    from difflib import get_close_matches  # costs start-up time; only a faulty file needs it

    distinct = list(dict.fromkeys(c for c in candidates if c != word))
    return tuple(get_close_matches(word, distinct, n=most))
