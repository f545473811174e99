"""A scene in which every table has rows, made by the real pages wherever a page exists.

Publications, figures from other bodies and decisions have no page yet: they are written by the
real queries, with the audit entries their pages will write (the subjects are ``audited``'s).
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta

from bot.channels.web import Ports, WebChannel, WebSettings
from bot.corridor.outbox import Outbox
from bot.corridor.pages import PAGES, page
from bot.corridor.turn import Turn
from storage import audit
from storage.database import Session, stamp
from storage.queries import answers, corridor, quarters, web
from storage.queries.web import UploadRow
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, Stage, open_quarter
from tests.written_down import write_down


async def play_it(play: Stage) -> None:
    """Everything a quarter sees, once."""
    async with play.database.transaction() as db:
        await write_down(db, play.now)
        await _rooms(db, play.now)
    await _liaison(play)
    await _office(play)
    await _fault(play)
    async with play.database.transaction() as db:
        await _decisions(db, play)
        await _publication(db, play)
        await _chat(db, play)
    await _deliver(play)


async def _rooms(db: Session, now: datetime) -> None:
    for person in ("李敏", "王强", "赵主任", "新人", "旧人"):
        await web.put_room(db, person, person, stamp(now), private=True)
        await web.add_member(db, person, person, stamp(now))
    await web.put_room(db, OFFICE, "信用办管理群", stamp(now), private=False)
    await web.add_member(db, OFFICE, "赵主任", stamp(now))


async def _liaison(play: Stage) -> None:
    """李敏 answers, hands papers in, and submits; 王强 begins and takes one answer back."""
    for route in ("三.4/0/3", "三.4/1/1", "三.4/0/4"):
        await play.send("李敏", route=f"put/1/1/{route}")
    await play.send("李敏", route="proof/1/1/三.4")
    photos = [(name, PAPERS[name]()) for name in ("活动照片1.jpg", "活动照片2.jpg")]
    await play.send("李敏", "在文化广场", files=photos)
    await play.send("李敏", route="proof/1/1/三.4")
    await play.send("李敏", "诚信进校园 https://www.jiaxian.gov.cn/news/1.html")
    await play.send("李敏", route="proof/move/1/1/1/四.1")
    await play.send("李敏", route="proof/drop/yes/1/1/2")
    await play.send("李敏", route="reports/add/1/1/0")
    await play.send("李敏", files=[("四季度工作总结.docx", PAPERS["四季度工作总结.docx"]())])
    await play.send("李敏", route="reports/add/1/1/2")
    await play.send("李敏", "诚信之星评选结果公布 https://news.example.cn/1.html")
    await play.send("李敏", route="reports/drop/yes/1/1/2")
    await play.send("李敏", route="submit/yes/1/1")
    await play.send("王强", route="put/1/4/三.4/0/yes")
    await play.send("王强", route="clear/1/4/三.4/0")
    await play.send("王强", route="fill/1/4")


async def _office(play: Stage) -> None:
    """赵主任 invites two; one is bound and leaves again, the other never comes."""
    for unit in (2, 3):
        await play.send("赵主任", route=f"invite/{unit}", group=True)
    for text in ("绑定 CODE-0001", "辛勤", "13811112222"):
        await play.send("新人", text)
    grant = (await play.query("select max(id) from roles"))[0][0]
    await play.send("赵主任", route=f"roles/end/{grant}/yes", group=True)


async def _fault(play: Stage) -> None:
    """A page with a bug of ours, taken away again."""
    kept = list(PAGES)

    @page("test/whole", words=("坏页",))
    async def whole(turn: Turn) -> None:
        raise ZeroDivisionError

    PAGES.insert(0, PAGES.pop())
    await play.send("李敏", "坏页")
    PAGES[:] = kept


async def _decisions(db: Session, play: Stage) -> None:
    """A second unit is extended, supplied for and decided upon."""
    form = await quarters.form(db, 1, 4)
    assert form is not None
    quarter = await quarters.by_id(db, 1)
    assert quarter is not None
    until = quarter.deadline + timedelta(days=2)
    await quarters.extend(db, form.id, until, "洪水")
    await _record(db, 4, "deadline.extend", f"deadline/{form.id}", stamp(until), play.now)
    row, name = "二.2", "成功上报的企业"
    await answers.supply(db, form.id, row, name, "1", "市信用办", None, 3, play.now)
    await _record(db, 4, "supply", f"claim/{form.id}/{row}/{name}", 1, play.now)
    for decision, reason in (("return", "文件没有盖章"), ("cut", "只有一份文件")):
        accepted = '{"制定相关文件":true}' if decision == "cut" else "{}"
        await answers.decide(db, form.id, "三.4", decision, accepted, reason, None, 3, play.now)
        said = {"decision": decision, "accepted": json.loads(accepted)}
        about = f"review/{form.id}/三.4"
        await _record(db, 4, f"review.{decision}", about, said, play.now, reason)
        play.now += timedelta(seconds=1)


async def _publication(db: Session, play: Stage) -> None:
    """The quarter before this one, published; its appeals were open for longer."""
    number = await open_quarter(db, play, 2026, 3)
    assert await quarters.move(db, number, "open", "published")
    await _record(db, None, "quarter.publish", f"quarter/{number}", "published", play.now)
    sql = """
    insert into publications (quarter_id, kind, version, snapshot, hash, at)
    values (?, ?, ?, ?, ?, ?)
    """
    for version in (1, 2):
        snapshot = f'{{"version":{version}}}'
        digest = hashlib.sha256(snapshot.encode()).hexdigest()
        at = stamp(play.now)
        await db.execute(sql, (number, "result", version, snapshot, digest, at))
        about, after = f"publication/{version}", {"hash": digest}
        await _record(db, None, "publication.add", about, after, play.now)
    await _record(db, None, "quarter.appeal_until", f"quarter/{number}", at, play.now)


async def _chat(db: Session, play: Stage) -> None:
    """A session, an upload that is kept and one that is refused, and something said."""
    digest = hashlib.sha256(b"secret").hexdigest()
    at, until = stamp(play.now), stamp(play.now + timedelta(days=120))
    await web.add_session(
        db, public="p1", token_hash=digest, address="李敏", person_name="", at=at, expires_at=until
    )
    kept = (await db.execute_fetchall("select digest from blobs"))[0]["digest"]
    for row in (
        UploadRow("u1", "李敏", "照片.jpg", kept, 5, "jpg", None, None),
        UploadRow("u2", "李敏", "程序.exe", None, 5, "", "not_allowed", None),
    ):
        await web.add_upload(db, row, at)
    (first,) = await db.execute_fetchall("select id, payload from inbox order by id limit 1")
    heard = json.dumps({**json.loads(first["payload"]), "update": "in:李敏:k1"}, ensure_ascii=False)
    await db.execute(
        "update inbox set update_key = 'in:李敏:k1', payload = ? where id = ?",
        (heard, first["id"]),
    )
    payload = '{"text":"三次","files":[]}'
    await web.add_entry(
        db,
        chat="李敏",
        direction="in",
        key="in:李敏:k1",
        author="李敏",
        author_name="",
        replaces=None,
        payload=payload,
        at=at,
    )


async def _deliver(play: Stage) -> None:
    """Every letter but the last of one chat goes out by the real web chat; one cannot."""
    async with play.database.transaction() as db:
        await web.remove_member(db, "旧人", "旧人")
        message = '{"text":"给旧人"}'
        await corridor.post(db, None, "web", "不在的群", message, reason="test", now=play.now)
        await db.execute(
            "insert into groups (channel, address, title, purpose, claimed_at, ended_at) "
            "values ('web', '不在的群', '旧群', 'admin', ?, ?)",
            (stamp(play.now), stamp(play.now)),
        )
        await _record(db, None, "group.claim", "group/web", {"title": "旧群"}, play.now)
    channel = WebChannel(_ports(play), WebSettings())
    outbox = Outbox(play.database, play.store, lambda _: b"", lambda: play.now)
    outbox.channels = {"web": channel}
    while await outbox.round():
        pass
    await play.send("王强", "首页")


def _ports(play: Stage) -> Ports:
    async def receive(_: object) -> bool:
        return False

    async def health() -> dict[str, bool]:
        return {"ok": True}

    async def admit(_: str) -> None:
        return None

    return Ports(
        database=play.database,
        store=play.store,
        receive=receive,
        receive_written=receive,
        clock=lambda: play.now,
        random_token=lambda: "x" * 24,
        health=health,
        admit=admit,
    )


async def _record(
    db: Session,
    unit: int | None,
    action: str,
    subject: str,
    after: object,
    now: datetime,
    why: str = "",
) -> None:
    stream = audit.OFFICE if unit is None else audit.unit_stream(unit)
    await audit.record(
        db,
        stream,
        actor=3,
        action=action,
        subject=subject,
        before=None,
        after=after,
        why=why,
        now=now,
    )
