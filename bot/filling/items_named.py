"""Which items of a checklist a clause speaks of, by parts of their names, and what it says of each.

Pure. Not here: what a whole telling comes to (``bot.filling.items_among``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.forms.form import Question, Raw
from bot.speech.sounds import sound, usual_sound

_SEVERAL: Final = 2


def only_named(bare: str) -> bool:
    """Whether nothing stands in a clause but items."""
    return bare.strip("有") == ""


def bare_of(clause: str, question: Question) -> str:
    """The clause without the items' own words: the 缺 of 容缺受理 lacks nothing.

    What is left of an item that is only named says that it is there: 审批替代、证明替代.
    """
    for name in question.names:
        for part in sorted(own_parts(question.names, name), key=lambda one: (-len(one), one)):
            if part in clause and part not in _VERBS:
                clause = clause.replace(part, "有")
    return clause


_VERBS: Final = frozenset({"分管", "牵头"})
"""Parts of names that say that somebody does it."""


def told_of(question: Question, clause: str) -> list[str]:
    """Items of which a part stands in a clause that is a part of no other item."""
    every = question.names
    return [name for name in every if any(p in clause for p in own_parts(every, name))]


_HOW_IT_IS: Final = r"(?:[都也还就已全]|还是)*(?:没有?|没得|未配?|无|缺|有|坏)了?"
_SHORTEST: Final = 2


def in_its_words(question: Question, text: str) -> str:
    """打因机没有 as 打印机没有: an item that sounds so, in a clause that names none."""
    if any(not ("一" <= sign <= "鿿") for name in question.names for sign in name[:1]):
        return text
    parts = [
        (part, usual_sound(part))
        for name in question.names
        for part in sorted(own_parts(question.names, name), key=lambda one: (-len(one), one))
    ]
    return "".join(
        _in_its_words(question, one, parts) for one in re.split(r"([,，。;；、\s]+)", text)
    )


def _in_its_words(question: Question, clause: str, parts: list[tuple[str, tuple[str, ...]]]) -> str:
    if len(clause) < _SHORTEST or told_of(question, clause):
        return clause
    heard = [sound(sign) for sign in clause]
    for part, sounds in parts:
        for at in range(len(clause) - len(part) + 1):
            if tuple(one for sign in heard[at : at + len(part)] for one in sign) != sounds:
                continue
            before, behind = clause[:at], clause[at + len(part) :]
            if len(part) > _SHORTEST or re.fullmatch(_HOW_IT_IS, before + behind):
                return f"{before}{part}{behind}"
    return clause


_SAID_FOR: Final = {
    "公[开布示]": "公[开示布]|上墙|上网|挂(?:到|在|上)?(?:网|墙|出)|贴(?:到|在|上|出|了)",
    "签署": "签(?!到)",
}
"""A verb that only one of several items of one thing has, and how else it is said."""
_THING: Final = re.compile(r"《([^》]+)》")


def done_with(question: Question, clause: str) -> dict[str, Raw]:
    """承诺书签了没公开: items of one thing, told apart by what was done with it, and what not."""
    found: dict[str, Raw] = {}
    for name in question.names:
        thing = _THING.search(name)
        verbs = [verb for verb in _SAID_FOR if re.search(verb, name)]
        if thing is None or not verbs or thing[1][-3:] not in clause:
            continue
        said = [re.search(rf"(?P<no>没有?|未|不)?(?:{_SAID_FOR[one]})", clause) for one in verbs]
        if all(said):
            found[name] = not any(one["no"] for one in said if one)
    return found


@lru_cache(maxsize=1 << 11)
def own_parts(every: tuple[str, ...], name: str) -> frozenset[str]:
    """The parts of a name, of two signs and more, that no other of these names has."""
    others = [one for one in every if one != name]
    parts = {
        name[at : at + length]
        for length in (2, 3, 4)
        for at in range(len(name) - length + 1)
        if re.fullmatch(r"[一-鿿]+", name[at : at + length])
    }
    alone = (part for part in parts if not any(part in other for other in others))
    return frozenset(alone) - _COMMON


_COMMON: Final = frozenset(
    {"工作", "明确", "专用", "情况", "服务", "公开", "社会", "制定", "相关", "向社", "及整"}
)
"""Parts that stand in any sentence."""


_VALUE: Final = re.compile(
    r"(?P<no>没有?[写定建办做弄]?|未[写定建办做]?|无|缺|差)|(?P<yes>有|齐|[写定建办做弄贴签发买配]了)"
)


def each_its_own(question: Question, clause: str) -> dict[str, Raw] | None:
    """有领导没制度, 领导科室定了制度没有: what is said of each stands before it, or behind."""
    groups: list[tuple[list[str], list[bool]]] = []
    marked = _marked(question, clause)
    leads = bool(marked) and not isinstance(marked[0], str)
    for one in marked if leads else reversed(marked):
        if not isinstance(one, str):
            groups.append(([], [one]))
        elif groups:
            groups[-1][0].append(one)
        else:
            return None
    told = [(name, said) for names, (said,) in groups for name in names]
    plainly = all(names for names, _ in groups) and len(dict(told)) == len(told)
    if not plainly or len({said for _, said in told}) < _SEVERAL:
        return None
    return {name: dict(told)[name] for name in question.names if name in dict(told)}


def _marked(question: Question, clause: str) -> list[str | bool]:
    """The items and the 有 and 没 of a clause, in order; what else stands in it says nothing."""
    every = question.names
    parts = [(part, name) for name in every for part in own_parts(every, name) | {name}]
    parts = [(part.removeprefix("有"), name) for part, name in parts if len(part.strip("有")) > 1]
    found: list[str | bool] = []
    at = 0
    while at < len(clause):
        here = [(part, name) for part, name in parts if clause.startswith(part, at)]
        if here:
            part, name = max(here, key=lambda one: len(one[0]))
            if not found or found[-1] != name:
                found.append(name)
            at += len(part)
            continue
        value = _VALUE.match(clause, at)
        if value is not None:
            found.append(value["yes"] is not None)
        at += len(value[0]) if value is not None else 1
    return found
