"""The reasons for which a system refuses to read or write, each as half a sentence."""

import errno

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


def reason(error: Exception) -> str:
    """Return why the system refused, as half a sentence."""
    if isinstance(error, OSError) and error.errno is not None:
        return _REASONS.get(error.errno, f"系统错误 {error.errno}")
    return "文件名里有系统不允许的字符"
