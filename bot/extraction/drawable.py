"""Which papers can be drawn on this machine: what the bot itself asks, without loading any format.

How they are drawn, in the reader's process, is ``rendering``'s.
"""

from __future__ import annotations

import shutil

PICTURES = frozenset({"jpg", "png", "gif", "webp", "bmp", "heic"})
OFFICE = {
    "docx": ".docx", "doc": ".doc", "wps": ".doc", "xlsx": ".xlsx", "xls": ".xls", "et": ".xls",
    "xlsb": ".xlsb", "ods": ".ods", "pptx": ".pptx", "ppt": ".ppt", "dps": ".ppt",
}  # fmt: skip
DRAWN = frozenset({"pdf", "ofd", *PICTURES, *OFFICE})
MOST_PAGES = 200
"""Pages of one paper that are drawn."""


def draws(kind: str) -> bool:
    """Whether pages of this kind can be drawn on this machine."""
    return kind in DRAWN and (kind not in OFFICE or office() is not None)


def office() -> str | None:
    """LibreOffice, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")
