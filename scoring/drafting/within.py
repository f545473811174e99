"""Some of what was counted before: 其中在全省推广的每项得2分, 被省级采用的每篇得1分.

Here: whether they count so much instead of what was said first, or beside it. Not here: the same
with points that are multiplied (`times`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import UNITS, WORTH, Keys, State, clean
from scoring.drafting.verbatim import fits

_SOME: Final = re.compile(
    rf"其中,?(?P<what>.{{2,30}}?)(?:的)?,?(?:(?:每(?:一|1)?|一|1)(?P<unit>{UNITS}))?(?P<more>另外|另|再|额外)?{WORTH}"
)
_WAYS: Final = ("其中另写了分的，只按另写的分算", "其中另写了分的，在原来的分以外再加")
_TAKEN_UP: Final = re.compile(
    r"[^,]{0,14}(?:采用|采纳|采编|录用|刊发|刊登|刊载|转发|推广|批示|表彰|入选|获奖|报道)(?:的)?"
)
"""What becomes of a thing that was reported: 被省级平台采用."""


def among(state: State, piece: str) -> bool:
    """改革成果每项得1分, 其中在全省推广的每项得2分: instead of the first points, or beside them."""
    inside = state.within is not None and state.within[0] == state.sentence
    if inside and re.match("被|获|受|在|[国省市县区]", piece):
        piece = f"其中{piece}"  # 其中被市级采用的加0.5分, 被省级采用的加1分
    found = _SOME.fullmatch(piece)
    last = state.within[1] if inside and state.within else (state.last or (0, 0, {}))[2]
    if found is None or not found["verb"] or "each" not in last:
        return False
    what = clean(found["what"])
    if (found["unit"] or last["unit"]) != last["unit"] or not fits(what):
        return False
    name = state.within[2] if inside and state.within else str(last["each"])
    points, sign = Decimal(found["points"]), state.sign(found["verb"])
    more = found["verb"] == "加" and points <= Decimal(str(last.get("points", 0)))
    _instead(state, last, what, more=bool(more or found["more"]))
    own = what if name in what else f"{name}（{what}的）"
    state.put(sign, {"each": own, "unit": last["unit"], "points": points})
    state.within = (state.sentence, last, name)
    state.guessed.append(piece.removeprefix("其中") if inside else piece)
    return True


def _instead(state: State, before: Keys, what: str, *, more: bool) -> bool:
    """Ask whether some of the things count by their own points only; 加0.5分 is said beside."""
    ways = _WAYS[::-1] if more else _WAYS
    if ways[state.choose("among", *ways)] != _WAYS[0]:
        return False
    name = str(before["each"])
    apart = re.fullmatch(r"(?P<name>.+)（(?P<what>.+)的另算）", name)
    whats = f"{apart['what']}、{what}" if apart is not None else what
    before["each"] = f"{apart['name'] if apart is not None else name}（{whats}的另算）"
    return True


def taken_up(state: State) -> None:
    """每报送1篇得0.5分, 被省级采用的每篇得1分: those are some of the ones reported."""
    if len(state.placed) < 2 or not state.placed[-1][2].get("unit"):
        return
    (first, sign, before), (second, own_sign, own) = state.placed[-2:]
    name, label = str(before.get("each", "")), str(own.get("each", ""))
    alike = first == second and sign == own_sign == 1 and before.get("unit") == own.get("unit")
    plain = name and label and not {"band", "over", "under"} & ({*before} | {*own})
    if not alike or not plain or _TAKEN_UP.fullmatch(label) is None:
        return
    if re.search("采用|采纳|录用|刊|转发|推广|批示|表彰|入选|获|报道|（", name):
        return
    if not re.search("报送|上报|报|撰写|投稿|推荐|提供|信息|稿|文章|案例|建议", name):
        return
    if _instead(state, before, label, more=False):
        own["each"] = label
    state.within = (second, before, name)
