"""Which updates begin as a transaction, and which look in a view beside the writer first.

A view that comes to a page that writes has read in vain: all of it is read once more. So what can
hardly be anything but an answer begins as a transaction: a press of a page that writes, papers, and
a text that is a figure, a yes or a no alone. It is only where to begin: what is meant is found in
the same way in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.corridor.events import Attachment, Incoming
from bot.corridor.pages import page_at
from storage.known_kinds import SHEETS

_ANSWER: Final = re.compile(
    r"\s*(?:(?:[0-9０-９][0-9０-９,，.．]{0,8}[百千万]?|[一二两三四五六七八九十百千万点零〇]{1,9})"
    r"[次项个件篇条场家户人份期处起位元]?"
    r"|[有没无是否]|有的|有了|没有|不是|还没有?|已有)[。.]?\s*"
)


def writes(incoming: Incoming) -> bool:
    """Whether an update's turn is a transaction from its beginning, and looks in no view beside."""
    return not incoming.attachments and not may_only_read(incoming)


def may_only_read(incoming: Incoming) -> bool:
    """Whether the update may turn out to be a question: edits are none, and of files only a sheet,
    which is looked through and shown before anything is written of it.
    """
    if incoming.edits or (incoming.attachments and not _is_sheet(incoming.attachments)):
        return False
    if incoming.route is None:
        return bool(incoming.attachments) or _ANSWER.fullmatch(incoming.text) is None
    found = page_at(incoming.route)
    return found is not None and found[0].reads


def _is_sheet(files: Sequence[Attachment]) -> bool:
    return len(files) == 1 and files[0].kind in SHEETS
