"""No change of meaning goes unnoticed, and other spellings are read alike or not at all.

The sample of every run is drawn by a fixed seed; `make full` tries all variations.
"""

import random
from collections import Counter

import pytest

from tests.reader.spellings import spellings
from tests.reader.variations import Edit, Sentence, alike, changing, sentences, unnoticed

SAMPLE = 300
SENTENCES = 60
"""The sentences of a sample."""
LEAST = 3_000
ALIKE = 0.97


@pytest.fixture(scope="module")
def read_sentences() -> list[Sentence]:
    return list(sentences())


def missed(edits: list[tuple[Sentence, Edit]]) -> list[str]:
    """Return the edits that the reader does not notice."""
    return [edit.of(sentence.text) for sentence, edit in edits if unnoticed(sentence, edit)]


def test_a_sample_of_changes_is_noticed(read_sentences: list[Sentence]) -> None:
    chance = random.Random(SAMPLE)
    few = chance.sample(read_sentences, SENTENCES)
    edits = [
        (sentence, edit) for sentence in few for edit in chance.sample(list(changing(sentence)), SAMPLE // SENTENCES)
    ]
    assert len(edits) == SAMPLE
    assert missed(edits) == []


@pytest.mark.full
def test_every_change_is_noticed(read_sentences: list[Sentence]) -> None:
    edits = [(sentence, edit) for sentence in read_sentences for edit in changing(sentence)]
    assert len(edits) >= LEAST
    assert missed(edits) == []


def test_other_spellings_are_read_alike(read_sentences: list[Sentence]) -> None:
    spelt_alike(random.Random(SAMPLE).sample(read_sentences, SENTENCES))


@pytest.mark.full
def test_all_other_spellings_are_read_alike(read_sentences: list[Sentence]) -> None:
    spelt_alike(read_sentences)


def spelt_alike(some: list[Sentence]) -> None:
    """Fail where a spelling of some sentences is read otherwise, or too many are not read."""
    counts: Counter[str] = Counter()
    otherwise = []
    for sentence in some:
        for spelling in spellings(sentence.text, sentence.context, sentence.lines):
            verdict = alike(spelling.text, spelling.context, spelling.lines)
            counts[verdict] += 1
            otherwise += [spelling.text] if verdict == "otherwise" else []
    assert otherwise == []
    assert counts["alike"] >= ALIKE * counts.total()
