"""What a document says of the grades of a whole table: its table of grades or its text, and its table of vetoes.

Receives an outline. Promises answers of `reader/` that give grades and nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.importer.draft_lines import stated_points
from creditdsl.importer.outline import Outline, OutlineTable, Side
from creditdsl.importer.structure.grade_tables import grade_sentence
from creditdsl.importer.structure.heading_numbers import numbered
from creditdsl.importer.structure.veto_tables import VetoRow, veto_rows
from creditdsl.reader.grade_block import holds_together
from creditdsl.reader.meanings import Answer, Certain, Context, GradeLine, Open, Reading, Unread
from creditdsl.reader.sentence_reader import read

_SENTENCE = re.compile(r"(?<=。)")
_CLAUSE = re.compile(r"(?<=[，,：:；;])")
_FULL = re.compile(r"百分制|(?:满分|总分|共)(?:为|是|计)?100分|100分制")
"""What may stand before the grades of a sentence beside words without a number."""
_BOUND = re.compile(r"(\d+(?:\.\d+)?)分以上|(?:超过|高于)(\d+(?:\.\d+)?)分")
_OTHER_MATTER = re.compile(r"\d|其余|本人|个人|领导|责任?人|人员")
"""What a line has that is a grade of its own, or may speak of a person."""
_MAX_SENTENCE = 300
"""Characters of the longest sentence that is looked at."""


@node
class Grades:
    """The grades of a document. of_text: they stand in its text, not in a table. words: as they stand there.

    changes: the lines that sentences beside them give, each of one case that changes the grade.
    """

    words: str
    answer: Answer
    of_text: bool = False
    changes: tuple[str, ...] = ()


def grades(outline: Outline) -> Grades | None:
    """Return the grades that a table gives, else the only ones that the text gives."""
    if outline.grades is not None:
        sentence = grade_sentence(outline.grades)
        return Grades(sentence, read(sentence, Context("")))
    texts = [paragraph.text for paragraph in outline.body]
    if len(outline.tables) == 1:  # else the notes of a table speak of that table
        texts += [note.text for note in outline.tables[0].notes]
    stated = [grades_of_text for text in texts for grades_of_text in _in_text(text)]
    if len(stated) != 1 or not isinstance(stated[0].answer, Certain) or len(outline.tables) != 1:
        return stated[0] if len(stated) == 1 else None
    changing = {
        sentence: line
        for text in texts
        for sentence in _SENTENCE.split(numbered(text)[1])
        if len(sentence) <= _MAX_SENTENCE and (line := _lone_grade(sentence)) and not _OTHER_MATTER.search(line)
    }
    return replace(stated[0], words=stated[0].words + "".join(changing), changes=tuple(changing.values()))


def bands(reading: Reading) -> list[str]:
    """Return the lines of 等次 that a sentence gives."""
    return [target.text for target in reading.targets if isinstance(target, GradeLine)]


def reaches(table: OutlineTable, lines: Sequence[str]) -> bool:
    """Return whether the points of a table go up to the highest grade, as far as they are stated."""
    bounds = [Fraction(match[1] or match[2]) for line in lines if (match := _BOUND.match(line))]
    base = [entry for entry in table.entries if entry.side is Side.BASE]
    points = [stated_points(entry) for entry in base]
    known = sum((one for one in points if one is not None), Fraction(0)) if None not in points else None
    full = table.full if table.full is not None else known
    return bool(base) and (full is None or full >= max(bounds, default=Fraction(0)))


def veto_lines(outline: Outline, table: OutlineTable, beside: Sequence[str]) -> list[str]:
    """Return the lines of 等次 of the vetoes, as far as they hold together with the grades of a table.

    These are the rows of vetoes among its own and those of the tables of vetoes.
    """
    lines: list[str] = []
    of_tables = (_veto(row) for grid in outline.vetoes for row in veto_rows(grid))
    for line in (*(_lone_grade(case.sentence) for case in table.vetoes), *of_tables):
        if line and line not in lines and holds_together([*beside, *lines, line]):
            lines.append(line)
    return lines


def _lone_grade(sentence: str) -> str:
    """Return the line of 等次 that is all that a sentence means; empty where it is not sure."""
    match read(sentence, Context("")):
        case Certain(reading=reading) if len(reading.targets) == 1 and bands(reading):
            return bands(reading)[0]
        case _:
            return ""


def _veto(row: VetoRow) -> str:
    """Return the line of a row; a case that is not read is a name of its own."""
    for sentence in (row.sentence, row.quoted):
        match read(sentence, Context("")) if row.case and "”" not in row.case else None:
            case Certain(reading=reading) if len(reading.targets) == 1 and bands(reading):
                return bands(reading)[0]
            case Open():
                return ""
    return ""


def _in_text(paragraph: str) -> Iterator[Grades]:
    """Yield the grades of each sentence that gives at least two of them."""
    for sentence in _SENTENCE.split(numbered(paragraph)[1]):
        if len(re.findall(r"\d分", sentence)) < 2 or len(sentence) > _MAX_SENTENCE:
            continue
        starts = [0, *(match.end() for match in _CLAUSE.finditer(sentence))]
        for start in starts:
            if re.search(r"\d", _FULL.sub("", sentence[:start])):
                break
            answer = read(sentence[start:], Context(""))
            if all(_are_grades(reading) for reading in _readings(answer)) and not isinstance(answer, Unread):
                yield Grades(sentence[start:], answer, of_text=True)
                break


def _readings(answer: Answer) -> Iterable[Reading]:
    match answer:
        case Certain(reading=reading):
            return (reading,)
        case Open(answers=answers):
            return tuple(reading for _, reading in answers)
        case _:
            return ()


def _are_grades(reading: Reading) -> bool:
    lines = bands(reading)
    return len(lines) == len(reading.targets) >= 2 and any(_BOUND.match(line) for line in lines)
