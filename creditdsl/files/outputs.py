"""Write results: a file or a folder of files is written whole or not at all, and no result overwrites an input.

What is written is made in a private folder beside its place, then moved there. A link of the user's own is followed;
one that somebody else has laid there is refused, because it would choose which file is overwritten.
"""

import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import BinaryIO

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import Failure
from creditdsl.base.fault import Fault
from creditdsl.files.system_errors import reason
from creditdsl.files.workspace import remove_leftovers, user_number, workspace
from creditdsl.files.write_errors import (
    FolderInUse,
    FolderIsFile,
    LinkOfAnother,
    NotWritable,
    OutputIsFolder,
    OverwritesInput,
    ParentIsFile,
    WriteFailed,
)


def write_file(path: str, content: bytes, inputs: Iterable[str] = ()) -> None:
    """Write a result; Failure keeps the old file."""
    write_stream(path, _whole(content), inputs)


def write_stream(path: str, write: Callable[[BinaryIO], object], inputs: Iterable[str] = ()) -> None:
    """Write a result bit by bit, with the same promises as `write_file`."""
    with _faults_of(path):
        _check(path, inputs)
        target, mode = _followed(path), _mode(path)
        if mode is not None and not stat.S_ISREG(mode):  # /dev/stdout and its kind cannot be renamed onto
            with open(path, "wb") as file:
                write(file)
            return
        parent = os.path.dirname(target)
        os.makedirs(parent, exist_ok=True)
        with workspace(parent) as folder:
            staged = os.path.join(folder, "new")
            _make(staged, write, mode)
            os.replace(staged, target)


def write_folder(folder: str, files: Mapping[str, bytes], inputs: Iterable[str] = ()) -> None:
    """Write files into a folder by name (`a/b.html`): all of them, or on Failure none.

    Other files of the folder stay. Only a kill in the moment of moving can leave new files beside old ones.
    """
    forbidden = tuple(inputs)
    for name in files:
        if os.path.isabs(name) or ".." in name.replace("\\", "/").split("/"):
            raise ValueError(f"{name} leaves the folder")
        path = os.path.join(folder, name)
        with _faults_of(path):
            _check(path, forbidden)
            _followed(os.path.dirname(path))
    with _faults_of(folder):
        place = _followed(folder)
        there = os.path.isdir(place)
        parent = place if there else os.path.dirname(place)
        os.makedirs(parent, exist_ok=True)
        remove_leftovers(os.path.dirname(place))
        with workspace(parent) as private:
            staged = os.path.join(private, "new")
            for name, content in files.items():
                with _faults_of(os.path.join(folder, name)):
                    file = os.path.join(staged, name)
                    os.makedirs(os.path.dirname(file), exist_ok=True)
                    _make(file, _whole(content), _mode(os.path.join(place, name)))
            if there:
                _move_all(staged, folder, files, os.path.join(private, "old"))
            else:
                os.rename(staged, place)


def write_new_folder(folder: str, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is not there yet or is empty; Failure where it is in use, nothing touched."""
    remove_leftovers(os.path.dirname(os.path.abspath(folder)))
    if os.path.isdir(folder):
        remove_leftovers(folder)
        if os.listdir(folder):
            raise Failure(FolderInUse(folder))
    elif os.path.lexists(folder):
        raise Failure(FolderIsFile(folder))
    write_folder(folder, files)


def leave(path: str) -> None:
    """Leave a result as it is; only what a killed run left beside it goes."""
    remove_leftovers(os.path.dirname(os.path.realpath(path)))


def _check(path: str, inputs: Iterable[str]) -> None:
    """Refuse a path that is an input, a folder, or a file that may not be written."""
    if any(_same_file(path, name) for name in inputs):
        raise _failed(path, OverwritesInput())
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError
    if mode is not None and stat.S_ISREG(mode) and not os.access(path, os.W_OK):
        raise PermissionError


def _followed(path: str) -> str:
    """Return the path behind the user's own links; Failure where another user's link is on the way."""
    user = user_number()
    if user is not None:
        place = os.path.abspath(path)
        while place != (above := os.path.dirname(place)):
            with suppress(FileNotFoundError):
                state = os.lstat(place)
                if stat.S_ISLNK(state.st_mode) and state.st_uid not in (0, user):
                    raise _failed(path, LinkOfAnother(place))
            place = above
    return os.path.realpath(path)


def _whole(content: bytes) -> Callable[[BinaryIO], object]:
    return lambda file: file.write(content)


def _make(path: str, write: Callable[[BinaryIO], object], mode: int | None) -> None:
    """Write a new file down to the disk. mode: that of the file whose place it takes, if there is one."""
    with open(path, "xb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        os.chmod(path, stat.S_IMODE(mode))


def _move_all(staged: str, folder: str, names: Collection[str], kept: str) -> None:
    """Move files into a folder; where one cannot be moved, put back the old ones.

    kept: a folder for the old files until all is done.
    """
    os.mkdir(kept)
    moved: list[tuple[str, str | None]] = []
    try:
        for number, name in enumerate(names):
            target = os.path.join(folder, name)
            with _faults_of(target):
                os.makedirs(os.path.dirname(target), exist_ok=True)
                old = _keep(target, os.path.join(kept, str(number)))
                os.replace(os.path.join(staged, name), target)
                moved.append((target, old))
    except BaseException:
        for target, old in reversed(moved):
            os.unlink(target) if old is None else os.replace(old, target)
        for name in names:
            with suppress(OSError):
                os.removedirs(os.path.dirname(os.path.join(folder, name)))  # only empty ones
        raise


def _keep(path: str, place: str) -> str | None:
    """Keep a second name, or a copy, of a file; None where there is no file."""
    try:
        os.link(path, place, follow_symlinks=False)
    except FileNotFoundError:
        return None
    except (OSError, NotImplementedError):  # a disk without second names
        shutil.copy2(path, place, follow_symlinks=False)
    return place


@contextmanager
def _faults_of(path: str) -> Iterator[None]:
    """Say of which path, and in which words, the system refuses to write."""
    try:
        yield
    except IsADirectoryError:
        raise _failed(path, OutputIsFolder()) from None
    except (FileExistsError, NotADirectoryError):
        raise _failed(path, ParentIsFile()) from None
    except PermissionError:
        raise _failed(path, NotWritable()) from None
    except (OSError, ValueError) as error:
        raise _failed(path, WriteFailed(reason(error))) from None


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
