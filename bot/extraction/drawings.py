"""Pictures of pages, drawn once and kept beside the store until their room is needed.

Here: where a drawn page lies, who draws it, and how much of the disk all of them take. What a
picture is made of is ``rendering``'s; who may see it is asked before anybody comes here.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.extraction.drawable import MOST_PAGES, OFFICE, draws
from bot.extraction.newest import Newest
from bot.extraction.reader import Lost, NotDrawn, Reader

_CONVERTED = "paper.pdf"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as JPEG, and how many pages the paper has."""

    path: Path
    pages: int


class Drawings:
    """Pages by the hash of their paper and their number.

    ``room`` is how many bytes they may take together: the ones looked at last stay. Below
    ``reserve`` free bytes nothing is drawn. What was not drawn once is not tried again until the
    bot starts anew, so that a broken file costs its minute once.
    """

    def __init__(
        self,
        folder: Path,
        reader: Reader,
        font: str,
        *,
        room: int = 1 << 30,
        reserve: int = 1 << 28,
    ) -> None:
        self._folder = folder
        self._profile = folder / "office"
        self._reader = reader
        self._font = font
        self._room = room
        self._reserve = reserve
        self._under_way: dict[tuple[str, int], asyncio.Task[Drawn]] = {}
        self._never: dict[tuple[str, int], str] = {}
        self._turn = Newest()

    def kept(self, digest: str, number: int) -> Drawn | None:
        """A page that is drawn already."""
        path = self._place(digest, number)
        try:
            os.utime(path)  # looked at last, taken away last
            return Drawn(path, int((path.parent / "pages").read_text()))
        except (OSError, ValueError):
            return None

    def lacks(self, digest: str, kind: str, number: int) -> bool:
        """Whether a page could be drawn and never was; looking so keeps nothing from going."""
        tried = (digest, number) in self._never or not draws(kind)
        return not tried and not self._place(digest, number).exists()

    async def page(self, source: Path, digest: str, kind: str, number: int) -> Drawn:
        """A page of the paper whose bytes lie in ``source``, drawn now if it never was.

        Raises:
            NotDrawn: it cannot be drawn; the text says why, as a code of ``Unread``.
        """
        found = self.kept(digest, number)
        if found is not None:
            return found
        key = (digest, number)
        if key in self._never:
            raise NotDrawn(self._never[key])
        if not draws(kind) or not 1 <= number <= MOST_PAGES:
            raise NotDrawn("old_format" if not draws(kind) else "too_large")
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._draw(source, digest, kind, number))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return await asyncio.shield(task)

    async def convert(self, papers: Sequence[tuple[Path, str, str]]) -> None:
        """Make ready many Office files at once: the bytes' place, hash and kind of each."""
        new = [
            (source, kind, self._place(digest, 1).with_name(_CONVERTED))
            for source, digest, kind in papers
            if kind in OFFICE and self.kept(digest, 1) is None
        ]
        if not new or not draws(new[0][1]):
            return
        for _, _, kept in new:
            await asyncio.to_thread(self._make_room, kept.parent)
        with contextlib.suppress(Lost):  # one by one they may yet be drawn, when somebody asks
            await self._reader.convert(new, self._profile)

    async def close(self) -> None:
        """Draw no more."""
        for task in list(self._under_way.values()):
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        await self._reader.close()

    async def _draw(self, source: Path, digest: str, kind: str, number: int) -> Drawn:
        out = self._place(digest, number)
        await asyncio.to_thread(self._make_room, out.parent)
        try:
            async with self._turn:
                pages = await self._reader.render(
                    source,
                    kind,
                    number,
                    out=out,
                    kept=out.parent / _CONVERTED,
                    profile=self._profile,
                    font=self._font,
                )
        except Lost as fault:
            self._never[digest, number] = fault.why.value
            raise NotDrawn(fault.why.value) from fault
        except NotDrawn as fault:
            self._never[digest, number] = str(fault)
            raise
        await asyncio.to_thread((out.parent / "pages").write_text, str(pages))
        return Drawn(out, pages)

    def _place(self, digest: str, number: int) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ValueError("not a SHA-256 in lower-case hex")
        return self._folder / digest[:2] / digest[2:] / f"{number}.jpg"

    def _make_room(self, folder: Path) -> None:
        """Take away what was looked at longest ago until a tenth of the room is free."""
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder).free < self._reserve:
            raise NotDrawn("no_space")
        found = [(one.stat(), one) for one in self._folder.glob("??/*/*") if one.is_file()]
        taken = sum(state.st_size for state, _ in found)
        if taken <= self._room:
            return
        for state, one in sorted(found, key=lambda pair: pair[0].st_mtime):
            if taken <= 0.9 * self._room:
                return
            with contextlib.suppress(OSError):
                one.unlink()
            taken -= state.st_size
