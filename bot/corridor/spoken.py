"""What became of a message that its sender may still change: kept with the turn that took it.

Only messages with a number of the channel's are kept, and only those that a form took in or that
brought papers. What the edit then does is ``bot.front.pages.edited``. What was said is kept as a
mark.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from bot.corridor.turn import Turn, tidy
from storage.queries import spoken
from storage.queries.spoken import Saying

KEPT = timedelta(days=3)
"""Telegram lets people edit for two days."""


def mark(text: str) -> str:
    """Stands for a text, so that an edit which changes nothing is known."""
    return hashlib.sha256(f"xinkao-spoken:{text}".encode()).hexdigest()[:16]


async def remember(turn: Turn, route: str) -> None:
    """Keep which form (``route``) took the message at hand, and what it became."""
    incoming = turn.incoming
    alone = len(incoming.sources) == 1
    for source in incoming.sources:
        text = turn.text if alone else tidy(source.caption)
        caption = text if incoming.attachments else ""
        await spoken.keep(
            turn.db,
            incoming.channel,
            incoming.chat,
            Saying(source.message, mark(text), caption, source.file),
            bundle=incoming.update,
            route=route,
            became=turn.became,
            now=turn.now,
        )
