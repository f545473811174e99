"""Binding where a story is not the right tool: at once, by guess, by forged name, by channel."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, strategies as st
from openpyxl import load_workbook

from bot.corridor.door import code_hash
from bot.corridor.events import Incoming
from bot.corridor.recipes import make
from bot.invariants import beyond, broken_invariants
from bot.people.words import bind as words
from storage.queries import people
from tests.stage import Stage, stage

ADMIN = "赵主任"


async def _invited(play: Stage, route: str = "invite/2") -> str:
    letters = await play.send(ADMIN, route=route)
    return letters[0][1].text.split("邀请码 ")[1].split()[0]


async def _bind(play: Stage, who: str, code: str, name: str, phone: str) -> str:
    await play.send(who, f"绑定 {code}")
    asked = await play.send(who, name)
    if "您的姓名是" in asked[-1][1].text:  # 周副主任 reads like a title
        await play.send(who, press=f"是，我叫{name}")
    letters = await play.send(who, phone)
    return next(message.text for chat, message in letters if chat == who)


async def test_one_invitation_binds_one_of_ten_who_use_it_at_once(tmp_path: Path) -> None:
    """All ten answered both questions before any of them was first."""
    async with stage(tmp_path) as play:
        code = await _invited(play)
        people_here = [f"人{n}" for n in range(10)]
        for who in people_here:
            await play.send(who, f"绑定 {code}")
            await play.send(who, "孙丽")
        await asyncio.gather(
            *(play.send(who, "13800000077", update=f"p-{who}") for who in people_here)
        )
        assert len(await play.query("select id from roles where unit_id = 2")) == 1
        assert len(await play.query("select id from persons where name = '孙丽'")) == 1


async def test_nobody_becomes_the_admin_by_knowing_name_and_phone(tmp_path: Path) -> None:
    """An invitation to a unit never opens a person who holds more than this unit."""
    async with stage(tmp_path) as play:
        async with play.database.transaction() as db:
            await people.give_role(db, 3, "liaison", 2, None, play.now)
            # A title is nobody's name, so whoever is impersonated has one.
            await db.execute("update persons set name = '赵建国' where id = 3")
        await play.send(ADMIN, route="invite/2/more")
        await _bind(play, "冒名", "CODE-0001", "赵建国", "13800000009")
        (row,) = await play.query("select person_id from identities where address = '冒名'")
        assert row["person_id"] != 3
        (_, message), *_ = await play.send("冒名", "邀请")
        assert "没有这个权限" in message.text


async def test_the_code_is_kept_nowhere_but_in_the_answer(tmp_path: Path) -> None:
    """Invitations, audit, settings and conversations hold a hash at most."""
    async with stage(tmp_path, codes=("ZXCV-8642",)) as play:
        await _invited(play)
        await play.send("孙丽", "绑定 zxcv 8642")
        for table in ("invitations", "audit", "settings", "conversations"):
            kept = [tuple(row) for row in await play.query(f"select * from {table}")]
            assert "8642" not in str(kept).replace(code_hash("ZXCV-8642"), ""), table


async def test_a_removed_liaison_loses_the_buttons_at_once(tmp_path: Path) -> None:
    """Old buttons are checked against the roles of now."""
    async with stage(tmp_path) as play:
        await play.send("李敏", "交接")
        route = play.button("李敏", "发交接邀请")
        (grant,) = await play.query("select id from roles where unit_id = 1")
        await play.send(ADMIN, route=f"roles/end/{grant['id']}/yes")
        for _, message in await play.send("李敏", route=route):
            assert "没有这个权限" in message.text
        assert await play.query("select id from invitations") == []


async def test_the_web_room_follows_the_role(tmp_path: Path) -> None:
    """A new reviewer is in the office's web room; without the role no longer."""
    async with stage(tmp_path) as play:
        await play.send(ADMIN, route="invite/role/reviewer")
        await _bind(play, "钱审核", "CODE-0001", "钱进", "13800000078")
        member = "select chat from web_members where address = '钱审核'"
        assert len(await play.query(member)) == 1
        (grant,) = await play.query("select id from roles where role = 'reviewer'")
        await play.send(ADMIN, route=f"roles/end/{grant['id']}/yes")
        assert await play.query(member) == []


async def test_two_admins_cannot_both_take_the_other_out(tmp_path: Path) -> None:
    """There is always an admin, even when two of them press at once."""
    async with stage(tmp_path) as play:
        await play.send(ADMIN, route="invite/role/admin")
        await _bind(play, "副主任", "CODE-0001", "周建国", "13800000079")
        first, second = await play.query("select id from roles where role = 'admin' order by id")
        await asyncio.gather(
            play.send(ADMIN, route=f"roles/end/{second['id']}/yes", update="a"),
            play.send("副主任", route=f"roles/end/{first['id']}/yes", update="b"),
        )
        live = await play.query("select id from roles where role = 'admin' and ended_at is null")
        assert len(live) == 1


async def test_the_set_up_code_wants_a_group_where_there_are_groups(tmp_path: Path) -> None:
    """On Telegram a private chat is told to use the office's group; the code stays good."""
    async with stage(tmp_path, quarter=False, bound=False) as play:
        letters = await play.receive(
            Incoming(
                channel="telegram",
                update="t1",
                chat="77",
                sender="77",
                private=True,
                received=play.now,
                text="/start SETUP-0001",
            )
        )
        assert "工作群" in letters[0][1].text
        (row,) = await play.query("select used_at from invitations")
        assert row["used_at"] is None


async def test_the_set_up_code_makes_the_web_room_of_the_office(tmp_path: Path) -> None:
    """One group is claimed, with the new admin in it, and it is written down."""
    async with stage(tmp_path, quarter=False, bound=False) as play:
        await _bind(play, "新人", "SETUP-0001", "赵建国", "13800000009")
        (group,) = await play.query("select address, title, purpose from groups")
        assert tuple(group) == ("office", "信用办管理群", "admin")
        assert len(await play.query("select chat from web_members where address = '新人'")) == 1
        actions = [
            row["action"] for row in await play.query("select action from audit order by id")
        ]
        assert actions == ["role.give", "group.claim"]


async def test_one_press_invites_every_unit_that_has_nobody(tmp_path: Path) -> None:
    """A sheet with a line each; older invitations are void, every code on the sheet is good."""
    async with stage(tmp_path) as play:
        given = await broken_invariants(play.database, play.store)
        await play.send(ADMIN, route="invite/2")
        await play.send(ADMIN, route="invite/unbound/1")
        (_, asked), *_ = await play.send(ADMIN, press="全部生成一张表")
        assert "其中 1 个发过邀请" in asked.text
        (_, message), *_ = await play.send(ADMIN, press="生成 3 个邀请")
        recipe = message.files[0].recipe
        assert recipe is not None
        sheet = load_workbook(io.BytesIO(make(recipe))).active
        assert sheet is not None
        rows = [row[:3] for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert rows == [
            ("龙山街道", "乡镇街道", "CODE-0002"),
            ("县财政局", "县直单位", "CODE-0003"),
            ("县交通运输局", "县直单位", "CODE-0004"),
        ]
        assert "作废" in (await play.send("孙丽", "绑定 CODE-0001"))[0][1].text
        await _bind(play, "孙丽", "CODE-0003", "孙丽", "13800000071")
        assert len(await play.query("select id from roles where unit_id = 2")) == 1
        broken = await broken_invariants(play.database, play.store)
        assert beyond(given, broken) == []


async def test_a_right_code_forgives_earlier_slips(tmp_path: Path) -> None:
    """Four slips, the right code, four slips again: nobody is made to wait."""
    async with stage(tmp_path) as play:
        code = await _invited(play)
        for _ in range(2):
            for n in range(4):
                (_, message), *_ = await play.send("孙丽", f"绑定 AAAA-{n:04d}")
                assert "没有这个邀请码" in message.text
            (_, message), *_ = await play.send("孙丽", f"绑定 {code}")
            assert "请问您的姓名" in message.text


async def test_the_right_code_does_not_help_during_the_pause(tmp_path: Path) -> None:
    """Otherwise the pause would tell right codes from wrong ones."""
    async with stage(tmp_path) as play:
        code = await _invited(play)
        for n in range(5):
            await play.send("孙丽", f"绑定 AAAA-{n:04d}")
        (_, message), *_ = await play.send("孙丽", f"绑定 {code}")
        assert "分钟以后再试" in message.text


def _read(reader: Callable[[str], str], text: str) -> str | None:
    """What a reader takes; None where it says a sentence instead."""
    try:
        return reader(text)
    except words.NotThis as fault:
        sentence = str(fault)
    return None if sentence.endswith("。") else sentence


@given(st.text(max_size=60))
def test_any_text_is_a_name_or_a_sentence(text: str) -> None:
    """Never an error of ours; a name that is taken has 2 to 20 Chinese signs."""
    name = _read(words.read_name, text)
    if name is not None:
        assert 2 <= len(name) <= 20
        assert not any(sign.isascii() for sign in name)


@given(st.text(max_size=30) | st.from_regex(r"[+\d()\- ]{3,20}", fullmatch=True))
def test_any_text_is_a_phone_or_a_sentence(text: str) -> None:
    """A number that is taken is a mobile of 11 figures or has an area code."""
    phone = _read(words.read_phone, text)
    if phone is not None:
        assert phone.isascii()
        assert (len(phone) == 11 and phone[0] == "1") or (phone[0] == "0" and "-" in phone)


def test_codes_are_read_as_people_send_them() -> None:
    """Alone, behind a word, with full-width signs, as the whole link."""
    for text in (
        "ABCD-EFGH",
        "绑定 ABCD-EFGH",
        "绑定：ABCD-EFGH",
        "ＡＢＣＤ－ＥＦＧＨ",
        "https://xinkao.example/i/ABCD-EFGH",
        "/start ABCD-EFGH",
        "  abcd-efgh ",
    ):
        assert code_hash(words.read_code(text)) == code_hash("ABCD-EFGH"), text


async def test_a_whole_invitation_may_be_pasted(tmp_path: Path) -> None:
    """As it was forwarded, links and all: the code in it is found."""
    async with stage(tmp_path, codes=("ZXCV-8642-QWER",)) as play:
        letters = await play.send(ADMIN, route="invite/2")
        forwarded = letters[0][1].text
        assert "ZXCV-8642-QWER" in forwarded
        ((_, answer),) = await play.send("孙丽", forwarded)
        assert "请问您的姓名" in answer.text
        # Who is bound already is not taken for a stranger.
        ((_, answer),) = await play.send("李敏", forwarded)
        assert "请问您的姓名" not in answer.text
