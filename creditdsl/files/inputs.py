"""Read scheme files as typed; every fault of a file is a numbered diagnostic."""

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.fault import Fault
from creditdsl.base.nearest import nearest
from creditdsl.files import errors
from creditdsl.files.decode import MAX_BYTES, Reading, decode
from creditdsl.files.system_errors import reason

_SCANNED = 2000
"""Files of a folder among which a similar name is looked for."""

STANDARD_INPUT = "-"
"""The path that stands for standard input."""
_SUFFIX = ".credit"


def shown(path: str) -> str:
    """Return the name of a path in messages."""
    return "标准输入" if path == STANDARD_INPUT else path


def read_files(paths: Iterable[str]) -> Iterator[tuple[str, Reading]]:
    """Read every file of the paths once: all schemes below a folder, all files that match a pattern."""
    done: set[str] = set()
    for path in paths:
        files, unread = _files(path)
        yield from ((file, read_file(file)) for file in files if file not in done)
        done.update(files)
        for error in unread:
            yield error.filename, _refused(error.filename, errors.FolderUnread(reason(error)))
        if not files and not unread:
            yield path, _refused(path, errors.NoScheme(in_folder=os.path.isdir(path)))


def read_file(path: str) -> Reading:
    """Read the text of a scheme file, or of standard input, with its faults."""
    content = file_bytes(path, MAX_BYTES)
    return _refused(shown(path), content) if isinstance(content, Fault) else decode(shown(path), content)


def file_bytes(path: str, limit: int) -> bytes | Fault:
    """Return the bytes of a file, or of standard input; the fault where it cannot be read or is too long."""
    try:
        if path == STANDARD_INPUT:  # a program without a console has none
            return sys.stdin.buffer.read(limit + 1) if sys.stdin is not None else errors.NoStandardInput()
        if os.path.isdir(path):
            return errors.IsFolder()
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > limit:
                return errors.TooLarge(limit)
            return file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        return _no_such_file(path)
    except PermissionError:
        return errors.NotReadable()
    except (OSError, ValueError) as error:
        return errors.ReadFailed(reason(error))


def _files(path: str) -> tuple[tuple[str, ...], tuple[OSError, ...]]:
    """Return the files of a path, and the folders among them that cannot be read."""
    if os.path.isdir(path):
        return _below(path)
    if not any(character in path for character in "*?[") or os.path.lexists(path):
        return (path,), ()
    from glob import glob

    matching = [_below(name) if os.path.isdir(name) else ((name,), ()) for name in sorted(glob(path, recursive=True))]
    files = tuple(dict.fromkeys(file for files, _ in matching for file in files))
    unread = tuple(error for _, faults in matching for error in faults)
    is_name = not matching and "*" not in path and "?" not in path  # brackets are found in names too
    return ((path,) if is_name else files), unread


def _below(folder: str) -> tuple[tuple[str, ...], tuple[OSError, ...]]:
    """Return the schemes in a folder and its subfolders, by path; hidden files and folders are left out."""
    schemes: list[str] = []
    unread: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unread.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        shown = [name for name in names if name.lower().endswith(_SUFFIX) and not name.startswith(".")]
        schemes += [os.path.normpath(os.path.join(place, name)) for name in shown]
    return tuple(sorted(schemes)), tuple(sorted(unread, key=lambda error: str(error.filename)))


def _no_such_file(path: str) -> errors.NoSuchFile:
    """Return the fault of a path that does not exist, with similar names."""
    folder, name = os.path.split(path)
    try:
        with os.scandir(folder or ".") as entries:
            names = sorted(entry.name for entry in islice(entries, _SCANNED) if entry.is_file())
    except OSError:
        return errors.NoSuchFile(path, folder_exists=False, similar=())
    similar = tuple(os.path.join(folder, other) for other in nearest(name, names))
    return errors.NoSuchFile(path, folder_exists=True, similar=similar)


def _refused(path: str, fault: Fault) -> Reading:
    return Reading(None, (Diagnostic(fault, path),))
