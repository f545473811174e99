"""Nothing of another unit, and nothing before its release, leaks by a question.

Two counties differ in nothing but what a liaison may not know: other units' figures, decisions on
them, and whatever of the quarter is not released. Whatever is asked, and whichever page of the
office is opened by its address, the answer is the same in both, sign for sign, and so is the
number of statements it took: neither a refusal nor a delay says what there is to see.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.corridor.events import Message
from bot.corridor.pages import PAGES
from bot.questions import GRAMMAR
from storage.sqlite.line import Connection
from tests.given import given
from tests.questions.test_combined import phrasings
from tests.stage import Stage, render_message, stage

ADMIN = "赵主任"
ASKING = ("李敏", "孙会计", "路人")
"""A liaison, a supplier of figures, and somebody who is not bound."""
_ONESELF = ("home", "back", "help", "further", "me", "logins", "log_out")
"""What is each person's own, so that no two answers are the same."""
PER_PAGE = 3
"""So many addresses of one page are tried."""

COMMON = (
    "colleague 孙会计 supplier",
    'past 2026 3 县教育局 三.4 {"取得成效的应用":3,"仅有通知或文件的应用":1}',
    'past 2026 3 县财政局 三.4 {"取得成效的应用":5,"仅有通知或文件的应用":0}',
    "released 2026 3 published",
    "claim 县教育局 三.4 取得成效的应用 1",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
)
QUIET = ("claim 县财政局 三.4 取得成效的应用 1",)
LOUD = (
    "claim 县财政局 三.4 取得成效的应用 4",
    "claim 县财政局 三.4 仅有通知或文件的应用 2",
    'cut 县财政局 三.4 {"取得成效的应用":3,"仅有通知或文件的应用":0} 一项没有证明',
    "return 县交通运输局 三.4 请补材料",
    "accept 龙山街道 三.4 {} 无",
    "supply 县财政局 二.1 迟报、错报 3 县信用办平台",
    "submitted 县财政局",
    "liaison 周敏 县财政局",
    "asked 周敏 县财政局 三.4 我们的四项都算吗",
    "strange 那个红本本放哪嗒",
)

COMBINED = phrasings("combined_seen.txt")
"""Sentences with what they mean."""
STATES = ("open", "review", "announced")
EVERYDAY = (
    *("信用办电话", "不会填", "问答", "没听懂的话", "待答复", "回复 1 可以", "怎么传照片"),
    *(
        "抖音发的算不算媒体报道",
        "教育局抖音发的算不算",
        "教育局交的照片在哪放着呢",
        "教育局咋还没弄完嘞",
    ),
    *("那个红本本放哪嗒", "教育局那谁家的分咋算嘞", "别人家都多少分呀", "谁家垫底了呀"),
)
"""What neither grammar nor form takes, and the pages of asking and teaching."""


def _questions(state: str) -> tuple[str, ...]:
    """What is asked in a state, of either unit: what the grammar knows, every combined meaning, and
    of the other wordings of a meaning each in one of the states. What means nothing is heard by
    others, each in its own way.
    """
    meant: dict[str, list[str]] = {}
    for said, meaning in COMBINED:
        meant.setdefault(said if meaning == "nothing" else meaning, []).append(said)
    turn = STATES.index(state)
    combined = [
        one for first, *more in meant.values() for one in (first, *more[turn :: len(STATES)])
    ]
    grammar = (one for entry in GRAMMAR for one in entry.examples)
    return tuple(
        dict.fromkeys(
            example.replace("教育局", unit)
            for example in (*grammar, *combined, *EVERYDAY)
            for unit in ("教育局", "财政局")
        )
    )


@contextmanager
def _counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many statements the connections ran."""
    count = [0]
    execute, away = Connection.execute, Connection.away

    def counting(self: Connection, *given_: Any) -> Any:
        count[0] += 1
        return execute(self, *given_)

    async def counting_away(self: Connection, *given_: Any) -> Any:
        count[0] += 1
        return await away(self, *given_)

    monkeypatch.setattr(Connection, "execute", counting)
    monkeypatch.setattr(Connection, "away", counting_away)
    yield count
    monkeypatch.undo()


async def _answers(
    play: Stage, asked: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, int]]:
    found = []
    for who, question, route in asked:
        with _counted(monkeypatch) as count:
            letters = await play.send(who, question, route=route or None)
        own = "\n".join(render_message(message) for chat, message in letters if chat == who)
        found.append((own, count[0]))
    return found


async def _routes(play: Stage, questions: tuple[str, ...]) -> list[str]:
    """Addresses of the office's pages, as its answers carry them, a few of each page."""
    taken: dict[str, list[str]] = {}
    for question in questions:
        for _, message in await play.send(ADMIN, question):
            for route in _of(message):
                for declared in PAGES:
                    if declared.read(route) is not None:
                        kept = taken.setdefault(declared.pattern, [])
                        if len(kept) < PER_PAGE and route not in kept:
                            kept.append(route)
                        break
    return [route for kept in taken.values() for route in kept]


def _of(message: Message) -> list[str]:
    return [button.route for row in message.buttons for button in row]


@pytest.mark.parametrize("state", STATES)
async def test_answers_do_not_depend_on_what_may_not_be_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    """While it is filled in, reviewed, and announced with figures changed since."""
    after = {"review": ("state review",), "announced": ("state review", *_announced())}
    before = (*COMMON, *after.get(state, ()))
    questions = _questions(state)
    async with stage(tmp_path / "addresses", before=(*before, *LOUD)) as play:
        routes = await _routes(play, questions)
        assert len(routes) > 60
    asked = [(who, question, "") for who in ASKING for question in questions]
    asked += [(who, "", route) for who in ASKING for route in routes]
    asked.append((ADMIN, "财政局得分", ""))
    heard = []
    for name, secret in (("quiet", QUIET), ("loud", LOUD)):
        async with stage(tmp_path / name, before=before) as play:
            async with play.database.transaction() as db:
                await given(db, play.now, secret)
            heard.append(await _answers(play, asked, monkeypatch))
    assert heard[0][-1] != heard[1][-1], "the two counties differ, as the office can see"
    for (who, question, route), quiet, loud in zip(asked[:-1], heard[0], heard[1], strict=False):
        assert quiet[1] > 0
        assert quiet[0] == loud[0], (who, question or route)
        assert quiet[1] == loud[1], (who, question or route, "another number of statements")


def _announced() -> tuple[str, ...]:
    return ("released 2026 4 announced",)


async def test_an_observer_changes_nothing_and_reads_everything(tmp_path: Path) -> None:
    """The director's answers are the admin's, wherever the grammar offers them to both, where the
    office lets observers see papers.
    """
    async with stage(tmp_path, before=(*COMMON, *LOUD, "colleague 钱县长 observer")) as play:
        play.world = replace(play.world, observers_see_papers=True)
        size = "select count(*) as n from audit"
        before = (await play.query(size))[0]["n"]
        for entry in GRAMMAR:
            if not {"observer", "admin"} <= entry.roles or entry.name in _ONESELF:
                continue
            for example in entry.examples:
                theirs = [m.text for c, m in await play.send("钱县长", example) if c == "钱县长"]
                ours = [m.text for c, m in await play.send(ADMIN, example) if c == ADMIN]
                assert theirs, example
                assert not any("没有这个权限" in text for text in theirs), example
                if entry.name not in ("receipts", "appeal", "trial", "quarter_status", "contact"):
                    assert theirs == ours, example
        assert (await play.query(size))[0]["n"] == before
