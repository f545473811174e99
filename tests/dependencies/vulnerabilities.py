"""Known vulnerabilities and age, from the package index that pip is set to use.

An index that knows of no vulnerability in a package that is known to have some does not keep them:
then its silence about ours means nothing, and that is what is said.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

CANARY = ("jinja2", "2.10")
"""Has had published vulnerabilities for years: whoever keeps them knows of it."""
_SECONDS = 20

Ask = Callable[[str, str], "Answer | None"]


@dataclass(frozen=True)
class Answer:
    """What an index says of one release."""

    uploaded: datetime | None
    vulnerabilities: tuple[str, ...]


_DEFAULT = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
"""Where pip looks that was told nothing; it has no public word for it."""


def index() -> str:
    """Where pip looks; empty: nobody can say. ``AUDIT_INDEX`` names another one."""
    named = os.environ.get("AUDIT_INDEX", "") or os.environ.get("PIP_INDEX_URL", "")
    told = named or _said("-m", "pip", "config", "get", "global.index-url")
    return told or _said("-c", _DEFAULT)


def _said(*words: str) -> str:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def asker(base: str) -> Ask:
    """Asks the index's JSON interface; None where it does not answer."""
    parts = urlsplit(base)
    root = f"{parts.scheme}://{parts.netloc}"

    def ask(name: str, version: str) -> Answer | None:
        try:
            with urllib.request.urlopen(
                f"{root}/pypi/{name}/{version}/json", timeout=_SECONDS
            ) as answer:
                return read(json.load(answer))
        except (OSError, ValueError):
            return None

    return ask


def read(told: dict[str, object]) -> Answer:
    """An answer of the JSON interface."""
    files = told.get("urls") or []
    times = [
        datetime.fromisoformat(str(one["upload_time_iso_8601"]).replace("Z", "+00:00"))
        for one in files  # type: ignore[attr-defined] # JSON
        if one.get("upload_time_iso_8601")
    ]
    known = told.get("vulnerabilities") or []
    names = tuple(str(one["id"]) for one in known if not one.get("withdrawn"))  # type: ignore[attr-defined] # JSON
    return Answer(min(times, default=None), names)
