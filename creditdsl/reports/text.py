"""Write diagnostics as text for a reader: where, what, the line with a caret, what to write instead.

Receives diagnostics and the sources they point into; promises entries in the order of the document, each below the
table and item that it is about, then what is acknowledged, and a closing count. No line is wider than COLUMNS, but
where the path of a file alone is.

    【附件1 二/3】
    方案.credit:12:3: 错误 E0203：……
      12 │   瞒报条数 0条 得4
         │   ^^^^^^^^
      改法：……
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from creditdsl.base.diagnostic import Diagnostic, Related, Severity, in_order
from creditdsl.base.failure import Failure
from creditdsl.base.source import Source
from creditdsl.reports.entries import Alike, ReportEntry, alike, entries, gravest
from creditdsl.reports.excerpts import COLUMNS, excerpt, visible
from creditdsl.review.extent import WHOLE, Extent
from creditdsl.review.standards.compared import Standards
from creditdsl.terminal.width import hang

SHOWN_DIAGNOSTICS = 200
"""The most diagnostics of one report; more would scroll the first ones away."""

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "说明"}

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_WHOLE_FILE = "全文"
_HELP = "  改法："


def report(
    diagnostics: Iterable[Diagnostic],
    sources: Iterable[Source] = (),
    *,
    colour: bool = False,
    most: int = SHOWN_DIAGNOSTICS,
    left_out: int = 0,
    extent: Extent = WHOLE,
) -> str:
    """All of a report: the entries, an empty line after each, what is acknowledged, and the count.

    left_out: how many were found beside these, which the user does not want to see. extent: how much was reviewed.
    """
    ordered = in_order(diagnostics)
    by_name = {source.name: source for source in sources}
    standing = [diagnostic for diagnostic in ordered if not diagnostic.acknowledged]
    lines: list[str] = []
    heading = ""
    for entry in entries(gravest(standing, most)):
        if (place := _heading(entry.first, heading)) != heading:
            lines += hang(place, "", COLUMNS, 0)
            heading = place
        lines += [*_block(entry, by_name, colour=colour), ""]
    if len(standing) > most:
        lines += [f"……另有 {len(standing) - most} 处，改好上面的再检查一遍。", ""]
    kept = [line for diagnostic in ordered if diagnostic.acknowledged for line in _acknowledged(diagnostic)]
    lines += ["已核：", *kept, ""] if kept else []
    return "\n".join([*lines, *hang("", summary(ordered, left_out, extent), COLUMNS, 0)]) + "\n"


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
        yield f"{_HELP}{visible(diagnostic.help)}"


def _heading(diagnostic: Diagnostic, before: str) -> str:
    """Return the heading that a diagnostic stands below; none is needed before the first that has a place."""
    place = " ".join(visible(part) for part in (diagnostic.table, diagnostic.ref) if part)
    return f"【{place or _WHOLE_FILE}】" if place or before else ""


def _acknowledged(diagnostic: Diagnostic) -> list[str]:
    text = f"{visible(diagnostic.message)}——{visible(diagnostic.acknowledged)}"
    return hang(f"  {_place(diagnostic)}: {diagnostic.code.id}：", text, COLUMNS, 4)


def summary(diagnostics: Sequence[Diagnostic], left_out: int = 0, extent: Extent = WHOLE) -> str:
    """`共 2 个错误、1 个提醒，已核 3 个，另有 4 个没有列出。标准核对了 5 条，未核对 2 条。`"""
    standing = [one for one in diagnostics if not one.acknowledged]
    counts = [(WORDS[level], sum(d.severity is level for d in standing)) for level in Severity]
    parts = [f"{count} 个{word}" for word, count in counts if count]
    kept = len(diagnostics) - len(standing)
    nothing = "没有发现要看的问题" if left_out else "没有发现问题" if extent.reviewed else "没有发现读不懂的地方"
    clauses = [f"共 {'、'.join(parts)}" if parts else nothing]
    clauses += [f"已核 {kept} 个"] if kept else []
    clauses += [f"另有 {left_out} 个没有列出"] if left_out else []
    return "，".join([*clauses, *_not_reviewed(extent)]) + "。" + _compared(extent)


def _not_reviewed(extent: Extent) -> Iterator[str]:
    if not extent.reviewed:
        yield "草案没有审查"
    if extent.left_out:
        yield f"有 {extent.left_out} 处没有审查"
    if extent.undecided:
        yield f"有 {extent.undecided} 处没有核对完"


def _compared(extent: Extent) -> str:
    """Return how many standards and sentences of the text were compared; nothing where there is none."""
    return _counted("标准和规则", "条", extent.standards) + _counted("正文和表", "句", extent.sentences)


def _counted(subject: str, unit: str, counted: Standards) -> str:
    counts = [f"核对了 {counted.compared} {unit}"] if counted.compared else []
    counts += [f"未核对 {counted.left} {unit}"] if counted.left else []
    return f"{subject}{'，'.join(counts)}。" if counts else ""


def _block(entry: ReportEntry, sources: Mapping[str, Source], *, colour: bool) -> list[str]:
    """Return the lines of one entry."""
    diagnostic = entry.first
    word = f"{WORDS[diagnostic.severity]} {diagnostic.code.id}"
    place = f"{_place(diagnostic)}: " if diagnostic.file else ""
    lines = hang(f"{place}{word}：", visible(diagnostic.message), COLUMNS, 2)
    if colour:
        lines[0] = lines[0].replace(word, f"\x1b[1;{_COLOURS[diagnostic.severity]}m{word}\x1b[0m", 1)
    if diagnostic.span is not None and diagnostic.cell is None:
        lines += excerpt(sources.get(diagnostic.file), diagnostic.span)
    if diagnostic.help:
        lines += hang(_HELP, visible(diagnostic.help), COLUMNS, 8)
    for related in diagnostic.related:
        lines += _related(related, diagnostic.file, sources)
    return [*lines, *_others(entry)]


def _others(entry: ReportEntry) -> Iterator[str]:
    """Yield the other places of the same kind, with what is said of each."""
    if entry.others:
        yield f"  本表另有 {len(entry.others)} 处 {entry.first.code.id}："
    for other in alike(entry):
        words = "也是这样。" if other.message == entry.first.message else visible(other.message)
        yield from hang(f"    {_lines(other)}：", words, COLUMNS, 6)
        if other.help:
            yield from hang(f"    {_HELP}", visible(other.help), COLUMNS, 12)


def _lines(other: Alike) -> str:
    numbers = dict.fromkeys(str(place.span.line) for place in other.places if place.span is not None)
    refs = dict.fromkeys(visible(place.ref) for place in other.places if place.ref)
    return f"第 {'、'.join(numbers)} 行" + (f"（{'、'.join(refs)}）" if refs else "")


def _place(diagnostic: Diagnostic) -> str:
    file = visible(diagnostic.file)
    if diagnostic.cell is not None:
        return f"{file}:{diagnostic.cell}"
    return file if diagnostic.span is None else f"{file}:{diagnostic.span.line}:{diagnostic.span.column}"


def _related(related: Related, file: str, sources: Mapping[str, Source]) -> list[str]:
    name = related.file or file
    head = f"  另见 {visible(name)}:{related.span.line}:{related.span.column}："
    return [*hang(head, visible(related.message), COLUMNS, 4), *excerpt(sources.get(name), related.span)]
