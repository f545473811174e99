"""Help and home promise only what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corridor import pages
from bot.corridor.events import Message
from bot.corridor.pages import PAGES
from bot.front.words import help as words
from bot.questions import Role
from tests.stage import stage


def leads(route: str) -> bool:
    """Whether a page answers this route."""
    return any(declared.read(route) is not None for declared in PAGES)


@pytest.mark.parametrize("role", ["liaison", "reviewer", "admin"])
def test_every_button_of_the_help_leads_to_a_page_and_its_label_can_be_typed(role: Role) -> None:
    """What the buttons say is also a word that opens the very page."""
    pages.open_all()
    typed = {word: declared for declared in PAGES for word in declared.words}
    for row in words.for_roles((role,), "郏县").buttons:
        for button in row:
            assert leads(button.route), button.route
            assert button.label in typed, button.label
            assert typed[button.label].pattern == button.route


def test_no_word_opens_two_pages() -> None:
    """A word typed means one page, whichever module is read first."""
    pages.open_all()
    words_ = [word for declared in PAGES for word in declared.words]
    assert len(words_) == len(set(words_))


async def test_every_button_of_every_home_leads_to_a_page(tmp_path: Path) -> None:
    """For a liaison, the office, and a person who is both."""
    before = ("role 赵主任 liaison 县财政局",)
    async with stage(tmp_path, before=before) as play:
        for who in ("李敏", "王强", "赵主任"):
            [(_, message)] = await play.send(who, "首页")
            assert isinstance(message, Message)
            routes = [button.route for row in message.buttons for button in row]
            assert routes
            assert [route for route in routes if not leads(route)] == []


async def test_the_list_is_turned_in_place_and_never_takes_the_place_of_a_question(
    tmp_path: Path,
) -> None:
    """A press on 全部指标 leaves the question standing; 下一页 replaces the list."""
    async with stage(tmp_path) as play:
        await play.send("李敏", "四.1")
        [(_, first)] = await play.send("李敏", press="全部指标")
        [(_, second)] = await play.send("李敏", press="下一页")
    assert (first.replace, second.replace) == (False, True)


async def test_a_tap_on_a_checklist_redraws_it_in_place(tmp_path: Path) -> None:
    """Six taps leave one message; the answer at the end is a new one."""
    async with stage(tmp_path) as play:
        await play.send("李敏", "五.3")
        [(_, tapped)] = await play.send("李敏", press="接受投诉及整改")
        [(_, done)] = await play.send("李敏", press="好了")
    assert (tapped.replace, done.replace) == (True, False)
