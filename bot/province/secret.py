"""The word that workers know each other by, and that opens the province's overview.

Made at the first start in the counties' folder, readable by its owner only.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
from pathlib import Path

FILE = "province.key"
_LETTERS = 24


def read(folder: Path) -> str:
    """The word; several workers may make it at once, and find the same.

    Raises:
        OSError: it cannot be read or written.
    """
    file = folder / FILE
    if not file.exists():
        part = folder / f".{FILE}.{secrets.token_hex(4)}"
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(_LETTERS))
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(part, file)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return file.read_text("utf-8").strip()


def bearer(word: str) -> str:
    """What one worker shows another: made from the word, so that the word stays at home."""
    return f"Bearer {hmac.digest(word.encode(), b'worker', 'sha256').hex()}"


def is_worker(header: str, word: str) -> bool:
    """Whether a request comes from another worker."""
    return hmac.compare_digest(header.encode(), bearer(word).encode())


def visitor(header: str, word: str) -> str | None:
    """Who looks at the overview, by HTTP's basic log-in with the word as password; None: nobody."""
    kind, _, rest = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, _, given = base64.b64decode(rest, validate=True).decode().partition(":")
    except ValueError:
        return None
    if not name.strip() or not hmac.compare_digest(given.encode(), word.encode()):
        return None
    return "".join(one for one in name.strip() if one.isprintable())[:40] or None
