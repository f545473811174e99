"""Why a file cannot be read, in a few words of Chinese; which file, says whoever met it."""

import errno
from typing import Final

_WORDS: Final = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ENAMETOOLONG: "名字太长",
    errno.EIO: "磁盘读写出错",
    errno.ESTALE: "网络盘断开了",
    errno.EMFILE: "打开的文件太多",
}


def why(error: OSError) -> str:
    """The reason; what has no words here has its number, to look it up."""
    if error.errno is None:
        return str(error)
    return _WORDS.get(error.errno, f"系统错误 {error.errno}")
