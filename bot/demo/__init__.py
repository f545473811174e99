"""The sample county that ``make run`` opens: real names of places, invented and marked figures.

Everything is written the way the pages write it (claims with their audit rows, papers with their
receipts), so that every check of the product holds for the sample as well. Nothing here is used by
``python -m bot run``.
"""

from __future__ import annotations

from bot.channels.web.ports import DemoStep, Room
from bot.corridor import clock
from bot.corridor.codes import Codes, read_key
from bot.demo.county import DIRECTOR
from bot.demo.story import tell
from bot.running.config import Settings
from bot.running.store import open_store
from bot.running.told import world_of
from storage.database import Database

MARK = "这里是示例数据.txt"
"""A file that says a folder may be thrown away."""

OFFICE_ROOM = "office"


async def prepare(settings: Settings) -> tuple[DemoStep, ...]:
    """Make the sample county unless the folder already holds a whole one; who may be stepped into.

    A first start that was interrupted leaves no mark: the next one begins again.
    """
    folder = settings.data.folder
    mark = folder / MARK
    if not mark.exists():
        _clear(settings)
        database = await Database.open(settings.place)
        try:
            store = open_store(settings)
            codes = Codes(read_key(settings.key_file))
            await tell(database, store, world_of(settings, store, codes, demo=True), clock.now())
        finally:
            await database.close()
        mark.write_text(
            "这个文件夹是示例县的数据，全部是虚构的，可以随时删除。\n"
            f"生成时间：{clock.now().astimezone():%Y-%m-%d %H:%M}\n",
            encoding="utf-8",
        )
    return STEPS


def _clear(settings: Settings) -> None:
    """Take away the database of an interrupted first start; the bytes may stay, they are hashed."""
    for path in settings.data.folder.glob("xinkao.db*"):
        path.unlink()


STEPS = (
    DemoStep(
        "education",
        "县教育局 联络员",
        "填到一半，接着填、传材料、提交",
        "demo-县教育局",
        says="首页",
    ),
    DemoStep(
        "zhongtou", "冢头镇 联络员", "乡镇表 13 项，看得分和提分建议", "demo-冢头镇", says="得分"
    ),
    DemoStep(
        "office",
        "信用办 管理群",
        "问进度、看排名、查扣分原因；发“截止”提前审核，看有疑点的材料",
        f"demo-{DIRECTOR}",
        (Room(OFFICE_ROOM, "信用办管理群（示例）"),),
        person=f"{DIRECTOR}（示例）",
        says="进度",
    ),
)
"""Who a visitor may become in one click."""

__all__ = ["MARK", "STEPS", "prepare"]
