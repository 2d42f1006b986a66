"""Write results: an old file survives a failed write, and no result overwrites an input of the command."""

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.base.fault import Fault
from creditdsl.files.system_errors import reason
from creditdsl.files.write_errors import (
    FolderInUse,
    FolderIsFile,
    NotWritable,
    OutputIsFolder,
    OverwritesInput,
    ParentIsFile,
    WriteFailed,
)


def write_file(path: str, content: bytes, inputs: Iterable[str] = ()) -> None:
    """Write a result to a temporary file beside it, then rename that; Failure keeps the old file."""

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_stream(path, write, inputs)


def write_stream(path: str, write: Callable[[BinaryIO], object], inputs: Iterable[str] = ()) -> None:
    """Write a result bit by bit, with the same promises as `write_file`."""
    for name in inputs:
        if _same_file(path, name):
            raise _failed(path, OverwritesInput())
    try:
        _write(os.path.realpath(path), write)
    except IsADirectoryError:
        raise _failed(path, OutputIsFolder()) from None
    except (FileExistsError, NotADirectoryError):
        raise _failed(path, ParentIsFile()) from None
    except PermissionError:
        raise _failed(path, NotWritable()) from None
    except (OSError, ValueError) as error:
        raise _failed(path, WriteFailed(reason(error))) from None


def write_folder(folder: str, files: Mapping[str, bytes], inputs: Iterable[str] = ()) -> None:
    """Write files into a folder by name (`a/b.html`), in the order of `files`; each is written whole or not at all."""
    names = tuple(inputs)
    for inside, content in files.items():
        if os.path.isabs(inside) or ".." in inside.replace("\\", "/").split("/"):
            raise ValueError(f"{inside} leaves the folder")
        write_file(os.path.join(folder, inside), content, names)


def write_new_folder(folder: str, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is not there yet or is empty; Failure where it is in use, nothing touched."""
    if os.path.isdir(folder):
        if os.listdir(folder):
            raise Failure(FolderInUse(folder))
    elif os.path.lexists(folder):
        raise Failure(FolderIsFile(folder))
    write_folder(folder, files)


def _write(path: str, write: Callable[[BinaryIO], object]) -> None:
    if os.path.isdir(path):
        raise IsADirectoryError
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):  # /dev/stdout and its kind cannot be renamed onto
        with open(path, "wb") as file:
            write(file)
        return
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError
    parent = os.path.dirname(path)
    os.makedirs(parent, exist_ok=True)
    beside = os.path.join(parent, f".creditdsl-{os.getpid()}.tmp")
    try:
        with open(beside, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(beside, stat.S_IMODE(mode))
        os.replace(beside, path)
    except BaseException:
        if os.path.exists(beside):
            os.unlink(beside)
        raise


def _mode(path: str) -> int | None:
    """Return the mode of a file; None where there is none."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _same_file(left: str, right: str) -> bool:
    try:
        return os.path.samefile(left, right)
    except (OSError, ValueError):
        return False


def _failed(path: str, fault: Fault) -> Failure:
    return Failure(Diagnostic(fault, path))
