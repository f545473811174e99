"""Files go out whole, piece by piece, over a line that may stumble; what cannot go is not begun."""

from __future__ import annotations

import asyncio
import io
import secrets
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from bot.channels.again import TRIES
from bot.channels.wecom import upload as uploads
from bot.channels.wecom.faults import NotConnectedFault, RefusedFault, UnansweredFault
from bot.channels.wecom.upload import Transfer, Uploaded, UploadFault, UploadKind
from bot.corridor import clock
from tests.channels.wecom.ends import Ends, linked, until
from tests.wecom_gateway import Fault, Gateway, Phone

CHUNK_CMD = "aibot_upload_media_chunk"


async def _soon(_: float) -> None:
    await asyncio.sleep(0.05)


async def up(
    ends: Ends, data: bytes, kind: UploadKind = "file", label: str = "排名.xlsx"
) -> Uploaded:
    """Upload without long pauses."""
    return await Transfer(ends.link, sleep=_soon).send(io.BytesIO(data), kind, label)


@pytest.mark.parametrize("size", [5, 512 * 1024, 512 * 1024 + 1, 1_300_000])
async def test_a_file_arrives_whole_and_can_be_sent(size: int) -> None:
    """In pieces of 512 KiB, counted from 0, one after the other."""
    data = secrets.token_bytes(size)
    async with Gateway() as gateway, linked(gateway) as ends:
        phone = Phone(gateway, "limin")
        phone.says("你好")
        done = await up(ends, data)
        body = {"chatid": "limin", "chat_type": 1, "msgtype": "file"}
        body["file"] = {"media_id": done.media_id}
        await ends.link.request("aibot_send_msg", body)
        shown = phone.sees()[-1]
        assert (shown.name, shown.data) == ("排名.xlsx", data)
        indexes = [f["body"]["chunk_index"] for f in gateway.frames if f["cmd"] == CHUNK_CMD]
        assert indexes == list(range(-(-size // (512 * 1024))))
        assert done.until == datetime(2026, 11, 26, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(CHUNK_CMD, code=-1),
        Fault(CHUNK_CMD, code=-1, times=3),
        Fault(CHUNK_CMD, close=1001),
        Fault(CHUNK_CMD, abort=True, after=True),
        Fault(CHUNK_CMD, code=846609),
        Fault("aibot_upload_media_finish", code=-1, times=2),
    ],
)
async def test_a_stumbling_piece_is_sent_again(fault: Fault) -> None:
    """Busy, a broken line, a lost session: the pieces go on where they were."""
    data = secrets.token_bytes(900_000)
    async with Gateway() as gateway, linked(gateway) as ends:
        gateway.faults.append(Fault(**vars(fault)))
        done = await up(ends, data)
        assert gateway.uploads.done[done.media_id].data == data
        assert gateway.counts()["aibot_upload_media_init"] == 1


async def test_an_unanswered_piece_is_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A piece may come twice: it is kept once."""
    monkeypatch.setattr(uploads, "_CHUNK_SECONDS", 0.5)
    async with Gateway() as gateway, linked(gateway) as ends:
        gateway.faults.append(Fault(CHUNK_CMD, mute=True))
        done = await up(ends, b"x" * 100)
        assert gateway.uploads.done[done.media_id].data == b"x" * 100


@pytest.mark.parametrize("code", [40058, 45009, 40005])
async def test_a_refusal_is_passed_on(code: int) -> None:
    """What a pause does not mend is the sender's to decide."""
    async with Gateway() as gateway, linked(gateway) as ends:
        gateway.faults.append(Fault(CHUNK_CMD, code=code))
        with pytest.raises(RefusedFault) as refused:
            await up(ends, b"x" * 100)
        assert refused.value.code == code


async def test_a_piece_that_fails_again_and_again_ends_the_upload() -> None:
    """Not for ever: the letter is tried again as a whole."""
    async with Gateway() as gateway, linked(gateway) as ends:
        gateway.faults.append(Fault(CHUNK_CMD, code=-1, times=100))
        with pytest.raises(RefusedFault):
            await up(ends, b"x" * 100)
        assert gateway.counts()[CHUNK_CMD] == TRIES


async def test_without_a_line_nothing_is_begun() -> None:
    """The sender learns it at once."""
    async with Gateway() as gateway:
        gateway.mute_subscribe = True
        async with linked(gateway, wait=False) as ends:
            await until(lambda: gateway.frames)
            with pytest.raises(NotConnectedFault):
                await up(ends, b"x" * 100)


async def test_an_unanswered_beginning_is_not_repeated() -> None:
    """Beginnings are counted by the platform."""
    async with Gateway() as gateway, linked(gateway) as ends:
        gateway.faults.append(Fault("aibot_upload_media_init", close=1011))
        with pytest.raises(UnansweredFault):
            await up(ends, b"x" * 100)
        assert gateway.counts()["aibot_upload_media_init"] == 1


@pytest.mark.parametrize("kind", get_args(UploadKind))
async def test_what_cannot_go_is_not_begun(kind: UploadKind) -> None:
    """Too small and too large, by kind."""
    async with Gateway() as gateway, linked(gateway) as ends:
        for size in (0, 4, uploads.LIMITS[kind] + 1):
            with pytest.raises(UploadFault):
                await up(ends, bytes(size), kind)
        assert "aibot_upload_media_init" not in gateway.counts()


async def test_the_largest_file_arrives() -> None:
    """Twenty megabytes in forty pieces."""
    data = secrets.token_bytes(uploads.LIMITS["file"])
    async with Gateway() as gateway, linked(gateway) as ends:
        done = await up(ends, data)
        assert gateway.uploads.done[done.media_id].data == data


@pytest.mark.parametrize("body", [{}, {"upload_id": ""}, {"upload_id": 7}])
async def test_a_strange_beginning_is_a_refusal(body: dict[str, object]) -> None:
    """Success without a number is none."""
    async with Gateway() as gateway, linked(gateway) as ends:
        gateway.faults.append(Fault("aibot_upload_media_init", body=body))
        with pytest.raises(RefusedFault):
            await up(ends, b"x" * 100)


@pytest.mark.parametrize("made", ["1795399200", 1795399200, None, "yesterday", 1e300])
async def test_the_time_of_an_upload_in_any_writing(made: object) -> None:
    """Three days from it; from now, when it cannot be read."""
    async with Gateway() as gateway, linked(gateway) as ends:
        body = {"media_id": "M", "type": "file", "created_at": made}
        gateway.faults.append(Fault("aibot_upload_media_finish", body=body))
        done = await up(ends, b"x" * 100)
        readable = str(made).startswith("17")
        expected = datetime(2026, 11, 23, 2, tzinfo=UTC) if readable else clock.now()
        assert abs(done.until - timedelta(days=3) - expected) < timedelta(hours=1)
