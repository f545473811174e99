"""A liaison who writes addresses by hand: every address of the server, every page of the wide ones.

The addresses are the server's own, walked, so that a new one is tried from its first day. Tried are
another unit's numbers, another person's path and no log-in at all. What questions and the chat's
pages give away is `tests.front.test_asked_secrets`'.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.corridor.events import desk_room, table_room
from bot.corridor.pages import PAGES, Declared
from bot.schemes.reading import read
from storage.queries import people, quarters, schemes, web
from tests.desk.browsing import browsing
from tests.desk.desk_stage import BEFORE, SAID, Served, pdf, served
from tests.patience import LONG
from tests.schemes.documents import new_rules
from tests.schemes.drafted import TODAY

SECRET = "密件"
"""Stands in whatever the liaison of 县教育局 may not see: figures, papers, rooms, the draft."""
OPEN = {("GET", "/manifest.webmanifest")}
"""A browser asks for it without saying whose it is; it says the office's name and nothing else."""
OWN = {
    ("GET", "/"),
    ("GET", "/rooms"),
    ("GET", "/events"),
    ("POST", "/leave"),
}
"""A visitor's own addresses, which name nobody else's things; all others are refused."""
BODIES: dict[str, dict[str, Any]] = {
    "/send": {"key": "hostile-1", "chat": "赵主任", "text": "看看"},
    "/leave": {},
    "/upload": {},
    "/desk/open": {"quarter": 1, "unit": 2, "row": "三.2"},
    "/desk/leave": {},
    "/desk/press": {"key": "hostile-2", "route": "review/see/1/2/三.2", "label": "看"},
    "/desk/find": {"text": SECRET},
    "/schemes/write": {"key": "hostile-3", "route": "schemes/draft/1", "label": "看"},
    "/schemes/leave": {"draft": 1},
}
"""What is posted where; an address that stands not here is a fault of this test."""
_BASE = "/c/{public}"


@dataclass(frozen=True)
class Hostile:
    """The county, what other people's things are called in addresses, and two log-ins."""

    county: Served
    numbers: dict[str, object]
    mine: str
    theirs: str
    cookie: str

    async def asks(
        self, method: str, path: str, *, cookie: str, body: dict[str, Any] | None
    ) -> tuple[int, str]:
        """The status, and all that is answered; a stream that stays open is left after a while."""
        origin = f"http://127.0.0.1:{self.county.channel.port}"
        async with aiohttp.ClientSession(cookies={"xinkao": cookie}) as http:
            asked = http.request(
                method, origin + path, json=body, headers={"Origin": origin}, allow_redirects=False
            )
            async with asked as answer:
                said = b""
                try:
                    async with asyncio.timeout(0.4):
                        async for piece in answer.content.iter_any():
                            said += piece
                except TimeoutError:
                    assert path.startswith(f"/c/{self.mine}/events")
                return answer.status, said.decode(errors="replace") + str(answer.headers)


@pytest.fixture
async def hostile(tmp_path: Path) -> AsyncIterator[Hostile]:
    before = (*BEFORE, "role 王强 admin", f'claim 县财政局 四.1 说明 "{SECRET}"')
    async with served(tmp_path, before=before) as county:
        play = county.play
        found = read(new_rules(), "2027.docx", "郏县", TODAY, date(2027, 1, 1))[0]
        head = replace(found.head, title=f"{SECRET}指标")
        paper = await county.file("县财政局", "三.2", f"{SECRET}.pdf", pdf(1), [(SECRET, *SAID)])
        async with play.database.transaction() as db:
            who = await people.by_identity(db, "web", "赵主任")
            assert who is not None
            await schemes.add_draft(db, head, found.rows, "a.docx", who.id, play.now)
            quarter = (await quarters.everyone(db))[0]
        async with browsing(county, "desk", desk_room) as sit:
            office = await sit("赵主任")
            await office.say(f"找 {SECRET}")
        async with play.database.reading() as db:
            seq = await db.execute_fetchall("select max(seq) from web_log where chat <> '李敏'")
        mine, theirs = await county.enter("李敏"), await county.enter("赵主任")
        public = [one.path.split("/")[2] for one in (mine, theirs)]
        numbers = {"quarter": quarter.id, "unit": 2, "draft": 1, "place": 1, "number": 1, "n": 1,
                   "paper": paper, "seq": seq[0][0]}  # fmt: skip
        yield Hostile(county, numbers, *public, mine.secret)


def addresses(county: Served) -> list[tuple[str, str]]:
    """Every address below a visitor's path: its method, and what stands behind the path."""
    found = []
    for route in county.channel.application().router.routes():
        info = route.resource.get_info() if route.resource is not None else {}
        path = str(info.get("formatter") or info.get("path"))
        if path.startswith(f"{_BASE}/") and route.method != "HEAD":
            found.append((route.method, path.removeprefix(_BASE)))
    return found


def named(path: str, numbers: dict[str, object]) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: str(numbers[name[1]]), path)


async def test_no_address_gives_away_what_is_anothers(hostile: Hostile) -> None:
    known = addresses(hostile.county)
    assert len(known) > 25
    assert set(BODIES) == {path for method, path in known if method == "POST"}
    for method, pattern in sorted(known, key=lambda one: one[1] == "/leave"):
        path = named(pattern, hostile.numbers)
        path += f"?chat={desk_room('赵主任')}" if pattern == "/history" else ""
        body = BODIES[pattern] if method == "POST" else None
        for public, cookie, own in (
            (hostile.theirs, hostile.cookie, False),
            (hostile.mine, "", False),
            (hostile.mine, hostile.cookie, True),
        ):
            status, said = await hostile.asks(
                method, f"/c/{public}{path}", cookie=cookie, body=body
            )
            where = method, pattern, status, own
            assert SECRET not in said, where
            assert status < 500, where
            if (method, pattern) not in OPEN | (OWN if own else set()):
                nothing = said.startswith("{}<") and pattern.endswith("/leave")
                assert 300 <= status < 500 or nothing, where


def routes_of(beginning: str) -> list[str]:
    """Every declared page whose address begins so, with another unit's numbers in its places."""
    values = {"draft": 1, "quarter": 1, "unit": 2, "row": "三.2", "place": 1, "mark": "12345678",
              "number": 1, "n": 0, "value": 1, "key": "name"}  # fmt: skip
    found = []
    for one in PAGES:
        if one.pattern.startswith(beginning):
            route = re.sub(
                r"\{(\w+)(?::(\w+))?\}\??",
                lambda name: str(values.get(name[1], 1 if name[2] == "int" else "x")),
                one.pattern,
            )
            assert _reads(one, route), one.pattern
            found.append(route)
    return found


def _reads(one: Declared, route: str) -> bool:
    return one.read(route) is not None


@pytest.mark.parametrize(
    ("page", "room", "post", "beginning"),
    [
        ("schemes", table_room, "schemes/write", "schemes/"),
        ("desk", desk_room, "desk/press", "review/"),
    ],
)
async def test_who_once_had_the_wide_page_is_refused_by_all_of_its_pages(
    hostile: Hostile, page: str, room: Any, post: str, beginning: str
) -> None:
    """The room of a role that was taken away is there still; nothing is answered or changed."""
    county = hostile.county
    async with county.play.database.transaction() as db:
        at = county.play.now.isoformat()
        await web.put_room(db, room("李敏"), "从前的", at, private=True)
        await web.add_member(db, room("李敏"), "李敏", at)
    before = await standing(county)
    routes = routes_of(beginning)
    assert len(routes) > 20
    keys = itertools.count(1)
    for route in routes:
        body = {"key": f"hostile-{page}-{next(keys)}", "route": route, "label": "按"}
        status, said = await hostile.asks(
            "POST", f"/c/{hostile.mine}/{post}", cookie=hostile.cookie, body=body
        )
        assert status == 202, (route, said)
    await county.intake.idle()
    answers = await said_in(county, room("李敏"))
    assert len(answers) == len(routes)
    for said in answers:
        assert SECRET not in said
        assert "没有这个权限" in said, said
    assert await standing(county) == before


async def said_in(county: Served, chat: str) -> list[str]:
    """What the bot has said in a room, once nothing is under way any more."""
    async with asyncio.timeout(LONG):
        while await county.play.query("select 1 from outbox where state = 'new'"):
            await asyncio.sleep(0.02)
    rows = await county.play.query(
        "select payload from web_log where chat = ? and direction = 'out' order by seq", chat
    )
    return [json.dumps(json.loads(row[0]), ensure_ascii=False) for row in rows]


async def standing(county: Served) -> list[Any]:
    """What the wide pages write."""
    return [
        [tuple(row) for row in await county.play.query(f"select * from {table}")]
        for table in ("scheme_drafts", "scheme_draft_rows", "scheme_versions", "reviews", "claims")
    ]
