"""How many, in a roundabout way: by names, by days, kind by kind, all and the part that counts.

To be shown for one tap, never to be kept unseen. Pure. Not here: an answer that is wholly a count
(``bot.speech.counts``), one count among other words (``bot.speech.counts_among``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.filling.things import listed
from bot.forms.form import Question
from bot.questions.instead import is_asked
from bot.speech.counts_among import SAME
from bot.speech.denial import denial
from bot.speech.numbers import FIGURE, VAGUE, figure, figures_in, plain

_MOST: Final = 6
"""A text of more clauses tells a story."""
_SEVERAL: Final = 2
_TIMES: Final = ("次", "场")
_DAY: Final = re.compile(
    r"(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}[日号]?(?=[^0-9日号到至~—次场回个项篇家件-]|$)"
)
_THAT_DAY: Final = re.compile(
    r"(?:[一-鿿]{2,4}(?:节|日)|[0-9]{1,2}月(?:份|初|底|中旬?)?|上个?月|[一-鿿]{0,4}[周星期礼拜][一二三四五六日天])"
    r"(?:那[天次回]|当天)?"
)
"""植树节那天: a day that is called by its name."""
_DID: Final = re.compile(r"[搞办做弄开]过?了?|组织|举办|宣传|发放|走?进")
_UNSAID: Final = re.compile(r"没|未|不|无|计划|准备|打算|取消|除")
_OTHER_TIME: Final = re.compile(r"[上下](?:半年|个?季|个月|次|回)|去年|前年|明年")
_PART: Final = re.compile(
    rf"的$|还是|或|来着|其中|第|有|里面|里(?=有)|改|应该|不是|和|跟|各|每|又|除|{_OTHER_TIME.pattern}"
)
"""It is a part of what was counted before, or another matter."""
_NOTHING: Final = re.compile(
    r"(?:.{0,12}?)(?:一[次个项家篇场回件](?:也|都|还)*)?(?:没有?|未)(?:组织|开展|举办|安排|进行|报送|搞|办|弄|做|开|发|报|用)"
    r"(?:过|成|起来|什么|任何|活动|这个|培训|一?[次个项家篇场回件])*了?"
)
_REASON: Final = re.compile(
    r"(?:因为|由于|主要是?|原因是?).*|.{0,8}(?:太忙|忙着?|没空|没时间|没经费|没人手?|人手(?:少|不够)|疫情|下雨|停了|顾不[上过]来?).{0,6}"
)


def nothing_of_it(question: Question, text: str) -> int | None:
    """这季度太忙，一次没搞: none; also where the question's own words are denied."""
    if question.kind == "count" and says_nothing(text):
        return 0
    said = plain(text).strip("。.!！ ")
    denied = re.fullmatch(r"(.{2,12})的?(?:都|也|一[个次项家篇])?(?:没有|没得)", said)
    return 0 if denied and asks_of(question, denied[1]) and not is_asked(said) else None


_IN_ALL: Final = "(?:[一总统拢]共|合计)?"
_UNREPORTED: Final = re.compile(
    rf"{_IN_ALL}(?P<all>{FIGURE})\s*[次场回篇][^0-9]{{0,4}}?[(（,，;；\s]*(?:其中|里[面头]|有)*(?P<part>{FIGURE})"
    r"\s*[次场回篇](?:都)?(?:没有?|未)(?:被|经|见|上|登)?"
    r"(?:媒体)?(?:报道?|见报|上报纸?|上媒体|上新闻|登报|登出来)(?:过|出来)?了?[)）]?[。.!！]?"
)


_REPORTED: Final = re.compile(
    rf"{_IN_ALL}(?P<all>{FIGURE})\s*[次场回篇][^0-9,，。没未不]{{0,4}}?[(（,，;；\s]*(?:其中|但是?|可是?|不过|里[面头]|只|就|有|仅|是|被)*(?P<part>{FIGURE})"
    r"\s*[次场回篇](?:是|有|被|上了?|登了?|见了?|的)*(?:媒体|县台|县融媒)?(?:报道|报纸|媒体|新闻|见报)(?:过|了|的)*[)）]?[。.!！]?"
)
"""搞了6次但只有4次上了报道."""
_THOSE_REPORTED: Final = re.compile(
    rf"{_IN_ALL}(?P<all>{FIGURE})\s*[次场回篇](?:活动)?[(（,，;；。\s]*(?:其中|但是?|可是?|不过|里[面头]|真正|能|只|就|才|仅)*"
    r"(?:有|被|上了?|登了?|见了?|经|由)*(?:[省市县](?:级|里)?)?(?:新闻)?(?:媒体|电视台|台|融媒体?(?:中心)?|日报)?(?:报道|见报|上?报纸|上?媒体|上?新闻|登报)(?:过|了|出来)*的?"
    rf"(?:一共|总共|也|就|只|才|仅|有|是)*(?P<part>{FIGURE})\s*[次场回个篇条]?[)）]?[。.!！]*$"
)
"""一共4次 见报的就俩."""
_BESIDES: Final = re.compile(r"^(?![一总统拢]共|合计).*(?:另外|另有|此外|除此)")
"""What is told of others than those that were counted."""
_WAYS: Final = (_UNREPORTED, _REPORTED, _THOSE_REPORTED)


def reported(question: Question, text: str) -> tuple[int, int] | None:
    """7次（有2次没报道）, where only the reported count: all of them, and those that count."""
    said = plain(text).strip()
    match = next((found for one in _WAYS if (found := one.search(said))), None)
    asked = "".join(one.ask for one in question.inputs)
    if question.kind != "count" or match is None or "报道" not in asked or is_asked(said):
        return None
    every, part = figure(match["all"]), figure(match["part"])
    rest = said[: match.start()] + said[match.end() :]
    if every is None or part is None or figures_in(rest) or _UNSAID.search(rest):
        return None
    if match.re is _UNREPORTED and _BESIDES.search(match[0]):
        return int(every + part), int(every)  # 3次，另外2次没有报道: two more than the three
    if part > every:
        return None
    if match["part"] == "一" and match.re is _UNREPORTED:
        if re.search(r"一[次场回篇](?:都|也)", match[0]):
            return int(every), 0  # 3次，一次都没报道
        if not re.search(r"(?:有|其中|里[面头]?)\s*一[次场回篇]", match[0]):
            return None  # 3次，一次没报道: one of them, or none?
    return int(every), int(every - part if match.re is _UNREPORTED else part)


_CARRIED_OUT: Final = re.compile(
    rf"(?:原来?|本来?)?(?:定的?|计划|打算|准备|预计|安排|目标)(?:是|搞|办|开展|做|了)*{FIGURE}\s*(?P<measure>[次场回个项篇家件])?"
    rf"(?:的)?[,，;；\s]*(?:但是?|可是?|不过)?(?:实际上?|最后|最终|结果|真正|只|就|才|完成|办成|搞成|落实|开展|搞|办|做|是|了)+"
    rf"(?P<done>{FIGURE})\s*(?(measure)(?P=measure)|[次场回个项篇家件]?)[。.!！]?"
)


def carried_out(question: Question, text: str) -> int | None:
    """原计划3次，实际完成2次: what came of a plan."""
    match = _CARRIED_OUT.fullmatch(plain(text).strip())
    done = figure(match["done"]) if match else None
    if question.kind != "count" or match is None or done is None:
        return None
    of_it = match["measure"] is None or re.fullmatch(_measure(question.inputs[0].unit), match[1])
    return int(done) if of_it else None


_NOT_ALL: Final = re.compile(
    rf"(?P<all>{FIGURE})\s*[次场回个项篇家件](?:活动)?[(（,，;；。\s]+(?:其中|但是?|可是?|不过|里[面头]|还?有|这里)*"
    rf"(?P<part>{FIGURE})\s*[次场回个项篇家件][^0-9,，。;；]{{0,14}}?"
    r"(?:不该算|不应该?算|不能算|算不上|不作数|不算数?|得减掉|要减掉|该减掉|得去掉|要去掉|应该?去掉|多算了?)(?:进去|在内|的|吧|了)*[)）。.!！]*$"
)
"""3次，有一次是三季度的不该算; 没算 is left out already."""
_SOME_LEFT_OUT: Final = re.compile(
    rf"[^0-9,，。;；]{{0,8}}?(?P<now>{FIGURE})\s*[次场回个项篇](?:大|正式|集中|专门|像样|重点)[^0-9,，。;；]{{0,3}}"
    r"[(（,，。;；\s]+(?P<left>(?:小|零[散碎星]|平时|日常|其他|其它|别的|线上)[^0-9,，。;；]{0,6}?(?:都|也|就|还)*"
    r"(?:没|未|不)(?:有)?(?:算|数|计|报|统计|填|记)[^0-9,，。;；]{0,3})[)）。.!！]*"
)
"""只搞了一场大的 小的没算."""


def not_all(question: Question, text: str) -> tuple[int, int] | None:
    """3次，有一次是三季度的不该算: how many were told of, and how many are left."""
    said = plain(text).strip()
    match = _NOT_ALL.search(said)
    if question.kind != "count" or match is None or is_asked(said):
        return None
    every, part = figure(match["all"]), figure(match["part"])
    before = said[: match.start()]
    if (
        every is None
        or part is None
        or part > every
        or figures_in(before)
        or _UNSAID.search(before)
    ):
        return None
    return int(every), int(every - part)


def some_left_out(question: Question, text: str) -> tuple[int, str] | None:
    """只搞了一场大的 小的没算: so many, and what was said not to be among them."""
    match = _SOME_LEFT_OUT.fullmatch(plain(text).strip())
    now = figure(match["now"]) if match else None
    if question.kind != "count" or match is None or now is None or is_asked(text):
        return None
    return int(now), match["left"]


def says_nothing(text: str) -> bool:
    """Whether a text says that it was not done, and at most why: 公务员培训这季度没搞，太忙."""
    said = plain(text).strip()
    clauses = [one for one in re.split(r"[,，。;；!！\s]+", said) if one]
    if (
        is_asked(said)
        or not clauses
        or len(said) > _LONGEST
        or re.search(r"还没|尚|暂|准备|打算", said)
        or _ONE_OF_THEM.search(said)
    ):
        return False
    bare = [one for one in clauses if not _REASON.fullmatch(one) or _NOTHING.fullmatch(one)]
    return bool(bare) and all(_NOTHING.fullmatch(one) for one in bare)


_ONE_OF_THEM: Final = re.compile(r"[那这][一二两三几]?[次场回趟]|第.[次场回]|(?<!都)(?<!全)取消")
"""中学那次取消了没搞 speaks of one time among others, never of all."""
_LONGEST: Final = 32


def asks_of(question: Question, clause: str) -> bool:
    """Whether words that a question turns on stand in a clause: 有媒体报道 of 报道的五次."""
    asked = "\n".join((*question.names, *(one.ask for one in question.inputs)))
    pairs = {clause[at : at + 2] for at in range(len(clause) - 1)}
    return any(pair in asked and not _SMALL.search(pair) for pair in pairs)


_CAME_ABOUT: Final = re.compile(
    r"[评授挂发办搞做建查处整解印出定签贴编获][^,，。;；没未不无]{0,8}[了过]|(?:评|建|授|获)(?:上|成|出|得)"
)
_STILL: Final = re.compile(
    r"没|未|不|无|别|计划|准备|打算|正在|还[在要没]|想|要是|如果|听说|[去前]年|上个?季|下个?[季月]|明年|快|部分|一半|个别"
)


def came_about(question: Question, text: str) -> bool:
    """评上俩信用村，发了牌子: what a question of yes or no asks for is said to have come about."""
    said = plain(text)
    plainly_ = len(said) <= _LONGEST and not (is_asked(said) or _STILL.search(said) or denial(said))
    return (
        plainly_
        and bool(_CAME_ABOUT.search(said))
        and asks_of(question, re.sub("[了过]", "", said))
    )


_SMALL: Final = re.compile(
    r"[的了吗几有没不个已还本再上是算这一要到和、（）()？?“”，,0-9\s]|季度|文件|工作|信用|诚信"
)


def by_name(question: Question, text: str) -> int | None:
    """信用+驾校、信用+货运: so many things were named where it is asked how many."""
    return listed(text) if question.kind == "count" else None


def by_day(question: Question, text: str) -> int | None:
    """10月12日 诚信驾校宣传 汽车站 80人: one day is one time, where it is asked how often."""
    said = plain(text).strip()
    days = _DAY.findall(said)
    if not days and _tells_of_a_day(question, said):
        return 1
    if question.inputs[0].unit not in _TIMES or not _DAY.match(said):
        return None
    return None if is_asked(said) or _UNSAID.search(said) else len(days)


def _tells_of_a_day(question: Question, said: str) -> bool:
    """植树节那天在广场搞过诚信宣传，县台播了: one time."""
    begins = question.inputs[0].unit in _TIMES and _THAT_DAY.match(said) is not None
    plain_ = not (is_asked(said) or _UNSAID.search(said) or _PART_OF.search(said))
    return begins and plain_ and _DID.search(said) is not None and not _COUNTED.search(said)


_PART_OF: Final = re.compile(r"取消|改|上季度|去年|准备|计划|还")
_COUNTED: Final = re.compile(rf"{FIGURE}(?:次|场|回|个|项|到|至)")


def of_its_words(question: Question, clauses: list[str]) -> tuple[int, str] | None:
    """前两个有成效 第三个只有文件: the one clause that speaks as the question does; and the others.

    宣传活动搞了八次，有报道的五次: behind all of them the part that the question asks for.
    """
    if not 1 < len(clauses) <= _MOST or any(_OTHER_TIME.search(one) for one in clauses):
        return None
    told = [(one, _figured(question, one)) for one in clauses]
    figured = [(clause, many) for clause, many in told if many is not None]
    others = [clause for clause, many in told if many is None]
    if any(figures_in(one) for one in others):
        return None
    own = [(clause, many) for clause, many in figured if _speaks_as(question, clause)]
    part = [(clause, many) for clause, many in own if _OF_THEM.search(clause)]
    chosen = part if len(part) == 1 and len(figured) == _SEVERAL else own
    if len(chosen) != 1:
        return None
    clause, many = chosen[0]
    return many, "，".join(one for one in clauses if one != clause)


_OF_THEM: Final = re.compile(rf"^(?:其中)?(?:有|被|上了?)[^,，]{{1,8}}的(?:有|是)?{FIGURE}|^其中")
"""有报道的五次, behind how many there were at all."""


def _figured(question: Question, clause: str) -> int | None:
    """The one count of a clause: 前两个, 第三个 (one), 报道的五次."""
    unit = re.escape(question.inputs[0].unit)
    found = re.fullmatch(rf"(.*?)(第?)前?({FIGURE})(?:{unit}|个|项|次)(.*)", clause)
    number = figure(found[3]) if found else None
    if found is None or number is None or figures_in(found[1] + found[4]) or VAGUE.search(clause):
        return None
    return 1 if found[2] else int(number)


def _speaks_as(question: Question, clause: str) -> bool:
    one = question.inputs[0]
    beside = re.sub(FIGURE, "", clause)
    about = {beside[at : at + 2] for at in range(len(beside) - 1)}
    return any(pair in one.ask + one.name for pair in about) and not _UNSAID.search(beside)


_ALSO_OF_ALL: Final = re.compile(r"没|未|不|无|取消|计划|准备|改|报道|其中|第|[和跟]")


def adds_up(question: Question, text: str) -> int | None:
    """三次吧一次进校园两次进社区: so many, and then each of them; the figures agree."""
    said = plain(text).strip()
    measure = _measure(question.inputs[0].unit)
    figures = re.findall(rf"({FIGURE})({measure})?", said)
    many = [figure(one) for one, _ in figures]
    if len(many) <= _SEVERAL or None in many or is_asked(said) or _ALSO_OF_ALL.search(said):
        return None
    whole, *parts = (int(one) for one in many if one is not None)
    return whole if whole == sum(parts) and figures[0][1] and all(parts) else None


_STAGE: Final = re.compile(r"批|审|通过|退|认|合格|采[用纳]|录用|受理|核(?!查)|有效|实际|算")
"""报了3次 批了2次: the same ones, further on."""


def kind_by_kind(question: Question, text: str) -> list[str]:
    """两次线上一次线下, 进校园1次进社区2次, 承诺2核查2: a clause for each kind; else nothing."""
    if question.kind != "count":
        return []
    measure = _measure(question.inputs[0].unit)
    parts = re.findall(rf"{FIGURE}(?:{measure})[^0-9,，。;；\s]+?(?={FIGURE}(?:{measure})|$)", text)
    if len(parts) > 1 and "".join(parts) == text:
        return parts
    behind = re.findall(
        rf"[^0-9,，。;；、\s一二两三四五六七八九十]{{2,6}}?{FIGURE}(?:{measure})", text
    )
    if len(behind) > 1 and "".join(behind) == text:
        return behind
    bare = _BARE.findall(plain(text))  # 承诺2核查2
    whole = "".join(f"{what}{many}" for what, many in bare) == re.sub(r"[,，、\s]", "", plain(text))
    unit = question.inputs[0].unit
    of_it = all(asks_of(question, what) for what, _ in bare)
    return (
        [f"{what}{many}{unit}" for what, many in bare] if len(bare) > 1 and whole and of_it else []
    )


_BARE: Final = re.compile(
    r"(?P<what>[一-鿿]{2,6}?)(?P<many>[0-9]{1,2})(?![0-9月号日年.])[,，、\s]*"
)


def _measure(unit: str) -> str:
    return f"{re.escape(unit)}{'|' + SAME[unit] if unit in SAME else ''}"


def put_right(question: Question, text: str) -> int | None:
    """3次，不对4次: the figure that was said last."""
    measure = _measure(question.inputs[0].unit)
    match = re.fullmatch(
        rf"(?P<first>{FIGURE})(?:{measure})?[,，。.!！\s]*(?:哦|噢|啊|哎呀?|呃)?(?:不对|错了|不是|说错了|记错了|弄错了)[,，。.!！\s]*"
        rf"(?:应该?|应当|其实)?(?:是)?(?P<now>{FIGURE})(?:{measure})?[。.!！吧啊]*",
        plain(text).strip(),
    )
    said = "first" if match and re.search(rf"不是(?={FIGURE})", match[0]) else "now"
    now = figure(match[said]) if match else None  # 4不是3 is 4; 4，不是，3 is 3
    return None if now is None else int(now)


def twice_told(question: Question, text: str) -> int | None:
    """那个算一个吧，就这一个: one figure, and then that this is all there is."""
    clauses = [one for one in re.split(r"[,，。;；!！\s]+", plain(text)) if one]
    if question.kind != "count" or is_asked(text):
        return None
    if not 1 < len(clauses) <= _MOST or any(_NOT_THESE.search(one) for one in clauses):
        return None
    unit = _measure(question.inputs[0].unit)
    last = re.fullmatch(
        rf"(?:反正|也)?(?:就|只|仅|一共|总共)+(?:是|有|这|那|办了?|搞了?|了)*(?P<figure>{FIGURE})(?:{unit})[了啊吧的。]*",
        clauses[-1],
    )
    many = figure(last["figure"]) if last else None
    told = [figure(one) for one in re.findall(rf"({FIGURE})(?:{unit})", " ".join(clauses[:-1]))]
    if (
        many is None
        or told != [many]
        or len(re.findall(FIGURE, re.sub("[一总]共", "", text))) != _SEVERAL
    ):
        return None
    return int(many)


_NOT_THESE: Final = re.compile(
    r"没|未|不|无|取消|计划|准备|第|另外|还有|其中|上个?季|去年|如果|要是"
)
_IN_A_MONTH: Final = re.compile(
    r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?=[^日号到至]{0,6}$)"
)


def summed(question: Question, clauses: list[str]) -> int | None:
    """两回推介会 三回对接会: so many of one kind and of another, added up; 对接会没开 adds none."""
    if not 1 < len(clauses) <= _MOST:
        return None
    measure = _measure(question.inputs[0].unit)
    every = counted = 0
    for clause in (_IN_A_MONTH.sub("月份", one) for one in clauses):
        found = re.fullmatch(rf"(.*?)({FIGURE})(?:{measure})(.*)", clause)
        number = figure(found[2]) if found else None
        if found is None and _NOTHING.fullmatch(clause) and asks_of(question, clause):
            continue
        if found is None or number is None or figures_in(found[1] + found[3]):
            return None
        beside = found[1] + found[3]
        apart = _PART.search(beside) or _UNSAID.search(beside) or _STAGE.search(beside)
        of_it = "报道" in beside and asks_of(question, "报道")
        if len(beside) < _SEVERAL or apart or of_it:
            return None
        every, counted = every + int(number), counted + 1
    return every if counted else None
