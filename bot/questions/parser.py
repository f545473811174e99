"""From a typed text to what it means: a meaning, a question with buttons, or nothing.

While a form waits for an answer only ``command`` is asked, which knows whole words and nothing
else, so that no answer is ever taken for an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import combinations
from typing import Final

from bot.questions.choosing import label, which
from bot.questions.combined.spoken import spoken_plainly
from bot.questions.entry import GrammarLine
from bot.questions.grammar import GRAMMAR
from bot.questions.meaning import TOLD, Arguments, Ask, Choice, Meaning, Name, Role, Slot
from bot.questions.sentence import Sentence
from bot.speech.calendar import Quarter, find_of_any_kind, find_quarter, quarter
from bot.speech.colloquial import plainly
from bot.speech.first_signs import Signs, first_signs
from bot.speech.names import Found, Named, Roster
from bot.speech.numbers import plain
from bot.speech.periodic import heard
from bot.speech.sounds import sound, usual_sound
from scoring.periods import within

LONGEST: Final = 60  # a longer text is something to keep, not something to obey
_WORDS: Final = {plain(word): entry for entry in reversed(GRAMMAR) for word in entry.words}


def command(text: str) -> Meaning | None:
    """The command that is exactly ``text``: for while a form waits for an ordinary answer."""
    said = heard(plain(text)).strip().lower()
    entry = _WORDS.get(said) or _WORDS.get(plainly(said))
    return None if entry is None else Meaning(entry.name)


def walking(text: str, today: date) -> Name | None:
    """``skip`` or ``previous`` in any of their wordings: 跳过, 等会再填, 这题先放着.

    For while a question of the walk is open: such words are about that question.
    """
    exact = command(text)
    if exact is not None:
        return exact.name if exact.name in _WALKING else None
    sentence = Sentence.read(plain(text).strip(), _NOBODY, today, (), kinds=False)
    if sentence.slots or len(text) > _SHORT:
        return None
    lines = [one for one in GRAMMAR if one.name in _WALKING and _says(one, sentence.wordings)]
    return lines[0].name if lines else None


def parse(
    text: str,
    roster: Roster,
    today: date,
    *,
    role: Role = "liaison",
    known: Iterable[Quarter] = (),
    guess: bool = True,
) -> Meaning | Ask | None:
    """What a free sentence means, when no form waits; None when nothing in the table fits.

    ``guess``: a name or a word that is only like a known one counts, too. ``known`` are the
    quarters that exist, for 一季度 without a year. A meaning that this person
    may not use is returned all the same: the page says so, which beats not understanding.
    """
    said = plain(text).strip()
    if not said or len(said) > LONGEST:
        return None
    if exact := command(said):
        return exact
    office = role in ("admin", "reviewer", "observer")
    if role in ("admin", "reviewer") and _OWN_QUEUE.fullmatch(said.rstrip("?。!")):
        return Meaning("review")
    if (office or said.startswith("开期")) and (opening := _opening(said, today, tuple(known))):
        return opening
    if (office or said.startswith("录入")) and (supplying := _SUPPLYING.fullmatch(said)):
        return Meaning("supply", Arguments(text=supplying["text"].strip()))
    if _SEVERAL_QUARTERS.search(said) or (office and _BUT.search(said)):
        return None  # 除了教育局都催一下 is anything but about 教育局
    every = tuple(known)
    plainly = spoken_plainly(said)
    if plainly != said and (
        found := parse(plainly, roster, today, role=role, known=every, guess=False)
    ):
        return found
    sentence = Sentence.read(said, roster, today, every, kinds=office)
    found = _understand(sentence, roster, role, every, guess=guess)
    if found is None and sentence.units and guess:
        return _of_its_name(said, roster, today, role, every)
    return found


def _of_its_name(
    said: str, roster: Roster, today: date, role: Role, known: tuple[Quarter, ...]
) -> Meaning | Ask | None:
    """A unit is named, and something at its name is in the way.

    住建局是多少分: the sign behind it is a word; 教育菊得分: what seemed to be a unit was only the
    first signs of a misspelt one.
    """
    bare = _BEHIND_A_NAME.sub("", said)
    if bare != said and (found := parse(bare, roster, today, role=role, known=known, guess=False)):
        return found
    office = role in ("admin", "reviewer", "observer")
    whole = Sentence.read(said, _NOBODY, today, known, kinds=office)
    return _misspelt(whole, roster, role, close=True)


_BEHIND_A_NAME: Final = re.compile(r"(?<=[局委院镇乡道办会部行])(?:是|啥|有|到底|究竟|一共|总共)")


_BUT: Final = re.compile(r"除了|除开|除去|除掉|不包括|不含|[以之]外的?(?:都|全|单位|$|[,，])")
_SEVERAL_QUARTERS: Final = re.compile(r"前[两二三]个?季度")
"""前三季度 is not the third one: only the combined grammar has a place for several."""
_NOBODY: Final = Roster(())
_WALKING: Final[tuple[Name, ...]] = ("skip", "previous")
_SHORT: Final = 20
"""Signs of a sentence that only leads on."""


_SUPPLYING: Final = re.compile(
    r"(?:录入|登记(?=.*[0-9]))[\s:,]*(?P<text>(?!数据|情况|.*(?:部门|外部)数据).*[一-鿿].*)"
)
"""录入 教育局 迟报、错报 3: what is recorded belongs to the page, so the rest is kept whole."""
_OWN_QUEUE: Final = re.compile(
    r"(?:现在|那)?(?:归|轮到|分给|该|等(?:着)?)?我(?:自己|这[儿边里]?|那[儿边里]?|手[上里头]|名下|的)*"
    r"(?:还|现在|都|该|要|得|剩下?|有|差|欠|压(?:着|了)?)*(?:几|多少|哪)[些几]?(?:项|个|家|条|件|份)?"
    r"(?:单位|材料|指标)?(?:还)?(?:没审|[要待该]审|审|没看|没弄|没办|没处理)?(?:完|的|了|过)*"
)
"""我还有几项: whoever reviews asks for what waits for herself."""
_OPENING: Final = re.compile(r"(?P<verb>开期|开启|启动|新建|开始|开)(?:考核期)?[\s:,]*(?P<text>.+)")


def _opening(said: str, today: date, known: tuple[Quarter, ...]) -> Meaning | None:
    """开期 2026年四季度 截止12月31日: the dates belong to the page, so the rest is kept whole."""
    match = _OPENING.fullmatch(said)
    if match is None:
        return None
    rest = match["text"].strip()
    found = find_quarter(rest, today, known, ahead=True)
    if found is None and match["verb"] != "开期":
        return None
    found = found or find_of_any_kind(rest, today)
    if match["verb"] == "开" and quarter(rest, today, known, ahead=True) is None:
        return None  # 开三季度的会
    return Meaning("open_quarter", Arguments(quarter=found.quarter if found else None, text=rest))


_READING: Final[tuple[Name, ...]] = ("score", "progress", "ranking", "who_not_reported")
_OF_THE_OFFICE: Final[tuple[Role, ...]] = ("admin", "reviewer", "observer")
"""Who reads of all units: 有哪些, which a unit asks of its own form, is of no form there."""
_BARE: Final[dict[Role, tuple[Name, ...]]] = {
    "admin": (*_READING, "invite", "quarter_status"),
    "reviewer": (*_READING, "quarter_status"),
    "observer": (*_READING, "quarter_status"),
    "liaison": ("score", "ranking", "quarter_status"),
    "supplier": ("quarter_status",),
}
"""What a sentence may mean that only names a unit, a quarter or a table."""


def _understand(
    sentence: Sentence, roster: Roster, role: Role, known: tuple[Quarter, ...], *, guess: bool
) -> Meaning | Ask | None:
    if not sentence.rest and (bare := _bare(sentence, role, known)):
        return bare
    if fitting := _fitting(sentence.wordings, sentence.slots, role):
        return _answer(fitting, sentence, known)
    if not sentence.rest or not guess:
        return None
    if found := _misspelt(sentence, roster, role):
        return found
    # Where no unit can be named a form is waiting: what only sounds like a word is its answer.
    return _misheard(sentence, role, known) if roster.units else None


def _fitting(wordings: Iterable[str], slots: frozenset[Slot], role: Role) -> list[GrammarLine]:
    """Entries whose pattern is all of what is left and that take all that was named.

    A year goes where a quarter may be named: the person is asked which one. Lines that need what
    was named say more than lines that merely allow it.
    """
    starts = frozenset(wording[:1].lower() for wording in wordings)
    entries = [one for one in _taking(slots, starts) if _says(one, wordings)]
    own = [one for one in entries if role in one.roles]
    own = own or [one for one in entries if role not in _OF_THE_OFFICE or one.name not in _READING]
    own = [one for one in own if one.name in TOLD and role in one.roles] or own
    most = max((len(one.needs) for one in own), default=0)
    return list({one.name: one for one in own if len(one.needs) == most}.values())


@lru_cache(maxsize=1 << 12)
def _taking(slots: frozenset[Slot], starts: frozenset[str]) -> tuple[GrammarLine, ...]:
    """The lines that want no more than was named, have room for all of it, and can begin so."""
    return tuple(
        one
        for one, signs in zip(GRAMMAR, _first_signs(), strict=True)
        if one.needs <= slots
        and _named(slots, one) <= one.takes
        and (signs is None or "" in starts or signs & starts)
    )


@cache
def _first_signs() -> tuple[Signs, ...]:
    return tuple(first_signs(one.said.pattern) for one in GRAMMAR)


def _says(entry: GrammarLine, wordings: Iterable[str]) -> bool:
    return any(entry.said.fullmatch(wording) for wording in wordings)


def _named(slots: frozenset[Slot], entry: GrammarLine) -> frozenset[Slot]:
    """What was named, a year as a quarter where only a quarter is taken, two units as one."""
    named = set(slots)
    if "year" in named and "year" not in entry.takes:
        named = named - {"year"} | {"quarter"}
    if "other" not in entry.takes:
        named.discard("other")
    return frozenset(named)


def _bare(sentence: Sentence, role: Role, known: tuple[Quarter, ...]) -> Meaning | Ask | None:
    if not sentence.slots:
        return None
    slots = sentence.slots
    names: tuple[Name, ...] = _BARE[role]
    if slots & {"end", "picture"}:
        names = ("ranking",)
    elif "other" in slots:
        names = ("compare",)
    elif "row" in slots:
        names = ("fill",) if role == "liaison" and not sentence.units else ("why",)
    elif slots & {"grade", "kind"}:
        return None
    elif "year" in slots and sentence.units:
        names = ("history",)
    fitting = [e for e in GRAMMAR if role in e.roles and _named(slots, e) <= e.takes]
    first = {entry.name: entry for entry in reversed(fitting)}
    return _answer([first[name] for name in names if name in first], sentence, known)


def _answer(
    entries: list[GrammarLine], sentence: Sentence, known: tuple[Quarter, ...]
) -> Meaning | Ask | None:
    """One meaning, or a question with a button for each meaning, unit and quarter that fit."""
    found = [(entry, meant) for entry in entries for meant in _meant(entry, sentence, known)]
    if not found:
        return None
    if len(found) == 1:
        return found[0][1]
    choices = tuple(Choice(label(entry, m.arguments), m) for entry, m in found[:_CHOICES])
    return Ask(which(entries, [m.arguments for _, m in found]), choices)


def _meant(entry: GrammarLine, sentence: Sentence, known: tuple[Quarter, ...]) -> list[Meaning]:
    """What one line may mean: one meaning for each unit, pair of units and quarter."""
    named = [sentence.with_figure() if entry.name in TOLD else sentence.named]
    half = named[0].half
    if named[0].year and (half or "year" not in entry.takes):
        of_year = [one for one in known if one[0] == named[0].year and within((one[1],), half)]
        named = [replace(named[0], quarter=one) for one in of_year] or named
    if "other" in entry.takes:
        pairs = _pairs(sentence.units)
        return [Meaning(entry.name, replace(n, unit=a, other=b)) for n in named for a, b in pairs]
    units: tuple[Named | None, ...] = _units(sentence.units) or (None,)
    return [Meaning(entry.name, replace(one, unit=unit)) for one in named for unit in units]


def _pairs(found: tuple[Found, ...]) -> list[tuple[Named, Named]]:
    """Every two units that may be meant, in the order they were named."""
    every = [(one.unit,) if one.unit else one.candidates for one in found]
    return [
        (a, b)
        for first, second in combinations(every, 2)
        for a in first
        for b in second
        if a.id != b.id
    ]


_CHOICES: Final = 8  # more buttons than this are not read on a phone


def _units(found: tuple[Found, ...]) -> tuple[Named, ...]:
    every = [(one.unit,) if one.unit else one.candidates for one in found]
    return tuple(dict.fromkeys(unit for units in every for unit in units))


_LOOKS_LIKE_A_UNIT: Final = re.compile(r".{2,20}(?:局|委|办|院|镇|乡|街道|中心|部|政府|公司)")


def _misspelt(
    sentence: Sentence, roster: Roster, role: Role, *, close: bool = False
) -> Meaning | Ask | None:
    """得分 教肓局: a known wording beside a unit that is only recognised by likeness.

    ``close``: the unit's name must be about as long as what was typed.
    """
    if len(sentence.units) > 1:
        return None
    extra: set[Slot] = {"unit", "other"} if sentence.units else {"unit"}
    for wording, name in _split(sentence.rest):
        unit = name.strip("和与跟同比") if sentence.units else name
        for entry in _fitting((wording,), sentence.slots | extra, role)[:1]:
            meant = roster.find(unit)
            if (
                len(unit) < 2
                or (close and not _as_long(meant, unit))
                or _of_another_kind(meant, unit)
            ):
                continue
            if answer := _with_likeness(entry, sentence, meant, unit):
                return answer
    return None


def _as_long(found: Found, typed: str) -> bool:
    """Whether all that was typed is the unit's name but for a sign: 法院不用 is no misspelling."""
    names = (found.unit.name, found.unit.short, *found.unit.aliases) if found.unit else ()
    return any(_one_sign_apart(name.removeprefix("县"), typed) for name in names)


_KIND: Final = re.compile(r"(?:镇|乡|街道|局|委)$")


def _of_another_kind(found: Found, typed: str) -> bool:
    """城关镇 is no 城管局: what kind of unit it is was said."""
    said = _KIND.search(typed)
    named = [one for one in (found.unit, *found.candidates) if one]
    every = (name for one in named for name in (one.name, one.short, *one.aliases))
    return said is not None and bool(named) and not any(name.endswith(said[0]) for name in every)


def _one_sign_apart(name: str, typed: str) -> bool:
    if abs(len(name) - len(typed)) > 1:
        return False
    alike = sum(size for *_, size in SequenceMatcher(None, name, typed).get_matching_blocks())
    return alike >= max(len(name), len(typed)) - 1 or sound(name) == sound(typed)


def _split(rest: str) -> Iterator[tuple[str, str]]:
    """A sentence as a wording and a name, either way round, the longest wording first."""
    for size in range(len(rest) - 2, 0, -1):
        yield rest[:size], rest[size:]
        yield rest[-size:], rest[:-size]


def _misheard(sentence: Sentence, role: Role, known: tuple[Quarter, ...]) -> Meaning | Ask | None:
    """排明, 得份: a whole word of the grammar that only sounds like what was typed."""
    heard = sound(sentence.rest)
    fitting = [
        entry
        for word, entry in _WORDS.items()
        if len(word) == len(sentence.rest) > 1
        and role in entry.roles
        and _named(sentence.slots, entry) <= entry.takes
        and usual_sound(word) == heard
    ]
    return _answer(list(dict.fromkeys(fitting)), sentence, known) if fitting else None


def _with_likeness(
    entry: GrammarLine, sentence: Sentence, found: Found, name: str
) -> Meaning | Ask | None:
    if found.unit is not None:
        return Meaning(entry.name, _beside(sentence, found.unit, sure=found.sure))
    looks = _LOOKS_LIKE_A_UNIT.fullmatch(name) and not re.search(r"[谁吗呢哪怎咋啥么服]", name)
    if found.kind == "none" and not looks:  # 单位不服分数咋办 names nobody, though it ends in 办
        return None
    choices = tuple(
        Choice(label(entry, named), Meaning(entry.name, named))
        for unit in found.candidates[:_CHOICES]
        for named in (_beside(sentence, unit, sure=False),)
    )
    if not choices and not sentence.units:
        alone = Choice(label(entry, sentence.named), Meaning(entry.name, sentence.named))
        return Ask(f"没有找到“{name}”这个单位。您是想问这个吗？", (alone,), unknown=name)
    if not choices:
        return None
    if found.kind == "several":
        return Ask(f"有几个单位都像“{name}”。您是说哪一个？", choices)
    return Ask(f"没有找到“{name}”。您是说哪一个？", choices, unknown=name)


def _beside(sentence: Sentence, unit: Named, *, sure: bool) -> Arguments:
    """A unit recognised by likeness, beside the one that stands in the sentence by its name."""
    known = next((one.unit for one in sentence.units if one.unit), None)
    if known is None:
        return replace(sentence.named, unit=unit, sure=sure)
    return replace(sentence.named, unit=known, other=unit, sure=sure)
