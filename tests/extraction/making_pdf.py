"""PDFs written by hand, so that a test knows every byte: text, pictures, forms, turned pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image

A4 = (595, 842)


@dataclass
class Sheet:
    """One page: drawing commands, its turn, pictures, form fields."""

    commands: list[str] = field(default_factory=list)
    rotate: int = 0
    size: tuple[int, int] = A4
    pictures: list[bytes] = field(default_factory=list)
    fields: list[tuple[str, tuple[int, int, int, int]]] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        said: str,
        size: float = 14,
        *,
        mode: int = 0,
        colour: str = "0 0 0",
        matrix: str = "1 0 0 1",
    ) -> Sheet:
        """Text with its baseline at a place, counted from the lower left corner."""
        hexed = said.encode("utf-16-be").hex()
        self.commands.append(
            f"BT {colour} rg /F1 {size} Tf {mode} Tr {matrix} {x} {y} Tm <{hexed}> Tj ET"
        )
        return self

    def letters(self, x: float, y: float, said: str, size: float = 14) -> Sheet:
        """The same, every letter placed on its own, as some programs write."""
        for at, sign in enumerate(said):
            self.text(x + at * size, y, sign, size)
        return self

    def picture(self, jpeg: bytes, x: float, y: float, width: float, height: float) -> Sheet:
        """A picture at a place."""
        self.pictures.append(jpeg)
        self.commands.append(f"q {width} 0 0 {height} {x} {y} cm /I{len(self.pictures)} Do Q")
        return self

    def stroke(self, x: float, y: float, to_x: float, to_y: float) -> Sheet:
        """A thin line from one place to another."""
        self.commands.append(f"0 0 0 RG 0.6 w {x} {y} m {to_x} {to_y} l S")
        return self

    def white(self, x: float, y: float, width: float, height: float) -> Sheet:
        """Something white that covers what was drawn before."""
        self.commands.append(f"1 1 1 rg {x} {y} {width} {height} re f")
        return self


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """The file."""
    return _Writer().document(sheets)


def jpeg(image: Image.Image) -> bytes:
    """A picture as JPEG."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=88)
    return out.getvalue()


class _Writer:
    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def _add(self, body: bytes | str) -> int:
        self._objects.append(body.encode() if isinstance(body, str) else body)
        return len(self._objects)

    def _stream(self, data: bytes, more: str = "") -> int:
        head = f"<< /Length {len(data)} {more} >>\nstream\n".encode()
        return self._add(head + data + b"\nendstream")

    def document(self, sheets: Sequence[Sheet]) -> bytes:
        tree = len(self._objects) + 1
        self._add("")
        font = self._font()
        fields: list[int] = []
        pages = [self._page(sheet, tree, font, fields) for sheet in sheets]
        kids = " ".join(f"{one} 0 R" for one in pages)
        self._objects[tree - 1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
        forms = ""
        if fields:
            named = " ".join(f"{one} 0 R" for one in fields)
            forms = f"/AcroForm << /Fields [{named}] /DR << /Font << /F1 {font} 0 R >> >> >>"
        return self._file(self._add(f"<< /Type /Catalog /Pages {tree} 0 R {forms} >>"))

    def _font(self) -> int:
        about = self._add(
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /ItalicAngle 0 /Ascent 880"
            " /Descent -120 /CapHeight 880 /StemV 93 /FontBBox [-25 -254 1000 880] >>"
        )
        inner = self._add(
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
            f" << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor {about} 0 R"
            " /DW 1000 >>"
        )
        return self._add(
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            f" /DescendantFonts [{inner} 0 R] >>"
        )

    def _page(self, sheet: Sheet, tree: int, font: int, fields: list[int]) -> int:
        content = self._stream("\n".join(sheet.commands).encode())
        images = [self._picture(one) for one in sheet.pictures]
        named = " ".join(f"/I{at} {one} 0 R" for at, one in enumerate(images, 1))
        mine = [self._field(value, box, font) for value, box in sheet.fields]
        fields += mine
        annots = " ".join(f"{one} 0 R" for one in mine)
        width, height = sheet.size
        return self._add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width} {height}]"
            f" /Rotate {sheet.rotate} /Contents {content} 0 R /Annots [{annots}] /Resources"
            f" << /Font << /F1 {font} 0 R >> /XObject << {named} >> >> >>"
        )

    def _picture(self, data: bytes) -> int:
        width, height = Image.open(io.BytesIO(data)).size
        return self._stream(
            data,
            f"/Type /XObject /Subtype /Image /Width {width} /Height {height}"
            " /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode",
        )

    def _field(self, value: str, box: tuple[int, int, int, int], font: int) -> int:
        width, height = box[2] - box[0], box[3] - box[1]
        hexed = value.encode("utf-16-be").hex()
        look = self._stream(
            f"/Tx BMC BT 0 g /F1 12 Tf 2 4 Td <{hexed}> Tj ET EMC".encode(),
            f"/Type /XObject /Subtype /Form /BBox [0 0 {width} {height}]"
            f" /Resources << /Font << /F1 {font} 0 R >> >>",
        )
        place = " ".join(str(one) for one in box)
        return self._add(
            f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (field{len(self._objects)}) /F 4"
            f" /V <feff{hexed}> /Rect [{place}] /DA (/F1 12 Tf 0 g) /AP << /N {look} 0 R >> >>"
        )

    def _file(self, root: int) -> bytes:
        out, places = bytearray(b"%PDF-1.6\n"), []
        for number, body in enumerate(self._objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        for place in places:
            out += f"{place:010} 00000 n \n".encode()
        size = len(places) + 1
        out += f"trailer << /Size {size} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)
