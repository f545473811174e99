"""Signs with which an expression can begin: never one too few."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.questions.combined.lexicon import WORDS
from bot.speech.first_signs import first_signs

_SAID = Path(__file__).parents[1] / "questions" / "phrasings" / "combined_seen.txt"


@pytest.mark.parametrize(
    ("written", "signs"),
    [
        ("高(?=多)", "高"),
        ("(?:被)?(?:退回|打回)", "被退打"),
        ("(?<=有)了?吗|(?P<n>[0-2一])天", "了吗012一"),
        ("(?:都|又)*没", "都又没"),
        ("(?:都){2}没", "都"),
        ("x{0,3}?a", "xa"),
        (r"\.+b", "."),
        ("[Aa]b|C", "ac"),
        ("(?:(?:一|二)?个?)+名", "一二个名"),
        ("$|^好", "好"),
    ],
)
def test_the_signs_are_those_that_stand_there(written: str, signs: str) -> None:
    assert first_signs(written) == frozenset(signs)


@pytest.mark.parametrize(
    "written",
    [".好", "[^好]", r"\d好", "(?i:好)", r"[\d]好", "好)", "(好", "*好", r"\n好", "一?.二"],
)
def test_what_is_not_known_begins_with_any_sign(written: str) -> None:
    assert first_signs(written) is None


def test_no_word_of_a_question_is_lost() -> None:
    """Wherever a word stands in a sentence, its first sign is one of those."""
    said = _SAID.read_text("utf-8")
    lines = [line.partition(" = ")[0] for line in said.splitlines() if not line.startswith("#")]
    each = [(first_signs(pattern.pattern), pattern) for _, pattern in WORDS]
    for text in lines:
        for place in range(len(text)):
            for signs, pattern in each:
                if (found := pattern.match(text, place)) and found.end() > place:
                    assert signs is None or text[place].lower() in signs, (text, pattern.pattern)


def test_most_words_begin_with_few_signs() -> None:
    """Else nothing is won: each sign is asked of all words."""
    known = [signs for _, pattern in WORDS if (signs := first_signs(pattern.pattern)) is not None]
    assert len(known) > len(WORDS) * 9 // 10
