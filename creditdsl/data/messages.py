"""Faults of data at their addresses, for the modules outside the readers: scoring and large data."""

from collections.abc import Sequence

from creditdsl.base.diagnostic import Diagnostic, Related
from creditdsl.data.cell_errors import MissingCell, NothingApplies, ZeroDenominator
from creditdsl.data.file_errors import UnknownEncoding, UnopenableFile
from creditdsl.data.table_errors import MissingColumn, NoUnits, UnitTwice
from creditdsl.data.tables import Address, fault_at


def no_file(file: str, reason: str) -> Diagnostic:
    return Diagnostic(UnopenableFile(reason), file)


def unknown_encoding(file: str) -> Diagnostic:
    return Diagnostic(UnknownEncoding(), file)


def unit_twice(unit: str, period: str | None, first: Address, address: Address, spelling: str) -> Diagnostic:
    """Return the fault of a second row. spelling: the name in it."""
    fault = UnitTwice(unit, period, first.cell, address.cell, "" if spelling == unit else spelling)
    related = (Related("第一次写在这里", first.span, first.file),) if first.span else ()
    return Diagnostic(fault, address.file, address.span, related, cell=address.cell)


def no_units(address: Address) -> Diagnostic:
    return fault_at(NoUnits(), address)


def missing_row(unit: str, measure: str, heading: Address, period: str | None = None) -> Diagnostic:
    return fault_at(MissingCell(unit, measure, period, has_row=False), heading)


def missing_mark_column(measure: str, units: Sequence[str], file: str) -> Diagnostic:
    """Return the fault of a column of marks that may be left out, but that these units need."""
    return Diagnostic(MissingColumn(measure, units=tuple(units)), file)


def zero_denominator(
    unit: str, measures: Sequence[str], address: Address, period: str | None = None, *, computed: bool = False
) -> Diagnostic:
    """Return the fault of a zero denominator. computed: the one cell of the denominator is not itself 0."""
    return fault_at(ZeroDenominator(unit, tuple(measures), period, computed), address)


def nothing_applies(unit: str, file: str, period: str | None = None) -> Diagnostic:
    """Return the fault of a unit without points for 折算; no cell of it is at fault."""
    return Diagnostic(NothingApplies(unit, period), file)
