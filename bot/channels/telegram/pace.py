"""Telegram's pace: 30 messages a second over all, one a second to a chat, 20 a minute to a group.

Pure arithmetic on seconds that the caller brings. A few messages may go at once, because people
press quickly and Telegram allows it; the rest waits its turn, per chat, so that a busy chat never
holds up a quiet one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ALL_PER_SECOND = 30.0
CHAT_PER_SECOND = 1.0
CHAT_AT_ONCE = 4.0
GROUP_PER_SECOND = 20 / 60
GROUP_AT_ONCE = 8.0
"""With what flows in during the same minute this stays at or below 20 in nearly every minute; for
the rest Telegram says how long to wait."""
_MANY_CHATS = 5000


@dataclass(slots=True)
class Bucket:
    """Fills at ``rate`` a second up to ``most``; each message takes one."""

    rate: float
    most: float
    level: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until one message may go; 0: now."""
        self._fill(now)
        return max(0.0, (1 - self.level) / self.rate)

    def take(self, now: float) -> None:
        """One message goes; may go below nothing, when its turn was reserved."""
        self._fill(now)
        self.level -= 1

    def full(self, now: float) -> bool:
        """Whether nothing is remembered here that matters."""
        self._fill(now)
        return self.level >= self.most

    def _fill(self, now: float) -> None:
        self.level = min(self.most, self.level + max(0.0, now - self.at) * self.rate)
        self.at = max(self.at, now)


@dataclass(slots=True)
class Pace:
    """Who may send when."""

    all: Bucket = field(
        default_factory=lambda: Bucket(ALL_PER_SECOND, ALL_PER_SECOND, ALL_PER_SECOND, 0.0)
    )
    _chats: dict[str, Bucket] = field(default_factory=dict)
    _until: dict[str, float] = field(default_factory=dict)

    def ask(self, chat: str, now: float) -> float:
        """Seconds this chat has to wait. 0: its message goes now, and is counted."""
        until = self._until.get(chat, 0.0)
        if until > now:
            return until - now
        self._until.pop(chat, None)
        bucket = self._bucket(chat, now)
        wait = bucket.wait(now)
        if wait == 0.0:
            bucket.take(now)
        return wait

    def reserve(self, now: float) -> float:
        """Take a turn among all messages; how many seconds until it comes."""
        wait = self.all.wait(now)
        self.all.take(now)
        return wait

    def told_to_wait(self, chat: str, seconds: float, now: float) -> None:
        """Telegram asked this chat to wait."""
        self._until[chat] = now + seconds

    def _bucket(self, chat: str, now: float) -> Bucket:
        found = self._chats.get(chat)
        if found is not None:
            return found
        if len(self._chats) >= _MANY_CHATS:
            self._chats = {c: b for c, b in self._chats.items() if not b.full(now)}
        group = chat.startswith("-")
        rate, most = (GROUP_PER_SECOND, GROUP_AT_ONCE) if group else (CHAT_PER_SECOND, CHAT_AT_ONCE)
        return self._chats.setdefault(chat, Bucket(rate, most, most, now))
