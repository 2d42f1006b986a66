"""As tests/syntax/test_spaces.py, for rules composed at random: a lost space changes nothing in silence."""

import random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from creditdsl.base.source import Source
from creditdsl.formatter.scheme import layout
from tests.formatter import strategies
from tests.syntax.reading import meaning


@given(strategies.rule(), st.integers(0, 2**32))
@settings(max_examples=max(100, settings().max_examples))
def test_a_lost_space_changes_nothing_in_silence(text: str, seed: int) -> None:
    laid_out = layout(Source("x", f"附件1\n一、项\n{text}")).text
    assume(laid_out is not None)
    assert laid_out is not None
    line = laid_out.splitlines()[-1].strip()
    whole = meaning("rule", line)
    assume(whole is not None and "甲 乙" not in line)  # inside quotation marks a space is text
    chance = random.Random(seed)
    first, *rest = line.split(" ")
    for _ in range(8):
        shorter = first + "".join(chance.choice(["", " "]) + part for part in rest)
        assert meaning("rule", shorter) in (None, whole), (shorter, line)
