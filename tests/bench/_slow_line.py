"""A line to a PostgreSQL server with a network in between: each way takes so many milliseconds.

A process of its own, so that its work is not counted: ``python -m tests.bench._slow_line SOCKET
LISTENS MILLISECONDS``. Two threads a connection, since a loop's clock is too coarse for it.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time


def main(server: str, listens: str, way: float) -> None:
    """Serve until killed."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(listens)
    door.listen(50)
    print("ready", flush=True)  # noqa: T201 -- the parent waits for it
    while True:
        here, _ = door.accept()
        there = socket.socket(socket.AF_UNIX)
        there.connect(server)
        for one, other in ((here, there), (there, here)):
            threading.Thread(target=_pass, args=(one, other, way), daemon=True).start()


def _pass(one: socket.socket, other: socket.socket, way: float) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65536):
            time.sleep(way)
            other.sendall(data)
    for end in (one, other):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]) / 1000)
