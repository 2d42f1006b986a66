"""`finding` 释义: what a code means, with an example and the fix."""

from creditdsl.base.diagnostic import Code
from creditdsl.base.failure import Failure
from creditdsl.base.nearest import nearest
from creditdsl.cli.command import argument, define
from creditdsl.cli.options import code_names
from creditdsl.reports.codes import all_codes, typed_code
from creditdsl.reports.errors import NoSuchCode
from creditdsl.reports.text import WORDS
from creditdsl.terminal import console
from creditdsl.terminal.width import fold


def page(code: Code) -> str:
    """The manual page of a code."""
    parts = [f"{code.id}（{WORDS[code.severity]}）{code.title}", _part("说明", code.why, folded=True)]
    if code.matters:
        parts.append(_part("为什么要紧", code.matters, folded=True))
    if code.example:
        parts.append(_part("例", code.example, folded=False))
    parts.append(_part("改法", code.fix, folded=True))
    return "\n\n".join(parts) + "\n"


def listing(codes: tuple[Code, ...]) -> str:
    """All codes by number, a line each."""
    return "".join(f"{code.id}  {code.title}\n" for code in sorted(codes, key=lambda code: (code.id[1:], code.id)))


def find(text: str, codes: tuple[Code, ...]) -> Code:
    """The code that was typed, in any case and width; Failure with the nearest ones if there is none."""
    wanted = typed_code(text)
    for code in codes:
        if code.id == wanted:
            return code
    raise Failure(NoSuchCode(text, nearest(wanted, [code.id for code in codes])))


def _part(heading: str, text: str, *, folded: bool) -> str:
    lines = fold(text, 76) if folded else text.strip("\n").split("\n")
    return "\n".join([heading, *(f"  {line}".rstrip() for line in lines)])


@define(
    "finding",
    "解释一个编号：是什么意思、为什么、怎么改。编号就是错误、提醒前面的 E0001 这样的号码；不写编号时列出全部。",
    "creditdsl finding E0001",
)
@argument("code", "编号", required=False, complete=code_names)
def command(code: str | None) -> None:
    codes = all_codes()
    console.write(listing(codes) if code is None else page(find(code, codes)))
