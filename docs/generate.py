"""Writes what is made from the program and must not drift: `make docs`. The pages of docs/:

    language.md      from language.md.in, the forms, the keyword table and the interpreter
    findings.md      from the manual pages of all codes, each example compiled
    tutorial.md      keeps its text; what the commands in it answer is run anew (docs/replay.py)
    import.md        likewise
    sheet.md         likewise
    checking.md      likewise
    json.md          likewise
    scores.md        likewise
    service.md       likewise, by requests to the language service (docs/service.py)
    architecture.md  likewise, and its example is followed through the compiler (docs/worked.py)
    writing/         from the pages *.md.in in it, each sentence read (docs/sentences.py)

and beside them, in grammar/, words.json, the words of the language (creditdsl/syntax/grammar_files.py), and
tables.json, the tables of the parser (creditdsl/syntax/parse_tables.py), and the files of the editor extension
(editors/generate.py).

Tests compare what is committed with what this program gives.
"""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

if __package__ in (None, ""):  # run as a script: the checkout is not on the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from jinja2 import Environment, StrictUndefined

from creditdsl.base.diagnostic import Code
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.reader.helped import helped
from creditdsl.reports.codes import all_codes
from creditdsl.reports.text import WORDS, report
from creditdsl.review.reviewing import review
from creditdsl.syntax.grammar_files import WORD_TABLES, words_file
from creditdsl.syntax.parse_tables import TABLES, tables
from docs import reference, sentences
from docs.replay import replayed
from docs.service import served
from docs.worked import filled
from editors.generate import write_files

FOLDER = Path(__file__).parent
GENERATED = "<!-- 本页由 docs/generate.py 生成，请勿直接修改；改后运行 make docs。 -->\n\n"

_GROUPS = {
    "00": "文件",
    "01": "读不懂的行",
    "02": "结构、名称和规则",
    "03": "数据项的类型",
    "04": "制作文件",
    "05": "数据文件",
    "06": "草案审查",
    "07": "核验成绩",
    "08": "整理",
    "09": "导入",
    "10": "工作台",
}
_OTHER = "其他"
_LETTERS = "EWN"
_CODE_FILE = "方案.credit"
_LONGEST_LINE = 60
_CONTENTS = "<!-- contents -->"


def language() -> str:
    """The language reference."""
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    for part in reference.PARTS:
        environment.globals[part.__name__] = part
    template = environment.from_string((FOLDER / "language.md.in").read_text(encoding="utf-8"))
    return GENERATED + template.render()


def findings() -> str:
    """Every code with its page."""
    groups: dict[str, list[Code]] = {}
    for code in sorted(all_codes(), key=lambda code: (code.id[1:3], _LETTERS.index(code.id[0]), code.id)):
        groups.setdefault(_GROUPS.get(code.id[1:3], _OTHER), []).append(code)
    parts = [
        "# 错误和提醒\n",
        "每条错误或提醒前面都有一个编号。本页按编号说明：为什么、什么样、怎么改。"
        "在命令窗口里写 `creditdsl finding 编号`，看到的是同样的内容。\n",
        "编号以 E 开头的是错误，有错误就不能评分、不能制表；以 W 开头的是提醒，以 N 开头的是说明，都不妨碍评分。\n",
    ]
    for group, codes in groups.items():
        parts += [f"- {group}：" + "、".join(f"[{code.id}](#{_anchor(code)})" for code in codes)]
    for group, codes in groups.items():
        parts += [f"\n## {group}", *(_page(code) for code in codes)]
    return GENERATED + "\n".join(parts) + "\n"


def _anchor(code: Code) -> str:
    return code.id.lower()


def _page(code: Code) -> str:
    parts = [
        f'\n### <a id="{_anchor(code)}"></a>{code.id} {code.title}\n',
        f"**说明**（{WORDS[code.severity]}）：{code.why}\n",
    ]
    if code.matters:
        parts.append(f"**为什么要紧**：{code.matters}\n")
    if code.example:
        example = map(_cut, code.example.splitlines())
        parts += ["**例**\n", *_fence("credit", example), "**检查时显示**\n", *_fence("text", _report(code))]
    return "\n".join([*parts, f"**改法**：{code.fix}"])


def _report(code: Code) -> list[str]:
    source = Source(_CODE_FILE, code.example)
    compilation = compile_source(source)
    shown = [one for one in helped(compilation.tree, review(compilation)) if one.code.id == code.id]
    return report(shown, [source]).rpartition("\n\n")[0].split("\n")


def _fence(info: str, lines: Iterable[str]) -> list[str]:
    return [f"```{info}", *lines, "```\n"]


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE] + "…"


def tutorial() -> str:
    """The tutorial with every answer of a command run anew."""
    return replayed((FOLDER / "tutorial.md").read_text(encoding="utf-8"))


def importing() -> str:
    """The page on importing, with its commands run anew."""
    return replayed((FOLDER / "import.md").read_text(encoding="utf-8"))


def sheet() -> str:
    """The page about 填报表 with every answer of a command run anew."""
    return replayed((FOLDER / "sheet.md").read_text(encoding="utf-8"))


def checking() -> str:
    """How to read what a check says, with what it says now."""
    return replayed((FOLDER / "checking.md").read_text(encoding="utf-8"))


def scores() -> str:
    """The page about files of results with every answer of a command run anew."""
    return replayed((FOLDER / "scores.md").read_text(encoding="utf-8"))


def json() -> str:
    """What other programs read, with what they read now."""
    return replayed((FOLDER / "json.md").read_text(encoding="utf-8"))


def service() -> str:
    """The page about the requests of the language service, with what it answers now."""
    return served((FOLDER / "service.md").read_text(encoding="utf-8"))


def architecture() -> str:
    """The architecture with its worked example anew."""
    return filled(replayed((FOLDER / "architecture.md").read_text(encoding="utf-8")))


def writing() -> str:
    """The contents of docs/writing, with what a check says now."""
    page = (FOLDER / "writing" / "README.md.in").read_text(encoding="utf-8")
    return GENERATED + replayed(page.replace(_CONTENTS, sentences.contents()))


def _sentences(stem: str) -> str:
    return GENERATED + sentences.page(stem)


PAGES: dict[str, Callable[[], str]] = {
    "language.md": language,
    "findings.md": findings,
    "tutorial.md": tutorial,
    "import.md": importing,
    "sheet.md": sheet,
    "checking.md": checking,
    "json.md": json,
    "scores.md": scores,
    "service.md": service,
    "architecture.md": architecture,
    "writing/README.md": writing,
    **{f"writing/{stem}.md": partial(_sentences, stem) for stem in sentences.STEMS},
}


def main(names: Iterable[str] = ()) -> None:
    """Write the named pages; without names everything."""
    if not (named := tuple(names)):
        (FOLDER.parent / "grammar" / WORD_TABLES).write_text(words_file(), encoding="utf-8", newline="\n")
        (FOLDER.parent / "grammar" / TABLES).write_text(tables(), encoding="utf-8", newline="\n")
        write_files()
    for name in named or PAGES:
        (FOLDER / name).write_text(PAGES[name](), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
