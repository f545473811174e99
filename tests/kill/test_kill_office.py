"""A process killed with -9 while the office works: release, import, a storm of reminders.

Each affair is lived once undisturbed; then it is cut short at a point and carried on by the next
process, to which everything is said once more, as by people who heard no answer. The rows, the
audit, the ledger and the letters must be the same: nothing lost, doubled or half done.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from bot.invariants import beyond
from storage import backup
from storage.database import stamp
from storage.queries import people, quarters, roster, web
from tests.kill.child import ENTRIES_AT_ONCE, Sent
from tests.kill.test_kill import broken, query, run
from tests.release.test_publish import AFTER_APPEALS, GIVEN, _announced, _propose
from tests.stage import MONDAY, OFFICE, Stage, stage
from tests.supply.supply_papers import GOOD, changed, form
from tests.written_down import write_down

# A killed process has left a file, which is looked into; servers are killed in tests/province.
pytestmark = pytest.mark.sqlite

ADMIN, OTHER, LIAISON = "赵主任", "王强", "李敏"
STORM = 70
"""Units in the storm: several transactions of reminders."""
BEFORE_THE_DEADLINE = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
"""Ten in the morning, a week before the deadline: a milestone of everybody."""

Prepare = Callable[[Stage], Awaitable[list[Sent]]]


@dataclass(frozen=True)
class Affair:
    """Something the office does: what is there before, what is said, when, and where to die."""

    name: str
    prepare: Prepare
    points: tuple[tuple[str, int], ...]
    now: datetime = MONDAY
    beats: int = 0
    given: tuple[str, ...] = ()


async def _announcing(play: Stage) -> list[Sent]:
    return [
        Sent("yes-0001", OTHER, route=await _propose(play, "公示")),
        Sent("look-0002", LIAISON, "得分"),
    ]


async def _publishing(play: Stage) -> list[Sent]:
    await _announced(play)
    play.now = AFTER_APPEALS
    confirm = await _propose(play, "公布")
    return [Sent("yes-0001", OTHER, route=confirm), Sent("look-0002", LIAISON, "得分")]


async def _roster(play: Stage) -> list[Sent]:
    lines = [
        "单位名称,简称,别名,考核表,是否考核",
        "县教育局,教体局,教育体育局,县直单位,",
        "冢头镇,冢头,,乡镇,否",
        *(f"县第{number}局,{number}局,,县直," for number in range(20)),
    ]
    data = "\r\n".join(lines).encode("gb18030")
    return [
        Sent("ask-0001", ADMIN, route="units/import"),
        Sent("file-0002", ADMIN, file=("名单.csv", data)),
        Sent("yes-0003", ADMIN, route="units/import/yes"),
    ]


async def _figures(play: Stage) -> list[Sent]:
    data = changed(form(), GOOD)
    return [
        Sent("book-0001", ADMIN, route="supply/book/1"),
        Sent("file-0002", ADMIN, file=("部门数据.xlsx", data)),
        Sent("yes-0003", ADMIN, route="supply/keep/1"),
    ]


async def _reviewing(play: Stage) -> list[Sent]:
    """One item is accepted, the next sent back with a reason, and the unit reads of it."""
    marks = {}
    for row in ("三.2", "三.4"):
        await play.send(ADMIN, route=f"review/see/1/1/{row}")
        marks[row] = play.button(ADMIN, "存疑").split("/")[5]
    return [
        Sent("ok-000001", ADMIN, route=f"review/ok/1/1/三.2/{marks['三.2']}"),
        Sent("back-0002", ADMIN, route=f"review/return/1/1/三.4/{marks['三.4']}"),
        Sent("why-00003", ADMIN, route=f"review/back/1/1/三.4/{marks['三.4']}/20261126/0"),
        Sent("look-0004", LIAISON, "得分"),
    ]


async def _copying(play: Stage) -> list[Sent]:
    """Two backups, one of them after a message more."""
    return [
        Sent("first-0001", ADMIN, backup=True),
        Sent("says-00002", LIAISON, route="put/1/1/三.4/0/3"),
        Sent("second-003", ADMIN, backup=True),
    ]


async def _storm(play: Stage) -> list[Sent]:
    async with play.database.transaction() as db:
        for number in range(STORM):
            unit = await roster.add(db, f"县第{number}局", f"{number}局", "县直单位", "", play.now)
            await quarters.add_form(db, 1, unit.id, unit.group)
            person = await people.add_person(db, f"联络员{number}", "13900000000", play.now)
            await people.add_identity(db, person.id, "web", f"联络员{number}", play.now)
            await people.give_role(db, person.id, "liaison", unit.id, None, play.now)
    return []


REVIEWED = (
    f"role {OTHER} admin",
    "claim 县教育局 三.2 已出台实施办法 true",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
    "submitted 县教育局",
    "state review",
)
RELEASE = (
    ("recorded", 1),
    ("recorded", 2),
    ("turn", 1),
    ("released", 2),
    ("synced", 2),
    ("committed", 1),
    ("delivered", 1),
    ("delivered", 3),
)
IMPORT = (
    ("recorded", 1),
    ("recorded", 3),
    ("turn", 2),
    ("turn", 3),
    ("synced", 6),
    ("committed", 3),
    ("delivered", 2),
)
AFFAIRS = (
    Affair("公示", _announcing, RELEASE, given=GIVEN),
    Affair("公布", _publishing, RELEASE, AFTER_APPEALS, given=GIVEN),
    Affair("导入名单", _roster, (*IMPORT, ("recorded", 20))),
    Affair("部门数据", _figures, tuple(one for one in IMPORT if one != ("recorded", 3))),
    Affair(
        "提醒",
        _storm,
        (("entered", 1), ("entered", 2), ("synced", 2), ("synced", 3), ("delivered", 1),
         ("delivered", 40)),
        BEFORE_THE_DEADLINE,
        beats=1,
    ),
)  # fmt: skip
AFFAIRS = (
    *AFFAIRS,
    Affair(
        "审核",
        _reviewing,
        (("recorded", 1), ("turn", 2), ("turn", 3), ("committed", 1), ("delivered", 2)),
        given=REVIEWED,
    ),
    Affair(
        "备份",
        _copying,
        (("copied", 1), ("half a copy", 1), ("half a copy", 2), ("committed", 1)),
    ),
)
BY_NAME = {one.name: one for one in AFFAIRS}

STATE = (
    "select id, state, appeal_until from quarters",
    "select quarter_id, kind, version, hash, reason, proposed_by, confirmed_by from publications",
    "select kind, mark, outcome, settled_by from release_proposals",
    "select name, short, grp, active from units order by id",
    "select unit_id, alias from unit_aliases order by unit_id, alias",
    'select form_id, "row", input, value, source, file_digest, version from supplied',
    "select key, state, reason from reminders order by key",
    "select stream, seq, action, subject, before, after, why from audit order by stream, seq",
    "select key, value from settings order by key",
    "select update_key, state from inbox order by id",
    "select chat, waiting, draft from conversations order by chat",
    "select chat, payload from web_log where direction = 'out' order by chat, seq",
    'select form_id, "row", decision, accepted, reason, due_at, by_person from reviews order by id',
    "select chat, payload, state, reason from outbox order by id",
)
"""What must be the same after any death."""


@dataclass(frozen=True)
class Scene:
    """An affair's county as it is before, what is said then, and the state after it."""

    folder: Path
    sent: list[Sent]
    after: list[list[tuple[object, ...]]]


def _state(folder: Path) -> list[list[tuple[object, ...]]]:
    return [*(query(folder, sql) for sql in STATE), copies(folder)]


def copies(folder: Path) -> list[tuple[object, ...]]:
    """Every backup, each read to its end and its database whole; and what a death left of one."""
    found: list[tuple[object, ...]] = []
    for path in sorted((folder / "backups").glob("*")):
        whole = path.suffix == ".tar" and not backup.verify_backup(path).damaged
        found.append((path.name, whole))
    return found


def _found(folder: Path, affair: Affair) -> list[Sent]:
    """The county before the affair, every chat of it a room of the web chat."""

    async def found() -> list[Sent]:
        async with stage(folder, before=affair.given) as play:
            sent = await affair.prepare(play)
            async with play.database.transaction() as db:
                await write_down(db, play.now)
                # What was said before is over: only the affair's own letters are looked at.
                await db.execute("update outbox set state = 'sent', external = 'x'")
                at = stamp(play.now)
                for one in await people.live_roles(db):
                    name = one.person_name
                    await web.put_room(db, name, name, at, private=True)
                    await web.add_member(db, name, name, at)
                await web.put_room(db, OFFICE, "信用办管理群", at, private=False)
                await web.add_member(db, OFFICE, ADMIN, at)
            return sent

    return asyncio.run(found())


@pytest.fixture(scope="module")
def scenes(
    processes: ForkServerContext, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Scene]:
    """Every affair's scene, made when it is first asked for."""
    made: dict[str, Scene] = {}

    def scene(name: str) -> Scene:
        if name not in made:
            affair = BY_NAME[name]
            before = tmp_path_factory.mktemp("before") / "county"
            sent = _found(before, affair)
            whole = tmp_path_factory.mktemp("whole") / "county"
            shutil.copytree(before, whole)
            assert run(processes, whole, sent, now=affair.now, beats=affair.beats) == 0
            made[name] = Scene(before, sent, _state(whole))
        return made[name]

    return scene


@pytest.mark.parametrize(
    ("name", "point", "hit"), [(one.name, *point) for one in AFFAIRS for point in one.points]
)
async def test_killed_in_the_middle_nothing_is_lost_doubled_or_half_done(
    processes: ForkServerContext,
    scenes: Callable[[str], Scene],
    tmp_path: Path,
    name: str,
    point: str,
    hit: int,
) -> None:
    """Cut short there and carried on by the next process: as if nothing had happened."""
    affair = BY_NAME[name]
    scene = await asyncio.to_thread(scenes, name)
    folder = tmp_path / "county"
    shutil.copytree(scene.folder, folder)
    known = await broken(folder, affair.now)
    ended = run(processes, folder, scene.sent, point, hit, affair.now, affair.beats)
    assert ended == -signal.SIGKILL
    assert _state(folder) != scene.after, "it died too late to prove anything"
    assert run(processes, folder, scene.sent, now=affair.now, beats=affair.beats) == 0
    assert _state(folder) == scene.after
    assert beyond(known, await broken(folder, affair.now)) == []


def test_the_affairs_are_what_they_say(scenes: Callable[[str], Scene]) -> None:
    """Each does its whole work when nothing disturbs it: else the deaths would prove nothing."""
    keys = (*STATE, "copies")
    after = {name: dict(zip(keys, scenes(name).after, strict=True)) for name in BY_NAME}
    assert after["公示"][STATE[0]][0][1] == "announced"
    assert [row[1:3] for row in after["公布"][STATE[1]]] == [("announced", 1), ("published", 1)]
    assert after["公布"][STATE[0]][0][1] == "published"
    assert len(after["导入名单"][STATE[3]]) == 25
    assert len(after["部门数据"][STATE[5]]) >= 4
    sent = [row for row in after["提醒"][STATE[6]] if row[1] == "sent"]
    assert len(sent) >= STORM > 3 * ENTRIES_AT_ONCE
    assert [row[2] for row in after["审核"][STATE[-2]]] == ["accept", "return"]
    assert after["备份"]["copies"] == [("first-0001.tar", True), ("second-003.tar", True)]
    letters = [row for row in after["提醒"][STATE[-1]] if str(row[3]).startswith("remind")]
    assert len(letters) == len({row[3] for row in letters}) >= STORM


def test_a_storm_that_two_processes_raise_is_one(
    processes: ForkServerContext, scenes: Callable[[str], Scene], tmp_path: Path
) -> None:
    """The clockwork beats twice more after it is over: nobody is written to again."""
    scene, affair = scenes("提醒"), BY_NAME["提醒"]
    folder = tmp_path / "county"
    shutil.copytree(scene.folder, folder)
    assert run(processes, folder, [], now=affair.now, beats=3) == 0
    assert _state(folder) == scene.after
