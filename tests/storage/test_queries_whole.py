"""A whole form in one statement holds what each kind of its rows is read as alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.queries import answers, papers, quarters, roster
from storage.queries.papers import Blob
from storage.queries.quarters import KeptScheme
from storage.queries.whole import whole
from tests.storage.queries_stage import DUE, LATER, NOW, Scene, dates, scene

PHOTO = Blob("a" * 64, 1000, "jpg", "00ff00ff00ff00ff")


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path) as made:
        kept = KeptScheme(made.unit.group, "考核办法", "d" * 64, "text")
        await quarters.add_scheme(made.db, made.quarter, kept)
        yield made


async def _written(here: Scene) -> None:
    """Something of every kind, two of each, and something of each that does not stand."""
    db, form, person = here.db, here.form, here.person.id
    await papers.keep_blob(db, PHOTO, NOW)
    for row in ("四.1", "三.4"):
        await answers.claim(db, form, row, "应用", "3", person, NOW)
        await answers.supply(db, form, row, "拖欠", "true", "县法院", "f" * 64, person, LATER)
        await answers.decide(db, form, row, "accept", '{"应用":2}', "", None, person, NOW)
    await answers.decide(db, form, "三.4", "return", "{}", "看不清", DUE, person, LATER)
    said = {"caption": "现场", "receipt": "R1", "person_id": person, "now": NOW}
    for digest, url in ((PHOTO.digest, None), (None, "https://x.cn"), (PHOTO.digest, None)):
        number = await papers.add_evidence(
            db, form, "三.4", digest=digest, url=url, label="照片.jpg", **said
        )
    await papers.remove_evidence(db, number, LATER)
    for title in ("总结", "简报", "错的"):
        number = await papers.add_work_report(
            db, form, kind="工作总结", title=title, digest=None, label="", received=LATER, due=DUE,
            receipt="R2", person_id=person,
        )  # fmt: skip
    await papers.withdraw_work_report(db, number, LATER)


async def test_all_of_it_is_as_each_is_read_alone(here: Scene) -> None:
    await _written(here)
    db, ids = here.db, [here.form]
    found = await whole(db, here.quarter, here.unit.id)
    assert found is not None
    assert found.quarter == await quarters.by_id(db, here.quarter)
    assert found.unit == await roster.by_id(db, here.unit.id)
    assert found.form == await quarters.form_by_id(db, here.form)
    assert found.scheme == await quarters.scheme_mark(db, here.quarter, here.unit.group)
    assert found.claims == await answers.claims_of_forms(db, ids) != []
    assert found.supplied == await answers.supplied_of_forms(db, ids) != []
    assert found.reviews == await answers.reviews_of_forms(db, ids) != []
    assert found.reviews[-1].earlier == '{"应用":2}'
    assert found.evidence == await papers.evidence_of(db, here.form) != []
    assert found.reports == await papers.work_reports(db, here.form) != []
    assert found.ago is None


async def test_the_quarter_before_is_of_the_same_kind_and_read_where_it_is_asked(
    here: Scene,
) -> None:
    """A month, a later quarter, one of years ago are none; another unit's claims are not ours."""
    db, unit = here.db, here.unit
    other = await roster.add(db, "县民政局", "民政局", "县直单位", "", NOW)
    for year, number in ((2026, 2), (2026, 3), (2026, 211), (2027, 1), (2024, 4)):
        quarter = await quarters.add(db, year, number, "open", dates(), NOW)
        for one in (unit, other):
            form = await quarters.add_form(db, quarter, one.id, one.group)
            said = f'"{year}/{number} {one.short}"'
            await answers.claim(db, form, "三.4", "应用", said, here.person.id, NOW)
    found = await whole(db, here.quarter, unit.id, ago=True)
    assert found is not None
    assert found.ago is not None
    assert found.ago.period == (2026, 3)
    assert [one.value for one in found.ago.claims] == ['"2026/3 教育局"']
    assert found.claims == []
    unasked = await whole(db, here.quarter, unit.id)
    assert unasked is not None
    assert unasked.ago is None
    months = [
        await quarters.add(db, *one, "open", dates(), NOW) for one in ((2026, 212), (2027, 201))
    ]
    for month in months:
        await quarters.add_form(db, month, unit.id, unit.group)
        await quarters.add_scheme(db, month, KeptScheme(unit.group, "考核办法", "d" * 64, "text"))
    ((december,),) = await db.execute_fetchall(
        "select id from forms where quarter_id = ?", (months[0],)
    )
    await answers.claim(db, december, "三.4", "应用", "12", here.person.id, NOW)
    january = await whole(db, months[1], unit.id, ago=True)
    assert january is not None
    assert january.ago is not None
    assert january.ago.period == (2026, 212)  # not the first quarter of its own year


async def test_who_takes_no_part_has_none_and_a_table_without_scheme_is_said(here: Scene) -> None:
    other = await roster.add(here.db, "柳林镇", "柳林镇", "乡镇（街道）", "", NOW)
    assert await whole(here.db, here.quarter, other.id) is None
    await quarters.add_form(here.db, here.quarter, other.id, other.group)
    with pytest.raises(LookupError, match="no scheme for 乡镇"):
        await whole(here.db, here.quarter, other.id)
