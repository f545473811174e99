"""Time stamps of the chain's end by an authority that really signs, and wrong ones."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.running import config
from bot.running.config import Settings
from bot.running.config_faults import ConfigFault
from bot.running.proofs import verify
from bot.running.stamping import FIRST_PAUSE, LONGEST_PAUSE, TELL_AFTER, Timestamps
from storage import audit
from tests.running.authority import Authority
from tests.running.test_anchors import _write
from tests.stage import OFFICE, Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path / "data") as made:
        await _write(made, 20, random.Random(1))
        yield made


@pytest.fixture
async def tsa() -> AsyncIterator[Authority]:
    async with Authority() as made:
        yield made


def _stamping(play: Stage, tsa: Authority) -> Timestamps:
    folder = play.database.path.parent
    return Timestamps(play.database, folder, tsa.address, tsa.root, lambda: play.now, lambda: None)


def _settings(play: Stage, tsa: Authority) -> Settings:
    return Settings.model_validate(
        {
            "data": {"folder": play.database.path.parent, "reserve_megabytes": 0},
            "trail": {"timestamp": tsa.address, "timestamp_certificate": str(tsa.root)},
        }
    )


async def _verified(play: Stage, tsa: Authority) -> tuple[str, bool]:
    lines, sound = await verify(_settings(play, tsa))
    return "\n".join(lines), sound


async def test_the_end_is_stamped_once_a_day_and_verified(play: Stage, tsa: Authority) -> None:
    """And not again while nothing was added; what was stamped yesterday is still looked at."""
    asking = _stamping(play, tsa)
    kept = await asking.round()
    async with play.database.reading() as db:
        end = await audit.end(db)
    assert kept is not None
    assert kept.name == f"20261123-{end}.tsr"
    assert await asking.round() is None
    play.now += timedelta(days=1)
    assert await asking.round() is None, "nothing was added since"
    await _write(play, 3, random.Random(2))
    assert await asking.round() is not None
    assert await _stamping(play, tsa).round() is None, "another process sees that it is done"
    assert tsa.asked == 2
    said, sound = await _verified(play, tsa)
    assert sound
    assert "时间戳：2 个，签名和留痕链都对，最近一个 " in said


async def test_a_cut_chain_is_found_by_its_stamp(play: Stage, tsa: Authority) -> None:
    """The anchors' own file is taken away, too: the stamp says from which moment on."""
    await _stamping(play, tsa).round()
    with closing(sqlite3.connect(play.database.path)) as db, db:
        db.execute("delete from audit where number > 15")
    said, sound = await _verified(play, tsa)
    assert not sound
    assert "不符：第 15 条" in said
    assert "以后的 5 条记录不见了" in said


async def test_a_stamp_that_was_changed_or_is_anothers_is_not_believed(
    play: Stage, tsa: Authority
) -> None:
    """Bytes changed, renamed to another anchor, signed by somebody else."""
    kept = await _stamping(play, tsa).round()
    assert kept is not None
    whole = kept.read_bytes()
    for place in (40, len(whole) // 2, len(whole) - 20):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        said, sound = await _verified(play, tsa)
        assert (sound, f"时间戳 {kept.name}" in said) == (False, True), place
    kept.write_bytes(whole)
    other = kept.with_name(kept.name.replace("A20-", "A19-"))
    kept.rename(other)
    assert "签名或内容不对" in (await _verified(play, tsa))[0]
    other.rename(kept)
    async with Authority() as stranger:
        said, sound = await _verified(play, stranger)
    assert (sound, "签名或内容不对" in said) == (False, True)
    assert (await _verified(play, tsa))[1]


async def test_an_authority_that_fails_is_asked_again_later_and_the_office_told_once(
    play: Stage, tsa: Authority
) -> None:
    """No answer but an error, nonsense, an old answer to another question, and then a good one."""
    asking = _stamping(play, tsa)
    old = await _old_answer(play, tsa)
    tsa.status = 503
    assert await asking.round() is None
    assert await asking.round() is None, "not at once again"
    assert tsa.asked == 1
    tsa.status, tsa.answer = 200, b"<html>busy</html>"
    play.now += FIRST_PAUSE
    assert await asking.round() is None
    assert await play.letters() == []
    tsa.answer = old
    play.now += 2 * FIRST_PAUSE
    assert await asking.round() is None
    assert tsa.asked == TELL_AFTER
    [(chat, message)] = await play.letters()
    assert (chat, message.title) == (OFFICE, "时间戳没有盖成")
    play.now += 4 * FIRST_PAUSE
    assert await asking.round() is None
    assert await play.letters() == [], "told once a day"
    tsa.answer = None
    play.now += LONGEST_PAUSE
    assert await asking.round() is not None
    assert (await _verified(play, tsa))[1]


async def test_a_clock_that_was_a_year_ahead_keeps_nobody_waiting(
    play: Stage, tsa: Authority
) -> None:
    """The authority failed in a year that has not come."""
    asking = _stamping(play, tsa)
    await play.send("李敏", "首页")
    tsa.status = 503
    play.now += timedelta(days=365)
    assert await asking.round() is None
    tsa.status = 200
    play.now -= timedelta(days=365)
    assert await asking.round() is not None


async def _old_answer(play: Stage, tsa: Authority) -> bytes:
    kept = await _stamping(play, tsa).round()
    assert kept is not None
    answer = kept.read_bytes()
    kept.unlink()
    tsa.asked = 0
    return answer


async def test_nobody_listens_there(play: Stage, tsa: Authority) -> None:
    """A closed port, a certificate that is gone: told in words, never raised."""
    asking = _stamping(play, tsa)
    asking._address = "http://127.0.0.1:9/tsa"
    for _ in range(TELL_AFTER):
        assert await asking.round() is None
        play.now += LONGEST_PAUSE
    [(_, message)] = await play.letters()
    assert "连不上" in message.text
    tsa.root.unlink()
    said, sound = await _verified(play, tsa)
    assert sound or "证书文件读不了" in said


def test_the_settings_want_both(tmp_path: Path) -> None:
    """An address without the certificate to hold it against stamps nothing that could be shown."""
    file = tmp_path / "config.toml"
    file.write_text('[trail]\ntimestamp = "http://tsa.example.cn/"\n', "utf-8")
    with pytest.raises(ConfigFault, match="timestamp_certificate"):
        config.read(file)
    file.write_text('[trail]\ntimestamp = "tsa.example.cn"\n', "utf-8")
    with pytest.raises(ConfigFault, match="要写成网址"):
        config.read(file)
