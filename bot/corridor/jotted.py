"""Lines written beside the database at once, without waiting for the disk.

They outlive the process, though not a power cut. The file stays open between two lines: to open it
for each costs more than to write. One that was taken away or replaced meanwhile is opened anew.
"""

from __future__ import annotations

import os
import weakref
from pathlib import Path


class Jotted:
    """Appends lines to a file that only its owner reads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._handle: int | None = None
        self._closing: weakref.finalize[[int], Jotted] | None = None

    def jot(self, line: str) -> int:
        """Write a line at once; how many bytes it took.

        Raises:
            OSError: the disk is full or refuses.
        """
        return os.write(self._open(), f"{line}\n".encode())

    def _open(self) -> int:
        if self._handle is None or not os.fstat(self._handle).st_nlink:
            self.let_go()
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            self._handle = os.open(self._file, flags, 0o600)
            self._closing = weakref.finalize(self, os.close, self._handle)
        return self._handle

    def let_go(self) -> None:
        """Close it; the next line opens it again."""
        if self._closing is not None:
            self._closing()
        self._handle = self._closing = None
