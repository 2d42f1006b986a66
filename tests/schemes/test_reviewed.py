"""What the review says of the five schemes: no error, and a reason for every warning that is left."""

from pathlib import Path

import pytest

from creditdsl.base.diagnostic import Severity
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.formatter.scheme import layout
from creditdsl.review.reviewing import review

SCHEMES = sorted(Path(__file__).parents[2].glob("schemes/*/scheme.credit"))


def read(scheme: Path) -> Source:
    return Source(scheme.parent.name, scheme.read_text(encoding="utf-8"))


def test_there_are_five() -> None:
    assert len(SCHEMES) == 5


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.parent.name)
def test_nothing_is_left_to_mend(scheme: Path) -> None:
    found = review(compile_source(read(scheme)))
    left = [one for one in found if one.severity is not Severity.NOTE and not one.acknowledged]
    assert [(one.code.id, one.span and one.span.line, one.message) for one in left] == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.parent.name)
def test_layout_is_canonical(scheme: Path) -> None:
    source = read(scheme)
    assert layout(source).text == source.text
