"""Real files for the stories: small, valid, made on the spot; and bad ones of every sort."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from functools import cache, partial
from xml.sax.saxutils import escape

from PIL import Image

from tests.schemes.documents import DOCUMENTS
from tests.schemes.filled_workbook import with_year
from tests.supply.supply_papers import BOOKS


def picture(colour: tuple[int, int, int], form: str = "JPEG") -> bytes:
    """A small picture of one colour with a stripe, so that no two are alike."""
    image = Image.new("RGB", (64, 48), colour)
    image.paste((255 - colour[0], colour[1], colour[2]), (8, 8, 24 + colour[2] % 30, 40))
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def office(
    part: str,
    content_type: str,
    extra: dict[str, bytes] | None = None,
    body: str = "<document/>",
) -> bytes:
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
        archive.writestr(zipfile.ZipInfo(part), body)
        for name, data in (extra or {}).items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def parcel(parts: dict[str, bytes]) -> bytes:
    """A ZIP as Windows here packs it: names in GBK, without the mark of UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, data in enumerate(parts.values()):
            archive.writestr(zipfile.ZipInfo(f"{number:04}"), data)
    data = out.getvalue()
    for number, name in enumerate(parts):
        data = _renamed(data, f"{number:04}".encode(), name.encode("gb18030"))
    return data


def _renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """The same ZIP with one entry's name changed, in both places, and the places moved."""
    head = data.index(old) - 30
    data = (
        data[: head + 26]
        + struct.pack("<H", len(new))
        + data[head + 28 : head + 30]
        + new
        + (data[head + 30 + len(old) :])
    )
    moved = len(new) - len(old)
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", data, end + 16)[0] + moved
    out, at = bytearray(data[:start]), start
    while at < end:
        length, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        entry = bytearray(data[at : at + 46 + length + extra + comment])
        place = struct.unpack_from("<I", entry, 42)[0]
        struct.pack_into("<I", entry, 42, place + (moved if place > head else 0))
        if entry[46 : 46 + length] == old:
            struct.pack_into("<H", entry, 28, len(new))
            entry[46 : 46 + length] = new
        out += entry
        at += 46 + length + extra + comment
    tail = bytearray(data[end:])
    struct.pack_into("<II", tail, 12, len(out) - start, start)
    return bytes(out + tail)


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"

NOTICE = (
    "县教育局文件", "郏教〔2026〕31号", "关于开展诚信宣传进校园活动的通知", "各学校：",
    "为增强师生诚信意识，经研究，决定开展诚信宣传进校园活动，现将有关事项通知如下。",
    "一、活动时间：2026年11月12日", "二、活动内容：发放宣传单，讲解信用知识，组织主题班会。",
    "县教育局", "2026年11月2日",
)  # fmt: skip
REPORT = (
    "县教育局开展诚信宣传进校园活动", "发布时间：2026-11-13 09:30  来源：郏县融媒  浏览：20",
    "11月12日，县教育局在县一高开展诚信宣传进校园活动，现场发放宣传单300份，参加师生500人。",
)  # fmt: skip
OLD = (
    "县财政局文件", "郏财〔2026〕9号", "关于举办诚信讲座的通知", "各股室：",
    "为弘扬诚信文化，决定举办诚信讲座，请××单位按时参加，安排专人负责签到和拍照。",
    "一、活动时间：2026年8月12日", "县财政局", "2026年8月2日",
)  # fmt: skip
"""Papers of activities, as a unit hands them in; the last one has much to ask about."""


def document(*paragraphs: str) -> bytes:
    """A Word document, the same bytes for the same text."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    said = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
    text = f'<w:document xmlns:w="{word}"><w:body>{said}</w:body></w:document>'
    return office("word/document.xml", WORD, body=text)


_MADE: dict[str, Callable[[], bytes]] = {
    **DOCUMENTS,
    "改好的草案.xlsx": with_year,
    "活动照片1.jpg": lambda: picture((200, 30, 30)),
    "活动照片2.jpg": lambda: picture((30, 200, 30)),
    "活动照片3.png": lambda: picture((30, 30, 200), "PNG"),
    **{
        f"微信图片_2026112010153{last}.jpg": partial(picture, (10 + 30 * last, 90, 40))
        for last in range(6)
    },
    "工作方案.pdf": lambda: PDF,
    "四季度工作总结.docx": lambda: office("word/document.xml", WORD),
    "活动通知.docx": lambda: document(*NOTICE),
    "活动报道.docx": lambda: document(*REPORT),
    "上季度通知.docx": lambda: document(*OLD),
    "带宏的文件.docm": lambda: office("word/document.xml", MACRO, {"word/vbaProject.bin": b"x"}),
    "活动照片.zip": lambda: parcel(
        {
            "活动照片/": b"",
            "活动照片/会场.jpg": picture((200, 60, 60)),
            "活动照片/签到.png": picture((60, 60, 200), "PNG"),
            "方案/方案.pdf": PDF,
            "带宏.docm": office("word/document.xml", MACRO, {"word/vbaProject.bin": b"x"}),
            "里面.zip": parcel({"a.jpg": picture((1, 2, 3))}),
            "__MACOSX/._会场.jpg": b"x",
            "../../etc/说明.txt": "两家单位参加".encode(),
        }
    ),
    "空的.zip": lambda: parcel({"文件夹/": b""}),
    "很多.zip": lambda: parcel({f"{n}.txt": f"第{n}份".encode() for n in range(61)}),
    "部门数据.zip": lambda: parcel({"部门数据.xlsx": BOOKS["部门数据.xlsx"]()}),
    "压缩.rar": lambda: b"Rar!\x1a\x07\x01\x00" + bytes(60),
    "空文件.pdf": lambda: b"",
    "程序.exe": lambda: b"MZ\x90\x00" + bytes(200),
} | BOOKS

PAPERS = {name: cache(make) for name, make in _MADE.items()}
"""Names as a phone would give them, and their bytes, the same ones however often asked for.

An Office file made anew a second later is another file, and a button that stands for its digest
would not fit what the other side of a replay was given.
"""
