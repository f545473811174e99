"""Every story once more, over Telegram and over WeCom: the same words arrive, in the same order, in
every chat.

Each turn is played at the same moment on the stage, whose answers ``test_stories`` holds to the
written story, and through phones, the line, the real channel and back.
"""

from __future__ import annotations

import asyncio
import tomllib
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path

import pytest

from tests.channels.beside_the_stage import on_stage, on_the_story_s_clock, told_at_the_start
from tests.channels.telegram.replayed import over_telegram
from tests.channels.wecom.live import no_rates
from tests.channels.wecom.replayed import over_wecom
from tests.stage import SHANGHAI, stage
from tests.test_stories import STORIES

OTHERWISE = {
    "pack_office": "a pack is carried as files, in the web chat as a download (test_pack)",
    "logins": "who is bound here is told so among the log-ins (test_out_means_out)",
    "office_set_up": "where there are real groups, the set-up code belongs into the group",
}
"""Stories that go another way where there are real chats, and why."""


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
async def test_the_story_reads_the_same_on_every_channel(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Title, text, folded part, files and choices of every letter."""
    told = tomllib.loads(story.read_text("utf-8"))
    setting = told.get("stage", {})
    if story.stem in OTHERWISE:
        pytest.skip(OTHERWISE[story.stem])
    channels = {"telegram": over_telegram, "wecom": over_wecom}
    if any("edits" in turn for turn in told["turn"]):
        del channels["wecom"]  # nobody can change a message there after sending it
    no_rates(monkeypatch)
    async with AsyncExitStack() as stack:
        play = await stack.enter_async_context(stage(tmp_path / "stage", **setting))
        on_the_story_s_clock(monkeypatch, play)
        codes = setting.get("codes", [])
        sides = [
            await stack.enter_async_context(over(tmp_path / name, play, codes))
            for name, over in channels.items()
        ]
        for side in sides:
            await told_at_the_start(side.running)
        for number, turn in enumerate(told["turn"], 1):
            if "at" in turn:
                play.now = datetime.fromisoformat(turn["at"]).replace(tzinfo=SHANGHAI)
            before = [side.said() for side in sides]
            await asyncio.gather(*[side.played(turn) for side in sides])
            letters = await on_stage(play, turn)
            arrived = [side.arrived(after) for side, after in zip(sides, before, strict=True)]
            assert arrived == [side.expected(letters) for side in sides], f"turn {number}"
