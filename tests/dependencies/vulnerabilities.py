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


def index() -> str:
    """Where pip looks; empty: it is not told. ``AUDIT_INDEX`` names another one."""
    if named := os.environ.get("AUDIT_INDEX", ""):
        return named
    told = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return os.environ.get("PIP_INDEX_URL", "") or told


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


def keeps_vulnerabilities(ask: Ask) -> bool:
    """Whether this index would tell."""
    canary = ask(*CANARY)
    return canary is not None and bool(canary.vulnerabilities)
