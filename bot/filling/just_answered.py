"""The answer that was just given, put right once the next question stands open: 点错了 其实没有文.

One reading for every kind of question: yes or no, counts, lists, descriptions. Whoever says so
names a slip (写错了, 数多了), tells what has come to light since (刚问了科长 说是有的), or takes an
item off or adds it (打印机坏了 不算了吧). What is read is shown for one tap, old and new, and never
kept unseen; a slip of which nothing is read is asked about (``slips``). Pure. Figures said one for
the other (不是3次是4次) are ``bot.filling.pages.going_back``'s, a description that goes on
``amended``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.filling.accounted import Accounted, account
from bot.filling.amended import day_put_right, figure_put_right, place_put_right
from bot.filling.counted import asks_of
from bot.filling.items_named import told_of
from bot.filling.others_paper import A_PAPER, is_of_others
from bot.filling.shifted import is_relative, more_or_less
from bot.filling.words import accounted as words
from bot.forms.form import Question, Raw
from bot.questions.instead import is_asked
from bot.speech.colloquial import plainly
from bot.speech.numbers import FIGURE, figures_in, plain
from bot.speech.please import without_please
from bot.speech.yes_no import agrees, is_void, leaning
from scoring.facts import NIL
from scoring.scheme import Row

Answer = Mapping[str, Raw | None]
_LONGEST: Final = 40
_CLAUSES: Final = re.compile(r"(?:[,，。;；!！、~～…\s]|(?<![0-9])[:：])+")
_SIGH: Final = (
    r"(?:哎+呀*|唉|诶|啊|呀|哦|噢|呃|嗯|毁了|坏了|糟了?|完了|等[等下]|等一?下|等会儿?|慢着|对了|抱歉|不好意思"
    r"|对不住|对不起|sorry|不不|别急)+"
)
_DID: Final = r"(?:填|写|点|选|报|按|摁|打|勾|记|数|看|读|弄|说|答|理解|听|算|搞|戳|输|交|想|整)"
_WRONG: Final = r"(?:错题?|岔|差|串行?|反|漏|多|少|混|重|糊涂|迷糊|偏|歪|快)"
_SLIP: Final = (
    rf"(?:(?:不对)+|错了|更正(?:一下)?|订正|勘误|有误|手[滑抖]了?|撤回?了?|{_DID}成[^,，]{{1,8}}的?了|眼花了?|没看清|没戴眼镜|走神了?|{_DID}(?:成|得|的)?{_WRONG}了?"
    rf"(?:题目?|行|项|地方|一[个次条场])?(?:了|啦|咧)?|[多少漏错重]{_DID}了?(?:一?[个次条场些])?)"
)
_WHICH: Final = r"(?:[0-9]+[一-鿿]?)?[^,，。;；!！\s没有不0-9]{0,10}?"
_SLIPPED: Final = re.compile(
    rf"(?:{_SIGH}|(?:刚才?|刚刚|上面|前面)?{_WHICH}(?:我|俺|给)*{_SLIP})+", re.IGNORECASE
)
"""哎呀, 刚才那一问我点岔了, 日期记差了: a clause that only says that something went wrong."""
_ONLY_SIGHS: Final = re.compile(_SIGH, re.IGNORECASE)
_HALTS: Final = re.compile(
    r"(?:哦|噢|啊|哎呀?|诶|呃)?(?:等[等下]|等一?下|等会儿?|慢着|打住|不不+|[哦噢啊哎诶呃]不(?:是)?|不是|不对)(?:啊|呀|哈)*"
)
"""等等, 慢着, 哦不: what is said behind it takes the place of what was said just now."""
_NEWS: Final = re.compile(
    r"(?:我|俺|又)?(?:刚才?|刚刚|才|方才|后来)(?:我|俺|又|去)*(?:问|查|翻|找|核实|看|打听|想|发现|瞅|核对)"
    r"(?:到|着|过|了|清|起来?|出来|一?下|见)*(?:我们?)?(?:领导|科长|局长|主任|书记|镇长|同事|[一-鿿]{1,4})?了?"
    r"|(?:经|经过)?(?:我们?)?(?:核实|核对|查证|查实|查阅|了解|确认)[^,，0-9没未无有不]{0,6}"
    r"|[一-鿿]{1,6}?(?:[股科处]室?|[局办站所委]|中心|部门?|同事|领导|科长|股长|局长|主任)(?:那边)?(?:已经?|刚才?|才)*"
    r"(?:回复|答复|反馈|回话|来电话?|回消息|核实|确认)了?(?:说|称)?"
    r"|(?:我|俺)?(?:又|才|刚)?想起来了?|(?:我|俺|可|总算|终于)*(?:翻|找|查)(?:着|到|见)了"
)
"""刚问了科长, 想起来了: what has come to light since."""
_SAYS: Final = re.compile(
    r"^(?:[改换填选写](?:成|为|到)(?=[否是有没无])|说(?:是)?|其实|实际上?|原来|应该?|应当|那个?|这个?|我们?|俺们?|咱们?|本|(?:单位|镇|乡|局|街道|办)(?:里|上)?(?=[有没无]))+"
)
_BEHIND: Final = re.compile(r"(?:才(?:对|是)|来着|的)$")
_OFF: Final = re.compile(
    r"去(?:掉|了|吧)|不(?:能)?算(?:数|进去)?|不作数|划掉|删|取消|撤|不要了?|拿掉|扣掉|没有?(?:搞|弄|做|办|建|写)?成?|没得"
    r"|还没|未|坏|报废|缺|先去"
)
_TAKES_OFF: Final = re.compile(
    r"去(?:掉|了|吧)|不(?:能)?算|不作数|划掉|删|取消|撤(?!销)|不要|拿掉|扣掉"
)
_ON: Final = re.compile(
    r"补上|加上|勾上|算上|添上|也有|有了|是有|都有|找着|找到|[配买装置][上好齐]?了|[配补买装]齐"
)


def slips(text: str) -> bool:
    """Whether a text says that something that was said before is wrong."""
    return _without_slips(_clauses(text)) is not None


def put_right(
    row: Row, question: Question, stands: Answer, text: str, at: Question
) -> Answer | None:
    """What a text makes of the answer that stands, while the question ``at`` waits; or None."""
    if question.kind == "count" and is_relative(text):
        return _so_many_more(question, stands, text)  # 写多了一次 is one too many, and not one
    clauses = _clauses(text)
    halts = question.kind != "checklist"  # 等下 报道那个没有: the list that stands open reads it
    rest = _without_slips(clauses, halts=halts)
    if len("".join(clauses)) > _LONGEST or is_asked(text if rest is None else " ".join(rest)):
        return None
    slipped = rest is not None
    rest = [one for one in (clauses if rest is None else rest) if not _NEWS.fullmatch(one)]
    if question.kind == "checklist":
        known = slipped or len(rest) < len(clauses)
        return _items(question, stands, rest, at, known=known)
    if question.kind == "flag":
        yes = _yes_instead(question, clauses, rest, at, slipped=slipped)
        return _differs(question, stands, yes)
    if question.kind == "note":
        slip = [one for one in clauses if one not in rest]
        if any(_PLACE.search(one) for one in slip):
            return _note(question, stands, "，".join(rest), place_put_right)
        was = next((one for one in slip if one[0].isdigit()), "")
        if not slipped and len(rest) == 1 and _of_the_description(question, stands, rest[0]):
            return _note(question, stands, rest[0], figure_put_right)
        return _note(question, stands, "，".join((was, *rest))) if slipped and rest else None
    news = len(rest) < len(clauses) and at.kind not in ("count", "note")
    if not (slipped or news or _is_rather(question, rest, at)) or not rest:
        return None
    if question.kind == "count":
        said = _BEHIND.sub("", _IS_NOT.sub("是", "，".join(rest)))
        told = account(row, question, said, lambda _: False).answer if figures_in(said) else None
        return told if told != stands else None
    return None


def _so_many_more(question: Question, stands: Answer, text: str) -> Answer | None:
    """The count that stands, so many more or fewer; None: none stands, or it would be below 0."""
    (name, *others), by = question.names, more_or_less(text)
    before = stands.get(name)
    if others or by is None or not isinstance(before, int) or before + by < 0:
        return None
    return {name: before + by}


_IS_SO_MANY: Final = re.compile(
    r"(?P<what>[一-鿿]{2,6}?)(?:其实|应该?|一共)*是(?P<many>[0-9]{1,6})(?P<measure>[一-鿿])?"
)


def _of_the_description(question: Question, stands: Answer, said: str) -> bool:
    """传单是300份, where the description before tells of 传单200份."""
    match, told = _IS_SO_MANY.fullmatch(said), str(stands.get(question.names[0]) or "")
    if match is None or match["what"] not in told:
        return False
    return (
        re.search(rf"{match['what']}[^,，。;；0-9]{{0,4}}[0-9]+{match['measure'] or ''}", told)
        is not None
    )


_FROM_THE_START: Final = re.compile(r"重[新来填选勾]|从头|不算刚才|刚才的?(?:都|全)?不[要算]")


def _is_rather(question: Question, said: list[str], at: Question) -> bool:
    """是4次, where what is asked now counts nothing: so many of what was counted before."""
    if question.kind != "count" or at.kind in ("count", "note") or len(said) != 1:
        return False
    unit = re.escape(question.inputs[0].unit)
    measure = f"(?:{unit})" if at.kind == "checklist" else f"(?:{unit})?"
    if sighed := _IS_NOT.match(said[0]):  # 哦不是5, behind 3: no, it is 5
        return (
            re.fullmatch(rf"{FIGURE}(?:{unit})?(?:才对|的)?", said[0][sighed.end() :]) is not None
        )
    return re.fullmatch(rf"(?:应该?|其实)*是(?:{FIGURE}){measure}(?:才对|的)?", said[0]) is not None


_IS_NOT: Final = re.compile(r"^(?:哦|噢|哎|啊|呃|嗯|唉|诶|哎呀)+(?:不|错)?[,，]?是(?=[0-9])")


def onto_what_waits(
    row: Row, question: Question, told: Accounted, pending: Answer, text: str
) -> Accounted:
    """One more beside so many that wait for a tap; 成果也有 补上, beside a list that waits."""
    name = question.names[0]
    if question.kind == "checklist":
        items = right = put_right(row, question, pending, text, question)
        if items is None and not _FROM_THE_START.search(text):
            items = {**pending, **(told.answer or {})}  # 电脑也配上了: beside those before
        if not items or items == told.answer:
            return told
        lines = told.why.splitlines() if right is None else []
        left = [line for line in lines if line.startswith("“")]
        return replace(
            told, answer=items, why="\n".join([*words.items(text, items), *left]), whole=False
        )
    before, more = pending.get(name), (told.answer or {}).get(name)
    if not told.adds or not isinstance(before, int) or not isinstance(more, int):
        return told
    answer: Answer = {name: before + more}
    return replace(told, answer=answer, why=words.by_day(question, answer))


def _clauses(text: str) -> list[str]:
    said = without_please(plainly(plain(text)).strip())
    for unsaid in _UNSAID:  # who dictates says no comma
        said = unsaid.sub("，", said)
    return [one for one in _CLAUSES.split(said) if one]


_ERRED: Final = rf"(?:我|俺|给)?{_DID}错了"
_UNSAID: Final = (
    re.compile(r"(?<=不对)(?=[没有是否])"),
    re.compile(rf"(?<=[^,，。;；\s我俺给])(?={_ERRED}$)"),
    re.compile(r"(?<=[填写点选报按摁打勾记数看读说答]错了)(?=[^,，。;；!！\s啦咧])"),
)


def _without_slips(clauses: list[str], *, halts: bool = False) -> list[str] | None:
    """What stands beside the clauses that name a slip; None: none does.

    ``halts``: a 等等 or a 哦不 before an answer names one, too.
    """
    rest = [one for one in clauses if not _SLIPPED.fullmatch(one)]
    named = [one for one in clauses if _SLIPPED.fullmatch(one) and not _ONLY_SIGHS.fullmatch(one)]
    if halts and not named and len(clauses) > 1 and _HALTS.fullmatch(clauses[0]):
        return [one for one in rest if one != clauses[0]]
    return rest if named else None


def _yes_instead(
    question: Question, clauses: list[str], rest: list[str], at: Question, *, slipped: bool
) -> bool | None:
    """Which of the two an answer of yes or no becomes; None: nothing is said of it."""
    if (chosen := _chosen(clauses)) is not None and at.kind != "flag":
        return chosen
    if slipped and is_of_others(question, "，".join(rest), denied=False):
        return False
    of_a_paper = _of_a_paper(clauses, question) and not _of_a_paper(clauses, at)
    news = len(rest) < len(clauses) and (at.kind != "flag" or of_a_paper)
    # 刚问了科长 有 is of the question that stands open
    return _flag(rest) if slipped or news else None


def fits_only_before(
    row: Row, question: Question, stands: Answer, text: str, at: tuple[Row, Question]
) -> Answer | None:
    """宣传股说一共5次, where a list stands open: no answer to that, and one to the count before.

    What it would then be; None where the open question reads it, or it changes nothing.
    """
    kinds = (question.kind, at[1].kind)
    if question.kind in ("note", "named") or at[1].kind == "note" or _asks_or_agrees(text):
        return None
    said = plainly(plain(text)).strip()
    of_a_paper = question.kind == "flag" and _only_asked_before(said, question, at[1])
    if not of_a_paper and account(*at, text, lambda _: False).answer is not None:
        return None
    own = asks_of(question, said) and not asks_of(at[1], said)
    if question.kind == "flag" and not (of_a_paper or own or is_void(said)):
        return None
    if kinds == ("count", "count") or (question.kind == "count" and not figures_in(said)):
        return None
    told = account(row, question, _THAT_PAPER.sub("这个", said), lambda _: False).answer
    now = None if told is None else {**stands, **told}
    return now if now != stands else None


_THAT_PAPER: Final = re.compile(r"那个(?=文件|制度|办法|方案|通知)")
"""那个文件 points at what the answer before was about."""


def _asks_or_agrees(text: str) -> bool:
    clauses = _clauses(text)
    return is_asked(text) or len("".join(clauses)) > _LONGEST or any(map(agrees, clauses))


def _only_asked_before(said: str, question: Question, at: Question) -> bool:
    """我们有那个文件, where a paper was asked for before, and none is now."""
    asked = [f"{one.names}{[each.ask for each in one.inputs]}" for one in (question, at)]
    spoken_of = A_PAPER.search(said) is not None
    return spoken_of and [bool(A_PAPER.search(one)) for one in asked] == [True, False]


_CHOOSES: Final = re.compile(
    r"(?:应该?|应当|该|请|麻烦|改|得)+(?:选|填|点|记|更正)?(?:成|为|是|上)?[“\"]?(?P<which>是|否|有|没有|无)[”\"]?(?:才对|的)?"
)


def _chosen(clauses: list[str]) -> bool | None:
    """已经废止了，应选否: which of the two it should be, said outright."""
    found = [match for one in clauses if (match := _CHOOSES.fullmatch(one))]
    return found[0]["which"] in ("是", "有") if len(found) == 1 else None


_NUMBERED: Final = re.compile(r"[一-鿿〔〕\[\]()（）0-9]{2,14}第?[0-9]+号(?:文件?)?")
_FOUND: Final = re.compile(
    r"(?:我|俺|又|总算|终于|可)*(?:刚才?|刚刚|才|方才)?(?:翻|找|查)(?:着|到|见|出来)了?"
)


def _of_a_paper(clauses: list[str], question: Question) -> bool:
    """翻到了 有的 教办3号, 有的有的，刚翻到: what is found or numbered is a paper."""
    asked = "".join((*question.names, *(one.ask for one in question.inputs)))
    found = any(_NUMBERED.fullmatch(one) or _FOUND.fullmatch(one) for one in clauses)
    return found and A_PAPER.search(asked) is not None


def _flag(rest: list[str]) -> bool | None:
    """Which of the two the clauses say, where they do not say both."""
    told = {leaning(_SAYS.sub("", one) or one) for one in map(_once, rest) if one}
    said = told - {None}
    return said.pop() if len(said) == 1 else None


def _once(said: str) -> str:
    """有的有的 is 有的."""
    return _TWICE.sub(r"\1", said)


_TWICE: Final = re.compile(r"^(.{1,4})\1+$")


def _differs(question: Question, stands: Answer, yes: bool | None) -> Answer | None:
    name = question.names[0]
    return None if yes is None or stands.get(name) is yes else {name: yes}


_PLACE: Final = re.compile(r"地点|地方|地址|位置|场地")
PutRight = Callable[[str, str], str | None]


def _note(question: Question, stands: Answer, said: str, *ways: PutRight) -> Answer | None:
    before, now = stands.get(question.names[0]), said.strip("，")
    if before in (None, NIL):
        return None
    told = (one(str(before), now) for one in ways or (day_put_right, figure_put_right))
    whole = next((one for one in told if one is not None), None)
    return None if whole is None else {question.names[0]: whole}


def _items(
    question: Question, stands: Answer, rest: list[str], at: Question, *, known: bool
) -> Answer | None:
    """The items that are named, taken off or added; ``known``: said as a slip or as news."""
    said = "，".join(rest)
    named = told_of(question, said)
    if not named or (at.kind == "checklist" and at != question and told_of(at, said)):
        return None
    off, on = _OFF.search(said), _ON.search(said)
    if bool(off) == bool(on) or not (known or on or _TAKES_OFF.search(said)):
        return None
    now = {**stands, **dict.fromkeys(named, on is not None)}
    return now if now != stands else None
