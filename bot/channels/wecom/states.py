"""How the line stands, and why it does not, in words a program can compare.

What people read about it is written where it is shown.
"""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import aiohttp


class Stage(StrEnum):
    """Where the line is."""

    STOPPED = "stopped"
    CONNECTING = "connecting"
    READY = "ready"
    WAITING = "waiting"
    """Lost or not to be had; tried again at ``until``."""
    REFUSED = "refused"
    """The platform does not accept Bot ID and Secret; ``code`` is its error code."""
    KICKED = "kicked"
    """Another program has connected with the same Bot ID; we do not fight it."""


class Trouble(StrEnum):
    """Why there is no line."""

    NAME = "name"
    """The host's name is not found: no network, or no DNS."""
    UNREACHED = "unreached"
    """Nobody answers at that address."""
    SLOW = "slow"
    """No answer in time."""
    PROXY = "proxy"
    """The proxy is not reached, or does not let us through."""
    CLOCK = "clock"
    """The certificate is not valid today: most often this machine's clock."""
    CERTIFICATE = "certificate"
    """The certificate is not trusted: a private deployment wants its CA file."""
    CA_FILE = "ca_file"
    """The CA file cannot be read, or holds no certificate."""
    HANDSHAKE = "handshake"
    """Somebody answers, but not as a WebSocket, or not by TLS: the wrong address."""
    ADDRESS = "address"
    """The address itself (or the proxy's) cannot be read."""
    CLOSED = "closed"
    """The line was closed by the other side, or broke."""
    SILENT = "silent"
    """Two heartbeats were not answered."""
    SESSION = "session"
    """Error 846609: open, but no longer subscribed."""
    NOT_OURS = "not_ours"
    """Another process of ours may serve the county by now: it is not thrown out."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LinkState:
    """The state of the line at a moment."""

    stage: Stage
    since: datetime
    code: int = 0
    """REFUSED: the error code; WAITING after a close: the close code, or the HTTP status."""
    trouble: Trouble | None = None
    until: datetime | None = None
    """When it is tried again."""


EXPIRED, NOT_YET_VALID = 10, 9
"""OpenSSL's verify codes of a certificate that is valid on another day."""


class CaFault(Exception):
    """The CA file of the settings cannot be used."""


def trouble_of(fault: BaseException) -> Trouble:
    """What kept a connection from being made."""
    # Before the others: a certificate that fails is a ValueError as well.
    if isinstance(fault, aiohttp.ClientConnectorCertificateError):
        return _certificate(fault.certificate_error)
    if isinstance(fault, ssl.SSLError):
        return _certificate(fault)
    for known, trouble in _KINDS:
        if isinstance(fault, known):
            return trouble
    if isinstance(fault, aiohttp.ClientConnectorError):
        return _connector(fault.os_error)
    if isinstance(fault, OSError):
        return _connector(fault)
    if of_socks(fault):
        return Trouble.PROXY
    return Trouble.OTHER


def of_socks(fault: BaseException) -> bool:
    """Whether this is one of the SOCKS library's errors, which have no common base."""
    return type(fault).__module__.startswith(("python_socks", "aiohttp_socks"))


_KINDS: tuple[tuple[type[BaseException], Trouble], ...] = (
    (CaFault, Trouble.CA_FILE),
    (TimeoutError, Trouble.SLOW),
    (aiohttp.WSServerHandshakeError, Trouble.HANDSHAKE),
    (aiohttp.ClientProxyConnectionError, Trouble.PROXY),
    (aiohttp.ClientHttpProxyError, Trouble.PROXY),
    (aiohttp.InvalidURL, Trouble.ADDRESS),
    (aiohttp.ClientConnectorDNSError, Trouble.NAME),
    (aiohttp.ServerDisconnectedError, Trouble.CLOSED),
    (ValueError, Trouble.ADDRESS),
)


def _connector(fault: OSError | None) -> Trouble:
    if isinstance(fault, ssl.SSLError):
        return _certificate(fault)
    if isinstance(fault, socket.gaierror):
        return Trouble.NAME
    return Trouble.UNREACHED


def _certificate(fault: BaseException) -> Trouble:
    if not isinstance(fault, ssl.SSLCertVerificationError):
        return Trouble.HANDSHAKE  # whoever is there does not speak TLS, or not ours
    if fault.verify_code in (EXPIRED, NOT_YET_VALID):
        return Trouble.CLOCK
    return Trouble.CERTIFICATE
