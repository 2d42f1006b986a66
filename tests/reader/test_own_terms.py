"""What the program prints of an item beside its rules reads back: 从满分5分起扣; 各条就高计分; 本项得分可以为负.

Each row: a sentence, the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.publish.table.readings import entry_terms
from tests.reader.meaning import UNREAD, meant

TERMS = (
    ("从满分5分起扣。", "5", "标题：满分起扣"),
    ("从满分5分起扣。", "", "标题：满分起扣"),
    ("每发现1处扣1分。从满分5分起扣。", "5", "标题：满分起扣；发现处数 每处扣1"),
    ("各条就高计分，不累计。", "5", "标题：就高"),
    ("建立台账的，得3分。制定方案的，得4分。各条就高计分，不累计。", "5", "标题：就高；建立台账 得3；制定方案 得4"),
    ("本项得分可以为负。", "5", "标题：可为负"),
    ("完成得10分，不完成扣2分。本项得分可以为负。", "10", "标题：可为负；完成 得10 否则 扣2"),
    ("缺报的取其他单位本项得分的平均分。", "5", "缺报：取平均分"),
)
TRAPS = (
    ("从满分6分起扣。", "5", UNREAD),
    ("建立台账的，得5分。从满分5分起扣。", "5", UNREAD),
    ("不从满分5分起扣。", "5", UNREAD),
    ("本项得分不可以为负。", "5", UNREAD),
)
SCHEME = """\
方案：示例
附件1 指标
一、机制（10分）
1. 首项（5分，满分起扣，可为负）
  漏报 每次扣1
2. 本项（5分，就高）
  缺报：取平均分
  建立台账 得3
  制定方案 得4
"""


@pytest.mark.parametrize(("sentence", "points", "lines"), [*TERMS, *TRAPS])
def test_sentence(sentence: str, points: str, lines: str) -> None:
    assert meant(sentence, "", points) == lines


def test_printed_terms_read_back() -> None:
    first, second = analyse(Source("示例.credit", SCHEME)).scheme.tables[0].sections[0].children
    assert [meant(f"{term}。") for term in entry_terms(first)] == ["标题：满分起扣", "标题：可为负"]
    assert [meant(f"{term}。") for term in entry_terms(second)] == ["标题：就高", "缺报：取平均分"]
