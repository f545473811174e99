"""What PostgreSQL takes back for no fault of the turn: the whole turn comes again, seen once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.corridor.pages import PAGES, open_all, page
from bot.corridor.turn import Turn
from storage.queries import corridor
from tests.stage import stage

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

RAISES = "do $$ begin raise exception 'taken back' using errcode = '{}'; end $$"


@pytest.fixture
def taken_back_with() -> Iterator[list[str]]:
    """A page that counts, and that the server takes back as often as there are codes."""
    open_all()
    kept, codes = list(PAGES), ["40001", "40P01", "55P03"]

    @page("test/taken_back", words=("数一下",))
    async def taken_back(turn: Turn) -> None:
        before = await corridor.setting(turn.db, "count") or "0"
        await corridor.set_setting(turn.db, "count", str(int(before) + 1))
        turn.say(f"第 {int(before) + 1} 次")
        if codes:
            await turn.db.execute(RAISES.format(codes.pop()))

    yield codes
    PAGES[:] = kept


async def test_a_turn_that_was_taken_back_comes_again(
    tmp_path: Path, taken_back_with: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A conflict of isolation, a deadlock, a lock that was not free: one letter, one count."""
    monkeypatch.setattr("bot.corridor.intake.FIRST_PAUSE", 0.01)
    async with stage(tmp_path) as play:
        letters = await play.send("李敏", "数一下")
        assert [message.text for _, message in letters] == ["第 1 次"]
        assert not taken_back_with
        async with play.database.reading() as db:
            assert await corridor.setting(db, "count") == "1"
        rows = await play.query("select state from inbox")
        assert [row[0] for row in rows] == ["done"]
        assert len(await play.query("select id from outbox")) == 1
