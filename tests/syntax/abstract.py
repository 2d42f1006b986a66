"""The grammar over a small alphabet, for proofs that enumerate it.

LETTER is some 100,000 characters. The terminals tell apart only the characters they name, so that all
others behave alike: the proofs use those named and four that stand for the rest. Only the letter
class is replaced; everything else is the grammar as the program builds it.
"""

import re

from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.parse_tables import grammar_source
from creditdsl.syntax.terminals import LETTER, terminals

NEUTRAL = "甲乙ab"
NAMED = "".join(sorted(set(re.findall("[\u3400-\u9fff]", terminals(keywords()).replace(LETTER, "")))))
SMALL = f"[{NAMED}{NEUTRAL}]"


def small_grammar() -> str:
    """The whole grammar with the small letter class."""
    source = grammar_source().replace(LETTER, SMALL)
    assert r"\W" not in source, "every letter class is the one that is replaced"
    return source


def patterns() -> dict[str, str]:
    """Each terminal's pattern over the small alphabet, highest priority first."""
    found = re.findall(r"^([A-Z_]+)(?:\.(\d+))?: /(.*)/$", small_grammar(), re.MULTILINE)
    ranked = sorted(found, key=lambda one: -int(one[1] or 0))
    return {name: pattern.replace(r"\/", "/") for name, _, pattern in ranked}
