"""What of a clause a reading does not account for: figures and words that went nowhere.

Written apart from the grammar on purpose, so that a mistake there shows here: it knows only the
clause as it is printed and the rule as it came out. A figure must stand in the rule, a word in a
name or in what is said to the person; what is left makes the row one to look at. Not here: how a
clause is read (`clause`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.drafting.absences import absent, started
from scoring.drafting.edges import claimed_twice, lines_turned, one_sided, stops_turned
from scoring.drafting.full_mark import never_reached, whole_mark
from scoring.drafting.function_words import ALWAYS, counted_again, floor_lost, taken_for_granted
from scoring.drafting.halves import halved
from scoring.drafting.own_points import of_the_mark
from scoring.drafting.pieces import folded, number_of, sentences
from scoring.drafting.senses import one_of_several, turned_senses
from scoring.drafting.swaps import ends_turned, levels_swapped, steps_swapped, swapped
from scoring.drafting.units import UNITS
from scoring.drafting.wordings import (
    Figures,
    covered,
    figures_of,
    listed,
    names_of,
    points_of,
    terms_of,
    words_of,
)
from scoring.exact import plain

_FIGURE: Final = re.compile(
    r"(?P<num>[0-9]+(?:\.[0-9]+)?)(?P<part>%)?"
    r"|(?P<spoken>[一二两三四五六七八九十]+)(?=[次条项篇个家例件起处人名户份场期天日批种类款宗座所台倍])"
)
_ORDER: Final = re.compile(r"第([一二三四五六七八九十]+|[0-9]+)(?=[次条项篇个家例件起处人名户份])")
_FRAME: Final = re.compile(
    r"\(含\)|\(?含本数\)?|(?:控制|保持|稳定)在(?=[0-9])|本项指标|该项指标|本指标|该指标|本项|该项|此项|以上|以下|以内|及其以上|超过|高于|低于|不足|未达到|达不到|达到|不到|少于"
    r"|每(?:增加|增|减少|减|降低|下降|低|高|少|缺少|缺|超|多|提高|提升|上升|有|发现|发生|出现|超过|低于)?|百分点"
    r"|得分|扣分|加分|计分|减分|情况属实|查证属实|不得分|不给分|不计分|满分|基础分|基本分|起评分|负分|分值|分数|扣完|扣至|为止|封顶|上限|为限|最高|最多|最低"
    r"|不重复|重复|就高不就低|就高|按最高|只计|累计|合计|共计|总计|分别|依次|各[得加扣计]?|另|再|均|都|则|也|且|并|其余|其他|否则"
    r"|得|扣除|扣减|扣|加(?<!增加)|计|记|减(?!少)|给予|给|奖励|奖|分|的|者|了|为|在|有|和|及|或|与|等|至|到|从|按|对|被|将|由|于"
    r"|新发现|发现|发生|出现|开展|完成|情况|要求|情形|根据|视情|酌情|一律|直接|一经|查实|属实|经查|经核实"
    r"|缺少|缺失|缺|少(?<!减少)|未|不|没有|无|单位|部门|乡镇|村|考核"
    r"|[两二三四五]项(?=合计|累计|共|最|总)"
    r"|次|条|项|篇|个|家|例|件|起|处|人次|人|名|户|份|场|期|天|日|批|种|类|款|宗|座|所|台|万元|元|亩|小时|月|年"
)
"""Words that only hold figures and names together."""
_HELD: Final = {
    "among": re.compile(
        r"第一名|第1名|最高|其余|其他|比例|由高到低|从高到低|排名|排序|名次|折算|计算|满分|单位"
    ),
    "rank": re.compile(r"由高到低|从高到低|排名|排序|名次|单位"),
    "named": re.compile(
        r"就高|[取按以]最高级?|按高|只计最高|取高|不重复|不累计|不叠加|重复|获|命名|同一[^,。;0-9]{0,4}?(?=按|就|取|不|只|以|$)|同一|级别|计分|奖项|荣誉"
    ),
    "highest": re.compile(
        r"同时|多级|称号|级别|就高|[取按以]最高|按高|只计最高|取高|不重复|不累计|不叠加|重复|同一"
    ),
    "veto": re.compile(
        r"一票否决|直接|评?定为|[定评列]为|不达标|[DE](?:级|等)|不合格|不称职|末等|最低等次|较?差|实行|实施|执行|评定|确定|年度考核|综合评价"
    ),
    "bar": re.compile(
        r"(?:取消|不得参加|不得参与)[^,。;0-9]{0,12}?(?:评优|评先|评选|先进|优秀)(?:资格)?"
        r"|(?:年终)?不参[与加]|评优|评先|优秀|先进|资格|取消|年度|当年|考核|等次|不得|评定|综合评价|好|科室|评选|确定"
    ),
    "bar_two": re.compile(
        r"不得|不能|评为|定为|确定为|评定|一、?二等|优秀|良好|等次|档次|以上|年度|综合评价|考核|考评|单位|前两个?"
    ),
    "drop": re.compile(r"下?降低?|等次|等级|档次?|年度考核|考核"),
    "zero": re.compile(r"总分|零分|0分|记|年度|总成绩"),
    "rate": re.compile(r"比例|百分比|率|折算"),
    "award": re.compile(r"视情节轻重|视情节|轻重|评定|综合|程度|质量|予以"),
    "ratio": re.compile(r"[^,;。=0-9]*率=|公式|计算|[/÷×=]"),
    "list": re.compile(r"措施|具备|做到|落实|符合|逐项"),
    "most_if": re.compile("最[高多]得?"),
    "total_off": re.compile("总分|总成绩"),
    "cumulative": re.compile(r"自.*之日起"),
    "both sides": re.compile(
        "偏离|偏差|偏出|[上下]限|(?:合理|目标|规定)?(?:区间|范围)|控制在|保持在|稳定在|保持|控制|稳定|之间|正负|±|内"
    ),
}
"""Words that a key says: nothing is left of them where the rule has it."""
_WORTH: Final = re.compile(
    r"(?<![0-9.])(?<!每低)(?<!每少)(?<!每高)(?<!每超)(?<!下降)(?<!降低)(?<!减少)(?<!低于)(?<!达到)(?<!超过)(?<!不足)"
    r"([0-9]+(?:\.[0-9]+)?)分(?!钟|(?:\(不?含\)|及|或)?以[上下内]|(?:\(不?含\))?(?:之间)?(?:的)?[得计扣加为][0-9])"
)
_EACH_OF: Final = re.compile(r"各(?:再|另)?(?:得|加|计|扣除|扣|减)([0-9]+(?:\.[0-9]+)?)分")
_TAKEN: Final = re.compile(r"(?:扣|减)[^,。;0-9得加]{0,6}(?:[0-9.]+分?[、,/和-]?)+(?:分)?")
_TAKES: Final = re.compile(r"(?<![多高计过共])(?:扣|减)([0-9]+(?:\.[0-9]+)?)分(?!为止|封顶|为限)")
_GIVES: Final = re.compile(r"(?<![多高过计])(?:得|加|奖)([0-9]+(?:\.[0-9]+)?)分(?!为止|封顶|为限)")
_GIVEN: Final = re.compile(
    r"(?:(?<=×)|(?<![0-9.]))[0-9]+(?:\.[0-9]+)?(?=分|分?[、,/和-][0-9.]|×|$|[,。;])|(?<=×)[0-9.]+"
)
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_EVERY: Final = re.compile(
    r"每[一1]?(人次|件次|户次|[次条项篇个家例件起处人名户份场期批种类款宗座所台])(?![0-9年月季周天日])"
)
_COUNTED: Final = (
    "points", "add", "deduct", "start", "floor", "most_if", "total_off", "grouped",
)  # fmt: skip
_RELATIVE: Final = re.compile(
    r"(?:已|均|都|全部|仍|的|及|未|不)*(?:超过|超出|高于|低于|不足|达不到|达到|达标|合格|完成|要求|标准|符合|落实|上述|以上|情况|规定|按|按时)+(?:的)?"
)
_LEVEL: Final = re.compile(
    r"(?:国家|部|省|市|县|区|镇|乡|村)级?(?:及)?(?:以上|以下)?(?:主要负责人|分管负责人|负责人)?"
    r"|主要负责人|分管负责人|负责人|责任人|单位|个人"
)
"""Who or how high, and not what: 省级 of 创建国家级单位的加2分、省级的加1分."""
_WEAK: Final = re.compile(
    r".*(?:逐项|逐条|逐一)(?:评分|打分|核查|检查|考核)(?:未|不|缺).*|(?:只|仅)有?|.*(?<=..)(?:超|做到)|(?:新|再次?)?(?:发现|出现|查实|核实)|(?:情况)?属实|(?:每)?(?:增加|减少|超额|超出?|多|少|下降|上升|提高)(?:的)?.{0,2}"
    r"|(?:全|每|本|当|上)?(?:季度?|月|年度?|周|学期|半年)缺少的.{1,3}数|.+(?<!某)每(?:个?月|季度?|年|周|学期)|.*(?:至少|不少于|不低于)(?!.*[0-9一二两三四五六七八九十]).*"
    r"|(?!及[格物时])[也且又并但时次率的及与和].{0,6}|.?(?:按次|单项|每次|一次).{0,4}"
)
"""A name that says nothing of what is counted: something of the clause was lost on the way."""
_PERIOD: Final = re.compile(
    r"(?:每|本|当|上|下|全)(?:个)?(?:月|季度|半年|学年|学期|年度|年|周|天|日)"
)


def overlooked(
    clause: str, keys: Mapping[str, object], said: tuple[str, ...], points: Decimal | None
) -> tuple[str, ...]:
    """Return what of a clause the rule does not account for, in its words; empty: nothing."""
    text = folded(clause) if points is None else of_the_mark(folded(clause), points)
    if _only_marked(keys) and not _WORTH.search(text):
        return ()
    spoken = "；".join((*names_of(keys), *said))
    asked = "；".join((spoken, *_asked(keys)))
    figures = Figures.of(keys, points)
    pieces = [piece for group in sentences(text) for piece in group]
    partly = [one for one in pieces if not whole_mark(one, keys, points, asked, _FRAME)]
    found = [one for piece in partly for one in _of_piece(piece, keys, spoken, asked, figures)]
    whole = [*_worth_twice(text, keys, points), *_signs(text, keys, points)]
    whole += [*_turned(text, keys, points), *_undone(clause, text)]
    whole += [*_shares(pieces, keys, spoken), *swapped(text, keys)]
    whole += [*levels_swapped(text, keys), *steps_swapped(text, keys), *ends_turned(text, keys)]
    whole += [*_units(text, keys, spoken), *_nothing(text, keys, points), *_nameless(text, keys)]
    whole += [*turned_senses(text, keys, "；".join(said))]
    whole += one_of_several(text, keys, "；".join(said))
    whole += [*absent(text, keys, points), *halved(text, keys), *started(text, keys, points)]
    told = "；".join(said)
    whole += [
        *never_reached(pieces, keys, points),
        *counted_again(text, keys),
        *floor_lost(text, keys),
    ]
    whole += [*lines_turned(text, keys), *stops_turned(text, keys), *one_sided(text, keys)]
    whole += [*claimed_twice(text, keys, told), *taken_for_granted(text, keys, points, told)]
    return tuple(dict.fromkeys([*found, *whole]))


def _worth_twice(text: str, keys: Mapping[str, object], points: Decimal | None) -> Iterator[str]:
    """Points printed more often than the rule has them; the full mark may be said over again."""
    printed = Counter(Decimal(one) for one in _WORTH.findall(text))
    printed += Counter(Decimal(one) for one in _EACH_OF.findall(text))
    held = Counter(points_of([keys.get(one) for one in _COUNTED]))
    yield from (
        f"{plain(one)}分"
        for one, times in printed.items()
        if one not in (points, 0) and times > held[one]
    )


def _undone(clause: str, text: str) -> Iterator[str]:
    """Words that change what counts, gone before the clause was read."""
    raw = re.sub("(?:下列|以下|如下)(?:情形|情况|行为|问题|事项)?之一", "", clause)
    raw = re.sub("除(?=(?:本项|该项|此项)?(?:不得分|扣完|得0分|记0分|计0分)外)", "", raw)
    printed, kept = (Counter(ALWAYS.findall(one)) for one in (normalize("NFKC", raw), text))
    yield from printed - kept


_TIMES: Final = re.compile(r"按[^,;。0-9]{0,6}?(?:([0-9.]+)%|([0-9.]+)倍|一半)")
"""第二作者按50%计分: what else the printed points may become."""


def _turned(text: str, keys: Mapping[str, object], points: Decimal | None) -> Iterator[str]:
    """Taken off where nothing is taken in the clause, or added where it is only taken."""
    taken = {Decimal(one) for run in _TAKEN.findall(text) for one in _NUMBER.findall(run)}
    given = {Decimal(one) for one in _GIVEN.findall(_TAKEN.sub("", text))}
    lost = points if re.search("不得分|不计分|不给分|为0分|得0分|0分|扣完", text) else None
    share = points if re.search("比例|率|[/÷×=]", text) else None
    given |= {Decimal(one) / 100 for one in re.findall(r"(?:×|按|以|乘|[分绩]的)([0-9.]+)%", text)}
    if re.search("加倍|翻倍|双倍|减半", text):
        taken |= {one * 2 for one in taken} | {one / 2 for one in taken}
        given |= {one * 2 for one in given} | {one / 2 for one in given}
    for part, times in _TIMES.findall(text):
        factor = Decimal(part) / 100 if part else Decimal(times or "0.5")
        taken |= {one * factor for one in taken}
        given |= {one * factor for one in given}
    if re.search("比例|百分比", text):  # 差百分之几就扣百分之几
        taken |= {one / 100 for one in given}
    share = points if re.search("不得分|不计分|不给分", text) else share
    for side, printed, whole in (("deduct", taken, lost), ("add", given, share)):
        for term in listed(keys.get(side)):
            own = term.get("points")
            if isinstance(own, Decimal) and own not in {*printed, whole}:
                yield f"{'扣' if side == 'deduct' else '得'}{plain(own)}分"


def _signs(text: str, keys: Mapping[str, object], points: Decimal | None) -> Iterator[str]:
    """扣2分 that is nowhere taken off, 加2分 that is nowhere added."""
    for sign, own, other in ((_TAKES, "deduct", "floor"), (_GIVES, "add", "start")):
        held = Counter(points_of([keys.get(own), keys.get(other)]))
        if own == "deduct":
            held += Counter(points_of([keys.get("total_off")]))
        if own == "add":  # what a part loses at most was there from the start
            held += Counter(figures_of([one.get("max") for one in listed(keys.get("deduct"))]))
        printed = Counter(Decimal(one) for one in sign.findall(text))
        for value, times in printed.items():
            enough = value in (0, points) or held[value] >= times
            if not enough and (own != "add" or not held[value]):
                yield f"{'扣' if own == 'deduct' else '得'}{plain(value)}分"


def _units(text: str, keys: Mapping[str, object], spoken: str) -> Iterator[str]:
    """每户, 每篇: the rule counts in that unit, or says it."""
    held = {str(term.get(one)) for term in terms_of(keys) for one in ("unit", "events")}
    held |= {"项", "个", "条", "样"} if any("list" in term for term in terms_of(keys)) else set()
    held |= {"项"} if any("named" in term for term in terms_of(keys)) else set()
    for one in _EVERY.finditer(text):
        if not any(unit.endswith(one[1]) or one[1] in unit for unit in held) and (
            one[0] not in spoken
        ):
            yield one[0]
    yield from (one[0] for one in _OF_EACH.finditer(text) if one[0] not in spoken)


def _nothing(text: str, keys: Mapping[str, object], points: Decimal | None) -> Iterator[str]:
    """不得分 where the rule only takes, and nothing in it takes all."""
    marked = [one for one in listed(keys.get("add")) if "award" in one]
    if not re.search("不得分|不计分|不给分|(?:为|得|计|记)0分", text) or not (
        keys.get("deduct") or marked or keys.get("effects")
    ):
        return
    plain = [one for one in listed(keys.get("deduct")) if "award" not in one]
    all_of_it = any(points is not None and points in figures_of(one) for one in plain)
    added = len(listed(keys.get("add"))) > len(marked)
    if not (keys.get("only_if") or keys.get("zero_if") or added or all_of_it):
        yield "不得分"


_SHARE: Final = re.compile(r"([\u4e00-\u9fff]{2,4})率")


def _shares(pieces: list[str], keys: Mapping[str, object], spoken: str) -> Iterator[str]:
    """开工率、竣工率均达到100%: where what falls short of one takes, each of them does."""
    if not any("under" in one or "over" in one for one in terms_of(keys) if "rate" in one):
        return
    for piece in pieces:
        said = _SHARE.findall(piece)
        yield from (f"{one}率" for one in said if len(said) > 1 and f"{one}率" not in spoken)


_ONE_OF_THEM: Final = re.compile("(?:其中|凡|如)?(?:有|任意?|任何|其中)(?:有)?[一某1][项条个类]")
"""有一项未达到的: which of those that were named, a condition of its own cannot say."""
_OF_EACH: Final = re.compile(
    "(?<![0-9一])每(?:百|千|万)?(?:公里|亩|户|村|人|所|校|平方米|个?单位)"
    "(?=[^,;。0-9]{0,8}(?:少于|不足|不到|低于|至少|不少于|达到?))"
)
"""每公里少于2次: a line for each of something."""


def _nameless(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """达不到的不得分: a condition that says of nothing in particular, or that is not printed."""
    counted = (str(term.get("each", term.get("if", ""))) for term in terms_of(keys))
    yield from (name for name in counted if _LEVEL.fullmatch(name) or _WEAK.fullmatch(name))
    yield from (
        name
        for term in terms_of(keys)
        for name in (str(term.get("each", "")), str(term.get("if", "")))
        if (_ONE_THING.match(name) if "if" in term else _ONLY_UNIT.fullmatch(name))
    )
    own = [str(one["when"]) for one in listed(keys.get("effects"))]
    for one in (*words_of(keys.get("only_if")), *words_of(keys.get("zero_if")), *own):
        bare = re.split(r" (?:>=|>|<=|<|=) ", one)[0]
        vague = _RELATIVE.fullmatch(bare) or re.fullmatch(rf"{_PERIOD.pattern}(?:考核|考评)?", bare)
        vague = vague or _ONE_OF_THEM.match(bare)
        if vague or (one in own and not _common(bare, text)):
            yield bare


_ONE_THING: Final = re.compile(
    rf"(?:凡|每)?(?:发现|出现|发生|有|缺少|缺|少|漏)?[一1](?:{UNITS})(?!以上|及以上)|.{{0,4}}[一1](?:{UNITS})$"
    rf"|(?!.*(?:不少于|至少|不低于|达到|以上|每|完成|第|[0-9]+月)).*(?<![0-9])(?:[2-9]|[1-9][0-9]|[二两三四五六七八九十])(?:{UNITS})$"
    "|(?:聘请|聘任|建立|成立|制定|开展|参加|召开|实施|组织|举办|设立|配备|安排)$"
)
"""聘请, and nobody says whom; 一处落实不到位, taken as whether there was one: it may be meant for
each of them."""
_ONLY_UNIT: Final = re.compile(
    rf"(?:[一1]?(?:{UNITS}))+|(?:符合|达到)(?:要求|标准|规定)?|合格|到位|落实|规范|齐全|完整"
)
"""What says of a count in which unit, or that it was right, and not of what."""


def _common(name: str, text: str) -> bool:
    return name in text or (name[:2] in text and name[-2:] in text)


def _asked(keys: Mapping[str, object]) -> Iterator[str]:
    """What the questions say: whoever reports reads it."""
    asks = keys.get("ask")
    if isinstance(asks, Mapping):
        yield from map(str, asks.values())


def _of_piece(
    piece: str, keys: Mapping[str, object], spoken: str, asked: str, figures: Figures
) -> Iterator[str]:
    named = covered(piece, spoken)
    lost = [one[0] for one in ALWAYS.finditer(piece) if not _within(one.span(), named)]
    named = covered(piece, asked)
    lost += [
        one
        for one, span, value in _printed(piece)
        if not (_within(span, named) or figures.say(piece, span, value))
    ]
    left = _left(piece, keys, named)
    if lost or left:
        yield piece


def _printed(piece: str) -> Iterator[tuple[str, tuple[int, int], Decimal]]:
    """Every figure of a piece that is more than a 1 of “每1次”."""
    for one in _FIGURE.finditer(piece):
        value = number_of(one["spoken"] or one["num"])
        zero = value == 0 and piece[one.end() :].startswith("分")
        whole = value == 100 and one["part"]  # 达到100%的: all of it
        if value is not None and (value != 1 or one["part"]) and not zero and not whole:
            yield one[0], one.span(), value


_AMOUNT: Final = re.compile(rf"[0-9.]+个?(?:{UNITS})|[^\u4e00-\u9fff]|[一二两三四五六七八九十]")


def _left(piece: str, keys: Mapping[str, object], named: list[bool]) -> bool:
    """Whether words of a piece stand neither in a name nor in the frame around it."""
    free = list(named)
    for pattern in _frames(keys):
        for one in pattern.finditer(piece):
            free[one.start() : one.end()] = [True] * (one.end() - one.start())
    run = "".join(" " if done else sign for sign, done in zip(piece, free, strict=True))
    alone = re.search("增加|减少", run)  # 面积增加的: the verb changes what is meant
    between = "".join("|" if done else sign for sign, done in zip(run, named, strict=True))
    broken = [_AMOUNT.sub("", one) for one in between.split("|")]
    whole = re.findall(r"[\u4e00-\u9fff]+", run)
    return bool(alone) or any(len(one) > 1 for one in (*whole, *broken))  # 原则上 without its 则


def _frames(keys: Mapping[str, object]) -> Iterator[re.Pattern[str]]:
    yield from (_FRAME, _PERIOD, _ORDER)
    held = {verb for term in terms_of(keys) for verb in term}
    held |= {"both sides"} if not list(one_sided("±", keys)) else set()
    held |= {str(one["effect"]) for one in listed(keys.get("effects"))} | set(keys)
    yield from (pattern for key, pattern in _HELD.items() if key in held)


def _within(span: tuple[int, int], named: list[bool]) -> bool:
    return all(named[span[0] : span[1]])


def _only_marked(keys: Mapping[str, object]) -> bool:
    """A row that a reviewer marks as a whole, with the clause before him: nothing is lost."""
    terms = list(terms_of(keys))
    plain = len(terms) == 1 and terms[0].get("award") == "评定得分"
    return plain and not keys.get("effects") and not keys.get("zero_if")
