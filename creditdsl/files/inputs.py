"""Read scheme files as typed; every way a file can be bad ends in a numbered diagnostic."""

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from creditdsl.base.diagnostic import Code, Diagnostic
from creditdsl.base.fault import Worded
from creditdsl.base.nearest import nearest
from creditdsl.files import errors
from creditdsl.files.decode import MAX_BYTES, Reading, decode, too_large
from creditdsl.files.system_errors import reason

STANDARD_INPUT = "-"
"""The path that stands for what is piped in."""
_SUFFIX = ".credit"


def shown(path: str) -> str:
    """Return what messages call a path."""
    return "标准输入" if path == STANDARD_INPUT else path


def read_files(paths: Iterable[str]) -> Iterator[tuple[str, Reading]]:
    """Read every file that the paths stand for, once: all schemes below a folder, all that match a pattern."""
    done: set[str] = set()
    for path in paths:
        files, unread = _files(path)
        yield from ((file, read_file(file)) for file in files if file not in done)
        done.update(files)
        for error in unread:
            message = f"文件夹读不出来：{reason(error)}。"
            yield error.filename, _refused(errors.READ_FAILED, error.filename, message, errors.READ_FAILED.fix)
        if not files and not unread:
            what = "这个文件夹里没有方案文件。" if os.path.isdir(path) else "没有与它相符的文件。"
            yield path, _refused(errors.NO_SCHEME, path, what, errors.NO_SCHEME.fix)


def read_file(path: str) -> Reading:
    """Read the text of a scheme file, or of standard input, and what is wrong with it."""
    try:
        if path == STANDARD_INPUT:
            return _piped()
        if os.path.isdir(path):
            return _refused(errors.IS_FOLDER, path, "这是文件夹，要写的是其中的方案文件。", errors.IS_FOLDER.fix)
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                return too_large(path)
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return _refused(errors.NOT_FOUND, path, "找不到这个文件。", _where_else(path))
    except PermissionError:
        return _refused(errors.NO_READING, path, "没有权限读这个文件。", errors.NO_READING.fix)
    except (OSError, ValueError) as error:
        message = f"文件读不出来：{reason(error)}。"
        return _refused(errors.READ_FAILED, path, message, errors.READ_FAILED.fix)
    return decode(path, data)


def _piped() -> Reading:
    """What standard input holds; a program without a console has none."""
    name = shown(STANDARD_INPUT)
    if sys.stdin is None:
        return _refused(errors.READ_FAILED, name, "没有标准输入可以读。", errors.READ_FAILED.fix)
    return decode(name, sys.stdin.buffer.read(MAX_BYTES + 1))


def _files(path: str) -> tuple[tuple[str, ...], tuple[OSError, ...]]:
    """The files that a path stands for, and the folders among them that cannot be read."""
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
    """The schemes in a folder and in those inside it, by path; what is hidden is left out."""
    found: list[str] = []
    unread: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unread.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        schemes = [name for name in names if name.lower().endswith(_SUFFIX) and not name.startswith(".")]
        found += [os.path.normpath(os.path.join(place, name)) for name in schemes]
    return tuple(sorted(found)), tuple(sorted(unread, key=lambda error: str(error.filename)))


def _where_else(path: str) -> str:
    """What may have been meant by a path that leads nowhere."""
    folder, name = os.path.split(path)
    if any(quote in path for quote in "“”‘’"):
        return "括路径要用英文双引号，命令里写的是中文引号。"
    try:
        with os.scandir(folder or ".") as entries:
            names = sorted(entry.name for entry in islice(entries, 2000) if entry.is_file())
    except OSError:
        return f"文件夹“{folder}”不存在，请核对路径。"
    similar = nearest(name, names)
    if similar:
        return "同一文件夹里有：" + "、".join(os.path.join(folder, other) for other in similar) + "。"
    return "请核对文件名。路径里有空格时，用英文双引号括起来。"


def _refused(code: Code, path: str, message: str, help: str) -> Reading:
    return Reading(None, (Diagnostic(Worded(code, message, help), path),))
