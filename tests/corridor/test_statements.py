"""How many statements a turn takes on a file, by its kind: whoever adds one sees it here.

Counted is what is sent to SQLite by the writing connection, from the keeping of the update to the
commit that answers it; what triggers do is part of the statement that set them off. What a page
reads beside the writer is not among it: nobody waits for that. On PostgreSQL, where each would be
a way there and back, ``test_round_trips`` counts the messages.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.sqlite.line import Connection
from tests.corridor.test_round_trips import _turn
from tests.stage import Stage, stage

KEEPING = 3
"""Begin, the update, the commit."""
MOST = {
    # Begin, all that a turn begins with, the update's mark, the letter, the conversation, commit.
    "首页": 6,
    "帮助": 7,
    "得分": 10,
    "还差什么": 10,
    "三.4": 9,
    "figure": 13,
    # And the whole form, the claim, its link of the chain.
    "press": 9,
    "photo": 26,
}


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as found:
        yield found


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements of the writing connection, its commits among them."""
    found: list[str] = []
    execute, commit = Connection.execute, Connection.commit

    def counted(line: Connection, sql: str, values: object = ()) -> object:
        found.append(sql)
        return execute(line, sql, values)  # type: ignore[arg-type] # as it came

    async def committed(line: Connection, durable: object) -> None:
        found.append("commit")
        await commit(line, durable)  # type: ignore[arg-type] # as it came

    monkeypatch.setattr(Connection, "execute", counted)
    monkeypatch.setattr(Connection, "commit", committed)
    return found


@pytest.mark.parametrize(
    "kinds",
    [("首页",), ("得分",), ("还差什么",), ("帮助",), ("三.4", "figure"), ("press",), ("photo",)],
    ids=lambda kinds: "-".join(kinds),
)
async def test_a_turn_takes_no_more_statements(
    play: Stage, sent: list[str], kinds: tuple[str, ...]
) -> None:
    """Of a person whose form is known by then: the first turn after a start reads more."""
    for number in range(4):
        for kind in kinds:
            sent.clear()
            await _turn(play, kind, number)
            if number > 1:
                _holds(kind, sent)


def _holds(kind: str, sent: list[str]) -> None:
    turn = sent[: len(sent) - sent[::-1].index("commit")]  # behind it the letters are looked for
    said = "\n".join(" ".join(one.split())[:120] for one in turn)
    assert len(turn) <= KEEPING + MOST[kind], f"{kind}: {len(turn)}\n{said}"
