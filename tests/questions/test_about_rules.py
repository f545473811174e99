"""Whether a sentence of the office asks after a rule: true also of what nobody trained on."""

from __future__ import annotations

import pytest

from bot.questions.about_rules import (
    FIGURES,
    FOREIGN,
    RULE,
    about_a_rule,
    digest,
    phrasings,
    weights,
)
from bot.questions.features import mask, tidied

_AFTER_A_RULE = (
    "公示要公示多久，算不算周末",
    "归档以后还能看原来的材料么",
    "万一服务器坏了，数据怎么弄回来",
    "退回去单位一直不补会怎么样",
    "邀请链接过期了怎么再弄一个",
)
_AFTER_FIGURES = (
    "乡镇这回平均分比上回高还是低",
    "这礼拜交了材料的有几家",
    "三个局里头谁的分掉得最狠",
    "给乡镇联络员发一条 周四之前必须报完",
    "还有哪个部门的数据没给",
)


def _likely(said: str) -> float:
    return about_a_rule(tidied(mask(said)))


def test_the_weights_were_learnt_from_these_sentences() -> None:
    assert weights().digest == digest(), "make topics"
    assert weights().topics == (RULE, FIGURES, FOREIGN)


@pytest.mark.parametrize("said", _AFTER_A_RULE)
def test_who_asks_how_things_go_asks_after_a_rule(said: str) -> None:
    assert _likely(said) >= 0.6


@pytest.mark.parametrize("said", _AFTER_FIGURES)
def test_who_asks_for_figures_or_orders_does_not(said: str) -> None:
    assert _likely(said) <= 0.4


def test_none_of_these_was_trained_on() -> None:
    trained = {tidied(mask(one)) for every in phrasings().values() for one in every}
    assert not trained & {tidied(mask(one)) for one in (*_AFTER_A_RULE, *_AFTER_FIGURES)}
