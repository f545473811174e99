"""A word that is typed alone has one home, and opens the page that says so."""

from __future__ import annotations

from bot.corridor.pages import PAGES, open_all
from bot.questions.grammar import GRAMMAR
from bot.questions.typed import TYPED, alone


def test_no_word_stands_twice() -> None:
    words = [word for key in TYPED for word in alone(key)]
    assert len(words) == len(set(words))


def test_pages_and_grammar_have_no_words_of_their_own() -> None:
    """Every word of a page is its key's, and every word of the grammar is some key's."""
    open_all()
    for page in PAGES:
        if page.words:
            assert page.words == alone(page.pattern.split("/{")[0]), page.pattern
    known = {word for key in TYPED for word in alone(key)}
    for entry in GRAMMAR:
        assert set(entry.words) <= known, entry.name


def test_every_key_is_a_page_or_the_grammar_s() -> None:
    open_all()
    with_words = {page.pattern.split("/{")[0] for page in PAGES if page.words}
    assert {key for key in TYPED if not key.endswith("asked")} == with_words
