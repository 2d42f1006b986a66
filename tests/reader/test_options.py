"""Words that exclude each other.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import UNREAD, meant

OPTIONS = (
    (
        "优秀得5分，良好得3分，合格得1分，不合格不得分",
        "评估等次",
        "",
        "评估等次 选项 优秀 得5 良好 得3 合格 得1 不合格 不得分",
    ),
    (
        "优秀、良好、合格、不合格分别得5分、4分、3分、0分",
        "评估等次",
        "",
        "评估等次 选项 优秀 得5 良好 得4 合格 得3 不合格 得0",
    ),
    ("评定为优的得5分、良的得3分、差的不得分", "评估结果", "", "评估结果 选项 优 得5 良 得3 差 不得分"),
    ("信用等级为A的得10分，B的得8分，C的得5分，D的不得分", "", "", "信用等级 选项 A 得10 B 得8 C 得5 D 不得分"),
    ("材料质量好的得3分，一般的得2分，差的得1分，未报的不得分", "", "", "材料质量 选项 好 得3 一般 得2 差 得1"),
    ("评估等级为优的，得5分；为良的，得3分；其余的，得1分。", "", "", "评估等级 选项 优 得5 良 得3 其余 得1"),
    ("优秀得5分，良好得3分，其他扣1分", "评估", "", "评估 选项 优秀 得5 良好 得3 其余 扣1"),
)
TRAPS = (
    ("评为优秀的得5分", "", "", "“评为优秀” 得5"),
    ("档案优秀得2分，台账良好得1分", "基础", "3", "档案优秀 得2；台账良好 得1"),
    ("超过为民服务次数的，得1分；其余的，不得分", "", "", UNREAD),
    ("优秀、良好、合格分别得5分、4分", "评估", "", UNREAD),
    ("获优秀等次的得8分，良好等次的得6分", "评估", "8", UNREAD),
)


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), OPTIONS)
def test_sentence(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), TRAPS)
def test_sibling_that_means_something_else(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines
