"""A person at a phone: writes, taps, sends files, and waits for the answer, never for a clock.

What is on the screen is read from the screen. Not here: what anybody wants to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.async_api import FilePayload, Page, expect

from tests.patience import LONG

_STATE = """() => {
  const of = (node) => Number(node.dataset.seq);
  const latest = (kind) => Math.max(0, ...[...document.querySelectorAll(kind)].map(of));
  return {
    last: latest('.entry.bot'),
    own: latest('.entry.me[data-seq]'),
    quiet: !document.querySelector('.entry.pending, .busy'),
  };
}"""
_ANSWERED = f"""(before) => {{
  const now = ({_STATE})();
  return now.quiet && now.last > Math.max(before, now.own);
}}"""
_LATEST = """() => {
  const all = [...document.querySelectorAll('.entry.bot')];
  const node = all.reduce((a, b) => Number(b.dataset.seq) > Number(a.dataset.seq) ? b : a);
  return {
    seq: Number(node.dataset.seq),
    title: node.querySelector('.title')?.innerText || '',
    text: node.querySelector('.text')?.innerText || '',
    buttons: [...node.querySelectorAll('.buttons button')].map((one) => one.innerText),
  };
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """The message that spoke last, as the eye reads it."""

    seq: int
    title: str
    text: str
    buttons: tuple[str, ...]

    @property
    def whole(self) -> str:
        """Title and text."""
        return f"{self.title}\n{self.text}"


class Thumbs:
    """One person with one page."""

    def __init__(self, page: Page, patience: float = LONG * 1000) -> None:
        self.page = page
        self.patience = patience
        self.sent: list[str] = []
        """Every text the person has written, in order."""

    async def latest(self) -> Seen:
        """The message that spoke last."""
        found = await self.page.evaluate(_LATEST)
        return Seen(found["seq"], found["title"], found["text"], tuple(found["buttons"]))

    async def say(self, text: str) -> Seen:
        """Write, send, and read the answer.

        What the bot tells meanwhile about others is older than one's own words, and no answer.
        """
        before = await self._last()
        await self.write(text)
        return await self._answer(before)

    async def write(self, text: str) -> None:
        """Write and send; the answer may come when it can."""
        box = self.page.get_by_label("输入消息")
        await box.fill(text)
        await box.press("Enter")
        self.sent.append(text)

    async def tap(self, label: str) -> Seen:
        """Tap a button of the latest message, and read the answer."""
        before = await self._last()
        await self.touch(label, before)
        return await self._answer(before)

    async def touch(self, label: str, seq: int = 0) -> None:
        """Tap only."""
        entry = self.page.locator(f'.entry.bot[data-seq="{seq or await self._last()}"]')
        await entry.get_by_role("button", name=label, exact=True).click()

    async def send(self, files: Sequence[FilePayload]) -> Seen:
        """Send files together, and read the answer."""
        before = await self._last()
        await self.page.get_by_label("添加照片或文件").click()
        await self.page.locator("#pick-file").set_input_files(list(files))
        return await self._answer(before)

    async def hear(self, text: str) -> None:
        """Wait until the screen shows something."""
        await expect(self.page.get_by_text(text).last).to_be_visible(timeout=self.patience)

    async def own_texts(self) -> list[str]:
        """What the log shows as written by this person, files and taps apart."""
        entries = self.page.locator(".entry.me:not(.pending):not(.press) .text")
        return await entries.all_inner_texts()

    async def after(self, seq: int) -> Seen:
        """The answer that is newer than a message."""
        return await self._answer(seq)

    async def _last(self) -> int:
        return int((await self.page.evaluate(_STATE))["last"])

    async def _answer(self, before: int) -> Seen:
        await self.page.wait_for_function(_ANSWERED, arg=before, timeout=self.patience)
        return await self.latest()


def receipt_in(text: str) -> str:
    """The receipt's number in a message."""
    found = re.search(r"R\d{6}-\d{4,}", text)
    assert found, text
    return found.group()
