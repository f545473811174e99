"""What was given up asks once more: a button of a letter above does nothing by itself."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.corridor.draft_marks import bare
from bot.corridor.given_up import give_up, given_up, of_press
from storage.queries.corridor import Conversation
from tests.bench._heard_county import ADMIN, county
from tests.stage import Stage, render


async def _says(play: Stage, text: str = "", route: str | None = None) -> str:
    play.now += timedelta(seconds=9)
    letters = await play.send(ADMIN, text, route=route) if route else await play.send(ADMIN, text)
    assert all(who == ADMIN for who, _ in letters), "somebody else heard of it"
    return render(letters, ADMIN)


def _act(play: Stage, act: str) -> str:
    """The route of the button of the newest letter that does it; empty: none does."""
    every = [one.route for row in play.shown[ADMIN][-1][1].buttons for one in row]
    return next((one for one in every if re.fullmatch(act, bare(one))), "")


_CASES: Final = (
    ("给全体联络员发个通知：周五开会", r"notice/\d+/send", "算了不发了", "回到那份通知"),
    ("催一下没报的", r"found/\d+/nudge/yes", "算了 不催了", ""),
    ("催一下没报的", r"found/\d+/nudge/yes", "再短点|算了不催了", "回到那份催报"),
    ("把三季度归档", r"pack/files/\d+", "算了先不归档了", "回到那个归档"),
    ("催一下没报的", r"found/\d+/nudge/yes", "取消", ""),
)
"""What is ordered, the button that does it, how it is given up, the way back to it."""


async def test_an_old_button_does_nothing_after_it_was_given_up(tmp_path: Path) -> None:
    """The old button only leads back; seen again, the same act waits for a tap as before."""
    async with county(tmp_path) as play:
        for ordered, act, drops, back in _CASES:
            play.now += timedelta(minutes=20)
            await _says(play, ordered)
            old = _act(play, act)
            assert old, ordered
            dropped = ""
            for text in drops.split("|"):
                dropped = await _says(play, text)
            assert not _act(play, act), drops
            assert back in dropped, drops
            again = await _says(play, route=old)
            assert "您后来说了先不办" in again, drops
            way = play.shown[ADMIN][-1][1].buttons[0][0].route
            if bare(way) == bare(old):
                continue
            await _says(play, "谁没报")  # whatever is asked in between
            assert "您后来说了先不办" in await _says(play, route=old), drops
            await _says(play, route=way)
            assert bare(_act(play, act)) == bare(old), drops


def test_what_is_shown_again_may_be_pressed() -> None:
    """So many are kept, the newest; another act's button is its own."""
    chat = Conversation(1, "web", "c", "s")
    assert of_press(chat, "notice/1/send") == "notice/1/send"
    for number in range(1, 9):
        chat = give_up(chat, {f"notice/{number}/send": ("发出", f"notice/{number}/look")})
    assert list(given_up(chat)) == [f"notice/{one}/send" for one in range(3, 9)]
    assert of_press(chat, "notice/8/send~0a1b2c") == "dropped"
    assert of_press(chat, "notice/9/send") == "notice/9/send"
