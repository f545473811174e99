"""导出数据: a quarter's figures as a file that ``python -m scoring`` counts and compares."""

from __future__ import annotations

from bot.archive.words import records as words
from bot.corridor.buttons import HOME
from bot.corridor.events import File, Message, Recipe
from bot.corridor.pages import Role, page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.alive import ALIVE, current_quarter
from bot.forms.exported import facts_of
from bot.forms.loading import load_quarter
from bot.forms.pages.office import quarter_of
from bot.forms.words import which as which_words
from bot.questions.typed import alone
from bot.speech.calendar import find_quarter, in_china, say_moment
from storage.queries import quarters

_TAKES: tuple[Role, ...] = ("admin", "reviewer")


@page("facts", roles=_TAKES, words=alone("facts"), opens=("导出数据",), reads=True)
async def newest(turn: Turn) -> None:
    """导出数据, of the quarter that is due first; 导出数据 2026年四季度."""
    if turn.rest:
        named = find_quarter(turn.rest, in_china(turn.now).date())
        found = await quarters.by_number(turn.db, *named.quarter) if named else None
    else:
        found = await current_quarter(turn.db, turn.now, states=ALIVE)
    if found is None or found.state == "planned":
        raise instead(which_words.no_such_quarter(), HOME)
    await turn.visit(link("facts", found.id))


@page("facts/{quarter:int}", roles=_TAKES, reads=True)
async def of_quarter(turn: Turn, quarter: int) -> None:
    """The file, and how it is used."""
    found = await quarter_of(turn, quarter)
    forms = await load_quarter(turn.db, found)
    note = words.facts_note(say_moment(turn.now))
    text = facts_of(found, forms, note)
    await turn.record(None, "facts.export", f"quarter/{quarter}", None, {"units": len(forms)})
    label = words.facts_label(found)
    file = File(label=label, recipe=Recipe(name="text", data={"text": text}))
    turn.say(Message(text=words.facts_sent(found, len(forms)), files=(file,), buttons=((HOME,),)))
