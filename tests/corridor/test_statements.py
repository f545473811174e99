"""How many statements a turn takes on a file, by its kind: whoever adds one sees it here.

Counted is what is sent to SQLite, from the keeping of the update to the commit that answers it;
what triggers do is part of the statement that set them off. On PostgreSQL, where each would be a
way there and back, ``test_round_trips`` counts the messages.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.sqlite.line import Connection
from tests.corridor.test_round_trips import _turn
from tests.stage import Stage, stage

MOST = {
    "首页": 17, "得分": 19, "还差什么": 19, "帮助": 17, "三.4": 19, "figure": 20, "press": 22,
    "photo": 32,
}  # fmt: skip
"""Six of them keep the update, four begin and end the turn."""


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as found:
        yield found


@pytest.mark.parametrize(
    "kinds",
    [("首页",), ("得分",), ("还差什么",), ("帮助",), ("三.4", "figure"), ("press",), ("photo",)],
    ids=lambda kinds: "-".join(kinds),
)
async def test_a_turn_takes_no_more_statements(
    play: Stage, monkeypatch: pytest.MonkeyPatch, kinds: tuple[str, ...]
) -> None:
    """Of a person whose form is known by then: the first turn after a start reads more."""
    sent: list[str] = []
    execute, commit = Connection.execute, Connection.commit

    def counted(line: Connection, sql: str, values: object = ()) -> object:
        sent.append(sql)
        return execute(line, sql, values)  # type: ignore[arg-type] # as it came

    async def committed(line: Connection, durable: object) -> None:
        sent.append("commit")
        await commit(line, durable)  # type: ignore[arg-type] # as it came

    monkeypatch.setattr(Connection, "execute", counted)
    monkeypatch.setattr(Connection, "commit", committed)
    for number in range(5):
        for kind in kinds:
            sent.clear()
            await _turn(play, kind, number)
            if number > 1:
                del sent[len(sent) - sent[::-1].index("commit") :]  # a look at the letters
                said = "\n".join(" ".join(one.split())[:120] for one in sent)
                assert len(sent) <= MOST[kind], f"{kind}: {len(sent)}\n{said}"
