"""The 通报 as a Word document: a template filled in, its tables laid out.

Every sentence comes in finished, and the template says where it stands and how it looks
(``circular_template``). The number is left to be filled in by hand. Not here: who is praised and
what is asked of the units (``bot.release.words.circular``).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import Table

from bot.corridor.recipes import makes
from bot.paper.document import columns, saved
from bot.release.sheets.circular_template import built_in, filled

NAME: Final = 40
"""Millimetres from which a column holds names."""


@makes("circular")
def make(data: Mapping[str, Any]) -> bytes:
    """The docx of a recipe.

    ``data``: title, number, addressee, lead, parts (head, and paragraphs with or without a run-in
    head), unit, date, annex, copies, printed_by, printed, check, and tables (title, note, heads,
    lines, and the widths of the columns in millimetres, 156 between the margins); all other
    values are texts. ``anchor`` stands in the document's properties, too: a template of the
    office's own may leave out ``check``. ``template``: that one as base64, as it was when the
    circular was asked for.
    """
    own = data.get("template")
    paper = filled(base64.b64decode(own) if own else _built_in(), _fields(data))
    for table in paper.tables:
        _lay_out(table, data["tables"])
    _leave_out_empty_rules(paper.paragraphs)
    # Nobody signs an empty page: what is signed goes over with the signature.
    _keep_with_signature(paper.paragraphs, data)
    if data.get("anchor"):
        paper.core_properties.comments = f"留痕锚 {data['anchor']}"
    return saved(paper)


@cache
def _built_in() -> bytes:
    return built_in()


def _fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data as the template names it."""
    parts = [
        {
            "head": part["head"],
            "paragraphs": [{"head": head, "text": text} for head, text in part["paragraphs"]],
        }
        for part in data["parts"]
    ]
    # A circular that was made before there was an imprint has none of its parts.
    imprint = {
        "copies": "",
        "printed_by": data["unit"],
        "printed": f"{data['date']}印发",
        "check": "",
    }
    return {**imprint, **data, "parts": parts}


def _leave_out_empty_rules(paragraphs: Sequence[Any]) -> None:
    """A ruled line without a word: nobody gets a copy."""
    for one in paragraphs:
        if not one.text.strip() and one._p.xpath("./w:pPr/w:pBdr"):  # noqa: SLF001 -- no other way
            one._p.getparent().remove(one._p)  # noqa: SLF001 -- python-docx removes nothing


def _keep_with_signature(paragraphs: Sequence[Any], data: Mapping[str, Any]) -> None:
    last = data["parts"][-1]["paragraphs"][-1]
    for one in paragraphs:
        if one.text == "".join(last):
            one.paragraph_format.keep_with_next = True


def _lay_out(table: Table, known: Sequence[Mapping[str, Any]]) -> None:
    """Widths of a table of results; a table of the office's own stays as it is."""
    heads = [cell.text for cell in table.rows[0].cells] if table.rows else []
    for one in known:
        if list(one["heads"]) != heads or len(table.rows) != len(one["lines"]) + 1:
            continue
        columns(table, one["widths"])
        for row in table.rows:
            for cell, wide in zip(row.cells, one["widths"], strict=True):
                cell.width = Mm(wide)
                # Long texts, which are names, begin at the left.
                if wide < NAME:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        return
