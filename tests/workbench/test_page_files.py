"""The page in the program is what its sources make, and its policy lets only its own script run."""

import gzip
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from creditdsl.workbench.page_files import digest, page, served_policy

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "creditdsl" / "workbench" / "page"


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(ROOT / "workbench"))
    yield
    for name in ("help", "packing"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("sources")
def test_help_is_as_the_pages() -> None:
    assert (PAGE / "help.json").read_text(encoding="utf-8") == import_module("help").help_pages()


def test_policy_names_the_script() -> None:
    html = page().decode()
    script = html.rpartition("<script>")[2].partition("</script>")[0]
    assert digest(script) in served_policy()
    assert "unsafe-eval" not in served_policy()


@pytest.mark.usefixtures("sources")
@pytest.mark.parametrize("content", [b"", b"<", b"\0\r\n<" * 9, bytes(range(256)) * 5], ids=len)
def test_packed_bytes_are_characters_that_html_keeps(content: bytes) -> None:
    text = import_module("packing").packed(content)
    assert not set(text) & {"\0", "\r", "<"}
    bits = "".join(f"{ord(sign) if ord(sign) < 0x80 else ord(sign) - 0xC0:07b}" for sign in text)
    unpacked = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))
    assert gzip.decompress(unpacked) == content
