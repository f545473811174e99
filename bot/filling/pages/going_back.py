"""The way back inside a row: 上一题, 第一题错了, 我填错了怎么改, 刚才那个填错了 应该是5次.

No route lives here; the questions of the walk ask it first. What a correction says is shown for
one tap, because 刚才 names no question; and 不是3场是4场, once the next question has come, is
about the one before (``of_another``).
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.accounted import shifted
from bot.filling.amended import amended, takes_back
from bot.filling.items_among import items_among
from bot.filling.just_answered import fits_only_before, put_right
from bot.filling.pages.showing import show_question, show_row
from bot.filling.pages.telling import show_told, waiting
from bot.filling.pending import Answer, hold, pending_of
from bot.filling.reading import read_answer
from bot.filling.row_named import answer_named, asks_how, row_named
from bot.filling.rows_told import Told
from bot.filling.shifted import is_relative
from bot.filling.words import doubtful
from bot.forms.form import Question, UnitForm
from bot.speech.numbers import FIGURE, SIGNS, NumberFault, figure, plain
from bot.speech.please import without_please
from scoring.facts import NIL
from scoring.scheme import Row

_WRONG = r"(?:(?:我)?(?:填|写|点|选|报|按|数)?错了?|不对)"
_JUST_NOW = r"(?:刚才|刚刚|前面|上面|上一?题|上一?项)"
_THAT = r"(?:[那这]一?[个题项道次]|的|填的|报的)*"
_HOW = (
    r"(?:了?[,，。 ]*(?:怎么|咋|能|可以|如何)(?:改|办|修改|重填)?(?:吗|呢)?"
    r"|了?[,，。 ]*(?:我)?(?:想要?|要)?(?:重新?(?:填|写|报|弄)|改|修改|更正)(?:一下|下)?)?"
)
_END = r"[。.!！?？]?"
_BEFORE = re.compile(
    r"(?:返?回|退回|回到|看|(?:我要?|想)?(?:改|修改|重填|重新填)(?:一下|下)?)?(?:上一?|前一?)(?:道|个)?(?:题|问题|问)"
    r"|(?:我要?|想)?(?:改|修改|重填|重新填)(?:一下|下)?(?:上|前)(?:面|一)?(?:的?那)?一?个" + _END
)
_NUMBERED = re.compile(
    r"(?:(?:我要|我想|想|要)?(?:改|修改|更正|重填|回到|重新填)(?:一下|下)?)?"
    rf"第\s*(?P<number>[一二三四五六1-6])\s*(?:个|道)?(?:题|问题|问){_WRONG}?{_HOW}{_END}"
)
_SLIP = re.compile(rf"(?:我)?{_JUST_NOW}?{_THAT}(?:我)?(?:填|写|点|选|报|按)错了?{_HOW}{_END}")
_CORRECTED = re.compile(
    rf"{_JUST_NOW}{_THAT}(?:{_WRONG}[,，。;； ]*|(?=应|改|换|是|不是|实际))(?P<now>.+)"
)
_BECOMES = re.compile(r"^(?:应该?|改|换|实际)?(?:上|成|为|是|选|填|点)*[,，：: ]*(?=.)")
_NUMERALS = "一二三四五六"
_PAUSE = r"[,，。;；!！、\s]*"
_MISTAKE = (
    r"(?:不对|(?:刚才|刚刚|前面|上面)?(?:漏|少|多)(?:写|填|报|算|数|记)?了一?[次回场家个篇项条]"
    r"|(?:写|填|报|算|数|记)(?:少|多|低|高)了"
    r"|(?:刚才|刚刚|前面|上面)?(?:那个|这个)?(?:我)?(?:填|写|报|点|选|按|数|打)?错了?)"
    rf"{_PAUSE}"
)
_MISTAKEN = rf"(?:(?:哦|噢|啊|呃|哎呀?|诶|不){_PAUSE}|{_MISTAKE})"
_FEW = rf"[^0-9{SIGNS},，。;；\s是改换不]{{0,3}}"
_IS = r"(?:而|应该?|应当|其实|实际上?)*(?:是|为|有|成)"
_RATHER = re.compile(
    rf"{_MISTAKEN}*(?:"
    rf"(?:不是|不止|没有)(?P<a>{FIGURE}){_FEW}[,，。;；\s]*{_IS}(?P<now_a>.+)"
    rf"|(?:把)?(?P<b>{FIGURE}){_FEW}[,，。;；\s]*(?:应该?|得|要)?(?:改|换|更正|修改)(?:成|为|到)?(?P<now_b>{FIGURE}.*)"
    rf"|(?P<now_c>{FIGURE}{_FEW})[,，。;；\s]*不是(?P<c>{FIGURE}){_FEW}"
    rf"|(?:应该?|应当|其实|实际上?)是(?P<now_d>.+)"
    rf"|(?:改|更正|修改|换)(?:成|为)(?P<now_e>.+)"
    rf")|{_MISTAKEN}*{_MISTAKE}(?:应该?|应当|其实)?是?(?P<now_f>{FIGURE}.*)"
    r"|(?:不对|漏了|少了|还有)[^?？]{0,20}?(?:一共|总共|加起来|统共|拢共|合计)(?:应该)?(?:是|有)?"
    rf"(?P<now_g>{FIGURE}.*)"
    r"|(?:撤了?|撤回|退回|算了|不改了?|改回去?)(?:吧|了)*[,，。;；!！\s]*(?:就|我)*还是(?:填|写|报|算|按)?"
    rf"(?P<now_i>{FIGURE}.*)"
    rf"|(?:不好意思|抱歉|对不起|哎呀?|哦|等等|等下|{_PAUSE})*(?:刚才|刚刚|前面|上面|上一?题)?(?:那个|这个|我)*"
    r"(?:(?:眼花|手滑|手抖|老花眼|没看清|没戴眼镜|走神)了?[,，。;；!！、\s]*)*"
    r"(?:(?:看|填|写|点|选|按|读|弄|答|勾|打)(?:错|串|岔|反|漏)(?:题目?|行|项|地方)?|眼花|手滑|手抖|没看清)了?[,，。;；!！、\s]*(?:应该?|应当|其实|实际上?)?(?:是)?[:：,，\s]*"
    r"(?P<now_j>(?:没有?|有|是|否|不是|未)[^,，。?？]{0,6})"
    r"|(?:啊|哦|噢|哎呀?|呀|等等|等一?下|[,，。!！\s])+(?:不对|错了|说错了|记错了)[,，。;；!！、\s]*"
    r"(?:应该?|其实)?(?:是)?(?P<now_k>(?:没有?|有|是|否)[的了]?)"
    r"|我?(?:改主意了|想改了|不对)[,，。;；!！\s]*(?:那就?|还是)?(?:填|选|点|改成|改为|算)(?P<now_h>.+)"
)
"""不是3场是4场, 3场改成4场, 应该是4场, 写错了，4场: what an answer is instead of another one."""


_ANEW = re.compile(
    r"(?:(?:刚才|刚刚|上面|前面|上一?[题句段条])(?:那|这|的|写|填|发|说)*(?:[句段个条题])?(?:话)?)?"
    r"(?:写|填|说)?(?:得|的)?(?:不(?:太)?(?:好|行|对|像样|要了|算数?)|差|错|糟|作废|删[了掉除]*|撤[了掉]*|乱)?了?[吧呗啊]?"
    r"[,，。\s]*"
    r"(?:我|让我|想|要|得|再)*(?:重新?(?:写|填|来|弄|说|讲|念)|再写)(?:一[遍次下段])?[吧了过啊]*[。.!！]?"
)
"""写得不好我重新写: the description before is to be written anew."""
_NO_HURRY = re.compile(
    r"(?:不对|错了|哎呀?|等(?:一?[下等会])?儿?|慢着|别急|先别|稍等|[,，。!！\s])*(?:我)?(?:让|容|叫)?我?(?:再|先|还要|得|还得)+"
    r"(?:想|数|算|看|核对?|问|确认|查|琢磨|考虑)(?:一?下|[想数算看问查]|一遍|清楚|考虑)*(?:再说)?[吧啊哈]*[。.!！]?"
)
"""等一下我再想想, 让我再数数: nothing is said yet, of this question or of the one before."""


def asks_back(text: str) -> bool:
    """Whether a text goes back to an answer instead of giving one."""
    said = plain(text).strip()
    ways = (_BEFORE, _NUMBERED, _SLIP, _CORRECTED, _ANEW, _NO_HURRY)
    return any(one.fullmatch(said) for one in ways)


async def go_back(turn: Turn, form: UnitForm, row: Row, question: Question | None) -> bool:
    """Follow such a text, said at a row (None: at its card). False: it is none."""
    said = plain(turn.text).strip()
    if match := _NUMBERED.fullmatch(said):
        number = match["number"]
        place = _NUMERALS.index(number) if number in _NUMERALS else int(number) - 1
        asked = form.questions(row)
        if place < len(asked):
            await show_question(turn, form, row, asked[place], [doubtful.going_back()])
        else:
            await show_row(turn, form, row, [doubtful.no_such_question(len(asked))])
        return True
    if _NO_HURRY.fullmatch(said) and question is not None:
        _no_hurry(turn, form, row, question)
        return True
    if any(one.fullmatch(said) for one in (_BEFORE, _SLIP, _ANEW)):
        await _before(turn, form, row, question)
        return True
    if match := _CORRECTED.fullmatch(said):
        return await _corrected(turn, form, row, match["now"])
    return False


def rather(text: str) -> tuple[Decimal | None, str] | None:
    """What a text corrects and to what: (3, 4场) of 不是3场是4场; None: it corrects nothing."""
    match = _RATHER.fullmatch(without_please(plain(text).strip()).rstrip("。.!！?？"))
    if match is None or is_relative(text):
        return None  # 写多了一次 is one too many, and not one
    told = match.groupdict()
    old = next((told[name] for name in "abc" if told[name]), None)
    now = next(value for name, value in told.items() if name.startswith("now_") and value)
    return (figure(old) if old else None), now


def of_another(
    turn: Turn, form: UnitForm, row: Row, question: Question
) -> tuple[Row, Question, Answer] | None:
    """The answer given before, where a correction typed at an open question is about that one."""
    last = answered_last(form)
    if last is None:
        return None
    if (more := _amended(form, *last, turn.text)) is not None:
        return (*last, more)
    if last == (row, question) or pending_of(turn, form, row, question) is not None:
        return None
    found = _figure_for_another(form, *last, turn.text, row, question)
    if found is None and not form.answered(row, question):
        stands = claiming.standing(form, *last)
        found = put_right(*last, stands, turn.text, question)
        found = found or fits_only_before(*last, stands, turn.text, (row, question))
    return None if found is None else (*last, found)


def _figure_for_another(
    form: UnitForm, at: Row, asked: Question, text: str, row: Row, question: Question
) -> Answer | None:
    """不是3场是4场, 又想起来一次: what the answer before is, said beside what it is not."""
    here, told = form.answered(row, question), rather(text)
    if told is None:
        return _one_more(form, at, asked, text, question, here=here)
    old, now = told
    if (old is None and here) or (old is not None and not _stands(form, at, asked, old)):
        return None
    return _read(at, asked, now)


def _one_more(
    form: UnitForm, row: Row, question: Question, text: str, at: Question, *, here: bool
) -> Answer | None:
    """又想起来一次，加上, once the next question has come: of the count answered last."""
    if here:
        return None
    stands = claiming.standing(form, row, question).get(question.names[0])
    if at.kind != "count" and (all_ := _IN_ALL.fullmatch(plain(text).strip())):
        return _read(row, question, all_["now"])
    told = shifted(question, text, stands)
    if told is not None and told.answer is not None:
        return told.answer
    if question.kind != "checklist" or not _PUTS_RIGHT.search(text):
        return None
    items = items_among(question, _PAUSED.sub("", text))
    if items is None or items.left:
        return None
    return {**claiming.standing(form, row, question), **items.items}


_IN_ALL = re.compile(
    r"(?:(?:总数|总量|一共|总共|统共|拢共|合计|加起来|算下来)(?:应该?|其实)?(?:就)?(?:是|有|为)?)+"
    rf"(?P<now>{FIGURE}.{{0,2}})[。.!！]?"
)
"""总数9, where what stands open counts nothing."""
_PUTS_RIGHT = re.compile(
    r"^(?:等[下等一]|哦|噢|啊|不对|对了|哎)|那[个项]还?没有?$|去掉|取消|不要|删|划掉|撤|加上|补上|勾上|不算|漏|改|其实|点错|选错|勾错"
)
"""打印机去掉, once the list has been left."""
_PAUSED = re.compile(r"^(?:(?:等等|等一?下|等一等|哦|噢|啊|不对|对了|哎呀?)[,，。!！\s]*)+")


def _amended(form: UnitForm, row: Row, question: Question, text: str) -> Answer | None:
    """The description that stands, with what a text adds to it or puts right in it."""
    stands = claiming.standing(form, row, question)
    before = stands.get(question.names[0])
    if question.kind != "note" or before in (None, NIL):
        return None
    if takes_back(text):
        return {question.names[0]: None}
    whole = amended(str(before), text)
    if whole is None:
        return put_right(row, question, stands, text, question)
    return {question.names[0]: whole}


def corrects_what_stands(form: UnitForm, row: Row, question: Question, text: str) -> bool:
    """Whether a text corrects nothing, or just the figure that this question has."""
    told = rather(text)
    if told is None or (told[0] is None and form.answered(row, question)):
        return True
    if answered_last(form) is None:
        return True  # there is no other answer that it could be about
    return told[0] is not None and _stands(form, row, question, told[0])


def _stands(form: UnitForm, row: Row, question: Question, value: Decimal) -> bool:
    raw = claiming.standing(form, row, question).get(question.names[0])
    return isinstance(raw, int | str) and not isinstance(raw, bool) and str(raw) == f"{value:f}"


async def correct_another(turn: Turn, form: UnitForm, row: Row, question: Question) -> bool:
    """Show such a correction, old and new, for one tap. True: done."""
    found = of_another(turn, form, row, question)
    here = ("ask", form.quarter.id, form.unit.id, row.id, question.number)
    if found is None:
        return False
    at, asked, answer = found
    stands = claiming.standing(form, at, asked)
    sure = hold(turn, form, at, asked, answer)
    turn.say(doubtful.correction(at, asked, answer, sure, stands, here))
    return True


def corrects(text: str) -> bool:
    """Whether a text says what an answer should have been, wherever it is said."""
    said = plain(text).strip()
    return rather(said) is not None or _CORRECTED.fullmatch(said) is not None


async def correct_the_last(turn: Turn, form: UnitForm) -> bool:
    """The same where no question waits: at home, after the last row. False: it is none."""
    said = plain(turn.text).strip()
    last, told, match = answered_last(form), rather(said), _CORRECTED.fullmatch(said)
    if last is None or (told and told[0] and not _stands(form, *last, told[0])):
        return False
    now = told[1] if told else match["now"] if match else ""
    stands = claiming.standing(form, *last)
    answer = _read(*last, now) if now else put_right(*last, stands, turn.text, last[1])
    if answer is None:
        return False
    sure = hold(turn, form, *last, answer)
    turn.say(doubtful.correction(*last, answer, sure, stands, ("home",)))
    return True


async def correct_by_name(turn: Turn, form: UnitForm) -> bool:
    """信用村那个点错了，应该是没有: old and new for one tap, or that row's card. True: done."""
    named = row_named(form, turn.text)
    if named is None:
        return False
    row, said = named
    if asks_how(said):
        await turn.beside(link("howto", form.quarter.id, form.unit.id, row.id))
        return True
    meant = answer_named(form, row, said) if form.may_change(row.id, turn.now) else None
    if meant is None:
        await show_row(turn, form, row, [doubtful.this_row()])
        return True
    question, answer = meant
    if any(one.row == row for one in waiting(turn, form)):
        show_told(turn, form, (Told(row, ((question, answer),)),))
        return True
    stands = claiming.standing(form, row, question)
    route = hold(turn, form, row, question, {**stands, **answer})
    turn.say(doubtful.correction(row, question, {**stands, **answer}, route, stands))
    return True


async def _before(turn: Turn, form: UnitForm, row: Row, question: Question | None) -> None:
    """The question before this one; before a row's first one what was answered last."""
    if question is not None and question.number > 0:
        asked = form.questions(row)
        await show_question(turn, form, row, asked[question.number - 1], [doubtful.going_back()])
        return
    last = answered_last(form)
    if last is None:
        await show_row(turn, form, row, [doubtful.nothing_before()])
    else:
        await show_question(turn, form, *last, [doubtful.going_back()])


def _no_hurry(turn: Turn, form: UnitForm, row: Row, question: Question) -> None:
    """Nothing is kept: what stands of the answer before is said, and both are a tap away."""
    last = answered_last(form)
    stands = claiming.standing(form, *last) if last else {}
    turn.keep_waiting()
    turn.say(doubtful.no_hurry((form.quarter.id, form.unit.id), row, question, last, stands))


async def _corrected(turn: Turn, form: UnitForm, at: Row, said: str) -> bool:
    last = answered_last(form)
    if last is None:
        await show_row(turn, form, at, [doubtful.nothing_before()])
        return True
    row, question = last
    answer = _read(row, question, said)
    if answer is None:
        await show_question(turn, form, row, question, [doubtful.going_back()])
        return True
    stands = claiming.standing(form, row, question)
    route = hold(turn, form, row, question, answer)
    turn.say(doubtful.correction(row, question, answer, route, stands))
    return True


def _read(row: Row, question: Question, said: str) -> Answer | None:
    """应该是4次, 改成否: the answer that is meant, without the words before it."""
    for one in (said, _BECOMES.sub("", said)):
        try:
            return read_answer(row, question, one)
        except NumberFault:
            continue
    return None


def answered_last(form: UnitForm) -> tuple[Row, Question] | None:
    """The question that the unit answered last and may still change."""
    found = [
        (max(form.claims[row.id, name].at for name in question.names), row, question)
        for row in form.own_rows
        for question in form.questions(row)
        if form.answered(row, question)
    ]
    if not found:
        return None
    _, row, question = max(found, key=lambda one: (one[0], form.rows.index(one[1]), one[2].number))
    return row, question
