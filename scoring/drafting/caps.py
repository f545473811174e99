"""How much a row or one of its terms brings or takes at most: 最高5分, 最多扣3分, 累计不超过10分.

Here: which of them a cap is of. Not here: what a cap looks like (`whole`), where a row starts
(`settling`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import Keys, State
from scoring.exact import ZERO, plain

_TWO: Final = 2


def take_caps(state: State, *, beyond: bool) -> None:
    """Put each cap on the row or on the term it is of."""
    if beyond and state.add:
        state.points = None
    _of_what_is_taken(state)
    points = state.points
    _of_each(state)
    for least, piece in state.down_to:
        if state.add or not state.deduct or points is None or least >= points:
            state.unread.append(piece)
        else:
            state.least = least
    for sentence, most, sign, piece, before in _to_put(state, beyond=beyond):
        near = [t for s, g, t in state.placed if s == sentence and sign in (0, g)] or [
            t for _, g, t in state.placed if sign in (0, g)
        ]
        near = _up_to(state, near, before)
        whole = re.match(r"此项|本项|该项|以上|各项|全部", piece)
        if (
            points is None
            and not whole
            and (_of_its_sentence(state, sentence, near, most) or _of_the_last(state, near, most))
        ):
            continue
        if points is None:
            state.points = points = most
        if most == points:
            continue
        if _of_all_that_is_taken(state, near, most, piece):
            state.least = points - most
            continue
        _put(state, near, most, piece, sentence, before)
    if state.deduct and not state.add and (beyond or points == 0):
        _below_zero(state)


def _of_what_is_taken(state: State) -> None:
    """加分最高加3分, 扣分最多扣3分 of a row that begins with nothing: how far it goes down."""
    both = state.add and state.deduct and state.points is None
    taken = [one for one in state.caps if re.match("扣分", one[3])] if both else []
    if len(taken) == 1:
        state.caps.remove(taken[0])
        state.start, state.least = ZERO, -taken[0][1]


def _to_put(state: State, *, beyond: bool) -> list[tuple[int, Decimal, int, str, Keys]]:
    """The caps to be put; what a row that only takes loses in all is said by its floor."""
    if not beyond or state.add or not state.deduct:
        return state.caps
    state.caps = [one for one in state.caps if not _of_one_that_takes(state, one)]
    return []


def _of_one_that_takes(state: State, cap: tuple[int, Decimal, int, str, Keys]) -> bool:
    """被约谈扣2分; 舆情每起扣1分, 最多扣3分: of that one, and not of all that the row takes."""
    sentence, most, _, piece, before = cap
    own = [term for where, _, term in state.placed if where == sentence]
    if own != [before] or len(state.deduct) <= 1 or not _countless(before):
        return False
    if re.match(r"此项|本项|该项|以上|各项|全部", piece):
        return False
    before[cap_key(before)] = most
    return True


def _up_to(state: State, near: list[Keys], before: Keys) -> list[Keys]:
    """每处扣1分, 最高扣4分, 缺1项扣2分: what comes behind a most is not what it bounds."""
    order = [id(one) for _, _, one in state.placed]
    if id(before) not in order:
        return near
    said = set(order[: order.index(id(before)) + 1])
    return [one for one in near if id(one) in said] or near


def _put(
    state: State, near: list[Keys], most: Decimal, piece: str, sentence: int, before: Keys
) -> None:
    """Put a cap on the one term it is of; where several may be meant it is not understood."""
    points = state.points or most
    live = [one for one in near if one in state.add or one in state.deduct]
    if len(live) > 1 and _behind_its_term(state, piece, sentence, before):
        live = [before]
    live = _capped(state, live, most, before)
    if len(live) > 1 and most < points and not state.highest:
        if all("band" not in one and "upto" not in one for one in live) and _all_of_them(
            state, live, most, piece
        ):
            side = "most" if any(one is live[0] for one in state.add) else "loses"
            state.groups.append((live, side, most))
            return
        live = [before] if before is live[-1] else live
    if most > points and len(live) == 1 and _of_a_product(state, live[0]):
        live[0]["max"] = state.top = most  # 得分=实际值÷目标值×8, 最高加至10分
        return
    if most > points and live:
        _more_than_all(state, live, most, piece)
        return
    if most > points or len(live) != 1 or "band" in live[0]:
        state.unread.append(piece)
        return
    live[0][cap_key(live[0])] = most


def _more_than_all(state: State, live: list[Keys], most: Decimal, piece: str) -> None:
    """最多扣10分 of a row of 6: nothing is bounded by it, or the row may fall below nothing."""
    points = state.points or ZERO
    state.guessed.append(f"{piece}：比这一行的{plain(points)}分多")
    if state.deduct != live or state.add or ("最" not in piece and "完" not in piece):
        return
    ways = ("扣到 0 分为止", f"这一行可以扣到 {plain(points - most)} 分")
    if state.choose(f"below {plain(most)}", *ways):
        state.least = points - most


def _of_a_product(state: State, term: Keys) -> bool:
    """Whether a row is nothing but a figure beside its target, which may come to more than all."""
    alone = state.add == [term] and not state.deduct
    return alone and "per" in term and term.get("points") == state.points == term.get("max")


def _all_of_them(state: State, live: list[Keys], most: Decimal, piece: str) -> bool:
    """累计加分不超过3分 of several that add: of all of them together, or of the last alone."""
    sides = {any(one is each for each in state.add) for one in live}
    if len(sides) > 1 or any(worth(one) > most for one in live if not _countless(one)):
        return False
    if re.search("累计|合计|总计|共计|总|[两二三几]项|以上|各项", piece):
        return True
    ways = (f"这几项合计最多{plain(most)}分", f"最多{plain(most)}分只管最后一项")
    return state.choose(f"cap {plain(most)}", *ways) == 0


def _of_each(state: State) -> None:
    """每类最高3分: every term that counts has that most; one that counts once is told apart."""
    for _, most, sign, piece, _ in state.caps_of_each:
        live = [t for _, g, t in state.placed if sign in (0, g) and _countless(t)]
        single = [t for _, g, t in state.placed if sign in (0, g) and not _countless(t)]
        unit = "类" if "类" in piece else "种" if "种" in piece else "项"
        counted_so = any(one["unit"] == unit for one in live)  # the most of one thing of many
        if not live or counted_so or any(worth(one) > most for one in (*live, *single)):
            state.unread.append(piece)
            continue
        for one in live:
            one[cap_key(one)] = most
        state.notes.append(f"{piece}：每一项各自最多{plain(most)}分")


def _countless(term: Keys) -> bool:
    """Whether a term brings more with every one that is reported."""
    return "each" in term and "band" not in term and "upto" not in term


def _behind_its_term(state: State, piece: str, sentence: int, before: Keys) -> bool:
    """培训每次1分(最高3分), 宣传每次2分(最高6分): each most stands behind the term it is of."""
    if piece.startswith("("):
        return True
    own = [at for where, _, _, _, at in state.caps if where == sentence]
    return len(own) > 1 and len({id(one) for one in own}) == len(own) and _countless(before)


def _of_its_sentence(state: State, sentence: int, near: list[Keys], most: Decimal) -> bool:
    """甲每次加0.5分, 最高3分; 乙每次加3分: the most of what its own sentence says."""
    own = [t for s, _, t in state.placed if s == sentence]
    after = any(s > sentence for s, _, _ in state.placed)
    before = any(s < sentence for s, _, _ in state.placed)
    if len(own) != 1 or own != near or "band" in own[0] or not (after or before):
        return False
    ways = (f"最多{plain(most)}分只管这一句", f"全部合计最多{plain(most)}分")
    if not after and state.choose("cap", *ways):
        return False
    own[0][cap_key(own[0])] = most
    return True


def _of_the_last(state: State, near: list[Keys], most: Decimal) -> bool:
    """奖励5分, 每次奖励1分, 累计不超过3分: what lies over the most is not what it caps."""
    if len(near) < _TWO or "band" in near[-1] or cap_key(near[-1]) in near[-1]:
        return False
    ways = (f"最多{plain(most)}分只管最后一项", f"几项合计最多{plain(most)}分")
    if max(map(worth, near[:-1])) <= most and state.choose("cap", *ways):
        return False
    near[-1][cap_key(near[-1])] = most
    return True


def _of_all_that_is_taken(state: State, near: list[Keys], most: Decimal, piece: str) -> bool:
    """累计扣分不超过5分 of a row of 10 that only takes: below 5 it does not fall."""
    several = len(near) > 1 and len(near) == len(state.deduct) and not state.add
    total = re.search("累计|合计|总计|共计|总", piece) is not None and "扣" in piece
    return several and total and state.points is not None and most < state.points


def cap_key(term: Keys) -> str:
    """The key that says the most of a term; of marks of every event it is what all come to."""
    return "total" if "events" in term else "max"


def _capped(state: State, live: list[Keys], most: Decimal, before: Keys) -> list[Keys]:
    """Return the term a cap stands behind, where it and the others make up the points."""
    if len(live) < 2 or "each" not in before or before not in live:
        return live
    others = [one for one in state.add if one is not before]
    if any("each" in one and "max" not in one and "band" not in one for one in others):
        return live
    others_worth = sum(map(worth, others), ZERO)
    return [before] if others_worth + most == state.points else live


def worth(term: Keys) -> Decimal:
    """The most a term brings."""
    band = term.get("band", term.get("upto"))
    steps = [Decimal(str(points)) for _, points in band] if isinstance(band, list) else []
    steps += [Decimal(str(term["otherwise"]))] if "otherwise" in term else []
    return max(steps, default=Decimal(str(term.get(cap_key(term), term.get("points", 0)))))


def _below_zero(state: State) -> None:
    """A row that only takes: below 0, down to what its clause or its points say."""
    most = max((m for _, m, _, _, _ in state.caps), default=state.points or ZERO)
    state.points = ZERO
    state.notes.append("从 0 分往下扣")
    state.floored = False
    state.start = most
