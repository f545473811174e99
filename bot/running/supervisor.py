"""What systemd is told: started, still well, stopping, and how it stands (sd_notify).

A few datagrams to the socket it names; without one, nothing. Whether all is well: ``health``.
"""

from __future__ import annotations

import os
import socket

import structlog

log = structlog.get_logger(__name__)


def tell(*states: str) -> None:
    """Send states such as ``READY=1``; nobody there is no fault."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    # A name that begins with @ lies in Linux's abstract space: its first byte is a zero.
    place = "\0" + address[1:] if address.startswith("@") else address
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            line.setblocking(False)
            line.sendto("\n".join(states).encode(), place)
    except OSError as fault:
        log.warning("supervisor not told", error=fault.strerror)


def patience() -> float | None:
    """After how many seconds of silence systemd restarts this process; None: never."""
    try:
        microseconds = int(os.environ.get("WATCHDOG_USEC", ""))
        process = int(os.environ.get("WATCHDOG_PID", os.getpid()))
    except ValueError:
        return None
    return microseconds / 1e6 if microseconds > 0 and process == os.getpid() else None
