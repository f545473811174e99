"""What a sentence behind a draft or an act fills in or asks of it: 28改29; 截止往后推两天.

A draft that waits for its tap has slots: a value, a reason, a day, whom it is for, its words, its
number, who is named in it. A sentence behind it fills one or several of them, asks what would
follow, or wants to see it first; every clause must be one of these. ``Draft`` says of which draft a
sentence is read: its own slots come first, and some wordings say something only where there is such
a slot (写“…”, 新来的叫马珂). A slot that the draft lacks is read, too, so that it can be said. Only
reading: which kind has which slot, and what becomes of it, is the front's to know
(``bot.front.kinds``); how a slot is said is ``slot_words``'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from bot.questions import slot_words as said_so
from bot.questions.how_long import another
from bot.questions.leans import moved
from bot.questions.leans_whom import others, whom_said
from bot.questions.redraft import Way, only_who_owes, redraft
from bot.questions.redraft_circular import namings_of, silent_out
from bot.questions.slot_words import OPENS, N
from bot.speech.names import Roster
from bot.speech.numbers import MEASURES, plain

Slot = Literal[
    "value", "reason", "due", "group", "head", "person", "phone", "table", "class",
    "alias", "self", "effect", "as_is", "whom", "when", "text", "names", "docno", "sign", "title",
    "stage", "count", "called", "answer", "question",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Put:
    """One slot, and what is said for it; nothing of what only asks or looks.

    Of a slot that is read once more by who fills it (whom, text, names) ``said`` is the clause.
    ``old``: what it takes the place of. ``+2天``, ``-1个``: counted from what is shown.
    """

    slot: Slot
    said: str = ""
    old: str = ""
    part: str = ""
    """Which of several: the stage of a quarter."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Of which draft a sentence is read: what it has, whose names it may use, and today."""

    has: frozenset[Slot] = frozenset()
    roster: Roster | None = None
    today: date | None = None
    verbs: str = ""
    """What is done by it, as a pattern: 催, 发. A clause of another act is none of it."""


NONE: Final = Draft()
LONGEST: Final = 80
_ASKED: Final = ("effect", "self", "as_is")
_BREAK: Final = re.compile(r"[,，。;；!！\s]+")
_OFTEN: Final[tuple[Slot, ...]] = ("text", "whom", "names", "stage", "sign")
"""Said more than once in a sentence, each is one of its own."""


def puts(text: str, of: Draft = NONE) -> tuple[Put, ...]:
    """The slots that a sentence fills or asks of; nothing where a clause of it is none of these."""
    said = plain(text).strip().rstrip("。！!~")
    if not said or len(said) > LONGEST:
        return ()
    if of.today is not None and said_so.LATER.fullmatch(said):
        return (Put("when", said),)
    if time := _another_time(said, of):
        return time
    bare = OPENS.sub("", said)
    slipped = bare != said and said_so.SLIPPED.search(said[: len(said) - len(bare)]) is not None
    for one in dict.fromkeys((said, bare) if of.has else (bare,)):
        whole = _one(one, of, slipped=slipped) if one else None
        if whole:
            return (whole,)
    return tuple(_clauses(bare, of, slipped=slipped)) if bare else ()


def _clauses(said: str, of: Draft, *, slipped: bool) -> Iterator[Put]:
    """Clause by clause; what follows a reason and is no slot of its own belongs to the reason."""
    found: list[Put] = []
    for clause in filter(None, _BREAK.split(said)):
        one = _one(clause, of, slipped=slipped)
        last = found[-1] if found else None
        if one is not None and not (last and last.slot == one.slot and one.slot not in _OFTEN):
            found.append(one)
        elif last is not None and last.slot == "reason" and said_so.DENIES.match(clause):
            continue
        elif last is not None and last.slot == "reason" and one is None:
            found[-1] = Put("reason", f"{last.said}，{clause}")
        elif last is not None and last.slot == "value" and _says_why(clause, of):
            found.append(Put("reason", clause))
        else:
            return
    yield from found


_NO_REASON: Final = re.compile(r"[?？吗呢谁哪怎咋几]|什么|多少|改|更正|审核|[催延撤]|提醒|通知")
_LEAST: Final = 2


def _says_why(clause: str, of: Draft) -> bool:
    """应该是1项，另一项没有证明: what stands behind a value is why, where a reason is wanted."""
    return "reason" in of.has and len(clause) >= _LEAST and not _NO_REASON.search(clause)


def _one(clause: str, of: Draft, *, slipped: bool) -> Put | None:
    """The slot that a clause is about: one of the draft's own before one that it lacks."""
    if more := (said_so.MORE.fullmatch(clause) or said_so.STILL_MORE.fullmatch(clause)):
        return Put("value", f"{'+' if more['more'] else '-'}{more['n']}")
    own = [one for one in _ORDER if one in of.has]
    for slot in (*own, *(one for one in _ORDER if one not in of.has)):
        found = _reads(slot, clause, of, slipped=slipped)
        if found is None:
            continue
        asked = said_so.ASKS.search(clause) and not said_so.COLON.match(clause)
        if asked and found.slot not in _ASKED:
            return None
        return found
    return None


def _reads(slot: Slot, clause: str, of: Draft, *, slipped: bool) -> Put | None:
    if slot in of.has and (found := _changed(slot, clause)):
        return found
    pattern, read = _MARKED.get(slot), _OF_DRAFT.get(slot)
    match = pattern.fullmatch(clause) if pattern else None
    if match is None:
        return read(clause, of) if read else None
    said = next((one for one in match.groups() if one), "").strip() if match.groups() else ""
    if slot == "reason" and _BREAK.search(said):
        return None  # taken apart: another slot may stand behind it
    if slot == "value" and not (slipped or said_so.MEASURED.fullmatch(said) or clause != said):
        return None
    if slot == "effect" and not said_so.WHAT_FOLLOWS.search(clause):
        return None
    return Put(slot, said)


# -- old and new -----------------------------------------------------------------------------------

_NUMBER: Final = re.compile(rf"{N}\s*(?:分|%|(?:{MEASURES}))?")
_DAY: Final = re.compile(
    r"(?:[0-9]{1,2}月)?[0-9]{1,2}[日号]?|(?:[这本下]?个?(?:周|星期|礼拜))[一二三四五六日天]"
    r"|今天|明天|大?后天|月底|元旦"
)


def _changed(slot: Slot, clause: str) -> Put | None:
    """28改29, 不是2，是3: of a value another value, of a day another day, of words other words."""
    match = said_so.CHANGED.fullmatch(clause)
    if match is None:
        return None
    parts = [match[f"{one}{n}"] for n in ("", "2", "3") for one in ("old", "new")]
    old, new = next((a, b) for a, b in zip(parts[::2], parts[1::2], strict=True) if a and b)
    if slot == "value" and _NUMBER.fullmatch(old) and _NUMBER.fullmatch(new):
        return Put("value", new, old)
    days = _DAY.fullmatch(old) and _DAY.fullmatch(new)
    if slot in ("due", "when", "stage") and days:
        return Put(slot, _as_day(new), _as_day(old))
    if slot == "text" and re.fullmatch(r"[0-9]+[日号点月年分]?", old) and new[:1].isdigit():
        return Put("text", clause, old)
    return None


def _as_day(said: str) -> str:
    return f"{said}号" if said.isdigit() else said


# -- read once more by who fills them --------------------------------------------------------------

_BY_STYLE: Final[frozenset[Way]] = frozenset((
    "shorter", "one", "formal", "polite", "firm", "unnamed", "longer", "figures", "list", "sign",
    "title", "front",
))  # fmt: skip
"""What is said of words whatever they are of."""


def _text(clause: str, of: Draft) -> Put | None:
    to = redraft(clause)
    if "text" in of.has:
        return Put("text", clause) if to or only_who_owes(clause) else None
    return Put("text", clause) if to is not None and to.way in _BY_STYLE else None


def _of_way(way: Way, slot: Slot) -> Callable[[str, Draft], Put | None]:
    def read(clause: str, of: Draft) -> Put | None:  # noqa: ARG001 -- as the others
        to = redraft(clause)
        return Put(slot, to.text) if to is not None and to.way == way else None

    return read


def _names(clause: str, of: Draft) -> Put | None:  # noqa: ARG001 -- as the others
    return Put("names", clause) if namings_of(clause) or silent_out(clause) else None


def _whom(clause: str, of: Draft) -> Put | None:
    if of.roster is None or ("text" in of.has and only_who_owes(clause)):
        return None
    acts = _ACTS.findall(clause)
    if acts and not any(re.fullmatch(of.verbs, one) for one in acts):
        return None  # 不要催财政局, behind a draft that is sent
    if others(clause, of.roster) is not None:
        return Put("whom", clause)
    said = whom_said(clause) if "whom" in of.has else ()
    return Put("whom", clause) if any(_DESCRIBES.search(one) for _, one in said) else None


_ACTS: Final = re.compile(r"催|提醒|延|宽限|缓|发|通知|邀请|更正|退回|核减|通过")
_DESCRIBES: Final = re.compile(
    r"[没未](?:有)?.{1,8}的|^[没未](?:有)?.{2,8}$|.{2,}的(?:单位|那几[家个]|那些)?$"
)


def _when(clause: str, of: Draft) -> Put | None:
    if (shift := said_so.SHIFT.fullmatch(clause)) is not None and "when" in of.has:
        return Put("when", _shift(shift))
    if of.today is None:
        return None
    timed = said_so.SENT_WHEN.sub("", said_so.SETS_WHEN.sub("", clause))
    sends = timed != clause and bool(timed)
    for one in dict.fromkeys((clause, timed)):
        if one and (to := moved(one, of.today)):
            has = "when" in of.has or (sends and (to.hour >= 0 or not of.has & _DAYS))
            bare = "text" in of.has and not sends and not to.hour >= 0
            return Put("when", one) if has and not bare else None
    return None


_DAYS: Final = frozenset[Slot](("due", "stage"))


def _due(clause: str, of: Draft) -> Put | None:
    shift = said_so.SHIFT.fullmatch(clause)
    if shift is not None and not shift["on"]:
        return Put("due", _shift(shift))
    if "due" not in of.has:
        days = of.has and _changed("due", clause)  # 18号改22号, of what has no day
        return days or None
    to = moved(clause, of.today) if of.today else None
    return Put("due", clause) if to is not None and to.hour < 0 else None


def _another_time(said: str, of: Draft) -> tuple[Put, ...]:
    """不够 改成四天: another day than the one that stands there, and perhaps why."""
    if "due" not in of.has or of.today is None:
        return ()

    def reads(clause: str) -> str | None:
        put = _due(clause, of)
        return put.said if put else None

    time = another(said, reads)
    if time is None or (time.why and ("value" in of.has or "reason" not in of.has)):
        return ()
    why = time.why and reason_of(time.why)
    return (Put("due", time.day), *((Put("reason", why),) if why else ()))


def _shift(match: re.Match[str]) -> str:
    return f"{'-' if match['less'] else '+'}{match['n']}{match['unit']}"


def _stage(clause: str, of: Draft) -> Put | None:
    """截止放到4月12号, 申诉期给7天; a day of its own only where the draft has stages."""
    match = said_so.STAGE.fullmatch(clause)
    if match is not None and "stage" in of.has:
        shift = said_so.SHIFT.fullmatch(match["said"])
        if shift is not None:
            return Put("stage", _shift(shift), part=match["stage"])
        if of.today and (_SO_LONG.fullmatch(match["said"]) or moved(match["said"], of.today)):
            return Put("stage", match["said"], part=match["stage"])
    if "stage" not in of.has:
        return None
    if (shift := said_so.SHIFT.fullmatch(clause)) is not None:
        return Put("stage", _shift(shift))
    to = moved(clause, of.today) if of.today else None
    return Put("stage", clause) if to is not None and to.hour < 0 else None


_SO_LONG: Final = re.compile(rf"{N}个?(?:天|日|周|星期|工作日)")


def _only_here(slot: Slot, pattern: re.Pattern[str]) -> Callable[[str, Draft], Put | None]:
    """What says something only where there is such a slot."""

    def read(clause: str, of: Draft) -> Put | None:
        match = pattern.fullmatch(clause) if slot in of.has else None
        said = next((one for one in match.groups() if one), "") if match else ""
        return Put(slot, said.strip()) if said else None

    return read


_OF_DRAFT: Final[dict[Slot, Callable[[str, Draft], Put | None]]] = {
    "text": _text, "names": _names, "whom": _whom, "when": _when, "due": _due, "stage": _stage,
    "title": _of_way("title", "title"), "sign": _of_way("sign", "sign"),
    "reason": _only_here("reason", said_so.REASON_HERE),
    "person": _only_here("person", said_so.NAMED),
    "count": _only_here("count", said_so.COUNT), "called": _only_here("called", said_so.CALLED),
    "answer": _only_here("answer", said_so.ANSWER),
    "question": _only_here("question", said_so.QUESTION),
}  # fmt: skip
_MARKED: Final[dict[Slot, re.Pattern[str]]] = {
    "reason": said_so.REASON, "head": said_so.HEADED, "phone": said_so.PHONE,
    "person": said_so.PERSON, "due": said_so.DUE, "group": said_so.GROUP,
    "class": said_so.CLASS, "alias": said_so.ALIAS, "table": said_so.TABLE, "self": said_so.SELF,
    "as_is": said_so.AS_IS, "effect": said_so.EFFECT, "value": said_so.VALUE,
    "docno": said_so.DOCNO,
}  # fmt: skip
_ORDER: Final[tuple[Slot, ...]] = (
    "reason", "docno", "sign", "title", "head", "phone", "person", "answer", "question", "stage",
    "whom", "names", "when", "due", "group", "class", "alias", "table", "self", "as_is", "effect",
    "count", "value", "called", "text",
)  # fmt: skip


def reason_of(text: str) -> str:
    """A typed reason without what only says that it is one: 理由写漏计, 原因：人员变动."""
    said = text.strip()
    if marked := said_so.COLON.fullmatch(said):
        return marked["said"].strip()
    found = puts(said)
    return found[0].said if [one.slot for one in found] == ["reason"] else said


def puts_right(text: str) -> bool:
    """看错了 两个: whether a sentence begins by saying that what was shown is wrong."""
    opens = OPENS.match(plain(text).strip())
    return opens is not None and said_so.SLIPPED.search(opens[0]) is not None
