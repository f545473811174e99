"""Points by rank: 第1名得5分, 第2-3名得4分, 其余得1分; 前三名分别得10分、9分、8分; 每后退一名扣1分.

Here: the pieces that print a table of ranks together. Not here: points of an amount (`amounts`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.first_and_last import first_and_last
from scoring.drafting.pieces import number_of
from scoring.drafting.state import Keys, N, State, clean
from scoring.exact import ZERO


def ranks(state: State, pieces: list[str]) -> int:
    """第1名得5分, 第2-3名得4分, 其余得1分: how many pieces print a table of ranks together."""
    stepped = _rank_by_rank(state, pieces) or end_ones(state, pieces)
    if stepped := stepped or by_the_best(state, pieces) or first_and_last(state, pieces):
        return stepped
    ordered = _ORDERED.fullmatch(pieces[0])
    if (
        ordered is not None
        and pieces[1:]
        and re.match(r"(?:全[县市区镇乡省校院州])?(?:第|前|排名|名列)", pieces[1])
    ):
        if rank_by_rank := _rank_by_rank(state, pieces[1:], ordered["label"]):
            return 1 + rank_by_rank
        state.context.append(ordered["label"])
        return 1 + found if (found := _ranks(state, pieces[1:], ordered["label"])) else 0
    return _ranks(state, pieces, "")


_ORDERED: Final = re.compile(
    r"(?:按照?|根据|依据)?(?P<label>(?:[^0-9分]|得分|评分|总分){2,30}?)(?:结果|情况|高低)?(?:从高到低|由高到低|由多到少|从多到少)?(?:进行|依次)?(?:在[^,。;0-9]{1,14})?(?:进行)?(?:排名|排序|排队)(?:计分|得分|赋分)?"
)
"""按改善率排名: what the table of ranks behind it is of."""
_SO_ON: Final = re.compile(
    rf"(?:其余|其他|其后|以下|以后)?(?:依次|逐名|按名次|逐级|以此类推|依此类推)+(?:每(?:降|后退|低|下降)?(?:一|1)?个?(?:名次|名|位)?)?"
    rf"(?:递减|递扣|减少|减|少得|扣)(?P<less>{N})分"
)


def _ranks(state: State, pieces: list[str], about: str) -> int:
    """A table of ranks of what was said to be ordered."""
    spread = _first_ones(pieces)
    more, pieces = len(spread) - len(pieces), spread
    table: list[list[Decimal]] = []
    label, rest, used, ended = about, Decimal(0), 0, ""
    for said in pieces:
        piece = re.sub(r"(第[一二三四五六七八九十0-9]+)(?=的|得|计)", r"\1名", said)
        found = re.fullmatch(
            r"(?P<label>.*?)(?:排名|名列|位列|位居|排在|列|排|在)*(?:第|(?P<top>前))?(?P<first>[0-9]+|[一二三四五六七八九十]+)"
            rf"(?:-(?P<last>[0-9]+))?(?:名|位)(?:的)?(?:得|计|加)(?P<points>{N})分",
            piece,
        )
        others = re.fullmatch(
            rf"(?:其余|其他|其它|(?:第)?(?P<from>[0-9]+)(?:名|位)(?:及)?(?:以后|之后|以下))(?:的)?(?:单位|乡镇|学校|部门)?(?:的)?"
            rf"(?:名次)?(?:得|计)?(?P<points>{N})分",
            piece,
        )
        if found is not None:
            last = number_of(found["last"] or found["first"])
            first = number_of(found["first"])
            before = table[-1][0] if table else Decimal(0)
            first = before + 1 if found["top"] and first is not None and first > before else first
            if last is None or first != before + 1:
                return 0
            label = label or clean(found["label"])
            table.append([last, Decimal(found["points"])])
        elif table and _END_ONE.fullmatch(said):
            ended = said
        elif others is not None and table:
            if others["from"] and Decimal(others["from"]) not in (table[-1][0], table[-1][0] + 1):
                return 0
            rest = Decimal(others["points"])
            used += 1
            break
        else:
            break
        used += 1
    used += _so_on(table, pieces[used : used + 1])
    if len(table) < 2 or re.search(r"[0-9]", label):
        return 0
    label = re.sub("(?:名次|排名)$|(?<=..)列$", "", label)
    put_places(state, label or clean(state.name), table, rest)
    if ended:  # whoever is last has none of what the others have
        state.stops.append("排在最后一名")
    return used - more


_END_ONE: Final = re.compile(
    r"(?:排名|名次|排|列|位居|处于)*(?:末位|末尾|最后一?(?:名|位)|倒数第[一1](?:名|位)?)(?:的|者)?(?:本项)?(?:不得分|得0分|0分)"
)
"""末位的不得分, between the places and the others."""


_MEASURED: Final = re.compile(
    r".{2,}(?:率|额|数|数量|总量|增速|增幅|资金|投资|收入|产值|税收|面积|人数|条数|件数|篇数|满意度)"
)
_MONEY: Final = re.compile("额|资金|投资|收入|产值|税收")
_PERCENT: Final = re.compile("率|度|增速|增幅|比例")


def put_places(
    state: State, label: str, table: list[list[Decimal]], rest: Decimal = ZERO, note: str = ""
) -> None:
    """Points by place: the office says the place, or the units' own figures are put in order."""
    label = re.sub("(?:名次|排名)$", "", label) or label
    label = re.sub("^各(?:单位|部门|乡镇|镇|村|街道|学校|科室)(?:的)?(?=.{2})", "", label)
    ways = ("名次由考核办公室提供", f"单位自己报“{label}”，名次由程序比")
    if _MEASURED.fullmatch(label) and state.choose(f"places {label}", *ways):
        own: Keys = {"among": label, "unit": unit_of(label), "places": table}
        state.put(1, {**own, "otherwise": rest} if rest else own)
        return
    term: Keys = {"rank": f"{label}名次", "table": table, "compare": "各单位比较"}
    state.put(1, {**term, "otherwise": rest} if rest else term)
    state.by = "考核办公室"
    state.notes.append(f"名次由考核办公室提供{note}")


def unit_of(label: str) -> str:
    """The unit a figure has by its name: 到位资金 in 万元, 完成率 in percent."""
    return "%" if _PERCENT.search(label) else "万元" if _MONEY.search(label) else "件"


_BEST: Final = re.compile(
    rf"(?P<label>.*?)(?:排名|名列|位列|位居)?(?:第(?:一|1)(?:名|位)?|最高(?:的|者)?|最多(?:的|者)?)(?:的)?(?:单位|部门|乡镇|镇|村)?(?:的)?(?:得|计)(?P<points>{N})分"
)
_BY_THE_BEST: Final = re.compile(
    r"(?:其余|其他|其它|以下)(?:名次|各)?(?:单位|部门|乡镇|镇|村)?(?:的)?,?(?:按照?|依)?(?:其)?(?:与|占|和|同|除以)?(?:第(?:一|1)名|最高(?:分|值|者|单位)?|最多者?)(?:的)?(?:比例|比值|百分比|比)(?:折算|计算|递减|折合)*(?:得分|计分|赋分|得)?"
)


def by_the_best(state: State, pieces: list[str]) -> int:
    """第一名得满分, 其余按与第一名的比例得分: shares of the best figure that was reported."""
    first = _BEST.fullmatch(pieces[0])
    if first is None or not pieces[1:] or _BY_THE_BEST.fullmatch(pieces[1]) is None:
        return 0
    label = clean(first["label"]) or (clean(state.context[-1]) if state.context else "")
    label = re.sub("(?:按|的|由高到低|从高到低|进行|排名|排序|名次)+$", "", label)
    label = re.sub("^(?:按照|按|根据)", "", label) or clean(state.name)
    if re.search("[0-9]", label) or not 2 <= len(label) <= 20:
        return 0
    own: Keys = {"among": label, "unit": unit_of(label), "share": "first"}
    state.put(1, {**own, "points": Decimal(first["points"])})
    if not _MEASURED.fullmatch(label):
        state.guessed.append(pieces[1])  # in what unit, nobody says
    return 2


def _so_on(table: list[list[Decimal]], after: list[str]) -> int:
    """第1名得10分, 第2名得9分, 依次递减1分: as long as there are points left."""
    found = _SO_ON.fullmatch(after[0]) if after and table else None
    less = Decimal(found["less"]) if found is not None else Decimal(0)
    while less > 0 and table[-1][1] > less and len(table) < _LOWEST_RANK:
        table.append([table[-1][0] + 1, table[-1][1] - less])
    return int(less > 0)


def _first_ones(pieces: list[str]) -> list[str]:
    """前三名的分别得10分、9分、8分: 第1名, 第2名, 第3名 with their own."""
    found = re.fullmatch(
        rf"(?P<label>.*?)(?:排名|名列|位列|位居|列|获得|获)?(?:在)?前(?P<many>[0-9]+|[一二三四五六七八九十]+)(?:名|位)(?:的)?(?:单位|部门|乡镇|镇|村|社区|学校|班级|科室)?(?:的)?,?(?:分别|依次)+(?:得|计|加)"
        rf"(?P<list>{N}分?(?:[、,]{N}分?)+|{N}分?-{N}分)",
        pieces[0],
    )
    many = number_of(found["many"]) if found is not None else None
    numbers = _down_to(found["list"]) if found is not None else []
    if found is None or many != len(numbers):
        return pieces
    own = [f"{found['label']}第{at}名得{one}分" for at, one in enumerate(numbers, 1)]
    return [*own, *pieces[1:]]


def _down_to(said: str) -> list[str]:
    """5、4、3, or 5分-1分: one less with every rank."""
    numbers = re.findall(N, said)
    if "-" not in said:
        return numbers
    first, last = (Decimal(one) for one in numbers)
    if first % 1 or last % 1:
        return []
    way = -1 if first > last else 1
    return [str(one) for one in range(int(first), int(last) + way, way)]


_THOSE: Final = r"(?:单位|部门|乡镇|镇|村|社区|学校|班级|科室)?"
_ENDS: Final = re.compile(
    rf"(?P<label>.*?)(?:排名|名列|位列|位居|列|获得|获)?(?:在)?(?P<side>倒数|末|后|前)(?P<many>[0-9]+|[一二两三四五六七八九十]+)(?:名|位)(?:的)?"
    rf"{_THOSE}(?:的)?,?(?:分别|依次)+(?P<verb>扣|减|得|加|计)(?P<list>{N}分?(?:[、,]{N}分?)+|{N}分?-{N}分)"
)
_AGAIN: Final = re.compile(
    "每次|每月|每季|每期|每周|[月季周]评|[月季周]度?(?:考核|评比|排名|检查|考)"
)
_NUMERALS: Final = "一二三四五六七八九十"


def end_ones(state: State, pieces: list[str]) -> int:
    """后三名分别扣3分、2分、1分: the last, the last but one, and so on, as the office says.

    The first ones alike where it comes again within a period: 月评比前三名分别加3分、2分、1分.
    """
    found = _ENDS.fullmatch(pieces[0])
    numbers = _down_to(found["list"]) if found is not None else []
    if found is None or number_of(found["many"]) != len(numbers) or len(numbers) > len(_NUMERALS):
        return 0
    again = _AGAIN.search(state.text + state.name) is not None
    if found["side"] == "前" and not again:
        return 0
    label = clean(found["label"]) or _ordered_before(state)
    label = re.sub("(?:全[县市区镇乡校]|排名|名次|得分|的|列)*$", "", label) or clean(state.name)
    if re.search("[0-9]", label):
        return 0
    sign, points = state.sign(found["verb"]), [Decimal(one) for one in numbers]
    if points == sorted(points) and sign < 0:  # 扣1分、2分、3分: the last of all loses the most
        points = points[::-1]
        state.notes.append("倒数第一名扣得最多")
    side = "" if found["side"] == "前" else "倒数"
    for worth, place in zip(points, _NUMERALS, strict=False):
        name = f"{label}{side}第{place}名"
        verb: Keys = {"each": name, "unit": "次"} if again else {"if": name}
        state.put(sign, {**verb, "points": worth})
    state.by = "考核办公室"
    state.notes.append("名次由考核办公室提供")
    return 1


_PLACED: Final = re.compile(
    rf"(?P<label>[^0-9]*?)(?:排名|名列|位列|位居|列|排)?(?:在)?(?P<place>(?:前|后|末|倒数)(?:[0-9]+|[一二两三四五六七八九十]+)(?:名|位)"
    rf"|第(?:[0-9]+|[一二三四五六七八九十]+)(?:-[0-9]+)?(?:名|位))(?:的)?{_THOSE}(?:的)?,?每次(?:的)?(?P<verb>扣|减|倒扣|得|加|计)(?P<points>{N})分"
)


def each_place(state: State, piece: str) -> bool:
    """每季度评比前三名的每次得1分, 后三名的每次扣0.5分: how often a unit was among them."""
    found = _PLACED.fullmatch(piece)
    if found is None:
        return False
    label = clean(found["label"]) or _places_before(state) or clean(state.name)
    label = re.sub("^(?:每季度?|每月|每次|每期)(?:的)?(?=.{2})|(?:排名|名次|的|列)*$", "", label)
    if re.search("[0-9]", label) or len(label) < _TWO:
        return False
    term: Keys = {"each": f"{label}{found['place']}", "unit": "次"}
    state.put(state.sign(found["verb"]), {**term, "points": Decimal(found["points"])})
    state.by = "考核办公室"
    state.notes.append("名次由考核办公室提供")
    return True


def _places_before(state: State) -> str:
    """季度评比 of 季度评比前三名, where the next piece only says 第4-8名."""
    said = str((state.last or (0, 0, {}))[2].get("each", ""))
    found = re.fullmatch(r"(.+?)(?:(?:前|后|末|倒数)[^名位]+[名位]|第[^名位]+[名位])", said)
    return found[1] if found is not None else ""


def _ordered_before(state: State) -> str:
    """月评比 of 月评比前三名, where the next only says 后三名."""
    last = state.last
    said = str(last[2].get("rank", last[2].get("each", last[2].get("if", "")))) if last else ""
    before = re.sub("(?:倒数)?第[一二三四五六七八九十]名$|名次$", "", said)
    return before or (clean(state.context[-1]) if state.context else "")


_LOWEST_RANK: Final = 60
_TWO: Final = 2


_LEAST: Final = re.compile(
    rf"(?:最后一名|末位|末名|最低|最少|最后)(?:的)?(?:不少于|不低于|得|为|计)?(?P<points>{N})分(?:为止|封底)?"
)


def _rank_by_rank(state: State, pieces: list[str], about: str = "") -> int:
    """排名第一的得10分, 每后退一名扣1分: a table as long as there are points left."""
    placed = "(?:排名|名列|位列|位居|列)" if not about else "(?:排名|名列|位列|位居|列)?"
    first = re.fullmatch(
        rf"(?P<label>.*?){placed}(?:全[县市区镇乡省校院州])?第(?:1|一)(?:名|位)?(?:的)?(?:得|计)(?P<points>{N})分",
        pieces[0],
    )
    after = re.fullmatch(
        rf"(?:以后|之后|其后)?(?:排名|名次)?每(?:后退|降低|下降|后移|靠后|降|低|递减|往后)(?:一|1)?个?(?:名次|名|位次|位)(?:的)?(?:扣|减|少得|递减|少)(?P<points>{N})分",
        pieces[1] if pieces[1:] else "",
    )
    if first is None or after is None or Decimal(after["points"]) <= 0:
        return 0
    best, less = Decimal(first["points"]), Decimal(after["points"])
    least = _LEAST.fullmatch(pieces[_TWO]) if len(pieces) > _TWO else None
    rest = Decimal(least["points"]) if least is not None else ZERO
    many = min(int((best - rest) / less) + ((best - rest) % less > 0), _LOWEST_RANK)
    table = [[Decimal(at + 1), best - less * at] for at in range(many)]
    label = (
        clean(first["label"]) or clean(re.sub("^各.{0,3}?按照?", "", about)) or clean(state.name)
    )
    if re.search(r"[0-9]", label):
        return 0
    note = f"；每后退一名少 {after['points']} 分"
    put_places(state, label, table, rest, note + (f"，最少 {rest} 分" if rest else ""))
    return _TWO + (least is not None)
