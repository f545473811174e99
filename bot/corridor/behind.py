"""Updates that were acknowledged and are not carried through yet, before something ends for all.

Whoever closes, announces or publishes would shut out people whose message had come in time. In the
ordinary case nothing is behind for longer than a blink; after a restart, or while the database was
held, there may be some.
"""

from __future__ import annotations

from datetime import timedelta

from bot.corridor.events import Button
from bot.corridor.turn import Turn, instead
from storage.queries import corridor

_BLINK = timedelta(seconds=3)
"""What came in so lately is only on its way."""


async def none_behind(turn: Turn, again: Button) -> None:
    """Go on only when everything that was acknowledged before this has been carried through.

    Raises:
        InsteadError: some is not; ``again`` leads back here.
    """
    left = await corridor.behind(turn.db, turn.now - _BLINK, turn.inbox_id)
    if left:
        text = (
            f"还有 {left} 条已经收下的消息没有处理完，现在做会把它们挡在外面。请过一分钟再点一次。"
        )
        raise instead(text, again, Button(label="首页", route="home"))
