"""Make creditdsl/workbench/page/help.json: the pages 怎么写 of docs/writing as HTML, without links."""

import json
import re
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "creditdsl" / "workbench" / "page" / "help.json"


def help_pages() -> str:
    """Return the JSON: a list of `title` and `html`, in the order of the files' names."""
    markdown = MarkdownIt("commonmark").enable("table")
    pages = []
    for path in sorted((ROOT / "docs" / "writing").glob("*.md")):
        title, _, body = re.sub(r"<!--.*?-->\n*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).partition("\n")
        if path.stem != "README":
            html = re.sub(r"</?a\b[^>]*>", "", markdown.render(body))
            pages.append({"title": title.removeprefix("# ").strip(), "html": html})
    return json.dumps(pages, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    TARGET.write_text(help_pages(), encoding="utf-8", newline="\n")
