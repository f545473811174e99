"""What papers of the sample county are made of, and what they are about; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.demo.wording import Voice

MEDIUM: Final = "示例县融媒体中心"
_OFFICES: Final = ("办公室", "综合股", "业务股", "宣传股", "政策法规股", "党政办", "信用专班")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: what the file is called, what stands over its title, title, paragraphs."""

    label: str
    title: str
    lines: tuple[str, ...]
    head: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A workbook of one table."""

    label: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo: the words on its banner, where and when; ``key`` tells it from every other."""

    title: str
    place: str
    day: date
    key: str
    dark: bool = False


Proof = Paper | Sheet | Picture


@dataclass(frozen=True)
class About:
    """What papers are about: whose they are, under which row, on which days."""

    unit: str
    row: str
    quarter: str
    days: tuple[date, ...]
    """Days of what was done, one for each."""
    signed: date
    """The day papers bear that tell of no day of their own."""
    town: bool = False
    held: frozenset[str] = frozenset()
    """The row's wants, in the document's words: nothing is told of what is not claimed."""
    source: str = MEDIUM
    """Under reports; empty: they name none."""
    signs: str = ""
    """Whose name stands below, where it is another's."""
    copied: str = ""
    """The unit whose words these are."""
    blank: bool = False
    """A template that was not filled in."""
    numbered: int = 0
    """How many numbers come before this row's."""
    twice: bool = False
    """Every paper bears one number."""

    def voice(self, *words: object) -> Voice:
        """The choice of words of one of these papers."""
        return Voice(self.copied or self.unit, self.row, self.quarter, *words)

    def number(self, which: int) -> str:
        """A 文号 of this unit."""
        stem = self.unit.removeprefix("县").removeprefix("市")
        for end in ("委员会", "管理局", "局", "中心", "大队", "街道", "镇", "乡"):
            stem = stem.removesuffix(end)
        serial = self.numbered + (1 if self.twice else which)
        return f"郏{stem[:2]}〔{self.signed.year}〕{serial}号"

    @property
    def author(self) -> str:
        """Who speaks and signs."""
        return self.signs or self.unit

    def under(self, day: date) -> tuple[str, str]:
        """Who signs, and when."""
        return self.author, f"{day.year}年  月  日" if self.blank else said(day)

    @property
    def office(self) -> str:
        """Who carries something out."""
        return "××科" if self.blank else self.voice("office").one(_OFFICES)


def said(day: date) -> str:
    """2026年11月3日."""
    return f"{day.year}年{day.month}月{day.day}日"
