"""The tree of tags of a PDF's page, as pdfium gives it: which marked run stands in which cell.

Not here: what the runs say (`pdf`), what the tree means (`tags`).
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.extraction.tags import Mark

_DEEPEST: Final = 40
_MOST: Final = 20_000


def marks_of(raw: Any, page: Any) -> list[Mark]:
    """The marked runs of a page in the order of the tree; empty: it has no tags."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        walk = _Walk(raw, [])
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, at)
            if child:
                walk.into(child, Mark(-1, (at,)))
        return walk.found
    finally:
        raw.FPDF_StructTree_Close(tree)


@dataclass
class _Walk:
    raw: Any
    found: list[Mark]

    def into(self, element: Any, above: Mark) -> None:
        """An element and all below it."""
        here = self._inside(element, above)
        if len(here.path) > _DEEPEST or len(self.found) > _MOST:
            return
        for at in range(self.raw.FPDF_StructElement_CountChildren(element)):
            path = (*here.path, at)
            run = self.raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
            if run >= 0:
                self.found.append(replace(here, run=run, path=path))
                continue
            child = self.raw.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                self.into(child, replace(here, path=path))

    def _inside(self, element: Any, above: Mark) -> Mark:
        kind, path = self._kind(element), above.path
        if kind == "Table" and not above.table:
            return replace(above, table=path)
        if kind == "TR" and above.table and not above.row:
            return replace(above, row=path)
        if kind in ("TD", "TH") and above.row and not above.cell:
            spans = self._spans(element)
            return replace(above, cell=path, across=spans["ColSpan"], down=spans["RowSpan"])
        return above

    def _kind(self, element: Any) -> str:
        get = self.raw.FPDF_StructElement_GetType
        size = get(element, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 2))
        get(element, buffer, size)
        return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")

    def _spans(self, element: Any) -> dict[str, int]:
        found = {"ColSpan": 1, "RowSpan": 1}
        number = ctypes.c_float()
        for at in range(max(0, self.raw.FPDF_StructElement_GetAttributeCount(element))):
            attribute = self.raw.FPDF_StructElement_GetAttributeAtIndex(element, at)
            for name in found:
                value = self.raw.FPDF_StructElement_Attr_GetValue(attribute, name.encode())
                if value and self.raw.FPDF_StructElement_Attr_GetNumberValue(value, number):
                    found[name] = max(1, min(60, int(number.value)))
        return found
