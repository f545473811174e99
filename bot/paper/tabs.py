"""Names of a workbook's sheets: whatever a table is called, its sheet opens and is another's not.

Excel keeps thirty-one signs, forbids some, wants no name twice (case ignored) and keeps ``History``
for itself. Not here: names of files (``file_names``).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

LONGEST: Final = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_RESERVED: Final = {"history"}


def tab(name: str, taken: Collection[str], what: str = "") -> str:
    """A name for a sheet of ``what`` (排名, 数据; kept whole) of the table ``name``.

    ``taken``: the names of the workbook's other sheets.
    """
    said = _FORBIDDEN.sub("", name).strip()
    known = {one.casefold() for one in taken} | _RESERVED | {""}
    for number in range(1, len(known) + 2):
        tail = f"{what}{number}" if number > 1 else what
        found = f"{_cut(said, LONGEST - len(tail))}{tail}"
        if found.casefold() not in known:
            return found
    raise AssertionError  # one more name than there are taken ones


def _cut(text: str, most: int) -> str:
    """The beginning of a text, counted as Excel counts; no sign is torn in two."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[:-1]
    return text.rstrip()
