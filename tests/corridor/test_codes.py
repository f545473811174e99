"""Codes: made from key and mark, shown while good, covered afterwards; the key file itself."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from bot.corridor.codes import UNKNOWN, Codes, KeyFault, covered, read_key, reveal
from bot.corridor.door import code_hash
from bot.corridor.turn import tidy
from storage.database import Database
from storage.queries import people
from tests.stage import MONDAY


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    """The second start reads the first one's key; loose permissions are tightened."""
    path = tmp_path / "data" / "secret.key"
    key = read_key(path)
    path.chmod(0o644)
    assert read_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret.key"]


def test_a_key_that_is_no_key_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """Half a file, or a folder in its place."""
    path = tmp_path / "secret.key"
    path.write_bytes(b"half")
    with pytest.raises(KeyFault, match="不完整"):
        read_key(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(KeyFault, match="打不开密钥文件"):
        read_key(path)


def test_a_code_follows_from_key_and_mark() -> None:
    """Twelve letters that look like no other; another key makes another code."""
    one, other = Codes(b"1" * 32), Codes(b"2" * 32)
    code = one.fresh()
    token = code.mark[1:-1]
    assert one.plain(token) == code.plain != other.plain(token)
    assert len(code.plain) == 14
    assert not set(code.plain) & set("01IO")
    assert len({one.fresh().plain for _ in range(200)}) == 200


async def test_a_code_is_shown_while_it_opens_something(tmp_path: Path) -> None:
    """Open: whole. Used, revoked, expired: covered. Of another key: unknown."""
    database, codes = await Database.open(tmp_path / "x.db"), Codes(b"1" * 32)
    code = codes.fresh()
    later = MONDAY + timedelta(days=2)
    text = f"绑定 {code.mark}，https://x.cn/i/{code.mark}"
    start = code.plain[:4]
    hidden = f"绑定 {start}-****-****，https://x.cn/i/{start}-****-****"
    try:
        async with database.transaction() as db:
            await people.invite(
                db, code_hash(code.plain), "admin", None, None, MONDAY, MONDAY + timedelta(days=1)
            )
            shown = f"绑定 {code.plain}，https://x.cn/i/{code.plain}"
            assert await reveal(db, text, codes.plain, MONDAY) == shown
            assert await reveal(db, text, codes.plain, later) == hidden
            stranger = Codes(b"2" * 32)
            assert UNKNOWN in await reveal(db, text, stranger.plain, MONDAY)
            await people.revoke_invitations(db, "admin", None, MONDAY)
            assert await reveal(db, text, codes.plain, MONDAY) == hidden
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("typed", "aimed", "kept"),
    [
        ("绑定 ABCD-EFGH-JKMN", True, "绑定 ABCD-****"),
        ("绑定abcd efgh jkmn", True, "绑定abcd-****"),
        ("/start ABCD-EFGH-JKMN", True, "/start ABCD-****"),
        ("绑定 ＡＢＣＤ－ＥＦＧＨ", True, "绑定 ＡＢＣＤ-****"),
        ("绑定 https://x.cn/i/ABCD-EFGH-JKMN", True, "绑定 https://x.cn/i/ABCD-****"),
        (
            "点开 https://x.cn/i/ABCD-EFGH-JKMN 或发送：绑定 ABCD-EFGH-JKMN，快",
            True,
            "点开 https://x.cn/i/ABCD-**** 或发送：绑定 ABCD-****，快",
        ),
        ("发给你：ABCD-EFGH-JKMN 别外传", False, "发给你：ABCD-**** 别外传"),
        ("https://x.cn/i/ABCD-EFGH-JKMN", False, "https://x.cn/i/ABCD-****"),
        ("统一社会信用代码 91410425MA3X4B5C6D", False, "统一社会信用代码 91410425MA3X4B5C6D"),
        ("电话 138 0000 1234", False, "电话 138 0000 1234"),
        ("三次，一共 1200 万", False, "三次，一共 1200 万"),
    ],
)
def test_a_typed_code_keeps_its_first_letters_only(typed: str, aimed: bool, kept: str) -> None:
    """Other people's numbers are left as they are."""
    assert covered(typed, aimed=aimed) == kept


def test_nobody_types_a_mark() -> None:
    """The letters of a mark are taken out of what people write."""
    assert tidy("\ue000abc\ue001 首页") == "abc 首页"
