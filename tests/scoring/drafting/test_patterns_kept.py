"""What a clause costs that was read before: no pattern of the grammar is made again."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal

import pytest

from scoring.drafting import understand
from scoring.drafting.wordings import places
from tests.scoring.drafting.measure import DOCUMENTS

_ROWS = 60


def _read() -> None:
    paths = sorted(DOCUMENTS.glob("*/*.toml"))[:4]
    every = [row for one in paths for row in tomllib.loads(one.read_text("utf-8"))["row"]]
    for row in every[:_ROWS]:
        points = Decimal(str(row["points"]))
        understand(row["text"], points, row["name"], row.get("content", ""), beyond=not points)


def test_no_name_pushes_a_pattern_out_of_those_that_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """``re`` keeps five hundred; those made of names and figures are few enough beside ours."""
    re.purge()
    _read()
    made = []
    compiled = re._compiler.compile  # type: ignore[attr-defined]
    monkeypatch.setattr(
        "re._compiler.compile", lambda text, flags=0: made.append(text) or compiled(text, flags)
    )
    _read()
    assert len(made) < _ROWS, made[:10]


@pytest.mark.parametrize(
    ("one", "text", "found"),
    [
        ("群众", "群众看群众", [0, 3]),
        ("一一", "一一一一", [0, 2]),
        ("无", "有", []),
        ("(.", "(.", [0]),
    ],
)
def test_words_are_found_as_they_stand(one: str, text: str, found: list[int]) -> None:
    assert list(places(one, text)) == found
