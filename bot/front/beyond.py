"""What neither grammar nor form took: the best meaning, three offers, or the office. No page.

In turn: what the office taught, then the topics by likeness. A topic is answered at once only where
it is likely, names nothing that would be dropped, and changes nothing; else it is offered, with
the way to the office below. What was not answered is kept, masked, for the office to teach.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, cast

from bot.advice.answering import answer
from bot.advice.facts import asker
from bot.advice.words import answers as words
from bot.corridor.events import ROUTE_BYTES, Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front import at_a_row, at_once, combined, nearest, offers, said_whole, standing, terms
from bot.front.asking import Asking, Led, of_row
from bot.front.meanings import route_of
from bot.front.own_buttons import leaning
from bot.front.ranked import Weighed
from bot.front.said import Said, said_of
from bot.front.taken_from_us import taken_from_us
from bot.front.unanswered import draft_of, keep
from bot.questions import GRAMMAR, Arguments, Meaning, Name, passed_on
from bot.questions.about_rules import about_a_rule
from bot.questions.combined import Query
from bot.questions.features import LONGEST, tidied
from bot.questions.guess import NOTHING, Guess, accounts_for, guesses, strange
from bot.questions.instead import only_tells
from bot.questions.learnt import commands
from bot.questions.sentence import Sentence
from bot.questions.topic import Topic, topics
from bot.questions.wishes import Named
from storage.queries import advice
from storage.queries.advice import Taught

_ANSWERED, _LED, _FOREIGN, _OFFERED = 0.5, 0.6, 0.35, 0.03
"""How likely a topic must be to be answered, led to, called none of ours, offered."""
_NEAR, _BESIDE = (0.15, 0.05), 3
"""How likely a first and the next topics must be to be offered beside a question that waits."""
_SURER = 0.15
_SAID = 3
"""A text of fewer signs is rather a slip of an answer."""
_EXPLAINED = 0.12
"""And an explanation, to the office, which asks for figures more often."""
_MOST_TO_UNITS = 3
_PAGES = {"howto": "howto", "ask_office": "consult"}
_SAYS = frozenset(("quarter_status",))
"""Meanings that are answered on the spot, by no page of their own."""
_CAREFUL = frozenset(
    ("submit", "withdraw", "close", "announce", "publish", "correct", "open_quarter", "extend")
)
"""Meanings that lead to a change: they are offered, never gone to by likeness."""


async def beyond(turn: Turn, asking: Asking, text: str) -> Led:
    """The route a sentence leads to, or what to answer or offer."""
    said = said_of(turn, asking, text)
    if (taken := await taken_from_us(asking, text, said.sentence.named.row or "")) is not None:
        return taken
    taught = await advice.taught(turn.db, said.tidy)
    if taught and (found := await _taught(turn, asking, said, taught)) is not None:
        return found
    if said.office and (of_the_page := await leaning(turn, asking, text)) is not None:
        return of_the_page
    if said.office and (stranger := nearest.stranger(asking, text)) is not None:
        return stranger
    near = guesses(said.tidy, lambda name: topics()[name].fits(said.office))
    if not said.office and (term := await _of_term(turn, said, near)) is not None:
        return term
    best = next(iter(near), None)
    sure = best is not None and _certain(said, best) and len(said.text) <= LONGEST
    rule = best is not None and sure and topics()[best.topic].side == "office"
    if said.office and not rule and (clause := await offers.by_clause(asking, text)):
        return await combined.answered(turn, asking, clause)  # 先进怎么评 is no 先进做法
    if best is not None and sure and not await at_a_row.of_no_row_here(turn, text, best, near):
        return await _answered(turn, asking, said, topics()[best.topic])
    return await offered(turn, asking, said, near)


async def _of_term(turn: Turn, said: Said, near: Sequence[Guess]) -> Message | None:
    """What a word of the document means that no topic explains."""
    if not terms.asks_a_term(said.text) or (
        terms.knows_it(said.text, near) and _certain(said, near[0])
    ):
        return None
    return await terms.of_term(turn, said.text, await draft_of(turn, said, ""))


async def to_the_office(turn: Turn, asking: Asking, text: str) -> Message:
    """Such a question, to be sent by one tap; what is known of it here stands below."""
    said = said_of(turn, asking, passed_on.bare(text))
    near = guesses(said.tidy, lambda name: topics()[name].fits(False))
    return await offered(turn, asking, said, near, send=True)


async def everyday(turn: Turn, asking: Asking, text: str) -> Led | None:
    """The answer to an everyday question that is certainly one; None: it is none, or not surely.

    Asked before a unit is refused what is the office's: 有没有一票否决 asks for the rule.
    """
    said = said_of(turn, asking, text)
    if (taken := await taken_from_us(asking, text, said.sentence.named.row or "")) is not None:
        return taken
    near = guesses(said.tidy, lambda name: topics()[name].fits(said.office))
    best = next(iter(near), None)
    if best is None or not topics()[best.topic].answer or not _certain(said, best):
        return None
    if await at_a_row.of_no_row_here(turn, text, best, near):
        return None
    return await _answered(turn, asking, said, topics()[best.topic])


def surely(turn: Turn, asking: Asking, text: str, *, least: float = 0) -> str:
    """The topic by which a sentence would be answered at once, at least so likely; or none."""
    said = said_of(turn, asking, text)
    if len(said.text) > LONGEST:
        return ""
    near = guesses(said.tidy, lambda name: topics()[name].fits(said.office), most=1)
    sure = near and near[0].topic != NOTHING and near[0].likely >= least
    return near[0].topic if sure and _certain(said, near[0]) else ""


async def other(turn: Turn, asking: Asking, text: str, but: str) -> Message:
    """不是问这个: what else the sentence may mean."""
    said = said_of(turn, asking, text)
    near = guesses(said.tidy, lambda name: name != but and topics()[name].fits(said.office))
    return await offered(turn, asking, said, near)


async def near(turn: Turn, asking: Asking, text: str, *, sure: bool) -> list[tuple[str, str]]:
    """What a text that a form did not take may be asking, where that is likely: label, route.

    ``sure``: the form could take the text, so that it must be likelier.
    """
    said = said_of(turn, asking, text)
    found: dict[str, str] = {}
    if len(said.tidy) < _SAID:
        return []
    every = guesses(said.tidy, lambda name: topics()[name].fits(said.office))
    for one in await at_a_row.of_the_row_first(turn, every):
        topic = topics()[one.topic]
        if (
            one.topic == NOTHING
            or one.likely < _NEAR[bool(found)] + _SURER * sure
            or len(found) >= _BESIDE
        ):
            continue
        route = await _offer(asking, said, topic, None)
        if isinstance(route, str) and len(route.encode()) <= ROUTE_BYTES:
            found.setdefault(route, topic.called(said.office))
    return [(label, route) for route, label in found.items()]


def certain(best: Guess, *, office: bool) -> bool:
    """Whether the likeliest topic may be gone to without asking, as far as the words go."""
    topic = topics()[best.topic]
    if topic.answer:
        return best.topic != NOTHING and best.likely >= _ANSWERED
    return not office and topic.meaning not in _CAREFUL and best.likely >= _LED


def _certain(said: Said, best: Guess) -> bool:
    """Whether it may be gone to, and nothing that the sentence names would be dropped."""
    if not certain(best, office=said.office):
        return False
    topic = topics()[best.topic]
    if topic.answer:
        if said.tidy == tidied(topic.called(said.office)):
            return True  # what a button says, typed
        if not said.office and _OF_WHOM.match(said.text):
            return False  # 谁只填了数没传材料 asks for units, not what becomes of such a figure
        if not said.office and only_tells(said.text):
            return False  # 简报两个 总结一个 tells how many, and asks not how one is written
        if not said.office and strange(topic, said.tidy) >= (
            _STRANGE if best.likely < _QUITE else _VERY_STRANGE
        ):
            return False  # 专用电脑必须是新买的吗: of new ones the topic says nothing
        if said.office and (_AMONG_UNITS.search(said.text) or _SELECTS.search(said.text)):
            return False  # 双公示谁没报 asks for units, not what the word means
        if said.office and (_BARE.fullmatch(said.text) or not accounts_for(topic, said.tidy)):
            return False
        if said.office and best.likely < _BEYOND_DOUBT and _heard_otherwise(said, topic):
            return False  # 核减是什么意思 is as near to 佐证材料是什么意思 as to its own
        return not said.sentence.units  # what is asked of a unit is more than everyday
    return topic.meaning in _PAGES or _takes(topic.meaning, said.sentence)


_OF_WHOM: Final = re.compile(
    r"(?:谁|哪[些几]?[个家]?(?:单位|局|镇|乡|部门))"
    r"(?!签|审|填|解释|给|来|提供|打|评|定|写|管|拍|批|出|报|说|负|能|把|可|看|算|交|改|扣|核)"
)
"""Whoever begins so wants to know of others."""


def _heard_otherwise(said: Said, topic: Topic) -> bool:
    """Whether sentences like this one were heard to ask for another explanation."""
    nearest_of_all = next(iter(commands(said.tidy, said.text, Named(), own=True)), "")
    other = any(one.called(True) == nearest_of_all for one in topics().values() if one.answer)
    return other and nearest_of_all != topic.called(True)


_STRANGE, _VERY_STRANGE, _QUITE = 2, 3, 0.85
"""So many signs that a topic says nothing of leave it an offer; the more, the likelier it is."""
_BEYOND_DOUBT: Final = 0.7
"""So likely, a topic whose phrasings say every word needs nobody to have heard it before."""
_BARE: Final = re.compile(r"[A-Za-z]+|[一-鿿]{1,3}")
"""word, behind a draft of a circular, asks for no explanation of files."""
_SELECTS: Final = re.compile(
    r"(?<![定搞来算写给录])的(?:单位|乡镇|局|部门|有|是|名单|人|联络员|那些)*(?:谁|哪些|哪几[家个]|没有?|吗|呢|多少|几[家个])*[?？。]*$"
)
"""照片和上季度重复的: an office that ends so picks units out and asks for no explanation."""
_AMONG_UNITS: Final = re.compile(
    r"(?<![由归])谁(?!审)|哪[一几些]*[家个](?!月|季度|平台|文件|办法|规定|条|地方|环节|页面)|哪些(?:单位|部门|乡镇|局)|几[家篇份]|多少[家篇份]|最[多少高低好差快慢]"
)


def _takes(meaning: str, sentence: Sentence) -> bool:
    """Whether a line of the grammar takes all that the sentence names: nothing is dropped."""
    named = set(sentence.slots) - {"other"}
    if "year" in named:
        named = named - {"year"} | {"quarter"}
    return any(one.name == meaning and named <= one.takes for one in GRAMMAR)


async def _taught(turn: Turn, asking: Asking, said: Said, taught: Taught) -> Led | None:
    if taught.answer_id is not None:
        return link("answered", taught.answer_id)
    topic = topics().get(taught.topic)
    return None if topic is None else await _answered(turn, asking, said, topic)


async def _answered(turn: Turn, asking: Asking, said: Said, topic: Topic) -> Led:
    if topic.meaning == "howto" and said.sentence.named.row and asking.office:
        row = Query(topic="criteria", row=said.sentence.named.row)
        return await combined.answered(turn, asking, row)
    if topic.meaning:
        return await _route(asking, said, topic)
    own = await advice.answer_to(turn.db, topic.name)
    draft = await draft_of(turn, said, topic.name)
    return answer(turn, await asker(turn), topic, own, draft)


async def _route(asking: Asking, said: Said, topic: Topic) -> Led:
    """Where a topic of the grammar leads, or why this person may not go there."""
    if topic.meaning == "howto" and said.sentence.named.row and asking.units:
        return await of_row(asking, said.sentence.named, "howto", "填法")
    if topic.meaning in _PAGES:
        return _PAGES[topic.meaning]
    unit = next((one.unit for one in said.sentence.units if one.unit), None)
    named: Arguments = said.sentence.named
    if unit is not None:
        named = Arguments(unit=unit, quarter=named.quarter, row=named.row, group=named.group)
    return await route_of(asking, Meaning(cast("Name", topic.meaning), named))


async def offered(
    turn: Turn, asking: Asking, said: Said, near: Sequence[Guess], *, send: bool = False
) -> Message:
    """Up to four meanings and the office; the sentence is kept, masked, to be taught.

    ``send``: it was said that the office shall be asked: that button stands first.
    """
    best = next(iter(near), None)
    foreign = best is not None and best.topic == NOTHING and best.likely >= _FOREIGN
    truth, alone = nearest.truth_of(said)
    if best is not None and best.likely >= _ANSWERED and _asks_a_rule(said, near) is not None:
        truth, alone = "", False  # 单位上了失信名单扣几分 asks for the rule, and for no company
    of = next((one.unit for one in said.sentence.units if one.unit), None)
    refused = None
    if _FIGURES.search(said.text):
        refused = asking.foreign(of) if of or said.office else nearest.another(asking, said.text)
    draft = await draft_of(turn, said, "")
    nothing = alone or (foreign and not truth)
    of_it = said_of(turn, asking, await said_whole.in_words(turn, asking, said.text))
    found, weighed = await _near_it(turn, asking, said, of_it, near, nothing=nothing)
    most = nearest.MOST if said.office else _MOST_TO_UNITS
    asked = await at_a_row.of_the_row_first(turn, [*_of_each_clause(said), *near])
    for one in () if foreign or truth else asked:
        topic = topics()[one.topic]
        if draft is not None and topic.meaning == "ask_office":
            continue  # the button below sends on what was said, and asks nothing once more
        least = _EXPLAINED if said.office and topic.answer else _OFFERED
        if one.topic == NOTHING or one.likely < least or len(found) >= most:
            continue
        route = await _offer(asking, said, topic, draft)
        label = _label(said, topic)
        if isinstance(route, str) and label not in found.values():
            found.setdefault(route, label)
    fits = {route: label for route, label in found.items() if len(route.encode()) <= ROUTE_BYTES}
    choices = [(label, route) for route, label in fits.items()]
    told = words.offers(choices, draft, foreign=foreign, truth=truth)
    weighed = [] if truth or foreign else weighed
    if (sure := await at_once.told(turn, asking, said, weighed, told)) is not None:
        return sure
    if not foreign:
        await keep(turn, asking, said)
    if send and draft is not None:
        return words.to_pass_on(choices, draft)
    told = await standing.noted(turn, told) if said.office else told
    return told if refused is None else _refusing(refused, told, offers=bool(choices))


def _refusing(refused: Message, told: Message, *, offers: bool) -> Message:
    """Why another unit's figures are not told, above what else may have been asked."""
    text = f"{refused.text}\n{told.text}" if offers else refused.text
    return told.model_copy(update={"text": text})


async def _near_it(
    turn: Turn, asking: Asking, said: Said, of_it: Said, near: Sequence[Guess], *, nothing: bool
) -> tuple[dict[str, str], Weighed]:
    """What is near a sentence, as it reads behind the page before (``of_it``); a rule first."""
    if nothing:
        return {}, []
    found, weighed = await nearest.near_it(turn, asking, of_it, near)
    return await _rule_first(asking, said, near, found), weighed


def _label(said: Said, topic: Topic) -> str:
    """三.4怎么填: whoever named a row sees that it is that one."""
    row = said.sentence.named.row
    return f"{row}怎么填" if row and topic.meaning == "howto" else topic.called(said.office)


async def _rule_first(
    asking: Asking, said: Said, near: Sequence[Guess], found: dict[str, str]
) -> dict[str, str]:
    """What is asked about a rule stands before what only is near it."""
    rule = _asks_a_rule(said, near)
    route = await _offer(asking, said, rule, None) if rule is not None else None
    if rule is None or not isinstance(route, str):
        return found
    whole = {route: _label(said, rule), **found}
    return dict(list(whole.items())[: nearest.MOST])


def _asks_a_rule(said: Said, near: Sequence[Guess]) -> Topic | None:
    """The topic of what an office asks about how things go, where that is likely."""
    best = next(iter(near), None)
    if not said.office or best is None or best.topic == NOTHING or said.sentence.units:
        return None
    topic = topics()[best.topic]
    if not topic.answer:
        return topic if len(said.text) >= _WHOLE and best.likely >= _SURELY else None
    rule = about_a_rule(said.tidy) >= _A_RULE
    return topic if best.likely >= (_FIRST if rule else _ANSWERED) else None


_WHOLE: Final = 8
"""催他一下 is of what stands there."""
_SURELY: Final = 0.7
"""And a page that is asked for, where no rule is."""
_A_RULE, _FIRST = 0.6, 0.12
"""How likely a sentence must be to ask after a rule, and then a topic, to stand first."""
_FIGURES: Final = re.compile(
    r"(?:报|交|填|得|评|考|传)了?(?:多少|几|什么|没|哪)|分|名次|排[名第]|第几|(?:填|报|做|弄|考)得?(?:怎么样|如何|好不好)|比一?比"
    r"|(?:材料|佐证|总结|简报|照片).{0,6}(?:看看|发我|给我|借|参考)|(?:看看|借|参考).{0,8}(?:材料|佐证|总结)"
)
"""What of another unit is not this person's to read."""


def _of_each_clause(said: Said) -> list[Guess]:
    """晚两天交行吗，没照片的算不算: the likeliest of each clause, where there are several."""
    clauses = [one for one in _CLAUSES.split(said.text) if len(one) >= _A_CLAUSE]
    if said.office or not 1 < len(clauses) <= _MOST_TO_UNITS:
        return []
    best = [
        guesses(tidied(one), lambda name: topics()[name].fits(False), most=1) for one in clauses
    ]
    return [one[0] for one in best if one and one[0].likely >= _ANSWERED]


_CLAUSES: Final = re.compile(r"[,，。;；!！\s]+(?:还有|另外|再)?")
_A_CLAUSE: Final = 4


async def _offer(asking: Asking, said: Said, topic: Topic, draft: int | None) -> Led | None:
    if topic.meaning == "howto" and not asking.units:
        return None  # it fills nothing in; the row's clause is offered by its own words
    if topic.meaning:
        found = await _route(asking, said, topic)
        answers = isinstance(found, Message) and topic.meaning in _SAYS
        return link("asked", "topic", topic.name) if answers else found
    return link("topic", topic.name, *((draft,) if draft is not None else ()))


async def led(asking: Asking, name: str) -> Led | None:
    """Where an offered meaning leads that has no page of its own; None: there is no such one."""
    topic = topics().get(name)
    if topic is None or topic.meaning not in _SAYS:
        return None
    return await route_of(asking, Meaning(cast("Name", topic.meaning), Arguments()))
