"""The nearest right word for a misspelt one."""

from creditdsl.base.nearest import nearest


def test_best_first_and_no_more_than_asked() -> None:
    words = ["信用承诺条数", "信用践诺条数", "案例数"]
    assert nearest("信用承若条数", words) == ("信用承诺条数", "信用践诺条数")
    assert nearest("信用承若条数", words, 1) == ("信用承诺条数",)


def test_nothing_near() -> None:
    assert nearest("瞒报条数", ["建立机制"]) == ()
    assert nearest("瞒报条数", []) == ()


def test_the_word_itself_is_no_candidate() -> None:
    assert nearest("内容", ["内容", "内容"]) == ()


def test_repeated_candidates_count_once() -> None:
    assert nearest("内荣", iter(["内容", "内容"]), 3) == ("内容",)
