"""The TextMate grammar of schemes, composed from the keyword table and the patterns of the compiler.

A line is told by its beginning, as creditdsl/syntax/lines.py tells it; the code of a rule is cut into terminals by the
patterns of creditdsl/syntax/terminals.py, in the order in which the lexer tries them. The last part of a scope is the
terminal: `keyword.control.result.no-points.credit`.
"""

from collections.abc import Mapping, Sequence

from creditdsl.syntax.fold import QUOTED_PAIRS
from creditdsl.syntax.keywords import Keywords, Word
from creditdsl.syntax.terminals import LETTER, patterns
from editors.typed_forms import as_typed, literal

Rule = dict[str, object]

LANGUAGE = "credit"
_CHINESE = "[一二三四五六七八九十百]+"
_NUMBER = as_typed(r"[0-9]+(?:\.[0-9]+)?")
_COLON, _COMMA, _EQUALS, _OPEN, _CLOSE = map(literal, ":,=()")
_END = r"\s*(?=\s#|$)"
"""The end of a line's code: what follows is nothing, or a comment."""

_GROUPS = {
    "结果": "keyword.control.result",
    "其余": "keyword.control.otherwise",
    "情况": "keyword.operator.condition",
    "名额": "keyword.other.quota",
    "运算": "keyword.operator.calculation",
    "限制": "keyword.other.limit",
    "排名": "keyword.control.ranking",
    "表彰": "keyword.other.honour",
    "总分": "keyword.other.total",
    "类型": "storage.type",
}
"""The scope of each group of keywords; a new group needs a line here."""
_OTHERS = {
    "DECLARED": "variable.other",
    "QUOTED": "string.quoted.other",
    "NAME": "variable.other",
    "QUANTITY": "constant.numeric",
    "LPAR": "punctuation.section.parens",
    "RPAR": "punctuation.section.parens",
    "COLON": "punctuation.separator",
    "EQUALS": "keyword.operator.assignment",
    "SEPARATOR": "punctuation.separator",
    "COMMA": "punctuation.separator",
    "NOISE": "meta.filler",
}


def grammar(table: Keywords) -> Rule:
    """Return the grammar of a scheme file."""
    lines = ["text", "measures", "roster", "block", "field", "heading", "year", "label", "comment", "code"]
    return {
        "name": "方案",
        "scopeName": f"source.{LANGUAGE}",
        "fileTypes": [LANGUAGE],
        "patterns": [_include(name) for name in lines],
        "repository": {
            "comment": {"match": r"(?<!\S)#.*$", "name": _scope("comment.line.number-sign")},
            "code": {"patterns": [*terminal_rules(table)]},
            "text": _text(table),
            "block": {"match": rf"^\s*({_any(table.blocks)})[{_inner(_COLON)}\s]*{_END}", "captures": _block_scope()},
            "measures": _measures(table),
            "roster": _roster(table),
            "field": {"patterns": _fields(table)},
            "heading": {"patterns": _headings(table)},
            "year": _year(table),
            "label": _label(table),
            "attributes": {"patterns": _attributes(table)},
        },
    }


def terminal_rules(table: Keywords) -> list[Rule]:
    """Return a rule for each terminal, in the order in which the lexer tries them."""
    by_name = patterns(table) | {"QUOTED": (4, QUOTED_PAIRS.pattern)}
    del by_name["DECLARED"]  # a mark of the compiler, never typed
    ordered = sorted(by_name.items(), key=lambda item: -item[1][0])
    return [
        {
            "match": pattern if name == "QUOTED" else as_typed(pattern),
            "name": terminal_scope(name, table.words),
        }
        for name, (_, pattern) in ordered
    ]


def terminal_scope(name: str, words: Mapping[str, Word]) -> str:
    """Return the scope of a terminal."""
    general = _GROUPS[words[name].group] if name in words else _OTHERS[name]
    return _scope(f"{general}.{name.lower().replace('_', '-')}")


def _scope(name: str) -> str:
    return f"{name}.{LANGUAGE}"


def _include(*names: str) -> Rule:
    (name,) = names
    return {"include": f"#{name}"}


def _any(words: Sequence[str] | Mapping[str, object]) -> str:
    return "|".join(map(literal, sorted(words, key=len, reverse=True)))


def _inner(characters: str) -> str:
    """Return the members of a class, to be part of another."""
    return characters.removeprefix("[").removesuffix("]")


def _captures(*scopes: str) -> dict[str, Rule]:
    return {str(number): {"name": _scope(scope)} for number, scope in enumerate(scopes, 1)}


def _block_scope() -> dict[str, Rule]:
    return _captures("keyword.other.block")


def _text(table: Keywords) -> Rule:
    """Return the rule of the document's text, in which nothing is code."""
    opening, closing = table.body["opening"], table.body["closing"]
    return {
        "begin": rf"^\s*({opening})[{_inner(_COLON)} ]*{_END}",
        "end": rf"^({closing})\s*$",
        "beginCaptures": _block_scope(),
        "endCaptures": _block_scope(),
        "contentName": _scope("string.unquoted.text"),
    }


def _opens_other(table: Keywords) -> str:
    """Return a look-ahead at a line that ends a block: a field, a heading, another block, the document's text."""
    plain = rf"[^{_inner(_COLON)}{_inner(_EQUALS)}#]*{_bracket(table)}{_END}"
    kinds = [
        rf"(?:{_any([*table.blocks, table.body['opening']])})[{_inner(_COLON)}\s]*{_END}",
        rf"(?:{_any(table.fields)})\s*{_COLON}",
        rf"(?:{_any(table.tables)})\s*(?:{_CHINESE}|\d+)?(?:[\s{_inner(_COLON)}]|$)",
        *_numbered(),
        plain,
    ]
    return rf"^(?=\s*(?:{'|'.join(kinds)}))"


def _measures(table: Keywords) -> Rule:
    """Return the rule of a 数据 block: names, type, and free text behind the first comma."""
    word = next(word for word, stem in table.blocks.items() if stem == "measures")
    name = {"match": r"[^、\s][^、]*", "name": _scope("variable.other.declaration")}
    note = {"begin": _COMMA, "end": r"(?=\s#)|$", "name": _scope("string.unquoted.note")}
    bracket = {"begin": _OPEN, "end": _CLOSE, "patterns": [_include("code")]}
    line = rf"^\s*([^{_inner(_COLON)}{_inner(_EQUALS)}#]+?)\s*(?={_COLON}|{_EQUALS})"
    names = {"match": line, "captures": {"1": {"patterns": [_separator(), name]}}}
    return _block(table, word, [names, note, bracket, _include("comment"), _include("code")])


def _roster(table: Keywords) -> Rule:
    """Return the rule of a 名单 block: a group and its units."""
    word = next(word for word, stem in table.blocks.items() if stem == "roster")
    group = rf"^\s*([^{_inner(_COLON)}#]+?)\s*({_COLON})"
    parts: list[Rule] = [
        {"match": group, "captures": _captures("entity.name.type.group", "punctuation.separator.colon")},
        _separator(),
        _include("comment"),
    ]
    return _block(table, word, parts)


def _separator() -> Rule:
    return {"match": literal("、"), "name": _scope("punctuation.separator.separator")}


def _block(table: Keywords, word: str, parts: list[Rule]) -> Rule:
    return {
        "begin": rf"^\s*({word})[{_inner(_COLON)}\s]*{_END}",
        "end": _opens_other(table),
        "beginCaptures": _block_scope(),
        "patterns": parts,
    }


def _fields(table: Keywords) -> list[Rule]:
    """Return the rules of fields; the text of 总分 is code."""
    total = table.field("total")
    others = [word for word in table.fields if word != total]
    scopes = _captures("keyword.other.field", "punctuation.separator.colon")
    text = {
        "begin": rf"^\s*({_any(others)})\s*({_COLON})",
        "end": r"(?=\s#)|$",
        "beginCaptures": scopes,
        "contentName": _scope("string.unquoted.field"),
    }
    code = {"match": rf"^\s*({total})\s*({_COLON})", "captures": scopes}
    return [code, text]


def _numbered() -> list[str]:
    """Return the beginnings of headings that are told by their numbers."""
    return [rf"{_CHINESE}、", rf"{_OPEN}{_CHINESE}{_CLOSE}", rf"\d+(?:{literal('.')}|、)(?!\d)"]


def _headings(table: Keywords) -> list[Rule]:
    """Return the rules of headings: by a number, or by the bracket at the end."""
    mark = rf"(?:{_any(table.tables)})\s*(?:{_CHINESE}|\d+)?(?=[\s{_inner(_COLON)}]|$)"
    opening = {"table": mark, "item": "|".join(_numbered()), "plain": rf"(?=\S.*{_bracket(table)}{_END})"}
    return [
        {
            "begin": rf"^\s*(?:{beginning})",
            "end": r"(?=\s#)|$",
            "name": _scope(f"entity.name.section.{kind}"),
            "patterns": [_include("attributes")],
        }
        for kind, beginning in opening.items()
    ]


def _parts(table: Keywords) -> list[str]:
    """Return the patterns of what the bracket of a heading may hold (creditdsl/syntax/attributes.py)."""
    heading, point = table.headings, table.headings["point"]
    most = f"(?:{heading['cap']}|{table.values['best']})"
    gives, takes = heading["bonus"][0], heading["deduction"][0]
    return [
        rf"(?:{heading['full']})?\s*{_NUMBER}\s*{point}",
        rf"{most}\s*(?:{gives}|{takes})?\s*{_NUMBER}\s*(?:{point})?",
        rf"{heading['weight']}\s*{_NUMBER}\s*{literal('%')}",
        *map(literal, [*table.traits, heading["bonus"], heading["deduction"]]),
    ]


def _bracket(table: Keywords) -> str:
    part = rf"\s*(?:{'|'.join(_parts(table))})\s*"
    return rf"{_OPEN}{part}(?:(?:{literal(',')}|、|{literal(';')}){part})*{_CLOSE}"


def _attributes(table: Keywords) -> list[Rule]:
    """Return the rule of the bracket that ends a heading."""
    words = [*table.traits, *(table.headings[key] for key in ("full", "bonus", "deduction", "cap", "weight"))]
    inside: list[Rule] = [
        {
            "match": rf"{_NUMBER}\s*(?:{table.headings['point']}|{literal('%')})?",
            "name": _scope("constant.numeric.points"),
        },
        {"match": _any([*words, table.values["best"]]), "name": _scope("keyword.other.trait")},
    ]
    return [
        {
            "match": rf"{_bracket(table)}{_END}",
            "captures": {"0": {"patterns": inside}},
        }
    ]


def _year(table: Keywords) -> Rule:
    """Return the rule of 年度总分, whose periods are words of the language."""
    periods = _any([word for stem, word in table.year.items() if stem != "total"])
    return {
        "begin": rf"^\s*({table.year['total']})\s*(?={_EQUALS})",
        "end": "$",
        "beginCaptures": _captures("keyword.other.year"),
        "patterns": [
            {"match": f"(?:{periods})(?!{LETTER})", "name": _scope("support.variable.year")},
            _include("comment"),
            _include("code"),
        ],
    }


def _label(table: Keywords) -> Rule:
    """Return the rule of a （2） before a rule, which is no （2）不得分."""
    result = _any(table.words["NO_POINTS"].words)
    return {
        "match": rf"^\s*({_OPEN}\s*\d+\s*{_CLOSE})(?!\s*(?:{result}){_END})",
        "captures": _captures("punctuation.definition.label"),
    }
