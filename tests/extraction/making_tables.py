"""Tables drawn on pages by hand: the same cells as PDF and as OFD, with rules or without."""

from __future__ import annotations

from collections.abc import Sequence

from tests.extraction.making_office import ofd, text
from tests.extraction.making_pdf import Sheet, pdf

Cells = Sequence[Sequence[str | None]]
"""Rows of texts; None goes on from above."""
WIDTHS = (30, 70, 30, 240)
_HIGH = 40


def drawn(lines: Cells, *, title: str = "", upright: bool = True, flat: bool = True) -> Sheet:
    """A page with a table: columns of fixed width, rows of fixed height, twelve points a sign."""
    sheet = Sheet()
    if title:
        sheet.text(60, 790, title, 14)
    edges = [60 + sum(WIDTHS[:at]) for at in range(len(WIDTHS) + 1)]
    top = 770
    for number, line in enumerate(lines):
        base = top - number * _HIGH
        for at, cell in enumerate(line):
            for row, piece in enumerate(_wrapped(cell or "", WIDTHS[at] - 8)):
                sheet.text(edges[at] + 4, base - 14 - row * 13, piece, 12)
        begin = next((at for at, cell in enumerate(line) if cell is not None), 0)
        if flat:
            sheet.commands.append(f"0.5 w {edges[begin]} {base} m {edges[-1]} {base} l S")
    bottom = top - len(lines) * _HIGH
    if flat:
        sheet.commands.append(f"0.5 w {edges[0]} {bottom} m {edges[-1]} {bottom} l S")
    if upright:
        sheet.commands += [f"0.5 w {x} {top} m {x} {bottom} l S" for x in edges]
    return sheet


def _wrapped(said: str, room: int) -> list[str]:
    signs = room // 12
    return [said[at : at + signs] for at in range(0, len(said), signs)]


def as_pdf(pages: Sequence[Sheet]) -> bytes:
    """The file."""
    return pdf(pages)


def as_ofd(lines: Cells, title: str) -> bytes:
    """The same table as OFD: strokes as paths, in millimetres."""
    edges = [10 + sum(WIDTHS[:at]) * 0.5 for at in range(len(WIDTHS) + 1)]
    content = text(10, 15, title)
    high = 14.0
    strokes = []
    for number, line in enumerate(lines):
        base = 30 + number * high
        begin = next((at for at, cell in enumerate(line) if cell is not None), 0)
        strokes.append((edges[begin], base, edges[-1], base))
        for at, cell in enumerate(line):
            signs = max(1, int((edges[at + 1] - edges[at] - 2) // 5))
            for row, first in enumerate(range(0, len(cell or ""), signs)):
                piece = (cell or "")[first : first + signs]
                content += text(edges[at] + 1, base + 1 + row * 6, piece)
    bottom = 30 + len(lines) * high
    strokes.append((edges[0], bottom, edges[-1], bottom))
    strokes += [(x, 30.0, x, bottom) for x in edges]
    for x0, y0, x1, y1 in strokes:
        box = f"{x0} {y0} {x1 - x0 + 1} {y1 - y0 + 1}"
        path = f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData>"
        content += f'<ofd:PathObject ID="9" Boundary="{box}">{path}</ofd:PathObject>'
    return ofd(content)


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    data = as_pdf([Sheet().text(60, 700, "考核办法")])
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
    lock += f" /ID [<{'43' * 16}> <{'43' * 16}>]"
    return data.replace(b"trailer << ", f"trailer << {lock} ".encode())
