"""The explanations of a unit, or of all units, for the commands that write them.

Receives paths and names as typed. Promises explanations, or comparisons of them where data are labelled sets; or a
Failure with every fault.
"""

from collections.abc import Collection, Mapping, Sequence

from creditdsl.backends.periods import is_year
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.base.nearest import nearest
from creditdsl.base.node import node
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.tables import fold
from creditdsl.explain.comparison import UnitComparison, compare
from creditdsl.explain.explanation import UnitExplanation, explain, limited
from creditdsl.scoring import errors
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme, warn
from creditdsl.scoring.engines import INTERPRETER, engine_for
from creditdsl.scoring.labelled_paths import paths_of, sets_of, split_details
from creditdsl.scoring.scored import Scored
from creditdsl.scoring.sets import score_sets
from creditdsl.scoring.units import detail_sheets
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.nodes import Scheme
from creditdsl.syntax.walk import entries
from creditdsl.terminal.progress import progress

Explained = UnitExplanation | UnitComparison


@node
class Asked:
    """The question as typed. unit: None for all units."""

    file: str
    table: str | None
    data: Sequence[str]
    unit: str | None
    item: str | None = None
    partial: bool = False
    period: str | None = None
    engine: str | None = None


def explained(asked: Asked) -> list[Explained]:
    """Return the explanations in the order of the data, of units that every set has."""
    reading, compilation = load_scheme(asked.file)
    compiled = choose_table(compilation, asked.table)
    refs = [entry.ref for entry in entries(compiled.table)]
    ref = None if asked.item is None else _choose(asked.item, refs, errors.UnknownItem, asked.file)
    sheets = detail_sheets(compiled.program)
    sets = sets_of(asked.data, sheets)
    engine = INTERPRETER if asked.unit is None else engine_for(asked.engine, paths_of(asked.data))
    with progress() as shown:
        scored = score_sets(compiled, sets, asked.partial, engine, shown)
        if asked.unit is None:
            chosen = _all_units(scored, asked.period)
        else:
            files = {label: split_details(paths, sheets)[0][0] for label, paths in sets.items()}
            chosen = _one_unit(asked.unit, scored, files, asked.period)
        by_set = [_by_unit(compilation.scheme, compiled, table, chosen) for table in scored.values()]
    sources = () if reading.source is None else (reading.source,)
    milder = [diagnostic for table in scored.values() for diagnostic in table.diagnostics]
    warn((*reading.diagnostics, *compilation.diagnostics, *milder), sources)
    return [
        _together({label: _limited(by_unit[fold(unit)], ref) for label, by_unit in zip(scored, by_set, strict=True)})
        for unit in chosen
        if all(fold(unit) in by_unit for by_unit in by_set)
    ]


def _all_units(scored: Mapping[str, Scored], typed: str | None) -> dict[str, str | None]:
    """Return each unit of the set that counts, with the period that is explained."""
    last = scored[list(scored)[-1]]
    return {unit: _period(typed, _periods(last, unit)) for unit in dict.fromkeys(last.names)}


def _one_unit(
    typed: str, scored: Mapping[str, Scored], files: Mapping[str, str], period: str | None
) -> dict[str, str | None]:
    """Return the unit as typed, with the period that is explained; Failure where a set has no such unit or period.

    files: by set, the file in which its units are looked for.
    """
    choices: list[tuple[str, str | None]] = []
    for label in reversed([*scored]):  # the set that counts reports its faults first, and chooses the period
        unit = _choose(typed, scored[label].names, errors.UnknownUnit, files[label])
        choices.append((unit, _period(period, _periods(scored[label], unit))))
    return {choices[-1][0]: choices[0][1]}


def _by_unit(
    scheme: Scheme, compiled: CompiledTable, scored: Scored, chosen: Mapping[str, str | None]
) -> dict[str, UnitExplanation]:
    """Return the explanations of a set, by unit, each in its period."""
    wanted = {fold(unit): period or "" for unit, period in chosen.items()}
    names = {name for unit in chosen if (name := _own_name(unit, scored.names)) is not None}
    if not names:
        return {}
    facts = scored.facts(names)
    only = names.pop() if len(names) == 1 else None
    by_unit: dict[str, UnitExplanation] = {}
    for period in dict.fromkeys(chosen.values()):
        for explanation in explain(scheme, compiled, facts.reading, facts.outcome, only, period, facts.fields):
            if wanted.get(fold(explanation.unit)) == explanation.period:
                by_unit[fold(explanation.unit)] = explanation
    return by_unit


def _together(each: Mapping[str, UnitExplanation]) -> Explained:
    return compare(each) if len(each) > 1 else next(iter(each.values()))


def _limited(explanation: UnitExplanation, ref: str | None) -> UnitExplanation:
    kept = explanation if ref is None else limited(explanation, ref)
    if kept is None:
        raise Failure(errors.NoItems())
    return kept


def _own_name(unit: str, names: Sequence[str]) -> str | None:
    """Return the unit's name as the data write it; None where they have no such unit."""
    return unit if unit in names else next((name for name in names if fold(name) == fold(unit)), None)


def _periods(scored: Scored, unit: str) -> list[str]:
    name = _own_name(unit, scored.names)
    return [period for key, period in scored.keys if key == name and period is not None] if scored.periodic else []


def _period(typed: str | None, offered: list[str]) -> str | None:
    """Return the period as typed; without one the year, or the only period."""
    if not offered:
        if typed is not None:
            raise Failure(errors.NoPeriods())
        return None
    if typed is None:
        years = [period for period in offered if is_year(period)]
        chosen = years if len(years) == 1 else offered
        if len(chosen) == 1:
            return chosen[0]
        raise Failure(errors.WhichPeriod(None, tuple(offered)))
    same = next((period for period in offered if _key(period) == _key(typed)), None)
    if same is None:
        raise Failure(errors.WhichPeriod(typed, tuple(offered)))
    return same


def _choose(
    typed: str, names: Collection[str], kind: type[errors.UnknownUnit] | type[errors.UnknownItem], file: str
) -> str:
    """Return the name that was typed, in any width; Failure with the nearest names."""
    if typed in names:
        return typed
    offered = tuple(dict.fromkeys(names))
    wanted = _key(typed)
    for name in offered:
        if _key(name) == wanted:
            return name
    raise Failure(Diagnostic(kind(typed, tuple(nearest(wanted, offered)), offered), file))


def _key(name: str) -> str:
    return "".join(fold_plain(name).split())
