"""`finding` 释义: what a code means, with an example and the fix."""

from creditdsl.cli.command import argument, define
from creditdsl.cli.options import code_names
from creditdsl.reports.code_pages import find, listing, page
from creditdsl.reports.codes import all_codes
from creditdsl.terminal import console


@define(
    "finding",
    "解释一个编号：是什么意思、为什么、怎么改。编号就是错误、提醒前面的 E0001 这样的号码；不写编号时列出全部。",
    "creditdsl finding E0001",
)
@argument("code", "编号", required=False, complete=code_names)
def command(code: str | None) -> None:
    codes = all_codes()
    console.write(listing(codes) if code is None else page(find(code, codes), code))
