"""Find the nearest right words for a misspelt one: one wrong character first, then difflib's ratio."""

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return up to `most` candidates that a hurried typist may have meant, best first, in stable order."""
    distinct = [c for c in dict.fromkeys(candidates) if c != word]
    slips = [c for c in distinct if _one_slip(word, c)]
    if len(slips) >= most:
        return tuple(slips[:most])
    from difflib import get_close_matches  # costs start-up time; only a faulty file needs it

    return tuple(dict.fromkeys([*slips, *get_close_matches(word, distinct, n=most)]))[:most]


def _one_slip(word: str, candidate: str) -> bool:
    """Return whether two words of equal length differ in one character.

    difflib's ratio is too low for short words.
    """
    return len(word) == len(candidate) > 1 and sum(a != b for a, b in zip(word, candidate, strict=True)) == 1
