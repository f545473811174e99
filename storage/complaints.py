"""What the operating system complains of, in a few words of Chinese.

Which file, and what to do, is said by whoever met it.
"""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "文件太大",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.ETXTBSY: "正被别的程序占用",
    errno.ESTALE: "网络盘断开了",
    errno.ETIMEDOUT: "没有反应",
    errno.ENODEV: "没有这个设备",
    errno.ENXIO: "没有这个设备",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "整台服务器打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EPIPE: "读的一方已经关闭",
    errno.EADDRINUSE: "被别的程序占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


def said(fault: OSError) -> str:
    """The complaint; what has no words of its own here has its number, to look it up."""
    if fault.errno is None:
        return str(fault)
    return _WORDS.get(fault.errno, f"系统错误 {fault.errno}")
