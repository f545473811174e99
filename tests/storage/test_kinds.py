"""A file is what its bytes say, and what may not be kept is refused for the right reason."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from PIL import Image

from storage import known_kinds as kinds
from storage.kinds import USUAL, Kind, Refusal, RefusalCode, detect, inspect, judge

HEIC_SAMPLE = Path(__file__).with_name("sample.heic")


def zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP with these entries, compressed."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return memory.getvalue()


def office(main: str, folder: str, *, more: dict[str, bytes] | None = None) -> bytes:
    """An Office Open XML file as far as a judge looks: content types and a main part."""
    types = f'<Types><Override PartName="/{folder}" ContentType="application/{main}"/></Types>'
    return zipped({"[Content_Types].xml": types.encode(), folder: b"<x/>", **(more or {})})


OPEN = "vnd.openxmlformats-officedocument."
DOCX = office(OPEN + "wordprocessingml.document.main+xml", "word/document.xml")
PPTX = office(OPEN + "presentationml.presentation.main+xml", "ppt/presentation.xml")
OFD = zipped({"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<x/>"})


NONE, END = 0xFFFFFFFF, 0xFFFFFFFE


class Compound:
    """A small OLE2 file in the making ([MS-CFB]): sectors of 512 bytes, and the links of each."""

    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.links: list[int] = []

    def chain(self, data: bytes) -> int:
        """Append data as one chain of sectors and return the first."""
        start = len(self.sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        self.sectors += pieces
        self.links += [start + step + 1 for step in range(len(pieces) - 1)] + [END]
        return start

    def whole(self, first_directory: int) -> bytes:
        """Header, sectors and the table of links at the end."""
        table = len(self.sectors)
        count = (len(self.links) + 128) // 128  # one sector of the table holds 128 links
        links = self.links + [0xFFFFFFFD] * count
        fat = struct.pack(f"<{len(links)}I", *links).ljust(512 * count, b"\xff")
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        header += struct.pack("<9I", 0, count, first_directory, 0, 4096, END, 0, END, 0)
        places = [*range(table, table + count)] + [NONE] * (109 - count)
        return header + struct.pack("<109I", *places) + b"".join(self.sectors) + fat


def directory_entry(name: str, kind: int, links: tuple[int, int], start: int, size: int) -> bytes:
    """One directory entry; `links` are its right neighbour and its first child."""
    text = name.encode("utf-16-le")
    head = struct.pack("<HBBIII", len(text) + 2, kind, 1, NONE, *links)
    return text.ljust(64, b"\0") + head + bytes(36) + struct.pack("<III", start, size, 0)


def compound(
    *names: str,
    inner: tuple[str, ...] = (),
    streams: dict[str, bytes] | None = None,
    short: dict[str, bytes] | None = None,
) -> bytes:
    """An OLE2 file with these streams under its root.

    `inner` are names inside a storage called ObjectPool, as an embedded document has them;
    `short` are streams of up to 64 bytes, which the format keeps in a stream of their own.
    """
    made = Compound()
    top: list[tuple[str, int, int]] = []
    for name, data in (dict.fromkeys(names, b"") | (streams or {})).items():
        full = data.ljust(4096, b"\0")
        top.append((name, made.chain(full), len(full)))
    top += [
        (name, 20 + place, len(data)) for place, (name, data) in enumerate((short or {}).items())
    ]
    pieces = bytes(20 * 64) + b"".join(data.ljust(64, b"\0") for data in (short or {}).values())
    entries = [directory_entry("Root Entry", 5, (NONE, 1), made.chain(pieces), len(pieces))]
    for place, (name, start, size) in enumerate(top, start=1):
        right = place + 1 if place < len(top) or inner else NONE
        entries.append(directory_entry(name, 2, (right, NONE), start, size))
    if inner:
        first = len(top) + 2
        entries.append(directory_entry("ObjectPool", 1, (NONE, first), 0, 0))
        for place, name in enumerate(inner, start=first):
            right = place + 1 if place + 1 < first + len(inner) else NONE
            entries.append(directory_entry(name, 1, (right, NONE), 0, 0))
    return made.whole(made.chain(b"".join(entries)))


def picture(form: str) -> bytes:
    """A tiny picture in this format, as Pillow writes it."""
    memory = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(memory, form)
    return memory.getvalue()


def workbook() -> bytes:
    """A real workbook, as openpyxl writes it."""
    memory = io.BytesIO()
    openpyxl.Workbook().save(memory)
    return memory.getvalue()


def pdf(trailer: bytes = b"<< /Root 1 0 R >>") -> bytes:
    """The bones of a PDF."""
    body = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n"
    return body + b"xref\n0 1\ntrailer " + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(body)


def box(name: bytes, inside: bytes) -> bytes:
    """One box of an ISO media file."""
    return struct.pack(">I4s", 8 + len(inside), name) + inside


def media(brand: bytes, *compatible: bytes, index: bytes = b"moov") -> bytes:
    """The outer boxes of an ISO media file, and a few bytes that a telephone appended."""
    head = box(b"ftyp", brand + bytes(4) + b"".join(compatible))
    return head + box(index, bytes(40)) + box(b"mdat", bytes(90)) + b"\xff\xffSEFT trailer"


RECOGNISED: list[tuple[bytes, Kind]] = [
    (pdf(), kinds.PDF),
    (b"\xef\xbb\xbf\n" + pdf(), kinds.PDF),
    (DOCX, kinds.DOCX),
    (office("vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml"), kinds.DOCX),
    (workbook(), kinds.XLSX),
    (PPTX, kinds.PPTX),
    (office(OPEN + "presentationml.slideshow.main+xml", "ppt/presentation.xml"), kinds.PPTX),
    (OFD, kinds.OFD),
    (compound("WordDocument", "1Table"), kinds.DOC),
    (compound("Workbook"), kinds.XLS),
    (compound("Book"), kinds.XLS),
    (compound("PowerPoint Document"), kinds.PPT),
    (compound("WordDocument", "1Table", "WpsCustomData"), kinds.WPS),
    (compound("Workbook", "ETExtData"), kinds.ET),
    (compound("WordDocument", inner=("Workbook",)), kinds.DOC),
    (picture("JPEG"), kinds.JPG),
    (picture("JPEG") + b"a short film, appended", kinds.JPG),
    (picture("JPEG") + b"a longer film" * 10_000, kinds.JPG),
    (picture("PNG"), kinds.PNG),
    (picture("GIF"), kinds.GIF),
    (picture("WEBP"), kinds.WEBP),
    (picture("BMP"), kinds.BMP),
    (HEIC_SAMPLE.read_bytes(), kinds.HEIC),
    (media(b"mif1", b"mif1", b"heic", index=b"meta"), kinds.HEIC),
    (media(b"isom", b"isom", b"mp41"), kinds.MP4),
    (media(b"qt  "), kinds.MOV),
    ("信用办工作总结".encode(), kinds.TXT),
    ("信用办工作总结".encode("gb18030"), kinds.TXT),
    ("单位,得分\n".encode("utf-16"), kinds.TXT),
    ("<!DOCTYPE html><title>我局开展活动</title><p>宣传".encode(), kinds.HTML),
    (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;",
        kinds.HTML,
    ),
    ("<html><p>统计表<table><tr><td>1</table>".encode(), kinds.PAGE),
    (zipped({"a.jpg": b"x"}), kinds.ZIP),
    (b"Rar!\x1a\x07\x01\x00", kinds.RAR),
]


@pytest.mark.parametrize(("data", "kind"), RECOGNISED, ids=lambda value: getattr(value, "code", ""))
def test_content_names_the_kind(tmp_path: Path, data: bytes, kind: Kind) -> None:
    """Each kind is recognised under a name that says something else."""
    path = tmp_path / "照片.exe"
    path.write_bytes(data)
    assert detect(path) == kind
    assert inspect(path).trouble is None


PPT_MACROS = bytes.fromhex("1f00ff0314000000020000040c000000") + struct.pack("<III", 9, 1, 2)
PPT_WITHOUT = bytes.fromhex("1f00ff0314000000020000040c000000") + struct.pack("<III", 9, 0, 2)
FILE_PASS = struct.pack("<HH", 0x809, 16) + bytes(16) + struct.pack("<HH", 0x2F, 6) + bytes(6)


def sealed_zip(parts: dict[str, bytes]) -> bytes:
    """A ZIP whose entries say that they are encrypted."""
    data = bytearray(zipped(parts))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


TROUBLED: list[tuple[str, bytes, RefusalCode]] = [
    (
        "docx with a macro part",
        office(
            OPEN + "wordprocessingml.document.main+xml",
            "word/document.xml",
            more={"word/vbaProject.bin": b"x"},
        ),
        RefusalCode.MACRO,
    ),
    (
        "renamed macro part",
        zipped(
            {
                "[Content_Types].xml": '<Types><Override ContentType="application/'
                'vnd.ms-office.vbaProject"/></Types>'.encode("utf-16"),
                "word/document.xml": b"<x/>",
            }
        ),
        RefusalCode.MACRO,
    ),
    ("doc with macros", compound("WordDocument", inner=("VBA",)), RefusalCode.MACRO),
    ("xls with macros", compound("Workbook", "_VBA_PROJECT_CUR"), RefusalCode.MACRO),
    (
        "ppt with macros",
        compound(streams={"PowerPoint Document": bytes(700) + PPT_MACROS}),
        RefusalCode.MACRO,
    ),
    ("encrypted docx", compound("EncryptionInfo", "EncryptedPackage"), RefusalCode.ENCRYPTED),
    (
        "encrypted doc",
        compound(streams={"WordDocument": b"\xec\xa5" + bytes(9) + b"\x01"}),
        RefusalCode.ENCRYPTED,
    ),
    ("encrypted xls", compound(streams={"Workbook": FILE_PASS}), RefusalCode.ENCRYPTED),
    (
        "encrypted ppt",
        compound(
            "PowerPoint Document",
            short={"Pictures": b"", "Current User": bytes(12) + bytes.fromhex("dfc4d1f3")},
        ),
        RefusalCode.ENCRYPTED,
    ),
    ("encrypted zip", sealed_zip({"a.jpg": b"x"}), RefusalCode.ENCRYPTED),
    ("zip", zipped({"a.jpg": b"x"}), RefusalCode.ARCHIVE),
    ("rar", b"Rar!\x1a\x07\x00", RefusalCode.ARCHIVE),
    ("half a docx", DOCX[: len(DOCX) // 2], RefusalCode.DAMAGED),
    ("half a pdf", pdf()[:40], RefusalCode.DAMAGED),
    ("half an old doc", compound("WordDocument")[:600], RefusalCode.DAMAGED),
    ("half a video", media(b"isom")[:120], RefusalCode.DAMAGED),
    ("video without its index", media(b"isom", index=b"free"), RefusalCode.DAMAGED),
    ("half a HEIC", HEIC_SAMPLE.read_bytes()[:-100], RefusalCode.DAMAGED),
    ("open document", zipped({"mimetype": b"x", "content.xml": b"x"}), RefusalCode.UNKNOWN_TYPE),
    ("program", b"MZ\x90\x00\x03\x00\x00\x00", RefusalCode.UNKNOWN_TYPE),
    ("page", b"  <html><script>alert(1)</script>", RefusalCode.UNKNOWN_TYPE),
    ("script", b"#!/bin/sh\nrm -rf /", RefusalCode.UNKNOWN_TYPE),
    ("svg", b"<svg onload='x()'/>", RefusalCode.UNKNOWN_TYPE),
    ("message", compound("__properties_version1.0"), RefusalCode.UNKNOWN_TYPE),
    ("empty", b"", RefusalCode.EMPTY),
]


@pytest.mark.parametrize(
    ("data", "code"), [row[1:] for row in TROUBLED], ids=[row[0] for row in TROUBLED]
)
def test_what_may_not_be_kept_is_refused(tmp_path: Path, data: bytes, code: RefusalCode) -> None:
    """Every kind of trouble has its own code."""
    path = tmp_path / "总结.docx"
    path.write_bytes(data)
    verdict = judge(path, len(data))
    assert isinstance(verdict, Refusal)
    assert verdict.code is code


def test_a_presentation_whose_macros_were_removed_is_kept(tmp_path: Path) -> None:
    """The mark alone is not a macro: its own flag decides, also across a reading boundary."""
    path = tmp_path / "a"
    path.write_bytes(compound(streams={"PowerPoint Document": PPT_WITHOUT}))
    assert judge(path, 1) == kinds.PPT
    far = compound(streams={"PowerPoint Document": bytes(1024 * 1024 - 520) + PPT_MACROS})
    path.write_bytes(far)
    assert judge(path, 1) == Refusal(RefusalCode.MACRO, kinds.PPT)


@pytest.mark.parametrize("trailer", [b"<< /Encrypt 7 0 R >>", b"<</Encrypt<</Filter/Standard>>>>"])
def test_a_locked_pdf_is_kept_and_marked(tmp_path: Path, trailer: bytes) -> None:
    """Many locked PDFs open without a password, so a person decides."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(trailer))
    verdict = judge(path, 1)
    assert isinstance(verdict, Kind)
    assert (verdict.code, verdict.locked) == ("pdf", True)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_cut_off_on_the_way_is_noticed(tmp_path: Path, form: str) -> None:
    """Wherever the line broke, though a small picture inside has come whole."""
    memory, small = io.BytesIO(), io.BytesIO()
    Image.effect_noise((60, 60), 80).convert("RGB").save(small, "JPEG")
    tags = Image.Exif()
    tags[0x9286] = small.getvalue()
    Image.effect_noise((80, 80), 80).convert("RGB").save(memory, form, exif=tags)
    data = memory.getvalue()
    path = tmp_path / "a"
    path.write_bytes(data)
    assert isinstance(judge(path, len(data)), Kind)
    for length in range(24, len(data) - 1, 611):
        path.write_bytes(data[:length])
        verdict = judge(path, length)
        assert isinstance(verdict, Refusal)
        assert verdict.code is RefusalCode.DAMAGED


def test_a_bomb_stays_folded(tmp_path: Path) -> None:
    """A list of content types that unfolds to 64 MB is refused, not unfolded."""
    path = tmp_path / "a.docx"
    path.write_bytes(zipped({"[Content_Types].xml": bytes(64 * 1024 * 1024)}))
    assert judge(path, 1) == Refusal(RefusalCode.DAMAGED)


def test_two_entries_of_one_name_are_not_believed(tmp_path: Path) -> None:
    """Programs disagree on which entry counts, which is how macros are smuggled."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("[content_types].xml", "<Types/>")
    path = tmp_path / "a.docx"
    path.write_bytes(memory.getvalue())
    assert judge(path, 1) == Refusal(RefusalCode.DAMAGED)


def test_the_settings_decide_what_is_allowed(tmp_path: Path) -> None:
    """An archive is kept where the office allows it, a picture is not where it does not."""
    path = tmp_path / "a"
    path.write_bytes(zipped({"a.jpg": b"x"}))
    assert judge(path, 1, {"zip"}) == kinds.ZIP
    path.write_bytes(picture("PNG"))
    assert judge(path, 1, {"zip"}) == Refusal(RefusalCode.UNKNOWN_TYPE, kinds.PNG)


def test_every_kind_can_be_named_and_served() -> None:
    """No kind lacks a Chinese name, an ending or a media type, and nothing scripted is inline."""
    for code, kind in kinds.KINDS.items():
        assert code == kind.code
        assert kind.chinese
        assert all(suffix.startswith(".") for suffix in kind.suffixes)
        assert "/" in kind.mime
        assert "html" not in kind.mime
        assert "svg" not in kind.mime
    assert "zip" not in USUAL
    assert "ofd" in USUAL


SEEDS = [data for data, _ in RECOGNISED] + [data for _, data, _ in TROUBLED if len(data) < 20_000]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(SEEDS), st.data())
def test_no_bytes_make_the_judge_stumble(tmp_path: Path, seed: bytes, data: st.DataObject) -> None:
    """Any file, damaged anywhere, gets a verdict."""
    broken = bytearray(seed)
    for _ in range(data.draw(st.integers(0, 6))):
        if broken:
            broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    del broken[data.draw(st.integers(0, len(broken))) :]
    path = tmp_path / "a"
    path.write_bytes(bytes(broken))
    assert isinstance(judge(path, len(broken)), Kind | Refusal)
