"""Points by rank: 第1名得5分, 第2-3名得4分, 其余得1分; 前三名分别得10分、9分、8分; 每后退一名扣1分.

Here: the pieces that print a table of ranks together. Not here: points of an amount (`amounts`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of
from scoring.drafting.state import Keys, N, State, clean


def ranks(state: State, pieces: list[str]) -> int:
    """第1名得5分, 第2-3名得4分, 其余得1分: how many pieces print a table of ranks together."""
    if stepped := _rank_by_rank(state, pieces) or end_ones(state, pieces):
        return stepped
    ordered = _ORDERED.fullmatch(pieces[0])
    if ordered is not None and pieces[1:] and re.match(r"第|前|排名|名列", pieces[1]):
        state.context.append(ordered["label"])
        return 1 + found if (found := _ranks(state, pieces[1:], ordered["label"])) else 0
    return _ranks(state, pieces, "")


_ORDERED: Final = re.compile(
    r"(?:按照?|根据|依据)?(?P<label>[^0-9分]{2,30}?)(?:结果|情况|高低)?(?:从高到低|由高到低|由多到少|从多到少)?(?:进行|依次)?(?:排名|排序|排队)"
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
    label, rest, used = about, Decimal(0), 0
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
    name = label if label.endswith(("名次", "排名")) else f"{label or clean(state.name)}名次"
    term: Keys = {"rank": name, "table": table, "compare": "各单位比较"}
    state.put(1, {**term, "otherwise": rest} if rest else term)
    state.by = "考核办公室"
    state.notes.append("名次由考核办公室提供")
    return used - more


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


def _ordered_before(state: State) -> str:
    """月评比 of 月评比前三名, where the next only says 后三名."""
    last = state.last
    said = str(last[2].get("rank", last[2].get("each", last[2].get("if", "")))) if last else ""
    before = re.sub("(?:倒数)?第[一二三四五六七八九十]名$|名次$", "", said)
    return before or (clean(state.context[-1]) if state.context else "")


_LOWEST_RANK: Final = 60


def _rank_by_rank(state: State, pieces: list[str]) -> int:
    """排名第一的得10分, 每后退一名扣1分: a table as long as there are points left."""
    first = re.fullmatch(
        rf"(?P<label>.*?)(?:排名|名列|位列|位居|列)(?:全[县市镇省])?第(?:1|一)(?:名|位)?(?:的)?(?:得|计)(?P<points>{N})分",
        pieces[0],
    )
    after = re.fullmatch(
        rf"(?:排名|名次)?每(?:后退|降低|下降|后移|靠后|降|低|递减|往后)(?:一|1)?个?(?:名次|名|位次|位)(?:的)?(?:扣|减|少得|递减|少)(?P<points>{N})分",
        pieces[1] if pieces[1:] else "",
    )
    if first is None or after is None or Decimal(after["points"]) <= 0:
        return 0
    best, less = Decimal(first["points"]), Decimal(after["points"])
    many = min(int(best / less) + (best % less > 0), _LOWEST_RANK)
    table = [[Decimal(at + 1), best - less * at] for at in range(many)]
    label = clean(first["label"]) or clean(state.name)
    name = label if label.endswith(("名次", "排名")) else f"{label}名次"
    if re.search(r"[0-9]", name):
        return 0
    state.put(1, {"rank": name, "table": table, "compare": "各单位比较"})
    state.by = "考核办公室"
    state.notes.append(f"名次由考核办公室提供；每后退一名少 {after['points']} 分")
    return 2
