"""The parts of a document's text: its head, headings, paragraphs and ends, told by their words.

Receives the lines of a text; promises each line that is not blank once, in order, with its part. A part decides only
how a line is set, never what it says. A text may hold several documents, a notice and what it issues:

    关于印发《考核办法》的通知    TITLE
    各有关单位：                  ADDRESSEE
    现印发给你们，请执行。        PARAGRAPH
    某市信用办                    SIGNATURE
    2026年3月1日                  DATE
    某市信用工作考核办法          TITLE, of the next document
    一、考核对象                  SECTION
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from creditdsl.base.node import node


class Part(StrEnum):
    """What a line is in an official document (GB/T 9704-2012, 7.2 to 7.4)."""

    ISSUER = "发文机关标志"
    NUMBER = "发文字号"
    TITLE = "标题"
    UNDER = "题注"
    ADDRESSEE = "主送机关"
    CHAPTER = "章"
    ARTICLE = "条"
    SECTION = "一、"
    SUBSECTION = "（一）"
    PARAGRAPH = "段"
    ANNEXES = "附件说明"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    MARK = "附件标识"
    IMPRINT = "版记"


@node
class PartLine:
    """A line without the spaces around it, and its part. opens: whether a document begins with it."""

    part: Part
    text: str
    opens: bool = False


_SPACES = " \t\u3000\xa0"
_HAN = "一二三四五六七八九十百零〇"
_MARK = re.compile(rf"附\s*[件表]\s*(?:\d+|[{_HAN}]+)?\s*[:：]?")
_NUMBER = re.compile(r"[^\s，。；：]{1,30}[〔\[［(（]\d{4}[〕\]］)）]\s*第?\d+\s*号")
_CHAPTER = re.compile(rf"第[{_HAN}\d]+[章节][\s\u3000]*[^。；，：]{{0,40}}")
_ARTICLE = re.compile(rf"第[{_HAN}\d]+条")
_SECTION = re.compile(rf"[{_HAN}]+、")
_SUBSECTION = re.compile(rf"[（(][{_HAN}]+[）)]")
_NUMBERED = re.compile(r"\d+[.．、]|[（(]\d+[）)]")
_ANNEXES = re.compile(r"附\s*[件表]\s*[:：]\s*\S")
_ANNEX = re.compile(r"\d+\s*[.．、]")
_DATE = re.compile(rf"(?:\d{{4}}|[{_HAN}○Ｏ]{{4}})\s*年\s*(?:\d+|[{_HAN}]+)\s*月\s*(?:\d+|[{_HAN}]+)\s*日")
_IMPRINT = re.compile(r"抄\s*[送报]\s*[:：].*|.*日\s*印\s*发")
_CLOSED = re.compile(r"[。；，：！？,;:!?]$")
_BRACKETED = re.compile(r"[（(].*[）)]")
_KIND = re.compile(
    r"(?:办法|细则|方案|规定|意见|通知|标准|制度|规则|规程|要点|指标|条例|目录|清单|报告|通报|公告|决定|计划|总结|台账|体系|表)"
    r"[》”]?(?:[（(][^（）()]*[）)])?$"
)
_LONGEST_TITLE, _LONGEST_SIGNATURE = 120, 40
_TITLE_LINES = 4
"""The most lines of a title behind another document."""


def parts_of(lines: Sequence[str]) -> Iterator[PartLine]:
    """Yield the lines that are not blank, each with its part."""
    texts = [text for line in lines if (text := line.strip(_SPACES))]
    head, annexes, dated = True, False, False
    opens = True
    for at, text in enumerate(texts):
        part = _head_part(text, texts, at, opens) if head else None
        if part is None and dated and _is_next_title(texts, at):
            part, opens = Part.TITLE, True
        if part is None:
            part = _text_part(text, texts, at, annexes=annexes)
        opens = part is Part.MARK or (opens and (at == 0 or (part is Part.TITLE and not head)))
        yield PartLine(part, text, opens)
        head = part in (Part.ISSUER, Part.NUMBER, Part.TITLE, Part.UNDER, Part.MARK)
        annexes = part is Part.ANNEXES
        dated = part is Part.DATE or (dated and part is Part.IMPRINT)
        opens = False


def _head_part(text: str, texts: Sequence[str], at: int, opens: bool) -> Part | None:
    """Return the part of a line in a document's head; None where the text of the document begins."""
    if opens and text.endswith("文件") and len(text) <= _LONGEST_SIGNATURE:
        return Part.ISSUER
    if _MARK.fullmatch(text):
        return Part.MARK
    if _NUMBER.fullmatch(text):
        return Part.NUMBER
    if _IMPRINT.fullmatch(text) or _DATE.fullmatch(text):
        return None
    if text[-1] in "：:":
        return Part.ADDRESSEE if at and not _is_numbered(text) else None
    if _BRACKETED.fullmatch(text):
        return Part.UNDER if at else None
    return Part.TITLE if _is_title(text) else None


def _text_part(text: str, texts: Sequence[str], at: int, *, annexes: bool) -> Part:
    """Return the part of a line behind a document's head."""
    if _MARK.fullmatch(text):
        return Part.MARK
    if _ANNEXES.match(text) or (annexes and _ANNEX.match(text)):
        return Part.ANNEXES
    if _CHAPTER.fullmatch(text):
        return Part.CHAPTER
    for part, pattern in ((Part.ARTICLE, _ARTICLE), (Part.SECTION, _SECTION), (Part.SUBSECTION, _SUBSECTION)):
        if pattern.match(text):
            return part
    if _DATE.fullmatch(text):
        return Part.DATE
    if _IMPRINT.fullmatch(text) or (at + 1 < len(texts) and _is_imprint_above(text, texts[at + 1])):
        return Part.IMPRINT
    if at + 1 < len(texts) and _DATE.fullmatch(texts[at + 1]) and _is_signature(text):
        return Part.SIGNATURE
    return Part.PARAGRAPH


def _is_imprint_above(text: str, following: str) -> bool:
    """Return whether a line is the office that prints, above the line `…日印发`."""
    return re.fullmatch(r".{0,20}日\s*印\s*发", following) is not None and _is_signature(text)


def _is_signature(text: str) -> bool:
    return len(text) <= _LONGEST_SIGNATURE and not _CLOSED.search(text) and not _is_numbered(text)


def _is_title(text: str) -> bool:
    short = len(text) <= _LONGEST_TITLE and not _CLOSED.search(text) and "。" not in text
    return short and not _is_numbered(text) and not _ANNEXES.match(text)


def _is_numbered(text: str) -> bool:
    return any(one.match(text) for one in (_CHAPTER, _ARTICLE, _SECTION, _SUBSECTION, _NUMBERED))


def _is_next_title(texts: Sequence[str], at: int) -> bool:
    """Return whether another document begins here: lines without a mark at their ends, the last a kind of document."""
    for text in texts[at : at + _TITLE_LINES]:
        if not _is_title(text) or _DATE.fullmatch(text) or _IMPRINT.fullmatch(text):
            return False
        if _KIND.search(text):
            return True
    return False
