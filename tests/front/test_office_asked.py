"""Typed questions: whatever is typed gets an answer, and only what the person may see."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.corridor.paging import leaf
from bot.questions import GRAMMAR
from tests.stage import stage

ADMIN, LIAISON = "赵主任", "李敏"


@pytest.mark.parametrize("who", [ADMIN, LIAISON])
async def test_every_example_of_the_grammar_is_answered(tmp_path: Path, who: str) -> None:
    """No example of the help text ends in 没有看懂, an error or a dead button."""
    role = "admin" if who == ADMIN else "liaison"
    async with stage(tmp_path) as play:
        for entry in GRAMMAR:
            if role not in entry.roles:
                continue
            for example in entry.examples:
                await play.send(who, "首页")
                letters = await play.send(who, example)
                said = [message for chat, message in letters if chat == who]
                assert said, example
                for message in said:
                    assert "没有看懂" not in message.text, example
                    assert "系统出了点问题" not in message.text, example
                    assert "按钮已经失效" not in message.text, example


async def test_noise_never_breaks_a_turn(tmp_path: Path) -> None:
    """Signs, emoji, commands and halves of sentences, in any mixture."""
    dice = random.Random(20261123)
    parts = [
        "教育局", "得分", "排名", "邀请", "开期", "绑定", "认领", "谁没报", "三.4", "前三名", "图",
        "2026年", "一季度", "为什么", "扣分", "/start", "回执", "乡镇", "县直", "…", "？", "🙂",
        " ", "'; drop table units;--", "%s", "\u202e", "１２", "#2", "-1", "{unit}",
        "units/1/stop/yes",
    ]  # fmt: skip
    async with stage(tmp_path) as play:
        for _ in range(120):
            text = "".join(dice.choice(parts) for _ in range(dice.randint(1, 5)))
            who = dice.choice([ADMIN, LIAISON, "路人"])
            for _, message in await play.send(who, text, group=dice.random() < 0.2):
                assert "系统出了点问题" not in message.text, text


async def test_a_question_does_not_interrupt_somebody_who_is_asked(tmp_path: Path) -> None:
    """邀请 and 排名 are heard while a form waits, and the form is not filled with them."""
    async with stage(tmp_path) as play:
        await play.send(ADMIN, route="units/1/short")
        await play.send(ADMIN, "邀请 财政局")
        (row,) = await play.query("select short from units where id = 1")
        assert row["short"] == "教育局"
        assert len(await play.query("select id from invitations")) == 1


async def test_a_route_typed_as_text_is_only_text(tmp_path: Path) -> None:
    """Nobody opens a page by writing its address."""
    async with stage(tmp_path) as play:
        await play.send(ADMIN, "units/1/stop/yes")
        (row,) = await play.query("select active from units where id = 1")
        assert row["active"] == 1


async def test_the_office_may_ask_about_any_quarter_that_exists(tmp_path: Path) -> None:
    """四季度 is this year's; a quarter that was never opened is said to be so."""
    async with stage(tmp_path) as play:
        (_, message), *_ = await play.send(ADMIN, "四季度县直排名")
        assert message.title.startswith("2026年四季度 县直单位")
        (_, message), *_ = await play.send(ADMIN, "2024年二季度谁没报")
        assert message.text == "2024年二季度还没有开期，没有数据可看。"


def test_a_page_beyond_the_end_is_the_last_one() -> None:
    """Old buttons of a list that became shorter still show something."""
    last = leaf(range(20), 99)
    assert (last.page, last.pages, last.items) == (3, 3, (16, 17, 18, 19))
    assert leaf(range(20), 0).first == 1
    assert leaf([], 1).items == ()
    assert [b.label for row in leaf(range(20), 2).turning(str) for b in row] == ["上一页", "下一页"]


@pytest.mark.parametrize("typed", ["发表格", "发我表格", "发Excel"])
async def test_a_ranking_comes_as_a_workbook_by_the_words_on_our_button(
    tmp_path: Path, typed: str
) -> None:
    """发表格 stands below other lists; behind a ranking it is asked for just so."""
    async with stage(tmp_path) as play:
        await play.send(ADMIN, "排名 乡镇")
        said = (await play.send(ADMIN, typed))[-1][1]
        assert said.title.startswith("乡镇街道")
        assert [one.label.endswith(".xlsx") for one in said.files] == [True]
