"""One file on its way into the evidence store: written, hashed, sealed, or given up."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from pathlib import Path
from typing import BinaryIO

from storage.disk import disk_faults


class Upload:
    """One file on its way in. Every method runs in a worker thread, one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._hash = hashlib.sha256()
        self._file: BinaryIO | None = None
        self._turn = threading.Lock()
        self._given_up = False

    def write(self, data: bytes) -> None:
        """Take the next bytes; nothing once it is given up."""
        with self._turn, disk_faults():
            if self._given_up:
                return
            if self._file is None:
                handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                self._file = os.fdopen(handle, "wb", buffering=0)
            view = memoryview(data)
            while view:
                view = view[self._file.write(view) :]
            self._hash.update(data)
            self.size += len(data)

    def seal(self) -> str:
        """Sync the bytes, take away the right to write, and return the digest."""
        with self._turn, disk_faults():
            if self._file is not None:
                os.fchmod(self._file.fileno(), 0o400)
                os.fsync(self._file.fileno())
                self._file.close()
            return self._hash.hexdigest()

    def discard(self) -> None:
        """Leave nothing behind; harmless after the file got its final name."""
        with self._turn:
            self._given_up = True
            # A disk that fails here has already been reported, and the sweep clears the rest.
            with contextlib.suppress(OSError):
                if self._file is not None:
                    self._file.close()
                self.path.unlink(missing_ok=True)
