"""The review queue: the next item of a short queue and of one a thousand items long.

Both are lived in the same run and in turns with each other: a reviewer presses 跳过, and the turn
reads the quarter, orders the queue by doubt, takes the next item and answers. Beside it the queue
that is divided among reviewers by remits, and the long queue of a bot that keeps nothing of the
forms it read a moment ago.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from bot.forms.loading import forget
from scoring.scheme import Scheme
from storage.database import Session, stamp
from tests.stage import Stage, stage

SHORT, LONG = 9, 84
"""Units; each has twelve rows to be decided on."""
ROUNDS = 15
REVIEWERS = ("colleague 张三 reviewer", "colleague 周平 reviewer")


async def run() -> list[str]:
    """The lines of the report."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        plays = []
        for name, units in (("short", SHORT), ("long", LONG), ("divided", LONG)):
            play = await stack.enter_async_context(stage(folder / name, before=REVIEWERS))
            async with play.database.transaction() as db:
                await _county(db, play, units)
            plays.append(play)
        await plays[2].send("赵主任", "审核 张三 第三节")
        await plays[2].send("赵主任", press="就这样分")
        return await _measure(*plays)


async def _county(db: Session, play: Stage, units: int) -> None:
    """Units that have claimed every row of the departments' table and handed it in."""
    now, first = stamp(play.now), 1000
    many = db.executemany
    numbers = range(first, first + units)
    await many(
        "insert into units (id, name, short, grp, created_at) values (?, ?, ?, '县直单位', ?)",
        [(n, f"第{n}中心", f"{n}", now) for n in numbers],
    )
    await many(
        "insert into forms (id, quarter_id, unit_id, grp, state, submitted_at, submitted_by) "
        "values (?, 1, ?, '县直单位', 'submitted', ?, 1)",
        [(n, n, now) for n in numbers],
    )
    claims = _claims(play.world.scheme("县直单位"))
    await many(
        'insert into claims (form_id, "row", input, value, at) values (?, ?, ?, ?, ?)',
        [(n, row, name, value, now) for n in numbers for row, name, value in claims],
    )
    await db.execute("update quarters set state = 'review'")


def _claims(scheme: Scheme) -> list[tuple[str, str, str]]:
    """A figure for everything a unit is asked."""
    figures: dict[str, object] = {"count": 1, "flag": True, "rate": "0.5"}
    return [
        (row.id, one.name, json.dumps(figures[one.kind]))
        for row in scheme.rows
        if row.by is None and not row.ledger
        for one in row.inputs
        if one.kind in figures
    ]


async def _measure(short: Stage, long: Stage, divided: Stage) -> list[str]:
    items = [await _waiting(one, "赵主任") for one in (short, long)]
    part = await _waiting(divided, "张三")
    pairs = []
    for play, who in ((short, "赵主任"), (long, "赵主任"), (divided, "张三")):
        await play.send(who, route="review/next/1/all")
    for _ in range(ROUNDS):
        taken = [await _next(one, "赵主任") for one in (short, long)]
        forget()
        anew = await _next(long, "赵主任")
        pairs.append((*taken, await _next(divided, "张三"), anew))
        forget()
        for one, who in ((short, "赵主任"), (long, "赵主任"), (divided, "张三")):
            await _next(one, who)
    medians = [statistics.median(pair[n] for pair in pairs) for n in range(3)]
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    kept = statistics.median(pair[1] / pair[3] for pair in pairs)
    return [
        f"the next of {items[0]} items: {medians[0] * 1000:.0f} ms",
        f"the next of {items[1]} items: {medians[1] * 1000:.0f} ms",
        f"a queue {items[1] / items[0]:.1f} times as long costs {ratio:.1f} times as much",
        f"with the forms read before at hand it costs {kept:.2f} of what it costs without",
        f"the next of {part} items of a remit among {items[1]}: {medians[2] * 1000:.0f} ms",
    ]


async def _waiting(play: Stage, who: str) -> int:
    letters = await play.send(who, "审核")
    (line,) = [one for one in letters[-1][1].text.splitlines() if one.startswith("待审")]
    return int(line.split()[1])


async def _next(play: Stage, who: str) -> float:
    started = time.perf_counter()
    await play.send(who, press="跳过")
    return time.perf_counter() - started
