"""Evidence for the sample county: photos, papers and documents that nobody can take for real.

Everything made here says 示例数据 across its face, and follows from its arguments alone: the same
call makes the same bytes on every day. Not here: the scenes of the photos
(``bot.demo.scenes``), which unit hands in what (the demo county).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from time import struct_time
from typing import Final
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw
from xlsxwriter import Workbook

from bot.demo.scenes import HIGH, WIDE, Chance, scene
from bot.paper import fonts

WATERMARK: Final = "示例数据"
PAPER_SIZE = (1240, 1754)
"""A4 at 150 dots per inch."""
PAPER_MARGIN = 150
RED: Final = "#C0281F"
_EPOCH = struct_time((2022, 3, 18, 0, 0, 0, 4, 77, 0))


def photo(title: str, place: str, date_text: str, seed: int, *, dark: bool = False) -> bytes:
    """A JPEG of an activity, 1280 × 960, with watermark and the usual caption in its corner.

    ``seed`` decides scene, colours and people; different seeds differ enough that the check for
    near-identical pictures stays quiet. ``dark``: taken with a thumb over the lens.
    """
    chance = Chance(seed)
    image = scene(fonts.clean(title), chance)
    marked = _watermarked(image, WATERMARK, "#FFFFFF", 70)
    _caption(marked, (fonts.clean(title), fonts.clean(place), fonts.clean(date_text)))
    if dark:
        marked = marked.point(lambda value: value // 24)
    out = io.BytesIO()
    marked.save(out, "JPEG", quality=84)
    return out.getvalue()


def paper(title: str, unit: str, number: str, body_lines: Sequence[str]) -> bytes:
    """A PDF that looks like an official paper of ``unit``, with a broad watermark and no seal.

    What does not fit on one page goes on to the next.
    """
    pages: list[Image.Image] = []
    rest = _set_body(body_lines)
    while rest or not pages:
        sheet = Image.new("RGB", PAPER_SIZE, "#FFFFFF")
        pen = ImageDraw.Draw(sheet)
        top = _paper_head(pen, title, unit, number) if not pages else PAPER_MARGIN
        rest = _paper_body(pen, rest, top)
        if not rest:
            _paper_foot(pen, unit)
        pages.append(_watermarked(sheet, WATERMARK, RED, 42))
    out = io.BytesIO()
    pages[0].save(
        out,
        "PDF",
        resolution=150,
        save_all=True,
        append_images=pages[1:],
        title=f"{WATERMARK}：{title}",
        creationDate=_EPOCH,  # Pillow would ask the clock
        modDate=_EPOCH,
    )
    return out.getvalue()


def document(title: str, paragraphs: Sequence[str], head: Sequence[str] = ()) -> bytes:
    """A Word document (docx): lines over its title, title, paragraphs; 示例数据 over each page."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _docx_parts(title, paragraphs, head).items():
            archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """An Excel workbook of one table under its title, with 示例数据 over the printed page."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": datetime(*_EPOCH[:6], tzinfo=UTC)})
    sheet = book.add_worksheet("示例")
    sheet.set_header(f"&C{WATERMARK}，不作证明")
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, len(header) - 1, 24)
    bold = book.add_format({"bold": True, "align": "center", "font_size": 14})
    sheet.merge_range(0, 0, 0, len(header) - 1, fonts.clean(title), bold)
    for number, row in enumerate((header, *rows)):
        sheet.write_row(number + 1, 0, [fonts.clean(one) for one in row])
    book.close()
    return out.getvalue()


def _watermarked(image: Image.Image, text: str, colour: str, strength: int) -> Image.Image:
    """The image with ``text`` slanting across it in rows; ``strength`` is 0 to 255."""
    slanted = _slanted(*image.size, text, strength)
    return Image.composite(Image.new("RGB", image.size, colour), image, slanted)


@lru_cache(maxsize=8)  # every photo of the sample county carries the same
def _slanted(wide: int, high: int, text: str, strength: int) -> Image.Image:
    side = int((wide**2 + high**2) ** 0.5)
    mask = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(mask)
    font = fonts.sans(wide // 11)
    step = int(fonts.width(font, text) * 1.45)
    for row, y in enumerate(range(0, side, wide // 4)):
        for x in range(-step + (row % 2) * step // 2, side, step):
            pen.text((x, y), text, font=font, fill=strength)
    slanted = mask.rotate(28, resample=Image.Resampling.BILINEAR)
    left, top = (side - wide) // 2, (side - high) // 2
    return slanted.crop((left, top, left + wide, top + high))


def _caption(image: Image.Image, lines: Sequence[str]) -> None:
    """What a phone's work camera writes into the corner: what, where, when."""
    font = fonts.sans(30)
    shown = [fonts.shorten(font, line, WIDE * 0.6) for line in (f"【{WATERMARK}】", *lines) if line]
    wide = max(fonts.width(font, line) for line in shown)
    top = HIGH - 40 - 44 * len(shown)
    pen = ImageDraw.Draw(image, "RGBA")
    pen.rounded_rectangle((24, top - 14, 64 + wide, HIGH - 24), 12, fill=(16, 24, 32, 150))
    for number, line in enumerate(shown):
        pen.text((44, top + 44 * number), line, font=font, fill="#FFFFFF")


def _set_body(body_lines: Sequence[str]) -> list[str]:
    """The body as lines that fit; paragraphs are indented by two signs, the addressee is not."""
    room = PAPER_SIZE[0] - 2 * PAPER_MARGIN
    font = fonts.serif(34)
    lines: list[str] = []
    for place, paragraph in enumerate(body_lines):
        text = fonts.clean(paragraph)
        addressee = place == 0 and text.endswith("：")
        lines += fonts.wrap(font, text if addressee else f"\u3000\u3000{text}", room)
    return lines


def _paper_head(pen: ImageDraw.ImageDraw, title: str, unit: str, number: str) -> int:
    """Issuer in red, number, red line, title; returns where the body begins."""
    middle = PAPER_SIZE[0] / 2
    room = PAPER_SIZE[0] - 2 * PAPER_MARGIN
    issuer = f"{fonts.clean(unit)}文件"
    size = 76
    while size > 40 and fonts.width(fonts.serif(size), issuer) > room:
        size -= 2
    pen.text((middle, 230), issuer, font=fonts.serif(size), fill=RED, anchor="mm", stroke_width=1)
    pen.text((middle, 340), fonts.clean(number), font=fonts.serif(32), fill="#222222", anchor="mm")
    pen.line((PAPER_MARGIN, 385, PAPER_SIZE[0] - PAPER_MARGIN, 385), fill=RED, width=4)
    y = 480
    for line in fonts.balance(fonts.serif(46), fonts.clean(title), room):
        pen.text(
            (middle, y), line, font=fonts.serif(46), fill="#111111", anchor="mm", stroke_width=0.5
        )
        y += 68
    return y + 30


def _paper_body(pen: ImageDraw.ImageDraw, lines: Sequence[str], top: int) -> list[str]:
    """Write what fits below ``top``; returns what is left."""
    spacing = 58
    fitting = (PAPER_SIZE[1] - PAPER_MARGIN - 170 - top) // spacing
    for row, line in enumerate(lines[:fitting]):
        pen.text((PAPER_MARGIN, top + row * spacing), line, font=fonts.serif(34), fill="#222222")
    return list(lines[fitting:])


def _paper_foot(pen: ImageDraw.ImageDraw, unit: str) -> None:
    """Issuer again, and in the seal's place the word that there is none."""
    right = PAPER_SIZE[0] - PAPER_MARGIN
    y = PAPER_SIZE[1] - PAPER_MARGIN
    font = fonts.serif(32)
    pen.text((right, y - 60), fonts.clean(unit), font=font, fill="#222222", anchor="rs")
    pen.text((right, y), "（示例文件，不盖章，不作证明）", font=font, fill=RED, anchor="rs")


_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{word}.styles+xml"/>
<Override PartName="/word/header1.xml" ContentType="{word}.header+xml"/>
</Types>""".replace("{word}", "application/vnd.openxmlformats-officedocument.wordprocessingml")

_RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
_RELATION = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/>
<w:sz w:val="32"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>
<w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>
<w:pPr><w:spacing w:before="240" w:after="240" w:line="640" w:lineRule="exact"/>
<w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style></w:styles>"""


def _docx_parts(title: str, paragraphs: Sequence[str], head: Sequence[str]) -> dict[str, str]:
    """The parts of the package, by name, the list of types first as Office writes it."""
    body = "".join(_paragraph(text, '<w:jc w:val="center"/>', "C0281F") for text in head)
    body += _paragraph(title, '<w:pStyle w:val="Title"/>')
    for text in paragraphs:
        body += _paragraph(text, '<w:ind w:firstLineChars="200" w:firstLine="640"/>')
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'  # A4 and the margins of official papers, in 1/20 pt
        '<w:pgMar w:top="2098" w:bottom="1984" w:left="1588" w:right="1474" '
        'w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    names = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    mark = _paragraph(f"{WATERMARK}，不作证明", '<w:jc w:val="center"/>', "C0281F")
    links = _RELATION.format("rId1", _OFFICE, "styles", "styles.xml")
    links += _RELATION.format("rId2", _OFFICE, "header", "header1.xml")
    root = _RELATION.format("rId1", _OFFICE, "officeDocument", "word/document.xml")
    main = f"<w:document {names}><w:body>{body}{page}</w:body></w:document>"
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(root),
        "word/document.xml": f"{declared}{main}",
        "word/_rels/document.xml.rels": _RELATIONS.format(links),
        "word/styles.xml": _STYLES,
        "word/header1.xml": f"{declared}<w:hdr {names}>{mark}</w:hdr>",
    }


def _paragraph(text: str, look: str, colour: str = "") -> str:
    """One paragraph; ``look`` is the inside of its properties."""
    run = f'<w:rPr><w:color w:val="{colour}"/></w:rPr>' if colour else ""
    shown = escape(fonts.clean(text))
    return (
        f'<w:p><w:pPr>{look}</w:pPr><w:r>{run}<w:t xml:space="preserve">{shown}</w:t></w:r></w:p>'
    )
