"""What the queries of papers, corridor and web chat promise, on a real file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage.database import stamp
from storage.queries import corridor, forgetting, papers, web
from storage.queries.corridor import Conversation
from storage.queries.papers import Blob
from storage.queries.web import UploadRow
from tests.storage.queries_stage import DUE, LATER, NOW, Scene, clashing, scene

PHOTO = Blob("a" * 64, 1000, "jpg", "00ff00ff00ff00ff")
REPORT = Blob("b" * 64, 500, "docx", None)
AT = stamp(NOW)


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path) as made:
        await papers.keep_blob(made.db, PHOTO, NOW)
        await papers.keep_blob(made.db, REPORT, NOW)
        yield made


async def photo(here: Scene, row: str | None = "三.4", digest: str | None = PHOTO.digest) -> int:
    """File a photo (or a link, without a digest)."""
    return await papers.add_evidence(
        here.db,
        here.form,
        row,
        digest=digest,
        url=None if digest else "https://x.cn",
        label="照片.jpg",
        caption="",
        receipt="R261123-0001",
        person_id=here.person.id,
        now=NOW,
    )


async def report(here: Scene, received: datetime, digest: str | None = REPORT.digest) -> int:
    """Enter a work report."""
    return await papers.add_work_report(
        here.db,
        here.form,
        kind="工作总结",
        title="总结",
        digest=digest,
        label="总结.docx",
        received=received,
        due=DUE,
        receipt="R261123-0002",
        person_id=here.person.id,
    )


# -- papers ----------------------------------------------------------------------------------


async def test_the_same_bytes_are_noted_once_as_they_were_first(here: Scene) -> None:
    """A second note changes nothing."""
    await papers.keep_blob(here.db, replace(PHOTO, kind="png", likeness=None), LATER)
    assert await papers.blob(here.db, PHOTO.digest) == PHOTO
    assert await papers.blob(here.db, "c" * 64) is None


async def test_evidence_is_moved_described_and_taken_back_once(here: Scene) -> None:
    """What was taken back is listed no more and changed no more, but can still be looked up."""
    db = here.db
    number, link = await photo(here, None), await photo(here, "三.4", None)
    assert await papers.file_evidence(db, number, "四.1")
    assert await papers.caption_evidence(db, number, "文化广场")
    listed = await papers.evidence_of(db, here.form)
    assert [(e.id, e.row, e.caption, e.kind, e.size) for e in listed] == [
        (number, "四.1", "文化广场", "jpg", 1000),
        (link, "三.4", "", "link", 0),
    ]
    assert await papers.evidence_of_quarter(db, here.quarter) == listed
    assert [e.id for e in await papers.same_bytes(db, PHOTO.digest)] == [number]
    assert await papers.remove_evidence(db, number, LATER)
    assert not await papers.remove_evidence(db, number, LATER)
    assert not await papers.file_evidence(db, number, "三.4")
    assert not await papers.caption_evidence(db, number, "x")
    assert [e.id for e in await papers.evidence_of(db, here.form)] == [link]
    assert await papers.same_bytes(db, PHOTO.digest) == []
    gone = await papers.evidence_by_id(db, number)
    assert gone is not None
    assert gone.removed_at == stamp(LATER)


async def test_evidence_needs_bytes_that_are_known(here: Scene) -> None:
    """Bytes, row, word: a row about unknown bytes is refused by the database itself."""
    async with clashing(here.db):
        await photo(here, "三.4", "c" * 64)


async def test_a_work_report_is_on_time_to_the_very_moment(here: Scene) -> None:
    """Received when it is due is on time; a microsecond later it is late."""
    await report(here, DUE)
    await report(here, DUE + timedelta(microseconds=1))
    assert [one.on_time for one in await papers.work_reports(here.db, here.form)] == [1, 0]


async def test_a_work_report_is_retitled_and_taken_back_once(here: Scene) -> None:
    """As evidence: gone from the lists, there to be looked up."""
    db, number = here.db, await report(here, NOW)
    assert await papers.retitle_work_report(db, number, "四季度总结")
    assert [w.title for w in await papers.work_reports_of_quarter(db, here.quarter)] == [
        "四季度总结"
    ]
    assert [w.id for w in await papers.reports_with_bytes(db, REPORT.digest)] == [number]
    assert await papers.withdraw_work_report(db, number, LATER)
    assert not await papers.withdraw_work_report(db, number, LATER)
    assert not await papers.retitle_work_report(db, number, "x")
    assert await papers.work_reports(db, here.form) == []
    assert await papers.reports_with_bytes(db, REPORT.digest) == []
    found = await papers.work_report(db, number)
    assert found is not None
    assert found.withdrawn_at == stamp(LATER)


async def test_a_quota_counts_the_same_bytes_once_and_what_was_taken_back_not(here: Scene) -> None:
    """Twice the same photo under two rows takes its bytes once; links take none."""
    first = await photo(here)
    second = await photo(here, "四.1")
    await photo(here, "四.1", None)
    number = await report(here, NOW)
    await report(here, NOW, PHOTO.digest)
    assert await papers.used_bytes(here.db, here.form) == 1500
    await papers.withdraw_work_report(here.db, number, LATER)
    assert await papers.used_bytes(here.db, here.form) == 1000
    for one in (first, second):
        await papers.remove_evidence(here.db, one, LATER)
    assert await papers.used_bytes(here.db, here.form) == 1000
    assert await papers.used_bytes(here.db, 99) == 0


async def test_a_sweep_keeps_what_any_row_speaks_of(here: Scene) -> None:
    """Evidence, uploads, and the files that figures came in."""
    upload = UploadRow("u1", "李敏", "a.jpg", "d" * 64, 1, "jpg", None, None)
    await web.add_upload(here.db, upload, AT)
    assert await papers.digests(here.db) == {PHOTO.digest, REPORT.digest, "d" * 64}


async def test_a_receipt_number_is_given_once(here: Scene) -> None:
    """And a form's receipts come oldest first."""
    for number, now in (("R261123-0002", LATER), ("R261123-0001", NOW)):
        await papers.add_receipt(
            here.db,
            number=number,
            form_id=here.form,
            kind="evidence",
            hash="0" * 64,
            body="{}",
            person_id=None,
            now=now,
        )
    listed = await papers.receipts_of(here.db, here.form)
    assert [one.number for one in listed] == ["R261123-0001", "R261123-0002"]
    assert await papers.receipt(here.db, "R261123-0002") == listed[1]
    assert await papers.receipt(here.db, "R261123-0003") is None
    async with clashing(here.db):
        await papers.add_receipt(
            here.db,
            number="R261123-0001",
            form_id=here.form,
            kind="x",
            hash="",
            body="",
            person_id=None,
            now=NOW,
        )


# -- corridor --------------------------------------------------------------------------------


async def test_an_update_is_kept_once_and_finished_once(here: Scene) -> None:
    """The same key of the same channel is the same update; of another channel it is not."""
    db = here.db
    first = await corridor.receive(db, "web", "u1", "李敏", "{}", NOW)
    assert first is not None
    assert await corridor.receive(db, "web", "u1", "李敏", "{}", LATER) is None
    other = await corridor.receive(db, "telegram", "u1", "李敏", "{}", NOW)
    assert other not in (None, first)
    await corridor.inbox_payload(db, first, '{"a":1}')
    await corridor.attempt(db, first)
    waiting = await corridor.unfinished(db)
    assert [(one.id, one.payload, one.attempts) for one in waiting] == [
        (first, '{"a":1}', 1),
        (other, "{}", 0),
    ]
    assert await corridor.finish(db, first, "{}")
    assert not await corridor.finish(db, first, "{}", "failed", "E1")
    assert [one.id for one in await corridor.unfinished(db)] == [other]


async def test_a_conversation_is_one_for_a_person_in_a_chat(here: Scene) -> None:
    """Fresh until it is kept; kept again it is the same one, changed."""
    fresh = await corridor.conversation(here.db, "web", "群", "李敏")
    assert fresh == Conversation(0, "web", "群", "李敏")
    await corridor.keep_conversation(here.db, fresh._replace(waiting="bind/name"), None, NOW)
    kept = await corridor.conversation(here.db, "web", "群", "李敏")
    changed = kept._replace(waiting=None, place="row/1/1/三.4", draft='{"a":1}', unit_id=1)
    await corridor.keep_conversation(here.db, changed, None, LATER)
    assert await corridor.conversation(here.db, "web", "群", "李敏") == changed
    assert (await corridor.conversation(here.db, "web", "群", "王强")).waiting is None


async def post(here: Scene, chat: str, text: str, **more: str) -> None:
    await corridor.post(here.db, None, "web", chat, text, now=NOW, **more)  # type: ignore[arg-type] # reason only


async def test_a_letter_with_a_reason_is_posted_once_ever(here: Scene) -> None:
    """Also after it was sent; letters without a reason are as many as are posted."""
    db = here.db
    assert await corridor.post(db, None, "web", "甲", "一", reason="opened:1", now=NOW)
    assert not await corridor.post(db, None, "web", "乙", "二", reason="opened:1", now=NOW)
    await corridor.sent(db, 1, "7", NOW)
    assert not await corridor.post(db, None, "web", "甲", "三", reason="opened:1", now=LATER)
    for _ in range(2):
        await post(here, "甲", "四")
    assert await corridor.waiting_letters(db) == 2


async def test_the_oldest_letter_of_each_chat_is_due_and_no_other(here: Scene) -> None:
    """So that each chat keeps its order; one that waits holds up its own chat only."""
    db = here.db
    for chat, text in (("甲", "1"), ("甲", "2"), ("乙", "3"), ("丙", "4"), ("乙", "5")):
        await post(here, chat, text)

    async def due(now: datetime, most: int = 9) -> list[str]:
        return [one.payload for one in await corridor.due(db, now, most)]

    assert await due(NOW) == ["1", "3", "4"]
    assert await due(NOW, 2) == ["1", "3"]
    assert await due(NOW - timedelta(seconds=1)) == []
    await corridor.sent(db, 1, "x", NOW)
    await corridor.put_off(db, 3, LATER, "LaterError")
    await corridor.give_up(db, 4, "gone", "blocked")
    assert await due(NOW) == ["2"]
    assert await due(LATER) == ["2", "3"]
    assert await corridor.next_due(db) == stamp(NOW)
    await corridor.sent(db, 2, "x", NOW)
    assert await corridor.next_due(db) == stamp(LATER), "what stands behind 3 waits with it"
    assert await due(NOW) == []
    await corridor.sent(db, 3, "x", LATER)
    await corridor.sent(db, 5, "x", LATER)
    assert await corridor.next_due(db) is None
    given_up = await db.execute_fetchall("select id, error from outbox where state = 'gone'")
    assert [tuple(one) for one in given_up] == [(4, "blocked")]


async def test_the_same_chat_in_two_channels_is_two_chats(here: Scene) -> None:
    """Order is kept per channel and chat."""
    await post(here, "7", "web")
    await corridor.post(here.db, None, "telegram", "7", "telegram", now=NOW)
    assert len(await corridor.due(here.db, NOW, 9)) == 2


async def test_only_what_is_finished_and_old_is_forgotten(here: Scene) -> None:
    """An update whose letter still waits stays with it."""
    db = here.db
    for key in ("done", "asked", "new"):
        number = await corridor.receive(db, "web", key, "甲", "{}", NOW)
        assert number is not None
        if key != "new":
            await corridor.finish(db, number, "{}")
            await corridor.post(db, number, "web", "甲", key, now=NOW)
    await corridor.sent(db, 1, "x", NOW)
    assert await forgetting.forgettable_letters(db, NOW, 9) == []
    assert await forgetting.forgettable_updates(db, NOW, 9) == []
    assert await forgetting.forgettable_updates(db, LATER, 9) == [], "a letter of each is there yet"
    await forgetting.forget_letters(db, await forgetting.forgettable_letters(db, LATER, 9))
    await forgetting.forget_updates(db, await forgetting.forgettable_updates(db, LATER, 9))
    assert await _keys(here) == (["asked", "new"], 1)


async def _keys(here: Scene) -> tuple[list[str], int]:
    updates = await here.db.execute_fetchall("select update_key from inbox order by id")
    letters = await here.db.execute_fetchall("select id from outbox")
    return [row[0] for row in updates], len(list(letters))


async def test_a_setting_is_one_value(here: Scene) -> None:
    """The last one written; None before."""
    assert await corridor.setting(here.db, "k") is None
    await corridor.set_setting(here.db, "k", "1")
    await corridor.set_setting(here.db, "k", "2")
    assert await corridor.setting(here.db, "k") == "2"


# -- web chat --------------------------------------------------------------------------------


async def entry(here: Scene, key: str, replaces: int | None = None, chat: str = "甲") -> int | None:
    return await web.add_entry(
        here.db,
        chat=chat,
        direction="out",
        key=key,
        author="",
        author_name="",
        replaces=replaces,
        payload=f'{{"n":"{key}"}}',
        at=AT,
    )


async def test_an_entry_is_written_once_and_shown_to_members_only(here: Scene) -> None:
    """The same key again is None; who is not in the room sees nothing of it."""
    db = here.db
    for chat in ("甲", "乙"):
        await web.put_room(db, chat, chat, AT, private=True)
        await web.add_member(db, chat, chat, AT)
    first = await entry(here, "out:1")
    assert first is not None
    assert await entry(here, "out:1") is None
    last = await entry(here, "out:2", chat="乙")
    assert [e.key for e in await web.entries_after(db, "甲", 0, 9)] == ["out:1"]
    assert await web.entries_after(db, "甲", first, 9) == []
    found = await web.entry_by_key(db, "out:1")
    assert found == await web.entry(db, first)
    newest = await web.latest(db)
    assert newest == web.Place(last or 0, AT)
    assert not await web.is_of_another_log(db, newest)
    assert not await web.is_of_another_log(db, web.Place(newest.seq))
    assert not await web.is_of_another_log(db, web.BEFORE_ALL)
    assert await web.is_of_another_log(db, web.Place(newest.seq, f"{AT} later"))
    assert await web.is_of_another_log(db, web.Place(newest.seq + 1))


async def test_history_shows_a_replaced_entry_once_at_its_first_place(here: Scene) -> None:
    """In its latest form, newest first."""
    first, second = await entry(here, "out:1"), await entry(here, "out:2")
    await entry(here, "out:3", replaces=first)
    latest = await entry(here, "out:4", replaces=first)
    page = await web.entries_before(here.db, "甲", 10**9, 9)
    assert [(e.seq, e.root, e.payload) for e in page] == [
        (second, second, '{"n":"out:2"}'),
        (latest, first, '{"n":"out:4"}'),
    ]


async def test_a_room_has_a_member_once_and_a_person_sees_shared_rooms_first(here: Scene) -> None:
    """Put again it only gets a new title; taken away it is not seen."""
    db = here.db
    await web.put_room(db, "甲", "私聊", AT, private=True)
    await web.put_room(db, "g", "旧名", AT, private=False)
    await web.put_room(db, "g", "管理群", AT, private=False)
    for chat in ("甲", "g", "g"):
        await web.add_member(db, chat, "甲", AT)
    assert [(r.chat, r.title) for r in await web.rooms_of(db, "甲")] == [
        ("g", "管理群"),
        ("甲", "私聊"),
    ]
    assert await web.room_exists(db, "g")
    assert not await web.room_exists(db, "h")
    await web.remove_member(db, "g", "甲")
    assert await web.membership(db, "g", "甲") is None
    assert await web.membership(db, "甲", "甲") is not None


async def test_a_session_ends_once_and_all_of_a_person_at_once(here: Scene) -> None:
    """Touched, named and ended; an ended one keeps the time it ended first."""
    db = here.db
    for public in ("p1", "p2"):
        await web.add_session(
            db,
            public=public,
            token_hash="0" * 64,
            address="甲",
            person_name="",
            at=AT,
            expires_at=AT,
        )
    await web.name_person(db, "甲", "李敏")
    one = await web.find_session(db, "p1")
    assert one is not None
    await web.touch_session(db, one.id, seen_at=stamp(LATER), expires_at=stamp(DUE))
    await web.end_session(db, one.id, stamp(LATER))
    await web.end_sessions_of(db, "甲", stamp(DUE))
    found = [await web.find_session(db, public) for public in ("p1", "p2")]
    assert [s and (s.person_name, s.expires_at, s.ended_at) for s in found] == [
        ("李敏", stamp(DUE), stamp(LATER)),
        ("李敏", AT, stamp(DUE)),
    ]
    assert await web.find_session(db, "p3") is None


async def test_an_upload_is_the_persons_own_and_is_counted(here: Scene) -> None:
    """Nobody else's; used once; refused ones count their bytes too."""
    db = here.db
    await web.add_upload(db, UploadRow("u1", "甲", "a.jpg", "d" * 64, 10, "jpg", None, None), AT)
    await web.add_upload(db, UploadRow("u2", "甲", "b.exe", None, 5, "", "type", None), AT)
    assert await web.upload(db, "u1", "乙") is None
    await web.use_upload(db, "u1", stamp(LATER))
    await web.use_upload(db, "u1", stamp(DUE))
    found = await web.upload(db, "u1", "甲")
    assert found is not None
    assert found.used_at == stamp(LATER)
    assert await web.bytes_since(db, "甲", AT) == 15
    assert await web.bytes_since(db, "甲", stamp(LATER)) == 0
    assert await web.upload_digests(db) == {"d" * 64}


async def test_what_people_said_can_be_read_again_from_a_moment_on(here: Scene) -> None:
    """Only what never reached intake, oldest first; and payloads that name files are found."""
    db = here.db
    await entry(here, "out:1")
    for key, at, payload in (("in:甲:1", AT, "{}"), ("in:甲:2", stamp(LATER), '{"digest":1}')):
        await web.add_entry(
            db,
            chat="甲",
            direction="in",
            key=key,
            author="甲",
            author_name="",
            replaces=None,
            payload=payload,
            at=at,
        )
    assert [e.key for e in await web.never_taken_in(db, AT)] == ["in:甲:1", "in:甲:2"]
    assert [e.key for e in await web.never_taken_in(db, stamp(LATER))] == ["in:甲:2"]
    assert await web.payloads_with_files(db) == ['{"digest":1}']
