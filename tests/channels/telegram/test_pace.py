"""Telegram's pace as arithmetic: held for every order of questions, and never stuck."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from bot.channels.telegram.pace import CHAT_AT_ONCE, GROUP_AT_ONCE, Pace


def _sent(pace: Pace, chat: str, times: list[float]) -> list[float]:
    return [now for now in times if pace.ask(chat, now) == 0.0]


@given(steps=st.lists(st.floats(0, 3), max_size=200))
@settings(max_examples=50, deadline=None)
def test_a_chat_gets_one_a_second_after_the_first_few(steps: list[float]) -> None:
    """In any window of seconds no more than flowed in, plus what may go at once."""
    times = [sum(steps[: n + 1]) for n in range(len(steps))]
    sent = _sent(Pace(), "1", times)
    for start, first in enumerate(sent):
        for count, last in enumerate(sent[start:], 1):
            assert count <= CHAT_AT_ONCE + (last - first) + 1e-6


def test_a_group_gets_twenty_a_minute() -> None:
    """Asked ten times a second for ten minutes: 20 a minute, after the first few."""
    sent = _sent(Pace(), "-1", [n / 10 for n in range(6000)])
    assert 199 <= len(sent) <= 200 + GROUP_AT_ONCE
    for minute in range(1, 10):
        assert sum(minute * 60 <= at < (minute + 1) * 60 for at in sent) <= 21


def test_all_together_get_thirty_a_second() -> None:
    """Turns are handed out in order, one thirtieth of a second apart, after a second's worth."""
    pace = Pace()
    waits = [pace.reserve(100.0) for _ in range(90)]
    assert waits[:30] == [0.0] * 30
    assert all(abs(wait - (n + 1) / 30) < 1e-6 for n, wait in enumerate(waits[30:]))


def test_a_busy_chat_never_holds_up_a_quiet_one() -> None:
    """However much one chat has asked for, another goes at once."""
    pace = Pace()
    for _ in range(1000):
        pace.ask("1", 5.0)
    assert pace.ask("1", 5.0) > 0
    assert pace.ask("2", 5.0) == 0.0


def test_asking_to_wait_holds_for_that_chat_only() -> None:
    """After a 429 the chat rests as long as asked, the others go on."""
    pace = Pace()
    pace.told_to_wait("1", 7.0, 10.0)
    assert pace.ask("1", 12.0) == 5.0
    assert pace.ask("2", 12.0) == 0.0
    assert pace.ask("1", 17.0) == 0.0


def test_ten_thousand_quiet_chats_are_forgotten() -> None:
    """What was full again holds no memory."""
    pace = Pace()
    for number in range(12_000):
        assert pace.ask(str(number), float(number)) == 0.0
    assert len(pace._chats) <= 5001
