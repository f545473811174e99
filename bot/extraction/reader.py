"""The bot's side of the reader's process: a job is handed over, an extract comes back.

The process begins with the first job and ends when none has come for a while. Whoever takes too
long over a page or too much memory is killed, and the next job gets a new one. Nothing here knows
what a paper is for; the queue is ``bot.running.reading``'s.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.extraction import wire
from bot.extraction.pages import Extract, Unread

_LONGEST = 256 * 1024 * 1024
"""Bytes of one answer: the text of the largest paper, many times over."""
_THICK = 40
"""Pages; what has more is put together in a thread, while the chat goes on."""
_LOOK = 0.5
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much the reader may take."""

    memory: int = 700 * 1024 * 1024
    """Bytes it holds at most; beyond, the paper is given up."""
    cpu_seconds: float = 90.0
    """Of one page. Seconds of its processor, so that a busy machine costs no paper."""
    seconds: float = 600.0
    """Of one page by the clock: who does not work at all hangs."""
    idle: float = 30.0
    """Seconds without a job after which it ends."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file; ``means``: what the process made of it, as the wire carries it."""

    extract: Extract
    cpu_ms: int
    means: Any = None


class Lost(Exception):
    """The process is gone, and the paper was not read; ``why`` says what ended it."""

    def __init__(self, why: Unread) -> None:
        super().__init__(why.value)
        self.why = why


class NotDrawn(Exception):
    """There is no picture of this page; the text says why, as a code."""


def has_eyes() -> bool:
    """Whether OCR is installed (``make ocr``), without loading it."""
    return all(importlib.util.find_spec(one) for one in ("rapidocr", "onnxruntime"))


def version() -> tuple[str, str]:
    """Which readers read here: those of text, and those of pictures where there are any."""
    from bot.extraction.reading import TEXT  # and with it every format, for one word

    if not has_eyes():
        return TEXT, ""
    from bot.extraction.eyes_version import PICTURES

    return TEXT, PICTURES


class Reader:
    """One process, or none; one job at a time."""

    def __init__(
        self,
        bounds: Bounds | None = None,
        *,
        ocr: bool = True,
        program: str = "bot.extraction.process",
    ) -> None:
        self._bounds = bounds or Bounds()
        self._program = program
        self._ocr = ocr and has_eyes()
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._rested: asyncio.subprocess.Process | None = None
        self._number = 0
        self._began = (0.0, 0.0)
        """Seconds of its processor, and the clock, when the page in hand began."""
        self._end: asyncio.TimerHandle | None = None

    @property
    def version(self) -> str:
        """What is written beside what was read."""
        text, pictures = version()
        return f"{text} {pictures}" if self._ocr and pictures else text

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return None if self._process is None else self._process.pid

    async def read(self, path: Path, kind: str) -> tuple[Extract, int]:
        """What the file says, and how many milliseconds of the processor that took.

        Raises:
            Lost: the process did not outlive the file.
        """
        brought = await self.bring(path, kind)
        return brought.extract, brought.cpu_ms

    async def bring(self, path: Path, kind: str) -> Brought:
        """What the file says, and what was made of that.

        Raises:
            Lost: the process did not outlive the file.
        """
        job = {"do": "read", "path": str(path), "kind": kind, "ocr": self._ocr}
        answer = await self._ask(job)
        done = answer["done"]
        thick = len(done["pages"]) > _THICK
        extract = await asyncio.to_thread(wire.unpacked, done) if thick else wire.unpacked(done)
        return Brought(extract, int(answer["cpu_ms"]), answer["means"])

    async def mean(self, extract: Extract) -> Any:
        """What the process makes of a paper that was read before.

        Raises:
            Lost: the process did not outlive it.
        """
        return (await self._ask({"do": "mean", "extract": wire.packed(extract)}))["means"]

    async def look(self, path: Path, kind: str, page: int, out: Path) -> dict[str, Any]:
        """One page of a scan, or a photo, for its tables, as `seen` carries it.

        Where eyes were needed its picture, laid flat, lies in ``out``.

        Raises:
            Lost: it could not be read, or the process did not outlive it.
        """
        job = {"do": "look", "path": str(path), "kind": kind, "page": page, "ocr": self._ocr}
        job["out"] = str(out)
        answer = await self._ask(job)
        if "none" in answer:
            raise Lost(Unread(answer["none"]))
        found: dict[str, Any] = answer["seen"]
        return found

    async def render(
        self, path: Path, kind: str, page: int, *, out: Path, kept: Path, profile: Path, font: str
    ) -> int:
        """Draw a page into a file; how many pages the paper has.

        Raises:
            NotDrawn: this page has no picture.
            Lost: the process did not outlive the file.
        """
        answer = await self._ask(
            {"do": "render", "path": str(path), "kind": kind, "page": page, "out": str(out)}
            | {"kept": str(kept), "profile": str(profile), "font": font}
        )
        if "none" in answer:
            raise NotDrawn(answer["none"])
        return int(answer["pages"])

    async def convert(self, papers: Sequence[tuple[Path, str, Path]], profile: Path) -> None:
        """Make PDFs of Office files, as far as they can be made: the file, its kind, the PDF.

        Raises:
            Lost: the process did not outlive them.
        """
        named = [[str(path), kind, str(kept)] for path, kind, kept in papers]
        await self._ask({"do": "convert", "papers": named, "profile": str(profile)})

    async def close(self) -> None:
        """End the process, whatever it does."""
        self._kill()
        for one in (self._process, self._rested):
            if one is not None:
                await one.wait()
        self._process = self._rested = None

    async def _ask(self, job: dict[str, Any]) -> dict[str, Any]:
        async with self._turn:
            if self._end is not None:
                self._end.cancel()
            process = await self._started()
            self._number += 1
            try:
                return await self._carried(process, {"id": self._number, **job})
            except BaseException:
                await asyncio.shield(self.close())
                raise
            finally:
                loop = asyncio.get_running_loop()
                self._end = loop.call_later(self._bounds.idle, self._rest)

    async def _carried(
        self, process: asyncio.subprocess.Process, job: dict[str, Any]
    ) -> dict[str, Any]:
        self._began = self._spent(process.pid), asyncio.get_running_loop().time()
        watch = asyncio.create_task(self._watch(process))
        try:
            assert process.stdin is not None  # noqa: S101 -- asked for below
            process.stdin.write(wire.line(job))
            with contextlib.suppress(ConnectionError):
                await process.stdin.drain()
            return await self._answer(process, job["id"], watch)
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)

    async def _answer(
        self, process: asyncio.subprocess.Process, number: int, watch: asyncio.Task[Unread]
    ) -> dict[str, Any]:
        assert process.stdout is not None  # noqa: S101
        while True:
            line = asyncio.ensure_future(process.stdout.readline())
            await asyncio.wait({line, watch}, return_when=asyncio.FIRST_COMPLETED)
            if not line.done():  # the watch has killed it
                line.cancel()
                raise Lost(watch.result())
            try:
                told = json.loads(line.result())
            except ValueError as fault:  # also an answer that was cut off: the process has died
                raise Lost(watch.result() if watch.done() else Unread.DAMAGED) from fault
            self._began = self._spent(process.pid), asyncio.get_running_loop().time()
            if told["id"] == number and "at" not in told:
                return dict(told)

    async def _watch(self, process: asyncio.subprocess.Process) -> Unread:
        """Look at what it takes; end it where that is too much, and say what was."""
        while True:
            await asyncio.sleep(_LOOK)
            why = self._too_much(process.pid)
            if why is not None:
                self._kill()
                return why

    def _too_much(self, pid: int) -> Unread | None:
        cpu, since = self._began
        if self._held(pid) > self._bounds.memory:
            return Unread.MEMORY
        spent = self._spent(pid) - cpu
        waited = asyncio.get_running_loop().time() - since
        hangs = waited > self._bounds.seconds and not self._waits_its_turn(pid)
        slow = spent > self._bounds.cpu_seconds or hangs
        return Unread.TIME if slow else None

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                self._program,
                # Arenas and libraries are counted, too; what is held is watched from here.
                str(2 * self._bounds.memory),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=_LONGEST,
                # A group of its own to be ended by, and no session: Linux shares the processors
                # among sessions first, so that in its own one no priority would count here.
                process_group=0,
                env=_surroundings(),
            )
        return self._process

    def _rest(self) -> None:
        """Let it go. Whoever asks next begins another one, even before this one's end is known."""
        if not self._turn.locked():
            self._kill()
            self._process, self._rested = None, self._process

    def _kill(self) -> None:
        """With everything it has started."""
        process = self._process
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    @staticmethod
    def _held(pid: int) -> int:
        """Bytes of memory the process holds now; 0 where the system does not say."""
        try:
            return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        except (OSError, IndexError, ValueError):
            return 0

    @staticmethod
    def _waits_its_turn(pid: int) -> bool:
        """Whether it would work if others left it a processor: that costs no paper."""
        try:
            told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return told[0] == "R"
        except (OSError, IndexError):
            return False

    @staticmethod
    def _spent(pid: int) -> float:
        """Seconds of the processor it has taken; 0 where the system does not say."""
        try:
            told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return (int(told[11]) + int(told[12])) / _TICKS
        except (OSError, IndexError, ValueError):
            return 0.0


def _surroundings() -> dict[str, str]:
    """What of the bot's surroundings the reader needs: paths and languages, no token of a bot."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "TMPDIR", "TZ")
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    # Freed memory goes back to the system instead of staying in a heap for each thread.
    return found | one_thread | {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
