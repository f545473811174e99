"""A draft or an act that waits for its tap: which of its slots the sentence behind it fills.

The table of the kinds (``bot.front.kinds``) says how each is told by its page, which slots it has,
and who fills them; a sentence is read by ``bot.questions.slots``, the draft's own slots first. What
it has no slot for is said, with the act as it was; a sentence that is understood in no way leaves
it standing, too, and says so. Nothing is done here: whatever was filled in is shown once more. No
page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.corridor.draft_marks import bare
from bot.corridor.events import Button, Message
from bot.corridor.turn import InsteadError, Turn
from bot.front import deciding, fillings
from bot.front.asking import Asking, Led
from bot.front.fillings import Fill, Standing
from bot.front.kinds import KINDS, Kind
from bot.front.shown import OFFERED, buttons
from bot.front.words import standing as words
from bot.questions.slots import Draft, Put, puts
from bot.speech.calendar import in_china


async def stands(turn: Turn) -> Standing | None:
    """The act on the page shown last; None: it shows none, or long ago."""
    every = await buttons(turn)
    form = turn.aside_of or turn.conversation.waiting or ""
    if not turn.has("admin", "reviewer") or (not every and (not form or turn.long_ago)):
        return None
    draft = {**turn.aside, **turn.draft}
    for name, kind in KINDS.items():
        match = _act(kind, every)
        waits = kind.form is not None and kind.form.fullmatch(form) is not None
        back = next((route for label, route in every if label == words.label(kind.called)), "")
        fresh = waits and not match and not _menu(every) and await turn.fresh()
        if back or fresh or (match and (kind.form is None or waits or not form)):
            again = back or again_of(kind, match, form)
            parts = match.groupdict() if match else {}
            return Standing(name, form, draft, every, again, parts)
    return None


def _act(kind: Kind, every: Sequence[tuple[str, str]]) -> re.Match[str] | None:
    """The button that does an act of this kind."""
    at = [match for _, route in every if (match := kind.act.fullmatch(bare(route)))]
    if kind.first and not (at and at[0][0] == bare(every[0][1])):
        return None
    return None if kind.one and len(at) != 1 else next(iter(at), None)


def again_of(kind: Kind, match: re.Match[str] | None, form: str) -> str:
    """The route that shows an act once more; empty: its own buttons do."""
    if kind.by_form and (found := kind.by_form.match(form or (match[0] if match else ""))):
        return found.expand(kind.again)
    of = match or (kind.form.fullmatch(form) if kind.form else None)
    if of is not None and not kind.by_form and set(_PARTS.findall(kind.again)) <= set(_named(of)):
        return of.expand(kind.again)
    return "" if "\\" in kind.again or kind.by_form else kind.again


_PARTS: Final = re.compile(r"\\g<(\w+)>")


def _named(match: re.Match[str]) -> list[str]:
    return [name for name, one in match.groupdict().items() if one is not None]


def _menu(every: Sequence[tuple[str, str]]) -> bool:
    """Whether the page only offers what a sentence may have meant."""
    return any(route.startswith(OFFERED) for _, route in every)


async def reads(turn: Turn, asking: Asking, text: str) -> Standing | None:
    """The act of which a text, said plainly, would fill slots; None: it fills none of any."""
    of = await stands(turn)
    said = puts(text, _draft(of, asking, turn)) if of else ()
    fills = of and said and all(one.slot in KINDS[of.kind].slots for one in said)
    return of if fills and not any(one.slot in _ASKED for one in said) else None


_ASKED: Final = ("effect", "self", "as_is")


def _draft(of: Standing, asking: Asking, turn: Turn) -> Draft:
    has = frozenset(KINDS[of.kind].slots)
    return Draft(has, asking.roster, in_china(turn.now).date(), KINDS[of.kind].verbs)


async def is_one(turn: Turn, asking: Asking, text: str) -> bool:
    """Whether a text fills a slot of the act that stands there, or asks of it."""
    of = await stands(turn)
    return of is not None and bool(puts(text, _draft(of, asking, turn)))


async def led(turn: Turn, asking: Asking, text: str) -> Led | None:
    """The act with the slots that a sentence fills; None: no act stands, or it fills none."""
    of = await stands(turn) if asking.office else None
    if of is None:
        return None
    said = _without_tone(puts(text, _draft(of, asking, turn)))
    if not said or (of.kind == "decision" and await deciding.goes_on(turn, asking, text)):
        return None  # 少算一次: a decision of its own, which takes the place of the one shown
    kind = KINDS[of.kind]
    if kind.follows and [one.slot for one in said] == ["effect"]:
        return _unchanged(of, words.follows(kind.called, (kind.follows,)))
    if [one.slot for one in said] == ["as_is"] and "as_is" not in kind.slots:
        return words.agreed(kind.called, _own(of)[:_OFFERED])
    if [one.slot for one in said] == ["self"] and "self" not in kind.slots:
        return _unchanged(of, words.only_you(kind.called))
    if any(one.slot not in kind.slots for one in said) or kind.fill is None:
        return _lacking(of, said)
    return await _filled(turn, asking, of, kind.fill, said)


def _without_tone(said: Sequence[Put]) -> tuple[Put, ...]:
    """话软一点，写“…”: how it shall sound is in the words that are given."""
    given = any(one.slot == "reason" for one in said)
    return tuple(one for one in said if not (given and one.slot == "text"))


def _lacking(of: Standing, said: Sequence[Put]) -> Message:
    """An act without such a slot: why, or what of it can be changed; it stands as it was."""
    kind = KINDS[of.kind]
    left = [one.slot for one in said if one.slot not in kind.slots] or [one.slot for one in said]
    if why := next((kind.cannot[one] for one in left if one in kind.cannot), ""):
        return _unchanged(of, words.not_so(kind.called, why), _instead(of))
    return _unchanged(of, words.not_here(kind.called, left, kind.can))


def _instead(of: Standing) -> list[Button]:
    """What does instead, of a kind that has such a thing."""
    label, pattern, route = KINDS[of.kind].instead
    match = re.fullmatch(pattern, of.again) if label else None
    return [Button(label=label, route=match.expand(route))] if match else []


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
    return found or _lacking(of, said)


def _unchanged(of: Standing, text: str, instead: Sequence[Button] = ()) -> Message:
    """The act as it was, and that it was: the way back to it, or else its own buttons."""
    back = [*way_back(of), *instead]
    return words.shown(text, back, () if back else _own(of)[:_OFFERED])


def way_back(of: Standing) -> list[Button]:
    """The way back to the act; nothing where no route shows it."""
    return [words.back_to(KINDS[of.kind].called, of.again)] if of.again else []


def _own(of: Standing) -> list[Button]:
    return [Button(label=label, route=route) for label, route in of.buttons]


_CHANGES: Final = re.compile(
    r"(?:把|将|那|再|就|还是|给我|帮我)*[^,，?？]{0,10}?(?:改成?|换成?|写成?|去掉|删掉?|挪到?|填成?)"
    r"(?!.*(?:名单|名次|得分|材料|排名|多少|记录|过|联络员|简称|[?？吗呢谁哪怎几])).{1,20}"
)
"""A change of something, by its verb: never a question about the county."""


async def noted(turn: Turn, told: Message) -> Message:
    """What a sentence may have meant, behind an act: that it stands unchanged, and the way back."""
    of = await stands(turn)
    if of is None:
        return told
    if _CHANGES.match(turn.text.strip()):  # 把第二段挪到前面: of this draft, whatever it says
        kind = KINDS[of.kind]
        return _unchanged(of, words.which_part(kind.called, kind.can))
    back = way_back(of)
    if back and back[0].route not in {one.route for row in told.buttons for one in row}:
        rows = (*told.buttons[:-1], *((one,) for one in back), *told.buttons[-1:])
        told = told.model_copy(update={"buttons": rows})
    text = f"{words.still_stands(KINDS[of.kind].called)}\n{told.text}"
    return told.model_copy(update={"text": text})
