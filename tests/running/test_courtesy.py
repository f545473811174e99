"""Whoever is answered has the machine: the reader stands still, from the door on."""

from pathlib import Path

import pytest

from bot.corridor import clock
from bot.corridor.events import Incoming
from bot.extraction.reader import Reader
from bot.running.app import Application
from bot.running.config import Settings


async def test_an_update_halts_the_reader_and_lets_it_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(Reader, "halt", lambda _: done.append("halt"))
    monkeypatch.setattr(Reader, "go_on", lambda _: done.append("go on"))
    data = {"folder": tmp_path / "data", "reserve_megabytes": 0}
    told = {"data": data, "web": {"port": 0}, "reading": {"papers": False}}
    application = await Application.open(Settings.model_validate(told))
    try:
        said = Incoming(
            channel="web", update="1", chat="某人", sender="某人", private=True,
            received=clock.now(), text="帮助",
        )  # fmt: skip
        await application.intake.receive(said)
        await application.intake.idle()
        assert done[:2] == ["halt", "go on"]
    finally:
        await application.stop()
