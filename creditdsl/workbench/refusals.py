"""Why the page's server does not do what it is asked, in words for who writes in the page."""

from collections.abc import Iterator
from contextlib import contextmanager

from creditdsl.base.failure import Failure
from creditdsl.files.write_errors import NotWritable

MAX_BYTES = 64 * 1024 * 1024
"""Of one file."""


class Refusal(Exception):
    """Why a file is not read or written, in words for the page."""


class Unwritable(Refusal):
    """A file cannot be written in this folder at all; the page can still be saved as a download."""


@contextmanager
def written(name: str) -> Iterator[None]:
    """Say in the page's words why a file of its folder cannot be written."""
    try:
        yield
    except Failure as failure:
        faults = [diagnostic.fault for diagnostic in failure.diagnostics]
        if any(isinstance(fault, NotWritable) for fault in faults):
            raise Unwritable(_READ_ONLY.format(name=name)) from None
        raise Unwritable(f"{name} 没有写进文件夹：{''.join(fault.words() for fault in faults)}") from None
    except PermissionError:
        raise Unwritable(_READ_ONLY.format(name=name)) from None


_READ_ONLY = (
    "{name} 没有写进文件夹：这个文件夹只能读（光盘、只读的共享文件夹、没有解压的压缩包都是这样），"
    "或者这个文件正在别的程序里打开。正在打开的，关掉那个程序再保存；只能读的，先下载一份，"
    "再把文件夹复制到“文档”里，从那里打开工作台。"
)
