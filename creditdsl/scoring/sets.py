"""Scoring labelled sets of data, each by itself, so that they can be compared.

Receives the data of every set. Promises that each is scored and that all hold the same units, or a Failure with the
faults of all.
"""

from collections.abc import Mapping
from types import MappingProxyType

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.base.spelling import name_key
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.scoring.data_set import DataSet
from creditdsl.scoring.engines import INTERPRETER, Engine
from creditdsl.scoring.errors import OtherUnits
from creditdsl.scoring.scored import Scored
from creditdsl.scoring.units import score_units
from creditdsl.terminal.progress import Report, quiet


def score_sets(
    compiled: CompiledTable,
    sets: Mapping[str, DataSet],
    partial: bool = False,
    engine: Engine = INTERPRETER,
    progress: Report = quiet,
    earlier: Mapping[str, Scored] = MappingProxyType({}),
) -> dict[str, Scored]:
    """Every set by its label; with partial a unit may be in one of them only.

    earlier: a run that is built on where it differs little.
    """
    scored: dict[str, Scored] = {}
    failures: list[Failure] = []
    for label, data in sets.items():
        try:
            scored[label] = score_units(compiled, data, partial, engine, label, progress, earlier.get(label))
        except Failure as failure:
            failures.append(failure)
    if failures:
        faults: dict[Diagnostic, None] = dict.fromkeys(d for failure in failures for d in failure.diagnostics)
        raise Failure(*faults, exit_code=max(failure.exit_code for failure in failures))
    if not partial and len(scored) > 1:
        _same_units(scored)
    return scored


def _same_units(scored: Mapping[str, Scored]) -> None:
    """Failure where a unit (or a period of it) is in one of two sets only."""
    names = {
        label: {(name_key(unit), period): unit if period is None else f"{unit} {period}" for unit, period in each.keys}
        for label, each in scored.items()
    }
    pairs = ((label, other) for label in names for other in names)
    lacking = [
        (label, other, tuple(name for row, name in names[other].items() if row not in names[label]))
        for label, other in pairs
    ]
    lacking = [one for one in lacking if one[2]]
    if lacking:
        raise Failure(OtherUnits(tuple(lacking)), exit_code=FAULTY)
