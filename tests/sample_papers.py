"""Real files for the stories: small, valid, made on the spot; and bad ones of every sort."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from PIL import Image

from tests.supply.supply_papers import BOOKS


def picture(colour: tuple[int, int, int], form: str = "JPEG") -> bytes:
    """A small picture of one colour with a stripe, so that no two are alike."""
    image = Image.new("RGB", (64, 48), colour)
    image.paste((255 - colour[0], colour[1], colour[2]), (8, 8, 24 + colour[2] % 30, 40))
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def office(part: str, content_type: str, extra: dict[str, bytes] | None = None) -> bytes:
    """The smallest Office file of a kind."""
    out = io.BytesIO()
    # ZipInfo, not a name: without it the time of the test run would be part of the bytes.
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            zipfile.ZipInfo("[Content_Types].xml"),
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'content-types"><Override PartName="/{part}" ContentType="{content_type}"/></Types>',
        )
        archive.writestr(zipfile.ZipInfo("_rels/.rels"), "<Relationships/>")
        archive.writestr(zipfile.ZipInfo(part), "<document/>")
        for name, data in (extra or {}).items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"

PAPERS: dict[str, Callable[[], bytes]] = {
    "活动照片1.jpg": lambda: picture((200, 30, 30)),
    "活动照片2.jpg": lambda: picture((30, 200, 30)),
    "活动照片3.png": lambda: picture((30, 30, 200), "PNG"),
    "工作方案.pdf": lambda: PDF,
    "四季度工作总结.docx": lambda: office("word/document.xml", WORD),
    "带宏的文件.docm": lambda: office("word/document.xml", MACRO, {"word/vbaProject.bin": b"x"}),
    "空文件.pdf": lambda: b"",
    "程序.exe": lambda: b"MZ\x90\x00" + bytes(200),
} | BOOKS
"""Names as a phone would give them, and their bytes."""
