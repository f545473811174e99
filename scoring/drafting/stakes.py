"""What hangs on an event beside the terms: 最高得50分 where something is so, 从总分中扣5分, 倒扣.

Here: the pieces that say so, and how far below nothing a row then falls. Not here: the most of a
row whatever happens (`caps`), grades lost (`whole`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import NOTHING, OWN, N, State, clean
from scoring.drafting.verbatim import fits
from scoring.exact import ZERO, plain

_OF_TOTAL: Final = (
    r"(?:直接)?(?:从|在)?(?:年度|年终|当年|本年度|全年)?(?:考核)?(?:的)?(?:总分|总成绩|总得分)(?:值)?"
    r"(?:中|里|内)?(?:直接|再|另|另外|额外)?(?:予以)?"
)
_ALL_OF_IT: Final = re.compile(
    rf"(?:以上|上述)?(?:分值|扣分|减分)?(?:均|都|一律)?{_OF_TOTAL}(?:扣|减|扣除|扣减|减去|予以扣除)"
)
"""从总分中扣除, of a row that has nothing but what is taken: that is what such a row does."""
_MOST: Final = re.compile(
    rf"(?P<what>.*?)(?:的|者|,)?{OWN}(?:最高|最多|至多)(?:只?能?)?(?:得|计)(?P<points>{N})分"
)
_OFF: Final = re.compile(
    rf"(?P<what>.*?)(?:的|者|,)?(?:并|且|同时|另外|另)?{_OF_TOTAL}(?:每次|一次)?(?:扣|减)(?:除|减|去)?(?P<points>{N})分"
)
_DENIED: Final = re.compile(
    r"未|没有|不(?!断)|无|低于|不足|被|发生|出现|受|造成|存在|超过|逾期|弄虚作假|瞒|违"
)


def staked(state: State, piece: str) -> bool:
    """未完成年度计划的, 最高得50分; 发生失窃案件从总分中扣3分."""
    if state.points in (None, ZERO) or state.beyond:
        return _below_all(state, piece)
    if _under_a_share(state, piece) or _beyond_all(state, piece):
        return True
    for pattern, held in ((_MOST, state.most_if), (_OFF, state.total_off)):
        found = pattern.fullmatch(piece)
        if found is None:
            continue
        what, points = _what(state, found["what"]), Decimal(found["points"])
        if (
            not what
            or not fits(what)
            or (held is state.most_if and not _below(state, what, points))
        ):
            return False
        held.append((what, points))
        state.guessed.append(
            f"“最高得{plain(points)}分”说的是整行吗？"
            if held is state.most_if
            else f"“从总分中扣{plain(points)}分”是只扣一次，还是每次都扣？"
        )
        return True
    return False


def _below(state: State, what: str, points: Decimal) -> bool:
    """Whether it bounds the row below its points, and says under what condition."""
    return state.points is not None and points < state.points and bool(_DENIED.search(what))


def _what(state: State, own: str) -> str:
    """What has to be so: said with it, before it, or what made the row nothing a moment ago."""
    nothing = re.fullmatch(rf"(?P<what>.*?)(?:的|者|,)?{NOTHING}", own)
    if nothing is not None and clean(nothing["what"]):
        state.stops.append(clean(nothing["what"]))
        return clean(nothing["what"])
    if nothing is not None and own:
        what = clean(state.context[-1]) if state.context and state.fresh else ""
        state.stops += [what] if fits(what) else []
        return what
    if len(clean(own)) > 1:
        return clean(own)
    if state.context and state.fresh:
        return clean(state.context[-1])
    return state.stops[-1] if state.stops and state.stopped == state.sentence else ""


_UNDER: Final = re.compile(
    rf"(?P<what>[^0-9,]*?)(?:低于|不足|未达到|达不到|不到)(?P<line>{N})%(?:以下)?(?:的|者|,)?(?:本项|该项)?(?:则|再|另)?倒扣(?P<points>{N})分"
    rf"|(?P<of>[^0-9,]*?)(?P<at>{N})%以下(?:\(不含\))?(?:的|者|,)?(?:本项|该项)?(?:则|再|另)?倒扣(?P<lost>{N})分"
)


def _under_a_share(state: State, piece: str) -> bool:
    """按完成比例得分, 低于70%的倒扣5分: below nothing, or from what the share brings."""
    found = _UNDER.fullmatch(piece)
    last = state.last
    if found is None or last is None or last[1] < 0 or not {"rate", "ratio"} & set(last[2]):
        return False
    own = clean(found["what"] or found["of"] or "")
    share = str(last[2].get("rate", ""))
    if share and own and own not in share and share not in own:
        alike = re.search("完成", own) and re.search("完成", share)
        if alike is None:
            return False
    share = share or own or f"{clean(state.name)}完成率"
    line, points = found["line"] or found["at"], Decimal(found["points"] or found["lost"])
    ways = (
        f"不到{line}%的没有得分，另倒扣{plain(points)}分",
        f"不到{line}%的照样按比例得分，再倒扣{plain(points)}分",
    )
    if state.choose("below a share", *ways) == 0:
        state.gates.append(f"{share} >= {line}%")
    if "ratio" in last[2]:  # asked beside the two figures it is made of
        state.guessed.append(piece)
    state.total_off.append((f"{share} < {line}%", points))
    state.notes.append(f"倒扣的 {plain(points)} 分从总分里扣，本行最低是 -{plain(points)} 分")
    return True


_BEYOND_ALL: Final = re.compile(
    rf"(?P<what>[^0-9]*?)(?:的|者|,)?(?:扣完|扣除)(?:本项|该项|全部)?(?:{N}分|分值|得分)?(?:后|外|之外)?,?(?:再|另|另外|还)(?:倒)?扣(?P<points>{N})分"
    rf"|(?:并|且|同时|另|另外|还|再)+(?:倒扣|扣)(?P<more>{N})分"
)


def _beyond_all(state: State, piece: str) -> bool:
    """瞒报的本项不得分, 并倒扣3分; 扣完8分后再扣2分: nothing of the row, and some of the total."""
    found = _BEYOND_ALL.fullmatch(piece)
    if found is None:
        return False
    now = bool(state.stops) and state.stopped == state.sentence and not state.fresh
    if found["more"] is not None:
        if not now:
            return False
        what, points = state.stops[-1], Decimal(found["more"])
    else:
        points = Decimal(found["points"])
        what = clean(found["what"]) or (clean(state.context[-1]) if state.fresh else "")
        if not fits(what):
            return False
        state.stops.append(what)
        state.stopped = state.sentence
    state.total_off.append((what, points))
    state.notes.append(f"倒扣的 {plain(points)} 分从总分里扣，“{what}”的本行 0 分")
    state.guessed.append(f"“再扣{plain(points)}分”是只扣一次，还是每次都扣？")
    return True


def _below_all(state: State, piece: str) -> bool:
    """从总分中扣除 of a row of penalties: nothing more than what it is."""
    if _ALL_OF_IT.fullmatch(piece) and state.deduct and not state.add:
        state.notes.append(piece)
        return True
    return False


def below_nothing(state: State) -> None:
    """倒扣1分: below 0 or not, where the clause does not say it in other words."""
    if "倒扣" not in state.text or not state.deduct or state.points in (None, ZERO):
        return
    if state.text.count("倒扣") == 1 and any("倒扣" in one for one in state.notes):
        return
    if state.bottomless or state.floored or state.least is not None or state.beyond:
        return
    most = re.search(rf"最[多高]倒扣({N})分", state.text)
    if most is not None:
        state.least = -Decimal(most[1])
        for term in state.deduct:
            if term.get("max") == Decimal(most[1]):
                del term["max"]
        state.notes.append(f"倒扣到 -{plain(Decimal(most[1]))} 分为止")
        return
    ways = ("扣到 0 分为止", "可以扣成负分")
    if state.choose("below", *ways):
        state.bottomless = True
