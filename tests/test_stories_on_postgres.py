"""Every whole conversation on PostgreSQL, word for word as on SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_stories import _EVERY, test_the_story_goes_as_written as told

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


@pytest.mark.parametrize("story", _EVERY, ids=lambda path: path.stem)
async def test_the_story_goes_on_postgres(
    story: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """With every invariant."""
    await told(story, tmp_path, request)
