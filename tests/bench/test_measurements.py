"""What ``make bench`` runs: every measurement that a Makefile or a README names is one."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bench.__main__ import APART, measurements

ROOT = Path(__file__).parents[2]


def test_what_the_makefile_and_the_readmes_name_can_be_run() -> None:
    texts = [
        ROOT / "Makefile",
        *ROOT.glob("*.md"),
        *ROOT.glob("bot/**/*.md"),
        *ROOT.glob("tests/*.md"),
    ]
    named = {
        name for one in texts for name in re.findall(r"-m tests\.bench ([a-z]\w*)", one.read_text())
    }
    assert {"desk", "engines"} <= named
    assert named <= set(measurements())


def test_what_serves_the_measurements_is_none_itself() -> None:
    found = measurements()
    assert set(found) >= APART
    assert not {"by_hand", "test_offers", "test_measurements"} & set(found)
