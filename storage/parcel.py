"""A ZIP of papers taken apart: which of its entries are papers, and their bytes, one by one.

Here: names, order, limits on count and size, and streaming; nothing is written, least of all to a
path that an entry names. Depth is one: an archive within is not opened. What does not live here:
keeping the parts (`storage.evidence`), what each is (`storage.kinds`).
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

MOST_PARTS: Final = 60
MOST_UNPACKED: Final = 300 * 1024 * 1024
_MOST_ENTRIES: Final = 2000
_PIECE: Final = 1024 * 1024
_BESIDE: Final = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_UTF_8: Final = 0x800
_LABEL: Final = 120


class ParcelTrouble(Exception):
    """The whole parcel stays closed; `code` says why: parcel_many, parcel_large, parcel_empty."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BrokenPartError(Exception):
    """The bytes of one part do not come out whole."""


class Parcel:
    """An opened ZIP: call from a worker thread, and close.

    Raises ParcelTrouble from the constructor.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
            raise ParcelTrouble("damaged") from problem
        try:
            self.parts = self._papers()
        except ParcelTrouble:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def _papers(self) -> list[tuple[str, zipfile.ZipInfo]]:
        """The papers with the names to show, in the order of the parcel."""
        entries = self._zip.infolist()
        if len(entries) > _MOST_ENTRIES:
            raise ParcelTrouble("parcel_many")
        paths = [(PurePosixPath(_name(one)), one) for one in entries if not one.is_dir()]
        papers = [(path, one) for path, one in paths if not _is_beside(path)]
        if not papers:
            raise ParcelTrouble("parcel_empty")
        if len(papers) > MOST_PARTS:
            raise ParcelTrouble("parcel_many")
        if sum(one.file_size for _, one in papers) > MOST_UNPACKED:
            raise ParcelTrouble("parcel_large")
        return list(zip(_labels([path for path, _ in papers]), (o for _, o in papers), strict=True))

    def pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of a part; never more than its directory declares. Raises BrokenPartError."""
        try:
            with self._zip.open(entry) as part:
                while piece := part.read(_PIECE):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError,
                NotImplementedError, ValueError) as problem:  # fmt: skip
            raise BrokenPartError(entry.filename) from problem


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: without the mark of UTF-8 programs here write GBK."""
    name = entry.filename
    if not entry.flag_bits & _UTF_8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    return name.replace("\\", "/")


def _is_beside(path: PurePosixPath) -> bool:
    """What systems put beside papers: previews, settings, locks of open documents."""
    return (
        not path.name.strip(". ")
        or "__MACOSX" in path.parts
        or path.name.lower() in _BESIDE
        or path.name.startswith(("~$", "._", ".~"))
    )


def _labels(paths: list[PurePosixPath]) -> list[str]:
    """Names to show: that of the file, with its folder where two are called alike."""
    names = [path.name for path in paths]
    labels = []
    for path in paths:
        twice = names.count(path.name) > 1 and path.parent.name not in {"", "..", "."}
        label = f"{path.parent.name} {path.name}" if twice else path.name
        shown = "".join(sign for sign in label if sign.isprintable())
        labels.append(shown if len(shown) <= _LABEL else shown[: _LABEL - 20] + shown[-20:])
    return labels
