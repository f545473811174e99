"""The large works of an office, each as the product does it, for whoever measures beside them.

Every unit has a liaison and a paper. Drawing and packing run in threads, the backup in a process
of its own.
"""

from __future__ import annotations

import asyncio
import io
import itertools
import os
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import timedelta

import xlsxwriter
from PIL import Image

from bot.archive import downloads
from bot.corridor import presses
from bot.corridor.events import Attachment, Incoming, Message
from bot.corridor.recipes import make
from bot.running.heartbeat import Heartbeat
from storage.database import Session, stamp
from tests.bench.others_wait import Office

PAPERS = 50
"""Different papers; every unit has one of them."""
MOST_LINES = 2_000
"""A list of units has no more lines in one file."""
OLD = 2_000
"""Updates and letters that the night forgets, each time."""
SECOND = "钱主任"
"""The admin whose word a release needs as well."""
FIRST = 100_000
"""Number of the first person whom the bench adds."""
Work = Callable[[Office], Awaitable[None]]
_TURNS, _FIGURES = itertools.count(1), itertools.cycle((1, 2, 3))


async def furnish(office: Office) -> None:
    """A liaison and a paper for every unit, and a second admin."""
    play, now = office.play, stamp(office.play.now)
    presses.READ = timedelta(0)  # a machine's thumbs, under a clock that stands: each is meant
    photo = io.BytesIO()
    Image.effect_noise((160, 120), 60).save(photo, "JPEG")
    data = [photo.getvalue() + os.urandom(8) for _ in range(PAPERS)]  # behind its end, as phones do
    kept = [await play.store.put_bytes(one) for one in data]
    async with play.database.transaction() as db:
        await db.executemany(
            "insert into blobs values (?, ?, 'jpg', null, ?)",
            [(one.digest, one.size, now) for one in kept],
        )
        forms = await db.execute_fetchall(
            "select id, unit_id from forms where quarter_id = ? and unit_id >= 1000",
            (office.quarter,),
        )
        await _people(db, [unit for _, unit in forms], now)
        papers = [
            (form, kept[n % PAPERS].digest, f"照片{n}.jpg", now)
            for n, (form, _) in enumerate(forms)
        ]
        await db.executemany(
            'insert into evidence (form_id, "row", digest, label, receipt, by_person, at)'
            " values (?, '三.4', ?, ?, '', 1, ?)",
            papers,
        )
        # Editions that are read whole have to be whole: the bench's are lines for questions only.
        for table in ("edition_results", "publications"):
            await db.execute(
                f"delete from {table} where quarter_id in (?, ?)",
                (office.quarter - 1, office.quarter - 2),
            )


async def _people(db: Session, units: Sequence[int], now: str) -> None:
    await db.executemany(
        "insert into persons (id, name, created_at) values (?, ?, ?)",
        [(FIRST + n, f"人{n}", now) for n in units] + [(FIRST, SECOND, now)],
    )
    await db.executemany(
        "insert into identities (person_id, channel, address, created_at) values (?, 'web', ?, ?)",
        [(FIRST + n, f"人{n}", now) for n in units] + [(FIRST, SECOND, now)],
    )
    await db.executemany(
        "insert into roles (person_id, role, unit_id, given_at) values (?, ?, ?, ?)",
        [(FIRST + n, "liaison", n, now) for n in units] + [(FIRST, "admin", None, now)],
    )


async def _sent(
    office: Office, who: str, text: str = "", route: str | None = None, file: bytes | None = None
) -> Message:
    """An update of the office, carried through; its last letter there."""
    play, files = office.play, ()
    if file is not None:
        kept = await play.store.put_bytes(file, allowed=play.store.arriving)
        files = (
            Attachment(label="表.xlsx", digest=kept.digest, size=kept.size, kind=kept.kind.code),
        )
    await play.letters()
    await office.asks.receive(
        Incoming(
            channel="web", update=f"w{next(_TURNS)}", chat=who, sender=who, private=True,
            received=play.now, text=text, route=route, attachments=files,
        )
    )  # fmt: skip
    await office.asks.idle()
    rows = await play.query(
        "select payload from outbox where chat = ? order by id desc limit 1", who
    )
    found = Message.model_validate_json(rows[0][0])
    assert "系统出了点问题" not in found.text, (text, route)
    return found


def _route(message: Message, start: str) -> str:
    """Where a letter's button leads that leads there."""
    routes = [one.route for row in message.buttons for one in row]
    found = next((one for one in routes if one.startswith(start)), None)
    assert found is not None, (start, message.text, routes)
    return found


def _table(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


async def import_figures(office: Office) -> None:
    """部门数据: a figure of every unit of a table, shown and written."""
    value = next(_FIGURES)
    rows: list[tuple[object, ...]] = [("单位", "二.1 迟报、错报（条）")]
    rows += [(f"县第{n}中心", value) for n in range(1000, 1000 + office.units, 2)]
    data = await asyncio.to_thread(_table, rows)
    shown = await _sent(office, "赵主任", route=f"supply/file/{office.quarter}", file=data)
    written = await _sent(office, "赵主任", route=_route(shown, "supply/keep"))
    assert written.text != shown.text, written.text


async def import_roster(office: Office) -> None:
    """单位名单: another short name for every unit that a file may hold, shown and written."""
    turn = next(_TURNS)
    rows: list[tuple[object, ...]] = [("单位名称", "简称", "考核表")]
    rows += [
        (f"县第{n}中心", f"第{n}中心之{turn}", "县直单位" if n % 2 == 0 else "乡镇街道")
        for n in range(1000, 1000 + min(office.units, MOST_LINES))
    ]
    data = await asyncio.to_thread(_table, rows)
    await _sent(office, "赵主任", route="units/import")
    shown = await _sent(office, "赵主任", file=data)
    written = await _sent(office, "赵主任", route=_route(shown, "units/import/yes"))
    assert written.text != shown.text, written.text


async def archive(office: Office) -> None:
    """归档: asked for, and packed."""
    play = office.play
    offered = await _sent(office, "赵主任", route=f"pack/files/{office.quarter}")
    number = offered.files[0].download
    assert number is not None, offered.text
    packed = await downloads.begin(play.database, play.store, number, "赵主任", play.now)
    assert isinstance(packed, downloads.Download), packed
    await asyncio.to_thread(_through, packed.pieces)


def _through(pieces: Iterator[bytes]) -> int:
    return sum(map(len, pieces))


async def release(office: Office) -> None:
    """公示 of the quarter before: proposed by one, confirmed by another, told to every unit."""
    play, quarter = office.play, office.quarter - 1
    async with play.database.transaction() as db:
        await db.execute("update quarters set state = 'review' where id = ?", (quarter,))
        await db.execute(
            'insert into claims (form_id, "row", input, value, at)'
            " select min(id), '三.4', '取得成效的应用', '1', ? from forms where quarter_id = ?"
            ' on conflict (form_id, "row", input) do update set value = claims.value + 1',
            (stamp(play.now), quarter),
        )
    await _released(office, quarter, "announced")


async def _released(office: Office, quarter: int, kind: str) -> None:
    play, way = office.play, f"release/{quarter}/{kind}"
    shown = await _sent(office, "赵主任", route=way)
    await _sent(office, "赵主任", route=f"{_route(shown, f'{way}/propose')}/1")
    ((mark,),) = await play.query(
        "select mark from release_proposals where quarter_id = ? order by id desc limit 1", quarter
    )
    said = await _sent(office, SECOND, route=f"{way}/yes/{mark}")
    ((state,),) = await play.query("select state from quarters where id = ?", quarter)
    assert state == kind, said.text


async def grow_old(office: Office) -> None:
    """What the night forgets."""
    play = office.play
    old, mark = stamp(play.now - timedelta(days=100)), next(_TURNS)
    async with play.database.transaction() as db:
        await db.executemany(
            "insert into inbox (channel, update_key, chat, payload, received_at, state)"
            " values ('telegram', ?, '旧', '{}', ?, 'done')",
            [(f"old{mark}-{n}", old) for n in range(OLD)],
        )
        await db.executemany(
            "insert into outbox (channel, chat, payload, not_before, created_at, state)"
            " values ('telegram', '旧', '{}', ?, ?, 'sent')",
            [(old, old) for _ in range(OLD)],
        )


async def clearing(office: Office) -> None:
    """The night's clearing of what is long done."""
    await _heartbeat(office).clean()


async def beat(office: Office) -> None:
    """A minute's beat, when every unit is reminded."""
    await _heartbeat(office).beat()


def _heartbeat(office: Office) -> Heartbeat:
    play = office.play

    async def digests() -> set[str]:
        return {one[0] for one in await play.query("select digest from blobs")}

    return Heartbeat(
        play.database, play.store, lambda: play.now, lambda: None, digests,
        freshener=office.freshener,
    )  # fmt: skip


async def backup(office: Office) -> None:
    """A backup, by a process of its own."""
    folder = office.play.database.path.parent
    target = folder / "kept.tar"
    target.unlink(missing_ok=True)
    process = await asyncio.create_subprocess_exec(
        "nice", sys.executable, "-c", _BACKUP, str(folder), str(target)
    )
    assert await process.wait() == 0
    target.unlink()


_BACKUP = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from storage.backup import backup
folder = Path(sys.argv[1])
kept = Path(sys.argv[2])
asyncio.run(backup(folder / "xinkao.db", folder / "evidence", kept, now=datetime.now(UTC)))
"""


async def publish(office: Office) -> None:
    """公布 of the quarter that was announced, unless it is published."""
    quarter = office.quarter - 1
    over = stamp(office.play.now - timedelta(days=1))
    if not await office.play.query(
        "select 1 from publications where quarter_id = ? and kind = 'published'", quarter
    ):
        await release(office)
        async with office.play.database.transaction() as db:
            await db.execute("update quarters set appeal_until = ? where id = ?", (over, quarter))
        await _released(office, quarter, "published")


async def circular(office: Office) -> None:
    """通报 of a published quarter: asked for, and drawn."""
    quarter = office.quarter - 1
    shown = await _sent(office, "赵主任", route=f"circular/{quarter}")
    made = await _sent(office, "赵主任", route=_route(shown, "circular/yes"))
    assert made.files, made.text
    for file in made.files:
        assert file.recipe is not None
        await asyncio.to_thread(make, file.recipe)


BEFORE: dict[str, Work] = {"夜里清理": grow_old, "通报": publish}
"""What makes such a work possible, done before it is measured."""
WORKS: dict[str, Work] = {
    "导入部门数据": import_figures,
    "导入单位名单": import_roster,
    "归档": archive,
    "公示": release,
    "备份": backup,
    "夜里清理": clearing,
    "每分钟的心跳": beat,
    "通报": circular,
}
