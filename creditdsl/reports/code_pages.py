"""What a code means, as text for a reader: the page of one, a line for each of them."""

from creditdsl.base.code import Code
from creditdsl.base.failure import Failure
from creditdsl.base.nearest import nearest
from creditdsl.reports.codes import typed_code
from creditdsl.reports.errors import NoSuchCode
from creditdsl.reports.text import WORDS
from creditdsl.review.finding import MOVED
from creditdsl.terminal.width import fold


def page(code: Code, typed: str = "") -> str:
    """Return the manual page of a code. typed: the code that was asked for, which may have gone into this one."""
    typed = typed_code(typed)
    parts = [f"{typed} 已经并入 {code.id}。"] if typed in MOVED else []
    parts += [f"{code.id}（{WORDS[code.severity]}）{code.title}", _part("说明", code.why, folded=True)]
    if code.matters:
        parts.append(_part("为什么要紧", code.matters, folded=True))
    if code.example:
        parts.append(_part("例", code.example, folded=False))
    parts.append(_part("改法", code.fix, folded=True))
    return "\n\n".join(parts) + "\n"


def listing(codes: tuple[Code, ...]) -> str:
    """Return all codes by number, a line each."""
    return "".join(f"{code.id}  {code.title}\n" for code in sorted(codes, key=lambda code: (code.id[1:], code.id)))


def find(text: str, codes: tuple[Code, ...]) -> Code:
    """Return the code that was typed, in any case and width; Failure with the nearest ones if there is none."""
    wanted = typed_code(text)
    wanted = MOVED.get(wanted, wanted)
    for code in codes:
        if code.id == wanted:
            return code
    raise Failure(NoSuchCode(text, nearest(wanted, [code.id for code in codes])))


def _part(heading: str, text: str, *, folded: bool) -> str:
    lines = fold(text, 76) if folded else text.strip("\n").split("\n")
    return "\n".join([heading, *(f"  {line}".rstrip() for line in lines)])
