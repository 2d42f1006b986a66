"""The data of one set, as a command or a program gives it: files that are still to be read, or tables of values."""

from collections.abc import Mapping
from pathlib import Path

from creditdsl.base.node import field, node
from creditdsl.data.files.loading import DataFile, TableSource


@node
class DataSet:
    """tables: those of the units. details: the detail tables by name."""

    tables: tuple[TableSource, ...]
    details: Mapping[str, TableSource] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The first table as messages name it."""
        return source_name(self.tables[0])

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are to be read."""
        return tuple(str(source) for source in (*self.tables, *self.details.values()) if isinstance(source, Path))


def source_name(source: TableSource) -> str:
    """Name a table as messages do: by its path, or as the program called it."""
    return source.path if isinstance(source, DataFile) else str(source)
