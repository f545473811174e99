"""How many connections there may be, from one address and in all, and how long each may be silent.

Where a limit is reached, the oldest connection that has asked for nothing gives way: whoever floods
pushes out their own flood, and log-ins and open chats are still answered. What is asked is not
known here.
"""

from __future__ import annotations

import asyncio
import resource
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog

from bot.channels.web.throttle import neighbourhood

log = structlog.get_logger(__name__)

KEPT_BACK = 256
"""Descriptors that are not for connections: database, papers, the other channels."""
_MOST = 8192
_SAY_EVERY = 60.0


@dataclass(frozen=True, slots=True)
class Allowed:
    """How many connections there may be, and seconds for a request header to come whole."""

    in_all: int
    from_one: int
    header_seconds: float = 10.0
    behind_proxy: bool = False
    """All come from the proxy's address, which keeps its own limits."""


def room() -> int:
    """Connections that this process has descriptors for."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return _MOST
    return min(_MOST, max(soft - KEPT_BACK, soft // 2))


class Gate(asyncio.Protocol):
    """One connection, in front of the protocol that speaks HTTP on it."""

    def __init__(self, gates: Gates, inner: Any) -> None:
        self._gates = gates
        self._inner = inner
        self._timer: asyncio.TimerHandle | None = None
        self.transport: asyncio.Transport | None = None
        self.address = ""
        self.asking = False
        """A request is being answered."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let it in, or not."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- a stream's is
        self.transport = transport
        peer = transport.get_extra_info("peername")
        self.address = neighbourhood(str(peer[0])) if peer else ""
        self._inner.connection_made(transport)
        if not self._gates.enter(self):
            transport.abort()
            return
        self._patience()

    def data_received(self, data: bytes) -> None:
        """Pass it on; a header that has begun has its seconds."""
        if not self.asking and self._timer is None:
            self._patience()
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        """Pass it on."""
        kept: bool | None = self._inner.eof_received()
        return kept

    def pause_writing(self) -> None:
        """Pass it on."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Pass it on."""
        self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._calm()
        self._gates.left(self)
        self._inner.connection_lost(exc)

    def asks(self) -> None:
        """A whole request header has come."""
        self._calm()
        self.asking = True
        self._gates.busy(self)

    def answered(self) -> None:
        """The request is answered; another one may come on the same line."""
        self.asking = False
        self._gates.silent(self)

    @property
    def inner(self) -> Any:
        """The protocol that speaks HTTP."""
        return self._inner

    def _patience(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._gates.allowed.header_seconds, self._give_up)

    def _calm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._timer = None
        if not self.asking and self.transport is not None:
            self._gates.turned_away()
            self.transport.close()


class Gates:
    """All connections of a listener."""

    def __init__(self, allowed: Allowed, ticks: Callable[[], float]) -> None:
        self.allowed = allowed
        self._ticks = ticks
        self._from: Counter[str] = Counter()
        self._silent: OrderedDict[Gate, None] = OrderedDict()
        """Those that have no request under way; the longest silent one first."""
        self._by_inner: dict[Any, Gate] = {}
        self._turned_away = 0
        self._said_at = -_SAY_EVERY

    def gate(self, inner: Any) -> Gate:
        """A gate in front of a protocol."""
        return Gate(self, inner)

    def of(self, inner: Any) -> Gate | None:
        """The gate in front of a protocol."""
        return self._by_inner.get(inner)

    def enter(self, gate: Gate) -> bool:
        """Whether a new connection may come in; a silent one gives way to it."""
        if not self.allowed.behind_proxy and self._from[gate.address] >= self.allowed.from_one:
            there = self._give_way(gate.address)
        else:
            there = len(self._by_inner) < self.allowed.in_all or self._give_way(None)
        if not there:
            self.turned_away()
            return False
        self._from[gate.address] += 1
        self._by_inner[gate.inner] = gate
        self._silent[gate] = None
        return True

    def left(self, gate: Gate) -> None:
        """A connection is over."""
        self._silent.pop(gate, None)
        if self._by_inner.pop(gate.inner, None) is not None:
            self._from[gate.address] -= 1
            if not self._from[gate.address]:
                del self._from[gate.address]

    def busy(self, gate: Gate) -> None:
        """A request is under way."""
        self._silent.pop(gate, None)

    def silent(self, gate: Gate) -> None:
        """No request is under way."""
        if gate.inner in self._by_inner:
            self._silent[gate] = None

    def turned_away(self) -> None:
        """Count what was closed unheard; said once a minute, whatever comes."""
        self._turned_away += 1
        now = self._ticks()
        if now - self._said_at >= _SAY_EVERY:
            log.warning("connections closed unheard", count=self._turned_away)
            self._turned_away, self._said_at = 0, now

    def _give_way(self, address: str | None) -> bool:
        """Close the connection that has been silent longest (of an address); False: none is."""
        for gate in self._silent:
            if address is None or gate.address == address:
                self.left(gate)
                self.turned_away()
                if gate.transport is not None:
                    gate.transport.abort()
                return True
        return False
