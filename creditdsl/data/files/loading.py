"""Loading a data file: its bytes, their hash, and the reader of its suffix.

Receives a path. Promises a raw table or an error, and the hash of exactly the bytes that were read; of a folder of
returned 填报表, its files. It alone touches the disk: readers work on bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.data.file_errors import FileTooBig, NoHeader, Size, UnopenableFile, UnsupportedFile
from creditdsl.data.files.csv_reader import read_csv
from creditdsl.data.sheet_errors import NoSheets, NotRead, NotSheet, OpenElsewhere
from creditdsl.data.tables import MAX_BYTES, Loaded


def _read_xlsx(file: str, content: bytes) -> Loaded:
    """Read a workbook with the packages that only workbooks need."""
    from creditdsl.data.files.xlsx_reader import read_xlsx

    return read_xlsx(file, content)


def _read_parquet(file: str, content: bytes) -> Loaded:
    """Read a Parquet file with the package that only Parquet needs."""
    from creditdsl.data.files.parquet_reader import read_parquet

    return read_parquet(file, content)


READERS: Mapping[str, Callable[[str, bytes], Loaded]] = {
    ".csv": read_csv,
    ".txt": read_csv,
    ".tsv": read_csv,
    ".xlsx": _read_xlsx,
    ".xlsm": _read_xlsx,
    ".parquet": _read_parquet,
}
"""By suffix in small letters. A .tsv file gets the message that says how to save it."""


@node
class DataFile:
    """A loaded file. sha256: None where the bytes were not read whole."""

    path: str
    name: str
    sha256: str | None
    loaded: Loaded


TableSource = Path | DataFile
"""Where a table comes from: a file that is still to be read, or a table that a program gave."""

_OLD_WORKBOOKS = (".xls", ".et", ".xlsb", ".ods", ".csv")
"""Suffixes that a 填报表 may have been saved under on the way; such a file cannot be read."""


@node
class Folders:
    """The files to read, each with whether it comes from a folder, and the messages about those left out."""

    files: tuple[tuple[TableSource, bool], ...]
    diagnostics: tuple[Diagnostic, ...]


def open_folders(paths: Sequence[TableSource]) -> Folders:
    """Replace each folder among the paths by the workbooks in it, in the order of their names."""
    files: list[tuple[TableSource, bool]] = []
    diagnostics: list[Diagnostic] = []
    for path in paths:
        if isinstance(path, DataFile) or not path.is_dir():
            files.append((path, False))
            continue
        try:
            entries = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
        except OSError as fault:
            diagnostics.append(Diagnostic(UnopenableFile(_reason(fault)), str(path)))
            continue
        locks = tuple(entry.name.removeprefix("~$") for entry in entries if entry.name.startswith("~$"))
        inside = [entry for entry in entries if not entry.name.startswith("~$")]
        books = [entry for entry in inside if entry.suffix.lower() in (".xlsx", ".xlsm") and entry.is_file()]
        old = [entry for entry in inside if entry.suffix.lower() in _OLD_WORKBOOKS and entry.is_file()]
        rest = tuple(entry.name for entry in inside if entry not in books and entry not in old)
        files += [(entry, True) for entry in books]
        diagnostics += [Diagnostic(OpenElsewhere(locks), str(path))] if locks else []
        diagnostics += [Diagnostic(UnsupportedFile(entry.suffix, returned=True), str(entry)) for entry in old]
        diagnostics += [Diagnostic(NotRead(rest), str(path))] if rest else []
        if not books:
            diagnostics.append(Diagnostic(NoSheets(), str(path)))
    return Folders(tuple(files), tuple(diagnostics))


def load_returned(path: TableSource) -> DataFile:
    """Load a file of a folder of returned 填报表: its sheets, a 数据提供表, or why it is neither."""
    file = with_sheets(load(path))
    stray = file.loaded.table is not None and file.loaded.supplied is None
    return _no_sheet(file) if stray else file


def with_sheets(file: DataFile) -> DataFile:
    """Return the file; one that has neither sheets nor a table is no 填报表."""
    return _no_sheet(file) if any(isinstance(one.fault, NoHeader) for one in file.loaded.diagnostics) else file


def _no_sheet(file: DataFile) -> DataFile:
    return replace(file, loaded=Loaded(None, (Diagnostic(NotSheet(), file.path),)))


def load(path: TableSource) -> DataFile:
    """Load the table in a data file, or say why it cannot be read."""
    if isinstance(path, DataFile):
        return path
    file, suffix = str(path), path.suffix.lower()
    reader = READERS.get(suffix)
    if not suffix and not path.exists():
        return _refused(path, UnopenableFile("没有这个文件或文件夹"))
    if reader is None:
        return _refused(path, UnsupportedFile(suffix))
    content = read_content(path)
    if isinstance(content, Fault):
        return _refused(path, content)
    return DataFile(file, path.name, sha256(content).hexdigest(), reader(file, content))


def load_content(name: str, content: bytes) -> DataFile:
    """Load the table in the bytes of a data file. name: the file's name, whose suffix says how it is read."""
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        return _refused(Path(name), UnsupportedFile(Path(name).suffix.lower()))
    if len(content) > MAX_BYTES:
        return _refused(Path(name), FileTooBig(Size.BYTES))
    return DataFile(name, name, sha256(content).hexdigest(), reader(name, content))


def read_content(path: Path) -> bytes | Fault:
    """Read the bytes of a file, or say why that cannot be done."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        return UnopenableFile(_reason(error))
    return FileTooBig(Size.BYTES) if len(content) > MAX_BYTES else content


def _refused(path: Path, fault: Fault) -> DataFile:
    return DataFile(str(path), path.name, None, Loaded(None, (Diagnostic(fault, str(path)),)))


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
