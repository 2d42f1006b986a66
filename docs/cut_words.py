"""Cuts creditdsl/publish/words/common.txt from jieba's dictionary: `.venv/bin/python docs/cut_words.py DICT`.

Receives the file dict.txt of the package jieba; promises the words that titles of official documents are likely to
hold, the most frequent first, the same bytes for the same dictionary. Its own step, and not part of any test or
build, because the dictionary is forty times as large as what is kept.
"""

import sys
from pathlib import Path

KEPT = Path(__file__).parents[1] / "creditdsl" / "publish" / "words" / "common.txt"

_LEAST_COUNT = 200
"""Occurrences in the texts that the dictionary counts."""

_MOST_CHARACTERS = 4
_WITHOUT = ("nr", "m", "t", "x")
"""Kinds of word that are left out: names of persons, numbers, times, other."""


def main(dictionary: str) -> None:
    entries = (line.split() for line in Path(dictionary).read_text(encoding="utf-8").splitlines())
    counts = {
        word: int(count)
        for word, count, kind in (entry for entry in entries if len(entry) == 3)
        if 1 < len(word) <= _MOST_CHARACTERS
        and int(count) >= _LEAST_COUNT
        and not kind.startswith(_WITHOUT)
        and all("一" <= char <= "鿿" for char in word)
        and word.encode("gb2312", "ignore").decode("gb2312") == word
    }
    words = sorted(counts, key=lambda word: (-counts[word], word))
    KEPT.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{KEPT.name}: {len(words):,} words, {KEPT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
