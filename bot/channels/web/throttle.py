"""Token buckets: how often one session or one remote address may do something.

In memory: a restart forgives. What must survive a restart (bytes per day) is counted in storage.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from bot.channels.web.notices import Refused

REMEMBERED = 20_000
"""Buckets kept; the longest unused one is forgotten first."""


class Throttle:
    """``allowed`` uses in ``seconds`` per key, refilled evenly."""

    def __init__(
        self, clock: Callable[[], datetime], allowed: int, seconds: float, code: str = "too_fast"
    ) -> None:
        self._clock = clock
        self._allowed = allowed
        self._rate = allowed / seconds
        self._code = code
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def spend(self, key: str) -> None:
        """Use one token.

        Raises:
            Refused: none is left; it says after how many seconds one will be.
        """
        left = self._left(key)
        self._buckets.pop(key, None)
        self._buckets[key] = (left if left < 1 else left - 1, self._clock())
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        self._refuse(left)

    def allow(self, key: str) -> None:
        """Look whether a token is left, and use none: for what is only counted when it fails.

        Raises:
            Refused: none is left; it says after how many seconds one will be.
        """
        self._refuse(self._left(key))

    def _left(self, key: str) -> float:
        now = self._clock()
        left, since = self._buckets.get(key, (float(self._allowed), now))
        return min(self._allowed, left + max(0.0, (now - since).total_seconds()) * self._rate)

    def _refuse(self, left: float) -> None:
        if left < 1:
            raise Refused(self._code, retry_after=int((1 - left) / self._rate) + 1)


def neighbourhood(remote: str) -> str:
    """The key of a remote address: an IPv6 household has 2^64 addresses and counts as one."""
    try:
        address = ipaddress.ip_address(remote)
    except ValueError:
        return remote
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
