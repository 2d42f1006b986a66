"""The questions of an imported draft, each answered at once by what it says.

    # 几条都做到的，分数累加，还是只取最高的一条？
    #   累加：甲 得5
    #   累加：乙 得3
    #   取最高的一条：标题：就高
    #   …
    待定：甲得5分，乙得3分。

An answer writes its lines in place of the question and of the words that waited for it. A question about the grades has
no 待定 behind it; its answers are lines of 等次, apart by ；. Only an answer that brings no error is offered.
"""

import re
from collections.abc import Iterator, Sequence

from creditdsl.base.diagnostic import Edit, Severity
from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.compiler import pipeline
from creditdsl.importer.declaring import qualified
from creditdsl.reports.fixes import applied
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.action import Action
from creditdsl.syntax.tree import HeadingLine, Level

_QUESTION = re.compile(r"\s*# (?!\s|已核)(.+)")
_ANSWER = re.compile(r"\s*#\s{2,}(?P<answer>[^：]+)：(?P<line>.+)")
_OF_CLAUSE = re.compile(r"“(?P<clause>.+)”：")
"""What a question begins with where its clause is only a part of what waits."""
_WAITING = re.compile(r"\s*待定[：:](.*)")
_HEADING = "标题："
_GRADE = re.compile(r"(?:\d+(?:\.\d+)?分以上|(?:超过|高于)\d+(?:\.\d+)?分) ")
_CAP = re.compile(r"最高(\d+(?:\.\d+)?)")


@node
class _Question:
    """first, last: the lines of its comments. waiting: the line of the 待定 that it is about; None for the grades."""

    first: int
    last: int
    clause: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    waiting: int | None


def answered(analysis: Analysis, span: Span) -> Iterator[Action]:
    """Yield the answers of the questions in a range of lines."""
    source = analysis.source
    for question in _questions(source):
        if question.first > span.end_line or (question.waiting or question.last) < span.line:
            continue
        for answer, lines in question.answers:
            for edits in _edits(analysis, question, lines):
                mended = _told_apart(analysis, applied(source, edits))
                if mended is not None:
                    whole = Span(1, 1, len(source.lines), len(source.lines[-1]) + 1)
                    yield Action(f"{answer}：{' · '.join(lines)}", (_least(source, whole, mended),))
                    break


def _questions(source: Source) -> Iterator[_Question]:
    lines = source.lines
    for first, line in enumerate(lines):
        asked = _QUESTION.fullmatch(line)
        last = first
        answers: dict[str, list[str]] = {}
        while asked is not None and last + 1 < len(lines) and (match := _ANSWER.fullmatch(lines[last + 1])):
            answers.setdefault(match["answer"], []).append(match["line"])
            last += 1
        if asked is None or not answers:
            continue
        below = next((n for n in range(last + 1, len(lines)) if not lines[n].lstrip().startswith("#")), len(lines))
        waits = below < len(lines) and _WAITING.fullmatch(lines[below]) is not None
        if waits or all(_GRADE.match(words) for written in answers.values() for words in written):
            of_clause = _OF_CLAUSE.match(asked[1])
            yield _Question(
                first + 1,
                last + 1,
                of_clause["clause"] if of_clause is not None else "",
                tuple((answer, tuple(written)) for answer, written in answers.items()),
                below + 1 if waits else None,
            )


def _edits(analysis: Analysis, question: _Question, lines: Sequence[str]) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits of an answer; a cap of an item without points may be meant as its points."""
    cut = Span(question.first, 1, question.last + 1, 1)
    if question.waiting is None:
        written = [line for words in lines for line in words.split("；")]
        yield (Edit(cut, "\n等次\n" + "".join(f"  {line}\n" for line in written)),)
        return
    at = question.waiting
    waiting = _WAITING.fullmatch(analysis.source.line(at))
    assert waiting is not None
    rest = waiting[1].replace(question.clause, "", 1).strip() if question.clause else ""
    traits = [line.removeprefix(_HEADING) for line in lines if line.startswith(_HEADING)]
    rules = [line for line in lines if not line.startswith(_HEADING)]
    text = "".join(f"{line}\n" for line in (*([f"待定：{rest}"] if rest else ()), *(f"  {rule}" for rule in rules)))
    body = (Edit(cut, ""), Edit(Span(at, 1, at, len(analysis.source.line(at)) + 1), text.rstrip("\n")))
    if not traits:
        yield body
        return
    heading = next(
        line
        for line in reversed(analysis.tree.lines[: question.first - 1])
        if isinstance(line, HeadingLine) and line.level is not Level.TABLE
    )
    words = [f"{trait}分" if _CAP.fullmatch(trait) else trait for trait in traits]
    yield (_in_bracket(heading, words), *body)
    if any(_CAP.fullmatch(trait) for trait in traits):
        yield (_in_bracket(heading, [_CAP.sub(r"\1分", trait) for trait in traits]), *body)


def _in_bracket(heading: HeadingLine, words: Sequence[str]) -> Edit:
    """Return the edit that adds words to the bracket at the end of a heading, or a bracket with them."""
    span, added = heading.span, "，".join(words)
    if heading.attributes is None:
        return Edit(Span(span.line, span.end_column, span.line, span.end_column), f"（{added}）")
    return Edit(Span(span.line, span.end_column - 1, span.line, span.end_column), f"，{added}）")


def _told_apart(analysis: Analysis, text: str) -> str | None:
    """Return a text whose new rules use no name of another item; None where it has more errors than before."""
    old = set(analysis.source.lines)
    passes = pipeline.analyse(Source(analysis.source.name, text), analysis.memo)
    if _errors(passes) > _errors(analysis.passes):
        return None
    lines = text.split("\n")
    uses = [use for table in passes.scheme.tables for use in qualified(table) if lines[use.span.line - 1] not in old]
    for use in sorted(uses, key=lambda use: (use.span.line, -use.span.column)):
        line = lines[use.span.line - 1]
        lines[use.span.line - 1] = line[: use.span.column - 1] + use.name + line[use.span.end_column - 1 :]
    return "\n".join(lines)


def _errors(passes: pipeline.Analysis) -> int:
    return sum(one.severity is Severity.ERROR for one in passes.diagnostics)


def _least(source: Source, whole: Span, text: str) -> Edit:
    """Return the edit from one text to another without the lines that they begin and end with alike."""
    old, new = source.lines, text.split("\n")
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    tail = next((n for n in range(least - head) if old[-1 - n] != new[-1 - n]), least - head)
    if head == 0 or tail == 0:
        return Edit(whole, text)
    end = len(old) - tail
    before = len(old[head - 1]) + 1
    span = Span(head, before, end, len(old[end - 1]) + 1)
    return Edit(span, "".join(f"\n{line}" for line in new[head : len(new) - tail]))
