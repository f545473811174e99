"""A second text never takes the place of the first in silence: both are shown for one tap.

For every form whose text waits in its draft until a button sends it off: an appeal, a reason that
was typed. The form calls ``asks`` before it takes the text; what was chosen comes back to the form
as if it had been typed alone. A description of a row has a question of its own
(``bot.filling.words.doubtful``), since what stands there is kept already.
"""

from __future__ import annotations

from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.forms.words import twice as words

TWICE: Final = "twice"
"""In the draft: under which name the first lies, the first, the second, what stands between."""


def asks(turn: Turn, key: str, least: int, most: int, between: str = "；", first: str = "") -> bool:
    """Show both, if a text came while another waits under ``key`` of this form's draft.

    ``least``, ``most``: so many characters the form takes. What else the draft holds stays; a third
    text joins the second, and whatever comes without one, a file, lets both wait (``first`` says
    above them what became of it). True: the form has nothing more to do.
    """
    route, kept = turn.conversation.waiting, turn.draft
    old, new = str(kept.get(key, "")), turn.text
    if route is None or not old:
        return False
    if (before := kept.get(TWICE)) is not None:
        new = _joined(before[2], new, between) if new not in ("", before[2]) else str(before[2])
    elif not new or new == old:
        return False
    both = len(_joined(old, new, between)) <= most
    asked = words.ask(old, new, both=both, alone=least <= len(new) <= most)
    turn.say(asked.model_copy(update={"text": f"{first}\n\n{asked.text}"}) if first else asked)
    turn.wait(route, **{**kept, TWICE: [key, old, new, between]})
    return True


def pending(turn: Turn) -> dict[str, object]:
    """What waits to be chosen from, for a form that keeps its draft anew."""
    return {TWICE: turn.draft[TWICE]} if TWICE in turn.draft else {}


def _joined(first: str, second: str, between: str) -> str:
    lead = first.rstrip("。；; \n") if between == "；" else first.rstrip()
    return f"{lead}{between}{second}"


@page("twice/{how}", draws=(TWICE,), reads=True)
async def chosen(turn: Turn, how: str) -> None:
    """Both, the new one, or the old one goes on to the form."""
    kept, route = turn.draft.get(TWICE), turn.conversation.waiting
    if kept is None or route is None:
        raise instead(words.gone(), HOME)
    key, old, new, between = kept
    text = {"both": _joined(old, new, between), "new": new}.get(how, old)
    rest = {name: one for name, one in turn.draft.items() if name not in (TWICE, key)}
    turn.wait(route, **rest)
    turn.typed(text)
    await turn.visit(route)
