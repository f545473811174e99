"""The environment in which tests start the real program as a process of its own.

It runs from the project's folder whatever its own is, and keeps what the tests were started with
(``tests/faketime``); what Python compiled of a module is kept for the next process.
Not here: the processes, which each test starts its own way.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment(**told: str) -> dict[str, str]:
    """This process's environment, with what is told beside it."""
    folders = (str(ROOT), os.environ.get("PYTHONPATH", ""))
    ours = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": os.pathsep.join(filter(None, folders))}
    return {**os.environ, **ours, **told}
