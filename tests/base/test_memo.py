"""A memo holds what the last two versions asked for, and no more."""

from creditdsl.base.memo import Memo


def test_keeps_what_the_last_two_versions_asked_for() -> None:
    memo = Memo()
    memo.keep("甲", 1)
    memo.keep("乙", 2)
    memo.turn()
    assert memo.find("甲") == 1
    memo.turn()
    assert memo.find("甲") == 1
    assert memo.find("乙") is None


def test_never_holds_more_than_two_versions() -> None:
    memo = Memo()
    for version in range(100):
        for part in range(10):
            memo.keep((version, part), part)
        memo.turn()
    assert len(memo) == 10
