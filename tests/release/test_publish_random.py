"""Whoever presses and types whatever: results are released in order, by two, and nothing breaks."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.invariants import beyond, broken_invariants
from storage.queries import people
from tests.release.test_publish import ADMIN, LIAISON, OTHER, _announced, _published, county
from tests.stage import OFFICE, SHANGHAI, Stage

OPENING = (
    "公示",
    "公布",
    "试算",
    "申诉",
    "申诉 三.4",
    "申诉 二.4",
    "通报",
    "更正 教育局 三.4",
    "排名",
)
ANSWERS = (
    "第三项已有成效证明，请重新认定。",
    "核对台账以后按实际情况认定",
    "5",
    "0",
    "是",
    "教育局",
)
CAST = (ADMIN, OTHER, LIAISON, "孙审")
_OURS = re.compile(r"^(release|trial|appeals?|correct|circular|editions)\b")
_FORWARD = re.compile(r"propose|/yes/|alone|send")
ORDER = ("review", "announced", "published")
STEPS = 90
START = datetime(2027, 1, 20, 9, 0, tzinfo=SHANGHAI)


async def _buttons(play: Stage, who: str) -> list[tuple[str, bool]]:
    """Routes a person could press now: in private, and in the group for who works there."""
    found = []
    for chat in (who, *((OFFICE,) if who != LIAISON else ())):
        for _, message in play.shown.get(chat, [])[-2:]:
            found += [(b.route, chat == OFFICE) for row in message.buttons for b in row]
    return [one for one in found if _OURS.match(one[0])]


async def _step(play: Stage, chance: Random, who: str) -> str:
    routes = await _buttons(play, who)
    if routes and chance.random() < 0.6:
        # What leads on is pressed more often: people mostly want to get somewhere.
        weights = [4 if _FORWARD.search(route) else 1 for route, _ in routes]
        ((route, group),) = chance.choices(routes, weights)
        letters = await play.send(who, route=route, group=group)
        did = f"{who} presses {route}"
    else:
        waits = await play.query("select 1 from conversations where chat = ? and waiting > ''", who)
        text = chance.choice(ANSWERS if waits and chance.random() < 0.8 else OPENING)
        letters = await play.send(who, text)
        did = f"{who} says {text}"
    for _, message in letters:
        assert "编号 E" not in message.text, f"our fault: {did}"
    return did


@pytest.mark.parametrize("seed", range(1, 5))
async def test_no_sequence_releases_alone_or_out_of_order(tmp_path: Path, seed: int) -> None:
    """Ninety random deeds of two admins, a liaison and a reviewer, from each state of a release."""
    chance = Random(seed)
    async with county(tmp_path, "liaison 孙审 县财政局", "role 孙审 reviewer") as play:
        given = await broken_invariants(play.database, play.store)
        place, who = seed % 3, ADMIN
        if place:
            await (_announced if place == 1 else _published)(play)
        for number in range(STEPS):
            # Slowly while appeals are taken, then quickly through the weeks after.
            hours = number if number < STEPS // 2 else 12 * number
            play.now = max(play.now, START + timedelta(hours=hours))
            if chance.random() < 0.3:
                who = chance.choice(CAST)
            did = await _step(play, chance, who)
            (row,) = await play.query("select state from quarters")
            now = ORDER.index(row["state"])
            assert now - place in (0, 1), did
            place = now
        rows = await play.query("select kind, proposed_by, confirmed_by from publications")
        async with play.database.reading() as db:
            admins = {one.person_id for one in await people.with_role(db, "admin")}
        for row in rows:
            if row["proposed_by"] is not None:
                assert {row["proposed_by"], row["confirmed_by"]} == admins
        broken = await broken_invariants(play.database, play.store)
        assert beyond(given, broken) == []
