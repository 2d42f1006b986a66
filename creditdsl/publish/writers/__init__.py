"""The formats in which documents are written. To add one: its file, and one line here."""

from creditdsl.publish.writers.html import HTML
from creditdsl.publish.writers.layout import FACES
from creditdsl.publish.writers.writer import DocumentWriter, Writer

_OFFICE = (
    DocumentWriter(".docx", "Word 文档", "docx", FACES),
    DocumentWriter(".pdf", "PDF 文件", "pdf"),
    DocumentWriter(".xlsx", "Excel 表格", "xlsx", FACES),
)

DOCUMENT_WRITERS: tuple[DocumentWriter, ...] = (DocumentWriter(".html", "网页", "html_document"), *_OFFICE)
"""Formats of any document."""

WRITERS: tuple[Writer, ...] = (HTML, *(writer.for_tables() for writer in _OFFICE))
"""Formats of the indicator table."""
