"""What is kept beside the forms says of a quarter what is open as the forms themselves do."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from bot.editions.freshening import Freshener
from bot.forms.loading import load_quarter
from bot.release import open_kept, open_points
from bot.release.open_kept import Left, OpenQuarter, open_of_quarter
from bot.review.standing import standing
from storage.database import Session, stamp
from storage.queries import quarters
from storage.queries.quarters import Quarter
from tests.bench import questions
from tests.stage import Stage, stage

UNITS = 60


async def _quarter(db: Session) -> Quarter:
    return next(one for one in await quarters.everyone(db) if one.state == "open")


async def _as_many_things_as_there_are(play: Stage) -> None:
    """Units that handed in, were sent back, doubted, appealed, cannot be assessed; the most did
    none of it.
    """
    now = stamp(play.now)
    async with play.database.transaction() as db:
        quarter = (await _quarter(db)).id
        await db.execute(
            "update forms set state = 'submitted', submitted_at = ?, submitted_by = 1"
            " where quarter_id = ? and unit_id % 7 = 1",
            (now, quarter),
        )
        of = f"from forms where quarter_id = {quarter} and unit_id"
        await db.execute(
            'insert into reviews (form_id, "row", decision, accepted, reason, by_person, at)'
            f" select id, '三.4', 'return', '{{}}', '缺', 1, ? {of} in (1001, 1008, 1012)",
            (now,),
        )
        await db.execute(
            'insert into review_doubts (form_id, "row", note, by_person, at)'
            f" select id, '三.4', '像', 1, ? {of} in (1015, 1017)",
            (now,),
        )
        await db.execute(
            'insert into appeals (form_id, "row", text, by_person, at, state)'
            f" select id, '三.4', '有异议', 1, ?, 'open' {of} in (1017, 1020)",
            (now,),
        )
        await db.execute(f"update claims set value = '-1' where form_id in (select id {of} = 1022)")
        await _supplied(db, play, quarter, "in (1003, 1004, 1009)")


async def _supplied(db: Session, play: Stage, quarter: int, units: str) -> None:
    """Another body's two figures of a row, of some units."""
    for name, value in (("已报送", "true"), ("迟报、错报", "1")):
        await db.execute(
            'insert into supplied (form_id, "row", input, value, by_person, at)'
            f" select id, '二.1', ?, ?, 1, ? from forms where quarter_id = ? and unit_id {units}",
            (name, value, stamp(play.now), quarter),
        )


async def _whole(db: Session, play: Stage) -> OpenQuarter:
    quarter = await _quarter(db)
    forms = await load_quarter(db, quarter)
    found = open_points.of_forms(forms, await open_points.known(db, quarter), play.now)
    return OpenQuarter(
        tuple(
            Left(
                one.unit.short,
                found[one.unit.id],
                one.assessment.provisional,
                standing([one], play.now),
            )
            for one in forms
            if one.unit.id in found
        ),
        tuple((one.unit.short, one.reference) for one in forms if not one.countable),
    )


@pytest.mark.parametrize("fresh", [True, False])
async def test_what_is_kept_says_what_the_forms_say(tmp_path: Path, *, fresh: bool) -> None:
    """All kinds, unit by unit in the order of the forms; whole are read those forms alone that
    have to be. Stale results are met as they are now.
    """
    with mock.patch.object(questions, "PAST", 0):
        async with stage(tmp_path, quarter=False) as play:
            async with play.database.transaction() as db:
                await questions.county(db, play, UNITS)
            if not fresh:
                await Freshener(play.database).freshen()
            await _as_many_things_as_there_are(play)
            if fresh:
                await Freshener(play.database).freshen()
            async with play.database.reading() as db:
                truth = await _whole(db, play)
            async with play.database.reading() as db:
                with mock.patch.object(open_kept, "load_quarter", side_effect=AssertionError):
                    found = await open_of_quarter(db, await _quarter(db), play.now)
    assert found == truth
    kinds = {kind for one in truth.left for kind in one.open}
    assert kinds >= {"silent", "returned", "unreviewed", "doubted", "unsupplied", "appeals"}
    assert [short for short, _ in truth.uncounted] == ["第1022中心"]


async def test_a_large_backlog_of_stale_results_is_not_taken_for_what_is(tmp_path: Path) -> None:
    """More than a question works out itself: the forms are read, whatever is kept of them."""
    with (
        mock.patch.object(questions, "PAST", 0),
        mock.patch.object(open_kept, "AT_ONCE", 3),
        mock.patch("bot.editions.stale.AT_ONCE", 3),
    ):
        async with stage(tmp_path, quarter=False) as play:
            async with play.database.transaction() as db:
                await questions.county(db, play, UNITS)
            await Freshener(play.database).freshen()
            async with play.database.transaction() as db:
                await _supplied(db, play, await questions.living(db), "< 1020")
            async with play.database.reading() as db:
                truth = await _whole(db, play)
                found = await open_of_quarter(db, await _quarter(db), play.now)
    assert found == truth
