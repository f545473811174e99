"""An act that waits for its tap, and the sentence behind it: which of its slots it fills.

One table of the kinds of acts says how each is told by its page, which slots it has, and who fills
them; a sentence is read by ``bot.questions.slots``. What an act has no slot for is said, with the
act as it was; a sentence that is understood in no way leaves it standing, too, and says so. Nothing
is done here: whatever was filled in is shown once more. Whom an act is for and when it comes is
``onto``'s. No page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.corridor.draft_marks import bare
from bot.corridor.events import Button, Message
from bot.corridor.turn import InsteadError, Turn
from bot.front import deciding, fillings
from bot.front.asking import Asking, Led
from bot.front.fillings import Fill, Standing
from bot.front.shown import OFFERED, buttons
from bot.front.words import standing as words
from bot.questions.slots import Put, Slot, puts


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act."""

    called: str
    act: re.Pattern[str]
    """The button that does it, or that fills the next of its slots."""
    again: str = ""
    """The route that shows it once more, made of the button's; empty: its own buttons do."""
    form: re.Pattern[str] | None = None
    """The form that waits below it."""
    by_form: re.Pattern[str] | None = None
    """Of which part of the form's route that route is made, where the button does not tell."""
    slots: tuple[Slot, ...] = ()
    fill: Fill | None = None
    can: str = ""
    """What can be changed of it, in words."""
    follows: str = ""
    """What follows from it, where no figure moves."""


_NO_POINTS: Final = "得分、名次都不因此变。"
_TIME: Final = "延期只动截止时间和跟着它算的提醒、逾期，已经得的分和名次不动。"
KINDS: Final[dict[str, Kind]] = {
    "notice": Kind(
        "那份通知", re.compile(r"notice/(?P<n>\d+)/(?:send|undo)"), r"notice/\g<n>/look",
        re.compile(r"notice/\d+/kept"), None, ("self",), fillings.notice,
        "内容、语气、抬头、落款、名单、发给谁", f"通知只是发一条消息，{_NO_POINTS}",
    ),
    "decision": Kind(
        "那个审核意见", re.compile(r"review/by-word/(?:yes|which)(?:/\d+)?"), "review/by-word",
        re.compile(r"review/by-word"), None, ("value", "reason", "due", "as_is", "effect"),
        fillings.decision, "核成多少、理由、通过还是退回，退回的还能改到哪天补",
    ),
    "correct": Kind(
        "那个更正", re.compile(r"correct/(?:propose/)?\d+/\d+/[^/]+(?:/.*)?"), r"\g<base>/menu",
        re.compile(r"correct/\d+/\d+/[^/]+(?:/why|/set/\d+)?"), fillings.BASE,
        ("value", "reason", "effect"), fillings.correct, "改成多少、理由、换一项",
    ),
    "appeal": Kind(
        "那个改判", re.compile(r"appeals/change/\d+(?:/.*)?"), r"\g<base>/menu",
        re.compile(r"appeals/change/\d+(?:/why|/set/\d+)?"), fillings.BASE,
        ("value", "reason", "effect"), fillings.appeal, "改成多少、理由",
    ),
    "kept": Kind(
        "那个答复", re.compile(r"(?P<base>appeals/keep/\d+)(?:/\d+)?"), r"\g<base>",
        re.compile(r"appeals/keep/\d+"), None, ("reason",), fillings.reason, "理由",
        f"维持就是按原来的核定，{_NO_POINTS}",
    ),
    "extend": Kind(
        "那个延期", re.compile(r"(?P<base>extend/\d+/(?:all|of/\d+|\d+)/\d{8})/\d+"), r"\g<base>",
        re.compile(r"extend/\d+/(?:all|of/\d+|\d+)/\d{8}"), None, ("reason", "due"),
        fillings.extend, "延到哪天、延哪些单位、原因", _TIME,
    ),
    "unextend": Kind(
        "收回延期那件事", re.compile(r"(?P<base>extend/back/\d+/(?:of/)?\d+)/yes"), r"\g<base>",
        can="不收回就回首页", follows=_TIME,
    ),
    "nudge": Kind(
        "那份催报", re.compile(r"(?P<base>found/\d+/nudge|remind/all/\d+/\d+)/yes"), r"\g<base>",
        can="催哪些单位、改天再催", follows=f"催报只是发提醒，{_NO_POINTS}",
    ),
    "plan": Kind(
        "那个提醒", re.compile(r"planned/new/(?P<n>\d+)/(?P<when>\d{12})"),
        r"planned/ask/\g<n>/\g<when>", can="哪天几点、提醒谁",
        follows=f"提醒只是发消息，{_NO_POINTS}",
    ),
    "supply": Kind(
        "那几个数", re.compile(r"supply/by-word/yes"), "supply/by-word",
        re.compile(r"supply/by-word"), None, ("value",), fillings.supply, "单位、数",
        "录进去以后，这些单位的得分和名次马上跟着重算；录以前先不算。",
    ),
    "circular": Kind(
        "那份通报", re.compile(r"circular/yes/(?P<n>\d+)/\w+"), r"circular/\g<n>",
        re.compile(r"circular/said/\d+"),
        can="表扬谁、批评谁、存在问题、抬头、抄送、加一条工作要求",
        follows=f"通报按公布的结果写，{_NO_POINTS}",
    ),
    "remits": Kind(
        "那个分工", re.compile(r"remits/by-word/yes"), "remits/by-word",
        re.compile(r"remits/by-word"), None, ("group",), fillings.remits,
        "谁审哪几项、只审县直或乡镇",
        f"分工只管谁来审，{_NO_POINTS}",
    ),
    "cover": Kind(
        "那个代审", re.compile(r"(?P<base>review/cover/\d+/\d+)/yes"), r"\g<base>",
        can="谁代谁。代审是整个人的活都转；只转一张表的，说“孙倩负责乡镇”改分工",
        follows=f"代审只管谁来审，{_NO_POINTS}",
    ),
    "unit": Kind(
        "那个单位资料", re.compile(r"units/by-word/yes"), "units/by-word",
        re.compile(r"units/by-word"), can="单位名单里逐项改",
        follows="改名称不动得分；改类别，名次在新的类别里排。",
    ),
    "new_unit": Kind(
        "那个新单位", re.compile(r"units/add/\d+"), "", re.compile(r"units/add/name"),
        None, ("table", "class", "alias"), fillings.new_unit, "用哪一张考核表、类别、别名",
        "新单位从没有结束的季度起参加排名。",
    ),
    "swap": Kind(
        "换人那件事", re.compile(r"roles/(?:swap|end)/\d+(?:/yes)?|invite/\d+(?:/more)?"), "",
        slots=("phone", "person"), fill=fillings.swap, can="新人的姓名、电话",
        follows=f"换联络员{_NO_POINTS}",
    ),
    "urge": Kind(
        "催审核员那件事", re.compile(r"(?P<base>review/urge(?:/[^/]+)?)/yes"), r"\g<base>",
        can="催哪一位", follows=f"催一下{_NO_POINTS}",
    ),
}  # fmt: skip
"""Every kind of act that a sentence may lean on, the surest first."""


async def stands(turn: Turn) -> Standing | None:
    """The act on the page shown last; None: it shows none, or long ago."""
    every = await buttons(turn)
    if not every or not turn.has("admin", "reviewer"):
        return None
    form = turn.aside_of or turn.conversation.waiting or ""
    draft = {**turn.aside, **turn.draft}
    for name, kind in KINDS.items():
        match = next((m for _, route in every if (m := kind.act.fullmatch(bare(route)))), None)
        waits = kind.form is not None and kind.form.fullmatch(form) is not None
        back = next((route for label, route in every if label == words.label(kind.called)), "")
        fresh = waits and not match and not _menu(every) and await turn.fresh()
        if back or fresh or (match and (kind.form is None or waits or not form)):
            return Standing(name, form, draft, every, back or _again(kind, match, form))
    return None


def _again(kind: Kind, match: re.Match[str] | None, form: str) -> str:
    """The route that shows an act once more; empty: its own buttons do."""
    if kind.by_form and (found := kind.by_form.match(form or (match[0] if match else ""))):
        return found.expand(kind.again)
    if match is not None and not kind.by_form:
        return match.expand(kind.again)
    return "" if "\\" in kind.again or kind.by_form else kind.again


def _menu(every: Sequence[tuple[str, str]]) -> bool:
    """Whether the page only offers what a sentence may have meant."""
    return any(route.startswith(OFFERED) for _, route in every)


async def is_one(turn: Turn, text: str) -> bool:
    """Whether a text fills a slot of the act that stands there, or asks of it."""
    return bool(puts(text)) and await stands(turn) is not None


async def led(turn: Turn, asking: Asking, text: str) -> Led | None:
    """The act with the slots that a sentence fills; None: no act stands, or it fills none."""
    said = puts(text)
    of = await stands(turn) if said and asking.office else None
    if of is None or (of.kind == "decision" and await deciding.goes_on(turn, asking, text)):
        return (
            None  # 少算一次: a decision of its own, which takes the place of the one that is shown
        )
    kind = KINDS[of.kind]
    if kind.follows and [one.slot for one in said] == ["effect"]:
        return _unchanged(of, words.follows(kind.called, (kind.follows,)))
    if [one.slot for one in said] == ["as_is"] and "as_is" not in kind.slots:
        return words.agreed(kind.called, _own(of)[:_OFFERED])
    if [one.slot for one in said] == ["self"] and "self" not in kind.slots:
        return _unchanged(of, words.only_you(kind.called))
    left = [one.slot for one in said if one.slot not in kind.slots]
    if left or kind.fill is None:
        return _unchanged(of, words.not_here(kind.called, left, kind.can))
    return await _filled(turn, asking, of, kind.fill, said)


_OFFERED: Final = 5


async def _filled(turn: Turn, asking: Asking, of: Standing, fill: Fill, said: Sequence[Put]) -> Led:
    """What the sentence made of it, shown by its own page; or why not, with the act as it was."""
    called, before = KINDS[of.kind].called, len(turn.said)
    if of.form:
        turn.wait(of.form, **of.draft)  # the sentence is of this very form, and not beside it
    try:
        found = await fill(turn, asking, of, said)
    except InsteadError as refused:
        del turn.said[before:]
        return _unchanged(of, words.not_so(called, refused.message.text))
    if isinstance(found, fillings.Follows):
        return _unchanged(of, words.follows(called, found.lines))
    if found is None and len(turn.said) > before:
        return turn.said.pop()
    left = [one.slot for one in said]
    return found or _unchanged(of, words.not_here(called, left, KINDS[of.kind].can))


def _unchanged(of: Standing, text: str) -> Message:
    """The act as it was, and that it was: the way back to it, or else its own buttons."""
    back = _back(of)
    return words.shown(text, back, () if back else _own(of)[:_OFFERED])


def _back(of: Standing) -> list[Button]:
    """The way back to the act; nothing where no route shows it."""
    return [words.back_to(KINDS[of.kind].called, of.again)] if of.again else []


def _own(of: Standing) -> list[Button]:
    return [Button(label=label, route=route) for label, route in of.buttons]


async def noted(turn: Turn, told: Message) -> Message:
    """What a sentence may have meant, behind an act: that it stands unchanged, and the way back."""
    of = await stands(turn)
    if of is None:
        return told
    back = _back(of)
    if back and back[0].route not in {one.route for row in told.buttons for one in row}:
        rows = (*told.buttons[:-1], *((one,) for one in back), *told.buttons[-1:])
        told = told.model_copy(update={"buttons": rows})
    text = f"{words.still_stands(KINDS[of.kind].called)}\n{told.text}"
    return told.model_copy(update={"text": text})
