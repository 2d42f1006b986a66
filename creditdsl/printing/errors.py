"""The codes of documents that cannot be made as asked, with their manual pages."""

from creditdsl.base.diagnostic import Code

TEMPLATE = Code(
    "E0041",
    "模板用不了",
    "--template 给的模板写错了，用了没有的值，或者做了不允许的事。模板只能读取给它的值和同一个文件夹里的模板。",
    "按指出的那一行改；能用哪些值，见《用自己的模板》（docs/templates.md）。",
)

CODES = (TEMPLATE,)
