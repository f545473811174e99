"""A zip that should hold a spreadsheet, opened with distrust: parts by any spelling of a name.

Here: the directory judged before anything is unpacked, parts found whether the program wrote
slashes or backslashes, relationships. Not here: what is in the parts (``xlsx``, ``xlsb``, ``ods``).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final
from xml.etree import ElementTree as ET

from scoring.cells.book import Limits, Unreadable

SAVE_AS: Final = "请用 Excel 或 WPS 打开后另存为 .xlsx 再发。"
_MOST_PARTS: Final = 1000


class MissingPart(Exception):
    """A part that another one speaks of is not in the package."""


@dataclass(frozen=True)
class Related:
    """One relationship of a part: of what kind, and to which part."""

    kind: str
    target: str


class Package:
    """The parts of a zip."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Judge the directory. ``zipfile`` never unpacks more of a part than it declares.

        Raises:
            Unreadable: not whole, with a password, or far too large unpacked.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable("文件不完整，可能没有传完。请重新发一次。") from error
        members = self._zip.infolist()
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable("文件加了密码。请去掉密码再发。")
        total = sum(member.file_size for member in members)
        if len(members) > _MOST_PARTS or total > limits.unpacked:
            raise Unreadable(f"表格展开后太大，不像{limits.what}。请把内容复制到一张新表里再发。")
        self._members = {_folded(member.filename): member for member in members}

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts, in small letters and with slashes."""
        return frozenset(self._members)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _folded(name) in self._members

    def open(self, name: str) -> IO[bytes]:
        """A part as a stream. Raises MissingPart."""
        member = self._members.get(_folded(name))
        if member is None:
            raise MissingPart(name)
        return self._zip.open(member)

    def read(self, name: str) -> bytes:
        """A whole part. Raises MissingPart."""
        with self.open(name) as part:
            return part.read()

    def related(self, name: str) -> dict[str, Related]:
        """What a part refers to, by the number it uses; the package itself is ``""``."""
        folder, _, file = name.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(rels):
            return {}
        found = {}
        for element in tree(self.read(rels)).iter():
            if local(element.tag) == "Relationship" and element.get("TargetMode") != "External":
                target = element.get("Target", "").replace("\\", "/")
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = element.get("Type", "").rpartition("/")[2]
                found[element.get("Id", "")] = Related(kind, path)
        return found


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def local(tag: str) -> str:
    """A name without its namespace: Strict Open XML has other namespaces and the same names."""
    return tag.rpartition("}")[2]


def elements(part: IO[bytes]) -> Iterator[tuple[str, ET.Element]]:
    """Every element of a part as it begins (``start``) and ends (``end``), read as a stream."""
    yield from ET.iterparse(part, events=("start", "end"))  # noqa: S314 - as in ``tree``


def tree(data: bytes) -> ET.Element:
    """A whole document; expat refuses entities that multiply."""
    return ET.fromstring(data)  # noqa: S314 - see above; external ones are never fetched
