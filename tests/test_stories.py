"""Whole conversations, word for word. ``pytest --update`` rewrites them: read the difference.

Each ``tests/<matter>/stories/*.toml`` is one story on the stage. Between every two turns the state
is only what the database holds: each turn runs through a new corridor. A turn with ``beat = true``
is the heartbeat's: its letters go to whoever they concern. ``on = "telegram"`` is somebody's
account on another channel, whose chat is called 李敏@telegram; such stories lie in
``stories/accounts``. ``after = "0.3"``: so many seconds after the answer before, not one.
``reads = "李敏"``: the papers that wait are read (nothing has arrived in a chat yet, so that
what was read is told by a later beat); such stories lie there, too, because the other channels'
tests read no papers.
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.corridor.events import Message
from bot.invariants import beyond, broken_invariants
from bot.quarters.rhythm import learn
from bot.running.heartbeat import Heartbeat
from storage.database import Session
from tests.reading.county import read_all
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, SHANGHAI, Stage, named, render, stage

_EVERY = sorted(Path(__file__).parent.glob("*/stories/**/*.toml"))
STORIES = [story for story in _EVERY if story.parent.name != "accounts"]
"""Stories of one channel: each channel's own tests replay them on it."""


@pytest.mark.parametrize("story", _EVERY, ids=lambda path: path.stem)
async def test_the_story_goes_as_written(
    story: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Every answer of the story is what the file says, and no turn breaks an invariant."""
    told = tomllib.loads(story.read_text("utf-8"))
    async with stage(tmp_path, **told.get("stage", {})) as play:
        # What a story takes as given was written by no page, and so without its audit rows.
        given = await broken_invariants(play.database, play.store)
        heard = []
        for turn in told["turn"]:
            if "at" in turn:
                play.now = datetime.fromisoformat(turn["at"]).replace(tzinfo=SHANGHAI)
            if "after" in turn:
                play.since(float(turn["after"]))
            if turn.get("beat"):
                heard.append(render(await _beat(play), "").strip())
                continue
            if turn.get("reads"):
                await read_all(play)
                heard.append(render(await play.letters(), turn["reads"]).strip())
                continue
            group = turn.get("in", "") == "group"
            letters = await play.send(
                turn["who"],
                turn.get("says", ""),
                press=turn.get("press"),
                route=turn.get("route"),
                files=[(name, PAPERS[name]()) for name in turn.get("files", [])],
                group=group,
                edits=turn.get("edits"),
                channel=turn.get("on", "web"),
            )
            here = OFFICE if group else named(turn.get("on", "web"), turn["who"])
            heard.append(render(letters, here).strip())
        broken = await broken_invariants(play.database, play.store, deep=True)
    assert beyond(given, broken) == []
    if request.config.getoption("--update"):
        story.write_text(_written(told, heard), "utf-8")
        return
    assert told["turn"], "a story without turns tells nothing"
    for turn, answer in zip(told["turn"], heard, strict=True):
        assert answer == turn.get("hears", "").strip()


async def _beat(play: Stage) -> list[tuple[str, Message]]:
    """What the heartbeat causes at this moment of the story."""

    async def digests() -> set[str]:
        return set()

    async def learned(db: Session) -> None:
        await learn(db, play.world)

    beat = Heartbeat(
        play.database, play.store, lambda: play.now, lambda: None, digests, learn=learned
    )
    await beat.beat()
    return await play.letters()


def _written(told: dict[str, Any], heard: list[str]) -> str:
    lines = [f"title = {_quoted(told['title'])}"]
    if "stage" in told:
        lines += ["", "[stage]"]
        lines += [f"{key} = {_plain(value)}" for key, value in told["stage"].items()]
    for turn, answer in zip(told["turn"], heard, strict=True):
        lines += ["", "[[turn]]"]
        lines += [f"{key} = {_plain(value)}" for key, value in turn.items() if key != "hears"]
        lines += [f"hears = '''\n{answer}\n'''"]
    return "\n".join(lines) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | datetime):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(_quoted(str(one)) for one in value) + "]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
