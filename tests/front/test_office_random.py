"""Whoever presses whatever, also what was never theirs or is no longer: nothing forbidden happens.

A review with remits, conflicts of interest, returns, doubts, extensions, appeals and changing roles
is played at random: people press their own buttons, buttons shown to others and buttons from long
ago. After every deed the rows are asked who did what and whether it was theirs to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.forms.loading import load
from bot.invariants import beyond, broken_invariants
from bot.review.queue import conflicted
from bot.review.remits import Part, Remits, read
from storage.database import Session, moment
from storage.queries import people, quarters, review
from tests.stage import OFFICE, SHANGHAI, Stage, stage

CAST = ("赵主任", "周平", "张三", "孙审", "钱观", "李敏", "王强")
GIVEN = (
    "liaison 周平 县交通运输局",
    "role 周平 admin",
    "colleague 张三 reviewer",
    "colleague 钱观 observer",
    "liaison 孙审 县财政局",
    "role 孙审 reviewer",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
    "claim 县教育局 三.2 已出台实施办法 true",
    "claim 县教育局 四.1 宣传活动 2",
    "claim 县财政局 三.2 已出台实施办法 true",
    "claim 县财政局 四.1 宣传活动 1",
    'claim 冢头镇 四.1 说明 "进校园"',
    "submitted 县教育局",
    "submitted 县财政局",
    "submitted 冢头镇",
    "state review",
)
TEXTS = (
    "审核", "审核", "审核", "审核分工", "审核 张三 第三节",
    "审核 张三 县直 三.4、四.1", "审核 孙审 第四节",
    "审核 张三 全部", "延期 交通 1月20日 系统故障", "延期 财政局 1月20日 系统故障",
    "延期 全部 1月22日 系统故障", "人员", "公示", "公布", "申诉", "申诉 三.4", "进度", "1", "2",
    "材料不足以证明，请补充", "是",
)  # fmt: skip
ROUTES = (
    "review/next/1/all", "review/see/1/1/三.4", "review/see/1/2/三.2", "review/see/1/2/四.1",
    "review/unit/1/1/1", "review/unit/1/2/1", "review/clean/1/1", "review/clean/1/2",
    "review/open/1/1/三.4/0", "review/open/1/2/三.2/0", "extend/1/2/20270120/0",
    "extend/1/3/20270120/0", "extend/1/all/20270121/0", "roles/reviewer/1", "roles/observer/1",
    "remits/5/all/1", "resubmit/yes/1/1/三.4", "resubmit/yes/1/2/三.2", "appeals/1",
)  # fmt: skip
_ELSEWHERE = re.compile(r"home|help|progress|ranking|units|fill|score")
_MOVES = re.compile(r"remits|roles|invite")
_DECIDES = re.compile(
    r"review/(ok|back|why|award|put|clean/yes|open)|resubmit|extend/.*/|release|appeals?/|proof"
)
ORDER = ("review", "announced", "published")
START = datetime(2027, 1, 11, 9, 0, tzinfo=SHANGHAI)
STEPS = 160


@dataclass
class Watch:
    """What was there after the deed before, so that what is new can be asked about."""

    seen: dict[str, int] = field(default_factory=dict)
    state: int = 0

    async def new(self, play: Stage, table: str) -> list[dict[str, object]]:
        """Rows that the last deed added."""
        rows = await play.query(
            f"select * from {table} where id > ? order by id", self.seen.get(table, 0)
        )
        self.seen[table] = rows[-1]["id"] if rows else self.seen.get(table, 0)
        return [dict(row) for row in rows]


@dataclass(frozen=True)
class Rights:
    """Who may what before a deed."""

    roles: dict[int, set[str]]
    units: dict[int, set[int]]
    remits: Remits


async def _rights(db: Session) -> Rights:
    roles: dict[int, set[str]] = {}
    units: dict[int, set[int]] = {}
    for grant in await people.live_roles(db):
        roles.setdefault(grant.person_id, set()).add(grant.role)
        if grant.unit_id is not None:
            units.setdefault(grant.person_id, set()).add(grant.unit_id)
    parts: dict[int, frozenset[Part]] = {
        person: frozenset(read(one) for one in kept)
        for person, kept in (await review.remits(db)).items()
        if "admin" not in roles.get(person, ())
    }
    return Rights(roles, units, Remits(parts))


async def _deed(play: Stage, chance: Random, who: str) -> str:
    """One thing somebody does: a button of theirs, of others or of long ago, or words."""
    luck = chance.random()
    if luck < 0.45:
        chats = (who, OFFICE) if who in CAST[:5] else (who,)
        shown = [m for chat in chats for _, m in play.shown.get(chat, [])[-3:]]
    elif luck < 0.7:
        shown = [m for chat in play.shown.values() for _, m in chat]
    else:
        shown = []
    routes = [b.route for m in shown for row in m.buttons for b in row]
    routes = [one for one in routes if not _ELSEWHERE.match(one)]
    if routes:
        # What decides is pressed more often than what only shows, or moves people about.
        weights = [9 if _DECIDES.match(one) else 1 if _MOVES.match(one) else 3 for one in routes]
        [route] = chance.choices(routes, weights)
        letters = await play.send(who, route=route, group=chance.random() < 0.15)
        did = f"{who} presses {route}"
    elif luck < 0.85:
        route = chance.choice(ROUTES)
        letters = await play.send(who, route=route)
        did = f"{who} opens {route}"
    else:
        text = chance.choice(TEXTS)
        letters = await play.send(who, text)
        did = f"{who} says {text}"
    for _, message in letters:
        assert "编号 E" not in message.text, f"our fault: {did}"
    return did


async def _nothing_forbidden(play: Stage, watch: Watch, before: Rights, did: str) -> None:
    for one in await watch.new(play, "audit"):
        _entry(one, before, did)
    decided = await watch.new(play, "reviews")
    async with play.database.reading() as db:
        for one in decided:
            await _decision(db, one, before, did)
    (row,) = await play.query("select state from quarters")
    now = ORDER.index(row["state"])
    assert now - watch.state in (0, 1), did
    watch.state = now
    desks = await play.query('select form_id, "row" from review_desks where form_id is not null')
    assert len({tuple(one) for one in desks}) == len(desks), f"two desks, one item: {did}"


async def _decision(db: Session, one: dict[str, object], before: Rights, did: str) -> None:
    """Decided by a reviewer of the row who has no part in the unit; handed in by its liaison."""
    who, number = one["by_person"], one["form_id"]
    assert isinstance(who, int), did
    assert isinstance(number, int), did
    kept = await quarters.form_by_id(db, number)
    assert kept is not None
    form = await load(db, kept.quarter_id, kept.unit_id)
    assert form is not None
    if one["decision"] == "resubmitted":
        assert kept.unit_id in before.units.get(who, ()), did
        return
    assert before.roles.get(who, set()) & {"reviewer", "admin"}, did
    assert not conflicted(form, who, tuple(before.units.get(who, ()))), did
    row = next(row for row in form.rows if row.id == one["row"])
    assert before.remits.may(who, form.form.group, row), did


ADMINS_ONLY = re.compile(
    r"role\.(end|give)|invitation\.|reviewer\.remit|deadline\.extend|quarter\.|publication\.add"
)
ALSO_REVIEWERS = re.compile(r"publication\.add|appeal\.(upheld|changed)")


def _entry(one: dict[str, object], before: Rights, did: str) -> None:
    """Whoever changed something held an office for it before the deed."""
    who, action = one["actor"], str(one["action"])
    if who is None:
        return
    assert isinstance(who, int)
    held = before.roles.get(who, set())
    assert held, f"{action} by somebody without a role: {did}"
    assert held != {"observer"}, f"{action} by an observer: {did}"
    if ALSO_REVIEWERS.match(action):
        assert held & {"admin", "reviewer"}, f"{action}: {did}"
    elif ADMINS_ONLY.match(action):
        assert "admin" in held, f"{action}: {did}"
    if action == "deadline.extend":
        unit = int(str(one["stream"]).removeprefix("unit:"))
        assert unit not in before.units.get(who, ()), f"the own unit: {did}"


async def _take_a_role(play: Stage, chance: Random) -> str:
    """An admin takes a reviewer's or observer's role, at once."""
    async with play.database.reading() as db:
        grants = [g for g in await people.live_roles(db) if g.role in ("reviewer", "observer")]
    if not grants:
        return ""
    taken = chance.choice(grants)
    await play.send("赵主任", route=f"roles/end/{taken.id}/yes")
    return taken.person_name


@pytest.mark.parametrize("seed", range(3, 9))
async def test_no_sequence_of_deeds_reaches_a_forbidden_one(tmp_path: Path, seed: int) -> None:
    """A hundred and sixty random deeds of seven people, two of whom lose their roles on the way."""
    chance = Random(seed)
    async with stage(tmp_path, before=GIVEN) as play:
        given = await broken_invariants(play.database, play.store)
        await play.send("赵主任", "审核 张三 第三节", group=True)
        await play.send("赵主任", press="就这样分", group=True)
        watch = Watch()
        for table in ("reviews", "audit"):
            await watch.new(play, table)
        who = "赵主任"
        for number in range(STEPS):
            play.now = max(play.now, START + timedelta(minutes=40 * number))
            if chance.random() < 0.3:
                who = chance.choice(CAST)
            async with play.database.reading() as db:
                before = await _rights(db)
            if number in (STEPS // 2, 3 * STEPS // 4):
                did = f"{await _take_a_role(play, chance)} loses a role"
            else:
                did = await _deed(play, chance, who)
            await _nothing_forbidden(play, watch, before, did)
        broken = await broken_invariants(play.database, play.store)
        assert beyond(given, broken) == []


async def test_whoever_lost_every_role_can_do_nothing_with_old_buttons(tmp_path: Path) -> None:
    """Every button 张三 was ever shown, pressed again afterwards: no row changes."""
    async with stage(tmp_path, before=GIVEN) as play:
        for route in ("review", "review/next/1/all", "review/unit/1/1/1", "review/clean/1/1"):
            await play.send("张三", route=route)
        for press in ("存疑", "退回补正", "核减"):
            await play.send("张三", route="review/see/1/1/三.4")
            await play.send("张三", press=press)
        old = {b.route for _, m in play.shown["张三"] for row in m.buttons for b in row}
        async with play.database.reading() as db:
            grants = await people.with_role(db, "reviewer")
        grant = next(one for one in grants if one.person_name == "张三")
        await play.send("赵主任", route=f"roles/end/{grant.id}/yes")
        changes = (
            "select count(*) from audit",
            "select count(*) from reviews",
            "select * from review_desks",
        )
        before = [[tuple(row) for row in await play.query(sql)] for sql in changes]
        assert len(old) > 25
        for route in sorted(old):
            await play.send("张三", route=route)
        assert [[tuple(row) for row in await play.query(sql)] for sql in changes] == before
        ended = (await play.query("select ended_at from roles where id = ?", grant.id))[0][0]
        assert moment(ended) < play.now
