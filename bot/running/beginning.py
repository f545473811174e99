"""What is tried before a command loads anything large: descriptors, and the database file.

What the bot is made of takes seconds of a busy machine to load; whoever started it hears within
one what is wrong with the file. Only tries: opening and bringing up to date are the engine's.
"""

from __future__ import annotations

import contextlib
import resource
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.running import anchors, belongings
from bot.running.config import Settings
from bot.running.machine import FEWEST, MachineFault, few_files
from storage.sqlite import schema

_MOST = 65536
EVERY = 10.0
"""Seconds after which a start that is still under way says so, again and again."""


def look(settings: Settings, *, only_reads: bool = False) -> None:
    """Say now what would keep a command from its data; what ``only_reads`` waits for no writer.

    Raises:
        MachineFault: this process may open too few files.
        storage.faults.StorageFault: the database file cannot be used.
    """
    enough_files()
    if not settings.storage.address():
        belongings.look(settings.data.folder, settings.data.folder / anchors.FILE)
        schema.try_out(settings.database, only_reads=only_reads)


def enough_files() -> None:
    """Let this process open as many files as it may: connections and papers are files.

    Raises:
        MachineFault: they are too few to work with.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST if hard == resource.RLIM_INFINITY else min(hard, _MOST)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):  # then as many as there are
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < FEWEST:
        raise MachineFault(few_files(soft))


@contextmanager
def patiently() -> Iterator[threading.Event]:
    """Until the event is set, or the block left, say every ``EVERY`` seconds that it starts yet."""
    done = threading.Event()

    def wait() -> None:
        seconds = 0.0
        while not done.wait(EVERY):
            seconds += EVERY
            with contextlib.suppress(OSError, ValueError):  # nobody reads it
                print(f"还在启动，已经 {seconds:.0f} 秒……", file=sys.stderr, flush=True)  # noqa: T201 -- to whoever started it

    threading.Thread(target=wait, name="patience", daemon=True).start()
    try:
        yield done
    finally:
        done.set()
