"""A promise that could not be checked fails the test, whatever the test asks of the findings.

Also where findings are compared with those of the beginning, or asked for by name only. Tests that
break the check itself are marked ``unchecked``.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.invariants import Broken
    from bot.invariants.look import Invariant, Look

    Find = Callable[[Invariant, Look], Awaitable[list[Broken]]]


class UncheckedError(AssertionError):
    """Nobody knows whether the promise holds."""


def always(item: pytest.Item, patch: pytest.MonkeyPatch) -> None:
    """See to it while this test runs."""
    # Whoever has not imported it checks nothing; and importing it takes a second.
    invariants = sys.modules.get("bot.invariants")
    if invariants is not None and item.get_closest_marker("unchecked") is None:
        patch.setattr(invariants, "_findings", _strict(invariants._findings))


def _strict(find: Find) -> Find:
    @wraps(find)
    async def found(one: Invariant, look: Look) -> list[Broken]:
        broken = await find(one, look)
        for finding in broken:
            if finding.unchecked:
                raise UncheckedError(f"{finding.name}: {finding.what}")
        return broken

    return found
