"""Whether a picture or a video is all there, or was cut off on the way.

What lives here: walking the outer parts of PNG, JPEG, WebP and ISO media files (HEIC, MP4, MOV).
What does not: decoding. A file may be whole and still not be drawable; `storage.likeness` finds
that out. Data appended after the end, as telephones do, is no fault.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

_MOST_PARTS = 100_000
_CHUNK = 1024 * 1024
_TAIL = 16 * 1024
"""Bytes at a file's end: where the end mark is not among them, the whole is looked through."""


def png_is_whole(file: BinaryIO) -> bool:
    """Follow the chunks to the one that ends the picture (PNG specification, 5.3)."""
    size = file.seek(0, os.SEEK_END)
    at = 8
    for _ in range(_MOST_PARTS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return False
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        at += 12 + length
        if name == b"IEND":
            return at <= size
        if at > size:
            return False
    return True


def jpeg_is_whole(file: BinaryIO) -> bool:
    """Pass the segments, which may hold a small picture with its own end, then seek the end mark.

    Inside the picture's data the two bytes of the mark cannot occur (ITU-T T.81, B.1.1.5).
    """
    at = 2
    for _ in range(_MOST_PARTS):
        file.seek(at)
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] == 0xDA:
            break
        if head[1] == 0xFF:  # filling
            at += 1
        elif head[1] == 0x01 or 0xD0 <= head[1] <= 0xD8:  # marks without a length
            at += 2
        elif head[1] == 0xD9:  # the end, before any picture
            return False
        else:
            at += 2 + int.from_bytes(head[2:], "big")
    size = file.seek(0, os.SEEK_END)
    # Wherever it stands it is the end: near the file's own end as a rule, so there first. To look
    # through all bytes, of which many are the mark's first, takes longer than to hash them.
    return _ends(file, max(at, size - _TAIL)) or _ends(file, at)


def _ends(file: BinaryIO, start: int) -> bool:
    """Whether the end mark of a JPEG picture stands somewhere from here on."""
    file.seek(start)
    last = b""
    while piece := file.read(_CHUNK):
        if b"\xff\xd9" in last + piece:
            return True
        last = piece[-1:]
    return False


def webp_is_whole(file: BinaryIO) -> bool:
    """Compare the length that the container states with the file's (RFC 9649, 2.3)."""
    size = file.seek(0, os.SEEK_END)
    file.seek(4)
    return int(struct.unpack("<I", file.read(4))[0]) + 8 <= size


def media_is_whole(file: BinaryIO, needed: bytes) -> bool:
    """Follow the outer boxes (ISO/IEC 14496-12, 4.2); `needed` is the one nobody can do without.

    That is `moov` for a video and `meta` for a HEIC picture. A cut file ends inside a box.
    """
    size = file.seek(0, os.SEEK_END)
    at, found = 0, False
    for _ in range(_MOST_PARTS):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            break
        length, name = struct.unpack_from(">I4s", head)
        if length == 1 and len(head) == 16:
            length = struct.unpack_from(">Q", head, 8)[0]
        elif length == 0:
            length = size - at
        if name not in (b"moov", b"mdat", b"meta") and (length < 8 or at + length > size):
            break  # something appended, in a form of its own
        if at + length > size or length < 8:
            return False
        found = found or name == needed
        at += length
    return found
