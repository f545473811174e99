"""The mark on rows that were moved elsewhere (``moving``), so that nobody is served from them."""

from __future__ import annotations

from bot.running.machine import MachineFault
from storage.database import Database
from storage.queries import corridor

LEFT = "running:left_for"
"""The setting that says where a county went that was here."""


async def refuse(database: Database) -> None:
    """Serve nobody from a place that the county has left.

    Raises:
        MachineFault: it has.
    """
    async with database.reading() as db:
        where = await corridor.setting(db, LEFT)
    if where:
        raise MachineFault(
            f"这个县的数据已经搬到 {where}，这里是搬之前的旧数据，没有启动。"
            "请把 config.toml 的 [storage] 改成新的地方；要搬回来，请用新的配置运行 "
            ".venv/bin/python -m bot move，并加上 --overwrite。"
        )
