"""A backup brought back into the data folder, the papers into the bucket where they are kept there.

Not here: trying one beside what is in use (``drill``), the backup itself (``storage.backup``).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.running import anchors, machine
from bot.running.config import Settings
from bot.running.ending import CommandFault
from storage.backup import restore


def restored(settings: Settings, source: Path, *, overwrite: bool) -> list[str]:
    """Bring a backup back; what was done and what comes next, in lines.

    Raises:
        CommandFault: the bot is running.
        storage.backup.BackupFault: it cannot be brought back; nothing was changed.
    """
    if machine.is_served(settings):
        raise CommandFault("机器人还在运行，请先停止，再恢复。只想试一试，请加 --drill。")
    report = restore(
        source,
        settings.place,
        settings.evidence,
        overwrite=overwrite,
        settle=_into_the_bucket(settings),
    )
    said = [f"已恢复 {report.backup.made:%Y-%m-%d %H:%M} 的备份，{report.backup.files} 个文件。"]
    if report.set_aside:
        noted = settings.data.folder / anchors.FILE
        if noted.is_file():  # they speak of the database that was there before
            noted.replace(noted.with_name(f"{Path(report.set_aside).name}.{anchors.FILE}"))
        said.append(f"原来的数据库另存为 {report.set_aside}。")
    return [*said, "接下来请核验：make verify，或者 .venv/bin/python -m bot verify"]


def _into_the_bucket(settings: Settings) -> Callable[[], object]:
    """What brings restored papers from the folder to where they are kept."""
    from bot.running.store import open_store

    # Opened when the papers are there: it makes the folder that a restore wants to find empty.
    return lambda: open_store(settings).adopt() if settings.storage.bucket else 0
