"""Apply the edits of diagnostics, for `check --fix`.

Receives a source and its diagnostics; promises a text with as many of the edits as go together, or none. A diagnostic
knows the right text of one place only, so the whole is checked after all edits. Where it then reads without error, it
is laid out. Where other lines still cannot be read, only lines are written anew whose meaning is sure, and nothing is
laid out; no edit may bring an error.

The document's words of lines that are written anew stay as 标准 of their item, one 标准 for all lines of it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from creditdsl.base.diagnostic import Diagnostic, Edit, Severity
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.formatter.scheme import layout


@node
class Fixed:
    """A scheme after its edits.

    text: the whole scheme. fixed: the diagnostics whose edits were applied.
    """

    text: str
    fixed: tuple[Diagnostic, ...]


def fix(source: Source, diagnostics: Iterable[Diagnostic]) -> Fixed | None:
    """Apply the edits to the scheme; None where there is none or the result would not read."""
    chosen = _compatible(diagnostics)
    if not chosen:
        return None
    if (fixed := _laid_out(source, chosen)) is not None:
        return fixed
    return _reread(source, [diagnostic for diagnostic in chosen if diagnostic.reread is not None])


def _compatible(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics whose edits go together, the earlier before the later."""
    chosen: list[Diagnostic] = []
    taken: list[Edit] = []
    for diagnostic in diagnostics:
        clashes = any(_overlap(edit, other) for edit in diagnostic.edits for other in taken)
        if diagnostic.edits and not diagnostic.acknowledged and not clashes:
            chosen.append(diagnostic)
            taken += diagnostic.edits
    return chosen


def _laid_out(source: Source, chosen: Sequence[Diagnostic]) -> Fixed | None:
    """Return the scheme with all edits, laid out; None where it has an error."""
    edited = _edited(source, chosen)
    if _errors(edited):
        return None
    laid = layout(_kept(chosen, edited, ()))
    return None if laid.text is None else Fixed(laid.text, tuple(chosen))


def _reread(source: Source, chosen: Sequence[Diagnostic]) -> Fixed | None:
    """Return the scheme with lines written anew, but for those that bring an error; None where none is left."""
    if not chosen:
        return None
    before = Counter(one.fault for one in _errors(source))
    for _ in range(2):
        edited = _edited(source, chosen)
        errors = _errors(edited)
        new = Counter(one.fault for one in errors) - before
        if not new:
            return Fixed(_kept(chosen, edited, errors).text, tuple(chosen))
        lines = {one.span.line for one in errors if one.fault in new and one.span is not None}
        lines |= {related.span.line for one in errors if one.fault in new for related in one.related}
        left = [one for one, written in zip(chosen, _written(chosen), strict=True) if not lines & set(written)]
        if not left or len(left) == len(chosen):
            return None
        chosen = left
    return None


def _errors(source: Source) -> list[Diagnostic]:
    return [one for one in analyse(source).diagnostics if one.severity is Severity.ERROR]


def _written(chosen: Sequence[Diagnostic]) -> list[range]:
    """Return the lines that the edits of each diagnostic write, of the scheme with all edits."""
    edits = _edits(chosen)
    written = []
    for diagnostic in chosen:
        first = diagnostic.edits[0]
        start = first.span.line + sum(_growth(edit) for edit in edits if edit.span.line < first.span.line)
        written.append(range(start, start + first.text.count("\n") + 1))
    return written


def _growth(edit: Edit) -> int:
    return edit.text.count("\n") - (edit.span.end_line - edit.span.line)


def _edited(source: Source, chosen: Sequence[Diagnostic]) -> Source:
    return Source(source.name, applied(source, _edits(chosen)))


def _kept(chosen: Sequence[Diagnostic], edited: Source, errors: Iterable[Diagnostic]) -> Source:
    """Return the edited scheme with the document's words of the lines that were written anew; `errors` are its own."""
    words: dict[int, str] = {}
    for diagnostic, lines in zip(chosen, _written(chosen), strict=True):
        if diagnostic.reread is not None and diagnostic.reread.quoted:
            words.update(dict.fromkeys(lines, ""))
            words[lines[0]] = diagnostic.reread.typed
    if not words:
        return edited
    from creditdsl.reader.wordings import kept_words

    failed = {one.span.line for one in errors if one.span is not None}
    return Source(edited.name, applied(edited, kept_words(edited, words, failed)))


def _edits(chosen: Sequence[Diagnostic]) -> list[Edit]:
    """Return the edits of all diagnostics, each once."""
    return list(dict.fromkeys(edit for diagnostic in chosen for edit in diagnostic.edits))


def applied(source: Source, edits: Iterable[Edit]) -> str:
    """Return the text of a source with edits, none of which overlap."""
    lines = list(source.lines)
    for edit in sorted(edits, key=lambda one: (one.span.line, one.span.column), reverse=True):
        first, last = edit.span.line - 1, edit.span.end_line - 1
        text = lines[first][: edit.span.column - 1] + edit.text + lines[last][edit.span.end_column - 1 :]
        lines[first : last + 1] = text.split("\n")
    return "\n".join(lines)


def _overlap(left: Edit, right: Edit) -> bool:
    """Return whether two edits touch the same characters, or insert at the same place; equal ones are one edit."""
    (first, end), (second, other) = _ends(left), _ends(right)
    same = left.span == right.span and (first == end or left.text != right.text)
    return same or (left.span != right.span and first < other and second < end)


def _ends(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    span = edit.span
    return (span.line, span.column), (span.end_line, span.end_column)


def fixed_words(diagnostic: Diagnostic) -> str:
    """Return what was done about a diagnostic, for a line of the report."""
    reread = diagnostic.reread
    place = f"第 {diagnostic.edits[0].span.line} 行 {diagnostic.code.id}："
    if reread is None:
        return f"{place}{diagnostic.message}"
    kept = "，原文留作“标准”" if reread.quoted else ""
    heading = "".join(f"，标题加写“{edit.text.strip('，）')}”" for edit in diagnostic.edits[1:])
    return f"{place}“{reread.typed}”改成 {' · '.join(reread.written)}{heading}{kept}"
