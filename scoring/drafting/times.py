"""The same again with other points: 反复出现的加倍扣分, 第二作者减半, 市级按一半计分, 难度系数.

Here: pieces that multiply what a term before them brings or takes. Not here: pieces with points of
their own (`verbatim`, `recognise`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.levels import leveled
from scoring.drafting.names import tell_apart
from scoring.drafting.state import Keys, N, State, clean
from scoring.exact import plain

_TWO: Final = 2
_OTHER_WORTH: Final = re.compile(
    rf"(?P<what>.{{2,40}}?)(?:的)?,?(?:一律|均)?按(?:其|上述|相应|对应|该项)?(?:标准|分值|得分|分数)?(?:的)?(?:(?P<part>{N})%|(?P<half>一半)|(?P<times>{N})倍)(?:的(?:标准|分值|比例))?(?:计分|计算|计|得分|折算|给分|赋分|扣分|加分)"
)


def _in_one_word(piece: str) -> tuple[str, Decimal] | None:
    """第二作者按50%计分 is 减半: what is so, and how much of the points it has then."""
    found = _OTHER_WORTH.fullmatch(piece)
    if found is None:
        return None
    times = Decimal("0.5") if found["half"] else Decimal(found["part"] or found["times"])
    return found["what"], times / 100 if found["part"] else times


def factor(state: State, piece: str) -> bool:
    """同一部位反复出现的加倍扣分; 培训不足30人的减半计分: the same again, with other points."""
    found = re.fullmatch(
        r"(?P<what>.{0,40}?)(?:的)?,?(?:一律|按|均|给予)?(?:扣分|得分|加分|计分)?(?:分值)?(?:的|,)?"
        r"(?P<how>加倍|翻倍|双倍|减半)(?:扣分|计分|加分|得分|扣减|扣除|计算|处理|扣|计|加|得)?",
        piece,
    )
    said = _in_one_word(piece)
    own = [one for one in state.placed if "points" in one[2] and not {"band", "list"} & set(one[2])]
    own = [one for one in own if "each" in one[2] or "if" in one[2]] or _of_steps(state)
    here = [one for one in own if one[0] == state.sentence] or own
    if (found is None and said is None) or not here or len(here) > _MOST_DOUBLED:
        return False
    tell_apart(state)  # 被指出一个问题 in the city's check, and in the county's
    how = found["how"] if found is not None else ""
    times = said[1] if said is not None else Decimal("0.5") if how == "减半" else Decimal(2)
    what = clean(said[0] if said is not None else found["what"] if found is not None else "")
    if len(what) < _TWO:
        what = clean(state.context[-1]) if state.fresh and state.context else ""
    if len(what) < _TWO or re.search("[0-9]分|[×÷=]|第[一二三]次", what) or times <= 0:
        return False
    told = how or f"按 {plain(times)} 倍"
    if _of_another_level(state, here, what, times, piece):
        return True
    ways = (f"“{what}”的那几件另报，{told}计分", f"有“{what}”的，这一行的分都{told}计")
    first = ways[::-1] if re.search(r"(?:单位|部门|乡镇|企业|学校|科室|村)$", what) else ways
    one_of_them = re.search("作者|署名|排名|完成人|主办|协办|参与", what) is not None
    stepped = any("band" in one[2] for one in here)  # 死亡1人扣2分, 2人扣4分: no term of its own
    one_of_them = one_of_them and not stepped
    if stepped or (not one_of_them and first[state.choose(f"factor {what}", *first)] == ways[1]):
        state.factors.append(
            {"when": what, "times": times, "of": "deduct" if here[-1][1] < 0 else "add"}
        )
        state.guessed.append(piece)
        return True
    for _, sign, term in here:
        verb = "each" if "each" in term else "if"
        name = str(term[verb])
        own_points = Decimal(str(term["points"])) * times
        twin: Keys = {**term, verb: f"{name}（{what}的）", "points": own_points}
        term[verb] = f"{name}（{what}的另算）"
        state.put(sign, twin)
    state.guessed.append(piece)
    return True


def _of_steps(state: State) -> list[tuple[int, int, Keys]]:
    """The steps of one count, where they are all that a row takes."""
    stepped = [one for one in state.placed if "band" in one[2] and "each" in one[2]]
    return stepped if len(stepped) == len(state.placed) == 1 else []


_MOST_DOUBLED: Final = 4


def _of_another_level(
    state: State, here: list[tuple[int, int, Keys]], what: str, times: Decimal, said: str
) -> bool:
    """被省级采用的每条得2分, 市级减半: the same at another level, where only one was said."""
    _, sign, term = here[-1]
    verb = "each" if "each" in term else "if"
    name = str(term[verb])
    other = leveled(what, name, "")
    if len(here) > 1 or other in (what, name) or said.startswith("其中"):
        return False
    points = Decimal(str(term["points"])) * times
    state.put(sign, {**term, verb: other, "points": points})
    state.notes.append(f"{said}：“{other}”{plain(points)}分")
    return True


_DIFFICULTY: Final = re.compile(
    r"(?P<lead>.{0,16}?)(?:乘以|×|按)?(?P<name>(?:工作|任务|项目|综合)?难度系数)"
    r"(?:\(|为|在|取)?(?P<a>[0-9.]+)?(?:-|至|到)?(?P<b>[0-9.]+)?(?:之间)?\)?(?:折算|计算|计分|计入|确定|后?得分)*"
)


def difficulty(state: State, piece: str) -> bool:
    """得分乘以难度系数（0.8-1.2）: by a figure that somebody reports."""
    found = _DIFFICULTY.fullmatch(piece)
    if found is None or not state.placed or re.search("[0-9]", found["lead"]):
        return False
    least, most = Decimal(found["a"] or "0.5"), Decimal(found["b"] or "1.5")
    if least >= most:
        return False
    state.factors.append({"figure": found["name"], "from": least, "to": most})
    state.guessed.append(piece)
    if not found["b"]:
        state.notes.append("原文没有写难度系数最小、最大是多少，先写 0.5 至 1.5")
    return True
