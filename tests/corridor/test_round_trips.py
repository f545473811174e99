"""How often a turn goes to the database and back, where that is a machine of its own.

Counted is every message to a real PostgreSQL, from the keeping of the update to the commit that
answers it, of a person whose form is known by then: the first turn after a start reads more.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests import postgres
from tests.stage import Stage, stage

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

MOST = 9
MOST_OF_A_PHOTO = 9
"""A paper's row, its blob, its receipt, what the row holds by then, and two links of the chain."""
_MESSAGES = ("execute", "fetch", "fetchrow", "fetchval", "executemany", "prepare")


class Trips:
    """Counts the messages of every connection."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        asyncpg = pytest.importorskip("asyncpg")
        self.sent: list[str] = []
        self.of_turn: list[str] = []
        for name in _MESSAGES:
            patch.setattr(
                asyncpg.Connection, name, self._counted(getattr(asyncpg.Connection, name))
            )
        letters = Stage.letters

        async def after_the_turn(play: Stage) -> object:
            self.of_turn = list(self.sent)
            return await letters(play)

        patch.setattr(Stage, "letters", after_the_turn)

    def _counted(self, real: object) -> object:
        async def asks(connection: object, sql: str, *values: object, **settings: object) -> object:
            # Whether the county is still ours is asked once a second, whoever has a turn or none.
            if "xinkao_lease.counties" not in sql:
                self.sent.append(sql)
            return await real(connection, sql, *values, **settings)  # type: ignore[operator]

        return asks

    def begin(self) -> None:
        """The next turn's."""
        self.sent.clear()


@pytest.fixture
def trips() -> Iterator[Trips]:
    """Counting, for one test."""
    with pytest.MonkeyPatch.context() as patch:
        yield Trips(patch)


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
        told = "\n".join(" ".join(one.split())[:120] for one in fewest)
        most = MOST_OF_A_PHOTO if kind == "photo" else MOST
        assert len(fewest) <= most, f"{kind}: {len(fewest)}\n{told}"
