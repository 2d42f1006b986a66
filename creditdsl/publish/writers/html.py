"""网页：指标表的打印版，A4 横向，用浏览器打开就可以打印或存成 PDF。"""

from creditdsl.publish.pages.page import UserTemplates, render
from creditdsl.publish.table.cell_lines import PrintedLines
from creditdsl.publish.table.content import TableContent
from creditdsl.publish.writers.writer import Writer


def write(content: TableContent) -> bytes:
    """Return one self-contained page."""
    return render_table(content, None)


def render_table(
    content: TableContent, user_templates: UserTemplates | None, lines: PrintedLines | None = None
) -> bytes:
    """Return the page by the shipped template, or by a user's.

    `user_templates`: None means the shipped one. `lines`: of the scheme, which each cell names in a preview.
    """
    weights = sum(column.weight for column in content.columns)
    return render("table", user_templates, table=content, weights=weights, lines=lines)


HTML = Writer(".html", "网页", write)
