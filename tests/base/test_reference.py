"""References and rule ids: built and taken apart by their own methods only."""

from creditdsl.base.reference import EntryRef, RuleId

SECTION = EntryRef("二")
ITEM = SECTION.child("3")
SUBITEM = ITEM.child("1")


def test_a_reference_knows_what_is_above_it() -> None:
    assert (SECTION, ITEM, SUBITEM) == ("二", "二/3", "二/3/1")
    assert [ref.depth for ref in (SECTION, ITEM, SUBITEM)] == [0, 1, 2]
    assert [ref.parent for ref in (SECTION, ITEM, SUBITEM)] == [None, SECTION, ITEM]
    assert {ref.section for ref in (SECTION, ITEM, SUBITEM)} == {SECTION}


def test_a_reference_holds_itself_and_what_is_below() -> None:
    assert ITEM.holds(ITEM) and ITEM.holds(SUBITEM)
    assert not ITEM.holds(SECTION) and not ITEM.holds(SECTION.child("31"))


def test_a_rule_id_knows_its_position_and_the_depth_of_its_entry() -> None:
    rule = SUBITEM.rule(12)
    assert rule == "二/3/1#12" and isinstance(rule, RuleId)
    assert (rule.position, rule.depth) == (12, SUBITEM.depth)
