"""Acknowledgements: `# 已核：W0601 上级文件原文如此`, a finding the drafter has looked at and keeps.

Receives the lines of a scheme and its diagnostics; promises the same diagnostics, those acknowledged carrying their
reason, and the faults of acknowledgements themselves. An acknowledgement behind a line speaks for that line. On a
comment line it speaks for the next line that is not empty. That of 正文 speaks for the whole text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from creditdsl.base.diagnostic import Code, Diagnostic, Severity
from creditdsl.base.fault import Worded
from creditdsl.base.node import node
from creditdsl.base.source import Span
from creditdsl.review.finding import MOVED, manual
from creditdsl.syntax.tree import Blank, SchemeTree, TextLine, TextMark

UNUSED = manual("""W0691 已核的提醒已经没有了

说明：这里注明了已核，可是这一行现在没有这条提醒。
为什么要紧：方案改过以后，旧的注明会让人以为问题还在，也可能盖住以后同一行的新问题。
例：

    方案：示例
    附件1 考核指标
    一、工作机制（5分）  # 已核：W0601 上级文件原文如此
      建立机制 得5

改法：删去这条注明；写错了行的，移到提醒所在的那一行。
""")
MISREAD = manual("""W0692 已核写得不完整

说明：“已核”后面写编号和理由，如“# 已核：W0601 上级文件原文如此”；错误（E 开头的）不能这样注明。
为什么要紧：没有理由的注明，别人看不出是核过还是漏过。
例：

    方案：示例
    附件1 考核指标
    一、工作机制（5分）  # 已核：W0601
      建立机制 得5

改法：补上编号和理由；是错误的，改正方案。
""")
CODES = (UNUSED, MISREAD)

_WORD = re.compile(r"已核\s*[：:]?\s*(?P<rest>.*)")
_PARTS = re.compile(r"(?P<codes>[A-Za-z]\d{4}(?:\s*[、，,]\s*[A-Za-z]\d{4})*)[\s，,：:]*(?P<reason>.*)")


@node
class Acknowledgement:
    """One code acknowledged for one line. `span`: the code as written."""

    code: str
    reason: str
    line: int
    span: Span


def acknowledge(
    tree: SchemeTree, diagnostics: Iterable[Diagnostic], known: Callable[[str], Code | None]
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics with the reasons of those acknowledged, and the faults of acknowledgements.

    known: the code of a number; None where there is no such number.
    """
    read, faults = _read(tree, known)
    by_place = {(acknowledgement.code, acknowledgement.line): acknowledgement for acknowledgement in read}
    used: set[tuple[str, int]] = set()
    marked = []
    openings = _openings(tree)
    for diagnostic in diagnostics:
        line = diagnostic.span.line if diagnostic.span else 0
        place = (diagnostic.code.id, openings.get(line, line))
        if place in by_place and diagnostic.severity is not Severity.ERROR:
            used.add(place)
            diagnostic = replace(diagnostic, acknowledged=by_place[place].reason)
        marked.append(diagnostic)
    unused = [
        Diagnostic(
            Worded(UNUSED, f"这里注明已核 {acknowledgement.code}，可是这一行现在没有这条提醒。", "删去这条注明。"),
            tree.source.name,
            acknowledgement.span,
        )
        for place, acknowledgement in by_place.items()
        if place not in used
    ]
    return (*marked, *faults, *unused)


def _openings(tree: SchemeTree) -> Mapping[int, int]:
    """Return the line that opens the text of the document, by each line of the text."""
    openings: dict[int, int] = {}
    opened = 0
    for line in tree.lines:
        match line:
            case TextMark(number=number):
                opened = number
            case TextLine(number=number):
                openings[number] = opened
            case _:
                pass
    return openings


def _read(tree: SchemeTree, known: Callable[[str], Code | None]) -> tuple[list[Acknowledgement], list[Diagnostic]]:
    """Return the acknowledgements, and diagnostics of those that are not written right."""
    read: list[Acknowledgement] = []
    faults: list[Diagnostic] = []
    for comment, written, line in _comments(tree):
        if "已核" not in comment or (match := _WORD.search(comment)) is None:
            continue
        start = tree.source.line(written).rfind(comment)
        span = Span.of_line(written, start + match.start(), start + len(comment))
        parts = _PARTS.fullmatch(match["rest"].strip())
        wrong = _wrong(parts, known)
        if wrong or parts is None:
            help = "写成“# 已核：W0601 上级文件原文如此”。"
            faults.append(Diagnostic(Worded(MISREAD, wrong, help), tree.source.name, span))
            continue
        codes = _codes(parts)
        read += [Acknowledgement(code, parts["reason"].strip(), line, span) for code in codes]
    return read, faults


def _wrong(parts: re.Match[str] | None, known: Callable[[str], Code | None]) -> str:
    """Return the fault of an acknowledgement in words; empty where there is none."""
    if parts is None:
        return "“已核”后面没有写编号。"
    codes = {number: known(number) for number in _codes(parts)}
    if strange := [number for number, code in codes.items() if code is None]:
        return f"没有编号 {'、'.join(strange)}。"
    if errors := [number for number, code in codes.items() if code is not None and code.severity is Severity.ERROR]:
        return f"{'、'.join(errors)} 是错误，要改正，不能注明已核。"
    return "" if parts["reason"].strip() else "没有写理由。"


def _codes(parts: re.Match[str]) -> list[str]:
    """Return the codes that are acknowledged; one that went into another stands for that."""
    return [MOVED.get(code, code) for code in re.findall(r"[A-Z]\d{4}", parts["codes"].upper())]


def _comments(tree: SchemeTree) -> Iterator[tuple[str, int, int]]:
    """Yield each comment with the line it stands on and the line it speaks for (0 where none follows)."""
    waiting: list[tuple[str, int]] = []
    for line in tree.lines:
        if not isinstance(line, Blank):
            yield from ((comment, written, line.number) for comment, written in waiting)
            waiting = []
            if line.comment:
                yield line.comment, line.number, line.number
        elif line.comment:
            waiting.append((line.comment, line.number))
    yield from ((comment, written, 0) for comment, written in waiting)
