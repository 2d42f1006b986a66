"""Reading scheme files and writing results.

Receives paths as typed; promises that every way a file can be bad ends in a numbered diagnostic, that
an old result survives a failed write, and that no result overwrites what the command reads.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import BinaryIO

from creditdsl.base.diagnostic import Code, Diagnostic
from creditdsl.base.nearest import nearest
from creditdsl.cli import errors
from creditdsl.cli.decode import MAX_BYTES, Reading, decode, too_large
from creditdsl.cli.failure import UNUSABLE, Failure

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "空间配额已用完",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ELOOP: "快捷方式互相指向",
    errno.EINVAL: "文件名里有系统不允许的字符",
    errno.ENOENT: "文件夹不存在",
    errno.EFBIG: "文件太大",
}


def read_file(path: str) -> Reading:
    """The text of a scheme file and what is wrong with it."""
    try:
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


def write_file(path: str, content: bytes, inputs: Iterable[str] = ()) -> None:
    """Write a result beside its place and rename it there; Failure if that cannot be, the old file kept."""

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_stream(path, write, inputs)


def write_stream(path: str, write: Callable[[BinaryIO], object], inputs: Iterable[str] = ()) -> None:
    """The same for a result that is written bit by bit."""
    for name in inputs:
        if _same_file(path, name):
            raise _failed(errors.OVERWRITES_INPUT, path, "这是这次要读的文件，没有写入。")
    try:
        _write(os.path.realpath(path), write)
    except IsADirectoryError:
        raise _failed(errors.OUTPUT_IS_FOLDER, path, "这里已经有一个同名的文件夹。") from None
    except (FileExistsError, NotADirectoryError):
        raise _failed(errors.PARENT_IS_FILE, path, "上级文件夹的名称已被一个文件占用。") from None
    except PermissionError:
        raise _failed(errors.NO_WRITING, path, "没有权限写这个文件，它可能正在 WPS 或 Excel 里打开。") from None
    except (OSError, ValueError) as error:
        raise _failed(errors.WRITE_FAILED, path, f"文件写不进去：{reason(error)}。") from None


def write_folder(folder: str, files: Mapping[str, bytes], inputs: Iterable[str] = ()) -> None:
    """Write files by their names inside a folder (`a/b.html`), in the order given; each one whole or not at all."""
    names = tuple(inputs)
    for inside, content in files.items():
        if os.path.isabs(inside) or ".." in inside.replace("\\", "/").split("/"):
            raise ValueError(f"{inside} leaves the folder")
        write_file(os.path.join(folder, inside), content, names)


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
    """The mode of an existing file."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _same_file(left: str, right: str) -> bool:
    try:
        return os.path.samefile(left, right)
    except (OSError, ValueError):
        return False


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


def reason(error: Exception) -> str:
    """Why the system refused, as half a sentence."""
    if isinstance(error, OSError) and error.errno is not None:
        return _REASONS.get(error.errno, f"系统错误 {error.errno}")
    return "文件名里有系统不允许的字符"


def _refused(code: Code, path: str, message: str, help: str) -> Reading:
    return Reading(None, (Diagnostic(code, message, path, help=help),))


def _failed(code: Code, path: str, message: str) -> Failure:
    return Failure(diagnostics=(Diagnostic(code, message, path, help=code.fix),), exit_code=UNUSABLE)
