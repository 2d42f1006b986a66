"""One data file: its bytes, their hash, and the reader that its name asks for.

Receives a path; promises a raw table or an error, and the hash of exactly the bytes that were read.
Its own step because it alone touches the disk: readers work on bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.data import messages
from creditdsl.data.csv_reader import read_csv
from creditdsl.data.tables import MAX_BYTES, Loaded
from creditdsl.data.xlsx_reader import read_xlsx

READERS: Mapping[str, Callable[[str, bytes], Loaded]] = {
    ".csv": read_csv,
    ".txt": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
}
"""By suffix in small letters. A .tsv file ends in the message that says how to save it."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """sha256 is None where the bytes were not read whole."""

    path: str
    name: str
    sha256: str | None
    loaded: Loaded


def load(path: Path) -> DataFile:
    """The table in a data file, or why it cannot be read."""
    file, suffix = str(path), path.suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        return _refused(path, messages.not_supported(file, suffix))
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:  # ValueError: a NUL character in the path
        return _refused(path, messages.no_file(file, _reason(fault)))
    if len(content) > MAX_BYTES:
        return _refused(path, messages.too_many_bytes(file))
    return DataFile(file, path.name, sha256(content).hexdigest(), reader(file, content))


def _refused(path: Path, diagnostic: Diagnostic) -> DataFile:
    return DataFile(str(path), path.name, None, Loaded(None, (diagnostic,)))


def _reason(fault: OSError | ValueError) -> str:
    match fault:
        case FileNotFoundError():
            return "没有这个文件"
        case IsADirectoryError():
            return "这是一个文件夹"
        case PermissionError():
            return "没有读它的权限"
        case _:
            return "读不出来"
