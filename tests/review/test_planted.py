"""Planted faults are found where they are, and faultless schemes draw no warning.

`CREDITDSL_PLANTED=500 pytest tests/review/test_planted.py` is the campaign (`make planted`).
"""

import os

import pytest

from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.review.reviewing import review
from tests.review.planted import PLANTS, faultless, planted

pytestmark = pytest.mark.campaign

EACH = int(os.environ.get("CREDITDSL_PLANTED", "8"))
"""Schemes of each kind; four times as many without a fault."""


def found(text: str) -> tuple[Diagnostic, ...]:
    return review(compile_source(Source("方案.credit", text)))


@pytest.mark.parametrize("kind", PLANTS)
def test_every_planted_fault_is_found_at_its_line(kind: str) -> None:
    codes, done, seed = PLANTS[kind][0], 0, 0
    while done < EACH:
        seed += 1
        assert seed < EACH * 50, "too few schemes have a place for this fault"
        if (scheme := planted(kind, seed)) is None:
            continue
        text, line = scheme
        places = {(one.code.id, at) for one in found(text) for at in _lines(one)}
        assert any((code, line) in places for code in codes), f"{seed}:{line} {text.splitlines()[line - 1]} {places}"
        done += 1


def _lines(one: Diagnostic) -> set[int]:
    """The lines that a message points at."""
    return {span.line for span in (one.span, *(related.span for related in one.related)) if span is not None}


@pytest.mark.parametrize("part", range(4))
def test_faultless_schemes_draw_no_warning(part: int) -> None:
    for seed in range(part * EACH, (part + 1) * EACH):
        said = [one for one in found(faultless(seed)) if one.severity is not Severity.NOTE]
        assert said == [], f"{seed}: {said[0].code.id} {said[0].message}"
