"""Read scheme files as typed; every way a file can be bad ends in a numbered diagnostic."""

import os
from itertools import islice

from creditdsl.base.diagnostic import Code, Diagnostic
from creditdsl.base.fault import Worded
from creditdsl.base.nearest import nearest
from creditdsl.files import errors
from creditdsl.files.decode import MAX_BYTES, Reading, decode, too_large
from creditdsl.files.system_errors import reason


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
