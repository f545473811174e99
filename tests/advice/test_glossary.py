"""Every word that the documents' readers may ask about has an everyday explanation."""

from __future__ import annotations

import pytest

from bot.advice.glossary import glossary, meaning_of, words_of
from bot.questions.terms import term_asked, terms_compared
from scoring.scheme import load


@pytest.mark.parametrize("name", ["郏县2022-县直单位", "郏县2022-乡镇街道"])
def test_every_word_of_the_documents_is_explained(name: str) -> None:
    """Made from the document itself: a new scheme of ours brings its words along."""
    words = words_of(load(name))
    assert {"政务失信行为治理情况", "工作联络员", "信易贷", "诚信服务承诺书"} & set(words)
    assert [one for one in words if not meaning_of(one)] == []


def test_the_longest_known_word_within_decides() -> None:
    """信用示范村创建 is no 信用村; what nobody knows has no meaning."""
    assert meaning_of("信用示范村创建") == glossary()["信用示范村"]
    assert meaning_of("阵地") == glossary()["阵地"]
    assert meaning_of("公积金") == ""


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("评级授信是弄啥嘞 俺不懂", "评级授信"),
        ("啥叫政务失信 你给说说", "政务失信"),
        ("信用产品具体指啥", "信用产品"),
        ("政务失信都包括哪些事", "政务失信"),
        ("分级分类到底是怎么个分法", "分级分类"),
        ("啥是农户评级 跟贷款一回事不", "农户评级"),
        ("守信践诺这四个字啥意思", "守信践诺"),
        ("信易贷是个啥贷款", "信易贷"),
        ("什么样的算创新突破", "创新突破"),
        ("照片是什么要求", ""),
        ("得分怎么算", ""),
        ("阵地是啥意思 照片咋传", ""),
    ],
)
def test_the_word_that_is_asked(said: str, term: str) -> None:
    """However it is asked, and whatever is sighed beside it; two questions are none."""
    assert term_asked(said) == term


@pytest.mark.parametrize(
    ("said", "pair"),
    [
        ("阵地和载体有啥分别", ("阵地", "载体")),
        ("迟报跟漏报是一回事吗", ("迟报", "漏报")),
        ("我们和别人有什么区别", ()),
        ("阵地有什么要求", ()),
    ],
)
def test_two_words_held_against_each_other(said: str, pair: tuple[str, ...]) -> None:
    """Both are explained; where one is no word, it is another question."""
    assert terms_compared(said) == pair
