"""The report of an import, as text, as JSON for other programs, and as a page with the document beside the draft.

Receives an import. Promises every clause with its place and what became of it, and what to do next, in order.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.exact import show
from creditdsl.importer.draft_lines import TableLines, stated_points
from creditdsl.importer.drafting import DraftClause
from creditdsl.importer.importing import Imported
from creditdsl.importer.outline import Side

if TYPE_CHECKING:
    from jinja2 import Template

READINGS = {"certain": "写成规则", "open": "要选一个", "none": "待定"}
_SHOWN = 36
"""Characters of a clause in the text report."""


def as_text(imported: Imported, output: str | None) -> str:
    """Return the report for a terminal. output: the file of the draft."""
    lines = [f"{imported.file}：{len(imported.tables)} 张考核表"]
    for table in imported.tables:
        lines.append(f"  {table.heading}：{sections_of(table)} 个大项，{items_of(table)} 个项，{_points(table)}")
    if not imported.tables:
        lines[0] = f"{imported.file}：没有考核表，写了正文"
    counts = "，".join(f"{word} {imported.count(reading)} 条" for reading, word in READINGS.items())
    if imported.tables:
        lines += ["", f"条款 {len(imported.clauses)} 条：{counts}。"]
    for reading in ("open", "none"):
        chosen = [clause for clause in imported.clauses if clause.reading == reading]
        if chosen:
            lines += ["", f"{READINGS[reading]}的："]
            lines += [line for clause in chosen for line in _clause(clause)]
    if imported.messages:
        lines += ["", "要核对的："]
        lines += [f"  {message.code.id} {_where(message)}{message.message}" for message in imported.messages]
    lines += ["", "接下来：", *(f"  {n}. {step}" for n, step in enumerate(steps(imported, output), 1))]
    return "\n".join(lines) + "\n"


def as_json(imported: Imported) -> dict[str, object]:
    """Return the report as JSON values, in the shape that other programs rely on."""
    return {
        "tables": [
            {
                "name": table.heading.partition(" ")[0],
                "title": table.table.title,
                "full": None if table.table.full is None else show(table.table.full),
                "sections": sections_of(table),
                "items": items_of(table),
            }
            for table in imported.tables
        ],
        "clauses": [
            {
                "table": clause.table,
                "ref": clause.ref,
                "text": clause.text,
                "where": clause.where,
                "reading": clause.reading,
                "lines": list(clause.lines),
            }
            for clause in imported.clauses
        ],
        "refused": None,
        "messages": [
            {"code": message.code.id, "message": message.message, "where": message.cell or ""}
            for message in imported.messages
        ],
    }


def refusal(problems: Sequence[Diagnostic]) -> dict[str, object]:
    """Return the JSON of a file that cannot be imported."""
    words = "；".join(f"{one.message}。{one.help}" if one.help else one.message for one in problems)
    return {"tables": [], "clauses": [], "refused": words, "messages": []}


def as_page(imported: Imported) -> str:
    """Return the report as a page: each clause of the document beside its lines in the draft."""
    return _template().render(
        imported=imported,
        readings=READINGS,
        steps=steps(imported, None),
        sections_of=sections_of,
        items_of=items_of,
        points_of=_points,
        draft_lines=imported.text.splitlines(),
    )


def steps(imported: Imported, output: str | None) -> list[str]:
    """Return what to do next, in order."""
    draft = f"{output} " if output else "草稿"
    done = []
    if not imported.tables:
        done.append("写考核表：在正文下面写“附件1 考核指标”和各项规则；表在另一个文件里的，也导入，再移到一起。")
    if imported.count("open"):
        done.append(f"答 {imported.count('open')} 处问题：在{draft}里找“# ”开头的行，选一种写法，删去“待定”。")
    if imported.count("none"):
        done.append(f"写 {imported.count('none')} 处“待定”：照“标准”写成规则；由人评定的写“酌情”。")
    if any(clause.titled for clause in imported.clauses):
        done.append("核对指标名：原文没有写主语的，指标名取自标题。")
    done.append(f"检查：creditdsl check {output or '方案.credit'}")
    if imported.tables:
        done.append("核对“数据”：每个名称是表格的一列，长的可以改短，改了的规则里一起改。")
    return done


def sections_of(table: TableLines) -> int:
    return sum(entry.level == 0 for entry in table.entries)


def items_of(table: TableLines) -> int:
    return sum(entry.level == 1 for entry in table.entries)


def _points(table: TableLines) -> str:
    points = [stated_points(entry) for entry in table.table.entries if entry.side is Side.BASE]
    known = [one for one in points if one is not None]
    full = f"满分 {show(table.table.full)} 分" if table.table.full is not None else "没有写满分"
    return f"{full}，各大项合计 {show(sum(known, Fraction(0)))} 分" if known else full


def _clause(clause: DraftClause) -> Iterator[str]:
    text = clause.text.replace("\n", "")
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    yield f"  {clause.table} {clause.ref}（{clause.where}）{text}"
    if clause.question:
        yield f"      {clause.question}"
    yield from (f"      可以写：{line}" for line in clause.lines)


def _where(message: Diagnostic) -> str:
    return f"{message.cell}：" if message.cell else ""


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("creditdsl.importer"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.jinja")
