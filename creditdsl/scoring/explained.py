"""Explanations for the commands that hand them out: of one unit, or of all.

Receives paths and names as typed; promises explanations, of labelled sets the comparison of theirs, or a
Failure with every fault. Its own step because `explain` and `compare` must accept and refuse the same.
"""

from collections.abc import Iterable, Mapping, Sequence

from creditdsl.backends.periods import is_year
from creditdsl.base.diagnostic import Code, Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.base.fault import Worded
from creditdsl.base.nearest import nearest
from creditdsl.base.node import node
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.tables import fold
from creditdsl.explain.comparison import UnitComparison, compare
from creditdsl.explain.explanation import UnitExplanation, explain, limited
from creditdsl.scoring import errors
from creditdsl.scoring.labelled_paths import sets_of, split_details
from creditdsl.scoring.large import is_large, needs_packages
from creditdsl.scoring.scheme import choose_table, load_scheme, warn
from creditdsl.scoring.sets import score_sets
from creditdsl.scoring.units import Scored, detail_sheets
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.nodes import Scheme
from creditdsl.syntax.walk import entries

Explained = UnitExplanation | UnitComparison


@node
class Asked:
    """What to explain, as typed. unit: None for all of them."""

    file: str
    table: str | None
    data: Sequence[str]
    unit: str | None
    item: str | None = None
    partial: bool = False
    period: str | None = None
    engine: str | None = None


def explained(asked: Asked) -> list[Explained]:
    """The explanations in the order of the data; with partial those of units that every set has."""
    reading, compilation = load_scheme(asked.file)
    compiled = choose_table(compilation, asked.table)
    refs = (entry.ref for entry in entries(compiled.table))
    ref = None if asked.item is None else _choose(asked.item, refs, errors.UNKNOWN_ITEM, asked.file)
    if asked.unit is not None and is_large(asked.data, asked.engine, "csv"):
        return [_limited(_of_many(compilation.scheme, compiled, asked, asked.unit), ref)]
    sheets = detail_sheets(compiled.program)
    sets = sets_of(asked.data, sheets)
    scored = score_sets(compiled, sets, asked.partial)
    last = list(scored)[-1]
    units = list(dict.fromkeys(row.unit for row in scored[last].reading.units))
    if asked.unit is not None:
        period = asked.period
        for label, one in reversed(scored.items()):  # the set that counts chooses the period
            plain, _ = split_details(sets[label], sheets)
            names = (row.unit for row in one.reading.units)
            units = [_choose(asked.unit, names, errors.UNKNOWN_UNIT, plain[0])]
            period = _period(period, _periods(one, units[0]))
    chosen = {unit: _period(asked.period, _periods(scored[last], unit)) for unit in units}
    by_set = [_by_unit(compilation.scheme, compiled, one, chosen) for one in scored.values()]
    sources = () if reading.source is None else (reading.source,)
    milder = [diagnostic for one in scored.values() for diagnostic in one.reading.diagnostics]
    warn((*reading.diagnostics, *compilation.diagnostics, *milder), sources)
    return [
        _together({label: _limited(one[fold(unit)], ref) for label, one in zip(scored, by_set, strict=True)})
        for unit in units
        if all(fold(unit) in one for one in by_set)
    ]


def _of_many(scheme: Scheme, compiled: CompiledTable, asked: Asked, unit: str) -> UnitExplanation:
    """The explanation of one of very many units."""
    needs_packages()
    from creditdsl.scoring.explained_large import one_unit

    (path,) = asked.data

    def choose(names: Iterable[str]) -> str:
        return _choose(unit, names, errors.UNKNOWN_UNIT, path)

    found = one_unit(compiled, path, unit, choose, asked.partial)
    period = _period(asked.period, [one.period for one in found.outcome.units if one.period is not None])
    return next(explain(scheme, compiled, found.reading, found.outcome, found.unit, period, found.fields))


def _by_unit(
    scheme: Scheme, compiled: CompiledTable, scored: Scored, chosen: Mapping[str, str | None]
) -> dict[str, UnitExplanation]:
    """One set's explanation of each unit in its period."""
    wanted = {fold(unit): period or "" for unit, period in chosen.items()}
    names = {row.unit for row in scored.reading.units if fold(row.unit) in wanted}
    only = names.pop() if len(names) == 1 else None
    found: dict[str, UnitExplanation] = {}
    for period in dict.fromkeys(chosen.values()):
        for one in explain(scheme, compiled, scored.reading, scored.outcome, only=only, period=period):
            if wanted.get(fold(one.unit)) == one.period:
                found[fold(one.unit)] = one
    return found


def _together(each: Mapping[str, UnitExplanation]) -> Explained:
    return compare(each) if len(each) > 1 else next(iter(each.values()))


def _limited(one: UnitExplanation, ref: str | None) -> UnitExplanation:
    kept = one if ref is None else limited(one, ref)
    if kept is None:
        raise Failure("全年的总分由各期合成，没有分项的得分。请用 --period 写明要说明哪一期。")
    return kept


def _periods(scored: Scored, unit: str) -> list[str]:
    return [row.period for row in scored.outcome.units if fold(row.unit) == fold(unit) and row.period is not None]


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


def _choose(typed: str, names: Iterable[str], code: Code, file: str) -> str:
    """The name that was typed, in any width; Failure with the nearest."""
    offered = list(dict.fromkeys(names))
    wanted = _key(typed)
    for name in offered:
        if _key(name) == wanted:
            return name
    similar = nearest(wanted, offered)
    few = "、".join(offered[:12]) + ("等" if len(offered) > 12 else "")
    help = f"要写的可能是：{'、'.join(similar)}。" if similar else f"可以写的有：{few}。"
    message = f"{'数据里没有单位' if code is errors.UNKNOWN_UNIT else '表里没有编号是'}“{typed}”"
    message += "。" if code is errors.UNKNOWN_UNIT else "的项。"
    raise Failure(Diagnostic(Worded(code, message, help), file))


def _key(name: str) -> str:
    return "".join(fold_plain(name).split())
