"""`explain` 说明: why one unit got each score, from the record of the evaluation."""

from collections.abc import Iterable

import click

from creditdsl.backends.periods import is_year
from creditdsl.base.diagnostic import Code, Diagnostic
from creditdsl.base.nearest import nearest
from creditdsl.cli import console, errors
from creditdsl.cli.command import argument, define
from creditdsl.cli.failure import UNUSABLE, Failure
from creditdsl.cli.files import write_file
from creditdsl.cli.large import is_large, needs_packages
from creditdsl.cli.report import visible
from creditdsl.cli.scoring import choose_table, detail_sheets, load_scheme, warn
from creditdsl.cli.scoring_sets import score_sets
from creditdsl.cli.sets import paths_of, sets_of, split_details
from creditdsl.cli.width import fold
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.publish import comparison_text, explanation_text
from creditdsl.publish.comparison import UnitComparison, compare
from creditdsl.publish.explanation import UnitExplanation, explain, limited
from creditdsl.publish.explanation_text import Line
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.nodes import Scheme
from creditdsl.syntax.walk import entries

_FORMATS = ("text", "json", "html")
_COLUMNS = 78


Explained = UnitExplanation | UnitComparison


def explain_unit(
    file: str,
    table: str | None,
    data: tuple[str, ...],
    unit: str,
    item: str | None,
    partial: bool = False,
    period: str | None = None,
    engine: str | None = None,
) -> Explained:
    """The explanation of one unit, limited to one item if one is named; Failure with every fault.

    Of data in labelled sets it is the comparison of theirs.
    """
    reading, compilation = load_scheme(file)
    compiled = choose_table(compilation, table)
    ref = None if item is None else _choose(item, (e.ref for e in entries(compiled.table)), errors.UNKNOWN_ITEM, file)
    if is_large(data, engine, "csv"):
        large = _of_many(compilation.scheme, compiled, data[0], unit, partial, period)
        return large if ref is None else _limited(large, ref)
    sheets = detail_sheets(compiled.program)
    sets = sets_of(data, sheets)
    scored = score_sets(compiled, sets, partial)
    explained: dict[str, UnitExplanation] = {}
    for label, one in reversed(scored.items()):  # the set that counts chooses the period
        plain, _ = split_details(sets[label], sheets)
        name = _choose(unit, dict.fromkeys(row.unit for row in one.reading.units), errors.UNKNOWN_UNIT, plain[0])
        mine = [row.period for row in one.outcome.units if row.unit == name and row.period is not None]
        period = _period(period, mine)
        (found,) = explain(compilation.scheme, compiled, one.reading, one.outcome, only=name, period=period)
        explained[label] = found if ref is None else _limited(found, ref)
    sources = () if reading.source is None else (reading.source,)
    milder = [diagnostic for one in scored.values() for diagnostic in one.reading.diagnostics]
    warn((*reading.diagnostics, *compilation.diagnostics, *milder), sources)
    ordered = {label: explained[label] for label in scored}
    return compare(ordered) if len(ordered) > 1 else next(iter(ordered.values()))


def _of_many(
    scheme: Scheme, compiled: CompiledTable, path: str, unit: str, partial: bool, period: str | None
) -> UnitExplanation:
    """The explanation of one of very many units."""
    needs_packages()
    from creditdsl.cli.explain_large import one_unit

    found = one_unit(compiled, path, unit, lambda names: _choose(unit, names, errors.UNKNOWN_UNIT, path), partial)
    period = _period(period, [one.period for one in found.outcome.units if one.period is not None])
    shown = explain(scheme, compiled, found.reading, found.outcome, found.unit, period, found.fields)
    return next(shown)


def _limited(one: UnitExplanation, ref: str) -> UnitExplanation:
    kept = limited(one, ref)
    if kept is None:
        raise Failure("全年的总分由各期合成，没有分项的得分。请用 --period 写明要说明哪一期。")
    return kept


def _period(typed: str | None, offered: list[str]) -> str | None:
    """The period that was typed; without one the year, or the only period."""
    if not offered:
        if typed is not None:
            raise Failure("这张表的数据不分期，不要写 --period。")
        return None
    if typed is None:
        years = [period for period in offered if is_year(period)]
        chosen = years if len(years) == 1 else offered
        if len(chosen) == 1:
            return chosen[0]
        raise Failure(f"数据里有{len(offered)}期，请用 --period 写明要说明哪一期：{'、'.join(offered)}。")
    found = next((period for period in offered if _key(period) == _key(typed)), None)
    if found is None:
        raise Failure(f"数据里没有“{typed}”这一期。可以写的有：{'、'.join(offered)}。")
    return found


def render(one: Explained, form: str) -> str:
    """The whole content in a format."""
    match form:
        case "json":
            return console.json_text(_json(one))
        case "html":
            from creditdsl.publish.page import render as render_page

            template = "comparison" if isinstance(one, UnitComparison) else "explanation"
            return render_page(template, page=one).decode("utf-8")
        case _:
            page = comparison_text.lines(one) if isinstance(one, UnitComparison) else explanation_text.lines(one)
            return "".join(f"{text}\n" for line in page for text in _folded(line))


def _json(one: Explained) -> dict[str, object]:
    return comparison_text.as_json(one) if isinstance(one, UnitComparison) else explanation_text.as_json(one)


def _headline(one: Explained) -> str:
    return comparison_text.headline(one) if isinstance(one, UnitComparison) else explanation_text.headline(one)


def _folded(line: Line) -> Iterable[str]:
    """A line in the columns of a printed page, its rest hanging under it."""
    text = visible(line.text)
    first, *rest = fold(text, _COLUMNS - line.hang)
    yield (" " * line.indent + first).rstrip()
    yield from (" " * line.hang + more for more in rest)


def _choose(typed: str, names: Iterable[str], code: Code, file: str) -> str:
    """The name that was typed, in any width; Failure with the nearest."""
    offered = list(names)
    wanted = _key(typed)
    for name in offered:
        if _key(name) == wanted:
            return name
    similar = nearest(wanted, offered)
    few = "、".join(offered[:12]) + ("等" if len(offered) > 12 else "")
    help = f"要写的可能是：{'、'.join(similar)}。" if similar else f"可以写的有：{few}。"
    message = f"{'数据里没有单位' if code is errors.UNKNOWN_UNIT else '表里没有编号是'}“{typed}”"
    message += "。" if code is errors.UNKNOWN_UNIT else "的项。"
    raise Failure("", (Diagnostic(code, message, file, help=help),), (), UNUSABLE)


def _key(name: str) -> str:
    return "".join(fold_plain(name).split())


@define(
    "explain",
    "说明一个单位每项得分的由来：引用规则，写出本单位的数、算式、用到的上限，以及总分、名次和等次怎样得出。"
    "自评和复核两份数据可以逐项对照，写出差额：--data 自评:自评.csv --data 复核:复核.csv。",
    "creditdsl explain 方案.credit --table 附件1 --data 数据/附件1.csv --unit 甲局",
)
@argument("file", "方案文件")
@click.option("--table", metavar="表名", help="哪一张表，例如 附件1；方案里只有一张表时可以不写")
@click.option("--data", metavar="数据文件", multiple=True, required=True, help="单位数据；分在几个文件里的，逐个写")
@click.option("--unit", metavar="单位", required=True, help="说明哪一个单位")
@click.option("--period", metavar="期", help="说明哪一期，例如 2023-01；不写就说明全年，或仅有的一期")
@click.option("--item", metavar="编号", help="只说明一个大项或一项，例如 二/3")
@click.option(
    "--format",
    "form",
    metavar="格式",
    type=click.Choice(_FORMATS),
    help="text 供人阅读（不写就是它），html 供打印，json 供其他软件读取；有 -o 时可以不写，看文件的扩展名",
)
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写就显示在屏幕上")
@click.option("--partial", is_flag=True, help="缺数也说明：等数的得分写“待定”，并写明等哪一格")
@click.option(
    "--engine",
    metavar="算法",
    type=click.Choice(("exact", "columns")),
    help="exact 逐单位计算；columns 用于单位很多的数据，数据文件大了不写也是它",
)
def command(
    file: str,
    table: str | None,
    data: tuple[str, ...],
    unit: str,
    period: str | None,
    item: str | None,
    form: str | None,
    output: str | None,
    partial: bool,
    engine: str | None,
) -> None:
    suffix = "" if output is None else output.rpartition(".")[2].lower()
    chosen = form or (suffix if suffix in _FORMATS else "text")
    one = explain_unit(file, table, data, unit, item, partial, period, engine)
    if output is not None:
        write_file(output, render(one, chosen).encode("utf-8"), (file, *paths_of(data)))
        console.write(f"已写入 {output}：{_headline(one)}。\n")
    elif chosen == "json":
        console.write_json(_json(one))
    else:
        console.write(render(one, chosen))
