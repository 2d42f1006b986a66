"""Labelled sets of data scored: each by itself, so that they can be compared.

Receives the paths of every set; promises that each is scored and that they hold the same units, or a
Failure with the faults of all of them. Its own step because `score` and `explain` must accept and
refuse exactly the same.
"""

from collections.abc import Mapping, Sequence

from creditdsl.backends.interpret import interpret
from creditdsl.backends.periods import Engine
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import FAULTY, Failure
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.data.tables import fold
from creditdsl.scoring.units import Scored, score_units


def score_sets(
    compiled: CompiledTable,
    sets: Mapping[str, Sequence[str]],
    partial: bool = False,
    engine: Engine = interpret,
) -> dict[str, Scored]:
    """Every set by its label; with partial a unit may be in one of them only."""
    scored: dict[str, Scored] = {}
    failures: list[Failure] = []
    for label, paths in sets.items():
        try:
            scored[label] = score_units(compiled, paths, partial, engine, label)
        except Failure as failure:
            failures.append(failure)
    if failures:
        faults: dict[Diagnostic, None] = dict.fromkeys(d for failure in failures for d in failure.diagnostics)
        said = "\n".join(dict.fromkeys(failure.message for failure in failures if failure.message))
        raise Failure(said, *faults, exit_code=max(failure.exit_code for failure in failures))
    if not partial:
        _same_units(scored)
    return scored


def _same_units(scored: Mapping[str, Scored]) -> None:
    """Failure where a unit (or a period of it) is in one of two sets only."""
    lines = []
    names = {
        label: {
            (fold(row.unit), row.period): row.unit if row.period is None else f"{row.unit} {row.period}"
            for row in one.outcome.units
        }
        for label, one in scored.items()
    }
    for label, rows in names.items():
        for other, others in names.items():
            lacking = [name for row, name in others.items() if row not in rows]
            if lacking:
                lines.append(f"“{other}”里有、“{label}”里没有：{'、'.join(lacking)}。")
    if lines:
        lines.append("两份数据的单位要相同；还没有报齐的，可以加 --partial 先评。")
        raise Failure("\n".join(lines), exit_code=FAULTY)
