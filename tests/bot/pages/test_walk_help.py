"""Help and home promise only what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import pages
from bot.events import Message
from bot.turn import PAGES
from bot.words import help as words
from bot.words.questions import Role
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
