"""Points for every percent a share lies beside a line: 每低1个百分点扣0.5分, 每超10%加1分.

Here: which share and which line such a piece speaks of, and what it is called where the line is no
figure (目标值, 平均数). Not here: shares that bring points by themselves (`amounts`), steps
(`spans`), quantities with a unit (`quantities`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of
from scoring.drafting.state import DANGER, WORTH, Keys, N, State, clean, safe
from scoring.exact import ONE, ZERO

_SHORT_OF_IT: Final = "少(?:下降|降低|减少|提高|提升|增长|增加|上升)"
"""每少下降1个百分点: short of what it was to move."""
_BELOW: Final = f"{_SHORT_OF_IT}|欠|低于|低|下降|降低|减少|少|降|落后|相差|差|不足|缺"
_ABOVE: Final = "高于|高出|高|超过|超出|超额|超|提高|提升|上升|增加|增长|增|多"
_PER: Final = re.compile(
    rf"(?P<lead>.*?)每(?P<way>{_BELOW}|{_ABOVE})?(?:完成)?(?:于)?(?P<target>[^0-9每,%]{{0,12}}?)"
    rf"(?P<num>{N}|一)?(?P<part>个百分点|个点|%)(?:以上)?(?:的)?,?(?P<each>分别|均|各自|各(?=扣)|再|另)?{WORTH}"
)
_TARGET: Final = re.compile(
    r"(?:于)?.{0,6}(?:目标|任务|标准|指标|计划|平均|上年|去年|同期|规定|要求|水平|基数|控制).{0,6}"
)
_PASSING: Final = re.compile(
    r"(?:对|其)?(?:未完成|没有完成|未达到|达不到|未达标|未达|低于|不足|高于|超过|超出|超额完成|超额|完成后)?(?:目标|任务|指标|标准|要求|部分)*(?:的|者)?"
)
_TASK: Final = re.compile(
    r"(?:按时|全面|全部|按期|足额|圆满|超额)?(?:完成|实现)(?!值|率|情况|比例|数)(?:或超额完成)?(?:了)?(?:上级|县|市|全年|年度|季度|本年度)?(?:下达|交办|规定)?(?:的)?"
    r"(?P<what>.{2,24}?)(?:的)?(?:目标任务|任务数|任务|目标|指标|计划)?"
)
_WITHIN: Final = re.compile(
    r"(?P<what>.{2,20}?)(?:控制在|不超过|不突破|未突破)(?P<of>.{0,10}?(?:指标|目标值?|计划|任务|定额|预算|标准))(?:以内|之内|内|范围内)?"
)
_REACHED: Final = re.compile(
    r"(?P<what>.{2,20}?)(?P<way>达到|不低于|高于|低于|超过|不高于|达|完成)(?P<of>.{0,12}?(?:平均数|平均值|平均水平|平均|目标值|目标|基数|上年同期|上年|去年同期|水平|任务|指标|计划))"
)
_EACH_OF_THEM: Final = re.compile(
    "(?:其中|以上|上述|这)?(?:各项|每项|各|各个|[两二三四]项)(?:指标|比例|率)?(?:分别|均|都)?"
)
_TWO: Final = 2
_SHARE: Final = re.compile(r"率|比例|比重|占比|度|面|增速|增幅")


def percentage(state: State, piece: str) -> bool:
    """每低1个百分点扣0.5分: below (or above) the line said with it, or said before."""
    piece = _own_line(state, _turned(piece))
    found = _PER.fullmatch(piece)
    if found is None or (found["target"] and not _TARGET.fullmatch(found["target"])):
        return False
    step = number_of(found["num"] or "1")
    way = found["way"] or _way_before(state)
    if not (found["verb"] and step and way):
        return False
    below = re.fullmatch(_BELOW, way) is not None
    state.guessed += [piece] if re.fullmatch(_SHORT_OF_IT, way) else []
    own = clean(found["lead"])
    every = (
        found["each"] in ("分别", "均", "各自", "各") or _EACH_OF_THEM.fullmatch(own) is not None
    )
    own = "" if _PASSING.fullmatch(own) or _EACH_OF_THEM.fullmatch(own) else own
    sign, points = state.sign(found["verb"]), Decimal(found["points"])
    aim = re.fullmatch("(?:于)?(?:该|规定)?目标(?:值)?", found["target"] or "")
    known = aim is not None and state.line is not None
    lines = [] if found["target"] and not known else _lines(state, own, every=every)
    if lines is None or (own and DANGER.search(own) and not lines):
        return False
    if not lines and not below and not found["target"] and (done := _completed(state, own)):
        lines = [(done, ONE)]
    if not lines:
        return _relative(state, own, below, found, step)
    for label, line in lines:
        term: Keys = {"rate": label, "under" if below else "over": line, "per": step / 100}
        _stepped(state, term)
        if re.search("增速|增幅|增长率|增长$", label):
            term["signed"] = True
        _beside(state, sign, {**term, "points": points}, label)
    if len(lines) > 1:
        state.notes.append(f"{len(lines)} 个比率都看，各算各的")
    return True


def _completed(state: State, own: str) -> str:
    """超额完成的, 每超10%加1分 behind a share that brings points by itself: of that share."""
    said = own or "".join(state.context[-1:])
    named = [str(one["rate"]) for one in state.add if "rate" in one and "band" not in one]
    named = [one for one in named if re.search("完成(?:率|比例|情况)$", one)]
    return named[0] if len(named) == 1 and re.search("超额|超过任务|超任务", said) else ""


def _line_first(found: re.Match[str]) -> str:
    """每低于100%1个百分点 is 低于100%的每低1个百分点."""
    return f"{found[1]}{found[2]}的每{'低' if found[1] == '低于' else '高'}"


def _own_line(state: State, piece: str) -> str:
    """低于85%每低1%扣0.2分: the line said with it, of its own share or of the one before."""
    piece = re.sub(rf"每(低于|高于|超过)({N}%)(?=(?:{N}|一)个百分点)", _line_first, piece)
    found = re.fullmatch(
        rf"(?P<what>.*?)(?:低于|不足|未达到|高于|超过)(?P<line>{N})%(?:以上|以下)?(?:的)?(?:部分)?,?(?P<rest>每.+)",
        piece,
    )
    if found is None:
        return piece
    what = clean(found["what"]) or (state.line[0] if state.line is not None else "")
    what = what or (clean(state.name) if _RATE_NAME.search(clean(state.name)) else "")
    if len(what) < _TWO or DANGER.search(re.sub("比例|增长|下降", "", what)):
        return piece
    state.lines = []
    state.say_line(what, Decimal(found["line"]) / 100)
    return found["rest"]


def each_part(state: State, piece: str) -> bool:
    """完成比例每达10%得0.5分: of the share itself, from nothing on."""
    found = re.fullmatch(
        rf"(?P<lead>.*?)每(?:达到|达|完成|实现)(?P<what>[^0-9]{{0,10}}?)(?P<num>{N})%(?:的)?{WORTH}",
        piece,
    ) or re.fullmatch(
        rf"(?P<lead>[^0-9每]*(?:占比|比例|比重))(?P<what>)每(?P<num>{N})(?:%|个百分点)(?:的)?{WORTH}",
        piece,
    )
    if found is None or not found["verb"]:
        return False
    said = clean(found["lead"] + found["what"])
    about = clean(state.context[-1]) if state.context else ""
    label = about if said and about.endswith(said) else said or state.about()
    if len(label) < 2 or not safe(re.sub("比例|增长|下降", "", label)):
        return False
    term: Keys = {"rate": label, "over": ZERO, "per": Decimal(found["num"]) / 100}
    _stepped(state, term)
    state.put(state.sign(found["verb"]), {**term, "points": Decimal(found["points"])})
    return True


def _turned(piece: str) -> str:
    """低于目标的每1个百分点 is 每低于目标1个百分点."""
    return re.sub(
        r"(超过|超出|高于|低于|不足|未达到|达不到|未达标)(?:的|者)?(?:部分)?(?:的)?,?每(?=[0-9一]|个百)",
        lambda one: f"每{'超' if one[1][0] in '超高' else '低'}",
        piece,
    )


def _way_before(state: State) -> str:
    """未达到的, 每1个百分点扣1分: which way it falls was said before."""
    before = state.context[-1] if state.context and state.fresh else ""
    if re.search(r"低于|不足|未达|达不到|未完成|不到|下降", before):
        return "低"
    return "超" if re.search(r"高于|超过|超出|超额", before) else ""


def _stepped(state: State, term: Keys) -> None:
    way = state.parts_of_a_step(Decimal(str(term["per"])) * 100)
    if way:
        term["whole"] = ("down", "up")[way - 1]


def _lines(state: State, own: str, *, every: bool) -> list[tuple[str, Decimal]] | None:
    """The shares and lines a piece is about: named by it, or all that were just said."""
    known = dict(state.known)
    if own:
        several = [
            next((name for name in known if name.endswith(part)), "") for part in own.split("、")
        ]
        if len(several) > 1 and all(several):
            return [(name, known[name]) for name in several]  # 办复率、面商率每低1个百分点
        named = [one for one in known if one == own or one.endswith(own) or own.endswith(one)]
        if named:
            return [(named[0], known[named[0]])]
        return [] if _SHARE.search(own) or not state.line else [state.line]
    if every and len(known) > 1:
        return list(known.items())
    told = [one for one in known if one in state.whole]
    if len(told) == 1:
        return [(told[0], known[told[0]])]  # 3日归档率达标得3分, 每下降1%: of that
    fresh = list(dict(state.lines).items())
    if len(fresh) > 1:
        return _asked(state, fresh)
    if state.line is None:
        return []
    return [state.line]


def _asked(state: State, fresh: list[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """办复率100%得6分, 满意率95%得4分, 每低1个百分点扣0.2分: of both, or of the last only."""
    if not state.partial or state.parts:
        return fresh
    ways = ("前面几个比率都这样扣", f"只是“{fresh[-1][0]}”这样扣")
    return fresh if state.choose("lines", *ways) == 0 else fresh[-1:]


def _beside(state: State, sign: int, term: Keys, label: str) -> None:
    """Put a term; one that falls short of a part of the points takes no more than that part."""
    if label in state.partial:
        state.used.setdefault(label, set()).add("falls" if sign < 0 else "rises")
        if sign < 0:
            term["max"] = state.partial[label]
    state.put(sign, term)


def _relative(state: State, own: str, below: bool, found: re.Match[str], step: Decimal) -> bool:
    """The line is no figure: a task (1 of it), or a target that only its own words say."""
    sign, points = state.sign(found["verb"]), Decimal(found["points"])
    if share := _of_task(state, own, below=below, target=found["target"] or ""):
        term: Keys = {"rate": share, "under" if below else "over": ONE, "per": step / 100}
        _stepped(state, term)
        state.put(sign, {**term, "points": points})
        return True
    name = _distance(state, own, found)
    state.share = name.split(found["way"] or "相差")[0]
    if len(name) < 4 or not safe(
        re.sub(
            r"PM(?:2\.5|10)|百分点|平均|增长|增速|增幅|同比|环比|下降|上升|比例|占比|比重", "", name
        )
    ):
        return False
    if not found["target"] and below and _RATE.search(state.share) and not _reached(state):
        state.guessed.append("没有写从多少算起，按 100% 算")
        whole: Keys = {"rate": state.share, "under": ONE, "per": step / 100}
        _stepped(state, whole)
        state.put(sign, {**whole, "points": points})
        return True
    if not found["target"] and not _reached(state):
        state.guessed.append(found[0])  # beside what is not said
    amount: Keys = {"amount": name, "unit": "个百分点"}
    if step != ONE:
        amount["per"] = step
    if way := state.parts_of_a_step(step):
        amount |= {"per": step, "whole": ("down", "up")[way - 1]}
    state.put(sign, {**amount, "points": points})
    return True


_RATE: Final = re.compile(r"(?<!增长)(?<!下降)(?<!上升)率$")


def _reached(state: State) -> bool:
    return any(_REACHED.fullmatch(clean(one)) for one in _spoken(state))


def _spoken(state: State) -> list[str]:
    """What the piece may go on from: what was just said, or what a term was of."""
    last = state.last
    flags = [str(last[2]["if"])] if last is not None and "if" in last[2] else []
    return [*reversed(state.context[-2:]), *flags, *(str(t["if"]) for t in state.add if "if" in t)]


def _of_task(state: State, own: str, *, below: bool, target: str) -> str:
    """完成造林任务的, 每少1个百分点: 造林完成率; 控制在指标以内: the share of the target."""
    if own and _SHARE.search(own):
        return ""
    for said in dict.fromkeys(clean(one) for one in _spoken(state)):
        within = _WITHIN.fullmatch(said)
        if within is not None and not below and not _SHARE.search(_timeless(within["what"])):
            return f"{clean(within['what'])}占{within['of'] or '指标'}的比例"
        reached = _REACHED.fullmatch(said)
        if reached is not None and re.search("平均|上年|去年|水平", reached["of"]) and (
            not _SHARE.search(reached["what"])
        ):  # fmt: skip
            return f"{clean(reached['what'])}占{reached['of']}的比例"
        done = _TASK.fullmatch(said)
        if done is not None and safe(done["what"]) and not _SHARE.search(done["what"][-1]):
            return _completion(state, clean(done["what"]))
    if re.search("任务|计划", target) and not re.search("率$", clean(state.name)):
        return f"{clean(state.name)}完成率"
    return ""


def _timeless(what: str) -> str:
    """用水总量 of 年度用水总量: the 度 of a year is no share."""
    return re.sub("(?:年|季|月)度", "", what)


def _completion(state: State, what: str) -> str:
    """造林完成率; 完成目标 alone is of what the row is called, unless that is a share itself."""
    if not re.fullmatch(r"(?:年度|全年)?(?:目标|任务|指标|计划)*(?:值|数)?时?", what):
        return f"{what}完成率"
    name = clean(state.name)
    return "" if _RATE_NAME.search(name) else f"{name}完成率"


_RATE_NAME: Final = re.compile("率$|比例$|增速$|增幅$|占比$")


def _distance(state: State, own: str, found: re.Match[str]) -> str:
    """社区戒毒执行率低于目标值的百分点数: what it lies beside, in the words of the clause."""
    way, target = found["way"] or "相差", (found["target"] or "").removeprefix("于")
    what = own
    for said in [] if own else _spoken(state):
        reached = _REACHED.fullmatch(clean(said)) or _WITHIN.fullmatch(clean(said))
        if reached is not None:
            what, target = clean(reached["what"]), target or reached["of"]
            break
    if not what and (moved := _moved(state, found["way"] or "")):
        return f"{moved}的百分点数"  # 火灾起数同比上升的, 每上升10%: of that
    if not what:
        what = state.about() or clean(state.name)
        if what == clean(state.name) and not re.search("(?:率|比例|比率|占比|比重)$", what):
            state.guessed.append(found[0])  # the row's name, and not the clause, says what of
    way = re.sub("^少.+", "低于", way)
    way = {"低": "低于", "高": "高于", "超": "超过", "少": "低于"}.get(way, way) if target else way
    return f"{what}{way}{target}的百分点数"


def _moved(state: State, way: str) -> str:
    """火灾起数同比上升 of 火灾起数同比上升的, where the piece says how much for every 10% of it."""
    said = clean(state.context[-1]) if state.context and state.fresh else ""
    found = re.fullmatch(rf"(?P<what>[^0-9,]{{2,16}}?)(?:同比|环比|较上年|较上年同期)?{way}", said)
    return said if way and found is not None else ""


def partial_points(state: State) -> Decimal:
    """What the lines said with points of their own bring together."""
    return sum(state.partial.values(), ZERO)
