"""A clause printed in parts, each read by itself: the row is the sum of its parts.

“每次1分, 最高6分; 资料齐全得2分, 缺一项扣1分” of a row of 8 is one part of 6 and one of 2: where
the marks of the sentences come to the points of the row, each part is read with its own, and its
terms keep within them. Here: which parts there are, and what they make together. Not here: how a
part is read (`clause`), what bounds terms together (`scoring.grouped`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scoring.drafting.caps import cap_key, worth
from scoring.drafting.pieces import folded
from scoring.drafting.signs import N
from scoring.drafting.state import Keys
from scoring.drafting.units import UNITS
from scoring.drafting.wordings import called
from scoring.exact import ZERO, plain

_ENDS: Final = re.compile(r"[。;\n]+|(?<=[^0-9])(?=\([0-9]{1,2}\)|[2-9][.、．](?![0-9]))")
_TAKEN: Final = re.compile(
    rf"(?:扣|减)[^,;。得加]{{0,4}}?{N}(?:分?[、-]{N})*分?(?:为止|封顶|为限)?"
)
_END_OF_IT: Final = re.compile(
    rf"(?:扣完|最多扣|最高扣|累计扣分?(?:不超过|最多)|扣分(?:最多|最高|不超过)|扣至)({N})分(?:为止|封顶|为限)?"
)
_MOST: Final = re.compile(
    rf"(?:最高|最多|封顶|不超过|上限)(?:为|得|计|加)*({N})分|({N})分封顶|({N})分为(?:限|止|上限)"
)
_BROUGHT: Final = re.compile(
    rf"(?<![0-9.加至-])(?:得|计|记|共|可得|×|\(|:|,|^|的|(?<=[\u4e00-\u9fff]))({N})分(?!钟|以[上下内]|及|\(|-|值)"
)
_HEAD: Final = re.compile(rf"^([^,;:()]{{2,20}})\((?:共|计|满分)?({N})分\)[::]?(?=.)")
"""机构健全(3分): …: a part says itself what it is worth."""
_STEP: Final = re.compile(
    rf"[0-9](?:%|个百分点|{UNITS}|分)?(?:\(不?含\))?(?:以上|以内|以下|及以上)?(?:的)?,?(?:得|计){N}分"
)
_PRODUCT: Final = re.compile(rf"×({N})(?:分)?(?=$|,|\))")
_EACH: Final = re.compile(
    rf"每(?!个?月|季|半?年|周|学期|学年|日|天)[^,;。]*?(?:得|计|加|记)?{N}分|(?<![0-9])[1一](?:{UNITS})(?!以[上下内]|及以上|内)[^,;。]*?(?:得|计|加){N}分"
)
_OF_THE_ROW: Final = re.compile(
    r"(?:^|(?<=[,;。\n]))[^,;。\n]{2,40}(?:的|者)?,?(?:本项|该项|此项|本指标|该指标)(?:总?分)?(?:不得分|不计分|为0分|0分)$"
)
_TAKES: Final = re.compile(r"扣|减(?!少)|不得分|不计分")
_MOST_PARTS: Final = 6
_MOST_WAYS: Final = 6
_OWN_KEYS: Final = frozenset(
    (
        *("points", "add", "deduct", "start", "grouped"),
        *("only_if", "zero_if", "highest", "ask", "absent"),
    )
)
"""What a part may say and still be a part; anything else is of the whole row."""


@dataclass(frozen=True)
class Part:
    """Some sentences of a clause, and the points that are theirs; `left`: by what others leave."""

    text: str
    points: Decimal
    left: bool = False


def parts_of(clause: str, points: Decimal) -> tuple[Part, ...]:
    """Return the parts whose marks come to the points of the row; empty: it is of one piece."""
    said = [one.strip(",") for one in _ENDS.split(folded(clause)) if one and one.strip(",:")]
    if len(said) < 2 or any(_OF_THE_ROW.search(one) for one in said):
        return ()
    blocks: list[list[str]] = []
    marks: list[set[Decimal]] = []
    for one in said:
        found = {mark for mark in _marks(one) if ZERO < mark < points}
        if found or not blocks:
            blocks.append([one])
            marks.append(found)
        else:
            blocks[-1].append(one)
    if not 1 < len(blocks) <= _MOST_PARTS:
        return ()
    if not marks[0]:  # what only takes, of the points that the others leave
        return _with_what_is_left(blocks, marks, points)
    sums = [one for one in itertools.product(*marks) if sum(one) == points]
    if len({tuple(one) for one in sums}) != 1:
        return ()
    return tuple(
        Part(_HEAD.sub(r"\1:", ";".join(block)), mark)
        for block, mark in zip(blocks, sums[0], strict=True)
    )


def _with_what_is_left(
    blocks: list[list[str]], marks: list[set[Decimal]], points: Decimal
) -> tuple[Part, ...]:
    if not _TAKES.search(blocks[0][0]) or any(len(one) != 1 for one in marks[1:]):
        return ()
    own = [next(iter(one)) for one in marks[1:]]
    rest = points - sum(own, ZERO)
    if rest <= ZERO:
        return ()
    first = Part(";".join(blocks[0]), rest, left=True)
    others = zip(blocks[1:], own, strict=True)
    return (first, *(Part(";".join(block), mark) for block, mark in others))


def _marks(sentence: str) -> set[Decimal]:
    """What a sentence may be worth: its most, what is brought in all, or the best of its steps."""
    if head := _HEAD.match(sentence):
        return {Decimal(head[2])}
    ends = {Decimal(one) for one in _END_OF_IT.findall(sentence)}
    bare = _TAKEN.sub("", _END_OF_IT.sub("", sentence))
    most = {Decimal(one) for found in _MOST.findall(bare) for one in found if one}
    if most:
        return {max(most)}
    bare = _EACH.sub("", bare)
    brought = [Decimal(one) for one in _BROUGHT.findall(bare)]
    if len(_STEP.findall(bare)) > 1:
        return {max(brought)} if brought else set()
    brought += [Decimal(one) for one in _PRODUCT.findall(bare) if f"{one}分" not in bare]
    if brought:
        return {max(brought), sum(brought, ZERO)}
    return ends


@dataclass(frozen=True)
class Composed:
    """Parts put together: the keys of the row, and what was decided and noted for each."""

    keys: Keys
    notes: tuple[str, ...]


def put_together(parts: Sequence[Part], read: Sequence[Keys], points: Decimal) -> Composed | None:
    """Return the row that the parts make, None where it cannot be written as one."""
    made = [_part(part, keys) for part, keys in zip(parts, read, strict=True)]
    if any(one is None for one in made):
        return None
    whole = [one for one in made if one is not None]
    _apart(whole)
    names = [name for one in whole for name in one.names]
    if len(set(names)) < len(names):
        return None
    add = [term for one in whole for term in one.add]
    deduct = [term for one in whole for term in one.deduct]
    keys: Keys = {"points": points}
    keys |= {"add": add} if add else {}
    keys |= {"deduct": deduct} if deduct else {}
    start = sum((one.start for one in whole), ZERO)
    if add and (deduct or start):
        keys["start"] = start
    elif start != (points if deduct else ZERO):
        return None
    groups = [group for one in whole if (group := one.group) is not None]
    inner = [group for one in read for group in _terms(one.get("grouped"))]
    if groups and inner:
        return None
    keys |= {"grouped": [*groups, *inner]} if groups or inner else {}
    asks = {key: said for one in read for key, said in dict(one.get("ask") or {}).items()}  # type: ignore[call-overload] # a table
    if asks:
        keys["ask"] = asks
    shares = "、".join(f"{plain(part.points)}分" for part in parts)
    left = [
        f"“{part.text[:20]}”没有写分值，按剩下的{plain(part.points)}分"
        for part in parts
        if part.left
    ]
    return Composed(keys, (f"分成几部分各算各的：{shares}", *left))


@dataclass
class _Made:
    """A part as terms: where it begins, how far it goes up and down."""

    add: list[Keys]
    deduct: list[Keys]
    start: Decimal
    points: Decimal

    @property
    def names(self) -> list[str]:
        """What its terms are called, each once: a figure may be held to several lines."""
        return list(dict.fromkeys(called(one) for one in (*self.add, *self.deduct)))

    @property
    def group(self) -> Keys | None:
        """Its terms bounded together, where they would go beyond the part."""
        terms = [*self.add, *self.deduct]
        if len(terms) == 1:
            return None
        up, down = self.points - self.start, self.start
        bounds: Keys = {}
        if self.add and (self.deduct or _all(self.add) > up):
            bounds["most"] = up
        if self.deduct and (self.add or _all(self.deduct) > down):
            bounds["loses"] = down
        return {"of": self.names, **bounds} if bounds else None


def _part(part: Part, keys: Keys) -> _Made | None:
    if set(keys) - _OWN_KEYS or keys.get("points") != part.points or keys.get("absent"):
        return None
    add, deduct = ([dict(one) for one in _terms(keys.get(side))] for side in ("add", "deduct"))
    if keys.get("highest") and (deduct or any("if" not in one for one in add)):
        return None
    start = keys.get("start", ZERO if add else part.points)
    if not isinstance(start, Decimal) or not (add or deduct):
        return None
    made = _Made(add, deduct, start, part.points)
    if len(add) + len(deduct) == 1:
        term = (*add, *deduct)[0]
        bound = part.points - start if add else start
        if _all([term]) > bound:
            most = term.get(cap_key(term), bound)
            term[cap_key(term)] = min(Decimal(str(most)), bound)
    lost = _losses(keys, part.points)
    if lost is None or (lost and add and (len(add) > 1 or keys.get("deduct"))):
        return None
    deduct += lost
    return made


_LINE: Final = re.compile(r"(?P<rate>.+) (?P<sign>>=|>) (?P<line>[0-9.]+)%")


def _losses(keys: Keys, points: Decimal) -> list[Keys] | None:
    """What takes all of a part: 未制定的, 低于60%的; None: nothing of a row says it."""
    found: list[Keys] = []
    for gate in _words(keys.get("only_if")):
        line = _LINE.fullmatch(gate)
        if line is None or line["sign"] != ">=":
            return None
        edge = Decimal(line["line"]) / 100
        found.append({"rate": line["rate"], "upto": [[edge, points]], "open": [edge]})
    for stop in _words(keys.get("zero_if") if not keys.get("highest") else None):
        line = _LINE.fullmatch(stop)
        if line is not None and line["sign"] == ">":
            edge = Decimal(line["line"]) / 100
            found.append({"rate": line["rate"], "band": [[edge, points]], "open": [edge]})
        elif re.search("[<>=]", stop):
            return None
        else:
            found.append({"if": stop, "points": points})
    return found


_VAGUE: Final = re.compile("(?:未|不|没有|没)[^、，]{1,3}")


def vague_names(keys: Keys) -> Iterator[str]:
    """未修复, in a row of several parts: of which of them, the clause knew by its place alone."""
    for term in (*_terms(keys.get("add")), *_terms(keys.get("deduct"))):
        if _VAGUE.fullmatch(called(term)):
            yield called(term)


def _apart(parts: Sequence[_Made]) -> None:
    """Lists of several parts need names of their own."""
    lists = [
        one
        for part in parts
        for one in (*part.add, *part.deduct)
        if {"items", "lacking"} & set(one)
    ]
    if len(lists) > 1:
        for number, one in enumerate(lists, 1):
            one["list"] = f"清单{number}"


def _terms(value: object) -> Iterator[Keys]:
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def _words(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value or ()]  # type: ignore[attr-defined] # a list


def _endless(term: Keys) -> bool:
    """Whether a term goes on with every one that is reported."""
    counts = {"each", "amount", "rate", "named", "events"} & set(term)
    return bool(counts) and not {"band", "upto", cap_key(term)} & set(term)


def _all(terms: Sequence[Keys]) -> Decimal:
    """The most that terms come to; without an end where one of them has none."""
    if any(_endless(one) for one in terms):
        return Decimal("Infinity")
    total = ZERO
    for one in terms:
        items = one.get("items", one.get("lacking"))
        many = len(items) if isinstance(items, list) and "max" not in one else 1
        total += worth(one) * many
    return total


def ways_of(told: Sequence[Sequence[tuple[str, ...]]]) -> Iterator[tuple[int, ...]] | None:
    """Which readings of the parts go together, by what each was decided by; None: too many.

    Where several parts ask the same (what becomes of less than a step), it is decided once.
    """
    asked = [one for one in told if len(one) > 1]
    if len(asked) > 1 and all(one == asked[0] for one in asked):
        return (tuple(at if len(one) > 1 else 0 for one in told) for at in range(len(asked[0])))
    many = 1
    for one in told:
        many *= len(one)
    if not 0 < many <= _MOST_WAYS:
        return None
    return itertools.product(*(range(len(one)) for one in told))
