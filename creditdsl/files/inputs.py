"""Read scheme files as typed; every way a file can be bad ends in a numbered diagnostic."""

import os
from itertools import islice

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.fault import Fault
from creditdsl.base.nearest import nearest
from creditdsl.files.decode import MAX_BYTES, Reading, decode
from creditdsl.files.errors import IsFolder, NoSuchFile, NotReadable, ReadFailed, TooLarge
from creditdsl.files.system_errors import reason

_SCANNED = 2000
"""Files of a folder among which one of a similar name is looked for."""


def read_file(path: str) -> Reading:
    """The text of a scheme file and what is wrong with it."""
    try:
        if os.path.isdir(path):
            return _refused(path, IsFolder())
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                return _refused(path, TooLarge(MAX_BYTES))
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return _refused(path, _no_such_file(path))
    except PermissionError:
        return _refused(path, NotReadable())
    except (OSError, ValueError) as error:
        return _refused(path, ReadFailed(reason(error)))
    return decode(path, data)


def _no_such_file(path: str) -> NoSuchFile:
    """Return the fault of a path that leads nowhere, with what may have been meant."""
    folder, name = os.path.split(path)
    try:
        with os.scandir(folder or ".") as entries:
            names = sorted(entry.name for entry in islice(entries, _SCANNED) if entry.is_file())
    except OSError:
        return NoSuchFile(path, folder_exists=False, similar=())
    similar = tuple(os.path.join(folder, other) for other in nearest(name, names))
    return NoSuchFile(path, folder_exists=True, similar=similar)


def _refused(path: str, fault: Fault) -> Reading:
    return Reading(None, (Diagnostic(fault, path),))
