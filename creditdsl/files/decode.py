"""From the bytes of a scheme to its text, without touching a file.

Receives a name and bytes. Promises a Source without hidden characters, or diagnostics at the faulty byte or
character. Command and editor refuse the same texts, because a rule must mean what a reader sees.

`source` is None where the bytes are not text. A text with errors has a source all the same, so that the errors can
be shown in their lines; a caller goes on only where `ok` holds.
"""

import codecs
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.base.fault import Fault
from creditdsl.base.node import field, node
from creditdsl.base.source import Source, Span
from creditdsl.files import errors

if TYPE_CHECKING:
    from creditdsl.files.errors import ControlCharacter, DirectionCharacter, InvisibleCharacter, LostCharacter

    _Hidden = type[ControlCharacter] | type[DirectionCharacter] | type[InvisibleCharacter] | type[LostCharacter]

MAX_BYTES = 5 * 1024 * 1024
MAX_LINE = 20_000
MAX_FAULTS = 1_000
"""Faults that are listed; a text with more hidden characters is no text."""

_MAGIC = (
    (b"PK\x03\x04", "WPS、Word、Excel 或压缩文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧格式的 WPS、Word 或 Excel 文件"),
    (b"%PDF-", "PDF 文件"),
    (b"{\\rtf", "RTF 文档"),
)
_HAN = "[\u4e00-\u9fff]"
_LOST = "\ufffd"
"""The one hidden character that Python calls printable."""
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NAMES = {
    "\x00": "空字符",
    "\x07": "响铃符（WPS 表格单元格的结束标记）",
    "\x08": "退格符",
    "\x0b": "垂直制表符（WPS 的手动换行）",
    "\x0c": "分页符",
    "\x1b": "转义符",
    "\x7f": "删除符",
    "\x85": "换行控制符",
    "\u00ad": "软连字符",
    "\u061c": "阿拉伯文方向标记",
    "\u180e": "蒙古文元音分隔符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字符",
    "\u200d": "零宽连字符",
    "\u200e": "从左到右标记",
    "\u200f": "从右到左标记",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u202a": "从左到右嵌入符",
    "\u202b": "从右到左嵌入符",
    "\u202c": "方向控制结束符",
    "\u202d": "强制从左到右符",
    "\u202e": "强制从右到左符",
    "\u2060": "词连接符",
    "\u2066": "从左到右隔离符",
    "\u2067": "从右到左隔离符",
    "\u2068": "自动方向隔离符",
    "\u2069": "方向隔离结束符",
    "\ufeff": "零宽不换行空格（文件开头以外的 BOM）",
    _LOST: "替换符（原来的字已经丢失）",
}


@node
class Reading:
    """The text of a file, if it is text, and all its faults."""

    source: Source | None
    diagnostics: tuple[Diagnostic, ...] = ()
    content: bytes = field(default=b"", repr=False)
    """The bytes that the text was decoded from."""

    @property
    def ok(self) -> bool:
        """Whether the text may be used (there may be warnings)."""
        return self.source is not None and not has_errors(self.diagnostics)

    @property
    def sha256(self) -> str:
        """Return the hash of the content, in hexadecimal digits."""
        from hashlib import sha256  # which loads more than all that reads a text

        return sha256(self.content).hexdigest()


def decode(name: str, data: bytes) -> Reading:
    """Decode the text of a scheme's bytes."""
    if len(data) > MAX_BYTES:
        return _unreadable(name, errors.TooLarge(MAX_BYTES))
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return _unreadable(name, errors.OfficeFile(kind))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _unreadable(name, errors.Utf16(marked=True))
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        source = Source(name, body.decode("utf-8"))
    except UnicodeDecodeError as error:
        gb = _gb18030(body, error)
        if gb is None:
            return _bad_bytes(name, body, error, len(data) - len(body))
        source = Source(name, gb)
        return Reading(source, (Diagnostic(errors.Gb18030(), name), *check(source)), data)
    return Reading(source, check(source), data)


def check(source: Source) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for every run of hidden characters and every overlong line of a text."""
    faults: list[Diagnostic] = []
    for number, line in enumerate(source.lines, start=1):
        if len(line) > MAX_LINE:
            fault = errors.LongLine(number, len(line), MAX_LINE)
            faults.append(Diagnostic(fault, source.name, Span.of_line(number, 0, 1)))
    hidden = {char: kind for char in _suspects(source) if (kind := _hidden(char)) is not None}
    if hidden:
        faults += _hidden_runs(source, hidden)
    return tuple(faults[:MAX_FAULTS])


def _suspects(source: Source) -> set[str]:
    """Return all characters that may be hidden ones; to look at every character of a text takes long."""
    unprintable = {char for line in source.lines if not line.isprintable() for char in line}
    return unprintable | {_LOST} if _LOST in source.text else unprintable


@cache
def _hidden(char: str) -> "_Hidden | None":
    """Return the fault of a hidden character; None for visible characters, tabs and line ends."""
    if char in "\t\n\r":
        return None
    if char in _DIRECTION:
        return errors.DirectionCharacter
    if char == _LOST:
        return errors.LostCharacter
    match unicodedata.category(char):
        case "Cc" | "Zl" | "Zp":
            return errors.ControlCharacter
        case "Cf":
            return errors.InvisibleCharacter
        case "Cn" if ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef":  # never a character, nor in XML
            return errors.InvisibleCharacter
        case _:
            return None


def _hidden_runs(source: Source, hidden: "dict[str, _Hidden]") -> list[Diagnostic]:
    """Return a diagnostic for each run of the same hidden character, up to MAX_FAULTS."""
    run = re.compile("(([" + re.escape("".join(sorted(hidden))) + "])\\2*)")
    faults: list[Diagnostic] = []
    for number, line in enumerate(source.lines, start=1):
        for match in run.finditer(line):
            char, count = match[2], len(match[1])
            name = _NAMES.get(char, "控制字符" if hidden[char] is errors.ControlCharacter else "看不见的字符")
            fault = hidden[char](f"U+{ord(char):04X}", name, count)
            faults.append(Diagnostic(fault, source.name, Span.of_line(number, match.start(), match.end())))
            if len(faults) >= MAX_FAULTS:
                return faults
    return faults


def _gb18030(data: bytes, error: UnicodeDecodeError) -> str | None:
    """Return the text, if it is GB18030.

    UTF-8 Chinese before the bad byte shows that the file is damaged UTF-8 instead.
    """
    if b"\0" in data or re.search(_HAN, data[: error.start].decode("utf-8")):
        return None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _bad_bytes(name: str, data: bytes, error: UnicodeDecodeError, skipped: int) -> Reading:
    if b"\0" in data:
        return _unreadable(name, errors.Utf16(marked=False))
    before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1)
    fault = errors.UnknownBytes(line, column + 1, error.start + skipped + 1, data[error.start])
    return _unreadable(name, fault, Span.of_line(line, column, column + 1))


def _unreadable(name: str, fault: Fault, span: Span | None = None) -> Reading:
    return Reading(None, (Diagnostic(fault, name, span),))
