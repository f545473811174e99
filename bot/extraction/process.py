"""The reader's own process: ``python -m bot.extraction.process``.

It takes jobs as lines of JSON from its standard input and answers on its standard output, one job
at a time: before each page it says so, at the end what came of it. It has low priority and a limit
of memory, ends with whoever started it, and may be killed at any moment: it keeps nothing. What is
made of a paper beside its lines is handed in by whoever begins it (``main``'s ``means``).
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time
from typing import IO, TYPE_CHECKING, Any

from bot.extraction import seen, wire
from bot.extraction.pages import Closed, Extract, Unread
from bot.extraction.reading import read
from bot.extraction.rendering import NoPicture, convert, render

if TYPE_CHECKING:  # what eyes bring is loaded with the first picture
    from bot.extraction.eyes import Rapid

_PARENT_DEATH = 1
"""PR_SET_PDEATHSIG of Linux."""


Means = Callable[[Extract], Any]
"""What is made of a paper beside its lines, as the wire carries it."""


def main(memory: int, means: Means | None = None) -> None:
    """Work until nobody asks any more."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    _modest(memory)
    warnings.simplefilter("ignore")
    clerk = _Clerk(out, means)
    for line in sys.stdin.buffer:
        job = json.loads(line)
        clerk.work(job)


class _Clerk:
    def __init__(self, out: IO[bytes], means: Means | None) -> None:
        self._out = out
        self._means = means
        self._eyes: Rapid | None = None
        self._looked = False

    def work(self, job: dict[str, Any]) -> None:
        """One job; its answer carries the job's number."""
        began = process_time()
        does = {
            "render": self._render,
            "convert": self._convert,
            "read": self._read,
            "mean": self._mean,
            "look": self._look,
        }
        answer = does[job["do"]](job)
        cost = round((process_time() - began) * 1000)
        self._say({"id": job["id"], "cpu_ms": cost, **answer})

    def _read(self, job: dict[str, Any]) -> dict[str, Any]:
        number = job["id"]
        eyes = self._open_eyes() if job["ocr"] else None
        found = read(
            Path(job["path"]), job["kind"], eyes, lambda page: self._say({"id": number, "at": page})
        )
        return {"done": wire.packed(found), "means": self._meant(found)}

    def _look(self, job: dict[str, Any]) -> dict[str, Any]:
        """One page for its tables: signs and rules (`scanned`)."""
        number = job["id"]
        eyes = self._open_eyes() if job["ocr"] else None
        if eyes is None:
            return {"none": Unread.NO_OCR.value}
        from bot.extraction.scanned import look

        beat = partial(self._say, {"id": number, "at": job["page"]})
        try:
            path, out = Path(job["path"]), Path(job["out"])
            return {"seen": seen.packed(look(path, job["kind"], job["page"], eyes, out, beat))}
        except Closed as fault:
            return {"none": fault.why.value}
        except MemoryError:
            return {"none": Unread.MEMORY.value}
        except Exception:  # noqa: BLE001 -- a hostile file makes a library stumble over anything
            return {"none": Unread.DAMAGED.value}

    def _mean(self, job: dict[str, Any]) -> dict[str, Any]:
        return {"means": self._meant(wire.unpacked(job["extract"]))}

    def _meant(self, extract: Extract) -> Any:
        """None where nothing was made of it: that costs no line, and is told where it is kept."""
        try:
            return self._means(extract) if self._means else None
        except Exception:  # noqa: BLE001 -- whoever keeps the lines meets it again, and logs it
            return None

    def _render(self, job: dict[str, Any]) -> dict[str, Any]:
        try:
            made, pages = render(
                Path(job["path"]),
                job["kind"],
                job["page"],
                Path(job["kept"]),
                Path(job["profile"]),
                job["font"],
            )
        except NoPicture as fault:
            return {"none": str(fault)}
        except MemoryError:
            return {"none": "memory"}
        except Exception:  # noqa: BLE001 -- a hostile file makes a library stumble over anything
            return {"none": "damaged"}
        out = Path(job["out"])
        half = out.with_suffix(".part")
        half.write_bytes(made)
        half.replace(out)
        return {"pages": pages}

    def _convert(self, job: dict[str, Any]) -> dict[str, Any]:
        papers = [(Path(path), kind, Path(kept)) for path, kind, kept in job["papers"]]
        with contextlib.suppress(NoPicture, OSError):
            convert(papers, Path(job["profile"]))
        return {}

    def _open_eyes(self) -> Rapid | None:
        """Eyes take a second and much memory: they open for the first paper."""
        if not self._looked:
            self._looked = True
            with contextlib.suppress(ImportError):
                from bot.extraction.eyes import Rapid

                self._eyes = Rapid()
        return self._eyes

    def _say(self, told: dict[str, Any]) -> None:
        data = memoryview(wire.line(told))
        while data:
            data = data[self._out.write(data) :]


def _yields() -> None:
    """Only what nobody else wants of the processors: whoever wakes up runs at once."""
    os.nice(19)
    with contextlib.suppress(OSError, AttributeError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def _modest(memory: int) -> None:
    """Low priority, little memory, and no life after whoever started this."""
    _yields()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("800")
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which ends this one


if __name__ == "__main__":
    main(int(sys.argv[1]))
