"""Write diagnostics as text for a reader: where, what, the line with a caret, what to write instead.

Receives diagnostics and the sources they point into; promises one block each, grouped by table and
item in the order of the document, the most serious first in each group, then what is acknowledged,
and a closing count.

    【附件1 二/3】
    方案.credit:12:3: 错误 E0203：……
      12 │   瞒报条数 0条 得4
         │   ^^^^^^^^
      改法：……
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from creditdsl.base.diagnostic import Diagnostic, Related, Severity, in_order
from creditdsl.base.failure import Failure
from creditdsl.base.source import Source, Span
from creditdsl.review.standards.compared import NO_STANDARDS, Standards
from creditdsl.terminal.width import expand_tabs, width

SHOWN_DIAGNOSTICS = 200
"""The most diagnostics of one report; more would scroll the first ones away."""

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "说明"}

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BEFORE, _AFTER = 60, 60
"""Characters of a long line shown on either side of a fault."""


def report(
    diagnostics: Iterable[Diagnostic],
    sources: Iterable[Source] = (),
    *,
    colour: bool = False,
    most: int = SHOWN_DIAGNOSTICS,
    left_out: int = 0,
    reviewed: bool = True,
    standards: Standards = NO_STANDARDS,
) -> str:
    """All of a report: the blocks, an empty line after each, what is acknowledged, and the count.

    left_out: how many were found beside these, which the user does not want to see. reviewed: whether drafts were
    reviewed, too, and not only read. standards: how many were compared with their rules.
    """
    ordered = in_order(diagnostics)
    by_name = {source.name: source for source in sources}
    standing = [diagnostic for diagnostic in ordered if not diagnostic.acknowledged]
    lines: list[str] = []
    left = most
    for heading, group in _groups(standing):
        if left and heading:
            lines.append(heading)
        for diagnostic in group[:left]:
            lines += [*block(diagnostic, by_name, colour=colour), ""]
        left -= len(group[:left])
    if len(standing) > most:
        lines += [f"……另有 {len(standing) - most} 处，改好上面的再检查一遍。", ""]
    kept = [_acknowledged(diagnostic) for diagnostic in ordered if diagnostic.acknowledged]
    lines += ["已核：", *kept, ""] if kept else []
    return "\n".join([*lines, summary(ordered, left_out, reviewed, standards)]) + "\n"


def failure_text(failure: Failure) -> str:
    """Return why a command stops: the faults of the command itself, then a report of those that stand in a file."""
    placed = [diagnostic for diagnostic in failure.diagnostics if diagnostic.file]
    lines = [line for diagnostic in failure.diagnostics if not diagnostic.file for line in _of_command(diagnostic)]
    return "".join(f"{line}\n" for line in lines) + (report(placed, failure.sources) if placed else "")


def _of_command(diagnostic: Diagnostic) -> Iterator[str]:
    """Yield the lines of a fault that stands in no file; its words may be several lines."""
    first, *others = (visible(line) for line in diagnostic.message.split("\n"))
    yield f"{WORDS[diagnostic.severity]} {diagnostic.code.id}：{first}"
    yield from others
    if diagnostic.help:
        yield f"  改法：{visible(diagnostic.help)}"


def _groups(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[str, list[Diagnostic]]]:
    """Group diagnostics by file and item, in order of first occurrence."""
    groups: dict[tuple[str, str | None, str | None], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        groups.setdefault((diagnostic.file, diagnostic.table, diagnostic.ref), []).append(diagnostic)
    ranks = {level: rank for rank, level in enumerate(Severity)}
    for (_, table, ref), group in groups.items():
        heading = " ".join(visible(part) for part in (table, ref) if part)
        yield (f"【{heading}】" if heading else ""), sorted(group, key=lambda diagnostic: ranks[diagnostic.severity])


def _acknowledged(diagnostic: Diagnostic) -> str:
    reason = visible(diagnostic.acknowledged)
    return f"  {_place(diagnostic)}: {diagnostic.code.id}：{visible(diagnostic.message)}——{reason}"


def summary(
    diagnostics: Sequence[Diagnostic],
    left_out: int = 0,
    reviewed: bool = True,
    standards: Standards = NO_STANDARDS,
) -> str:
    """`共 2 个错误、1 个提醒，已核 3 个，另有 4 个没有列出。标准核对了 5 条，未核对 2 条。`"""
    standing = [one for one in diagnostics if not one.acknowledged]
    counts = [(WORDS[level], sum(d.severity is level for d in standing)) for level in Severity]
    parts = [f"{count} 个{word}" for word, count in counts if count]
    kept = len(diagnostics) - len(standing)
    nothing = "没有发现要看的问题" if left_out else "没有发现问题" if reviewed else "没有发现读不懂的地方"
    clauses = [f"共 {'、'.join(parts)}" if parts else nothing]
    clauses += [f"已核 {kept} 个"] if kept else []
    clauses += [f"另有 {left_out} 个没有列出"] if left_out else []
    clauses += [] if reviewed else ["草案没有审查"]
    return "，".join(clauses) + "。" + _compared(standards)


def _compared(standards: Standards) -> str:
    """Return how many standards were compared with their rules; nothing where there is none."""
    counts = [f"核对了 {standards.compared} 条"] if standards.compared else []
    counts += [f"未核对 {standards.left} 条"] if standards.left else []
    return f"标准和规则{'，'.join(counts)}。" if counts else ""


def block(diagnostic: Diagnostic, sources: Mapping[str, Source], *, colour: bool = False) -> list[str]:
    """Return the lines of one diagnostic."""
    word = f"{WORDS[diagnostic.severity]} {diagnostic.code.id}"
    if colour:
        word = f"\x1b[1;{_COLOURS[diagnostic.severity]}m{word}\x1b[0m"
    place = f"{_place(diagnostic)}: " if diagnostic.file else ""
    lines = [f"{place}{word}：{visible(diagnostic.message)}"]
    if diagnostic.span is not None and diagnostic.cell is None:
        lines += _excerpt(sources.get(diagnostic.file), diagnostic.span)
    if diagnostic.help:
        lines.append(f"  改法：{visible(diagnostic.help)}")
    for related in diagnostic.related:
        lines += _related(related, diagnostic.file, sources)
    return lines


def visible(text: str) -> str:
    """Replace characters that would steer a terminal, or not show at all, by boxes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("□" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c != "\t" else c for c in text)


def _place(diagnostic: Diagnostic) -> str:
    file = visible(diagnostic.file)
    if diagnostic.cell is not None:
        return f"{file}:{diagnostic.cell}"
    return file if diagnostic.span is None else f"{file}:{diagnostic.span.line}:{diagnostic.span.column}"


def _related(related: Related, file: str, sources: Mapping[str, Source]) -> list[str]:
    name = related.file or file
    head = f"  另见 {visible(name)}:{related.span.line}:{related.span.column}：{visible(related.message)}"
    return [head, *_excerpt(sources.get(name), related.span)]


def _excerpt(source: Source | None, span: Span) -> list[str]:
    """Return the first line of a span with carets below; nothing where the text is not at hand."""
    if source is None or not 1 <= span.line <= len(source.lines):
        return []
    line = source.line(span.line)
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(min(end, len(line)), start)
    lead, text, tail = _clip(line, start, end)
    before = width(expand_tabs(visible(lead)))
    marked = width(expand_tabs(visible(lead + text))) - before
    number = f"{span.line:>4}"
    return [
        f"{number} │ {expand_tabs(visible(lead + text + tail))}".rstrip(),
        f"{' ' * len(number)} │ {' ' * before}{'^' * max(marked, 1)}",
    ]


def _clip(line: str, start: int, end: int) -> tuple[str, str, str]:
    """Split a line into the parts before, in and after the fault, long ones cut."""
    lead, text, tail = line[:start], line[start:end], line[end:]
    if len(lead) > _BEFORE:
        lead = "…" + lead[-_BEFORE:]
    if len(text) > _BEFORE + _AFTER:
        text, tail = text[: _BEFORE + _AFTER] + "…", ""
    if len(tail) > _AFTER:
        tail = tail[:_AFTER] + "…"
    return lead, text, tail
