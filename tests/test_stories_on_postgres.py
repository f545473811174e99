"""A few whole conversations on PostgreSQL; ``make test-postgres`` runs all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_stories import _EVERY, test_the_story_goes_as_written as told

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

CHOSEN = {"papers_read", "appeal_changed", "returned_unanswered", "edited_answers"}


@pytest.mark.parametrize(
    "story", [one for one in _EVERY if one.stem in CHOSEN], ids=lambda path: path.stem
)
async def test_the_story_goes_on_postgres(
    story: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Word for word as on SQLite, with every invariant."""
    await told(story, tmp_path, request)
