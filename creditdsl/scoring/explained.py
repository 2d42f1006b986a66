"""Explanations for the commands that hand them out: of one unit, or of all.

Receives paths and names as typed; promises explanations, of labelled sets the comparison of theirs, or a
Failure with every fault.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from creditdsl.backends.periods import is_year
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.base.nearest import nearest
from creditdsl.base.node import node
from creditdsl.base.spelling import name_key
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.explain.comparison import UnitComparison, compare
from creditdsl.explain.explanation import explain, limited
from creditdsl.explain.explanation_nodes import NO_EXTRAS, Extras, UnitExplanation
from creditdsl.scoring import errors
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme, warn
from creditdsl.scoring.engines import INTERPRETER, engine_for
from creditdsl.scoring.labelled_paths import data_sets, paths_of
from creditdsl.scoring.scored import Scored
from creditdsl.scoring.sets import score_sets
from creditdsl.scoring.units import detail_sheets
from creditdsl.syntax.nodes import Scheme
from creditdsl.syntax.walk import entries
from creditdsl.terminal.progress import progress

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
    extras: Extras = NO_EXTRAS


def explained(asked: Asked) -> list[Explained]:
    """The explanations in the order of the data; with partial those of units that every set has."""
    reading, compilation = load_scheme(asked.file)
    compiled = choose_table(compilation, asked.table)
    refs = [entry.ref for entry in entries(compiled.table)]
    ref = None if asked.item is None else _choose(asked.item, refs, errors.UnknownItem, asked.file)
    sets = data_sets(asked.data, detail_sheets(compiled.program))
    engine = INTERPRETER if asked.unit is None else engine_for(asked.engine, paths_of(asked.data))
    with progress() as shown:
        scored = score_sets(compiled, sets, asked.partial, engine, shown)
        if asked.unit is None:
            chosen = _all_units(scored, asked.period)
        else:
            chosen = _one_unit(asked.unit, scored, {label: data.name for label, data in sets.items()}, asked.period)
        each = [*explain_units(compilation.scheme, compiled, scored, chosen, last=True)]
    milder = [diagnostic for one in scored.values() for diagnostic in one.diagnostics]
    warn(reading, compilation, milder)
    kept = each if ref is None else [_limited(one, ref) for one in each]
    return [with_extras(one, asked.extras) for one in kept]


def explain_units(
    scheme: Scheme,
    compiled: CompiledTable,
    scored: Mapping[str, Scored],
    chosen: Mapping[str, str | None],
    *,
    last: bool = False,
) -> Iterator[Explained]:
    """Explain the units that every set has, of labelled sets in comparison.

    chosen: each unit with its period, None where there are none. last: nothing else is asked of the scores any more.
    """
    by_set = [_by_unit(scheme, compiled, one, chosen, last=last) for one in scored.values()]
    for unit in map(name_key, chosen):
        if all(unit in one for one in by_set):
            yield _together({label: one[unit] for label, one in zip(scored, by_set, strict=True)})


def with_extras(explained: Explained, extras: Extras) -> Explained:
    """The explanation with what is said only where it is asked for."""
    if not isinstance(explained, UnitComparison):
        return replace(explained, extras=extras)
    return replace(explained, each=tuple(replace(one, extras=extras) for one in explained.each))


def limited_to(explained: Explained, ref: str) -> Explained | None:
    """The explanation with one section or item left; None where there is none of that reference."""
    if not isinstance(explained, UnitComparison):
        return limited(explained, ref)
    each = {label: limited(one, ref) for label, one in zip(explained.labels, explained.each, strict=True)}
    kept = {label: one for label, one in each.items() if one is not None}
    return compare(kept) if len(kept) == len(each) else None


def _all_units(scored: Mapping[str, Scored], typed: str | None) -> dict[str, str | None]:
    """Each unit of the set that counts, with the period that is explained."""
    last = scored[list(scored)[-1]]
    return {unit: _period(typed, _periods(last, unit)) for unit in dict.fromkeys(last.names)}


def _one_unit(
    typed: str, scored: Mapping[str, Scored], files: Mapping[str, str], period: str | None
) -> dict[str, str | None]:
    """The unit that was typed, with the period that is explained; Failure where a set has no such unit or period.

    files: by set, the file in which its units are looked for.
    """
    choices: list[tuple[str, str | None]] = []
    for label in reversed([*scored]):  # the set that counts says first what is wrong, and chooses the period
        unit = _choose(typed, scored[label].names, errors.UnknownUnit, files[label])
        choices.append((unit, _period(period, _periods(scored[label], unit))))
    return {choices[-1][0]: choices[0][1]}


def _by_unit(
    scheme: Scheme, compiled: CompiledTable, scored: Scored, chosen: Mapping[str, str | None], *, last: bool
) -> dict[str, UnitExplanation]:
    """One set's explanation of each unit in its period."""
    wanted = {name_key(unit): period or "" for unit, period in chosen.items()}
    names = _own_names(chosen, scored.names)
    only = names[0] if len(names) == 1 else None
    explanations: dict[str, UnitExplanation] = {}
    for facts in scored.facts(names, last=last) if names else ():
        for period in dict.fromkeys(chosen.values()):
            for explanation in explain(scheme, compiled, facts.reading, facts.outcome, only, period, facts.fields):
                if wanted.get(name_key(explanation.unit)) == explanation.period:
                    explanations[name_key(explanation.unit)] = explanation
    return explanations


def _together(each: Mapping[str, UnitExplanation]) -> Explained:
    return compare(each) if len(each) > 1 else next(iter(each.values()))


def _limited(explanation: Explained, ref: str) -> Explained:
    kept = limited_to(explanation, ref)
    if kept is None:
        raise Failure(errors.NoItems())
    return kept


def _own_names(units: Collection[str], names: Sequence[str]) -> list[str]:
    """The units as this data writes them, in its order; without those that it does not have."""
    same = dict.fromkeys(name for name in names if name in units)
    lacking = {name_key(unit) for unit in units if unit not in same}
    return [*(dict.fromkeys(name for name in names if name in same or name_key(name) in lacking) if lacking else same)]


def _own_name(unit: str, names: Sequence[str]) -> str | None:
    """The unit as this data writes it."""
    return unit if unit in names else next((name for name in names if name_key(name) == name_key(unit)), None)


def _periods(scored: Scored, unit: str) -> list[str]:
    name = _own_name(unit, scored.names)
    return [period for key, period in scored.keys if key == name and period is not None] if scored.periodic else []


def _period(typed: str | None, offered: list[str]) -> str | None:
    """The period that was typed; without one the year, or the only period."""
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
    matching = next((period for period in offered if name_key(period) == name_key(typed)), None)
    if matching is None:
        raise Failure(errors.WhichPeriod(typed, tuple(offered)))
    return matching


def _choose(
    typed: str, names: Collection[str], kind: type[errors.UnknownUnit] | type[errors.UnknownItem], file: str
) -> str:
    """The name that was typed, in any width; Failure with the nearest."""
    if typed in names:
        return typed
    offered = tuple(dict.fromkeys(names))
    wanted = name_key(typed)
    for name in offered:
        if name_key(name) == wanted:
            return name
    raise Failure(Diagnostic(kind(typed, tuple(nearest(wanted, offered)), offered), file))
