"""Bytes become text, or a diagnostic that says which byte or character is at fault."""

import pytest

from creditdsl.base.diagnostic import Severity
from creditdsl.base.source import Span
from creditdsl.files.decode import MAX_BYTES, MAX_FAULTS, MAX_LINE, Reading, decode

SCHEME = "方案：某市考核办法\n小数：2位，四舍五入\n"


def only(reading: Reading) -> tuple[str, str, Span | None]:
    """Code, message and place of the one diagnostic."""
    (diagnostic,) = reading.diagnostics
    assert diagnostic.file == "方案.credit"
    assert diagnostic.help, "every message says what to do"
    return diagnostic.code.id, diagnostic.message, diagnostic.span


def read(data: bytes | str) -> Reading:
    return decode("方案.credit", data.encode() if isinstance(data, str) else data)


@pytest.mark.parametrize("data", [SCHEME, "\ufeff" + SCHEME, SCHEME.replace("\n", "\r\n")])
def test_utf8_is_read_without_a_word(data: str) -> None:
    reading = read(data)
    assert reading.ok and reading.diagnostics == ()
    assert reading.source is not None and reading.source.line(2) == "小数：2位，四舍五入"


def test_an_empty_file_is_text() -> None:
    assert read("").ok


def test_gb18030_is_read_with_a_warning() -> None:
    reading = read(SCHEME.encode("gb18030"))
    assert reading.ok and reading.source is not None and reading.source.text == SCHEME
    assert only(reading) == ("W0014", "文件用的是 GB18030（GBK）编码，已按这种编码读取。", None)
    assert reading.diagnostics[0].severity is Severity.WARNING


def test_a_damaged_utf8_file_is_not_taken_for_gb18030() -> None:
    code, message, span = only(read("方案：甲\r\n乙".encode() + b"\xd6\xd0"))
    assert (code, span) == ("E0008", Span(2, 2, 2, 3))
    assert message == (
        "第 2 行第 2 个字（文件的第 18 个字节，十六进制 D6）认不出来："
        "文件既不是 UTF-8 编码，也不是 GB18030 编码，或者已经损坏。"
    )


def test_the_byte_is_counted_in_the_file_as_it_lies_on_the_disk() -> None:
    _, message, _ = only(read(b"\xef\xbb\xbfab\xff\xff"))
    assert "文件的第 6 个字节" in message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_refused_with_and_without_its_mark(encoding: str) -> None:
    reading = read(SCHEME.encode(encoding))
    assert reading.source is None
    assert only(reading)[0] == "E0007"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04rest", "这是 WPS、Word、Excel 或压缩文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "这是旧格式的 WPS、Word 或 Excel 文件"),
        (b"%PDF-1.7", "这是 PDF 文件"),
        (b"{\\rtf1", "这是 RTF 文档"),
    ],
)
def test_a_document_is_no_scheme(data: bytes, kind: str) -> None:
    reading = read(data)
    assert reading.source is None
    assert only(reading) == ("E0006", f"{kind}，不是方案的纯文本文件。", None)


def test_too_large() -> None:
    assert read(b"a\n" * (MAX_BYTES // 2)).ok
    assert only(read(b"a" * (MAX_BYTES + 1)))[:2] == ("E0005", "文件超过 5 MB，不像是方案。")


def test_a_long_line() -> None:
    assert read("字" * MAX_LINE).ok
    reading = read("甲\n" + "字" * (MAX_LINE + 1))
    assert only(reading) == ("E0013", "第 2 行有 20001 个字，超过了 20000 个字。", Span(2, 1, 2, 2))


@pytest.mark.parametrize(
    ("char", "code", "words"),
    [
        ("\x00", "E0009", "空字符，U+0000"),
        ("\x01", "E0009", "控制字符，U+0001"),
        ("\x0b", "E0009", "垂直制表符（WPS 的手动换行），U+000B"),
        ("\x1b", "E0009", "转义符，U+001B"),
        ("\x7f", "E0009", "删除符，U+007F"),
        ("\x85", "E0009", "换行控制符，U+0085"),
        ("\u2028", "E0009", "行分隔符，U+2028"),
        ("\u200e", "E0010", "从左到右标记，U+200E"),
        ("\u202e", "E0010", "强制从右到左符，U+202E"),
        ("\u2066", "E0010", "从左到右隔离符，U+2066"),
        ("\u200b", "E0011", "零宽空格，U+200B"),
        ("\uffff", "E0011", "看不见的字符，U+FFFF"),
        ("\ufdd0", "E0011", "看不见的字符，U+FDD0"),
        ("\U0001fffe", "E0011", "看不见的字符，U+1FFFE"),
        ("\u200d", "E0011", "零宽连字符，U+200D"),
        ("\u2060", "E0011", "词连接符，U+2060"),
        ("\ufeff", "E0011", "零宽不换行空格（文件开头以外的 BOM），U+FEFF"),
        ("\u2063", "E0011", "看不见的字符，U+2063"),
        ("\U000e0041", "E0011", "看不见的字符，U+E0041"),
    ],
)
def test_a_hidden_character_is_named(char: str, code: str, words: str) -> None:
    reading = read(f"方案：甲\n双公{char}示 得5\n")
    assert only(reading) == (code, f"这里有一个看不见的字符：{words}。", Span(2, 3, 2, 4))
    assert reading.source is not None and not reading.ok


def test_a_lost_character() -> None:
    assert only(read("双公\ufffd\ufffd 得5"))[:2] == ("E0012", "这里有连续 2 个替换符（原来的字已经丢失），U+FFFD。")


def test_a_run_is_one_diagnostic_and_each_kind_its_own() -> None:
    reading = read("a\u200b\u200b\u200bb\u202e\u200b\n\u200b")
    places = [(d.code.id, d.span and (d.span.line, d.span.column, d.span.end_column)) for d in reading.diagnostics]
    assert places == [("E0011", (1, 2, 5)), ("E0010", (1, 6, 7)), ("E0011", (1, 7, 8)), ("E0011", (2, 1, 2))]
    assert "连续 3 个" in reading.diagnostics[0].message


def test_tabs_emoji_and_rare_characters_are_no_fault() -> None:
    assert read("\t①　“双公示”🙂 𬭚 ㎡\n").diagnostics == ()


def test_a_file_of_nothing_but_hidden_characters_is_refused_quickly() -> None:
    assert len(read(b"\x00\x01" * 500_000).diagnostics) == MAX_FAULTS
