"""How often a turn goes to the database and back, where that is a machine of its own.

Counted is every message to a real PostgreSQL, from the keeping of the update to the commit that
answers it, of a person whose form is known by then: the first turn after a start reads more.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests import postgres
from tests.messages import counted, told
from tests.stage import Stage, stage

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

MOST = 8
MOST_OF_A_PHOTO = 8
"""A paper's row, its blob, its receipt, what the row holds by then, and two links of the chain."""


@dataclass
class Trips:
    """Counts the messages of every connection."""

    sent: list[str]
    of_turn: list[str] = field(default_factory=list)
    """As many as there were when a turn's letters were looked for."""

    def begin(self) -> None:
        """The next turn's."""
        self.sent.clear()


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> Trips:
    """Counting, for one test."""
    found = Trips(counted(monkeypatch))
    letters = Stage.letters

    async def after_the_turn(play: Stage) -> object:
        found.of_turn = list(found.sent)
        return await letters(play)

    monkeypatch.setattr(Stage, "letters", after_the_turn)
    return found


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """A county on a real server."""
    with postgres.instead():
        scene = stage(tmp_path)
        found = await scene.__aenter__()
    try:
        yield found
    finally:
        await scene.__aexit__(None, None, None)


def _photo(number: int) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (40, 40), (number * 20, 90, 90)).save(kept, "JPEG")
    return kept.getvalue()


async def _turn(play: Stage, kind: str, number: int) -> None:
    match kind:
        case "figure":
            await play.send("李敏", str(number % 4))
        case "press":
            await play.send("李敏", route=f"put/1/1/三.1b/0/{number % 5}")
        case "photo":
            await play.send("李敏", "三.4", files=[("a.jpg", _photo(number))])
        case _:
            await play.send("李敏", kind)


@pytest.mark.parametrize(
    "kinds",
    [("首页",), ("得分",), ("还差什么",), ("帮助",), ("三.4", "figure"), ("press",), ("photo",)],
    ids=lambda kinds: "-".join(kinds),
)
async def test_a_turn_takes_few_round_trips(
    play: Stage, trips: Trips, kinds: tuple[str, ...]
) -> None:
    """An answer, a question, a press and a photo: the keeping, the turn and both commits."""
    found: dict[str, list[list[str]]] = {kind: [] for kind in kinds}
    for number in range(5):
        for kind in kinds:
            trips.begin()
            await _turn(play, kind, number)
            found[kind].append(trips.of_turn)
    for kind, turns in found.items():
        # The fewest: on a machine that stood still the county has to be asked for anew.
        fewest = min(turns[2:], key=len)
        most = MOST_OF_A_PHOTO if kind == "photo" else MOST
        assert len(fewest) <= most, f"{kind}: {len(fewest)}\n{told(fewest)}"
