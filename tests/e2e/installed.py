"""A real installation for the browser: ``python -m bot run`` in a folder of its own.

Started, killed with -9, started again on the same port and folder. Not here: what people do.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from pathlib import Path

from tests.patience import LONG


class Installation:
    """One data folder and the process that serves it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.said: list[str] = []
        """What the process printed, over all its starts."""
        self._process: Process | None = None

    @property
    def channel(self) -> Installation:
        """Where a page of this installation is found: see ``tests.e2e.conftest.phone``."""
        return self

    async def start(self) -> list[str]:
        """Start, on the port it had before; what it printed until it was ready."""
        with (self.folder / "log.txt").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self.folder,
                env=self._environment(),
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        said: list[str] = []
        async with asyncio.timeout(LONG):
            while not said or "Ctrl+C" not in said[-1]:
                line = await self._read()
                said.append(line)
        self.port = int(said[0].rsplit(":", 1)[1])
        self.said += said
        return said

    async def kill(self) -> None:
        """End it as a power cut does."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def stop(self) -> None:
        """End it politely; a no-op when it is not running."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.communicate()

    def ask(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Another command of the program on the same folder, as the officer types it."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *command],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        clean = {key: one for key, one in os.environ.items() if not key.startswith("XINKAO_")}
        # What the reader says of papers comes in its own time, between two taps of a walk.
        alone = {"XINKAO_READING__PAPERS": "false"}
        return clean | alone | {"XINKAO_WEB__PORT": str(self.port), "PYTHONUTF8": "1"}

    async def _read(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        line = (await self._process.stdout.readline()).decode()
        assert line, (self.folder / "log.txt").read_text("utf-8")
        return line.strip()
