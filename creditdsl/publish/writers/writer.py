"""What an output format of the indicator table is: a file name's ending, a name, a function."""

from collections.abc import Callable
from dataclasses import dataclass

from creditdsl.publish.content import TableContent


@dataclass(frozen=True, slots=True)
class Writer:
    """write promises the same bytes for the same content."""

    suffix: str
    title: str
    write: Callable[[TableContent], bytes]
