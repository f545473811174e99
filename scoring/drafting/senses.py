"""Whether each term of a rule goes the way its clause says: up or down, once or each time, with
its negation, at its own step, one of several or all of them.

Written apart from the grammar, as `accounts` is: it finds the piece that prints the points of a
term and looks only at that piece's own words. What goes another way makes the row one to look at.
Not here: figures and words that went nowhere (`accounts`), figures of two terms (`swaps`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of, sentences
from scoring.drafting.units import UNITS
from scoring.drafting.wordings import NAMES, covered, listed

Keys = Mapping[str, object]
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DOWN: Final = re.compile(
    r"低|少|不足|下降|降|减少|落后|相差|差|欠|未达|未完成|达不到|不到|缺|没有完成|不达|下滑|小于"
)
_UP: Final = re.compile(r"超|高|多|增|上升|提高|提升|大于|逾|达|完成|以上|实现|控制|突破")
_NOT: Final = re.compile(
    r"未能|未|没有|没|无(?!偿|线|人机|障碍|形)|不(?!低于|少于|超过|高于|足|断|良|定期)"
)
_COUNTS: Final = re.compile(
    rf"每(?:个)?(?:月|季度|年|周|天)(?:的)?[扣加得计减]|每(?!(?:个)?(?:月|年|季|周|日|天|半年|学期|学年)(?!.*每))|[一1](?:{UNITS})|[分]/|按.{{0,2}}[次人件户起篇项]|[0-9一二三四五](?:{UNITS})|逐"
)
_EACH_TIME: Final = re.compile(
    rf"每(?:发现|发生|出现|有|增加|少|缺|多|超)?(?:一|1)?个?(?:{UNITS})(?![^得扣加减计]*(?:召开|开展|报送|组织|学习|检查)[^得扣加减计]*的?[得加计])"
)
_ONE_ONLY: Final = re.compile(
    r"就高|[取按以]最?高|只[计取扣按]|取高|不重复|不累计|不叠加|不得重复|同一|最重|不会都有|其余|其他"
)
_REPEATED: Final = re.compile(
    r"就高|取最高|按最高|按高|只计最高|取高|不重复|不累计|不叠加|不得重复|以最高"
)
_ASKED: Final = re.compile(r"得一次分|就得分|每有一次|只看有没有|也按每|每次都计分|不同的事相加")
"""How often a thing counts was asked, and the answer is what stands in the rule."""
_SIDES: Final = {
    "above": "(?<!不)(?:高于|超过|大于|优于|好于|快于)(?!或)",
    "reach": "等于|达到|不低于|不少于|持平|或|与",
    "below": "(?<!不)(?:低于|小于|少于|慢于|差于)|未达|达不到|不足",
}
"""On which side of a mean a figure lies."""
_SIDED: Final = re.compile(
    "偏离|偏差|偏出|或者?(?:低于|高于|超过|不足)|[上下]限|超出[^,]{0,4}(?:区间|范围)"
)
"""Of a figure that may lie too low as well as too high."""
_STEPPED: Final = re.compile(r"每[^0-9每,]{0,14}?(?P<num>[0-9.]+|一|半)?(?:个)?(?P<part>百分点|%)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a clause with the one before it and its whole sentence."""

    text: str
    before: str
    sentence: str


def turned_senses(text: str, keys: Keys, said: str) -> Iterator[str]:
    """The pieces whose term goes another way than they say; what was asked is known to differ."""
    pieces = list(pieces_of(text))
    senses = (
        (_way, _step, _so_many, _denied)
        if _ASKED.search(said)
        else (_way, _how_often, _step, _so_many, _denied)
    )
    for sign, side in ((1, "add"), (-1, "deduct")):
        for term in listed(keys.get(side)):
            own = _own(pieces, term, sign)
            for holds in senses:
                if own and not any(holds(one, term) for one in own):
                    yield own[0].text
    yield from _bands(pieces, keys)
    yield from _conditions(text, keys)


def one_of_several(text: str, keys: Keys, said: str) -> Iterator[str]:
    """只计最高的一项 that nobody said, or that was said and is not there."""
    if "就高" not in said and not keys.get("highest"):
        yield from _never_both(keys, said)
    if re.search("只[扣计](?:重|最高)的一项", said) and not keys.get("highest"):
        yield "只计一项"
    several = len(listed(keys.get("add"))) + len(listed(keys.get("deduct"))) > 1
    if keys.get("highest") and several and not _ONE_ONLY.search(text + said):
        yield "只计最高的一项"
    found = _REPEATED.search(text)
    if found and several and not keys.get("highest") and not _REPEATED.search(said) and (
        "只报最高" not in said
    ):  # fmt: skip
        yield found[0]


def _never_both(keys: Keys, said: str) -> Iterator[str]:
    """低于95%的扣2分, 低于80%的扣5分: the lower line is the higher one, too."""
    flags = [str(one["if"]) for one in listed(keys.get("deduct")) if "if" in one]
    lined = [
        re.fullmatch(r"(.{2,}?)(?:低于|不足|未达到|达不到|超过|高于)[0-9.]+%?.*", one)
        for one in flags
    ]
    stems = [one[1] for one in lined if one is not None]
    for stem in {one for one in stems if stems.count(one) > 1}:
        if stem not in said:
            yield f"{stem}：只计一档"


def pieces_of(text: str) -> Iterator[Piece]:
    """The pieces of a folded clause, one after the other."""
    for group in sentences(text):
        before = ""
        for piece in group:
            yield Piece(piece, before, ",".join(group))
            before = piece


def _own(pieces: list[Piece], term: Keys, sign: int) -> list[Piece]:
    """The pieces that print the points of a term, those most like its name."""
    points = term.get("points")
    if not isinstance(points, Decimal) or "band" in term:
        return []
    verbs = "扣|减" if sign < 0 else "得|加|计|奖|给|记|^(?!.*[扣减])"
    found = [
        one
        for one in pieces
        if re.search(verbs, one.text)
        and any(Decimal(n) == points for n in _NUMBER.findall(one.text))
    ]
    name = "；".join(str(term[one]) for one in NAMES if one in term)
    likeness = {
        id(one): sum(covered(one.before, name))
        + _TWO * sum(covered(one.text, name))
        + _LINE_SAID * _says_line(one, term)
        for one in found
    }
    best = max(likeness.values(), default=0)
    return [one for one in found if likeness[id(one)] == best]


_LINE_SAID: Final = 10
_TWO: Final = 2


def _says_line(piece: Piece, term: Keys) -> bool:
    """Whether the line of a term is printed in the piece itself."""
    line = term.get("under", term.get("over"))
    said = {Decimal(one) for one in _NUMBER.findall(piece.text)}
    return isinstance(line, Decimal) and bool(said & {line, line * 100})


def _way(piece: Piece, term: Keys) -> bool:
    """每低1个百分点扣: under; 每超过: over. A count of what is lacking says so in its name."""
    said = piece.text
    both = piece.before + said
    if "mean" in term:
        return re.search(_SIDES[str(term["mean"])], both) is not None
    if _SIDED.search(said) and ("under" in term or "over" in term):
        return True  # both sides of a span: that none is missing is looked at apart (`edges`)
    if term.get("under") == 0 and not term.get("signed"):
        return False  # nothing lies below nothing
    if term.get("over") == 0 and re.search("下降|降低|减少|低于", str(term.get("rate", ""))):
        return _DOWN.search(said) is not None
    down = re.search(r"(?:每(?:再)?|^)(?:降低|低|少|下降|降|缺|减少|差|欠|落后)", said)
    up = re.search(r"(?:每(?:再)?|^)(?:增加|超|高|多|提高|提升|上升)", said)
    if "under" in term:
        return _DOWN.search(both) is not None and not (up and not down)
    if "over" in term:
        return _UP.search(re.sub("不低于|不少于", "", both)) is not None and not (down and not up)
    if "rate" in term and _STEPPED.search(said):
        return False
    name = "；".join(str(term[one]) for one in NAMES if one in term)
    if "lacking" in term or "items" in term or "quota" in term:
        return True
    up = re.search(r"每(?:再)?(?:增加|超|高于|高出|多)", said)
    if down is not None and "每" in down[0]:
        return _DOWN.search(name) is not None or _NOT.search(name) is not None
    return up is None or _UP.search(name) is not None or "加" in name


def _how_often(piece: Piece, term: Keys) -> bool:
    """每次扣1分 counts; without a 每 nothing is counted."""
    counted = "each" in term or "amount" in term or "events" in term
    if "if" in term:
        where = re.search(
            r"(?:每|(?<![0-9不第])[一1])(?:发现|发生|出现|有)?(?:一|1)?个?("
            + UNITS
            + ")(?!(?:及|含|或)?以上)",
            piece.text,
        )
        named = "；".join(str(term[one]) for one in NAMES if one in term)
        if re.search(r"(?:缺|少)[一1][^,;。0-9]{1,3}[扣减]", piece.text):
            return False
        counted_once = re.search(rf"[1一](?:{UNITS})(?:的)?[扣减]", piece.text)
        if (
            counted_once is not None
            and re.search(r"每|第|[0-9]", piece.text[: counted_once.start()][-2:]) is None
        ):
            return False  # 集体访1批次扣3分: every one of them
        return where is None or where[0] in named or _period(where[0])
    if counted and "under" not in term and "over" not in term:
        return _COUNTS.search(piece.sentence) is not None
    return True


def _period(said: str) -> bool:
    return re.search(r"(?:月|年|季度|周|日|天|学期|学年|期)$", said) is not None


def _step(piece: Piece, term: Keys) -> bool:
    """每低2个百分点: by 2 and not by 1."""
    found = _STEPPED.search(piece.text)
    if found is None:
        return True
    step = number_of(found["num"] or "1") if found["num"] != "半" else Decimal("0.5")
    own = term.get("per")
    if "rate" in term:
        return step is None or own is None or own == step / 100
    if "amount" in term and "百分点" in str(term.get("unit")):
        return own == step or (own is None and step == 1)
    return True


def _so_many(piece: Piece, term: Keys) -> bool:
    """每1000元扣0.5分: by 1000 and not by 10000."""
    unit = re.escape(str(term.get("unit", "")))
    found = re.search(rf"每[^0-9每,]{{0,14}}?(?P<num>[0-9.]+)个?{unit}", piece.text)
    if found is None or "amount" not in term or not unit:
        return True
    return term.get("per", 1) == number_of(found["num"])


def _bands(pieces: list[Piece], keys: Keys) -> Iterator[str]:
    """90%以上得8分, 80%以上得5分: each step beside its own points."""
    for side in ("add", "deduct"):
        for term in listed(keys.get(side)):
            band = term.get("band")
            if not isinstance(band, list) or len(band) < _TWO:
                continue
            edges = [Decimal(str(at)) for at, _ in band]
            for number, (_, points) in enumerate(band):
                near = edges[number : number + 2]
                own = [one for one in pieces if _prints(one.text, points)]
                if own and not any(_beside(one.text, points, near) for one in own):
                    yield own[0].text


def _prints(piece: str, points: Decimal) -> bool:
    return any(Decimal(one) == points for one in re.findall(r"([0-9]+(?:\.[0-9]+)?)分", piece))


def _beside(piece: str, points: Decimal, near: list[Decimal]) -> bool:
    """Whether a piece that prints the points of a step names its line, or names none."""
    bare = re.sub(rf"(?<![0-9.]){points}分", "", piece)
    lines = [Decimal(one) for one in _NUMBER.findall(bare)]
    words = re.findall("[一二两三四五六七八九十]+", bare)
    lines += [value for one in words if (value := number_of(one))]
    own, after = ({one, one * 100} for one in (near[0], near[-1]))
    own |= {one - 1 for one in own if re.search("超过|高于|大于", bare)}
    below = len(lines) == 1 and (
        near[0] <= 1 or re.search("低|不足|以下|以内|少于|不到|不超过|未", bare)
    )
    return not lines or bool(own & set(lines)) or bool(below and after & set(lines))


def _denied(piece: Piece, term: Keys) -> bool:
    """无消毒池的扣5分: a name that has lost its 无 says the opposite."""
    name = next((str(term[one]) for one in ("each", "if", "amount") if one in term), "")
    said = piece.text
    own = re.sub(r"[扣得加计减][0-9.]+分|每|一|1|次|的|[0-9.]", "", said)
    if len(own) < _TWO and not re.search("[0-9]分", piece.before):
        said = piece.before + said
    if not name or _NOT.search(name):
        return True
    said = re.sub(r"(?:的|者|,)?(?:各|均)?(?:每.{0,3})?[扣得加计减]?[0-9.]+分.*$", "", said)
    for found in _NOT.finditer(said):
        core = said[found.end() :][:_TWO]
        joined = said[: found.start()][-_TWO:] + core[:1]
        if (len(core) == _TWO and core in name and said.count(core) == 1) or joined in name:
            return False
    return True


def _conditions(text: str, keys: Keys) -> Iterator[str]:
    """未建立的不得分: a condition; 造假的不得分: what ends all. One is never the other."""
    for one in _words(keys.get("zero_if")):
        bare = re.split(r" (?:>=|>|<=|<|=) ", one)[0]
        if ">" in one:
            if _is_floor(text, one) or not re.search(r"超|以上|高于|多于|大于|达", text):
                yield bare
        elif not _NOT.search(one) and (_only_denied(text, one) or _made_up(text, one)):
            yield bare
    for one in _words(keys.get("only_if")):
        bare = re.split(r" (?:>=|>|<=|<|=) ", one)[0]
        if ">" in one:
            if _is_top(text, one):
                yield bare
        elif not (
            _only_denied(text, bare.removeprefix("已"))
            or re.search("否则|前提", text)
            or re.search(rf"{re.escape(bare)}(?:的|者)?,?[得计]", text)
        ):
            yield bare


def _is_floor(text: str, condition: str) -> bool:
    """低于80%不得分, read as if more than that ended all."""
    line = _NUMBER.findall(condition)[-1:]
    below = r"(?:低于|不足|未达到|未达|达不到|少于|不到)"
    return any(
        re.search(rf"{below}{re.escape(one)}|{re.escape(one)}[^0-9,;。]{{0,2}}以下", text)
        for one in line
    )


def _is_top(text: str, condition: str) -> bool:
    """三次以上不得分, read as if so many were asked for."""
    line = _NUMBER.findall(condition)[-1:]
    ways = [*line, *(word for word in "二三四五六七八九十" if str(number_of(word)) in line)]
    none = r"[^,。;]{0,12}(?:不得分|不计分|不给分)"
    return any(
        re.search(
            rf"(?:超过|高于|大于){one}{none}|{re.escape(one)}[^,。;0-9]{{0,4}}以上{none}", text
        )
        for one in ways
    )


def _made_up(text: str, name: str) -> bool:
    return name.startswith("已") and name not in text


def _only_denied(text: str, name: str) -> bool:
    """Whether the first words of a name are printed behind a 未 or 无."""
    core = re.escape(name[:_TWO])
    return re.search(rf"(?:{_NOT.pattern})(?:按[^,。;]{{0,3}})?{core}", text) is not None


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
