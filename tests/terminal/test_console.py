"""No encoding of the screen can make the program fail."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from creditdsl.terminal import console
from creditdsl.terminal.console import LOOK_ALIKES, json_text

ROOT = Path(__file__).parents[2]
HARD = "得分 −1 ≥ ½ • ✓ ② 🙂 𬭚 “双公示”\udc80"
PROGRAM = f"""
import sys
from creditdsl.terminal import console
console.prepare()
console.write({HARD!a} + "\\n")
console.write_error({HARD!a} + "\\n")
console.write_json({{"名称": {HARD!a}}})
"""


def run(encoding: str, *words: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode(encoding), done.stderr.decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("utf-8", "得分 −1 ≥ ½ • ✓ ② 🙂 𬭚 “双公示”?"),
        ("gb18030", "得分 −1 ≥ ½ • ✓ ② 🙂 𬭚 “双公示”?"),
        ("gbk", "得分 -1 ≥ 1/2 · √ ② 〓 〓 “双公示”?"),
        ("cp1252", r"\u5f97\u5206 -1 >= ½ • \u2713 \u2461 \U0001f642 \U0002cb5a “\u53cc\u516c\u793a”?"),
        ("ascii", r'\u5f97\u5206 -1 >= 1/2 \u2022 \u2713 \u2461 \U0001f642 \U0002cb5a "\u53cc\u516c\u793a"?'),
    ],
)
def test_every_encoding_writes_every_text(encoding: str, line: str) -> None:
    out, err = run(encoding, "-c", PROGRAM)
    first, rest = out.split("\n", 1)
    assert first == line and err == line + "\n"
    assert json.loads(rest) == {"名称": HARD}


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252", "utf-8", "utf-16"])
@pytest.mark.parametrize("words", [["--help"], ["--version"], ["finding"], ["finding", "--help"], ["finding", "E0001"]])
def test_the_commands_on_every_console(encoding: str, words: list[str]) -> None:
    out, err = run(encoding, "-m", "creditdsl", *words)
    assert out and not err


def test_a_look_alike_can_always_be_written_in_the_end() -> None:
    for char in LOOK_ALIKES:
        seen = [char]
        while seen[-1] in LOOK_ALIKES:
            seen.append(LOOK_ALIKES[seen[-1]])
        assert len(set(seen)) == len(seen), "no circles"


def test_json_is_chinese_where_the_stream_is_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding, expected in (("utf-8", '"名称"'), ("gbk", r'"\u540d\u79f0"')):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", stream)
        console.write_json("名称")
        stream.flush()
        assert stream.buffer.getvalue().decode(encoding).strip() == expected


def test_json_text_of_what_no_encoding_writes() -> None:
    assert json_text("名\udc80") == '"\\u540d\\udc80"\n'
    assert json_text({"a": "名"}) == '{\n  "a": "名"\n}\n'


def test_colour_is_for_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not console.wants_colour()
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert console.wants_colour()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not console.wants_colour()


def test_no_streams_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.prepare()
    console.write("a")
    console.write_error("a")
    assert not console.wants_colour()
