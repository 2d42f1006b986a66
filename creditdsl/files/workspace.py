"""A private folder beside an output, in which the output is made before it takes its place.

Receives the folder of the output. Promises a folder of a name that cannot be foretold, which no one else may enter,
and which is gone afterwards. A killed run leaves its folder; the next that writes to the same place removes it. Each
folder holds a lock as long as its run lives, so that a lock that can be had shows a leftover.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_NAME = re.compile(r"\.creditdsl-[0-9a-f]{32}\.tmp")
_LOCK = "lock"
_PRIVATE = 0o777 if os.name == "nt" else 0o700
"""Windows hands the rights of a private folder on to the files that are moved out of it."""
_TRIES = 10


def user_number() -> int | None:
    """Return the number of the user who runs the program; None where there is none, as on Windows and in a browser."""
    number: Callable[[], int] | None = getattr(os, "geteuid", None)
    return number() if number else None


@contextmanager
def workspace(parent: str) -> Iterator[str]:
    """Yield a new private folder in an existing one, cleared of leftovers."""
    remove_leftovers(parent)
    folder, lock = _locked_folder(parent)
    try:
        yield folder
    finally:
        if lock is not None:
            os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(parent: str) -> None:
    """Remove the folders that killed runs of this user left here."""
    with suppress(OSError), os.scandir(parent) as entries:
        leftovers = [entry.path for entry in entries if _NAME.fullmatch(entry.name) and _is_this_users(entry)]
        for folder in leftovers:
            with suppress(OSError):
                lock = _lock(folder)
                os.close(lock)
                shutil.rmtree(folder, ignore_errors=True)


def _is_this_users(entry: "os.DirEntry[str]") -> bool:
    """Return whether this is a folder, no link to one, of the user who runs the program."""
    if not entry.is_dir(follow_symlinks=False):
        return False
    user = user_number()
    return user is None or entry.stat(follow_symlinks=False).st_uid == user


def _locked_folder(parent: str) -> tuple[str, int | None]:
    """Make a folder and lock it, if the disk has locks; again where another run has just removed it as a leftover."""
    for _ in range(_TRIES):
        folder = os.path.join(parent, f".creditdsl-{os.urandom(16).hex()}.tmp")
        os.mkdir(folder, _PRIVATE)
        try:
            lock = _lock(folder)
        except (FileNotFoundError, BlockingIOError, PermissionError):  # between mkdir and here
            continue
        except OSError:
            return folder, None
        if os.path.exists(os.path.join(folder, _LOCK)):
            return folder, lock
        os.close(lock)
    raise PermissionError


def _lock(folder: str) -> int:
    """Take the lock of a folder; OSError where its run lives."""
    link = getattr(os, "O_NOFOLLOW", 0)
    lock = os.open(os.path.join(folder, _LOCK), os.O_RDWR | os.O_CREAT | link, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(lock)
        raise
    return lock
