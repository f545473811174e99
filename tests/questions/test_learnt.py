"""What sentences like one nobody understood were heard to mean: offered, with its own names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.questions import parse
from bot.questions.acts import act
from bot.questions.combined import compose
from bot.questions.decisions import decisions
from bot.questions.features import features, mask, tidied
from bot.questions.guess import Run, Weights, weights
from bot.questions.jobs import job
from bot.questions.learnt import HEARD, NONE, Heard, commands, digest, heard, read
from bot.questions.orders import order
from bot.questions.ready import read_once
from bot.questions.topic import topics
from bot.questions.typed import TYPED
from bot.questions.urging import urged
from bot.questions.wishes import Named, filled
from tests.questions.phrasings import commands_for, commands_unseen
from tests.questions.test_combined import KNOWN as _KNOWN, TODAY
from tests.speech.county import ROSTER

_NAMED = Named(unit="教育局", other="公安局", row="三.4", kind="工作总结")
_MORE = {"grade": "优秀", "points": "80", "n": "三"}
_LABELS = frozenset(one.label for one in topics().values())
_ALONE = frozenset(" ".join(TYPED.values()).split())


def _offered(text: str, named: Named, *, own: bool = True) -> list[str]:
    names = [one for one in (named.unit, named.other) if one]
    places = [(text.index(one), text.index(one) + len(one)) for one in names if one in text]
    return list(commands(tidied(mask(text, places)), text, named, own=own))


def _learnt(*said: tuple[str, str]) -> Heard:
    """As if each run of each sentence spoke for its command."""
    topics_ = tuple(dict.fromkeys(command for command, _ in said))
    speaks: dict[str, set[int]] = {}
    for command, text in said:
        for run in features(tidied(text)):
            speaks.setdefault(run, set()).add(topics_.index(command))
    runs = {run: Run(1.0, tuple((at, 1) for at in of)) for run, of in speaks.items()}
    return Heard.of(Weights("", topics_, (0.0,) * len(topics_), 1.0, runs))


def test_the_weights_were_learnt_from_these_sentences() -> None:
    assert heard().weights.digest == digest(), "make topics"


@pytest.mark.parametrize("of", [Named(), Named(group="乡镇", quarter="上季度")], ids=["", "of"])
def test_every_command_is_understood(of: Named) -> None:
    """No button leads back to an offer, with a table and a quarter named or without."""
    named = replace(_NAMED, group=of.group, quarter=of.quarter)
    every = [filled(one, named, _MORE).strip() for one in heard().commands if one != NONE]
    assert [said for said in every if not _is_understood(said)] == []


def test_what_is_offered_of_a_unit_orders_nothing_else() -> None:
    """财政局改动记录 had been read as a new name of it."""
    every = [filled(one, _NAMED, _MORE).strip() for one in heard().commands if "{unit}" in one]
    read_as = {said: found.kind for said in every if (found := job(said, _KNOWN, {}))}
    assert read_as == {}


def _is_understood(said: str) -> bool:
    if said in _ALONE or said in _LABELS or order(said, _KNOWN) or compose(said, _KNOWN):
        return True
    if urged(said) or act(said, _KNOWN) or decisions(said, _KNOWN):
        return True
    meant = parse(said, ROSTER, TODAY, role="admin", known=_KNOWN.quarters, guess=False)
    return meant is not None


def test_nothing_is_invented() -> None:
    """A command that speaks of a unit, a row, a grade, a mark needs it named."""
    every = {
        one for text in ("这回扣哪了", "前几名", "几分以下的") for one in _offered(text, Named())
    }
    assert every
    assert not [one for one in every if "{" in one or "教育局" in one or "三.4" in one]
    assert _offered("85分以下的有谁", Named())[0] == "85分以下的单位"
    assert "三分以上的单位" not in _offered("压了三天还没审的", Named())


@pytest.mark.parametrize(
    ("text", "named", "command"),
    [
        ("教育局这回分咋恁低", Named(unit="教育局"), "教育局扣分原因"),
        ("乡镇里头前三", Named(group="乡镇"), "乡镇前三名"),
        ("垫底的三个乡镇", Named(group="乡镇"), "乡镇后三名"),
        ("最靠后的五个", Named(), "后五名"),
        ("李敏那事弄完没", Named(), None),
    ],
)
def test_what_was_meant_is_among_the_first(text: str, named: Named, command: str | None) -> None:
    found = _offered(text, named)[:3]
    assert command is None or command in found


def test_a_name_has_a_place_in_what_comes_first() -> None:
    """Of a unit that is named, its own command before one of everybody; of none, none of its."""
    known = _learnt(("得分从高到低", "Ａ得分"), ("{unit}得分", "Ａ得分"))
    both = commands("ａ得分", "教育局得分", Named(unit="教育局"), own=True, known=known)
    assert list(both) == ["教育局得分", "得分从高到低"]
    assert list(commands("ａ得分", "得分", Named(), own=True, known=known)) == ["得分从高到低"]


def test_nothing_is_offered_for_what_no_command_serves() -> None:
    """外面下雨吗 was heard and is served by none; signs at random are near nothing."""
    known = _learnt((NONE, "外面下雨吗"), ("得分从高到低", "外面的得分"))
    assert not commands("外面下雨吗", "外面下雨吗", Named(), own=True, known=known)
    assert commands("外面的得分", "外面的得分", Named(), own=True, known=known)
    assert _offered("阿里巴巴和四十大盗", Named()) == []


def test_what_was_held_back_is_mostly_among_the_first() -> None:
    """The floor; the figures are measured (``make bench-understanding``)."""
    unseen = [(command, said) for command, said in commands_unseen() if command != NONE]
    learnt = {tidied(said) for _, said in read(HEARD.read_text("utf-8").splitlines())}
    assert not learnt & {tidied(said) for _, said in unseen}
    right = sum(wanted in found[:4] for wanted, found in (commands_for(*one) for one in unseen))
    assert right >= 0.88 * len(unseen)


def test_what_was_learnt_is_read_beforehand() -> None:
    """Nobody's first sentence waits for it: at start it is read beside the loop."""
    for kept in (topics, weights, heard):
        kept.cache_clear()
    read_once()
    assert all(kept.cache_info().currsize == 1 for kept in (topics, weights, heard))


def test_a_mark_is_no_gap_to_a_grade() -> None:
    assert not any(one.startswith("差89") for one in _offered("89分差一点优秀的", Named()))
