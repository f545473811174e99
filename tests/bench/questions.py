"""Questions of the office: 10,000 units over 8 quarters beside 80 units over 8 quarters.

Both counties are written by bulk SQL and asked the same sentences, one after the other, in one run:
the ratio says what a question costs for a hundred and twenty-five times the units. Seven quarters
are published and read from their editions; the eighth is being filled in, with every form stale
when it is first asked, and ten forms changed before each question after that. Processor time of
all threads, for a busy machine tells nothing else; what others wait is ``others_wait``'s.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

from bot.editions import stale
from bot.running import interpreter
from storage.database import Session, stamp
from storage.queries import quarters
from storage.queries.quarters import Dates, KeptScheme
from tests.stage import DEPARTMENTS, MONDAY, TOWNS, Stage, stage

SMALL, LARGE, PAST = 80, 10_000, 7
TIMES = 5
TEXT = 1800
"""Bytes that an edition's text takes a unit: it lies in the row that is asked for its number."""
QUESTIONS = (
    ("进度", "进度"),
    ("谁没报", "乡镇谁没报"),
    ("排名（填报中）", "县直前十"),
    ("排名（已公布）", "上季度县直前十"),
    ("一个单位排第几", "第1042中心排第几"),
    ("一个单位得分", "第1042中心得分"),
    ("历次得分", "第1042中心历次得分"),
    ("比较", "上季度第1042中心和第1044中心差在哪"),
    ("哪项失分最多", "上季度哪项扣分最多"),
    ("等次", "上季度有几个优秀"),
    ("谁改了", "谁改了 第1042中心 三.4"),
    ("写错的单位名", "第1042中新得分"),
    ("几次优秀", "今年几次优秀"),
    ("占多少", "上季度不合格的占多少"),
    ("平均、最高、最低", "上季度县直平均分、最高分、最低分"),
    ("哪两个季度比", "三季度比一季度退步最多的五个"),
    ("多久没上来", "30天没登录的单位"),
    ("退回没看", "退回的谁还没看"),
    ("原因", "今年扣分主要因为什么"),
    ("三家比一比", "上季度第1042中心、第1044中心、第1046中心比一比"),
    ("两行一起", "上季度三.4得了分但六.3没得分的"),
    ("看不懂的话", "今天天气怎么样"),
)


async def run() -> list[str]:
    """The lines of the report."""
    interpreter.settle()
    async with AsyncExitStack() as open_:
        counties = []
        for units in (SMALL, LARGE):
            folder = open_.enter_context(tempfile.TemporaryDirectory())
            play = await open_.enter_async_context(stage(Path(folder), quarter=False))
            async with play.database.transaction() as db:
                await county(db, play, units)
            counties.append(play)
        first = [await _freshen(play) for play in counties]
        longest = f"the longest of them {first[1][1] * 1000:.0f} ms"
        lines = [
            f"stale results computed, in slices of {stale.SLICE}, {longest}:",
            f"  {SMALL} units {first[0][0] * 1000:.0f} ms, {LARGE} units {first[1][0]:.1f} s",
        ]
        for name, question in QUESTIONS:
            small, large = [], []
            for _ in range(TIMES):
                small.append(await _ask(counties[0], question))
                large.append(await _ask(counties[1], question))
            one, many = statistics.median(small), statistics.median(large)
            lines.append(
                f"{name}“{question}”: {many * 1000:.1f} ms against {one * 1000:.1f} ms"
                f" ({many / one:.1f} to 1, {LARGE / SMALL:.0f} times the units)"
            )
        return lines


async def _ask(play: Stage, question: str) -> float:
    """One question, after ten forms were changed by others."""
    async with play.database.transaction() as db:
        await db.execute(
            "update form_results set stale = 1 where form_id in (select id from forms"
            " where quarter_id = ? and unit_id % 7 = 3 and unit_id < 1070)",
            (await living(db),),
        )
    started = time.process_time()
    letters = await play.send("赵主任", question)
    taken = time.process_time() - started
    assert letters, question
    assert "系统出了点问题" not in letters[-1][1].text, question
    return taken


async def _freshen(play: Stage) -> tuple[float, float]:
    """All stale results, as the heartbeat computes them: seconds altogether, and at a stretch."""
    started = time.process_time()
    longest, done = 0.0, stale.SLICE
    async with play.database.reading() as db:
        every = await quarters.everyone(db)
        quarter = next(one for one in every if one.state == "open")
    while done == stale.SLICE:
        begun = time.process_time()
        async with play.database.transaction() as db:
            done = await stale.freshen(db, quarter, stale.SLICE)
        longest = max(longest, time.process_time() - begun)
    return time.process_time() - started, longest


async def county(db: Session, play: Stage, size: int) -> None:
    """Units in two tables; figures of the living quarter, and editions of those before."""
    now, numbers = stamp(play.now), range(1000, 1000 + size)
    await db.executemany(
        "insert into units (id, name, short, grp, created_at) values (?, ?, ?, ?, ?)",
        [(n, f"县第{n}中心", f"第{n}中心", _group(n), now) for n in numbers],
    )
    for place in range(PAST + 1):
        year, number = divmod(2026 * 4 + 3 - PAST + place, 4)  # the living one is MONDAY's
        over = MONDAY - timedelta(days=90 * (PAST - place))
        due = over if place < PAST else MONDAY + timedelta(days=43)
        dates = Dates(over.date(), due, due, due, due)
        state = "published" if place < PAST else "open"
        quarter = await quarters.add(db, year, number + 1, state, dates, play.now)
        for scheme in play.world.schemes:
            kept = KeptScheme(scheme.group, scheme.name, scheme.digest, scheme.text)
            await quarters.add_scheme(db, quarter, kept)
        await db.executemany(
            "insert into forms (id, quarter_id, unit_id, grp) values (?, ?, ?, ?)",
            [(place * size + n - 999, quarter, n, _group(n)) for n in numbers],
        )
        if place < PAST:
            await _edition(db, play, quarter, numbers, now)
        else:
            await _figures(db, play, place * size, numbers, now)


async def living(db: Session) -> int:
    """The quarter that is being filled in."""
    ((number,),) = await db.execute_fetchall("select id from quarters where state = 'open'")
    return int(number)


def _group(number: int) -> str:
    return DEPARTMENTS if number % 2 == 0 else TOWNS


async def _figures(db: Session, play: Stage, first: int, numbers: range, now: str) -> None:
    """Two thirds of the units have answered every count and yes/no of their own rows."""
    values = []
    for n in numbers:
        if n % 3:
            scheme = play.world.scheme(_group(n))
            values += [
                (first + n - 999, row.id, one.name, "true" if one.kind == "flag" else "1", now)
                for row in scheme.rows
                for one in row.inputs
                if row.by is None and not row.ledger and one.kind in ("flag", "count")
            ]
    await db.executemany(
        'insert into claims (form_id, "row", input, value, at) values (?, ?, ?, ?, ?)', values
    )


async def _edition(db: Session, play: Stage, quarter: int, numbers: range, now: str) -> None:
    """An edition's lines as questions read them; its text is not what is measured here."""
    made = await db.execute_fetchall(
        "insert into publications (quarter_id, kind, version, snapshot, hash, at)"
        " values (?, 'published', 1, ?, ?, ?) returning id",
        (quarter, "{}" + " " * TEXT * len(numbers), f"{quarter}/{len(numbers)}", now),
    )
    publication = made[0][0]
    lines = []
    for group in (DEPARTMENTS, TOWNS):
        rows = play.world.scheme(group).rows
        points = json.dumps({row.id: "1" for row in rows}, ensure_ascii=False)
        members = [n for n in numbers if _group(n) == group]
        ranks: dict[str, int] = {}
        for place, n in enumerate(members, 1):
            total, grade = str(100 - place * 60 // len(members)), "良好"
            rank = ranks.setdefault(total, place)  # who has as much stands as high
            lines.append(
                (publication, quarter, n, place, group, f"县第{n}中心", f"第{n}中心", "", total,
                 grade, points, rank, 0)
            )  # fmt: skip
    await db.executemany(
        "insert into edition_results (publication_id, quarter_id, unit_id, place, grp, name, short,"
        " classification, total, grade, points, rank, provisional)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        lines,
    )
    # What lies behind an edition was computed when it was made.
    await db.execute(
        "update form_results set stale = 0"
        " where form_id in (select id from forms where quarter_id = ?)",
        (quarter,),
    )
