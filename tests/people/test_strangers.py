"""Nobody outside the claimed groups and the bound people gets anything but how to be invited.

Whatever they type, press, forge, send or edit: no figure, no name of a unit or a person, no file;
and nothing of the county's is written.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings, strategies as st

from bot.corridor import pages
from bot.corridor.events import Attachment, Incoming, Message, Source
from bot.corridor.pages import PAGES
from tests.stage import MONDAY, OFFICE, PEOPLE, UNITS, Stage, stage

pages.open_all()

ELSEWHERE = "别的群"
STRANGER = "路人"
PLACES = (
    (STRANGER, STRANGER),
    (STRANGER, OFFICE),
    (STRANGER, ELSEWHERE),
    ("李敏", ELSEWHERE),
    ("赵主任", ELSEWHERE),
)
"""(who, where): a stranger anywhere; bound people in a group that nobody claimed."""
OWN = ("inbox", "outbox", "conversations", "spoken", "settings", "sqlite_sequence")
"""Tables of the corridor; ``settings`` counts wrong codes."""
SAID = {name for unit in UNITS for name in (unit[0], unit[1])} | {name for name, *_ in PEOPLE}
WAYS = {
    *("home", "help", "bind", "bind/again", "bind/called", "bind/code", "bind/name", "bind/phone"),
    *("heard/yes", "heard/no"),
}
"""Where their buttons may lead; ``heard``: their own words go to the form that waits, or not."""
CLAIMS = ("认领", "/claim", "bind/claim")
"""What makes a group the office's: not a way around, but the way in."""

WORDS = sorted({word for one in PAGES for word in (*one.words, *one.opens)} - set(CLAIMS))
ASKED = (
    "教育局排第几",
    "谁没报",
    "为什么教育局扣分",
    "#1",
    "3",
    "绑定 ABCD-EFGH",
    "SETUP-0001",
    "1' or '1'='1",
    "<b>",
    "",
)


def _filled(pattern: str) -> str:
    """A route of a page with numbers that exist and a row that exists."""
    route = re.sub(r"\{(row|rows)\}\??", "三.4", pattern)
    route = re.sub(r"\{\w+:int\}\??", "1", route)
    return re.sub(r"\{\w+\}\??", "1", route)


ROUTES = sorted({_filled(one.pattern) for one in PAGES} - set(CLAIMS))
FILE = Attachment(label="总结.pdf", refused="type")
STEPS = st.tuples(
    st.sampled_from(PLACES),
    st.one_of(
        st.sampled_from(WORDS).map(lambda text: {"text": text}),
        st.sampled_from(WORDS).map(lambda text: {"text": f"{text} 教育局"}),
        st.sampled_from(ASKED).map(lambda text: {"text": text}),
        st.text(max_size=12).map(lambda text: {"text": text}),
        st.sampled_from(ROUTES).map(lambda route: {"route": route}),
        st.sampled_from(ROUTES).map(lambda route: {"route": f"{route}/9"}),
        st.just({"text": "说明", "attachments": (FILE,)}),
        st.sampled_from(ASKED).map(lambda text: {"text": text, "edits": True}),
    ),
)


async def _try(play: Stage, number: int, place: tuple[str, str], content: dict[str, Any]) -> None:
    who, where = place
    incoming = Incoming(
        channel="web",
        update=f"try{number}",
        chat=where,
        sender=who,
        private=who == where,
        received=MONDAY,
        sources=() if "route" in content else (Source(message="m1"),),
        **content,
    )
    for chat, message in await play.receive(incoming):
        assert chat == where, "a stranger's words reach nobody else"
        _tells_nothing(message, content)


def _tells_nothing(message: Message, content: dict[str, Any]) -> None:
    told = f"{message.title}\n{message.text}\n{message.detail}"
    theirs = str(content.get("text", ""))
    assert [name for name in SAID if name in told and name not in theirs] == [], told
    assert not message.files
    assert not re.search(r"\d+(\.\d+)? 分|季度", told), told
    routes = [button.route for row in message.buttons for button in row]
    assert {route.partition("~")[0] for route in routes} <= WAYS, message


async def _tables(play: Stage) -> dict[str, list[tuple[Any, ...]]]:
    names = await play.query("select name from sqlite_master where type = 'table'")
    return {
        row[0]: [tuple(one) for one in await play.query(f'select * from "{row[0]}"')]
        for row in names
        if row[0] not in OWN
    }


async def _everything(steps: list[tuple[tuple[str, str], dict[str, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder), before=["claim 县教育局 三.4 取得成效的应用 3"]) as play:
            before = await _tables(play)
            for number, (place, content) in enumerate(steps):
                await _try(play, number, place, content)
            assert await _tables(play) == before


@given(st.lists(STEPS, min_size=1, max_size=12))
@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_strangers_learn_nothing_and_change_nothing(
    steps: list[tuple[tuple[str, str], dict[str, Any]]],
) -> None:
    """Any order of any attempts."""
    asyncio.run(_everything(steps))


@pytest.mark.parametrize("place", PLACES, ids="·".join)
async def test_every_page_is_closed_to_them(place: tuple[str, str]) -> None:
    """Each word and each route once."""
    steps = [{"text": word} for word in WORDS] + [{"route": route} for route in ROUTES]
    await _everything([(place, step) for step in steps])
