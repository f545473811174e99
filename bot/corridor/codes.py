"""Invitation codes: made from a key outside the database, shown while they are good, kept nowhere.

A letter that shows a code carries a mark in its place, in the outbox and in the web chat's log. The
code follows from the mark and the key, and is put in when the letter leaves or is looked at: whole
while the invitation is open, covered once it is used, expired or taken back. So neither database
nor backup holds a code that still opens something. Without the key (a backup restored elsewhere)
codes already handed out go on working, because their hashes are in the database; only showing them
again is over. What people typed in is covered here too, once their message is settled.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.corridor.door import Code, code_hash
from storage import complaints
from storage.database import Session, moment
from storage.queries import people

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters of invitation codes: none that looks like another (0 O, 1 I)."""
UNKNOWN = "****-****-****"
"""In place of a code that this key did not make."""
_OPEN, _CLOSE = "\ue000", "\ue001"
# Private-use letters: no text of a person keeps them (``router.tidy``), so nobody writes a mark.
_MARK = re.compile(f"{_OPEN}([A-Za-z0-9-]{{1,64}}){_CLOSE}")
_KEY_BYTES = 32
_GROUPED = re.compile(
    r"(?<![A-Za-z0-9-])([A-Za-z2-9]{4})[- ][A-Za-z2-9]{4}[- ][A-Za-z2-9]{4}(?![A-Za-z0-9-])"
)
_TYPED = re.compile(r"(?<![A-Za-z0-9/])(?!start\b|claim\b)([A-Za-z0-9]{4})[- A-Za-z0-9]{2,}", re.I)

Plain = Callable[[str], str]
"""From the token of a mark to its code."""


class KeyFault(Exception):
    """The key file cannot be used; the text says why, in Chinese."""


def read_key(path: Path) -> bytes:
    """The key of this installation; made at the first start, readable by its owner only.

    Raises:
        KeyFault: the file cannot be read or written, or is no key.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _make(path)
        except FileExistsError:
            path.chmod(0o600)
        key = path.read_bytes()
    except OSError as fault:
        raise KeyFault(
            f"打不开密钥文件 {path}（{complaints.said(fault)}）。"
            "请检查数据文件夹是不是属于运行程序的用户。"
        ) from None
    if len(key) != _KEY_BYTES:
        raise KeyFault(
            f"密钥文件 {path} 不完整。请把它删掉再启动，程序会重新生成；"
            "已经发出去的邀请码照样能用，只是以前的消息里不再显示。"
        )
    return key


def _make(path: Path) -> None:
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: of two processes that start at once, both read the first one's key.
        os.link(part, path)
    finally:
        part.unlink(missing_ok=True)


class Codes:
    """Makes codes, and makes them again from their marks."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def fresh(self) -> Code:
        """A new code: twelve letters, 60 bits, in three groups to read aloud."""
        token = secrets.token_hex(16)
        return Code(self.plain(token), marked(token))

    def plain(self, token: str) -> str:
        """The code of a token."""
        digest = hmac.digest(self._key, f"xinkao-code:{token}".encode(), "sha256")
        number = int.from_bytes(digest[:8])
        letters = "".join(LETTERS[number >> 5 * at & 31] for at in range(12))
        return "-".join(letters[at : at + 4] for at in (0, 4, 8))


def marked(token: str) -> str:
    """The mark that stands for a code in a stored letter."""
    return f"{_OPEN}{token}{_CLOSE}"


def holds_mark(text: str) -> bool:
    """Whether a code is to be put into this text."""
    return _OPEN in text


async def reveal(db: Session, text: str, plain: Plain, now: datetime) -> str:
    """A stored text as it is shown now. JSON stays JSON: codes are plain letters."""
    if not holds_mark(text):
        return text
    shown = {
        token: await _shown(db, plain(token), now) for token in dict.fromkeys(_MARK.findall(text))
    }
    return _MARK.sub(lambda mark: shown[mark[1]], text)


async def _shown(db: Session, code: str, now: datetime) -> str:
    found = await people.invitation(db, code_hash(code))
    if found is None:
        return UNKNOWN
    spent = found.used_at is not None or found.revoked_at is not None
    if spent or moment(found.expires_at) <= now:
        return code[:4] + re.sub("[A-Z0-9]", "*", code[4:])
    return code


def covered(text: str, *, aimed: bool) -> str:
    """What is kept of a typed text: codes lose all but their first letters.

    ``aimed``: the text was read as a code, so whatever looks like one is covered, right or wrong.
    """
    # Letter by letter, so that a place in the plain text is the same place in the typed one.
    plain = "".join(map(_narrow, text))
    kept, at = "", 0
    # A whole code is covered wherever it stands, in a link too; else whatever was typed as one.
    places = list(_GROUPED.finditer(plain)) or (list(_TYPED.finditer(plain)) if aimed else [])
    for found in places:
        kept += f"{text[at : found.end(1)]}-****"
        at = found.end()
    return kept + text[at:]


def _narrow(letter: str) -> str:
    narrow = unicodedata.normalize("NFKC", letter)
    return narrow if len(narrow) == 1 else letter
