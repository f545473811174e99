"""Bundles written out as the very files liaisons send: Office, PDF, OFD, photos, links.

They stand in ``bundles_fourth.txt`` and those after it: ``=`` name, unit, row, claims, doubts;
``--`` a paper's label, how it comes and what belongs to that (``before`` in front: of a quarter
ago); its lines are marked as those of `made_sixth`. What is not installed makes nothing: without
LibreOffice there is no PDF, without a browser no print, without eyes nothing is seen in a picture.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageDraw

from bot.demo.scenes import Chance, scene
from bot.extraction.pages import Extract, Unread
from bot.extraction.reading import Eyes, read
from bot.paper.fonts import sans
from tests.reading import phones, printed, printed_wps
from tests.reading.doubtful import Bundle, Paper, document
from tests.reading.doubtful_fresh import claimed, picture
from tests.reading.made import Made
from tests.reading.made_sixth import block

FILES: Final = (
    "bundles_fourth.txt", "bundles_fifth.txt", "bundles_sixth.txt", "bundles_seventh.txt",
    "bundles_rows.txt", "bundles_eighth.txt", "bundles_ninth.txt", "bundles_tenth.txt",
    "bundles_eleventh.txt", "bundles_twelfth.txt", "bundles_fourteenth.txt",
    "bundles_fifteenth.txt", "bundles_sixteenth.txt",
)  # fmt: skip
_BY_OFFICE: Final[dict[str, tuple[str, Callable[[Made], bytes | str], str]]] = {
    "doc": ("doc", printed.docx, ".docx"), "xls": ("xls", printed.xlsx, ".xlsx"),
    "wpsole": ("doc", printed_wps.docx, ".wps.docx"), "et": ("xls", printed.xlsx, ".xlsx"),
    "ppt": ("ppt", printed.deck, ".fodp"), "pptx": ("pptx", printed.deck, ".fodp"),
    **dict.fromkeys(("pdf", "photo", "scan", "scanjpg"), ("pdf", printed.docx, ".docx")),
}  # fmt: skip
"""Ways that LibreOffice is needed for: what it makes, of what."""


@dataclass(frozen=True)
class Sent:
    """One paper as it is sent: what the phone calls it, how it comes, what it says."""

    label: str
    how: str
    more: str
    made: Made

    @property
    def number(self) -> int:
        """The same for the same paper, so that its picture can be made again."""
        return zlib.crc32(f"{self.label}{self.more}{self.made.blocks}".encode())


@dataclass(frozen=True)
class Batch:
    """A bundle before it is read."""

    bundle: Bundle
    now: tuple[Sent, ...]
    before: tuple[Sent, ...]


@cache
def batches(name: str) -> tuple[Batch, ...]:
    """The bundles of a file beside this module."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return tuple(map(_batch, re.split(r"^= (?=clean|doubt|town)", text, flags=re.MULTILINE)[1:]))


def _batch(text: str) -> Batch:
    head, *papers = re.split(r"^-- ", text.strip("\n"), flags=re.MULTILINE)
    name, unit, row, claims, doubts = (one.strip() for one in head.strip().split("|"))
    now = tuple(_sent(one) for one in papers if not one.startswith("before "))
    before = [one.removeprefix("before ") for one in papers if one.startswith("before ")]
    bundle = Bundle(
        name, unit, (), row, claimed(claims), frozenset(filter(None, doubts.split(","))),
        town=name.startswith("town"),
    )  # fmt: skip
    return Batch(bundle, now, tuple(map(_sent, before)))


_HEAD: Final = re.compile(
    r"(.+) (docx|doc|wpsole|wps|pdf|web|ofd|xlsx|xls|et|pptx|ppt|"
    r"photo|scan|scanjpg|scene|shot|chats|black|broken|link)"
    r"(?: (.*))?"
)


def _sent(text: str) -> Sent:
    head, *lines = text.strip("\n").split("\n")
    found = _HEAD.fullmatch(head)
    if found is None:
        raise ValueError(head)
    return Sent(found[1], found[2], found[3] or "", Made("", tuple(map(block, lines))))


def as_files(folder: Path, some: tuple[Batch, ...], eyes: Eyes | None) -> Iterator[Bundle]:
    """Every bundle with its papers written as files and read as the bot reads them."""
    every = [one for batch in some for one in (*batch.now, *batch.before)]
    printed_out = _printed(folder, [one for one in every if one.how in _BY_OFFICE])
    for batch in some:
        now, before = (
            tuple(_paper(folder, one, printed_out, eyes) for one in papers)
            for papers in (batch.now, batch.before)
        )
        yield replace(batch.bundle, papers=now, before=before)


def as_lines(some: tuple[Batch, ...]) -> Iterator[Bundle]:
    """Every bundle as a perfect reader would bring it: for tests that wait for no program."""
    for batch in some:
        now, before = (tuple(map(_read, papers)) for papers in (batch.now, batch.before))
        yield replace(batch.bundle, papers=now, before=before)


def _read(one: Sent) -> Paper:
    if one.how == "link":
        return Paper(one.label, Extract(), url=one.more)
    if one.how == "broken":
        return Paper(one.label, Extract(kind="pdf", unread=Unread.DAMAGED))
    lines = [block.text.replace("⎵", "_") for block in one.made.blocks]
    if one.how == "black":
        return Paper(one.label, replace(picture([]), dark=True))
    if one.how in ("photo", "scan", "scanjpg", "shot", "scene", "chats"):
        shown = {"scene": [one.more], "chats": [*_NAMES, *_LAST, *_BELOW]}.get(one.how, lines)
        return Paper(one.label, picture(shown))
    return Paper(one.label, document(*lines))


def _printed(folder: Path, papers: list[Sent]) -> dict[int, Path]:
    """What LibreOffice makes of them, all at once."""
    made: dict[int, Path] = {}
    for kind, write, ending in dict.fromkeys(_BY_OFFICE.values()):
        some = [one for one in papers if _BY_OFFICE[one.how] == (kind, write, ending)]
        files = [_put(folder / f"{one.number}{ending}", write(one.made)) for one in some]
        for one, file in zip(
            some, printed.pdfs(folder, files, kind) or () if files else (), strict=False
        ):
            made[one.number] = file
    return made


def _paper(folder: Path, one: Sent, made: dict[int, Path], eyes: Eyes | None) -> Paper:
    if one.how == "link":
        return Paper(one.label, Extract(), url=one.more)
    file, kind = _file(folder, one, made.get(one.number))
    return Paper(one.label, read(file, kind, eyes))


def _file(folder: Path, one: Sent, drawn: Path | None) -> tuple[Path, str]:
    name = folder / f"{one.number}"
    if one.how in ("docx", "xlsx", "ofd"):
        write = {"docx": printed.docx, "xlsx": printed.xlsx, "ofd": printed.ofd}[one.how]
        return _put(name.with_suffix(f".{one.how}"), write(one.made)), one.how
    if one.how == "wps":
        return _put(name.with_suffix(".docx"), printed_wps.docx(one.made)), "docx"
    if one.how == "web":
        return printed.web(folder, one.made, f"w{one.number}") or folder, "pdf"
    if one.how == "broken":
        kind = one.label.rsplit(".", 1)[1]
        whole = b"%PDF-1.7\n1 0 obj<</Type/Catalog" if kind == "pdf" else printed.docx(one.made)
        return _put(name.with_suffix(".broken"), whole[: len(whole) // 2]), kind
    if one.how in ("pdf", "doc", "xls", "ppt", "pptx", "wpsole", "et"):
        return drawn or folder, {"wpsole": "wps"}.get(one.how, one.how)
    return _picture(folder, one, drawn)


def _picture(folder: Path, one: Sent, drawn: Path | None) -> tuple[Path, str]:
    name = folder / f"p{one.number}.jpg"
    if one.how == "scene":
        scene(one.more, Chance(one.number)).save(name, quality=80)
    elif one.how == "black":
        Image.effect_noise((1200, 900), 6).point(lambda value: value // 12).save(name)
    elif one.how == "chats":
        _chats(one.number).save(name, quality=88)
    elif one.how == "shot":
        _shot(one.made).save(name, quality=88)
    elif drawn is not None:
        return _of_page(folder, one, drawn, name)
    return name, "jpg"


def _of_page(folder: Path, one: Sent, drawn: Path, name: Path) -> tuple[Path, str]:
    document = pypdfium2.PdfDocument(drawn)
    page = document[0].render(scale=2.0).to_pil().convert("RGB")
    document.close()
    if one.how == "photo":
        _, picture, exif = phones.handed_in(page, one.number)
        picture.convert("RGB").save(name, quality=85, exif=exif)
        return name, "jpg"
    grey = phones.scanned(phones.sealed(page, phones.chance(one.number)), one.number)
    if one.how == "scanjpg":
        grey.save(name, quality=85)
        return name, "jpg"
    scan = folder / f"s{one.number}.pdf"
    grey.save(scan, "PDF", resolution=144)
    return scan, "pdf"


def _shot(made: Made) -> Image.Image:
    """A phone's screen with an article: the bar, the title, the account and its day, the text."""
    image = Image.new("RGB", (1080, 2340), "white")
    pen = ImageDraw.Draw(image)
    pen.text((60, 24), "10:31", "black", sans(36))
    pen.text((930, 24), "5G 78", "black", sans(36))
    top = 180
    for number, one in enumerate(made.blocks):
        size, ink = (
            (62, "black") if number == 0 else (38, "#576b95") if number < 3 else (46, "#222")
        )
        for line in re.findall(rf".{{1,{960 // size}}}", one.text):
            pen.text((60, top), line, ink, sans(size))
            top += int(size * 1.6)
        top += 26
    return image


_NAMES: Final = (
    "信用工作群",
    "文件传输助手",
    "局机关大群",
    "李向东",
    "腾讯新闻",
    "王股长",
    "妈妈",
    "乡镇信用联络",
)
_LAST: Final = (
    "[图片]",
    "[文件] 四季度方案.docx",
    "收到",
    "好的，下午报",
    "[链接] 诚信宣传",
    "明天九点开会",
    "吃饭没",
    "[语音]",
)

_BELOW: Final = ("微信", "通讯录", "发现", "我")


def _chats(number: int) -> Image.Image:
    """The list of chats of WeChat."""
    image = Image.new("RGB", (1080, 2200), "#ededed")
    pen = ImageDraw.Draw(image)
    pen.text((60, 24), "21:07", "black", sans(36))
    pen.text((430, 110), f"微信({number % 60 + 3})", "black", sans(50))
    for row, (name, last) in enumerate(zip(_NAMES, _LAST, strict=True)):
        top = 230 + row * 210
        pen.rectangle((0, top, 1080, top + 206), fill="white")
        pen.rectangle((40, top + 30, 190, top + 180), fill=("#7a9", "#97a", "#a87")[row % 3])
        pen.text((230, top + 40), name, "black", sans(48))
        pen.text((230, top + 118), last, "#888", sans(38))
        pen.text((880, top + 44), ("下午6:12", "昨天", "星期三")[row % 3], "#aaa", sans(34))
    for column, said in enumerate(_BELOW):
        pen.text((110 + column * 260, 2110), said, "#222", sans(36))
    return image


def _put(file: Path, data: bytes | str) -> Path:
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file
