"""What a run of the reference engine leaves for a later one: what it read, and what every period came to."""

from collections.abc import Mapping
from typing import NamedTuple

from creditdsl.backends.rescoring import Rescoring
from creditdsl.base.node import node
from creditdsl.data.binding.reading import Reading
from creditdsl.data.binding.roster import Roster
from creditdsl.data.files.loading import DataFile, TableSource
from creditdsl.data.sheets.returned import Wanted
from creditdsl.data.unit_reader import read_units
from creditdsl.ir.program import Cycle, Measure


class Asked(NamedTuple):
    """What the reader of units is asked with."""

    tables: tuple[TableSource, ...]
    measures: tuple[Measure, ...]
    periodic: bool
    wanted: Wanted
    names: Mapping[str, str]
    roster: Roster
    cycle: Cycle | None


@node
class KeptRun:
    """reading: the units without their detail tables."""

    asked: Asked
    reading: Reading
    interpreter: Rescoring


def read_again(asked: Asked, earlier: KeptRun | None) -> Reading:
    """Read the units, unless an earlier run read the same tables of values in the same way."""
    of_values = all(isinstance(table, DataFile) for table in asked.tables)
    return earlier.reading if earlier is not None and of_values and earlier.asked == asked else read_units(*asked)
