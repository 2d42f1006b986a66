"""网页：任何一份文件的网页版，用浏览器打开就可以查看、打印。

Receives a Document; promises one self-contained page, the same bytes for the same document.
"""

from creditdsl.publish.document import Document
from creditdsl.publish.pages.page import render
from creditdsl.publish.writers.layout import page_of


def write(document: Document) -> bytes:
    """Return the bytes of the page."""
    blocks = [(type(block).__name__, block) for block in document.blocks]
    return render("document", document=document, blocks=blocks, page=page_of(document))
