"""Files in and out: streamed, judged by content, shown only to those who see the message."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from multidict import CIMultiDictProxy

from bot.channels.web.files import disposition
from bot.channels.web.uploads import clean_label
from bot.corridor.events import Message
from storage.database import stamp
from storage.queries import web
from tests.channels.conftest import Opener, Phone, Site
from tests.e2e.scripted import paper, photo

MINE = "w-department-01"
RED = photo(640, 480, (150, 60, 50))


async def _sent(phone: Phone, label: str, data: bytes) -> int:
    made = await (await phone.upload(label, data)).json()
    answer = await phone.send("key-00000001", MINE, uploads=[made["id"]])
    assert answer.status == 202
    return int((await answer.json())["seq"])


async def test_an_album_is_one_message_with_its_files_in_order(site: Site) -> None:
    """Bytes are in the store before the bot hears of them; a caption goes with them."""
    phone = await site.step("department")
    files = [("甲.jpg", RED), ("乙.pdf", paper("b")), ("丙.jpg", photo(9, 9, (1, 2, 3)))]
    ids = [(await (await phone.upload(*file)).json())["id"] for file in files]
    await phone.send("key-00000001", MINE, text="三份材料", uploads=ids)
    incoming = site.scene.arrived[0]
    assert incoming.text == "三份材料"
    assert [(file.label, file.kind) for file in incoming.attachments] == [
        ("甲.jpg", "jpg"),
        ("乙.pdf", "pdf"),
        ("丙.jpg", "jpg"),
    ]
    for file, (_, data) in zip(incoming.attachments, files, strict=True):
        assert file.digest is not None
        assert site.scene.store.path(file.digest).read_bytes() == data
    assert await site.scene.channel.digests() == {file.digest for file in incoming.attachments}


async def test_a_refused_file_reaches_the_bot_as_a_refusal(site: Site) -> None:
    """So that it can say why; nothing of it is kept."""
    phone = await site.step("department")
    made = await (await phone.upload("空.pdf", b"")).json()
    assert made["refused"] == "empty"
    await phone.send("key-00000001", MINE, uploads=[made["id"]])
    assert site.scene.arrived[0].attachments[0].refused == "empty"
    assert list(site.scene.store.walk()) == []


async def test_an_oversized_upload_is_refused_and_leaves_nothing(
    open_site: Opener, tmp_path: Path
) -> None:
    """Whether the phone says so beforehand, says nothing, or says something false."""
    site = await open_site(upload_limit=1000)
    phone = await site.step("department")
    raw = {"Content-Type": "application/octet-stream"}
    said = await phone.post("upload", params={"label": "a", "size": "1001"}, headers=raw)
    honest = await phone.upload("b.jpg", b"x" * 5000)

    async def pieces():  # type: ignore[no-untyped-def] # a body without a length
        for _ in range(50):
            yield b"x" * 100

    silent = await phone.post("upload", params={"size": "10"}, data=pieces(), headers=raw)
    for answer in (said, honest, silent):
        assert (await answer.json())["refused"] == "too_large"
    assert list(site.scene.store.walk()) == []
    assert list((tmp_path / "evidence" / "incoming").iterdir()) == []


async def test_half_a_file_is_not_a_file(site: Site, tmp_path: Path) -> None:
    """The phone announced more than came: nothing is kept, and it may try again."""
    phone = await site.step("department")
    short = await phone.post(
        "upload",
        params={"label": "a.jpg", "size": str(len(RED) + 1)},
        data=RED,
        headers={"Content-Type": "application/octet-stream"},
    )
    assert short.status == 408
    assert list(site.scene.store.walk()) == []
    assert (await phone.upload("a.jpg", RED)).status == 201


async def test_an_upload_is_used_once_and_only_by_its_owner(site: Site) -> None:
    """A number seen or guessed by somebody else is worth nothing."""
    phone, other = await site.step("department"), await site.step("township")
    made = await (await phone.upload("a.jpg", RED)).json()
    foreign = await other.send("key-00000001", "w-township-0001", uploads=[made["id"]])
    assert foreign.status == 409
    assert (await phone.send("key-00000001", MINE, uploads=[made["id"]])).status == 202
    assert (await phone.send("key-00000001", MINE, uploads=[made["id"]])).status == 202
    assert (await phone.send("key-00000002", MINE, uploads=[made["id"]])).status == 409
    assert len(site.scene.arrived) == 1


async def test_a_file_is_seen_by_its_room_and_by_nobody_else(site: Site) -> None:
    """Not by another session, not without a cookie, not by counting upwards."""
    phone, other = await site.step("department"), await site.step("township")
    seq = await _sent(phone, "现场 照片.jpg", RED)
    mine = await phone.get(f"file/{seq}/0")
    assert (mine.status, await mine.read()) == (200, RED)
    for place in (f"file/{seq}/0", f"thumb/{seq}/0"):
        assert (await other.get(place)).status == 404
        assert (await site.request("GET", phone.path + place)).status == 401
    for place in (f"file/{seq}/1", f"file/{seq + 1}/0", "file/999/0"):
        assert (await phone.get(place)).status == 404


async def test_a_file_says_what_it_is_and_can_do_nothing(site: Site) -> None:
    """Type by content, no sniffing, sealed; a Chinese name survives."""
    phone = await site.step("department")
    seq = await _sent(phone, "照片.pdf", RED)
    headers = await _headers(phone, f"file/{seq}/0")
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Content-Disposition"].startswith("inline")
    assert "filename*=UTF-8''%E7%85%A7%E7%89%87.pdf" in headers["Content-Disposition"]
    saved = await _headers(phone, f"file/{seq}/0", save="")
    assert saved["Content-Disposition"].startswith("attachment")


async def _headers(phone: Phone, place: str, **query: str) -> CIMultiDictProxy[str]:
    """Of a download that came whole: one left half-way may be open when the test's loop ends."""
    answer = await phone.get(place, params=query)
    await answer.read()
    return answer.headers


async def test_a_page_disguised_as_a_document_is_handed_over_not_shown(site: Site) -> None:
    """What a browser could run is not kept, and text never comes back as a page of ours."""
    phone = await site.step("department")
    made = await (await phone.upload("说明.pdf", b"<html><script>alert(1)</script>\n")).json()
    assert made["refused"] == "unknown_type"
    seq = await _sent(phone, "说明.html", "本季度情况说明\n".encode() * 20)
    headers = await _headers(phone, f"file/{seq}/0")
    assert headers["Content-Disposition"].startswith("attachment")
    assert "html" not in headers["Content-Type"]


async def test_a_preview_is_small_and_forgets_where_it_was_taken(site: Site) -> None:
    """JPEG without camera data, made once even when many ask."""
    phone = await site.step("department")
    seq = await _sent(phone, "大.jpg", photo(2400, 1800, (20, 90, 90)))
    answers = await asyncio.gather(*(phone.get(f"thumb/{seq}/0") for _ in range(5)))
    bodies = {await answer.read() for answer in answers}
    assert len(bodies) == 1
    body = bodies.pop()
    assert body.startswith(b"\xff\xd8")
    assert b"Exif" not in body
    assert len(body) < 60_000
    large = await (await phone.get(f"thumb/{seq}/0", params={"size": "large"})).read()
    assert len(large) > len(body)
    assert (await phone.get(f"thumb/{seq}/0", params={"size": "9999"})).status == 404


async def test_the_bot_sends_a_document(site: Site) -> None:
    """A 通报 as a file with its size; its digest stays inside."""
    phone = await site.step("department")
    file = await site.scene.keep("通报.pdf", paper("circular"))
    seq = await site.scene.say(MINE, Message(text="请查收"), file)
    shown = (await phone.history(MINE))["entries"][-1]["files"][0]
    assert (shown["label"], shown["size"], shown["picture"]) == ("通报.pdf", file.size, False)
    assert "digest" not in shown
    assert (await (await phone.get(f"file/{seq}/0")).read()) == paper("circular")


async def test_a_day_has_a_limit(open_site: Opener) -> None:
    """Counted in storage, so a restart does not forgive; tomorrow is another day."""
    site = await open_site(upload_day_limit=len(RED) * 2)
    phone = await site.step("department")
    for _ in range(2):
        assert (await phone.upload("a.jpg", RED)).status == 201
    assert (await phone.upload("a.jpg", RED)).status == 429
    site.scene.later(hours=24, seconds=1)
    assert (await phone.upload("a.jpg", RED)).status == 201


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\fakepath\\照片.jpg", "照片.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe\n", "agpj.exe"),
        ("   ", "未命名文件"),
        ("长" * 300 + ".docx", "长" * 194 + "….docx"),
    ],
)
def test_a_label_is_a_name_and_nothing_else(given: str, kept: str) -> None:
    """Never a path, never letters that hide others; the ending survives shortening."""
    assert clean_label(given) == kept


def test_a_name_in_a_header_cannot_break_out() -> None:
    """Quotes, line breaks and percent signs stay inside."""
    text = disposition('a"b\r\nSet-Cookie: x%41.pdf', inline=False)
    assert "\r" not in text
    assert text.count('"') == 2


async def test_an_upload_that_was_never_sent_is_forgotten(site: Site) -> None:
    """After its time its row goes, and the sweep may take the bytes; what was sent stays."""
    phone = await site.step("department")
    await _sent(phone, "一.pdf", paper("a"))
    await phone.upload("二.pdf", paper("b"))
    site.scene.later(days=3)
    async with site.scene.database.transaction() as db:
        assert await web.forget_uploads(db, stamp(site.scene.now)) == 1
    kept = await site.scene.channel.digests()
    assert len(kept) == 1
    assert len(list(site.scene.store.walk())) == 2
