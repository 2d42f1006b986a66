"""Parts of what is counted, steps and caps that may be of two clauses, and words that are classes and no counts.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import ASKED, UNREAD, surely

PARTS = (
    (
        "0.5分/篇（国家级1分/篇）",
        "论文",
        "5",
        f"{ASKED}论文−国家级 每篇得0.5；国家级 每篇得1 ｜ 论文 每篇得0.5；国家级 每篇得1",
    ),
    (
        "每篇1分，头版每篇2分",
        "宣传",
        "5",
        f"{ASKED}宣传−头版 每篇得1；头版 每篇得2 ｜ 宣传 每篇得1；头版 每篇得2",
    ),
    (
        "信息每篇得1分，省级每篇得2分",
        "宣传",
        "5",
        f"{ASKED}信息−省级 每篇得1；省级 每篇得2 ｜ 信息 每篇得1；省级 每篇得2",
    ),
    (
        "每篇0.5分（省级1分）",
        "论文",
        "5",
        f"{ASKED}论文−省级 每篇得0.5；省级 每篇得1 ｜ 论文 每篇得0.5；省级 每篇得1 ｜ 论文 每篇得0.5；省级 得1",
    ),
    ("市级每篇得1分，省级每篇得2分", "信息", "5", "市级 每篇得1；省级 每篇得2"),
    ("信息每篇得1分，简报每篇得2分", "宣传", "5", "信息 每篇得1；简报 每篇得2"),
    ("每死亡1人扣2分，每重伤1人扣1分", "事故", "10", "标题：满分起扣；事故死亡人数 每人扣2；事故重伤人数 每人扣1"),
    ("表彰每次得1分，通报每次扣1分", "表彰", "5", "表彰 每次得1；通报 每次扣1"),
)

OF_BOTH = (
    ("办结率100%得3分；满意率90%以上得2分；每低1个百分点扣0.1分", "办理", "5", UNREAD),
    ("完成率100%得5分，每低1%扣0.1分，被通报每次扣1分，最多扣2分", "完成率", "5", UNREAD),
    (
        "办结率100%得3分；满意率90%以上得2分，每低1个百分点扣0.1分",
        "办理",
        "5",
        "办结率 100% 得3；满意率 90%以上 得2 每低1百分点扣0.1",
    ),
    (
        "完成率100%得5分，每低1%扣0.1分；被通报每次扣1分（最多扣2分）",
        "完成率",
        "5",
        "完成率 100%以上 得5 每低1百分点扣0.1；被通报 每次扣1 最高扣2",
    ),
)
"""Steps and caps of the last clause alone, or of the one before, too."""

CLASSES = (
    ("一类5分，二类3分，三类1分", "评价", "5", "评价 选项 “一类” 得5 “二类” 得3 “三类” 得1"),
    ("评为一类的得5分，二类的得3分", "评价", "5", "评价 选项 “一类” 得5 “二类” 得3"),
    (
        "应急物资储备满足要求得5分，基本满足得3分，不满足不得分",
        "储备",
        "10",
        "应急物资储备 选项 满足要求 得5 基本满足 得3 不满足 不得分",
    ),
    ("条件满足的得5分", "条件", "5", "条件满足 得5"),
    ("每起扣1分，起扣2分", "事故", "5", UNREAD),
    (
        "优5分，良3分，中1分，差扣1分",
        "评价",
        "5",
        f"{ASKED}标题：可为负；评价 选项 优 得5 良 得3 中 得1 差 扣1 ｜ 评价 选项 优 得5 良 得3 中 得1 差 扣1",
    ),
)


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), [*PARTS, *OF_BOTH, *CLASSES])
def test_parts_are_asked_and_classes_are_no_counts(sentence: str, title: str, points: str, lines: str) -> None:
    assert surely(sentence, title, points) == lines
