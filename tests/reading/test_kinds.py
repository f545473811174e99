"""What a paper is called: every kind that counties write, in every way it comes."""

import re
from pathlib import Path

import pytest

from bot.reading.facts import facts
from tests.reading.doubtful import document
from tests.reading.doubtful_fresh import picture
from tests.reading.layout import WAYS, Way, extract
from tests.reading.made_sixth import written
from tests.reading.measuring import first_of, judged


def test_papers_of_odd_kinds_are_called_what_they_are() -> None:
    text = Path(__file__).with_name("odd_kinds.txt").read_text(encoding="utf-8")
    wrong = []
    for one in re.split(r"^= ", text, flags=re.MULTILINE)[1:]:
        head, *lines = one.strip("\n").split("\n")
        kind, _, photo = head.partition(" ")
        read = picture(lines) if photo else document(*lines)
        said = next(fact.value for fact in facts(read) if fact.kind == "sort")
        wrong += [(kind, said, lines[0])] if said != kind else []
    assert wrong == []


def _ways(name: str) -> tuple[Way, ...]:
    """Pictures as eyes bring them, too; leaves of slides are no lines of a text."""
    if name.endswith(("ppt", "pptx")):
        return ()
    return (*WAYS, "ocr") if name.endswith(("photo", "scan", "scanjpg")) else WAYS


@pytest.mark.parametrize("name", ["twenty_ninth.txt", "thirtieth.txt"])
def test_what_counties_write_is_called_what_it_is_in_every_way_it_comes(name: str) -> None:
    wrong = [
        (made.name, way, said)
        for made in written(name)
        for way in _ways(made.name)
        if judged(made.truth["sort"], said := first_of(facts(extract(made, way)))["sort"])
        != "right"
    ]
    assert wrong == []
