"""Office files that are locked with the key every program tries by itself, so nobody is asked.

Excel encrypts a workbook whose structure is protected with “VelvetSweatshop” ([MS-XLS] 2.2.10,
[MS-OFFCRYPTO] 2.3.7.1): such a file opens unasked everywhere. Here: whether a file is one of them.
Not here: passwords of people; those files are refused (`storage.office`).
"""

from __future__ import annotations

import io
import re
from typing import Any, BinaryIO

_KEY = "VelvetSweatshop"
_SPINS = re.compile(rb"spinCount=\"(\d+)\"")
_MOST_SPINS = 1_000_000
"""Office writes 100,000 rounds of hashing; a file may ask for as many as it likes."""


def opens_unasked(file: BinaryIO) -> bool:
    """Whether an old workbook opens with the known key."""
    return _opened(file) is not None


def opened_package(file: BinaryIO) -> BinaryIO | None:
    """The package within an encrypted container, where the known key opens it."""
    found = _opened(file)
    if found is None:
        return None
    out = io.BytesIO()
    try:
        found.decrypt(out)
    except Exception:  # noqa: BLE001 - a hostile file makes the library stumble over anything
        return None
    out.seek(0)
    return out


def _opened(file: BinaryIO) -> Any | None:
    import msoffcrypto  # olefile and cryptography: only where a file is locked

    file.seek(0)
    data = file.read()
    if any(int(spins[:12]) > _MOST_SPINS for spins in _SPINS.findall(data)):
        return None
    try:
        found = msoffcrypto.OfficeFile(io.BytesIO(data))
        if found.format == "ooxml":
            found.load_key(password=_KEY, verify_password=True)
        else:
            found.load_key(password=_KEY)
    except Exception:  # noqa: BLE001 - as above: whatever it says, it did not open
        return None
    return found
