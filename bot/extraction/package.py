"""The parts of a zipped document (docx, pptx, OFD), opened with distrust.

Here: parts found by any spelling of their name, read within bounds, their relationships. What is
in them is ``word``'s, ``slides``' and ``ofd``'s. Tables have their own (``scoring.cells``).
"""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from bot.extraction.pages import Closed, Unread

MOST_PARTS = 20_000
MOST_BYTES = 48 * 1024 * 1024
"""Of one part unpacked; the text of a thousand pages has a tenth of it."""
_MOST_TOGETHER = 160 * 1024 * 1024


class Package:
    """A zip; use it in a ``with``."""

    def __init__(self, path: Path) -> None:
        """Read its directory. Raises Closed."""
        self._left = _MOST_TOGETHER
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
            raise Closed(Unread.DAMAGED) from fault
        members = self._zip.infolist()
        if len(members) > MOST_PARTS:
            raise Closed(Unread.TOO_LARGE)
        if any(member.flag_bits & 1 for member in members):
            raise Closed(Unread.PASSWORD)
        self._members = {_folded(member.filename): member for member in members}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """The names of all parts, in small letters and with slashes, as they stand in the zip."""
        return list(self._members)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _folded(name) in self._members

    def read(self, name: str, most: int = MOST_BYTES) -> bytes:
        """A whole part; empty where there is none. Raises Closed."""
        member = self._members.get(_folded(name))
        if member is None:
            return b""
        try:
            with self._zip.open(member) as part:
                data = part.read(most + 1)
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as fault:
            raise Closed(Unread.DAMAGED) from fault
        except Exception as fault:  # what zlib and lzma say of a damaged part
            raise Closed(Unread.DAMAGED) from fault
        self._left -= len(data)
        if len(data) > most or self._left < 0:
            raise Closed(Unread.TOO_LARGE)
        return data

    def tree(self, name: str) -> ET.Element | None:
        """A part as XML; None where there is none. Raises Closed."""
        data = self.read(name)
        if not data:
            return None
        try:
            return ET.fromstring(data)  # noqa: S314 -- expat refuses entities that multiply
        except ET.ParseError as fault:
            raise Closed(Unread.DAMAGED) from fault

    def related(self, name: str) -> list[tuple[str, str, str]]:
        """What a part refers to: number, kind, part; the package itself is ``""``."""
        folder, _, file = name.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = []
        for one in () if root is None else root.iter():
            if local(one.tag) == "Relationship" and one.get("TargetMode") != "External":
                target = one.get("Target", "").replace("\\", "/")
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found.append((one.get("Id", ""), one.get("Type", "").rpartition("/")[2], path))
        return found

    def main(self, usual: str) -> str:
        """The part that the document is, wherever a program put it."""
        named = [path for _, kind, path in self.related("") if kind == "officeDocument"]
        return next((path for path in named if self.has(path)), usual)


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def local(tag: str) -> str:
    """A name without its namespace: Strict Open XML has other namespaces and the same names."""
    return tag.rpartition("}")[2]


def attribute(element: ET.Element, name: str) -> str | None:
    """An attribute by its name, whatever namespace it has."""
    found = element.get(name)
    if found is not None:
        return found
    return next((value for key, value in element.items() if local(key) == name), None)
