"""A node is built as a frozen dataclass is, also one whose `__init__` shares its code with others."""

from dataclasses import FrozenInstanceError, replace

import pytest

from creditdsl.base.node import field, node


@node
class Point:
    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)
    span: str = field(compare=False, kw_only=True)
    mark: str = field(default="无", kw_only=True)


@node
class Place:
    """Of the same shape as Point, with other names and defaults."""

    line: int
    column: int = 7
    notes: dict[str, int] = field(default_factory=dict)
    file: str = field(kw_only=True)
    title: str = field(default="", kw_only=True)


@node
class Doubled:
    number: int
    twice: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "twice", 2 * self.number)


def test_fields_are_set_by_position_by_name_and_by_default() -> None:
    point, place = Point(1, span="a"), Place(column=3, line=1, file="甲", title="乙")
    assert (point.x, point.y, point.names, point.span, point.mark) == (1, 2, [], "a", "无")
    assert (place.line, place.column, place.notes, place.file, place.title) == (1, 3, {}, "甲", "乙")
    assert Place(4, 5, {"丙": 6}, file="丁") == Place(4, notes={"丙": 6}, column=5, file="丁", title="") != place


def test_what_a_factory_makes_is_not_shared() -> None:
    first, second = Point(1, span="a"), Point(1, span="a")
    assert first.names is not second.names
    assert Point(1, 2, first.names, span="a").names is first.names


def test_a_field_that_is_worked_out_is_set_behind_the_others() -> None:
    assert Doubled(4).twice == 8
    assert replace(Doubled(4), number=5).twice == 10


@pytest.mark.parametrize(
    ("arguments", "words", "message"),
    [
        ((), {"span": "a"}, "'x'"),
        ((1,), {}, "'span'"),
        ((1, 2, [], "a"), {}, "positional"),
        ((1,), {"span": "a", "z": 1}, "'z'"),
        ((1,), {"x": 1, "span": "a"}, "'x'"),
    ],
)
def test_wrong_arguments_are_named(arguments: tuple[object, ...], words: dict[str, object], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Point(*arguments, **words)  # type: ignore[arg-type]


def test_a_node_does_not_change() -> None:
    point = Point(1, span="a")
    with pytest.raises(FrozenInstanceError):
        point.x = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del point.x
