"""Doubts are raised where a person would have them, and nowhere else."""

from pathlib import Path

import pytest

from bot.reading.doubts import KINDS
from tests.reading.doubtful import bundles
from tests.reading.doubtful_fresh import fresh
from tests.reading.judging import judge


async def test_every_kind_of_doubt_is_right_and_found(tmp_path: Path) -> None:
    judged = await judge(tmp_path, list(bundles(3, 1)))
    for kind in KINDS:
        assert judged.right[kind], kind
        assert judged.precision(kind) >= 0.9, (kind, judged.said)
        assert judged.recall(kind) >= 0.85, (kind, judged.said)


@pytest.mark.parametrize("name", ["bundles_fresh.txt", "bundles_second.txt"])
async def test_bundles_written_without_the_rules_are_doubted_as_a_person_would(
    tmp_path: Path, name: str
) -> None:
    judged = await judge(tmp_path, fresh(name))
    assert judged.said == []
    assert all(judged.right[kind] for kind in KINDS)
