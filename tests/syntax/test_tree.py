"""The accessors of a line's tree: what stands at a place, as the grammar has it."""

import pytest

from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.parser import parse_line


def tree(text: str, start: str) -> LineTree:
    found = parse_line(text, start)
    assert isinstance(found, LineTree)
    return found


def test_a_child_is_read_as_what_it_is() -> None:
    condition = tree("建立机制 得3", "rule").tree(0)
    assert [part.data for part in condition.trees] == ["predicate", "result"]
    award = condition.tree(1).tree(0)
    assert (award.token(0).type, award.token(-1)) == ("GAIN", "3")
    with pytest.raises(AssertionError):
        award.tree(0)
    with pytest.raises(AssertionError):
        condition.token(0)


def test_the_names_of_a_list_come_without_its_marks() -> None:
    declaration = tree("甲数、乙数、丙数: 条", "declaration")
    assert declaration.tree(0).names == ["甲数", "乙数", "丙数"]
    assert len(declaration.tree(0).tokens) == 5


def test_words_and_the_trees_behind_them_come_in_pairs() -> None:
    places = tree("信息条数 排名赋分 第一名 得5 第二名 得3 其余 得0", "rule").tree(0).tree(-2)
    assert [(word.type, award.token(-1)) for word, award in places.pairs] == [("PLACE", "5"), ("PLACE", "3")]
