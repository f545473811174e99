"""What is typed shows first: no command, wording or word of a button sends or changes anything.

One county that was lived through (``tests.bench._heard_county``). Only a press on what was shown
does something; so every typed form of every command is sent, and nothing of what is kept may differ
and nobody else may hear of it.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.corridor.pages import PAGES, open_all
from bot.questions.grammar import GRAMMAR
from tests.bench._heard_county import ADMIN, county
from tests.stage import Stage

_NOTED: Final = frozenset(
    [
        "conversations",
        "inbox",
        "outbox",
        "audit",
        "inquiries",
        "not_understood",
        "spoken",
        "settings",
        "letters_shown",
        "consultations",
        "sqlite_sequence",
        "said_words",
        "invitations",  # a link for the own chat: whom it is for has to be sent it
        "review_desks",  # which item lies open before whom
    ]
)
"""What a turn notes of itself, and never what anybody reports, decides or is told."""
_WHOLE: Final = (
    "催报 水利局",
    "催报 水利局 审计局",
    "催报 乡镇",
    "延期 水利局 12月20日 停电",
    "延期 全部 12月20日 停电",
    "邀请 水利局",
    "回复 1 可以算",
    "审核 王芳 第三节",
    "审核 王芳 全部",
    "录入 住建局 二.2 3",
    "读音 长桥镇 changqiao",
    "问答 照片要盖章吗？不用",
    "联系方式 王科长 0375-5150000",
    "开期 2027年一季度",
    "更正 教育局 三.4",
    "通报",
    "公示",
    "公布",
    "截止填报",
    "重新开放填报",
    "时间没错",
    "合并",
)
"""Commands with all that they need behind them."""


_OWN: Final = ("invitation.give", "facts.export")
"""What was made for the own chat and goes nowhere by itself: a link to hand on, a file."""


async def _acts(play: Stage) -> list[tuple[object, ...]]:
    """What the county's audit has noted: every act of anybody stands there."""
    rows = await play.query("select action, subject from audit order by id")
    return [tuple(row) for row in rows if row[0] not in _OWN]


async def _counts(play: Stage) -> dict[str, int]:
    """How many rows each table holds of what is reported, decided, told or set."""
    names = await play.query("select name from sqlite_master where type = 'table'")
    kept = [name for (name,) in names if name not in _NOTED and not name.startswith("sqlite_")]
    return {name: (await play.query(f'select count(*) from "{name}"'))[0][0] for name in kept}


def _typed() -> list[str]:
    """Every word that opens a page, and every example of the grammar."""
    open_all()
    words = [word for one in PAGES for word in one.words if "liaison" not in one.roles]
    examples = [said for one in GRAMMAR for said in one.examples]
    return list(dict.fromkeys((*_WHOLE, *words, *examples)))


@pytest.mark.slow
async def test_no_typed_command_sends_or_changes(tmp_path: Path) -> None:
    """Every command of the office with all that it needs, every word, every example."""
    done: list[str] = []
    async with county(tmp_path) as play:
        for due in ("审核首页", "开始审核"):  # what was decided before goes out only now
            play.now += timedelta(minutes=30)
            await play.send(ADMIN, due)
        before, rows = await _acts(play), await _counts(play)
        for text in _typed():
            play.now += timedelta(seconds=30)
            letters = await play.send(ADMIN, text)
            after = await _acts(play)
            others = [to for to, _ in letters if to != ADMIN]
            if others or after != before:
                done.append(f"{text}: {after[len(before) :]} {others[:3]}")
                before = after
        assert await _counts(play) == rows
    assert not done, "\n".join(done)
