"""问答: everyday questions with the office's answers, added, worded anew and ended by message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.advice.asking import whatever
from bot.advice.words import answers as words
from bot.corridor.pages import OFFICE, Fit, page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn, instead
from bot.questions.features import LONGEST, mask, tidied
from bot.questions.typed import alone
from storage.queries import advice
from storage.queries.advice import Known, Taught

_MOST = 500
_BOTH = re.compile(r"\s*(.{2,80}?)\s*(?:[?？=＝]+|\n)\s*(?:答[复案]?[:：]\s*)?(.+)", re.DOTALL)


@page("answers", roles=OFFICE, words=alone("answers"), opens=("问答",))
async def listed(turn: Turn) -> None:
    """The list; with a question and an answer behind the word, one more, shown first."""
    if turn.rest:
        await (propose if turn.has("admin") and _BOTH.fullmatch(turn.rest) else _add)(
            turn, turn.rest
        )
        return
    await _list(turn, 1)


@page("answers/page/{number:int}", roles=OFFICE, reads=True)
async def page_of(turn: Turn, number: int) -> None:
    """A further page of the list."""
    await _list(turn, number)


@page("answers/new", roles=("admin",), reads=True)
async def new(turn: Turn) -> None:
    """加一条."""
    turn.say(words.ask_question())
    turn.wait("answers/put")


async def propose(turn: Turn, text: str) -> None:
    """新加一条常见问答：…？答：…: shown; one tap keeps it."""
    match = _BOTH.fullmatch(text)
    if match is None:
        raise instead(words.not_both().text, words.LIST)
    turn.say(words.to_add(f"{match[1].strip()}？", _short(match[2])))
    turn.wait("answers/put", both=text)


async def reworded(turn: Turn, draft: Mapping[str, Any], question: str, answer: str) -> None:
    """One that is shown, with another question or another answer; what is empty stays."""
    match = _BOTH.fullmatch(str(draft.get("both", "")))
    if match is None:
        raise instead(words.not_both().text, words.LIST)
    asked = (question or match[1]).strip().rstrip("？?")
    await propose(turn, f"{asked}？{(answer or match[2]).strip()}")


@page("answers/add", roles=("admin",), draws=("both",))
async def add(turn: Turn) -> None:
    """The tap: question and answer as they were shown."""
    both = turn.draft.get("both")
    if not both:
        raise instead(words.not_both().text, words.LIST)
    await _add(turn, str(both))


async def _fits(turn: Turn) -> Fit | None:
    """Whatever is said, after 加一条; below one that is shown only a question with its answer."""
    if turn.draft.get("both") and _BOTH.fullmatch(turn.text) is None:
        return None
    return Fit(turn.text)


@page("answers/put", roles=("admin",), fits=_fits)
async def put(turn: Turn) -> None:
    """Question and answer as they were typed; behind one that is shown, that one as it was."""
    both = str(turn.draft.get("both", ""))
    if both and _BOTH.fullmatch(turn.text) is None:
        await propose(turn, both)
        turn.said[-1] = words.as_it_was(turn.said[-1])
        return
    await _add(turn, turn.text)


@page("answers/{number:int}", roles=OFFICE, reads=True)
async def one(turn: Turn, number: int) -> None:
    """One of them."""
    turn.say(words.one(await _known(turn, number)))


@page("answers/{number:int}/change", roles=("admin",), reads=True)
async def change(turn: Turn, number: int) -> None:
    """改答复."""
    turn.say(words.ask_change(await _known(turn, number)))
    turn.wait(f"answers/{number}/put")


@page("answers/{number:int}/put", roles=("admin",), fits=whatever)
async def put_change(turn: Turn, number: int) -> None:
    """The new wording."""
    found = await _known(turn, number)
    if not turn.text or turn.incoming.route is not None:
        await change(turn, number)
        return
    answer = _short(turn.text)
    await advice.change_answer(turn.db, number, answer, turn.somebody.id, turn.now)
    was, now = {"answer": found.answer}, {"answer": answer}
    await turn.record(None, "answer.change", f"answer/{number}", was, now)
    turn.say(words.added(found.question, answer))


@page("answers/{number:int}/end", roles=("admin",))
async def end(turn: Turn, number: int) -> None:
    """不再用."""
    found = await _known(turn, number)
    await advice.end_answer(turn.db, number, turn.now)
    was = {"question": found.question, "answer": found.answer}
    await turn.record(None, "answer.end", f"answer/{number}", was, None)
    turn.say(words.ended(found.question))


async def _list(turn: Turn, number: int) -> None:
    strange = await advice.how_many_strange(turn.db)
    turn.say(words.listed(leaf(await advice.answers(turn.db), number), strange))


async def _add(turn: Turn, text: str) -> None:
    if not turn.has("admin"):
        raise instead(words.not_both().text, words.LIST)
    match = _BOTH.fullmatch(text)
    if match is None:
        turn.say(words.not_both())
        turn.wait("answers/put")
        return
    question, answer = f"{match[1].strip()}？", _short(match[2])
    number = await advice.add_answer(turn.db, question, answer, "", turn.somebody.id, turn.now)
    said = tidied(mask(question))
    if 1 < len(said) <= LONGEST:
        await advice.teach(turn.db, said, Taught("", number), turn.somebody.id, turn.now)
    now = {"question": question, "answer": answer}
    await turn.record(None, "answer.add", f"answer/{number}", None, now)
    turn.say(words.added(question, answer))


def _short(text: str) -> str:
    if len(text) > _MOST:
        raise instead(words.too_long(_MOST), words.LIST)
    return text.strip()


async def _known(turn: Turn, number: int) -> Known:
    found = await advice.answer(turn.db, number)
    if found is None:
        raise instead(words.no_such_answer(), words.LIST)
    return found
