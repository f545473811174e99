"""The evidence archive: a zip that is written while it is read, whatever its size.

Here: what an archive holds, and its bytes in pieces. A file is read from the store in small parts
and checked against its SHA-256 on the way; one that is missing or changed is named in the index,
which is the last thing written. Not here: what belongs into an archive (``bot.archive.contents``).
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Generator, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from bot.archive.sheets import index as archive_index, lasting
from bot.archive.sheets.index import Piece, State
from bot.corridor.events import Recipe
from bot.corridor.recipes import Open, make, packs

Stamp = tuple[int, int, int, int, int, int]

SUMS: Final = "00 校验.json"
"""The SHA-256 of every other file, written last into a quarter's archive."""
PART: Final = "00 分卷.json"
"""Which part of how many a split archive's zip is."""
_READ: Final = 256 * 1024
_FRAME: Final = 128 * 1024
"""More than a drawn document has beside what is written in it: styles, its parts."""
_LASTING: Final = 4 * 1024 * 1024
"""More than its lasting copy ever has, which brings its fonts; made where LibreOffice is."""
_OVERHEAD: Final = 1024
"""Bytes a file costs in a zip and its index beside its own; generous."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A receipt: the canonical text its hash was made of."""

    unit: str
    path: str
    number: str
    what: str
    at: str
    by: str
    hash: str
    body: str


@dataclass(frozen=True, slots=True)
class Record:
    """A file that is made for the archive: its text, or the recipe it is drawn from."""

    path: str
    text: str
    recipe: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def most(self) -> int:
        """Bytes it has at most: of a drawing its frame and the words it is drawn from, which a
        workbook and a letter keep packed.
        """
        if not self.recipe:
            return len(self.text.encode())
        words = len(json.dumps(dict(self.data), ensure_ascii=False).encode())
        return _FRAME + words + (_LASTING if lasting.program() else 0)

    def made(self) -> bytes:
        """Its bytes."""
        return (
            make(Recipe(name=self.recipe, data=dict(self.data)))
            if self.recipe
            else self.text.encode()
        )


@dataclass(frozen=True, slots=True)
class Contents:
    """What one zip holds. Lines without a path are links and stand in the index alone."""

    title: str
    note: str
    made: Stamp
    """When it was asked for, on a clock in China: every entry carries it, so that the same
    archive has the same bytes."""
    lines: tuple[Piece, ...]
    slips: tuple[Slip, ...] = ()
    records: tuple[Record, ...] = ()
    part: tuple[int, int] = (1, 1)
    """Which of how many zips this is."""

    @property
    def size(self) -> int:
        """About how many bytes the zip will have; never less than it has."""
        files = sum(one.size for one in self.lines)
        slips = sum(len(one.body.encode()) for one in self.slips)
        records = sum(one.most for one in self.records)
        many = len(self.lines) + len(self.slips) + len(self.records)
        return files + slips + records + _OVERHEAD * many + 32 * _OVERHEAD

    @property
    def units(self) -> tuple[str, ...]:
        """The units in their order."""
        named = [one.unit for one in self.lines] + [one.unit for one in self.slips]
        return tuple(dict.fromkeys(named))

    def of(self, unit: str) -> Contents:
        """One unit's share."""
        lines = tuple(one for one in self.lines if one.unit == unit)
        slips = tuple(one for one in self.slips if one.unit == unit)
        return replace(self, lines=lines, slips=slips, records=())

    def as_json(self) -> dict[str, Any]:
        """As a recipe carries it."""
        return asdict(self)


def of_json(data: Mapping[str, Any]) -> Contents:
    """The contents of ``as_json``."""
    year, month, day, hour, minute, second = data["made"]
    return Contents(
        title=data["title"],
        note=data["note"],
        made=(year, month, day, hour, minute, second),
        lines=tuple(Piece(**one) for one in data["lines"]),
        slips=tuple(Slip(**one) for one in data["slips"]),
        records=tuple(Record(**one) for one in data.get("records", ())),
        part=(data["part"][0], data["part"][1]) if "part" in data else (1, 1),
    )


@packs("archive")
def packed(data: Mapping[str, Any], open_bytes: Open) -> Iterator[bytes]:
    """A part of an evidence archive; ``data`` is ``Contents.as_json``."""
    return stream(of_json(data), open_bytes)


def volumes(contents: Contents, most: int) -> list[Contents]:
    """The archive as zips of at most ``most`` bytes; a unit is split only when it must be.

    A single file larger than ``most`` still makes a zip of its own.
    """
    found: list[Contents] = []
    for unit in contents.units:
        for share in _shares(contents.of(unit), most):
            last = found[-1] if found else None
            if last is not None and last.size + share.size <= most:
                found[-1] = replace(
                    last, lines=last.lines + share.lines, slips=last.slips + share.slips
                )
            else:
                found.append(share)
    total = len(found)
    if total <= 1:
        return [replace(found[0], records=contents.records)] if found else [contents]
    found[0] = replace(found[0], records=contents.records)
    whole = bool(contents.records)
    return [
        replace(
            one,
            title=f"{one.title}（{number}-{total}）",
            part=(number, total) if whole else (1, 1),
        )
        for number, one in enumerate(found, 1)
    ]


def _shares(unit: Contents, most: int) -> Iterator[Contents]:
    """A unit's lines in as few shares as fit; its receipts go with the first."""
    share, taken = replace(unit, lines=()), replace(unit, lines=()).size
    lines: list[Piece] = []
    for line in unit.lines:
        if lines and taken + line.size + _OVERHEAD > most:
            yield replace(share, lines=tuple(lines))
            lines, share = [], replace(unit, lines=(), slips=())
            taken = share.size
        lines.append(line)
        taken += line.size + _OVERHEAD
    yield replace(share, lines=tuple(lines))


def stream(contents: Contents, open_bytes: Open) -> Iterator[bytes]:
    """The zip, piece by piece; nothing is kept but the index."""
    tape, sums = _Tape(), dict[str, str]()
    states: list[State] = []
    with zipfile.ZipFile(tape, "w", zipfile.ZIP_STORED) as zip_file:
        for line in contents.lines:
            if not line.path:
                states.append("link")
                continue
            state = yield from _copy(zip_file, tape, contents.made, line, open_bytes, sums)
            states.append(state)
        for slip in contents.slips:
            _put(zip_file, contents.made, slip.path, slip.body.encode(), sums)
            yield from tape.take()
        for record in contents.records:
            for path, data in _with_lasting(record):
                _put(zip_file, contents.made, path, data, sums)
                yield from tape.take()
        index = archive_index.make(contents.title, contents.note, contents.lines, states)
        receipts = [
            (one.unit, one.number, one.what, one.at, one.by, one.hash, one.path)
            for one in contents.slips
        ]
        for name, data in index.files(receipts):
            _put(zip_file, contents.made, name, data, sums)
            yield from tape.take()
        number, total = contents.part
        if total > 1:
            told = json.dumps({"title": contents.title, "part": number, "of": total})
            _put(zip_file, contents.made, PART, told.encode(), sums)
        if contents.records or total > 1:
            told = json.dumps(sums, ensure_ascii=False, indent=1, sort_keys=True)
            zip_file.writestr(_entry(SUMS, contents.made), told)
            yield from tape.take()
    yield from tape.take()


def _put(
    zip_file: zipfile.ZipFile, made: Stamp, path: str, data: bytes, sums: dict[str, str]
) -> None:
    zip_file.writestr(_entry(path, made), data)
    sums[path] = hashlib.sha256(data).hexdigest()


def _with_lasting(record: Record) -> Iterator[tuple[str, bytes]]:
    """A record, and beside a document that must last its PDF/A where that can be made."""
    data = record.made()
    yield record.path, data
    if record.recipe and (copy := lasting.pdf_a(record.path, data)) is not None:
        yield f"{record.path.rpartition('.')[0]}.pdf", copy


class _Tape:
    """What a zip is written on: it cannot be wound back, and is emptied again and again."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep until taken."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def close(self) -> None:
        """What was not taken goes."""
        self._pieces.clear()

    def take(self) -> Iterator[bytes]:
        """What was written since, in one piece."""
        if self._pieces:
            taken = b"".join(self._pieces)
            self._pieces.clear()
            yield taken


def _entry(path: str, made: Stamp, size: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, made)
    info.external_attr = 0o644 << 16
    info.file_size = size
    return info


def _copy(
    zip_file: zipfile.ZipFile,
    tape: _Tape,
    made: Stamp,
    line: Piece,
    open_bytes: Open,
    sums: dict[str, str],
) -> Generator[bytes, None, State]:
    """One file into the zip; returns what the index says of it."""
    try:
        source = open_bytes(line.digest)
    except OSError:
        return "missing"
    found = hashlib.sha256()
    whole = True
    with source, zip_file.open(_entry(line.path, made, line.size), "w") as into:
        while True:
            try:
                data = source.read(_READ)
            except OSError:  # the disk fails in the middle: the rest of the archive is not lost
                whole = False
                break
            if not data:
                break
            found.update(data)
            into.write(data)
            yield from tape.take()
    sums[line.path] = found.hexdigest()
    return "kept" if whole and found.hexdigest() == line.digest else "changed"


__all__ = ["Contents", "Open", "Piece", "Record", "Slip", "State", "of_json", "stream", "volumes"]
