"""Odd papers as counties send them: heads in text boxes, a 文号 only in the page's header, what a
telephone shows of an article, workbooks for signing, decks as PDF, photos of stamped paper.

The first word of a paper's name says how it comes. Without LibreOffice or a browser those that need
it are left out. The first figures are in ``tests/README.md``.
"""
# ruff: noqa: E501 -- markup stands in its lines

from __future__ import annotations

import html
import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PIL import Image

from bot.extraction.pages import Extract
from bot.extraction.reading import Eyes, read
from tests.extraction.making_office import zipped
from tests.reading import phones, photos, printed, printed_wps
from tests.reading.made import Block, Made
from tests.reading.made_sixth import written

SETS: Final = ("odd_seen.txt", "odd_sealed.txt")
_HEAD: Final = 26
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHAPE: Final = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" type="#_x0000_t202" style="position:absolute;width:440pt;height:40pt">'
    "<v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def papers(
    folder: Path, name: str, eyes: Eyes | None, *, bare: bool = False
) -> Iterator[tuple[Made, Extract]]:
    """The papers of a set, each written out as it comes and read as a file.

    ``bare``: only those that no other program has to write.
    """
    for number, made in enumerate(written(name)):
        way = made.name.partition(" ")[0]
        if (way in _SEEN and eyes is None) or (bare and way not in _BARE):
            continue
        found = _file(folder, made, way, number)
        if found is not None:
            yield made, read(found, found.suffix[1:], eyes)


def photographed(made: Made) -> bool:
    """Whether eyes are needed for it."""
    return made.name.partition(" ")[0] in _SEEN


_SEEN: Final = frozenset({"photo", "screen", "scan"})
_BARE: Final = frozenset({"box", "header", "wps", "xlsx", "ofd"})


def _file(folder: Path, made: Made, way: str, number: int) -> Path | None:
    place = folder / f"{made.name.replace(' ', '_')}_{number}"
    if way in ("box", "header", "wps"):
        write = {"box": _boxed, "header": _headed, "wps": printed_wps.docx}[way]
        return _put(place.with_suffix(".docx"), write(made))
    if way in ("xlsx", "ofd"):
        data = printed.xlsx(made) if way == "xlsx" else printed.ofd(made)
        return _put(place.with_suffix(f".{way}"), data)
    if way == "chrome":
        return printed.web(folder, made, place.name)
    if way in ("doc", "pdf", "xls", "slides"):
        return _converted(folder, made, way, place)
    if way == "screen":
        return _screen(folder, made, place)
    return _pictured(made, way, number, place)


def _put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _converted(folder: Path, made: Made, way: str, place: Path) -> Path | None:
    if way == "slides":
        file = _put(place.with_suffix(".fodp"), printed.deck(made).encode())
    elif way == "xls":
        file = _put(place.with_suffix(".xlsx"), printed.xlsx(made))
    else:
        file = _put(place.with_suffix(".docx"), printed.docx(made))
    found = printed.pdfs(folder, [file], "pdf" if way == "slides" else way)
    return found[0] if found else None


def _pictured(made: Made, way: str, number: int, place: Path) -> Path:
    page = photos.page_of(photos.on_one_page(made))
    if way == "scan":
        picture, exif = phones.scanned(phones.sealed(page, phones.chance(number)), number), None
    else:
        _, picture, exif = phones.handed_in(page, number)
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=82, exif=exif or Image.Exif())
    return _put(place.with_suffix(".jpg"), out.getvalue())


def _head(made: Made) -> tuple[Sequence[Block], Sequence[Block]]:
    """What stands over the title, and the rest."""
    at = next(
        (n for n, one in enumerate(made.blocks) if one.align == "centre" and one.size == 22), 0
    )
    return made.blocks[:at], made.blocks[at:]


def _boxed(made: Made) -> bytes:
    """The head in a text box that floats over the page."""
    head, rest = _head(made)
    body = printed.body(replace(made, blocks=tuple(head)))
    return _package(_SHAPE.format(body) + printed.body(replace(made, blocks=tuple(rest))))


def _headed(made: Made) -> bytes:
    """The head in the page's header, where templates have it."""
    head, rest = _head(made)
    over = printed.body(replace(made, blocks=tuple(head)))
    return _package(printed.body(replace(made, blocks=tuple(rest))), over)


def _package(body: str, over: str = "") -> bytes:
    names = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = "http://schemas.openxmlformats.org/package/2006"
    section = '<w:headerReference w:type="default" r:id="rId1"/>' if over else ""
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{parts}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="{kind}.header+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{parts}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{parts}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/header" Target="header1.xml"/></Relationships>',
            "word/header1.xml": f"<w:hdr {names}>{over or '<w:p/>'}</w:hdr>",
            "word/document.xml": f"<w:document {names}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        }
    )


_STYLE: Final = (
    "body{margin:0;font:17px/1.75 'Noto Sans SC',sans-serif;color:#222;width:390px}"
    ".bar{padding:6px 18px;font-size:14px;display:flex;justify-content:space-between}"
    "h1{font-size:22px;line-height:1.4;margin:16px 16px 6px}p{margin:0 16px 18px}"
    ".by{color:#888;font-size:15px}.r{text-align:right}.end{color:#888;font-size:14px}"
)


def _screen(folder: Path, made: Made, place: Path) -> Path | None:
    """An article as a telephone shows it, the whole of it in one picture."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        return None
    lines = "".join(map(_line, made.blocks))
    source = place.with_suffix(".html")
    source.write_text(
        f"<meta charset=utf-8><style>{_STYLE}</style><div class=bar><span>9:41</span><span>5G 82%</span></div>{lines}",
        encoding="utf-8",
    )
    target = place.with_suffix(".png")
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}/chromium", "--force-device-scale-factor=2", "--window-size=390,1100", f"--screenshot={target}", source.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return target


def _line(block: Block) -> str:
    said = html.escape(block.text)
    if block.align == "centre" and block.size == 22:
        return f"<h1>{said}</h1>"
    look = {"left": " class=by", "right": " class=r"}.get(block.align, "")
    return f"<p{look}>{said}</p>"
