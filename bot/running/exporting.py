"""``python -m bot facts``: a quarter's figures, read from the database without starting the bot."""

from __future__ import annotations

from bot.archive.words import records as words
from bot.corridor import clock
from bot.forms.exported import facts_of
from bot.forms.loading import load_quarter
from bot.running.config import Settings
from bot.running.config_faults import ConfigFault
from bot.running.words import no_data
from bot.speech.calendar import find_quarter, in_china, say_moment
from bot.speech.quarters import name
from scoring.periods import mark, marked
from storage.database import Database
from storage.queries import quarters


async def facts(settings: Settings, named: str) -> str:
    """The JSON of the quarter that is named.

    Raises:
        ConfigFault: there is no database, or no such quarter in it.
    """
    if not await settings.place.exists():
        raise ConfigFault(no_data(settings.place, "导出"))
    database = await Database.open(settings.place)
    try:
        async with database.reading() as db:
            known = await quarters.everyone(db)
            now = clock.now()
            mention = find_quarter(named, in_china(now).date())
            wanted = marked(named) or (mention.quarter if mention else None)
            found = next((one for one in known if (one.year, one.number) == wanted), None)
            if found is None:
                listed = "、".join(mark(one.year, one.number) for one in known)
                if wanted:
                    raise ConfigFault(words.no_figures_of(name(*wanted), listed))
                raise ConfigFault(words.no_quarter_named(listed))
            return facts_of(found, await load_quarter(db, found), words.facts_note(say_moment(now)))
    finally:
        await database.close()
