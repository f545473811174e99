"""WeCom's pace as arithmetic: never more than it allows, never stuck, not forgotten."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from bot.channels.wecom.pace import CHAT, HOUR, MINUTE, UPLOADS, Pace, chat_lane

LANE = chat_lane("limin")


def sent(pace: Pace, times: list[float], *, urgent: bool = False) -> list[float]:
    gone = []
    for now in times:
        if pace.wait(LANE, CHAT, now, urgent=urgent) == 0.0:
            pace.take(LANE, now)
            gone.append(now)
    return gone


@given(steps=st.lists(st.floats(0, 5), max_size=300))
@settings(max_examples=50, deadline=None)
def test_no_minute_has_more_than_thirty(steps: list[float]) -> None:
    """In any window, whatever the order of questions; a full bucket would let sixty through."""
    gone = sent(Pace(), [sum(steps[: n + 1]) for n in range(len(steps))], urgent=True)
    for start, first in enumerate(gone):
        assert sum(first <= at < first + MINUTE for at in gone[start:]) <= CHAT.a_minute


def test_no_hour_has_more_than_a_thousand() -> None:
    """Asked twice a second for three hours."""
    gone = sent(Pace(), [n / 2 for n in range(21600)], urgent=True)
    assert 2900 <= len(gone) <= 3000
    for start in range(0, 7200, 60):
        assert sum(start <= at < start + HOUR for at in gone) <= 1000


def test_a_few_are_kept_back_for_what_cannot_wait() -> None:
    pace = Pace()
    assert len(sent(pace, [1.0] * 40)) == CHAT.a_minute - CHAT.kept_back
    assert len(sent(pace, [1.0] * 40, urgent=True)) == CHAT.kept_back
    assert pace.wait(LANE, CHAT, 1.0) > 0


def test_the_wait_that_is_named_is_enough() -> None:
    pace = Pace()
    sent(pace, [float(n) for n in range(30)])
    wait = pace.wait(LANE, CHAT, 30.0)
    assert wait > 0
    assert pace.wait(LANE, CHAT, 30.0 + wait) == 0.0


def test_lanes_do_not_hold_each_other_up() -> None:
    pace = Pace()
    sent(pace, [1.0] * 40)
    assert pace.wait(chat_lane("wangqiang"), CHAT, 1.0) == 0.0
    assert pace.wait("uploads", UPLOADS, 1.0) == 0.0


def test_a_restart_forgets_nothing() -> None:
    """What an earlier process sent counts; a moment from a clock that ran ahead counts as now."""
    pace = Pace()
    pace.restore([(LANE, 100.0 + n) for n in range(20)] + [(LANE, 9e9)] * 7, 130.0)
    assert pace.wait(LANE, CHAT, 130.0) > 0
    assert pace.wait(LANE, CHAT, 191.0) == 0.0


def test_a_clock_that_is_set_back_never_stops_the_lane() -> None:
    pace = Pace()
    sent(pace, [10_000.0] * 40)
    wait = pace.wait(LANE, CHAT, 50.0)
    assert 0 < wait <= MINUTE
    assert pace.wait(LANE, CHAT, 50.0 + wait) == 0.0


def test_being_told_to_wait_holds() -> None:
    pace = Pace()
    pace.told_to_wait(LANE, 60.0, 10.0)
    assert pace.wait(LANE, CHAT, 40.0, urgent=True) == 30.0
    assert pace.wait(LANE, CHAT, 70.0) == 0.0


def test_a_clock_that_is_set_back_lets_nobody_wait_for_a_year() -> None:
    """It waits for what was said, from now on."""
    pace, year = Pace(), 365 * 86400.0
    pace.told_to_wait(LANE, 60.0, year)
    assert pace.wait(LANE, CHAT, 10.0) == 60.0
    assert pace.wait(LANE, CHAT, 40.0) == 30.0
    assert pace.wait(LANE, CHAT, 70.0) == 0.0


def test_quiet_chats_are_forgotten() -> None:
    pace = Pace()
    for number in range(12_000):
        pace.take(chat_lane(str(number)), float(number))
    assert len(pace._sent) <= 5001
