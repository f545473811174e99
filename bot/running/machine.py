"""The machine the bot runs on: folder, disk, port, and that one process serves a folder at a time.

What is wrong is said in a sentence that names what to do. Settings and data are ``inspection``'s.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import resource
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.running.config import MEGABYTE, Settings
from storage import complaints, faults
from storage.disk import FaultCode, StoreFault
from storage.faults import StorageFault

Report = tuple[list[str], bool]
FEWEST = 64
"""Files that a process must be able to open: connections, views, papers in hand."""
_SPARE = 8
DATABASE_FILES = ("xinkao.db", "xinkao.db-wal", "xinkao.db-shm", "xinkao.db-journal")


class MachineFault(Exception):
    """The machine does not let the bot work; the text says why and what to do."""


class PortFault(MachineFault):
    """The web chat cannot listen where it is told to."""


@contextlib.contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Serve a data folder; a second process over the same folder is refused.

    The lock ends with the process, however it ends.

    Raises:
        MachineFault: another process serves this folder.
    """
    folder = settings.data.folder
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "running.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            if fault.errno not in (errno.EAGAIN, errno.EACCES):
                raise
            raise MachineFault(
                f"数据文件夹 {folder} 正由另一个信考程序使用。请先停止那一个，再启动；备份不用停。"
            ) from None
        yield


def is_served(settings: Settings) -> bool:
    """Whether a process serves the data folder now."""
    if not settings.data.folder.is_dir():
        return False
    try:
        with alone(settings):
            return False
    except MachineFault:
        return True


def look(settings: Settings) -> Report:
    """Folder, permissions, disk and port, a line each."""
    folder = settings.data.folder
    lines, sound = [], True
    for line, fine in (
        _folder(folder),
        _key(settings),
        _disk(settings),
        _port(settings),
        _reach(settings),
    ):
        lines.append(line)
        sound = sound and fine
    return [line for line in lines if line], sound


def _folder(folder: Path) -> tuple[str, bool]:
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    if not there.is_dir():
        return f"数据文件夹：{there} 不是文件夹，请改 [data] folder", False
    if not os.access(there, os.W_OK | os.X_OK):
        return f"数据文件夹：{there} 不能写，请检查它是不是属于现在的用户", False
    owner, me = there.stat().st_uid, os.geteuid()
    if me == 0 and owner != 0:
        return (
            f"数据文件夹：{folder} 属于另一个用户，请用那个用户运行（root 会留下它打不开的文件）",
            False,
        )
    if folder.is_dir() and stat.S_IMODE(folder.stat().st_mode) & 0o007:
        return f"数据文件夹：{folder} 别的用户也能读，请运行 chmod -R o= {folder}", False
    return f"数据文件夹：{folder}，可以读写", True


def _key(settings: Settings) -> tuple[str, bool]:
    file = settings.key_file
    if not file.exists():
        return "", True
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        return f"密钥文件：{file} 别的用户也能读，请运行 chmod 600 {file}", False
    return "密钥文件：只有本用户可读", True


def _disk(settings: Settings) -> tuple[str, bool]:
    folder = settings.data.folder
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    state = os.statvfs(there)
    free = state.f_bavail * state.f_frsize // MEGABYTE
    reserve = settings.data.reserve_megabytes
    if free <= reserve:
        return f"磁盘：只剩 {free} MB，已少于保留的 {reserve} MB，佐证收不下了，请清理磁盘", False
    tight = "，不多了，请留意" if free < reserve * 5 else ""
    return f"磁盘：还有 {free} MB{tight}", True


def _port(settings: Settings) -> tuple[str, bool]:
    web = settings.web
    if is_served(settings):
        return f"网页：正在运行，{settings.address}", True
    if web.port == 0:
        return "网页：端口由系统选择", True
    family = socket.AF_INET6 if ":" in web.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((web.host, web.port))
        except OSError as fault:
            return f"网页：{port_words(settings, fault)}", False
    return f"网页：端口 {web.port} 可以用", True


def _reach(settings: Settings) -> tuple[str, bool]:
    """Whether what people send can be read on the way; a warning, not a fault."""
    web = settings.web
    if web.public_address.startswith("https://") or web.host in ("127.0.0.1", "localhost", "::1"):
        return "", True
    return "网页：对外没有用 https，同一网络里的人可能看到内容；正式使用请在前面放 https 代理", True


def port_words(settings: Settings, fault: OSError) -> str:
    """Why the web chat cannot listen."""
    web = settings.web
    reasons = {
        errno.EADDRINUSE: f"端口 {web.port} 被别的程序占用，请停掉它，或在 [web] port 换一个",
        errno.EACCES: f"端口 {web.port} 要管理员权限，请换成 1024 以上的，前面用 nginx 转发",
        errno.EADDRNOTAVAIL: f"本机没有 {web.host} 这个地址，请改 [web] host",
    }
    plain = complaints.said(fault)
    return reasons.get(fault.errno or 0, f"打不开端口 {web.port}（{plain}）")


def words(fault: OSError | StorageFault, folder: Path | None = None) -> str:
    """What an error of the disk or the database file means, and what to do.

    ``folder``: the data folder, looked at for what the error itself does not say.
    """
    if isinstance(fault, StorageFault):
        return _seen(fault, folder) or _database_words(fault)
    where = f" {fault.filename}" if fault.filename else ""
    meanings = {
        errno.ENOSPC: "磁盘满了，请清理出空间再试",
        errno.EDQUOT: "磁盘配额用完了，请清理或申请增加",
        errno.EACCES: "没有权限，请检查文件夹是不是属于现在的用户",
        errno.EPERM: "没有权限，请检查文件夹是不是属于现在的用户",
        errno.EROFS: "磁盘是只读的，请检查磁盘",
        errno.ENOTDIR: "路径里有一段不是文件夹，请改 [data] folder",
        errno.EISDIR: "这是一个文件夹，这里要填文件",
        errno.EEXIST: "这里已经有同名的文件，请改 [data] folder",
        errno.EIO: "磁盘读写出错，硬件可能坏了，请先备份",
        errno.EMFILE: "打开的文件太多，请调高 ulimit -n",
        errno.ENFILE: "整台服务器打开的文件太多，请停掉不用的程序",
        errno.EFBIG: "文件大小到了上限，请检查磁盘配额和 ulimit -f",
    }
    plain = complaints.said(fault)
    return f"读写失败{where}：{meanings.get(fault.errno or 0, plain)}。"


_UNCLEAR = (
    faults.DiskTrouble,
    faults.Unopened,
    faults.ReadOnly,
    faults.Forbidden,
    faults.Full,
)
"""What a database says alike of a full disk, of rights and of a broken disk."""


def _seen(fault: StorageFault, folder: Path | None) -> str:
    """What is found wrong when the folder is tried; empty: nothing."""
    if isinstance(fault, faults.Unopened) and (limit := _no_more_files()):
        return few_files(limit)
    if folder is None or not isinstance(fault, _UNCLEAR) or not folder.is_dir():
        return ""
    if os.statvfs(folder).f_flag & os.ST_RDONLY:  # nobody's rights would help
        return words(OSError(errno.EROFS, os.strerror(errno.EROFS), str(folder)))
    for file in sorted(folder.glob("xinkao.db*")):
        # The database's companions (-wal, -shm) follow its rights only when SQLite makes them.
        if file.name in DATABASE_FILES and not os.access(file, os.R_OK | os.W_OK):
            return (
                f"数据库写不了：{file} 现在的用户没有读写权限。请用运行机器人的用户登录，"
                f"或者把它改回来：chmod u+rw {file}，再看它属于谁。"
            )
    try:
        trial = folder / f".trial-{os.getpid()}"
        try:
            handle = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                os.write(handle, b"\0" * 65536)
                os.fsync(handle)
            finally:
                os.close(handle)
        finally:
            trial.unlink(missing_ok=True)
    except OSError as found:
        return words(OSError(found.errno, found.strerror, str(folder)))
    return ""


def few_files(limit: int) -> str:
    """That there are too few descriptors, and where more come from."""
    return (
        f"这个进程最多只能同时打开 {limit} 个文件，不够用（至少要 {FEWEST} 个）。"
        "请先运行 ulimit -n 1024 再启动；用 systemd 的在单元里写 LimitNOFILE=65536。"
    )


def _no_more_files() -> int:
    """How many files this process may have open, where it has about so many open; else 0."""
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit == resource.RLIM_INFINITY:
        return 0
    try:
        return limit if len(os.listdir("/proc/self/fd")) + _SPARE > limit else 0  # noqa: PTH208 -- one call, in want
    except OSError as fault:
        return limit if fault.errno == errno.EMFILE else 0


def store_words(fault: StoreFault) -> str:
    """What is wrong with the store of the papers, and what to do."""
    return f"{_STORE[fault.code]}（{fault.detail}）。"


_STORE = {
    FaultCode.NO_SPACE: "磁盘满了，请清理出空间再试",
    FaultCode.DISK_ERROR: "材料读写失败，请检查磁盘和文件夹权限",
    FaultCode.UNREACHABLE: "材料存储（S3）连不上，请检查 [storage] 的 bucket 各项和网络",
    FaultCode.ROTTEN: "材料存储（S3）里的一份材料与登记不符，请运行 verify",
    FaultCode.UNFIT: "材料存储（S3）不支持“已有的不覆盖”（If-None-Match），不能用来存材料",
}


_MEANINGS: dict[type[StorageFault], str] = {
    faults.Receded: (
        "数据库退回到了更早的时候：已经确认过的提交不在里面"
        "（多半是切换到了没有跟上的备库，或者恢复了旧备份）。为免悄悄丢数据，这个县停下了。"
        "请先核对丢了什么（最后的留痕锚在 anchors.log 里，用 verify 核对），"
        "决定就用现在的数据以后，由数据库管理员执行 "
        "update xinkao_lease.counties set halted = '' where county = '这个县的 schema_name'，再启动"
    ),
    faults.Taken: "这个县正由另一个信考程序使用，请先停止那一个，再启动",
    faults.Lost: "与数据库的连接断了，请检查数据库服务器和网络",
    faults.CommitUnknown: "与数据库的连接断了，请检查数据库服务器和网络",
    faults.Unopened: "数据库打不开，请检查数据文件夹的权限",
    faults.ReadOnly: "数据库是只读的，请检查文件是不是属于现在的用户",
    faults.Forbidden: "没有权限读写数据库，请检查文件是不是属于现在的用户",
    faults.Full: "磁盘满了，请清理出空间再试",
    faults.Busy: "数据库正被别的程序占用，请稍后再试",
    faults.DiskTrouble: "磁盘读写出错，硬件可能坏了，请先复制保留原文件",
    faults.NoDatabase: "数据库文件不是数据库，请用最近一份备份恢复",
    faults.Broken: "数据库文件坏了，请先复制保留原文件，再用最近一份备份恢复",
}


def _database_words(fault: StorageFault) -> str:
    said = (_MEANINGS[kind] for kind in type(fault).__mro__ if kind in _MEANINGS)
    return f"{next(said, f'数据库出错（{fault}）')}。"


def free_port(host: str, wanted: int) -> int:
    """A port that nobody has, from the wanted one on; 0: any.

    Raises:
        MachineFault: twenty of them are taken.
    """
    for port in range(wanted, wanted + 20) if wanted else (0,):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                trial.bind((host, port))
                return int(trial.getsockname()[1])
    raise MachineFault(f"{wanted} 到 {wanted + 19} 端口都被占用了，请用 --port 换一个。")
