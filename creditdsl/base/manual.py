"""Parse the manual page of a code from a docstring, so that a fault and its page stand in one place.

A page has this shape; 为什么要紧 and 例 may be left out:

    W0601 各项分值加起来不等于大项的分值

    说明：……
    为什么要紧：……
    例：

        方案：示例
        ……

    改法：……

The example is a whole scheme, or the lines of one table, which get a head.
"""

import re
from textwrap import dedent

from creditdsl.base.code import Code

_PAGE = re.compile(
    r"(?P<id>[EWN]\d{4}) (?P<title>.+)\n\n\s*说明：(?P<why>.+?)"
    r"(?:\n\s*为什么要紧：(?P<matters>.+?))?"
    r"(?:\n\s*例：\n\n(?P<example>.+?)\n)?"
    r"\n\s*改法：(?P<fix>.+)",
    re.DOTALL,
)
_HEAD = "方案：示例\n附件1 考核指标\n"


def manual(page: str | None) -> Code:
    """Return the code whose manual page is `page`."""
    match = _PAGE.fullmatch((page or "").strip())
    assert match, f"the docstring of a fault is its manual page, not {page!r}"
    why, matters, fix = (_joined(match[name] or "") for name in ("why", "matters", "fix"))
    example = dedent(match["example"]) + "\n" if match["example"] else ""
    if example and not example.startswith("方案："):
        example = _HEAD + example
    return Code(match["id"], match["title"], why, fix, example, matters)


def _joined(text: str) -> str:
    """Return the lines of a paragraph as one; Chinese needs no space between them."""
    return "".join(line.strip() for line in text.splitlines())
