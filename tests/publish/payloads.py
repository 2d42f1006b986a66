"""Texts that some program takes for more than text: formulas, markup, templates, fields, links, odd characters."""

FORMULAS = (
    "=1+1", '=HYPERLINK("http://x","甲")', "=cmd|' /C calc'!A0", "+1+1", "+cmd|' /C calc'!A0", "-1",
    "-2+3+cmd|'x'!A1", "@SUM(1,1)", "@", "{=1+1}", "=", "'=1+1", '"=1+1"', " =1+1", "\t=1+1", "＝1+1",
    '=IMPORTXML("http://x")', "=A1", "0x10", "1e5", "1E400", "NaN", "inf", "#REF!", "#N/A", "TRUE", "1,5", "007",
    "1/2", "50%", "2022-01-01", "３",
)  # fmt: skip

MARKUP = (
    "<w:p>", "</w:t></w:r></w:p>", '<w:fldSimple w:instr=" DATE "/>', "<script>alert(1)</script>", "<b>甲</b>",
    "<!--", "-->", "<![CDATA[甲]]>", "]]>", '<?xml version="1.0"?>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;", "&amp;", "&lt;", "&#60;", "&#x3c;", "&nbsp;",
    "&", "<", ">", '"', "'", "<r><t>甲</t></r>", "<r></r>", "<r><rPr><b/></rPr><t>x</t></r>", "</si>", "</sst>",
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "javascript:alert(1)", "</style>", "</title>",
    "_x0041_", "_x005F_x0041_", "_x0041_x0042_x0043_", "_x000D_", "&C&P", '&"宋体"&14甲',
)  # fmt: skip

TEMPLATES = (
    "{{x}}", "{{ 7*7 }}", "{% for x in y %}", "{# 甲 #}", "${x}", "#{x}", "<%= x %>", "{0}", "%s", "%(x)s", '\\',
    "\\n", "\\u0041", "#let x = 1", '#image("x")', "$x^2$", "*甲*", "_甲_", "`甲`", "#", "@label", "<label>",
    "// 甲", "/* 甲 */", "[甲](http://x)", "{ PAGE }", '{ INCLUDEPICTURE "http://x" }', " DATE ",
    'DDEAUTO c:\\x "y"', "\\field{*\\fldinst x}",
)  # fmt: skip

LINKS = (
    "http://x.example", "https://x.example/甲", "ftp://x", "mailto:x", "file:///c:/x", "internal:表!A1",
    "external:x.xlsx", "\\\\x\\y",
)  # fmt: skip

CHARACTERS = (
    "甲\u202e乙", "\u200f甲", "\u200b", "甲\u200d乙", "\ufeff甲", "甲\u00a0乙", "甲\u3000乙", "\U00020000",
    "\U0001f600", "e\u0301", "甲\u2028乙", "㐂", "①", "“甲”", "‘甲’", "—…—", "甲\ue000", "\U000f0000", " 甲 ", "  ",
    "　甲　",
)  # fmt: skip

HARMLESS = (*FORMULAS, *MARKUP, *TEMPLATES, *LINKS, *CHARACTERS)
"""They must come out exactly as they are."""

FORBIDDEN = (
    "甲\x00乙", "\x01", "甲\x08", "\x0b", "\x0c甲", "\x1b[31m", "\x7f", "甲\x85乙", "\x9f", "\ud800", "甲\udfff",
    "\ufffe", "\uffff",
)  # fmt: skip
"""No office file may hold them; a box stands in their place."""
