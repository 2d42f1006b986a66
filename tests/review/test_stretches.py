"""Stretches against plain membership: what the sets hold is what the comparisons say, value by value."""

from fractions import Fraction
from operator import eq, ge, gt, le, lt

from hypothesis import given
from hypothesis import strategies as st

from creditdsl.review.stretches import END, START, Axis, Cover, Region, Stretch, after, before, join, meet, minus, rest
from creditdsl.syntax.nodes import Comparison

SAYS = {
    Comparison.EQUAL: eq,
    Comparison.AT_LEAST: ge,
    Comparison.AT_MOST: le,
    Comparison.MORE: gt,
    Comparison.LESS: lt,
}
HALVES = [Fraction(n, 2) for n in range(-12, 13)]
BOUNDS = st.lists(st.tuples(st.sampled_from(Comparison), st.sampled_from(HALVES)), max_size=2)
AXES = st.sampled_from([Axis(None, None, None), Axis(None, None, Fraction(1)), Axis(None, None, Fraction(1, 2))])


def values(axis: Axis) -> list[Fraction]:
    """Every value that can tell the sets of these tests apart."""
    quarters = [Fraction(n, 4) for n in range(-26, 27)]
    return quarters if axis.step is None else [v for v in quarters if (v / axis.step).denominator == 1]


def holds(region: Region, value: Fraction) -> bool:
    return any(one.start <= before(value) and after(value) <= one.end for one in region)


def on(axis: Axis, region: Region) -> set[Fraction]:
    """On a grid a stretch ends just before the next value."""
    if axis.step is None:
        return {value for value in values(axis) if holds(region, value)}
    return {value for value in values(axis) if any(one.start <= before(value) < one.end for one in region)}


@given(AXES, BOUNDS)
def test_satisfying_is_what_the_comparisons_say(axis: Axis, bounds: list[tuple[Comparison, Fraction]]) -> None:
    said = {value for value in values(axis) if all(SAYS[word](value, limit) for word, limit in bounds)}
    assert on(axis, axis.satisfying(bounds)) == said


@given(AXES, st.tuples(BOUNDS, BOUNDS, BOUNDS))
def test_sets_behave_as_sets(axis: Axis, drawn: tuple[list[tuple[Comparison, Fraction]], ...]) -> None:
    one, two, three = (axis.satisfying(bounds) for bounds in drawn)
    both = join(one, two)
    assert on(axis, both) == on(axis, one) | on(axis, two)
    assert on(axis, meet(both, three)) == on(axis, both) & on(axis, three)
    assert on(axis, minus(both, three)) == on(axis, both) - on(axis, three)
    assert rest(rest(both)) == both


@given(AXES, BOUNDS)
def test_witness_lies_within(axis: Axis, bounds: list[tuple[Comparison, Fraction]]) -> None:
    region = axis.satisfying([(Comparison.AT_LEAST, HALVES[0]), (Comparison.AT_MOST, HALVES[-1]), *bounds])
    for stretch in region:
        witness = axis.witness(stretch)
        assert all(SAYS[word](witness, limit) for word, limit in bounds)
        assert axis.step is None or (witness / axis.step).denominator == 1


@given(AXES, st.lists(BOUNDS, max_size=6), BOUNDS)
def test_cover_takes_one_stretch_after_another(
    axis: Axis, taken: list[list[tuple[Comparison, Fraction]]], asked: list[tuple[Comparison, Fraction]]
) -> None:
    cover, joined = Cover(), rest((Stretch(START, END),))
    for bounds in taken:
        for stretch in axis.satisfying(bounds):
            cover.add(stretch)
            joined = join(joined, (stretch,))
    assert cover.region == joined
    for stretch in axis.satisfying(asked):
        assert cover.left(stretch) == minus((stretch,), joined)
