"""The formatter changes no character of a document's text, and keeps the paragraphs of fields."""

from pathlib import Path

import pytest

from creditdsl.base.source import Source
from creditdsl.formatter.scheme import layout

DOCUMENTS = sorted((Path(__file__).parents[1] / "documents").glob("*.txt"))
UNTIDY = """\
方案：示例
正文：#话
甲 90 分以上(含)为优秀。


  每例扣 5
标准:  甲
# 甲 \u3000
正文完
附件1   考核指标
一、甲(5 分)
标准：第一段
内容：甲
标准：第二段
甲事 得5
正文
乙
正文完
"""
TIDY = """\
方案：示例

正文  # 话
甲 90 分以上(含)为优秀。


  每例扣 5
标准:  甲
# 甲 \u3000
正文完

附件1 考核指标

一、甲（5分）
内容：甲
标准：第一段
标准：第二段
  甲事 得5

正文
乙
正文完
"""


def test_a_text_stands_as_it_is() -> None:
    assert layout(Source("示例", UNTIDY.replace("：#话", "： #话"))).text == TIDY.replace("# 话", "#话")
    assert layout(Source("示例", TIDY)).text == TIDY


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_published_document_is_kept(path: Path) -> None:
    body = f"正文\n{path.read_text(encoding='utf-8')}正文完\n"
    written = layout(Source("示例", f"方案：示例\n{body}附件1 甲\n一、甲（5分）\n  甲事 得5\n")).text
    assert written is not None
    assert body in written
