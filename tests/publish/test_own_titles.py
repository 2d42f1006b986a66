"""Titles of documents about an annex, made from its title."""

import pytest

from creditdsl.publish.words.own_titles import own_title


@pytest.mark.parametrize(
    ("annex", "subject"),
    [
        ("考核指标", "考核"),
        ("市直成员单位社会信用体系建设工作考核指标", "市直成员单位社会信用体系建设工作考核"),
        ("2023年度安全生产目标管理考核指标及评分标准", "2023年度安全生产目标管理考核"),
        ("2020年县（市）区社会信用体系建设考评细则", "2020年县（市）区社会信用体系建设考评"),
        ("信用建设重点工作任务", "信用建设重点工作考核"),
        ("吕梁市社会信用体系建设工作考核办法（暂行）", "吕梁市社会信用体系建设工作考核"),
        ("机关效能建设评价量化打分表", "机关效能建设评价"),
        ("指标", "考核"),
        ("", "考核"),
    ],
)
def test_titles_of_their_own(annex: str, subject: str) -> None:
    assert own_title(annex, "排名表") == f"{subject}排名表"
