"""The tables of contents of ZIP and OLE2 (Compound File) containers, read without unpacking.

What lives here: which entries a container has, whether they are encrypted, and the first bytes of
one of them. Every read is bounded, so a hostile file costs no more than an honest one.
What does not: what the entries mean (`storage.kinds` decides), and unpacking a whole entry.

ZIP after APPNOTE.TXT 6.3.10 (4.3.12 central directory, 4.3.14-16 its end records);
OLE2 after [MS-CFB] 2.2 (header), 2.3 (FAT), 2.6 (directory).
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_MOST_ENTRIES = 20_000
_MOST_DIRECTORY_BYTES = 4 * 1024 * 1024
_DEEPEST = 8
_MOST_SHORT_STREAM_BYTES = 32 * 1024 * 1024
_ZIP64 = 0xFFFFFFFF


class BrokenContainerError(Exception):
    """The container's own tables contradict themselves, are cut off, or are absurdly large."""


@dataclass(frozen=True)
class ZipEntry:
    """One line of a ZIP's central directory: only what a judgement needs."""

    name: str
    encrypted: bool
    method: int
    packed_size: int
    header_offset: int


def _read_at(file: BinaryIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    data = file.read(length)
    if len(data) != length:
        raise BrokenContainerError("cut off")
    return data


def _directory_place(file: BinaryIO) -> tuple[int, int, int]:
    """Return count, size and offset of the central directory, from its end record."""
    length = file.seek(0, os.SEEK_END)
    # The end record is 22 bytes and may be followed by a comment of up to 65535.
    tail_start = max(0, length - 22 - 0xFFFF)
    tail = _read_at(file, tail_start, length - tail_start)
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < 22:
        raise BrokenContainerError("no end of central directory")
    count, size, offset = struct.unpack_from("<HII", tail, found + 10)
    end = tail_start + found
    if count == 0xFFFF or _ZIP64 in (size, offset):
        locator = _read_at(file, max(0, end - 20), 20)
        if locator[:4] != b"PK\x06\x07":
            raise BrokenContainerError("no zip64 locator")
        end = struct.unpack_from("<Q", locator, 8)[0]
        record = _read_at(file, min(end, length), 56)
        if record[:4] != b"PK\x06\x06":
            raise BrokenContainerError("no zip64 record")
        count, size, offset = struct.unpack_from("<QQQ", record, 32)
    if count > _MOST_ENTRIES or size > _MOST_DIRECTORY_BYTES or offset + size > end:
        raise BrokenContainerError("impossible central directory")
    return count, size, offset


def zip_entries(file: BinaryIO) -> list[ZipEntry]:
    """List a ZIP's entries from its central directory alone; nothing is decompressed.

    Names come back with forward slashes. Raises BrokenContainerError.
    """
    count, size, offset = _directory_place(file)
    table = _read_at(file, offset, size)
    entries: list[ZipEntry] = []
    at = 0
    for _ in range(count):
        if table[at : at + 4] != b"PK\x01\x02" or at + 46 > size:
            raise BrokenContainerError("central directory is cut off")
        flags, method = struct.unpack_from("<HH", table, at + 8)
        packed, _unpacked, name_length, extra, comment = struct.unpack_from(
            "<IIHHH", table, at + 20
        )
        header = struct.unpack_from("<I", table, at + 42)[0]
        name = table[at + 46 : at + 46 + name_length].decode("utf-8", "replace")
        entries.append(ZipEntry(name.replace("\\", "/"), bool(flags & 1), method, packed, header))
        at += 46 + name_length + extra + comment
    return entries


def zip_read(file: BinaryIO, entry: ZipEntry, limit: int) -> bytes:
    """Unpack one small entry, never producing more than `limit` bytes.

    Raises BrokenContainerError when the entry is longer than that or is damaged.
    """
    header = _read_at(file, entry.header_offset, 30)
    if header[:4] != b"PK\x03\x04":
        raise BrokenContainerError("no local header")
    name_length, extra = struct.unpack_from("<HH", header, 26)
    file.seek(entry.header_offset + 30 + name_length + extra)
    packed = file.read(min(entry.packed_size, limit + 1))
    if entry.method == 0:
        data = packed
    elif entry.method == 8:
        try:
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, limit + 1)
        except zlib.error as problem:
            raise BrokenContainerError(str(problem)) from problem
    else:
        raise BrokenContainerError("unusual compression")
    if len(data) > limit:
        raise BrokenContainerError("entry is too long")
    return data


@dataclass(frozen=True)
class _Node:
    """One 128-byte directory entry of a compound file ([MS-CFB] 2.6.1)."""

    name: str
    type: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """The directory of an OLE2 file: the names, and the bytes of a stream.

    Raises BrokenContainerError from the constructor, from `beginning` and from `read`.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        header = _read_at(file, 0, 512)
        shift = struct.unpack_from("<H", header, 30)[0]
        if shift not in (9, 12):
            raise BrokenContainerError("impossible sector size")
        self._sector = 1 << shift
        self._header = header
        self._difat = self._load_difat()
        self._nodes = self._load_directory()
        if not self._nodes or self._nodes[0].type != 5:
            raise BrokenContainerError("no root entry")
        self._places: dict[tuple[str, ...], _Node] = {}
        self._top = {node.name.lower(): node for node in self._children(self._nodes[0])}

    @property
    def top_names(self) -> frozenset[str]:
        """Names directly under the root, lower case: not those of embedded documents."""
        return frozenset(self._top)

    @property
    def all_names(self) -> frozenset[str]:
        """Names at any depth, lower case."""
        return frozenset(node.name.lower() for node in self._nodes if node.type in (1, 2))

    def paths(self) -> Iterator[tuple[tuple[str, ...], int | None]]:
        """Every storage (without size) and stream (with it) by its path, in lower case."""
        waiting: list[tuple[tuple[str, ...], _Node, int]] = [((), self._nodes[0], 0)]
        while waiting:
            above, parent, depth = waiting.pop()
            for node in self._children(parent):
                path = (*above, node.name.lower())
                self._places[path] = node
                yield path, node.size if node.type == 2 else None
                if node.type == 1 and depth < _DEEPEST:
                    waiting.append((path, node, depth + 1))

    def read(self, path: tuple[str, ...], limit: int) -> bytes:
        """Return a whole stream that `paths` has named, of at most `limit` bytes."""
        node = self._places[path]
        if node.size > limit:
            raise BrokenContainerError("stream is too long")
        cutoff = struct.unpack_from("<I", self._header, 56)[0]
        if node.size >= cutoff:
            return self._chain(node.start, node.size)
        root = self._nodes[0]
        whole = self._chain(root.start, min(root.size, _MOST_SHORT_STREAM_BYTES))
        first = struct.unpack_from("<I", self._header, 60)[0]
        count = struct.unpack_from("<I", self._header, 64)[0]
        table = self._chain(first, min(count, 4096) * self._sector)
        pieces, piece = [], node.start
        for _ in range(-(-node.size // 64)):
            if piece * 4 + 4 > len(table):
                raise BrokenContainerError("short stream outside its table")
            pieces.append(whole[piece * 64 : piece * 64 + 64])
            piece = struct.unpack_from("<I", table, piece * 4)[0]
        return b"".join(pieces)[: node.size]

    def _chain(self, sector: int, size: int) -> bytes:
        """The bytes of a chain of sectors."""
        pieces = []
        left = size
        while left > 0:
            pieces.append(self._sector_bytes(sector))
            left -= self._sector
            if left > 0:
                sector = self._next(sector)
        return b"".join(pieces)[:size]

    def beginning(self, name: str, length: int) -> bytes:
        """Return up to `length` bytes (at most one sector) from the start of a top-level stream."""
        node = self._top[name.lower()]
        cutoff = struct.unpack_from("<I", self._header, 56)[0]
        length = min(length, node.size)
        if node.size >= cutoff:
            return self._sector_bytes(node.start)[:length]
        # Short streams live in 64-byte pieces of the root entry's own stream.
        position = node.start * 64
        sector = self._nodes[0].start
        if position >= min(self._nodes[0].size, _MOST_SHORT_STREAM_BYTES):
            raise BrokenContainerError("short stream outside its container")
        for _ in range(position // self._sector):
            sector = self._next(sector)
        within = position % self._sector
        return self._sector_bytes(sector)[within : within + min(length, 64)]

    def _sector_bytes(self, number: int) -> bytes:
        self._file.seek((number + 1) * self._sector)
        # The last sector of a file may be written short by some programs.
        return self._file.read(self._sector).ljust(self._sector, b"\0")

    def _load_difat(self) -> list[int]:
        """Where the FAT's own sectors are: 109 in the header, more in a chain."""
        found = list(struct.unpack_from("<109I", self._header, 76))
        sector, chained = struct.unpack_from("<II", self._header, 68)
        for _ in range(min(chained, 1024)):
            if sector >= 0xFFFFFFFA:
                break
            numbers = struct.unpack(f"<{self._sector // 4}I", self._sector_bytes(sector))
            found.extend(numbers[:-1])
            sector = numbers[-1]
        return found

    def _next(self, sector: int) -> int:
        """Follow one link of the FAT."""
        page, place = divmod(sector, self._sector // 4)
        if page >= len(self._difat) or self._difat[page] >= 0xFFFFFFFA:
            raise BrokenContainerError("sector outside the table")
        offset = (self._difat[page] + 1) * self._sector + place * 4
        return int(struct.unpack("<I", _read_at(self._file, offset, 4))[0])

    def _load_directory(self) -> list[_Node]:
        nodes: list[_Node] = []
        sector = struct.unpack_from("<I", self._header, 48)[0]
        while sector < 0xFFFFFFFA:
            if len(nodes) > _MOST_ENTRIES:  # also what ends a chain that bites its tail
                raise BrokenContainerError("directory without end")
            data = _read_at(self._file, (sector + 1) * self._sector, self._sector)
            nodes.extend(self._node(data[at : at + 128]) for at in range(0, len(data), 128))
            sector = self._next(sector)
        return nodes

    @staticmethod
    def _node(data: bytes) -> _Node:
        length = min(struct.unpack_from("<H", data, 64)[0], 64)
        name = data[: max(0, length - 2)].decode("utf-16-le", "replace")
        left, right, child = struct.unpack_from("<III", data, 68)
        start, size = struct.unpack_from("<II", data, 116)
        return _Node(name, data[66], left, right, child, start, size)

    def _children(self, parent: _Node) -> list[_Node]:
        """Walk the red-black tree of one storage, each entry at most once."""
        found: list[_Node] = []
        seen: set[int] = set()
        waiting = [parent.child]
        while waiting:
            number = waiting.pop()
            if number >= len(self._nodes) or number in seen:
                continue
            seen.add(number)
            node = self._nodes[number]
            found.append(node)
            waiting += [node.left, node.right]
        return found
