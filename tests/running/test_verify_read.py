"""``verify`` tells anew from the lines what papers say, and names those that are kept otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.running.proofs import verify
from tests.reading.county import read_all
from tests.running.test_anchors import settings_of
from tests.sample_papers import NOTICE, REPORT, document, picture
from tests.stage import Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """Three papers that were read: two of text, a photo nobody has eyes for."""
    async with stage(tmp_path) as found:
        await found.send("李敏", route="proof/1/1/四.1")
        papers = [("通知.docx", document(*NOTICE)), ("报道.docx", document(*REPORT))]
        await found.send("李敏", files=[*papers, ("现场.jpg", picture((90, 120, 60)))])
        await read_all(found)
        yield found


async def test_what_was_read_agrees_with_its_lines(play: Stage) -> None:
    lines, sound = await verify(settings_of(play))
    assert sound, lines
    assert lines[-1] == "读出的要点：3 份材料，全部与读出的原文一致"


def _day(db: sqlite3.Connection) -> None:
    db.execute("update reading_facts set value = '2026-10-01' where kind = 'event_date'")


def _lost(db: sqlite3.Connection) -> None:
    db.execute("delete from reading_facts where kind = 'number'")


def _sure(db: sqlite3.Connection) -> None:
    db.execute("update reading_facts set sure = 1 - sure where kind = 'issuer'")


def _line(db: sqlite3.Connection) -> None:
    db.execute("update reading_lines set text = replace(text, '12日', '13日')")


@pytest.mark.parametrize("change", [_day, _lost, _sure, _line])
async def test_a_fact_that_was_changed_by_hand_is_named(
    play: Stage, change: Callable[[sqlite3.Connection], None]
) -> None:
    settings = settings_of(play)
    with closing(sqlite3.connect(settings.database)) as db, db:
        change(db)
    lines, sound = await verify(settings)
    assert not sound
    assert any("通知.docx" in one and "记下的要点与读出的原文不符" in one for one in lines)


async def test_a_text_that_is_searched_otherwise_is_named(play: Stage) -> None:
    settings = settings_of(play)
    with closing(sqlite3.connect(settings.database)) as db, db:
        db.execute("update reading_texts set text = '别的字' where text like '%诚信%'")
    lines, sound = await verify(settings)
    assert not sound
    assert any("检索用的文字与读出的原文不符" in one for one in lines)


async def test_what_other_rules_understood_is_counted_and_no_fault(play: Stage) -> None:
    settings = settings_of(play)
    with closing(sqlite3.connect(settings.database)) as db, db:
        _day(db)
        db.execute("update readings set rules = 'r0'")
    lines, sound = await verify(settings)
    assert sound, lines
    assert lines[-1] == "另有 3 份是按以前的规则读懂的，启动后会自动重新读，没有核对"
    assert not any("读出的要点" in one for one in lines)
