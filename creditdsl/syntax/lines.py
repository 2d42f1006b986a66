"""Lines of a scheme, classified and parsed: the first step of the compiler.

Receives a source. Promises a Line for every line of it, in order, and a message for each line that could
not be read. Headings and fields are split off by pattern first, because their free text would swallow
everything in a single lexer. Rules and declarations go to the parser.
"""

import re
from dataclasses import dataclass, field

from creditdsl.base.collect import Collector, Stop
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.exact import MAX_DIGITS
from creditdsl.base.memo import Memo
from creditdsl.base.nearest import nearest
from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.syntax import errors, unreadable
from creditdsl.syntax.attributes import parse_attributes
from creditdsl.syntax.fold import fold, fold_plain, hide_quoted
from creditdsl.syntax.kept_lines import KeptLine
from creditdsl.syntax.keywords import Keywords, keywords
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.name_lists import split_names
from creditdsl.syntax.parser import ParseFault, leading_name, parse_line
from creditdsl.syntax.terminals import DECLARED_MARK, LETTER
from creditdsl.syntax.tree import (
    Attributes,
    Blank,
    BlockLine,
    BodyLine,
    FieldLine,
    HeadingLine,
    Level,
    Line,
    RosterLine,
    SchemeTree,
    TextLine,
    TextMark,
)

BLOCK_STARTS = {
    "measures": "declaration",
    "grades": "grade",
    "roster": "roster",
    "commended": "honour",
    "criticised": "honour",
}
MAX_NESTING = 100
MAX_SIGNS = 9
_COMMENT = re.compile(r"(?:^|\s)#")
_CHINESE = "[一二三四五六七八九十百]+"
HEADINGS = (
    (Level.CHINESE, re.compile(rf"({_CHINESE})、\s*(.+)")),
    (Level.BRACKET_CHINESE, re.compile(rf"\(({_CHINESE})\)\s*(.+)")),
    (Level.DOTTED, re.compile(r"(\d+)[.、](?!\d)\s*(.+)")),
)
_MARKS = re.compile('["“”「」]')
_LABEL = re.compile(r"\(\s*(\d+)\s*\)\s*(.*)")
_FIELD = re.compile(rf"({LETTER}{{1,10}})\s*:")
_NO_DECLARATION = frozenset({""})
"""What a line gives that ends a 数据 block: no name is empty."""


def read_lines(source: Source, memo: Memo | None = None) -> tuple[SchemeTree, tuple[Diagnostic, ...]]:
    """Return every line of the source as a tree, and what could not be read. `memo`: of earlier versions."""
    reader = _Reader(source, Collector(source.name), keywords(), Memo() if memo is None else memo)
    lines = tuple(reader.read(number, text) for number, text in enumerate(source.lines, 1))
    reader.finish()
    return SchemeTree(source, lines), tuple(reader.problems.diagnostics)


@node
class _Typed:
    """A line that is not blank.

    text: without its comment. body: folded, without the spaces around it. indent: characters before the body.
    """

    number: int
    text: str
    body: str
    indent: int
    comment: str

    @property
    def span(self) -> Span:
        """The span of the body."""
        return self.place(0, len(self.body))

    def place(self, start: int, end: int) -> Span:
        """Return the span of a part of the body."""
        return Span.of_line(self.number, self.indent + start, self.indent + end)

    def part(self, start: int, end: int) -> str:
        """Return a part of the body as typed."""
        return self.text[self.indent + start : self.indent + end].strip()


@dataclass(slots=True)
class _Reader:
    source: Source
    problems: Collector
    words: Keywords
    memo: Memo
    block: str = "rule"
    """The start symbol of the lines that follow: rule, declaration or grade."""
    declared: re.Pattern[str] | None = None
    """Pattern of the names declared in this table that cannot be written bare: with digits or other marks, or
    beginning with a word that needs no space behind it (以上事项数)."""
    table_word: re.Pattern[str] = field(init=False)
    text_opened: Span | None = None
    """Where the text of the document was opened, while it is not closed."""

    def __post_init__(self) -> None:
        tables = "|".join(self.words.tables)
        self.table_word = re.compile(rf"({tables})\s*({_CHINESE}|\d+)?(?=[\s:]|$)\s*:?\s*(.*)")

    def read(self, number: int, raw: str) -> Line:
        """Return a line with what precedes it in mind; a line of the same text and state is not read again."""
        if self.text_opened is not None:
            return self._text(number, raw)
        marked = "" if self.declared is None else self.declared.pattern
        key = (_Reader.read, raw, self.block, marked)
        kept: KeptLine | None = self.memo.find(key)
        if kept is not None and kept.line.number != number:
            kept = self._at(key, number, kept)
        if kept is None:
            before = len(self.problems.diagnostics)
            line = self._read(number, raw)
            if isinstance(line, BlockLine | TextMark):
                return line  # what follows decides, too
            kept = KeptLine(line, self.block, self.declared, tuple(self.problems.diagnostics[before:]))
            self._keep(key, kept)
        else:
            self.problems.diagnostics += kept.diagnostics
            self.block, self.declared = kept.block, kept.declared
        return kept.line

    def _at(self, key: tuple[object, ...], number: int, elsewhere: KeptLine) -> KeptLine:
        """Return a line that was last seen at another number: one of several alike, or one that has moved."""
        kept: KeptLine | None = self.memo.find((*key, number))
        if kept is None:
            kept = elsewhere.moved(number)
            self._keep(key, kept)
        return kept

    def _keep(self, key: tuple[object, ...], kept: KeptLine) -> None:
        """Keep a line as the last of its text, and as the one of its text at its number."""
        self.memo.keep(key, kept)
        self.memo.keep((*key, kept.line.number), kept)

    def _read(self, number: int, raw: str) -> Line:
        typed, comment = _split_comment(raw)
        folded = fold(typed)
        body = folded.strip()
        if not body:
            return Blank(number, comment)
        line = _Typed(number, typed, body, len(folded) - len(folded.lstrip()), comment)
        try:
            return self._line(line)
        except Stop as stop:
            self.problems.stop(stop)
            return BodyLine(number, self.block, None, typed, line.indent, None, "", comment, line.span)

    def finish(self) -> None:
        """Report a text that is not closed: all below it was taken for text."""
        if self.text_opened is not None:
            self.problems.add(errors.BodyNotClosed(self._likely_end(self.text_opened.line)), self.text_opened)

    def _text(self, number: int, raw: str) -> TextLine | TextMark:
        """Take a line of the text as it is; only the closing word alone, from the first column on, ends it."""
        span = Span.of_line(number, 0, len(raw))
        if raw.rstrip() == self.words.body["closing"]:
            self.text_opened = None
            return TextMark(number, False, "", span)
        return TextLine(number, raw, span)

    def _likely_end(self, opened: int) -> int:
        """Return the line that looks like the end of a text that is not closed; 0 where none does."""
        for number, raw in enumerate(self.source.lines[opened:], opened + 1):
            if raw.strip().startswith(self.words.body["closing"]):
                return number
        return 0

    def _line(self, line: _Typed) -> Line:
        word = line.body.rstrip(": ")
        if word == self.words.body["opening"]:
            self.text_opened = line.span
            return TextMark(line.number, True, line.comment, line.span)
        if word == self.words.body["closing"]:
            raise Stop(errors.BodyNotOpened(), line.span)
        if (stem := self.words.blocks.get(line.body.rstrip(": "))) is not None:
            self.block = BLOCK_STARTS[stem]
            if stem == "measures":
                self._collect_declared(line.number)
            return BlockLine(line.number, stem, line.comment, line.span)
        known = _FIELD.match(line.body)
        if known and (entry := self.words.fields.get(known.group(1))):
            self.block = "rule"
            text = line.text[line.indent + known.end() :].strip()
            return FieldLine(line.number, entry.stem, text, line.comment, line.span)
        if (heading := self._heading(line)) is not None:
            self.block = "rule"
            if heading.level is Level.TABLE:
                self.declared = None
            return heading
        if self.block not in ("declaration", "roster") and known:
            near = nearest(known.group(1), self.words.fields, 1)
            raise Stop(errors.UnknownField(known.group(1), near, in_rules=self.block == "rule"), line.span)
        if line.body.startswith(self.words.year["total"]) and self.block != "declaration" and "=" in line.body:
            return self._body(line, "year")
        if self.block == "roster":
            return _roster(line)
        return self._body(line, self.block)

    def _heading(self, line: _Typed) -> HeadingLine | None:
        body = line.body
        if match := self.table_word.fullmatch(body):
            attributes, end = self._attributes(line)
            mark = match.group(1) + (match.group(2) or "")
            title = line.part(match.start(3), max(end, match.start(3)))
            return HeadingLine(line.number, Level.TABLE, mark, title, attributes, line.comment, line.span)
        for level, pattern in HEADINGS:
            if match := pattern.fullmatch(body):
                attributes, end = self._attributes(line)
                title = line.part(match.start(2), end)
                if _gives_points(title) or (attributes is None and self._is_rule(title)):
                    raise Stop(errors.HeadingOrRule(numbered=True, bracket=attributes is not None), line.span)
                return HeadingLine(line.number, level, match.group(1), title, attributes, line.comment, line.span)
        if not body.endswith(")") or (self.block in ("declaration", "roster") and re.search("[:=]", body)):
            return None
        attributes, end = self._attributes(line)
        if attributes is None:
            return None
        level, mark, start = Level.PLAIN, "", 0
        if label := _LABEL.fullmatch(body):
            level, mark, start = Level.BRACKET, label.group(1), label.start(2)
        title = line.part(start, end)
        if _gives_points(title) or (level is Level.PLAIN and self._is_rule(title)):
            raise Stop(errors.HeadingOrRule(numbered=False, bracket=True), line.span)
        return HeadingLine(line.number, level, mark, title, attributes, line.comment, line.span)

    def _is_rule(self, text: str) -> bool:
        """Return whether a heading's text is a whole rule."""
        return any(char.isdigit() for char in text) and not isinstance(parse_line(fold(text), "rule"), ParseFault)

    def _attributes(self, line: _Typed) -> tuple[Attributes | None, int]:
        """Return the attributes in the last bracket and where it opens; None if it belongs to the title."""
        body = line.body
        if not body.endswith(")"):
            return None, len(body)
        opening = body.rfind("(")
        if opening < 0:
            return None, len(body)
        place = line.place(opening, len(body))
        try:
            attributes = parse_attributes(fold_plain(line.part(opening + 1, len(body) - 1)), self.words, place)
        except Stop as stop:  # the heading stands all the same, so that its rules find their place
            self.problems.stop(stop)
            attributes = Attributes()
        return attributes, len(body) if attributes is None else opening

    def _body(self, line: _Typed, start: str) -> BodyLine:
        number, body, label, offset, note = line.number, line.body, None, line.indent, ""
        _check_size(line)
        if start == "rule" and (match := _LABEL.fullmatch(body)) and not _is_reference(match.group(2)):
            label = int(match.group(1))
            offset, body = line.indent + match.start(2), match.group(2)
        if start == "declaration":
            body, note = _split_note(body, line.text[line.indent :])
        code = self._mark_declared(body)
        text = line.text[offset : offset + len(body)]
        tree = parse_line(code, start)
        if isinstance(tree, ParseFault):
            raise unreadable.cause(tree, code, text, start, number, offset)
        if (joined := _joined(tree)) is not None:
            raise unreadable.run_together(*joined, number, offset)
        return BodyLine(number, start, label, text, offset, tree, note, line.comment, line.span)

    def _collect_declared(self, block: int) -> None:
        """Look ahead in a 数据 block for names that cannot be written bare."""
        special: set[str] = set()
        for raw in self.source.lines[block:]:
            key = (_Reader._collect_declared, raw)
            names = self.memo.find(key)
            if names is None:
                names = self._declared_on(raw)
                self.memo.keep(key, names)
            if names is _NO_DECLARATION:
                break
            special |= names
        if special:
            longest_first = sorted(special, key=lambda name: (-len(name), name))
            self.declared = re.compile(rf"“[^”]*”|(?<!{LETTER})(?<!\d)(?:{'|'.join(map(re.escape, longest_first))})")

    def _declared_on(self, raw: str) -> frozenset[str]:
        """Return the names that a line declares and that cannot be written bare."""
        body = fold(_split_comment(raw)[0]).strip()
        if not body:
            return frozenset()
        match, known = re.match(r"[^:=]+(?=[:=])", body), _FIELD.match(body)
        if not match or (known and known.group(1) in self.words.fields):
            return _NO_DECLARATION
        names = (name.strip() for name in match.group().split("、"))
        return frozenset(n for n in names if n and not _MARKS.search(n) and re.search(LETTER, n) and not _is_bare(n))

    def _mark_declared(self, body: str) -> str:
        """Put a mark, character for character, over declared names that hold digits or other marks."""
        if self.declared is None:
            return body
        return self.declared.sub(
            lambda m: m.group() if m.group().startswith("“") else DECLARED_MARK * len(m.group()), body
        )


def _gives_points(title: str) -> bool:
    """Return whether a heading's text gives or takes points, as rules do: 每漏一条扣0.2分, 未完成的不得分."""
    words = keywords().words
    verbs = "|".join(words["GAIN"].words + words["LOSE"].words)
    points = rf"(?:{verbs})\s*\d+(?:\.\d+)?(?=[分至]|[^\w%.]|$)"
    nothing = rf"[的,]\s*{words['NO_POINTS'].canonical}(?!{LETTER})"
    full = rf"{words['GAIN_FULL'].canonical}(?!{LETTER})"
    otherwise = rf"[,;。]\s*(?:{'|'.join(words['OTHERWISE'].keep)})"
    text = fold(title)
    if re.search(f"{points}|{words['SCORE_IS'].pattern}|{nothing}|{otherwise}", text):
        return True
    return re.search(full, text) is not None and re.search(r"\d", text) is not None


def _is_bare(name: str) -> bool:
    """Return whether the name is read as one where it stands without quotation marks, or is a keyword itself."""
    return leading_name(name + " ") == name or any(name in word.words for word in keywords().words.values())


def _roster(line: _Typed) -> RosterLine:
    """Read `组名：甲局、乙局、“丙县、丁县联合办”`; names are kept as typed, without the quotation marks around them."""
    group, *units = re.split("[：:]", line.text.strip(), maxsplit=1)
    names = split_names("".join(units))
    if not units or not group.strip() or not names:
        raise Stop(errors.UnreadableLine(errors.Unread.ROSTER), line.span)
    return RosterLine(line.number, group.strip(), names, line.comment, line.span)


def _split_comment(raw: str) -> tuple[str, str]:
    """Split a line into its code and its comment, from the # on; a # inside “…” is text."""
    if "#" not in raw:
        return raw, ""
    match = _COMMENT.search(hide_quoted(raw, "“"))
    if not match:
        return raw, ""
    start = match.end() - 1
    return raw[:start].rstrip(), raw[start:].rstrip()


def _split_note(body: str, typed: str) -> tuple[str, str]:
    """Split a declaration into its code and the free text behind its first comma outside quotes and brackets."""
    depth = quoted = 0
    for position, char in enumerate(body):
        if char in "“”":
            quoted = 1 if char == "“" else 0
        elif char in "()" and not quoted:
            depth += 1 if char == "(" else -1
        elif char == "," and not quoted and depth <= 0:
            return body[:position].rstrip(), typed[position + 1 : len(body)].strip()
    return body, ""


def _is_reference(rest: str) -> bool:
    """Return whether the text behind a label is a result, as in `（2）不得分`, and not a labelled rule."""
    words = keywords().words["NO_POINTS"].words
    return rest.strip() in words


def _joined(tree: LineTree) -> tuple[Token, Token] | None:
    """Return the first number with a name directly behind it: a space was lost at a measure word."""
    before: Token | None = None
    for token in tree.leaves:
        behind = before is not None and before.type == "QUANTITY" and (before[-1].isdigit() or before[-1] == "%")
        if before is not None and behind and token.type == "NAME" and before.end == token.start:
            return before, token
        before = token
    return None


def _check_size(line: _Typed) -> None:
    for match in re.finditer(r"\d[\d.]*", line.body):
        if len(match.group()) > MAX_DIGITS:
            raise Stop(errors.LongNumber(len(match.group())), line.place(match.start(), match.end()))
    depth = 0
    for position, char in enumerate(line.body):
        depth += (char == "(") - (char == ")")
        if depth > MAX_NESTING:
            raise Stop(errors.TooDeep(MAX_NESTING), line.place(position, position + 1))
    if signs := re.search(rf"(?:-\s*){{{MAX_SIGNS}}}", line.body):
        raise Stop(errors.TooDeep(MAX_SIGNS, signs=True), line.place(signs.start(), signs.end()))
