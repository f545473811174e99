"""Only an engine's own folder knows its driver; everything else speaks the seam's words."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRIVERS = {
    "sqlite": r"sqlite3|aiosqlite",
    "postgres": r"asyncpg|sqlalchemy\.ext\.asyncio",
}
"""What each folder of ``storage`` may import, and nobody else."""


def test_no_driver_is_imported_outside_its_engine() -> None:
    """An exception of a driver that is caught elsewhere is not caught on another engine."""
    found = []
    for folder in ("bot", "storage", "scoring"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            text = file.read_text("utf-8")
            for engine, names in DRIVERS.items():
                own = file.is_relative_to(ROOT / "storage" / engine)
                if not own and re.search(rf"^\s*(?:import|from) (?:{names})\b", text, re.MULTILINE):
                    found.append(f"{file.relative_to(ROOT)}: {names}")
    assert found == []
