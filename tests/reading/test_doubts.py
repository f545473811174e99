"""Doubts are raised where a person would have them, and nowhere else."""

from pathlib import Path

import pytest

from bot.reading.doubts import KINDS
from tests.reading.doubtful import bundles
from tests.reading.doubtful_files import FILES, as_lines, batches
from tests.reading.doubtful_fresh import fresh
from tests.reading.doubtful_papers import ordinary, wronged
from tests.reading.judging import judge


async def test_every_kind_of_doubt_is_right_and_found(tmp_path: Path) -> None:
    judged = await judge(tmp_path, list(bundles(3, 1)))
    for kind in KINDS:
        assert judged.right[kind], kind
        assert judged.precision(kind) >= 0.9, (kind, judged.said)
        assert judged.recall(kind) >= 0.85, (kind, judged.said)


@pytest.mark.parametrize(
    "names", [("bundles_fresh.txt",), ("bundles_second.txt", "bundles_third.txt")]
)
async def test_bundles_written_without_the_rules_are_doubted_as_a_person_would(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    made = [one for name in names for one in fresh(name)]
    judged = await judge(tmp_path, made)
    assert judged.said == []
    assert all(judged.right[kind] for kind in KINDS)


@pytest.mark.parametrize("name", FILES)
async def test_bundles_that_are_sent_as_files_are_doubted_as_a_person_would(
    tmp_path: Path, name: str
) -> None:
    """As a perfect reader brings them; as files of every program: `bench doubts`."""
    assert (await judge(tmp_path, list(as_lines(batches(name))))).said == []


async def test_ordinary_papers_are_not_doubted(tmp_path: Path) -> None:
    judged = await judge(tmp_path, list(ordinary(5))[::11])
    assert judged.said == []


async def test_papers_with_one_thing_wrong_are_doubted_for_it(tmp_path: Path) -> None:
    judged = await judge(tmp_path, list(wronged(5))[:50])
    for kind in ("text", "other_unit", "outside", "blank"):
        assert judged.right[kind], kind
    for kind in KINDS:
        found = judged.right[kind] + judged.wrong[kind]
        assert not found or judged.precision(kind) >= 0.9, (kind, judged.said)
    assert sum(judged.missed.values()) <= 0.15 * sum(judged.right.values()), judged.said
