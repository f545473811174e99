"""From a typed text to what it means: a meaning, a question with buttons, or nothing.

While a form waits for an answer only ``command`` is asked, which knows whole words and nothing
else, so that no answer is ever taken for an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from bot.words.calendar import Quarter, find_quarter, say_quarter
from bot.words.names import Found, Named, Roster
from bot.words.numbers import plain
from bot.words.questions.entry import Entry
from bot.words.questions.grammar import GRAMMAR
from bot.words.questions.meaning import Arguments, Ask, Choice, Meaning, Name, Role, Slot
from bot.words.questions.sentence import Sentence

LONGEST: Final = 60  # a longer text is something to keep, not something to obey
_WORDS: Final = {plain(word): entry for entry in reversed(GRAMMAR) for word in entry.words}


def command(text: str) -> Meaning | None:
    """The command that is exactly ``text``: for while a form waits for an ordinary answer."""
    entry = _WORDS.get(plain(text).strip().lower())
    return None if entry is None else Meaning(entry.name)


def parse(
    text: str,
    roster: Roster,
    today: date,
    *,
    is_admin: bool = False,
    known: Iterable[Quarter] = (),
) -> Meaning | Ask | None:
    """What a free sentence means, when no form waits; None when nothing in the table fits.

    ``known`` are the quarters that exist, for 一季度 without a year. A meaning that this person
    may not use is returned all the same: the page says so, which beats not understanding.
    """
    said = plain(text).strip()
    if not said or len(said) > LONGEST:
        return None
    if exact := command(said):
        return exact
    if (is_admin or said.startswith("开期")) and (opening := _opening(said, today, tuple(known))):
        return opening
    role: Role = "admin" if is_admin else "liaison"
    if (is_admin or said.startswith("录入")) and (supplying := _SUPPLYING.fullmatch(said)):
        return Meaning("supply", Arguments(text=supplying["text"].strip()))
    sentence = Sentence.read(said, roster, today, tuple(known))
    return _understand(sentence, roster, role)


_SUPPLYING: Final = re.compile(
    r"(?:录入|登记)[\s:,]*(?P<text>(?!数据|情况|.*(?:部门|外部)数据).*[一-鿿].*)"
)
"""录入 教育局 迟报、错报 3: what is recorded belongs to the page, so the rest is kept whole."""
_OPENING: Final = re.compile(r"(?P<verb>开期|开启|启动|新建|开始)(?:考核期)?[\s:,]*(?P<text>.+)")


def _opening(said: str, today: date, known: tuple[Quarter, ...]) -> Meaning | None:
    """开期 2026年四季度 截止12月31日: the dates belong to the page, so the rest is kept whole."""
    match = _OPENING.fullmatch(said)
    if match is None:
        return None
    rest = match["text"].strip()
    found = find_quarter(rest, today, known, ahead=True)
    if found is None and match["verb"] != "开期":
        return None
    return Meaning("open_quarter", Arguments(quarter=found.quarter if found else None, text=rest))


_BARE: Final[dict[Role, tuple[Name, ...]]] = {
    "admin": ("score", "progress", "ranking", "who_not_reported", "invite", "quarter_status"),
    "liaison": ("score", "ranking", "quarter_status"),
    "reviewer": ("score", "progress", "ranking", "who_not_reported", "quarter_status"),
}
"""What a sentence may mean that only names a unit, a quarter or a table."""


def _understand(sentence: Sentence, roster: Roster, role: Role) -> Meaning | Ask | None:
    if not sentence.rest:
        return _bare(sentence, role)
    fitting = _fitting(sentence.rest, sentence.slots, role)
    if fitting:
        return _answer(fitting, sentence)
    return _misspelt(sentence, roster, role)


def _fitting(rest: str, slots: frozenset[Slot], role: Role) -> list[Entry]:
    """Entries whose pattern is all of the rest and that take all that was named."""
    entries = [e for e in GRAMMAR if slots <= e.takes and e.said.fullmatch(rest)]
    own = [entry for entry in entries if role in entry.roles]
    return list({entry.name: entry for entry in own or entries}.values())


def _bare(sentence: Sentence, role: Role) -> Meaning | Ask | None:
    if not sentence.slots:
        return None
    names: tuple[Name, ...] = _BARE[role]
    if "end" in sentence.slots or sentence.slots & {"picture"}:
        names = ("ranking",)
    elif "row" in sentence.slots:
        names = ("why",) if sentence.units else ("fill",) if role == "liaison" else ("why",)
    if len(_units(sentence.units)) > 1:
        names = ("score",)  # which unit is question enough for one message
    fitting = [e for e in GRAMMAR if role in e.roles and sentence.slots <= e.takes]
    first = {entry.name: entry for entry in reversed(fitting)}
    return _answer([first[name] for name in names if name in first], sentence)


def _answer(entries: list[Entry], sentence: Sentence) -> Meaning | Ask | None:
    """One meaning, or a question with a button for each meaning and unit that fit."""
    if not entries:
        return None
    meanings = [
        (entry, Meaning(entry.name, replace(sentence.named, unit=unit)))
        for entry in entries
        for unit in (_units(sentence.units) or (None,))
    ]
    if len(meanings) == 1:
        return meanings[0][1]
    choices = tuple(Choice(_label(entry, m.arguments), m) for entry, m in meanings[:_CHOICES])
    if len(entries) == 1:
        verb = {"invite": "邀请", "nudge": "催"}.get(entries[0].name, "看")
        return Ask(f"您要{verb}哪个单位？", choices)
    return Ask("您是想看哪一个？请点选。", choices)


_CHOICES: Final = 8  # more buttons than this are not read on a phone


def _units(found: tuple[Found, ...]) -> tuple[Named, ...]:
    every = [(one.unit,) if one.unit else one.candidates for one in found]
    return tuple(dict.fromkeys(unit for units in every for unit in units))


def _label(entry: Entry, named: Arguments) -> str:
    parts = (
        (named.unit.short or named.unit.name) if named.unit else "",
        say_quarter(named.quarter) if named.quarter else "",
        named.group or "",
        entry.label,
    )
    return " ".join(part for part in parts if part)


_LOOKS_LIKE_A_UNIT: Final = re.compile(r".{2,20}(?:局|委|办|院|镇|乡|街道|中心|部|政府|公司)")


def _misspelt(sentence: Sentence, roster: Roster, role: Role) -> Meaning | Ask | None:
    """得分 教肓局: a known wording beside a unit that is only recognised by likeness."""
    if sentence.units:
        return None
    slots: frozenset[Slot] = frozenset({*sentence.slots, "unit"})
    rest = sentence.rest
    for size in range(len(rest) - 2, 1, -1):
        for wording, name in ((rest[:size], rest[size:]), (rest[-size:], rest[:-size])):
            for entry in _fitting(wording, slots, role)[:1]:
                if answer := _with_likeness(entry, sentence, roster.find(name), name):
                    return answer
    return None


def _with_likeness(
    entry: Entry, sentence: Sentence, found: Found, name: str
) -> Meaning | Ask | None:
    if found.unit is not None:
        return Meaning(entry.name, replace(sentence.named, unit=found.unit, sure=found.sure))
    if found.kind == "none" and not _LOOKS_LIKE_A_UNIT.fullmatch(name):
        return None
    choices = tuple(
        Choice(_label(entry, named), Meaning(entry.name, named))
        for unit in found.candidates[:_CHOICES]
        for named in (replace(sentence.named, unit=unit, sure=False),)
    )
    if not choices:
        return None
    why = "有几个单位都像" if found.kind == "several" else "没有找到"
    return Ask(f"{why}“{name}”。您是说哪一个？", choices)
