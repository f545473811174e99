"""The topics as data: enough phrasings each, weights that were learnt from just these, no dead end.

How well they serve for sentences nobody trained on is measured (``make bench-understanding``); here
only the floor that must not be lost.
"""

from __future__ import annotations

import pytest

from bot.advice.answering import LINKS
from bot.questions import features
from bot.questions.features import tidied
from bot.questions.guess import NOTHING, digest, guesses, strange, weights
from bot.questions.learnt import heard
from bot.questions.phrasing import MOST, expand
from bot.questions.topic import phrased, topics
from tests.questions.phrasings import read

ENOUGH = 20


@pytest.mark.slow
def test_every_topic_has_enough_phrasings() -> None:
    few = {
        name: len(one.phrasings) for name, one in phrased().items() if len(one.phrasings) < ENOUGH
    }
    assert not few


@pytest.mark.slow
def test_the_weights_were_learnt_from_these_phrasings() -> None:
    assert weights().digest == digest(phrased()), "make topics"
    assert weights().topics == tuple(phrased())


def test_a_topic_without_phrasings_of_its_own_is_learnt_beside_the_commands() -> None:
    labels = {one.label for one in topics().values() if not one.phrasings}
    assert labels <= set(heard().commands)


@pytest.mark.slow
def test_every_topic_has_a_label_and_no_two_share_one_on_a_side() -> None:
    for office in (False, True):
        labels = [
            one.called(office) for one in topics().values() if one.fits(office) and not one.meaning
        ]
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_a_line_of_phrasings() -> None:
    assert expand("(怎么/咋)传[照]片") == ("怎么传照片", "怎么传片", "咋传照片", "咋传片")
    assert expand("{项}的?标准") == ("Ｂ的标准", "Ｂ标准")
    assert len(expand("(1/2/3/4)(1/2/3/4)(1/2/3/4)")) == MOST
    with pytest.raises(ValueError, match="一"):
        expand("一)二")


def test_what_is_masked() -> None:
    assert features.mask("教育局 三.4 为什么扣分", [(0, 3)]) == "Ａ Ｂ 为什么扣分"
    assert features.mask("2026年一季度的排名") == "Ｃ的排名"
    assert features.tidied("请问俺们咋传照片呀？") == "我们怎么传照片"


def _answered(sentence: str, office: bool) -> list[str]:
    known = topics()
    tidy = features.tidied(features.mask(sentence))
    return [one.topic for one in guesses(tidy, lambda name: known[name].fits(office))[:3]]


@pytest.mark.slow
@pytest.mark.parametrize("file", ["tried.txt", "unseen.txt", "liaison_unseen.txt", "gone_by.txt"])
def test_sentences_nobody_trained_on_find_their_topic_among_three(file: str) -> None:
    """The measured share is higher; below this floor something has broken."""
    kept = [one for one in read(file) if NOTHING not in one.wanted]
    found = [bool(one.wanted & set(_answered(one.masked, one.office))) for one in kept]
    assert sum(found) >= 0.9 * len(found)


@pytest.mark.slow
def test_few_measured_sentences_stand_word_for_word_among_the_phrasings() -> None:
    """They happen to be said the same way; the measurement leaves them out."""
    known = topics()
    trained = {features.tidied(said) for one in known.values() for said in one.phrasings}
    measured = [features.tidied(one.masked) for one in read("unseen.txt")]
    assert sum(said in trained for said in measured) <= len(measured) // 10


def test_every_link_of_a_topic_opens_a_page() -> None:
    """An unknown one would raise when somebody asks."""
    assert {word for one in topics().values() for _, word in one.links} <= set(LINKS)


@pytest.mark.parametrize(
    ("topic", "said", "strange_"),
    [
        ("case", "典型案例需不需要隐去姓名", True),
        ("case", "典型案例怎么写", False),
        ("fewer_notices", "能关掉提醒吗", False),
    ],
)
def test_what_a_topic_says_nothing_of_is_strange_to_it(
    topic: str, said: str, strange_: bool
) -> None:
    """Such a topic is offered, and is not the answer."""
    assert (strange(topics()[topic], tidied(said)) >= 3) is strange_


def test_a_topic_of_units_tells_the_office_its_own_part() -> None:
    """Where the office's answer is another one, it is told that, under its own heading."""
    known = topics()
    both = [one for one in known.values() if one.office]
    assert len(both) >= 40
    late = known["late"]
    assert late.fits(True)
    assert late.told(True) != late.told(False)
    assert late.called(True) == "截止以后还能补交吗"
    assert late.called(False) == "可以晚交吗"
    assert known["no_papers"].fits(True)
    assert not known["others_show"].fits(True)
