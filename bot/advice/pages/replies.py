"""问信用办, on the office's side: what was asked, and the answer back to whoever asked.

An answer is typed after a press on 答复, or in one line, which is shown first: 回复 12 可以. It may
be kept for everybody (``answers``). The asker's side is in ``consult``.
"""

from __future__ import annotations

import re
from datetime import timedelta

from bot.advice import asking
from bot.advice.words import answers as answer_words, consult as words
from bot.corridor.pages import Role, page
from bot.corridor.shown_first import shown_first
from bot.corridor.turn import Turn, instead
from bot.questions.features import LONGEST, mask, tidied
from bot.questions.typed import alone
from storage.queries import advice
from storage.queries.advice import Consultation, Taught

_OFFICE: tuple[Role, ...] = ("admin", "reviewer")
_MOST = 12
_LATELY = timedelta(days=7)
_TYPED = re.compile(r"第?\s*(\d{1,9})\s*(?:号)?\s*[:：,，]?\s*(.+)", re.DOTALL)


@page("consults", roles=("admin", "reviewer", "observer"), words=alone("consults"), reads=True)
async def waiting(turn: Turn) -> None:
    """Questions without an answer, the oldest first."""
    lines = []
    for one in await advice.open_consultations(turn.db, _MOST):
        about = await asking.about(turn, one)
        lines.append((one.id, words.line(about, one.person_name, one.question)))
    turn.say(words.listed(lines))


@page(
    "consults/lately",
    roles=("admin", "reviewer", "observer"),
    words=alone("consults/lately"),
    reads=True,
)
async def lately(turn: Turn) -> None:
    """What the units put to the office in the last days, answered or not, the newest first."""
    found = await advice.asked_since(turn.db, turn.now - _LATELY, _MOST + 1)
    lines = []
    for one in found[:_MOST]:
        about = await asking.about(turn, one)
        lines.append((one.id, words.line(about, one.person_name, one.question), one.answer))
    turn.say(words.asked_lately(lines, _LATELY.days, more=len(found) > _MOST))


@page("consult/answer/{number:int}", roles=_OFFICE, reads=True)
async def ask_answer(turn: Turn, number: int) -> None:
    """答复: what is to be said?"""
    found = await sent(turn, str(number))
    about = await asking.about(turn, found)
    turn.say(words.ask_answer(found.person_name, about, found.question, found.answer))
    turn.wait(f"consult/reply/{number}")


@page("consult/reply/{number:int}", roles=_OFFICE, fits=asking.whatever)
async def put_answer(turn: Turn, number: int) -> None:
    """The answer as it was typed."""
    if turn.incoming.attachments or not turn.text or turn.incoming.route is not None:
        await ask_answer(turn, number)
        return
    await reply(turn, await sent(turn, str(number)), turn.text)


@page("consult/typed", roles=_OFFICE, words=alone("consult/typed"), opens=("回复",))
async def typed(turn: Turn) -> None:
    """回复 12 可以算."""
    match = _TYPED.fullmatch(turn.rest)
    if match is None:
        raise instead(words.how_to_reply(), words.LIST)
    found, answer = await sent(turn, match[1]), match[2].strip()
    if len(answer) > words.LONGEST:
        raise instead(words.too_long())
    shown = words.would_reply(found.person_name, found.question, answer)
    if not shown_first(turn, "consult/typed", turn.rest, *shown):
        await reply(turn, found, answer)


@page("consult/keep/{number:int}", roles=("admin",))
async def keep(turn: Turn, number: int) -> None:
    """以后都这样答: the question and its answer join the office's list."""
    found = await sent(turn, str(number))
    if not found.answer:
        raise instead(answer_words.no_such_answer(), answer_words.LIST)
    kept = await advice.add_answer(
        turn.db, found.question, found.answer, found.topic, turn.somebody.id, turn.now
    )
    said = tidied(mask(found.question))
    if not found.topic and 1 < len(said) <= LONGEST:
        await advice.teach(turn.db, said, Taught("", kept), turn.somebody.id, turn.now)
    now = {"question": found.question, "answer": found.answer}
    await turn.record(None, "answer.add", f"answer/{kept}", None, now)
    turn.say(answer_words.added(found.question, found.answer))


async def sent(turn: Turn, number: str) -> Consultation:
    """A question that was sent on, or a sentence; drafts are nobody's but their person's."""
    found = await advice.consultation(turn.db, int(number))
    if found is None or found.state == "draft":
        raise instead(words.no_such(number), words.LIST)
    return found


async def reply(turn: Turn, found: Consultation, answer: str) -> None:
    """Send an answer back to whoever asked, and write it down."""
    if len(answer) > words.LONGEST:
        raise instead(words.too_long())
    answer = answer.strip()
    await advice.reply(turn.db, found.id, answer, turn.somebody.id, turn.now)
    before = {"answer": found.answer} if found.answer else None
    await turn.record(
        found.unit_id, "consult.answer", f"consult/{found.id}", before, {"answer": answer}
    )
    reached = await turn.tell(found.person_id, words.the_answer(found.question, answer))
    if turn.group is None:
        await turn.tell_office(words.others_know(turn.somebody.name, found.id))
    turn.say(
        words.passed_back(found.person_name, found.id, reached=reached, keep=turn.has("admin"))
    )
