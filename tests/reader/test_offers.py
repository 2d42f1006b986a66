"""Where offers appear: as help of lines that failed, never on lines that parse, and at no cost to sound schemes."""

import subprocess
import sys
import time

import pytest

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.reader.helped import helped
from creditdsl.reports.checked import Checked, text
from tests.reader.reading import HEAD


def diagnostics(source: Source) -> tuple[Diagnostic, ...]:
    found = analyse(source)
    return helped(found.tree, found.diagnostics)


def helps(*lines: str) -> list[str]:
    source = Source("示例.credit", HEAD + "".join(f"  {line}\n" for line in lines))
    return [found.help for found in diagnostics(source)]


def test_the_report_shows_the_offer() -> None:
    source = Source("示例.credit", HEAD + "  每发生1个案例扣5分，最高扣10分\n")
    shown = text([Checked("示例.credit", source, diagnostics(source))])
    assert "可以写成：案例数 每例扣5 最高扣10" in shown


def test_several_rules_in_one_line() -> None:
    (help,) = helps("出台相关文件制度的得2分，取得成效的得4分。")
    assert help == "可以分 2 行写成：出台相关文件制度 得2 · 取得成效 得4"


def test_a_label_stays() -> None:
    (help,) = helps("（3）每共享1类得2分，总分10分")
    assert help == "可以写成：（3）共享类数 每类得2 最高10" or help == "可以写成：共享类数 每类得2 最高10"


def test_the_guard_keeps_its_own_help() -> None:
    (help,) = helps("建立机制且制定制度 得5")
    assert help.startswith("可以写成：建立机制 且 制定制度 得5。") and "在“数据”里声明" in help


def test_it_never_runs_on_lines_that_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    from creditdsl.reader import offers as stock

    asked: list[str] = []
    monkeypatch.setattr(stock, "offer", lambda text: asked.append(text) or ())
    helps("建立机制 得5", "案例数 每例扣5 最高扣10", "建立机制 得5条", "每发生1个案例扣5分")
    assert [one.strip() for one in asked] == ["每发生1个案例扣5分"]


def test_a_sound_scheme_does_not_import_it() -> None:
    code = (
        "import sys\nfrom creditdsl.base.source import Source\nfrom creditdsl.compiler.pipeline import analyse\n"
        "from creditdsl.reader.helped import helped\n"
        "found = analyse(Source('x', '方案：示例\\n附件1 甲\\n一、甲（5分）\\n  建立机制 得5\\n'))\n"
        "helped(found.tree, found.diagnostics)\n"
        "assert 'creditdsl.reader.offers' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_faulty_file_takes_linear_time() -> None:
    line = "  每发生1个案例扣5分，最高扣10分，逾期加倍\n  第一名得10分，排名每下降一位扣2分，扣完为止\n"

    def seconds(lines: int) -> float:
        start = time.process_time()
        diagnostics(Source("x", HEAD + line * (lines // 2)))
        return time.process_time() - start

    seconds(50)
    assert seconds(5000) < 15 * max(seconds(500), 0.05)


def test_a_faulty_file_asks_the_parser_little() -> None:
    """Lark tries every terminal to tell what could have stood there; a stack of states is asked once."""
    from creditdsl.syntax import parser

    helps("每发生1个案例扣5分，逾期加倍")
    asked = len(parser._ACCEPTED)
    helps(*["每发生2个事件扣7分，逾期加倍"] * 50)
    assert len(parser._ACCEPTED) == asked
