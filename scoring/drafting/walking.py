"""The pieces of a clause one after the other: who takes each, and what is left of it.

Here: the order in which pieces are tried, and those that count nothing. Not here: what a piece
means (`recognise` and its kin), what all of them mean together (`settling`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.around import around
from scoring.drafting.classes import by_class
from scoring.drafting.exempt import exempt
from scoring.drafting.first_shares import first_shares
from scoring.drafting.lesser import LESSER, lesser
from scoring.drafting.means import beside_the_mean
from scoring.drafting.moved import moved
from scoring.drafting.nothing_got import part_before
from scoring.drafting.quantities import level_said
from scoring.drafting.ranges import between
from scoring.drafting.recognise import RECOGNISERS
from scoring.drafting.risen import risen
from scoring.drafting.segments import segments
from scoring.drafting.spans import ladder, step_of
from scoring.drafting.standings import ranks
from scoring.drafting.state import COUNTING, State, clean
from scoring.drafting.steps import take_steps
from scoring.drafting.times import difficulty, factor
from scoring.drafting.tolls import tolls
from scoring.drafting.verbatim import VERBATIM, excepted, held, not_counted
from scoring.drafting.weights import weighted
from scoring.drafting.within import among, taken_up

_ASKS_SHARE: Final = re.compile(
    r"[^0-9,]*(?:比例|占比|比重)(?:不低于|达到|达|不少于|不得低于|要求|为|在|控制在|不超过)[0-9.]+%(?:以上|以内)?"
)
"""A share that is asked for counts nothing by itself."""
_HARMLESS: Final = re.compile(
    r"(?!.*[0-9.]分)(?!.*(?:扣|加|减|得分|计分|分数|折算|系数|平均|权重|比例|倍|否则|不得分|不计|抵|视)).{2,40}"
)
"""Words of grades and praise that take and give no points: 当年不得评先评优."""
_BESIDE: Final = re.compile(
    r"[^0-9]{2,20}(?:高于|低于|超过|达到|不低于|不高于|达不到|未达到)[^0-9]{0,12}(?:平均[数值]?|平均水平|目标值?|上年|同期|上年同期)(?:的|者)?"
)
"""What a share or figure is held beside, said before 每高1个百分点."""
_LINED: Final = re.compile(
    r"不超过|不得超过|不高于|不大于|达到|达|不低于|低于|不足|高于|超过|不得|不少于|不到|未达|小于|大于|控制|应|须|要|为(?=[0-9])|保持在|在(?=[0-9])|[0-9]"
)
"""Words between the name of a share and its line."""


_CONSEQUENCE: Final = re.compile(
    r".*(?:等次|等级|档次|评定为|定为|列为|(?<!被)评为|资格|一票)(?!.*(?:的|者|情况|工作|制度|标准|方案)$).*"
)
"""What becomes of the unit: no condition (评为不合格的), and nothing that may go unsaid."""
_EVEN: Final = re.compile(r"(?:与|和|同).{2,16}(?:持平|相当|一致)(?:的)?,?(?:的)?不扣分")
"""持平不扣分: what lies above or below is said next."""
_BY_ITS_GAP: Final = re.compile(
    r"按(?:照)?[^0-9,]{2,30}(?:差距|差额|差值|相差)(?:的)?(?:绝对值)?(?:进行)?(?:扣分|计分|加分)"
)
"""按与目标值差距的绝对值扣分: how much is said next."""
_BY_A_SHARE: Final = re.compile(r"按(?:照)?(?P<share>[^0-9,]{2,24}(?:占比|比例|比重))(?:进行)?扣分")
_BY_ITS_RATE: Final = re.compile(
    r"(?:本项|该项)?按(?:照)?(?P<share>[^0-9,按]{2,16}率)(?:情况)?(?:计分|评分|打分|得分|考核|赋分)"
)
"""按巡河完成率计分: the steps that say how much come next."""
_BY_ITS_GRADE: Final = re.compile(
    r"按(?:照)?[^0-9,]{2,24}(?:结果|等次|等级|情况)(?:进行)?(?:折算|计分|赋分|得分|换算|评分)(?:得分)?"
)
"""按党建考核结果折算: what each grade brings comes next."""
_OF_A_GRADE: Final = re.compile(
    r"[^0-9,每]{0,6}(?:优|良|好|合格|达标|[ABCD一二三]级|[一二三]等)[^0-9,每]{0,4}[0-9.]+分"
)
_PER_PART: Final = re.compile(r"(?:占比|比例|比重)?每[0-9.]+(?:%|个百分点)")
_TO_TAKE: Final = re.compile(
    r"(?:未|没有|没)(?:全部)?(?:完成|达到|达标)[^0-9,]{0,8}(?:的)?(?:则)?(?:相应)?(?:扣分|减分)"
)
"""没有完成的扣分: how many is said next."""


def walk(state: State, pieces: list[tuple[int, str]]) -> None:
    """Take the pieces of a clause one after the other, the widest reading of each first."""
    at = 0
    while at < len(pieces):
        number, piece = pieces[at]
        if number != state.sentence:
            state.begin(number)
        left = [one for _, one in pieces[at:]]
        if used := tolls(state, left) or _several_taken(state, ladder(left)):
            at += used
            continue
        at += 1
        piece = state.piece = _made_of(state, piece, pieces[at:])
        if _at_first_sight(state, piece):
            continue
        if inner := _opened(piece):
            pieces[at:at] = [(number, one) for one in inner]
        elif not _at_second_sight(state, piece, more=bool(pieces[at:])):
            _left(state, piece)


def _several_taken(state: State, rest: list[str]) -> int:
    """How many of the next pieces say one thing together; 0: the first stands alone."""
    used = moved(state, rest) or first_shares(state, rest) or segments(state, rest)
    used = used or between(state, rest) or take_steps(state, rest) or ranks(state, rest)
    used = (
        used
        or risen(state, rest)
        or level_said(state, rest)
        or around(state, rest)
        or beside_the_mean(state, rest)
    )
    used = used or exempt(state, rest) or _share_taken(state, rest)
    return used or by_class(state, rest, _taken) or weighted(state, rest)


def _share_taken(state: State, rest: list[str]) -> int:
    """按未整改图斑占比扣分, 占比每5%扣1分: how much for which part of it is said next."""
    share = _BY_A_SHARE.fullmatch(rest[0])
    if _BY_ITS_GRADE.fullmatch(rest[0]) and rest[1:] and _OF_A_GRADE.fullmatch(rest[1]):
        state.context.append(rest[0])
        state.fresh = True
        return 1
    own = _BY_ITS_RATE.fullmatch(rest[0])
    if (
        own is not None
        and rest[1:]
        and (one := step_of(rest[1]))
        and one.points
        and one.unit == "%"
    ):
        said = one.label and not own["share"].endswith(one.label)
        rest[1] = rest[1] if said else own["share"] + rest[1].removeprefix(one.label)
        return 0 if said else 1 + (take_steps(state, rest[1:]) or 0)
    if share is None or not rest[1:] or not _PER_PART.match(rest[1]):
        return 0
    state.context.append(share["share"])
    state.fresh = True
    return 1


def _at_first_sight(state: State, piece: str) -> bool:
    """Take a piece by what it says of itself."""
    if _among_them(state, piece):
        return True
    if not (piece.startswith("其中") and COUNTING.search(piece)) and _taken(state, piece):
        taken_up(state)
        return True
    return lesser(state, piece) or (
        re.search(r"\([0-9.]+分\)$", piece) is not None and held(state, piece)
    )


def _opened(piece: str) -> tuple[str, str] | None:
    """What stands before a bracket that counts, and what stands in it."""
    inner = re.fullmatch(
        r"(?P<first>.+?)\((?P<second>[^()]*(?:分|除外|不含|不包括|就高|[取按]最?高|不重复|不累计)[^()]*)\)",
        piece,
    )
    if inner is None:
        return None
    second = inner["second"]
    kept = _MOST_OF_IT.match(second) or LESSER.fullmatch(f"({second})")
    second = f"({second})" if kept else second
    if re.fullmatch(r"(?:共|计|满分)?[0-9.]+分", second) and "扣" in inner["first"]:
        second = f"扣完{second}为止"  # 少1次扣0.5分(2分): of these 2 points
    return inner["first"], second


def _at_second_sight(state: State, piece: str, *, more: bool) -> bool:
    """Take a piece by what it changes, or by its own words; `more`: others come behind it."""
    said_next = any(one.fullmatch(piece) for one in (_TO_TAKE, _EVEN, _BY_ITS_GAP)) and more
    if said_next or _taken_as(state, piece) or _nothing_else(state, piece):
        return True
    return any(take(state, piece) for take in (*_CHANGES, *VERBATIM))


def _left(state: State, piece: str) -> None:
    """Keep what nobody took: not understood where it counts, else what the next is about."""
    if not _counts(piece):
        _describe(state, piece)
    elif _HARMLESS.fullmatch(piece):
        state.beside.append(piece)
    else:
        state.unread.append(piece)


_MOST_OF_IT: Final = re.compile(r"(?:累计|合计)?(?:最高|最多|封顶|上限|不超过|至多)")
"""培训每次得1分(最高3分): the most of what stands before the bracket."""
_CHANGES: Final = (not_counted, excepted, factor, difficulty, among)
"""What changes a term before it."""
_BRINGS: Final = re.compile(r"[^每]*?[得计加]?([0-9]+(?:\.[0-9]+)?)分")


def _among_them(state: State, piece: str) -> bool:
    """被省级采用的加1分 behind 其中被市级采用的加0.5分: of the same things."""
    inside = state.within is not None and state.within[0] == state.sentence
    return inside and re.match("被|获|受", piece) is not None and among(state, piece)


def _made_of(state: State, piece: str, after: list[tuple[int, str]]) -> str:
    """建立工作组2分, 其中有专干1分, 报酬落实1分: the parts stand for the whole."""
    last = state.last
    if (
        not piece.startswith("其中")
        or last is None
        or last[0] != state.sentence
        or last[1] < 0
        or "if" not in last[2]
    ):
        return piece
    said = [piece, *(one for number, one in after if number == state.sentence)]
    found = [_BRINGS.fullmatch(one) for one in said]
    parts = [Decimal(one[1]) for one in found if one is not None]
    if len(parts) < len(said) or sum(parts) != last[2]["points"]:
        return piece
    state.add.remove(last[2])
    state.placed.pop()
    state.before.append(str(last[2]["if"]))
    return piece.removeprefix("其中")


def _taken(state: State, piece: str) -> bool:
    return any(recognise(state, piece) for recognise in RECOGNISERS)


_PLACED_AMONG: Final = re.compile(
    r"[^分0-9]*(?:排名|名次|位次|排序|评比|考核|测评|检查)[^分0-9]*?(?:倒数|末|后|前|第)[一二两三四五六七八九十0-9]+(?:名|位)[^分0-9]{0,6}"
)
"""月度排名末两位的: what is said of it comes next."""


_REFUSED: Final = re.compile(r"(?:被|出现|有|发生)?[^,0-9分一]{0,8}(?:单项)?否决(?:的|项的|情形的)")
"""单项否决的, 本项不得分: what becomes of it is said next."""


def _counts(piece: str) -> bool:
    """Whether a piece that nobody took says of points or of grades what must not be lost."""
    if _REFUSED.fullmatch(piece):
        return False
    if _BESIDE.fullmatch(piece) or _PLACED_AMONG.fullmatch(piece):
        return False
    if COUNTING.search(piece) and not _ASKS_SHARE.fullmatch(piece) and not _of_praise(piece):
        return True
    return bool(re.search(r"[0-9]+分(?!钟)", piece) or _CONSEQUENCE.fullmatch(piece))


def _of_praise(piece: str) -> bool:
    """在资金扶持、评优评先等领域使用: praise that nobody loses or gets by it."""
    rest = re.sub("评优评先|评先评优|评优|评先", "", piece)
    lost = re.search("取消|不得|不能|不予|不参|资格|一律|影响|挂钩|一票|优先|[0-9]分", piece)
    return rest != piece and lost is None and COUNTING.search(rest) is None


_BY_PAPERS: Final = re.compile(r"\(?以[^,。;分0-9]{2,20}为(?:准|依据)\)?")
"""以检查档案资料为准: what proves it, and nothing that counts."""


def _taken_as(state: State, piece: str) -> bool:
    """超过3天的视为未报, 无记录的视为未开展: what counts as another thing, to be looked at."""
    if not re.fullmatch(r"[^分]{2,24}(?:视为|视同|按)(?:未|没有|不)[^分]{1,12}(?:处理)?", piece):
        return False
    state.guessed.append(piece)
    state.context.append(piece)
    state.fresh = True
    return True


_NO_LOSS: Final = re.compile(r"[^0-9,]{4,30}(?:的|者)?,?(?:不扣分|不予扣分)")
"""自查发现并整改的不扣分, before anything is taken: who reports has to leave it out."""
_ALL_COUNT: Final = re.compile(
    r"(?:多|超额|另|每多)?[^,0-9分]{0,10}(?:的)?(?:按|依)(?:数量|个数|次数|件数|项数|实际数量)?(?:进行)?(?:累计|叠加|累加)(?:得|加|计|扣)?分?(?:值)?"
)


_NO_MORE: Final = re.compile(
    r"(?:多|超)(?:报|出|额|完成|过|做|发)*(?:的|者|部分)*(?:均|都)?不(?:另|再|予|另行|重复)?(?:加|计|得)分"
)
"""多报不加分 behind what is only taken for falling short."""


def _beyond_counts(state: State) -> bool:
    """Whether the term before goes on above its line, or counts every one of them."""
    last = state.last
    if last is None or last[1] < 0 or {"band", "upto", "if"} & set(last[2]):
        return False
    all_of_it = last[2].get("points") == state.points  # 按完成比例×6, 超额完成不加分
    return not ({"rate", "ratio"} & set(last[2]) and all_of_it)


def _nothing_else(state: State, piece: str) -> bool:
    """其他不得分 behind what is added, 多的按数量累计 behind a count: nothing more."""
    if state.last is None and _NO_LOSS.fullmatch(piece) and "扣" in state.text.replace(piece, ""):
        state.guessed.append(piece)
        state.notes.append(piece)
        return True
    if _NO_MORE.fullmatch(piece) and state.last is not None and not _beyond_counts(state):
        state.notes.append(piece)
        return True
    if _ALL_COUNT.fullmatch(piece) and state.last is not None and "each" in state.last[2]:
        state.notes.append(piece)
        return True
    if (
        re.fullmatch(
            r"(?:否则|其他|其余|其它)(?:情况|情形)?(?:的)?(?:均)?不[得计]分",
            piece,
        )
        is None
    ):
        return False
    if piece.startswith("否则"):
        return len(state.placed) == 1 or part_before(state)
    names = [str(one.get("each", "")) for one in state.deduct]
    return bool(state.add) and all(re.search("[前后末第][^名位]+[名位]$", one) for one in names)


_ALTOGETHER: Final = re.compile(
    r"(?:即)?(?:全|每|一个?)(?:季度?|年度?|半年|月|学期|学年)(?:共|合计|累计|共计)?(?:不少于)?[0-9]+[^0-9,每得扣加]{1,2}"
)


_GOES_ON: Final = re.compile(
    r"或者?|以及|和(?=[^谐])|经[^,0-9分]{0,16}(?:查实|核实|认定|确认|查证属实|属实)(?:的|后)?$"
)
"""发生事件, 或者被约谈的; 参与造假, 经上级查实的: of what was said before it."""


def _describe(state: State, piece: str) -> None:
    """Keep a piece that counts nothing: what follows may be about it."""
    if _BY_PAPERS.fullmatch(piece) and state.placed:
        state.notes.append(piece)
        return
    if _ALTOGETHER.fullmatch(piece) and state.context:
        state.before.append(piece)  # 每月不少于2次, 全季6次: the same, counted together
        return
    fresh = state.fresh
    state.hear(piece)
    if state.context and state.fresh and _GOES_ON.match(piece):
        state.context[-1] += f"，{piece}"  # 发生事件, 或者被约谈的: both of them
    else:
        state.context.append(piece)
    state.fresh = True
    lines = re.findall(r"([0-9]+(?:\.[0-9]+)?)%", piece)
    several = piece.split("、")
    if len(lines) > 1 and len(several) == len(lines):
        state.lines = state.lines if fresh else []
        for one, line in zip(several, lines, strict=True):
            if line in one and len(label := _before_line(one, line)) > 1:
                state.say_line(label, Decimal(line) / 100)
    if len(lines) == 1:
        label = _of_the_row(state, piece) or _before_line(piece, lines[0]) or _held_before(state)
        if len(label) >= 2:
            state.lines = state.lines if fresh else []
            state.say_line(label, Decimal(lines[0]) / 100)


def _before_line(said: str, line: str) -> str:
    """35岁以下的 of 35岁以下的达60%以上: the share that is held to a line."""
    line = re.escape(line)
    own = re.match(
        rf"(?P<what>.+?(?:率|比例|占比|比重))(?:达到|达|不低于|不超过|为|在)?(?={line}%)", said
    ) or re.match(rf"(?P<what>.+?)(?:达到|达|不低于|不少于|占)(?={line}%)", said)
    what = own["what"] if own is not None else _LINED.split(said)[0]
    return clean(re.sub(r"(?<=..)(?:应当?|必?须|需|要|以|未|仍)$", "", what))


_BARE_LINE: Final = re.compile(
    r"(?:以|按|目标值?|指标|标准)?(?:应|须|要|不得|不)*(?:达到|达|低于|少于|小于|高于|超过|大于|控制在|保持在|为|在)?"
    r"[0-9.]+%(?:\(含\))?(?:以上|以下|以内)?(?:为(?:基准|基数|基础|标准|目标值?|底线))?(?:的)?"
)
_NAMES_A_SHARE: Final = re.compile("率$|比例$|比重$|占比$|程度$|满意度$|覆盖面$")


def _of_the_row(state: State, piece: str) -> str:
    """不低于97%, 以12%为基准: a line and nothing beside it is of what the row is called."""
    name = clean(state.name) if state.line is None and not state.gates else ""
    return name if _BARE_LINE.fullmatch(piece) and _NAMES_A_SHARE.search(name) else ""


def _held_before(state: State) -> str:
    """高于90%的 behind 达标率低于90%不得分: of the same share."""
    found = re.fullmatch(r"(.+) >= [0-9.]+%", state.gates[-1]) if state.gates else None
    return found[1] if found is not None else ""
