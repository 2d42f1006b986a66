"""网页：指标表的打印版，A4 横向，用浏览器打开就可以打印或存成 PDF。"""

from creditdsl.publish.content import TableContent
from creditdsl.publish.page import render
from creditdsl.publish.writers.writer import Writer


def write(content: TableContent) -> bytes:
    """One self-contained page."""
    return render("table", table=content, weights=sum(column.weight for column in content.columns))


HTML = Writer(".html", "网页", write)
