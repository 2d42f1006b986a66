"""The text of a document as blocks, set by GB/T 9704-2012; no red head and no seal.

Receives a text; promises its lines in order, word for word, each where the standard puts it:

- 5.2.3: 22 lines a page, 28 characters a line; 7.3.3: 仿宋 三号, every paragraph begins two characters in.
- 7.2.5: 发文字号 centred, two lines below the head. 7.3.1: 标题 小标宋 二号, centred.
- 7.3.2: 主送机关 flush left, one line below the title.
- 7.3.3: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋.
- 7.3.4: 附件说明 one line below the text, two characters in; further lines below the first character of a name.
- 7.3.5.2, without a seal: 署名 one line below, two characters from the right; 成文日期 begins two characters behind
  its beginning. 7.3.5.1: a date without 署名 stands four characters from the right.
- 7.3.7: an annex begins a new page, its mark 黑体 flush left. 7.4.2: 版记 in 四号, one character in.
"""

import re
from collections.abc import Iterator, Sequence

from creditdsl.publish.body.body_parts import Part, PartLine, parts_of
from creditdsl.publish.document import Align, Block, Face, Mark, OfficialLine, PageBreak, Title, Words
from creditdsl.syntax.nodes import Body

_BLANK = OfficialLine(())
_LEAD = 2
"""Characters by which a paragraph begins further in."""
_NARROW = 0.5
"""Width of a digit or a Latin letter in characters."""
_FIRST_SENTENCE = re.compile("[^。]*。?")
_ARTICLE = re.compile("第[^条]+条")
_ANNEX_HEAD = re.compile(r"(附\s*[件表]\s*[:：]\s*)?(\d+\s*[.．、]\s*)?")
_LONGEST_HEADING = 40
"""Characters of a heading that stands alone; a longer line without a full stop is a paragraph."""


def body_blocks(body: Body) -> Iterator[Block]:
    """Yield the blocks of a text; each further document in it begins a new page."""
    lines = list(parts_of(body.lines))
    before: Part | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.opens and at:
            yield PageBreak()
            before = None
        count = _run_length(lines, at)
        yield from _room(before, line.part)
        yield from _blocks(lines, at, count)
        before = line.part
        at += count


def _run_length(lines: Sequence[PartLine], at: int) -> int:
    """Return how many lines are set as one block: those of a title and the remark in brackets below it."""
    first = lines[at].part
    if first is not Part.TITLE:
        return 1
    end = at + 1
    while end < len(lines) and lines[end].part is Part.TITLE and not lines[end].opens:
        end += 1
    while end < len(lines) and lines[end].part is Part.UNDER:
        end += 1
    return end - at


def _room(before: Part | None, part: Part) -> Iterator[Block]:
    """Yield the empty lines between two parts."""
    match before, part:
        case None, _:
            pass
        case Part.ISSUER | Part.NUMBER, _:
            yield from (_BLANK, _BLANK)
        case Part.TITLE, _:
            yield _BLANK
        case Part.ADDRESSEE | Part.ANNEXES, Part.ANNEXES:
            pass
        case Part.ANNEXES | Part.PARAGRAPH, Part.SIGNATURE | Part.DATE:
            yield _BLANK
        case _, Part.ANNEXES | Part.SIGNATURE:
            yield _BLANK
        case earlier, Part.IMPRINT if earlier is not Part.IMPRINT:
            yield _BLANK
        case _:
            pass


def _blocks(lines: Sequence[PartLine], at: int, count: int) -> Iterator[Block]:
    line, text = lines[at], lines[at].text
    match line.part:
        case Part.TITLE:
            titles = [one.text for one in lines[at : at + count] if one.part is Part.TITLE]
            under = [one.text for one in lines[at : at + count] if one.part is Part.UNDER]
            yield Title("\n".join(titles), "\n".join(under))
        case Part.ISSUER:
            yield Title(text)
        case Part.MARK:
            yield Mark(text)
        case Part.NUMBER | Part.UNDER:
            face = Face.KAI if line.part is Part.UNDER else Face.BODY
            yield OfficialLine((Words(text, face),), Align.CENTRE)
        case Part.CHAPTER:
            yield OfficialLine((Words(text, Face.BLACK),), Align.CENTRE, keep=True)
        case Part.ADDRESSEE:
            yield OfficialLine((Words(text),))
        case Part.ANNEXES:
            yield _annex(text)
        case Part.SIGNATURE:
            yield _from_right(text, _signature_room(text, lines[at + 1].text), keep=True)
        case Part.DATE:
            signed = at and lines[at - 1].part is Part.SIGNATURE
            yield _from_right(text, _date_room(lines[at - 1].text, text) if signed else 2 * _LEAD)
        case Part.IMPRINT:
            yield OfficialLine((Words(text),), first=1, left=1, right=1, small=True)
        case Part.ARTICLE | Part.SECTION | Part.SUBSECTION | Part.PARAGRAPH:
            words = tuple(_faced(text, line.part))
            yield OfficialLine(words, first=_LEAD, keep=len(words) == 1 and words[0].face is not Face.BODY)


def _faced(text: str, part: Part) -> Iterator[Words]:
    """Yield a paragraph's words in their faces: the heading at its beginning, and what follows it."""
    if part is Part.ARTICLE and (article := _ARTICLE.match(text)):
        head, face = article[0], Face.BLACK
    elif part in (Part.SECTION, Part.SUBSECTION):
        sentence = _FIRST_SENTENCE.match(text)
        head = sentence[0] if sentence else text
        if len(head) > _LONGEST_HEADING or (head == text and text[-1] in "；，：。" and part is Part.SUBSECTION):
            head = ""
        face = Face.BLACK if part is Part.SECTION else Face.KAI
    else:
        head, face = "", Face.BODY
    if head:
        yield Words(head, face)
    if rest := text[len(head) :]:
        yield Words(rest)


def _annex(text: str) -> OfficialLine:
    """Set a line of 附件说明: the names of all annexes begin at the same place."""
    head = _ANNEX_HEAD.match(text)
    word, number = (head[1] or "", head[2] or "") if head else ("", "")
    first = float(_LEAD if word else _LEAD + 3)
    left = _LEAD + 3 + _width(number)
    return OfficialLine((Words(text),), first=first, left=left)


def _from_right(text: str, right: float, keep: bool = False) -> OfficialLine:
    return OfficialLine((Words(text),), Align.RIGHT, right=right, keep=keep)


def _signature_room(signature: str, date: str) -> float:
    """Return the characters of room behind 署名, so that the date that follows begins two characters further in."""
    return _date_room(signature, date) + _width(date) + _LEAD - _width(signature)


def _date_room(signature: str, date: str) -> float:
    """Return the characters of room behind 成文日期: two at least."""
    return max(float(_LEAD), _width(signature) - _width(date))


def _width(text: str) -> float:
    """Return the width of a text in characters; digits are half as wide."""
    return sum(_NARROW if char.isascii() else 1.0 for char in text)
