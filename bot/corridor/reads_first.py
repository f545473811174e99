"""Reading first, writing after: what a page that only reads leaves to be written.

It is read in a view beside the writer; what it leaves is written when it has read, in a short
transaction, if what it rests on still holds. Part of a turn (``bot.corridor.turn``).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from storage import audit
from storage.database import Session
from storage.queries import quarters


class WritesError(Exception):
    """A turn that reads has come to what may write: it begins anew as a transaction."""


class OutdatedError(Exception):
    """What a page read is another thing now that it is to be written: the turn begins again."""


MOST_SINCE = 500
"""Changes made meanwhile that are gone through; more, and it is read again."""
REPORTING = (
    "claim.change", "evidence.", "receipt.", "form.submit", "form.withdraw", "row.", "report.",
    "archive.", "evidence_pack.", "papers.",
)  # fmt: skip
"""What goes on all the time while units fill in: how such actions of the audit chain begin."""
_OF_FORM = re.compile(r"(?:claim|form)/(\d+)(?:/|$)")


async def _harmless(
    db: Session, end: audit.Anchor, quarter: int | None, besides: tuple[str, ...]
) -> bool:
    """Whether all that was entered since are such actions, or of units in other quarters."""
    since = await audit.since(db, end, MOST_SINCE + 1)
    if not 0 < len(since) <= MOST_SINCE:
        return False
    left = {subject for subject, action in since if not action.startswith(besides)}
    if left and quarter is None:
        return False
    found = [_OF_FORM.match(one) for one in left]
    for number in {int(one[1]) if one else 0 for one in found}:
        form = await quarters.form_by_id(db, number)
        if form is None or form.quarter_id == quarter:
            return False
    return True


class ReadsFirst:
    """A turn as it reads and, afterwards or at once, writes."""

    db: Session
    route: str
    _then: list[Callable[[], Awaitable[None]]]

    async def then(self, write: Callable[[], Awaitable[None]]) -> None:
        """What a page that only reads leaves to be written: at once where the turn writes, else
        when it has read (``self.db`` is then the writer's).

        Raises:
            OutdatedError: from ``write``, where what was read no longer holds.
        """
        if self.db.reads_only:
            self._then.append(write)
        else:
            await write()

    async def if_unchanged(
        self,
        write: Callable[[], Awaitable[None]],
        *,
        quarter: int | None = None,
        besides: tuple[str, ...] = (),
    ) -> None:
        """As ``then``, where it rests on figures: none of them may have changed since it was read.

        Every change has its row in the audit chain; so the chain ends where it ended. ``quarter``:
        it rests on this one alone, and what units enter in others meanwhile changes nothing of it.
        ``besides``: nor do actions that begin so, anywhere.
        """
        if not self.db.reads_only:
            await write()
            return
        end = await audit.end(self.db)

        async def hold() -> None:
            if await audit.end(self.db) == end:
                return
            if not await _harmless(self.db, end, quarter, besides):
                raise OutdatedError

        self._then.insert(0, hold)
        self._then.append(write)

    def writes(self) -> None:
        """From here on the turn has to be the transaction itself.

        Raises:
            WritesError: it only reads so far; it begins anew.
        """
        if self.db.reads_only:
            raise WritesError(self.route)

    def forget(self) -> None:
        """What was to be written is not: the page ended with a sentence instead."""
        self._then.clear()

    async def written(self, db: Session) -> None:
        """Write what was left to be written."""
        self.db = db
        while self._then:
            await self._then.pop(0)()
