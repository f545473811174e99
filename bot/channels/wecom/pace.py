"""WeCom's pace: 30 messages a minute and 1000 an hour to a chat, as many uploads for all together.

Pure arithmetic on seconds that the caller brings. What was sent is remembered one by one and not as
a bucket's level: a bucket that lets thirty go at once and fills with thirty a minute lets nearly
sixty through in its first minute, and what is beyond the limit WeCom drops. The moments are kept on
disk by ``delivery`` and handed back after a restart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

MINUTE = 60.0
HOUR = 3600.0
_MANY = 5000


@dataclass(frozen=True, slots=True)
class Rule:
    """How much goes in a lane. A few are kept back for what cannot wait: a card's 已收到."""

    a_minute: int
    an_hour: int
    kept_back: int = 0


CHAT = Rule(30, 1000, kept_back=3)
UPLOADS = Rule(30, 1000, kept_back=1)
WEBHOOK = Rule(20, 1000, kept_back=2)

UPLOAD_LANE = "uploads"
WEBHOOK_LANE = "webhook"


def chat_lane(chat: str) -> str:
    """The lane of a conversation."""
    return f"chat:{chat}"


@dataclass(slots=True)
class Pace:
    """Who may send when. Times are seconds of a clock that a restart does not set back."""

    _sent: dict[str, list[float]] = field(default_factory=dict)
    _told: dict[str, tuple[float, float]] = field(default_factory=dict)
    """When a lane was told to wait, and for how many seconds."""

    def wait(self, lane: str, rule: Rule, now: float, *, urgent: bool = False) -> float:
        """Seconds until one more may go; 0: now."""
        at, seconds = self._told.get(lane, (0.0, 0.0))
        if at > now:  # the clock was set back
            at = now
            self._told[lane] = (now, seconds)
        if at + seconds > now:
            return at + seconds - now
        self._told.pop(lane, None)
        spare = 0 if urgent else rule.kept_back
        times = self._recent(lane, now)
        return max(
            _window(times, now, MINUTE, rule.a_minute - spare),
            _window(times, now, HOUR, rule.an_hour - spare),
        )

    def take(self, lane: str, now: float) -> None:
        """One goes now."""
        self._recent(lane, now).append(now)

    def told_to_wait(self, lane: str, seconds: float, now: float) -> None:
        """WeCom said that it was too much (45009)."""
        self._told[lane] = (now, seconds)

    def restore(self, sent: Iterable[tuple[str, float]], now: float) -> None:
        """What an earlier process sent. A moment that has not come yet counts as now."""
        for lane, at in sent:
            self._sent.setdefault(lane, []).append(min(at, now))
        for times in self._sent.values():
            times.sort()

    def _recent(self, lane: str, now: float) -> list[float]:
        times = self._sent.get(lane)
        if times is None:
            if len(self._sent) >= _MANY:
                self._sent = {k: t for k, t in self._sent.items() if t and t[-1] > now - HOUR}
            times = self._sent.setdefault(lane, [])
        del times[: bisect_right(times, now - HOUR)]
        while times and times[-1] > now:  # the clock was set back: what was sent is not forgotten
            times[bisect_right(times, now) :] = [now] * (len(times) - bisect_right(times, now))
        return times


def _window(times: list[float], now: float, seconds: float, most: int) -> float:
    """How long until fewer than ``most`` lie within the last ``seconds``."""
    if len(times) < most:
        return 0.0
    return max(0.0, times[len(times) - most] + seconds - now)
