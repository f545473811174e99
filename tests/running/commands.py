"""Commands as real processes, without root's right to write everywhere."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.forked import nursery, run
from tests.patience import LONG
from tests.program import environment

_BOUND = ("--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", "--ambient-caps=-all")


@dataclass(frozen=True)
class Ended:
    """How a command ended by itself: its status and all it said."""

    status: int
    said: str

    def aloud(self) -> str:
        """What it said, when it ended as it must: with a fault's status, no stack.

        How long it waits at most is said in `test_ends_aloud`: no machine's speed is held to it.
        """
        assert self.status == 1, self.said
        assert "Traceback" not in self.said
        return self.said


def command(
    folder: Path,
    *words: str,
    told: dict[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> Ended:
    """Run a command over ``folder/data`` as an ordinary user would; what became of it.

    ``before``: what is done to the process before Python starts in it.
    """
    nursery(*ordinary())
    surroundings = environment(NO_COLOR="1", XINKAO_WEB__PORT="0", **(told or {}))
    try:
        if before is None:
            done = run(words, folder, surroundings, ordinary(), LONG)
        else:
            done = subprocess.run(
                [*ordinary(), sys.executable, "-m", "bot", *words],
                cwd=folder,
                env=surroundings,
                capture_output=True,
                text=True,
                preexec_fn=before,
                timeout=LONG,
                check=False,
            )
    except subprocess.TimeoutExpired as still:
        pytest.fail(f"{words} is still there after {LONG:.0f} s: {still.stdout}{still.stderr}")
    return Ended(done.returncode, done.stdout + done.stderr)


def ordinary() -> list[str]:
    """What goes before a command so that root is held to rights like anybody else."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("tests run as root, and there is no setpriv to take its rights away")
    return [setpriv, *_BOUND]


def few_descriptors(number: int) -> Callable[[], None]:
    """Files that a process may have open at most."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (number, number))

    return limit
