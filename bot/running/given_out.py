"""The ends of the audit chain that stand in what was given out and is still kept here.

Circulars, workbooks of results and receipts each carry one (``storage.audit.Anchor``). Only places
are read where the bot itself writes it: the properties of a document, a cell that holds nothing
else, the hash lines of a receipt. What people write in a text is no anchor of ours.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from typing import BinaryIO

from storage.audit import Anchor
from storage.database import Session
from storage.queries import papers, web

Found = tuple[str, Anchor]
Opened = Callable[[str], BinaryIO]
_PRINTED = r"A\d{1,12}-[0-9a-f]{32}"
_PROPERTY = re.compile(rf"<dc:description>留痕锚 ({_PRINTED})</dc:description>")
_CELL = re.compile(rf"<t(?: [^>]*)?>({_PRINTED})</t>")
_RECEIPT = re.compile(rf"SHA-256 [0-9a-f]{{64}}\n留痕锚 ({_PRINTED})")
_TITLE = re.compile(r"<dc:title>([^<]*)</dc:title>")
_LARGEST = 32 * 1024 * 1024
"""Bytes of a part that is looked through."""


async def documents(db: Session) -> list[str]:
    """Digests of the documents and workbooks that the bot made."""
    return await papers.own_documents(db)


async def receipts(db: Session) -> list[Found]:
    """What receipts said when they were looked at in the web chat."""
    found = []
    for at, payload in await web.payloads_with_anchors(db):
        detail = str(json.loads(payload).get("message", {}).get("detail", ""))
        said = _RECEIPT.fullmatch(detail)
        if said and (anchor := Anchor.read(said[1])):
            found.append((f"{at[:10]} 出示的回执", anchor))
    return found


def in_documents(digests: list[str], opened: Opened) -> Iterator[Found]:
    """What stands in kept documents; one that is gone or torn is told with the evidence files."""
    for digest in digests:
        try:
            with opened(digest) as file, zipfile.ZipFile(file) as parts:
                core = _part(parts, "docProps/core.xml")
                cells = _part(parts, "xl/sharedStrings.xml")
        except (OSError, zipfile.BadZipFile):
            continue
        title = _TITLE.search(core)
        name = unescape(title[1]) if title and title[1] else digest[:12]
        for text in (*_PROPERTY.findall(core), *_CELL.findall(cells)):
            if anchor := Anchor.read(text):
                yield f"文件《{name}》", anchor


def _part(parts: zipfile.ZipFile, name: str) -> str:
    try:
        found = parts.getinfo(name)
    except KeyError:
        return ""
    if found.file_size > _LARGEST:
        return ""
    return parts.read(found).decode("utf-8", errors="replace")
