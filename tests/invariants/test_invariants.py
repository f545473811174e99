"""Every invariant holds for what the pages do, and names what breaks it."""

from __future__ import annotations

import ast
import asyncio
import hashlib
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.corridor import pages
from bot.corridor.events import Incoming, dumps
from bot.invariants import (
    ALL,
    Broken,
    _findings,
    beyond,
    broken_invariants,
    look as looking,
    look_through,
)
from bot.invariants.look import MOST, Look, invariant, never, period
from bot.invariants.results import misplaced
from bot.running.config import Settings
from bot.running.inspection import check
from scoring.assess import assess
from scoring.periods import numbers
from scoring.ranking import rank
from scoring.scheme import load as load_scheme
from storage.database import Database, Session, stamp
from storage.evidence import EvidenceStore
from storage.queries import corridor
from storage.sqlite.line import Connection
from tests.checked import UncheckedError
from tests.invariants.invariant_breaks import BREAKS
from tests.invariants.whole_county import play_it
from tests.stage import MONDAY, stage

ELSEWHERE = {
    "database-is-sound": "a damaged file",
    "total-is-the-same-however-asked": "scoring that disagrees with itself",
    "rank-follows-total": "a ranking that is wrong",
    "unit-is-within-its-quota": "a quota is given",
    "nothing-waits-for-days": "a time is given",
    "edition-follows-from-its-figures": "an edition is needed (tests/release/test_publish.py)",
    "published-figures-are-the-editions": "likewise",
    "edition-lines-are-the-editions": "likewise",
    "no-edition-rests-on-an-unanswered-return": "likewise (tests/release/test_unfinished.py)",
    "no-appeal-is-decided-by-its-first-reviewer": "likewise (tests/appeals/test_second.py)",
    "open-points-are-in-the-edition": "likewise (tests/release/test_unfinished.py)",
}
"""Invariants that no row alone can break: each has a test of its own, below or where it says."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a county in which everything happened once."""
    folder = tmp_path_factory.mktemp("county")

    async def play() -> None:
        async with stage(folder) as made:
            await play_it(made)

    asyncio.run(play())
    return folder


def store_of(folder: Path) -> EvidenceStore:
    return EvidenceStore(folder / "evidence", 20 * 1024 * 1024, reserve=0)


@pytest.fixture
async def look(county: Path) -> AsyncIterator[Look]:
    """A look at the county inside a transaction that is undone."""
    pages.open_all()
    line = await Connection.open(county / "xinkao.db", patience=10)
    line.execute("pragma foreign_keys = off")  # what is broken must be allowed to be
    line.execute("begin immediate")
    yield Look(Session(line), store_of(county))
    line.execute("rollback")
    await line.close()


async def test_the_pages_break_nothing(county: Path) -> None:
    """A county in which everything happened once, looked at deeply: no finding."""
    database = await Database.open(county / "xinkao.db")
    found = await broken_invariants(
        database, store_of(county), deep=True, now=MONDAY, unit_bytes=10**9
    )
    await database.close()
    assert found == []


async def test_every_table_of_the_county_has_rows(county: Path) -> None:
    """Otherwise the promises about it would hold of nothing."""
    spoken_of = """
        units unit_aliases persons identities roles groups invitations quarters quarter_schemes
        forms claims supplied reviews blobs evidence work_reports receipts audit publications
        settings conversations inbox outbox web_sessions web_rooms web_members web_log web_uploads
    """
    db = sqlite3.connect(county / "xinkao.db")
    empty = [n for n in spoken_of.split() if not db.execute(f'select 1 from "{n}"').fetchone()]
    db.close()
    assert empty == []


def test_every_invariant_has_a_name_a_promise_and_a_way_to_break_it() -> None:
    """None is declared without a test that breaks it, and there are some forty at least."""
    names = [one.name for one in ALL]
    assert len(names) == len(set(names)) >= 40
    assert set(names) == BREAKS.keys() | ELSEWHERE.keys()
    for one in ALL:
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", one.name)
        assert one.promise.endswith(".")


@pytest.mark.unchecked  # what is unreadable keeps others from being looked at
@pytest.mark.parametrize("name", BREAKS)
async def test_what_breaks_it_is_named(look: Look, name: str) -> None:
    """The statements of the table are found out, in a Chinese sentence."""
    changed = 0
    for statement in BREAKS[name]:
        changed += max(0, await look.db.execute(statement))
    assert changed, "the scene has no row this would touch"
    told = [one.what for one in await look_through(look) if one.name == name]
    assert told, f"{name} did not notice"
    for what in told:
        assert re.search("[一-鿿]", what)
        assert re.search("[。：]", what)
        assert "{" not in what
        assert "没能核对完" not in what


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30T02:00:00.000000Z",
        "2026-11-23T25:00:00.000000Z",
        "2026-11-23T02:00:00Z",
        "2026-11-23T02:00:00.000000+08:00",
        "2026-11-23 02:00:00.000000Z",
        "",
    ],
)
async def test_a_time_that_is_none_is_named(look: Look, text: str) -> None:
    """A day that does not exist, a zone of its own, another form: none sorts as text."""
    await look.db.execute("update units set created_at = ? where id = 3", (text,))
    told = [one.what for one in await look_through(look) if one.name == "times-are-utc"]
    assert told == [f"表 units 第 3 行的 created_at 不是规范的 UTC 时间：{text}。"]


async def test_a_damaged_file_is_named(county: Path, tmp_path: Path) -> None:
    """A column that holds null against its own declaration: the file is not sound."""
    shutil.copytree(county, tmp_path / "county")
    path = tmp_path / "county" / "xinkao.db"
    with sqlite3.connect(path) as db:
        db.execute("pragma writable_schema = on")
        db.execute(
            "update sqlite_master set sql = replace(sql, 'place TEXT', 'place TEXT NOT NULL') "
            "where name = 'conversations'"
        )
    db.close()
    database = await Database.open(path)
    found = await broken_invariants(database, store_of(tmp_path / "county"))
    await database.close()
    assert "database-is-sound" in {one.name for one in found}


async def test_changed_bytes_of_the_right_size_need_a_deep_look(
    county: Path, tmp_path: Path
) -> None:
    """The size tells most losses at once; only ``deep`` reads the file again."""
    folder = tmp_path / "county"
    shutil.copytree(county, folder)
    store = store_of(folder)
    path = store.path(next(store.walk()))
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)
    database = await Database.open(folder / "xinkao.db")
    assert await broken_invariants(database, store) == []
    found = await broken_invariants(database, store, deep=True)
    path.unlink()
    gone = await broken_invariants(database, store)
    await database.close()
    assert [one.name for one in found] == ["blob-has-its-bytes"]
    assert "blob-has-its-bytes" in {one.name for one in gone}


async def test_who_is_over_a_quota_is_named_when_one_is_given(look: Look) -> None:
    """Without a quota nothing is said; with one, who is over it."""
    assert await look_through(look) == []
    look.unit_bytes = 1000
    assert [one.name for one in await look_through(look)] == ["unit-is-within-its-quota"]


async def test_what_waits_for_days_is_named_when_the_time_is_given(look: Look) -> None:
    """A letter and an update of Monday, looked at on Wednesday."""
    update = Incoming(
        channel="web", update="late", chat="王强", sender="王强", private=True, received=MONDAY
    )
    await corridor.receive(look.db, "web", "late", "王强", dumps(update), MONDAY)
    look.now = MONDAY + timedelta(hours=23)
    assert await look_through(look) == []
    look.now = MONDAY + timedelta(days=2)
    names = [one.name for one in await look_through(look)]
    assert names == ["nothing-waits-for-days"] * 2


async def test_a_scheme_that_cannot_be_read_is_named_and_the_rest_goes_on(look: Look) -> None:
    """One unreadable scheme hides no other finding and raises nothing."""
    broken = 'name = "坏"'
    digest = hashlib.sha256(broken.encode()).hexdigest()
    await look.db.execute(
        "update quarter_schemes set text = ?, digest = ? where quarter_id = 1", (broken, digest)
    )
    await look.db.execute("update blobs set size = 1")
    found = {one.name for one in await look_through(look)}
    assert found == {"kept-scheme-is-what-was-opened", "blob-has-its-bytes"}


async def test_a_kind_of_fault_is_told_twenty_times_at_most(look: Look) -> None:
    """A thousand of a kind are one thing to mend."""
    text = dumps(
        Incoming(
            channel="web", update="x", chat="李敏", sender="李敏", private=True, received=MONDAY
        )
    )
    for number in range(30):
        await look.db.execute(
            "insert into inbox (channel, update_key, chat, payload, received_at, state) "
            "values ('web', ?, '李敏', ?, ?, 'done')",
            (f"u-{number}", text, stamp(MONDAY)),
        )
    told = await look_through(look)
    assert {one.name for one in told} == {"update-is-readable"}
    assert len(told) == MOST


@pytest.mark.unchecked
async def test_data_that_breaks_the_check_itself_is_a_finding(look: Look) -> None:
    """A date that is no date ends one check, is told, and no other check is lost."""
    await look.db.execute("update quarters set opens_on = 'Monday'")
    told = {one.name: one.what for one in await look_through(look)}
    assert "没能核对完" in told["quarter-dates-are-in-order"]
    assert "rank-follows-total" not in told


def test_a_rank_that_does_not_follow_the_total_is_noticed() -> None:
    """Ranks changed about, and a tie that is none."""
    from dataclasses import replace

    scheme = load_scheme("郏县2022-县直单位")
    reported = {"甲": 3, "乙": 2, "丙": 2, "丁": 1}
    right = rank(
        scheme,
        [assess(scheme, {"三.4": {"取得成效的应用": n}}, unit) for unit, n in reported.items()],
    )
    assert [one.rank for one in right] == [1, 2, 2, 4]
    assert misplaced(scheme, right) == []
    assert misplaced(scheme, [right[1], right[0], *right[2:]])
    assert misplaced(scheme, [replace(right[0], rank=2), *right[1:]])
    assert misplaced(scheme, [*right[:2], replace(right[2], rank=3), right[3]])


async def test_a_total_that_depends_on_the_order_of_asking_is_noticed(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scoring that gave another total the second time would be named."""
    from bot.invariants import results

    def moody(*asked: object) -> object:
        found = assess(*asked)  # type: ignore[arg-type] # whatever results asks is passed on
        return found._replace(total=found.total + 1)

    monkeypatch.setattr(results, "assess", moody)
    told = {one.name for one in await look_through(look)}
    assert told == {"total-is-the-same-however-asked"}


async def test_a_wrong_order_of_ranks_is_named(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ranking upside down would be named with its units."""
    from bot.invariants import results

    monkeypatch.setattr(results, "rank", lambda *a: list(reversed(rank(*a))))
    told = await look_through(look)
    assert {one.name for one in told} == {"rank-follows-total"}
    assert any("县教育局" in one.what for one in told)


def test_a_name_cannot_be_taken_twice_nor_promise_nothing() -> None:
    """Declaring goes wrong aloud."""
    with pytest.raises(ValueError, match="two invariants"):
        never("claim-has-audit", "x.", "select 1", "x")
    with pytest.raises(ValueError, match="promises nothing"):

        @invariant("promises-nothing")
        async def nothing(look: Look) -> AsyncIterator[str]:
            yield ""


def test_a_finding_is_a_name_and_a_sentence() -> None:
    """What the operator's check prints."""
    assert Broken("claim-has-audit", "没有留痕。").what == "没有留痕。"


@pytest.mark.unchecked
async def test_what_could_not_be_checked_is_a_result_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither fine nor a known finding: it fails a story that began with it, and the doctor."""
    async with stage(tmp_path / "data") as play:
        given = await broken_invariants(play.database, play.store)
        assert not any(one.unchecked for one in given)
        assert beyond(given, given) == []

        async def breaks(_: Look) -> AsyncIterator[str]:
            raise KeyError("no such column")
            yield ""

        changed = [
            replace(one, find=breaks) if one.name == "claim-has-audit" else one for one in ALL
        ]
        monkeypatch.setattr("bot.invariants.ALL", changed)
        found = await broken_invariants(play.database, play.store)
        assert [one.name for one in beyond(found, found)] == ["claim-has-audit"]
        data = {"folder": tmp_path / "data", "reserve_megabytes": 0}
        settings = Settings.model_validate({"data": data, "web": {"port": 0}})
        lines, sound = await check(settings, data=True)
        assert not sound
        assert any("1 项没能核对" in one for one in lines), lines


async def test_what_could_not_be_checked_fails_every_test(look: Look) -> None:
    """Also one that compares findings with those of the beginning, or looks for a name."""
    await look.db.execute("update quarters set opens_on = 'Monday'")
    with pytest.raises(UncheckedError, match="quarter-dates-are-in-order"):
        await look_through(look)


@pytest.mark.parametrize("name", sorted(ELSEWHERE))
def test_what_no_row_alone_can_break_is_broken_in_a_test_that_names_it(name: str) -> None:
    """Each of the others is asked for by its name somewhere, as a finding."""
    here = Path(__file__)
    naming = [
        file
        for file in here.parents[1].rglob("test_*.py")
        if f'"{name}"' in file.read_text("utf-8").replace(f'    "{name}": "', "")
    ]
    assert naming, f"{name} is broken nowhere"


async def test_every_invariant_that_cannot_be_checked_is_a_finding(look: Look) -> None:
    """Whichever of them meets an error while it looks: the error is a finding of that name."""
    for one in ALL:

        async def fails(_: Look) -> AsyncIterator[str]:
            raise sqlite3.OperationalError("no such column: x")
            yield ""

        broken = await _findings(replace(one, find=fails), look)
        assert [(b.name, b.unchecked) for b in broken] == [(one.name, True)]


def test_what_is_told_of_a_period_calls_it_by_its_name() -> None:
    """A county of months has no 季度; a number that means nothing is said as it stands."""
    assert period(2026, 4) == "2026年四季度"
    assert period(2026, numbers("month")[10]) == "2026年11月"
    assert period(2026, 77) == "2026年第 77 期"
    sentences = [
        node.value
        for file in Path(looking.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [one for one in sentences if "季度" in one and "年四季度" not in one] == []
