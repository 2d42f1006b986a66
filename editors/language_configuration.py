"""What an editor does while a scheme is typed: comments, pairs, words, indents, folding."""

from creditdsl.syntax.keywords import Keywords

_PAIRS = (("（", "）"), ("(", ")"), ("“", "”"), ("「", "」"), ("〔", "〕"), ("《", "》"))


def configuration(table: Keywords) -> dict[str, object]:
    """Return the language configuration of VS Code."""
    blocks = "|".join(table.blocks)
    opening, closing = table.body["opening"], table.body["closing"]
    return {
        "comments": {"lineComment": "#"},
        "brackets": [["（", "）"], ["(", ")"]],
        "autoClosingPairs": [{"open": left, "close": right, "notIn": ["comment"]} for left, right in _PAIRS],
        "surroundingPairs": [list(pair) for pair in _PAIRS],
        "autoCloseBefore": "，。；：、）) \n\t",
        "wordPattern": {"pattern": r"\d+(?:\.\d+)?%?|[\p{L}]+", "flags": "u"},
        "indentationRules": {
            "increaseIndentPattern": rf"^\s*(?:{blocks})[:：\s]*$",
            "decreaseIndentPattern": r"^\s+(?:[一二三四五六七八九十百]+、)",
        },
        "folding": {"markers": {"start": rf"^\s*{opening}[:：\s]*$", "end": rf"^{closing}\s*$"}},
    }
