"""What a circular is made of besides its edition, as somebody left it: lists, 工作要求, 主送, 抄送.

All of it belongs to one published edition, but the copies; a correction starts it anew. No page.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from bot.corridor.events import File, canonical
from bot.corridor.turn import Turn
from bot.editions.edition import Edition
from bot.release import naming
from bot.release.naming import Which
from storage.queries import corridor, frozen

COPIES: Final = "circular.copies"


def key(quarter_id: int, edition: Edition) -> str:
    """Where both lists are kept."""
    return f"circular:{quarter_id}:{edition.version}"


def more_key(quarter_id: int, edition: Edition) -> str:
    """Where what was added to 工作要求 is kept."""
    return f"circular.more:{quarter_id}:{edition.version}"


def to_key(quarter_id: int, edition: Edition) -> str:
    """Where it is kept to whom it is addressed."""
    return f"circular.to:{quarter_id}:{edition.version}"


def head_key(quarter_id: int, edition: Edition) -> str:
    """Where its title, number and signature are kept, as somebody said them."""
    return f"circular.head:{quarter_id}:{edition.version}"


def problems_key(quarter_id: int, edition: Edition) -> str:
    """Where 存在问题 is kept, as somebody wrote it."""
    return f"circular.problems:{quarter_id}:{edition.version}"


async def lists_of(turn: Turn, quarter_id: int, edition: Edition) -> dict[Which, list[int]]:
    """Both lists as they were left, else as they are proposed."""
    kept = await corridor.setting(turn.db, key(quarter_id, edition))
    found = json.loads(kept) if kept else {}
    return {which: found.get(which, naming.proposed(edition, which)) for which in naming.NAMES}


async def more_of(turn: Turn, quarter_id: int, edition: Edition) -> str:
    """What was added to 工作要求, a line each."""
    return await corridor.setting(turn.db, more_key(quarter_id, edition)) or ""


async def addressee(turn: Turn, quarter_id: int, edition: Edition) -> str:
    """To whom it is addressed, as somebody said; empty: as its tables have it."""
    return await corridor.setting(turn.db, to_key(quarter_id, edition)) or ""


async def head_of(turn: Turn, quarter_id: int, edition: Edition) -> dict[str, str]:
    """Its title, number, signature and date, as far as somebody said them."""
    kept = await corridor.setting(turn.db, head_key(quarter_id, edition))
    return dict(json.loads(kept)) if kept else {}


async def problems_of(turn: Turn, quarter_id: int, edition: Edition) -> str:
    """存在问题 as somebody wrote it; empty: as it is proposed."""
    return await corridor.setting(turn.db, problems_key(quarter_id, edition)) or ""


async def copies_of(turn: Turn) -> str:
    """To whom a circular goes as well: as somebody said last, else as the settings say."""
    kept = await corridor.setting(turn.db, COPIES)
    return turn.world.circular_copies if kept is None else kept


def mark_of(
    lists: dict[Which, list[int]],
    more: str,
    addressee: str,
    head: dict[str, str],
    problems: str,
) -> str:
    """What a circular is made of, as its button carries it: a change makes the button old."""
    every = [lists, more, *([addressee] if addressee else []), *([head] if head else [])]
    every += [problems] if problems else []
    return hashlib.sha256(canonical(every).encode()).hexdigest()[:8]


async def write(turn: Turn, quarter: int, edition: Edition, state: dict[str, Any]) -> None:
    """Keep the lists, what was added, to whom it is addressed, how it is headed and signed, what
    its problems are.
    """
    await corridor.set_setting(turn.db, key(quarter, edition), canonical(state["lists"]))
    await corridor.set_setting(turn.db, more_key(quarter, edition), state["more"])
    await corridor.set_setting(turn.db, to_key(quarter, edition), state.get("to", ""))
    await corridor.set_setting(
        turn.db, head_key(quarter, edition), canonical(state.get("head", {}))
    )
    if "problems" in state:
        await corridor.set_setting(turn.db, problems_key(quarter, edition), str(state["problems"]))


async def rests_on(turn: Turn, quarter: int, edition: Edition) -> tuple[object, ...]:
    """What a circular is made from, by its marks."""
    newest = await frozen.newest_edition(turn.db, quarter, "published")
    mine = (key, problems_key, more_key, to_key, head_key)
    keys = (*(one(quarter, edition) for one in mine), COPIES)
    return newest, *[await corridor.setting(turn.db, one) for one in keys]


async def keep_made(turn: Turn, quarter: int, edition: Edition, file: File) -> None:
    """Keep what was made, for the archive; the office's own template is not part of it."""
    if file.recipe is not None:
        kept = {name: one for name, one in file.recipe.data.items() if name != "template"}
        made = f"circular.made:{quarter}:{edition.version}"
        await corridor.set_setting(turn.db, made, canonical(kept))
