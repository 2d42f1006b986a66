"""The page in the program is what its sources make, and its policy lets only its own script run."""

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from creditdsl.workbench.page_files import browser_check, digest, page, served_policy

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "creditdsl" / "workbench" / "page"


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(ROOT / "workbench"))
    yield
    for name in ("assemble", "help", "packing"):
        sys.modules.pop(name, None)


ASKED = """
import json
from creditdsl.workbench.text_messages import exchange
from creditdsl.api.starters import TOPICS, starter_files

def send(method, **params):
    message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {"textDocument": {"uri": "x:/a"}, **params}}
    return json.loads(exchange(json.dumps(message)))[0]

scheme, data = (content.decode() for content in starter_files(TOPICS[0]))
send("initialize")
text = json.dumps({"uri": "x:/a", "version": 0, "text": scheme})
exchange('{"method": "textDocument/didOpen", "params": {"textDocument": ' + text + "}}")
for kind, format in (("print", "html"), ("print", "docx"), ("scores", "xlsx")):
    print(len(send("creditdsl/file", kind=kind, format=format, data=data)["result"]["file"]["content"]) > 1000)
"""


@pytest.mark.usefixtures("sources")
def test_the_one_file_carries_all_that_the_program_imports(tmp_path: Path) -> None:
    for name, content in import_module("assemble").program_files().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    command = [sys.executable, "-S", "-B", "-c", ASKED]
    asked = subprocess.run(command, cwd=tmp_path, env={"PYTHONUTF8": "1"}, capture_output=True, text=True)
    assert (asked.stdout.split(), asked.stderr) == (["True"] * 3, "")


@pytest.mark.usefixtures("sources")
def test_help_is_as_the_pages() -> None:
    assert (PAGE / "help.json").read_text(encoding="utf-8") == import_module("help").help_pages()


def test_policy_names_every_script() -> None:
    scripts = re.findall(r"<script>(.*?)</script>", page().decode(), re.DOTALL)
    assert len(scripts) == 2
    assert all(digest(script) in served_policy() for script in scripts)
    assert "unsafe-eval" not in served_policy()


def test_an_old_browser_can_read_what_it_is_told() -> None:
    newer = re.compile(r"=>|`|\b(?:const|let|class|async|await)\b|\?\.|\?\?|\.\.\.")
    assert newer.findall(re.sub(r"//.*|\"[^\"]*\"", "", browser_check())) == []


@pytest.mark.usefixtures("sources")
@pytest.mark.parametrize("content", [b"", b"<", b"\0\r\n<" * 9, bytes(range(256)) * 5], ids=len)
def test_packed_bytes_are_characters_that_html_keeps(content: bytes) -> None:
    text = import_module("packing").packed(content)
    assert not set(text) & {"\0", "\r", "<"}
    bits = "".join(f"{ord(sign) if ord(sign) < 0x80 else ord(sign) - 0xC0:07b}" for sign in text)
    unpacked = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))
    assert gzip.decompress(unpacked) == content
