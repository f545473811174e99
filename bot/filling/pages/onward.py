"""From one row to the next: after an answer, and for words typed while a question waits.

No route lives here; ``bot.filling.pages.walk`` and the answering pages share it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling import carrying
from bot.filling.pages.going_back import asks_back, correct_by_name, go_back
from bot.filling.pages.showing import show_question, show_row
from bot.filling.pages.telling import show_told, told_by
from bot.filling.papers_named import papers_to_come
from bot.filling.row_named import row_named
from bot.filling.words import walk as words
from bot.forms.form import Question, UnitForm
from bot.questions import walking
from bot.questions.typed import alone
from bot.speech.calendar import in_china
from bot.speech.numbers import plain
from bot.speech.yes_no import agrees
from scoring.scheme import Row

_NUMERALS = "一二三四五六七八九"
_NUMBERED = re.compile(
    r"第?\s*([一二三四五六七八九]|[1-9])\s*[.、·。]\s*([0-9]{1,2}[a-z]?)\s*(?:项|条)?", re.I
)
_TOWARDS = re.compile(
    r"^(?:我|先|那|就|直接|想)*(?:填报|填|[跳转]到|跳去|[打翻]开|回到|去|看|弄|补|做|改)\s*"
)
_MOVES_ON = re.compile(r"^(?:我|先|那|就|直接|想)*(?:[跳转]到|跳去|[打翻]开|回到|去)\s*")
_LEAVES = re.compile(
    r"^(?:那就?|我)?(?:(?:这个?|这一?[项题个]|它)(?:我)?(?:先|暂时)?(?:不填|不弄|放着|放一?放|跳过|空着)"
    r"|(?:先|暂时)?(?:不填|不弄|放着|放一?放|跳过|空着)(?:这个?|这一?[项题个]|它)?)(?:吧|了|啊)*[,，。\s]*"
    r"(?=(?:我|先|那|就|直接|想)*(?:[跳转]到|跳去|[打翻]开|回到|去|填|弄|做))"
)
"""先不填这个，跳到四.1: what is left says nothing of where to go."""
_CLAUSES = re.compile(r"[,，。.!！;；\s]+")
_PLACED = re.compile(r"第?\s*([0-9]{1,2})\s*(?:项|条)?")


def unfinished(form: UnitForm, now: datetime) -> tuple[Row, ...]:
    """Rows that wait for the unit: gaps while the form is open, and what was sent back."""
    open_ = {row.id for row in form.gaps} if form.may_fill(now) else set()
    return tuple(row for row in form.rows if row.id in open_ or form.is_returned(row.id))


def still_open(form: UnitForm, place: str | None, now: datetime) -> str | None:
    """Where the walk was left; None: that row is done by now, and another one is not."""
    row = (place or "").split("/")[3:4]
    waiting = {one.id for one in unfinished(form, now)}
    return None if row and waiting and row[0] not in waiting else place


async def settle(
    turn: Turn, form: UnitForm, row: Row, lead: Sequence[str], *, changed: bool
) -> None:
    """After an answer: the row's next question, its evidence, or the next row."""
    question = form.next_question(row)
    if question is not None:
        await show_question(turn, form, row, question, lead, card=False)
    elif changed or form.is_returned(row.id):
        # The card itself shows the points and how they come about.
        await show_row(turn, form, row, lead[:1])
    else:
        owes = form.wants_proof(row)
        said = words.about(form, row, lead)
        if owes and len(form.unproved) == 1:
            said.append(words.papers_later())
        await go_on(turn, form, row, said)
        if owes and turn.said and unfinished(form, turn.now):
            turn.said[-1] = words.with_papers(turn.said[-1], form, row)


async def go_on(turn: Turn, form: UnitForm, row: Row | None, lead: Sequence[str] = ()) -> None:
    """The next unfinished row behind this one (None: from the top), or the end of the walk."""
    behind = form.rows.index(row) + 1 if row else 0
    waiting = {one.id for one in unfinished(form, turn.now)}
    ahead = next((one for one in form.rows[behind:] if one.id in waiting), None)
    said = list(lead)
    if ahead is not None:
        await show_row(turn, form, ahead, said)
    elif form.may_fill(turn.now):
        turn.say(words.finished(form, said))
        if form.gaps:
            turn.place(link("fill", form.quarter.id, form.unit.id))
        else:
            turn.leave_walk()
    elif form.returned:
        turn.say(words.only_returned_left(form, lead))
        turn.place(link("fill", form.quarter.id, form.unit.id))
    else:
        text, buttons = words.closed(form, turn.now)
        turn.say("\n".join([*lead, text]), buttons)
        turn.leave_walk()


def named_row(form: UnitForm, text: str, *, strict: bool = False) -> Row | None:
    """The row a text names: 三.4, 3.4, 第三.4项; also 第5项 or a part of its name.

    ``strict``: only what no answer looks like, such as 三.4; for while a question waits.
    """
    said = _LEAVES.sub("", plain(text).strip())
    bare = _TOWARDS.sub("", said).rstrip("吧呗。.!！")
    match = _NUMBERED.fullmatch(bare)
    if match is not None:
        if strict and match[1].isascii() and bare == said:
            return None
        section = _NUMERALS[int(match[1]) - 1] if match[1].isascii() else match[1]
        wanted = f"{section}.{match[2].lower()}"
        exact = [row for row in form.rows if row.id == wanted]
        below = [] if strict else [row for row in form.rows if row.id[:-1] == wanted]
        return next(iter(exact or below), None)
    if strict:
        return None
    place = _PLACED.fullmatch(said)
    if place is not None:
        return form.rows[int(place[1]) - 1] if 0 < int(place[1]) <= len(form.rows) else None
    like = [row for row in form.rows if len(said) > 1 and said in row.name]
    return like[0] if like else None


def moves_on(text: str) -> bool:
    """Whether a text says where to go: 跳到三.4."""
    return _MOVES_ON.match(_LEAVES.sub("", plain(text).strip())) is not None


def leads_elsewhere(
    turn: Turn, form: UnitForm, row: Row | None = None, question: Question | None = None
) -> bool:
    """Whether the text at hand is one of the walk's own words (``elsewhere``)."""
    if asks_back(turn.text) or carrying.asks(turn.text) or row_named(form, turn.text):
        return True
    if _onward(turn, turn.text) is not None or asks_again(turn.text):
        return True
    if told_by(turn, form, row, question) or papers_to_come(form, turn.text):
        return True
    return named_row(form, turn.text, strict=True) is not None


def leads_on(turn: Turn, form: UnitForm, text: str) -> bool:
    """Whether words beside an answer lead on: 去三.4, 上一题改成没有; a bare number is none."""
    if asks_back(text) or _onward(turn, text) is not None:
        return True
    said = plain(text).strip()
    return _TOWARDS.sub("", said) != said and named_row(form, said, strict=True) is not None


_LATER = re.compile(
    r"(?:等|让|容)我.{1,12}再(?:说|填|弄|报|写|来|回)(?:吧|哈|啊)?[。.!！]?"
    r"|(?:这个?|这题|这事)?我?(?:做不了主|拿不了主意|不敢(?:乱|瞎)?[答填写报])"
    r"(?:[,，。\s]*(?:领导|科长|局长|主任)(?:不在|出差了?|开会去?了?))?[。.!！]?"
    r"|(?:.{0,16}[,，。\s]+)?我?(?:得|要|先|去|再)+问(?:问|一?下)"
    r"(?:他们?|领导|别人|[一-鿿]{1,4})?(?:再(?:说|填|报))?[吧哈啊]?[。.!！]?"
    r"|(?:.{0,16}[,，。\s]+)?我?等(?!于|级|次)[^,，。\s]{1,10}?(?:再|了|后)*(?:问|确认|核实)(?:问|一?下|清楚)?"
    r"(?:他们?|领导)?(?:再(?:说|填|报))?[吧哈啊]?[。.!！]?"
    r"|(?:这一?[题项个])?我?(?:先|暂时?)(?:空着|空下|放着|放一放|留着|搁着|不[填答写])(?:吧|了)?"
    r"(?:[,，。\s]*(?:等?我?)?(?:问|查|核实|弄|搞|确认)[^,，]{0,6}再(?:填|写|答|报|说|来))?[。.!！]?"
    r"|.{0,12}(?:不归我管|领导不在)[,，。\s]*我?(?:不敢(?:乱|瞎)?[答填写报]|做不了主)[。.!！]?"
)
"""等我戴上眼镜再说, 我做不了主: this one is left for later."""
_NEXT_ONE = re.compile(
    r"(?:那就?|好的?|行|再|先|[,，\s])*(?:来|弄|填|看|去|到|做|进入?|往)下一?[个项题样条](?:吧|呗|了|啦|哈)*[。.!！]?"
)
"""来下一个吧, at a question: on from here; at home it begins with what is open."""
_AGAIN = re.compile(
    r"(?:.{0,8}?[,，。\s]*)?(?:请|麻烦|你|您|把?(?:题目?|清单|选项|问题|刚才的?|上面的?))*"
    r"(?:再|重新?)(?:给我)?(?:发|说|念|列|显示|出|问|看)(?:我|给我)?(?:一?[遍次回下]|看看)?"
    r"(?:题目?|清单|选项|问题)?(?:吧|呗|啊|看看|行吗|可以吗)?[。.!！?？]?"
)
_BEFORE_AGAIN = re.compile(
    r"看不[清见到]|没看[清见到懂]|没听清|忘|翻|(?:有|是)哪[几些]|几项|问的?[啥什]|太快|^(?:请|麻烦|你|您)*(?:再|重)"
)


def asks_again(text: str) -> bool:
    """Whether a text wants the question that stands open once more: 看不清，再发一遍."""
    return _AGAIN.fullmatch(text) is not None and _BEFORE_AGAIN.search(text) is not None


def _onward(turn: Turn, text: str) -> str | None:
    """跳过, 上一项, 等会再填; 先放着，明天再填吧 says it twice, 不知道，下一个 once."""
    return turn.once(("onward", text), None, lambda: _walked(turn, text))


def _walked(turn: Turn, text: str) -> str | None:
    if _LATER.fullmatch(text) or _NEXT_ONE.fullmatch(text):
        return "skip"
    today = in_china(turn.now).date()
    parts = [part for part in _CLAUSES.split(text) if part]
    parts = [part for part in parts if not agrees(part)] or parts  # 没问题，进入下一项
    unknown = [part for part in parts if part in alone("howto")]
    said = {
        "skip" if _NEXT_ONE.fullmatch(part) else walking(part, today)
        for part in parts
        if part not in unknown
    }
    whole = walking(text, today)
    return whole or (next(iter(said)) if len(said) == 1 else None)


async def elsewhere(turn: Turn, form: UnitForm, row: Row, question: Question | None = None) -> bool:
    """Words of the walk typed while it waits for something: 跳过, 上一题, 三.4. True: done."""
    if asks_back(turn.text) and await go_back(turn, form, row, question):
        return True
    if carrying.asks(turn.text):
        await turn.visit(link("carry", form.quarter.id, form.unit.id, row.id))
        return True
    if await correct_by_name(turn, form):
        return True
    onward = _onward(turn, turn.text)
    if onward is not None:
        await turn.visit(link(onward, form.quarter.id, form.unit.id, row.id))
        return True
    if told := told_by(turn, form, row, question):
        show_told(turn, form, told)
        return True
    if (sends := papers_to_come(form, turn.text)) is not None:
        await turn.visit(link("proof", form.quarter.id, form.unit.id, sends.id))
        return True
    if asks_again(turn.text):
        if question is None:
            await show_row(turn, form, row)
        else:
            await show_question(turn, form, row, question)
        return True
    wanted = named_row(form, turn.text, strict=True)
    if wanted is None:
        return False
    await show_row(turn, form, wanted)
    return True
