"""Results at hand are what the figures come to, whatever was changed in whichever way."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.editions import stale, standings
from bot.editions.freshening import Freshener
from bot.editions.outcome import computed
from bot.editions.stale import freshen
from bot.editions.standings import boards
from bot.forms.loading import forget, load_quarter
from storage import migrating
from storage.queries import answers, quarters, results
from storage.queries.quarters import Quarter
from storage.sqlite import schema
from tests.stage import Stage, stage

ADMIN = "赵主任"


async def _quarter(play: Stage) -> Quarter:
    async with play.database.reading() as db:
        return (await quarters.everyone(db))[0]


async def _kept(play: Stage) -> dict[int, dict[str, object]]:
    rows = await play.query("select * from form_results")
    return {row["form_id"]: dict(row) for row in rows}


@pytest.mark.parametrize(
    "change",
    [
        """insert into claims (form_id, "row", input, value, at) values
           ({form}, '三.4', '取得成效的应用', '2', 'x')""",
        "update claims set value = '5' where form_id = {form}",
        "delete from claims where form_id = {form}",
        """insert into supplied (form_id, "row", input, value, at) values
           ({form}, '二.1', '迟报、错报', '1', 'x')""",
        "update reviews set accepted = '{}' where form_id = {form}",
        "update reviews set superseded_at = 'x' where form_id = {form}",
        """insert into evidence (form_id, "row", label, receipt, at) values
           ({form}, '三.4', 'x', 'x', 'x')""",
        """insert into work_reports (form_id, kind, title, received_at, due_at, on_time, receipt)
           values ({form}, '工作总结', 'x', 'x', 'x', 1, 'x')""",
        "update units set name = '县教体局' where id = 1",
        "update quarter_schemes set text = text || ' ' where grp = '县直单位'",
    ],
)
async def test_every_change_of_a_figure_marks_the_result_stale(tmp_path: Path, change: str) -> None:
    """By a page, by bulk SQL or by hand: the mark is set by the database itself."""
    before = (
        "claim 县教育局 三.1b 宣传活动 1",
        'accept 县教育局 三.4 {"取得成效的应用":1,"仅有通知或文件的应用":0} 属实',
    )
    async with stage(tmp_path, before=before) as play:
        quarter = await _quarter(play)
        async with play.database.transaction() as db:
            await freshen(db, quarter)
            assert not await results.stale(db, quarter.id, 10)
            found = await quarters.form(db, quarter.id, 1)
            assert found is not None
            await db.execute(change.replace("{form}", str(found.id)))
            assert found.id in await results.stale(db, quarter.id, 10)
            await freshen(db, quarter)
            (form, *_) = [f for f in await load_quarter(db, quarter) if f.form.id == found.id]
        kept = (await _kept(play))[found.id]
    assert {name: kept[name] for name in ("total", "points", "done", "begun", "heard")} == {
        "total": computed(form).total,
        "points": computed(form).points,
        "done": computed(form).done,
        "begun": computed(form).begun,
        "heard": computed(form).heard,
    }


async def test_telling_of_a_decision_changes_no_result(tmp_path: Path) -> None:
    """Only what bears on points or progress is worth computing again."""
    before = ('accept 县教育局 三.4 {"取得成效的应用":1,"仅有通知或文件的应用":0} 属实',)
    async with stage(tmp_path, before=before) as play:
        quarter = await _quarter(play)
        async with play.database.transaction() as db:
            await freshen(db, quarter)
            await db.execute("update reviews set told_at = 'x'")
            assert not await results.stale(db, quarter.id, 10)


async def test_a_backlog_is_said_and_worked_off_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question computes so many stale results and says what is left; nobody reads old as new."""
    monkeypatch.setattr(stale, "AT_ONCE", 2)
    async with stage(tmp_path) as play:
        for _ in range(2):  # a question writes no results
            [(_, said)] = await play.send(ADMIN, "县直前三名")
            assert "正在重算，过一会儿再看" in said.title
        await Freshener(play.database).freshen()
        [(_, said)] = await play.send(ADMIN, "县直前三名")
        assert "正在重算" not in said.title


async def test_a_form_that_cannot_be_assessed_keeps_nobody_from_an_answer(tmp_path: Path) -> None:
    """It is 未算 by name, in the log once with its number; the others are ranked and compared."""
    before = ("claim 县教育局 三.1b 宣传活动 1", "claim 县财政局 三.1b 宣传活动 1")
    async with stage(tmp_path, before=before) as play:
        quarter = await _quarter(play)
        async with play.database.transaction() as db:
            broken = await quarters.form(db, quarter.id, 1)
            assert broken is not None
            await db.execute(f"update claims set value = '-1' where form_id = {broken.id}")
        number = f"F{broken.id}"
        with capture_logs() as logged:
            said = [
                (await play.send(ADMIN, asked))[-1][1]
                for asked in ("县直排名", "县直前三名", "等次分布", "失分最多的项目", "进度")
            ]
            [(_, place)] = await play.send(ADMIN, "教育局排第几")
            [(_, compared)] = await play.send(ADMIN, "比较教育局和财政局")
            await Freshener(play.database).freshen()
            await play.send(ADMIN, "县直排名")
        assert all("未算：教育局" in one.text and number in one.text for one in said[:4])
        assert "财政局" in said[0].text
        assert "教育局未算" in place.text
        assert "教育局未算" in compared.text
        assert "出了点问题" not in said[4].text
        named = [one for one in logged if one.get("reference") == number]
        assert [one["event"] for one in named] == ["form cannot be assessed"]


async def test_a_form_that_cannot_be_assessed_keeps_no_other_from_its_review(
    tmp_path: Path,
) -> None:
    """It is left out of the queue by name; the others are reviewed."""
    before = (
        "claim 县教育局 三.1b 宣传活动 1",
        'claim 冢头镇 四.1 说明 "办了信用主题宣传"',
        "submitted 县教育局",
        "submitted 冢头镇",
        "state review",
    )
    async with stage(tmp_path, before=before) as play:
        async with play.database.transaction() as db:
            broken = await quarters.form(db, 1, 1)
            assert broken is not None
            await db.execute(f"update claims set value = '-1' where form_id = {broken.id}")
        [(_, said)] = await play.send(ADMIN, "审核")
        assert f"没有列入：教育局（编号 F{broken.id}）" in said.text
        [(_, item)] = await play.send(ADMIN, press="开始审核")
        assert "冢头" in item.title + item.text


async def test_a_liaison_whose_form_cannot_be_assessed_reads_so_at_home(tmp_path: Path) -> None:
    """With the number to name, and every way on still there."""
    async with stage(tmp_path, before=("claim 县教育局 三.1b 宣传活动 1",)) as play:
        async with play.database.transaction() as db:
            await db.execute("update claims set value = '-1'")
        [(_, said)] = await play.send("李敏", "首页")
        assert re.search(r"得分未算.*编号 F\d+", said.text)


async def test_a_table_without_one_form_that_can_be_assessed_says_so(tmp_path: Path) -> None:
    """Nobody is told that its units take no part."""
    before = [f"claim {one} 三.1b 宣传活动 1" for one in ("县教育局", "县财政局", "县交通运输局")]
    async with stage(tmp_path, before=before) as play:
        async with play.database.transaction() as db:
            await db.execute("update claims set value = '-1'")
        for asked in ("县直排名", "县直前三名", "等次分布", "县直失分最多的项目", "县直排名图"):
            [(_, said)] = await play.send(ADMIN, asked)
            assert "未算：教育局" in said.text, asked
        [(_, said)] = await play.send(ADMIN, "教育局排第几")
        assert "教育局未算" in said.text


async def test_a_form_is_counted_again_once_its_figures_can_be_assessed(tmp_path: Path) -> None:
    """A change of a figure is enough; without one the next start tries again."""
    async with stage(tmp_path, before=("claim 县教育局 三.1b 宣传活动 1",)) as play:
        quarter = await _quarter(play)
        async with play.database.transaction() as db:
            await db.execute("update claims set value = '-1'")
            await freshen(db, quarter)
            assert [one.short for one in (await boards(db, quarter))[0].uncounted] == ["教育局"]
            await results.retry(db)
            assert await results.stale(db, quarter.id, 10)
            await freshen(db, quarter)
            await db.execute("update claims set value = '1'")
            assert (await boards(db, quarter))[0].uncounted == ()


async def test_many_lines_are_ranked_aside_and_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another thread comes out what comes out at once."""
    async with stage(tmp_path, before=("claim 县财政局 三.1b 宣传活动 3",)) as play:
        quarter = await _quarter(play)
        async with play.database.transaction() as db:
            at_once = await boards(db, quarter)
            monkeypatch.setattr(standings, "MANY", 0)
            assert await boards(db, quarter) == at_once


async def test_a_question_about_a_published_quarter_reads_its_edition(tmp_path: Path) -> None:
    """A figure changed since is not in the ranking until there is another edition."""
    before = (
        'past 2026 3 县财政局 三.4 {"取得成效的应用":2,"仅有通知或文件的应用":0}',
        "released 2026 3 published",
    )
    async with stage(tmp_path, before=before) as play:
        [(_, first)] = await play.send(ADMIN, "三季度县直前三名")
        async with play.database.transaction() as db:
            over = await quarters.by_number(db, 2026, 3)
            assert over is not None
            form = await quarters.form(db, over.id, 2)
            assert form is not None
            await answers.claim(db, form.id, "三.1b", "宣传活动", "5", None, play.now)
        [(_, second)] = await play.send(ADMIN, "三季度县直前三名")
    assert "1. 财政局 4 分" in first.text
    assert second.text == first.text


def test_an_older_database_gets_its_results_and_editions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The migration copies the editions that are there and marks every form stale."""
    file = tmp_path / "xinkao.db"
    script = migrating._script()
    results_are = next(one for one in script.walk_revisions() if one.path.endswith("_results.py"))
    whole = script._upgrade_revs
    with monkeypatch.context() as older:
        older.setattr(migrating, "_script", lambda: script)
        older.setattr(script, "_upgrade_revs", lambda _, now: whole(results_are.down_revision, now))
        schema.migrate(file)
    unit = {
        "id": 1, "name": "县教育局", "short": "教育局", "class": "", "total": "88.125",
        "grade": "良好", "rank": 1, "provisional": False, "rows": {"三.4": "7.5"},
    }  # fmt: skip
    snapshot = json.dumps({"tables": [{"group": "县直单位", "units": [unit]}]})
    with closing(sqlite3.connect(file)) as old:
        old.executescript(
            "insert into units (id, name, short, grp, created_at) values (1, 'x', 'x', 'x', '');"
            "insert into quarters (id, year, number, state, opens_on, deadline_at,"
            " work_report_due_at, review_until, appeal_until, created_at)"
            " values (1, 2026, 3, 'published', '', '', '', '', '', '');"
            "insert into forms (quarter_id, unit_id, grp) values (1, 1, 'x');"
        )
        old.execute(
            "insert into publications (quarter_id, kind, version, snapshot, hash, at)"
            " values (1, 'published', 1, ?, '', '')",
            (snapshot,),
        )
        old.commit()
    schema.migrate(file)
    with closing(sqlite3.connect(file)) as new:
        lines = new.execute("select unit_id, grp, total, points from edition_results").fetchall()
        stale = new.execute("select form_id, stale from form_results").fetchall()
    assert lines == [(1, "县直单位", "88.125", '{"三.4":"7.5"}')]
    assert stale == [(1, 1)]


async def test_a_form_nobody_wrote_in_is_the_same_one_and_any_other_is_read_anew(
    tmp_path: Path,
) -> None:
    """What was worked out on it serves on; after a change it never does."""
    before = ("claim 县教育局 三.1b 宣传活动 1", "claim 县财政局 三.1b 宣传活动 1")
    async with stage(tmp_path, before=before) as play:
        quarter = await _quarter(play)
        async with play.database.transaction() as db:
            first = {one.unit.short: one for one in await load_quarter(db, quarter)}
            await db.execute(
                "update claims set value = '2' where form_id = ?", (first["教育局"].form.id,)
            )
            again = {one.unit.short: one for one in await load_quarter(db, quarter)}
            assert again["财政局"] is first["财政局"]
            assert again["教育局"] is not first["教育局"]
            gained = again["教育局"].assessment.total - first["教育局"].assessment.total
            assert gained == 1
            forget()
            anew = {one.unit.short: one for one in await load_quarter(db, quarter)}
            assert anew["财政局"] is not first["财政局"]
            assert anew == again
