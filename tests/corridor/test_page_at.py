"""What a route leads to is found once and remembered; what it carries is each caller's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.web.server import WebChannel
from bot.corridor import pages
from bot.corridor.delivering import keeps
from bot.corridor.turn import Turn
from bot.questions.typed import TYPED


def test_what_a_route_carries_is_not_shared() -> None:
    """Whoever changes it changes nothing for the next."""
    pages.open_all()
    found = pages.page_at("row/5/12/三.4")
    assert found is not None
    assert found[1] == {"quarter": 5, "unit": 12, "row": "三.4"}
    found[1]["unit"] = 13
    again = pages.page_at("row/5/12/三.4")
    assert again is not None
    assert again[0] is found[0]
    assert again[1]["unit"] == 12


def test_a_page_that_is_declared_later_is_found_although_its_route_was_asked_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pages, "PAGES", list(pages.PAGES))
    assert pages.page_at("nobody-declares-this/7") is None

    @pages.page("nobody-declares-this/{number:int}")
    async def later(turn: Turn, number: int) -> None: ...

    found = pages.page_at("nobody-declares-this/7")
    assert found is not None
    assert found[0].page is later
    assert found[1] == {"number": 7}


def test_routes_are_remembered_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    pages.open_all()
    monkeypatch.setattr(pages, "_MOST_READ", 8)
    for unit in range(1, 50):
        found = pages.page_at(f"row/5/{unit}/三.4")
        assert found is not None
        assert found[1]["unit"] == unit
    assert len(pages._index_now().read) <= 8


def test_who_keeps_a_log_is_known_by_the_class(tmp_path: Path) -> None:
    """The web chat's lies in the county's own database; Telegram's does not."""
    assert keeps(WebChannel.__new__(WebChannel))
    assert not keeps(TelegramChannel.__new__(TelegramChannel))


def test_the_first_page_that_a_text_opens_is_the_one_declared_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a word alone and of one with more behind it; in each order of declaration."""
    pages.open_all()
    monkeypatch.setattr(pages, "PAGES", list(pages.PAGES))

    def shows(turn: object) -> None:
        """Nothing."""

    named = pages.page_named("首页", "首页")
    assert named is not None
    assert (named[0].pattern, named[1]) == ("home", None)
    assert pages.page_named("首页 今天", "首页 今天") is None
    for one in list(pages.PAGES):
        for word in one.opens:
            found = pages.page_named(f"{word} 甲 乙", f"{word} 甲 乙")
            assert found is not None
            assert (found[0].pattern, found[1]) == (one.pattern, "甲 乙")
    pages.page("words/first", words=("从未听过",), opens=("从未",))(shows)  # type: ignore[arg-type] # it is not called
    pages.page("words/second", words=("从未听过",), opens=("从未听过",))(shows)  # type: ignore[arg-type] # it is not called
    assert pages.opens_a_page("从未听过")
    assert pages.typed_page("从未听过") == "words/first"
    for said, pattern, behind in (
        ("从未听过", "words/first", None),
        ("从未 听过", "words/first", "听过"),
        ("从未听过 的", "words/second", "的"),
    ):
        found = pages.page_named(said, said)
        assert found is not None
        assert (found[0].pattern, found[1]) == (pattern, behind)
    pages.PAGES.insert(0, pages.PAGES.pop())
    found = pages.page_named("从未听过", "从未听过")
    assert found is not None
    assert found[0].pattern == "words/second"
    assert not pages.opens_a_page("另一个词")
    del pages.PAGES[-1]  # as many as before, and another one is the last of them
    pages.page("words/third", words=("另一个词",))(shows)  # type: ignore[arg-type] # it is not called
    assert pages.opens_a_page("另一个词")


def test_what_opens_a_page_opens_it_alone_too_while_a_form_waits() -> None:
    """归档 behind a correction that waits for its reason was taken for the reason."""
    pages.open_all()
    needs_more = {"找", "搜", "查找"}
    opening = {word for one in pages.PAGES for word in one.opens}
    assert opening - needs_more <= set(" ".join(TYPED.values()).split())
