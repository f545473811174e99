"""没听懂的话: masked sentences nobody understood; with one tap the office gives each a meaning."""

from __future__ import annotations

from bot.advice.asking import whatever
from bot.advice.words import answers as answer_words, strange as words
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn, instead
from bot.questions.guess import NOTHING, guesses
from bot.questions.topic import topics
from bot.questions.typed import alone
from storage.queries import advice
from storage.queries.advice import Strange, Taught

_MOST, _SHOWN, _LONGEST = 80, 4, 500


@page("strange", roles=OFFICE, words=alone("strange"), reads=True)
async def listed(turn: Turn) -> None:
    """What waits for a meaning."""
    turn.say(words.listed(leaf(await advice.strange(turn.db, _MOST), 1)))


@page("strange/page/{number:int}", roles=OFFICE, reads=True)
async def page_of(turn: Turn, number: int) -> None:
    """A further page."""
    turn.say(words.listed(leaf(await advice.strange(turn.db, _MOST), number)))


@page("strange/{number:int}", roles=("admin",), reads=True)
async def one(turn: Turn, number: int) -> None:
    """What does this one mean?"""
    found = await _strange(turn, number)
    turn.say(words.one(found, _likely(found)))


@page("strange/{number:int}/more/{page_number:int}?", roles=("admin",), reads=True)
async def more(turn: Turn, number: int, page_number: int = 1) -> None:
    """Every topic."""
    found = await _strange(turn, number)
    office = found.side == "office"
    every = [(one.called(office), name) for name, one in topics().items() if _means(name, office)]
    turn.say(words.more(found, leaf(every, page_number)))


@page("strange/{number:int}/is/{topic}", roles=("admin",))
async def is_topic(turn: Turn, number: int, topic: str) -> None:
    """This topic."""
    found = await _strange(turn, number)
    if topic not in topics() or topic == NOTHING:
        raise instead(answer_words.no_such_topic(), words.LIST)
    await _teach(turn, found, Taught(topic, None))
    turn.say(words.taught(found.shown, topics()[topic].called(found.side == "office")))


@page("strange/{number:int}/answer", roles=("admin",), reads=True)
async def ask_answer(turn: Turn, number: int) -> None:
    """写一句答复."""
    turn.say(words.ask_answer(await _strange(turn, number)))
    turn.wait(f"strange/{number}/put")


@page("strange/{number:int}/put", roles=("admin",), fits=whatever)
async def put_answer(turn: Turn, number: int) -> None:
    """The answer as it was typed."""
    found = await _strange(turn, number)
    if not turn.text or turn.incoming.route is not None:
        await ask_answer(turn, number)
        return
    if len(turn.text) > _LONGEST:
        raise instead(answer_words.too_long(_LONGEST), words.LIST)
    kept = await advice.add_answer(turn.db, found.shown, turn.text, "", turn.somebody.id, turn.now)
    now = {"question": found.shown, "answer": turn.text}
    await turn.record(None, "answer.add", f"answer/{kept}", None, now)
    await _teach(turn, found, Taught("", kept))
    turn.say(answer_words.added(found.shown, turn.text))


@page("strange/{number:int}/drop", roles=("admin",))
async def drop(turn: Turn, number: int) -> None:
    """不用管."""
    found = await _strange(turn, number)
    await advice.settle_strange(turn.db, number, turn.now)
    turn.say(words.dropped(found.shown))


async def _teach(turn: Turn, found: Strange, meant: Taught) -> None:
    await advice.teach(turn.db, found.said, meant, turn.somebody.id, turn.now)
    await advice.settle_strange(turn.db, found.id, turn.now)
    now = {"said": found.shown, "topic": meant.topic, "answer": meant.answer_id}
    await turn.record(None, "phrasing.teach", f"phrasing/{found.id}", None, now)


def _likely(found: Strange) -> list[tuple[str, str]]:
    office = found.side == "office"
    near = guesses(found.said, lambda name: _means(name, office))
    return [(topics()[one.topic].called(office), one.topic) for one in near[:_SHOWN]]


def _means(name: str, office: bool) -> bool:
    return name != NOTHING and topics()[name].fits(office)


async def _strange(turn: Turn, number: int) -> Strange:
    found = await advice.strange_one(turn.db, number)
    if found is None:
        raise instead(words.gone(), words.LIST)
    return found
