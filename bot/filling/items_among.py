"""What a longer telling says of a checklist's items: 领导科室都有，打印机坏了, 就差制度, 3去掉.

To be shown for one tap, never to be kept unseen. Pure. Not here: a text that is wholly a list of
items (``bot.filling.items``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.forms.form import Question, Raw
from bot.questions.instead import is_asked
from bot.speech.numbers import figure, plain

_LONGEST: Final = 60
_UNSURE: Final = re.compile(
    r"准备|打算|计划|正在|还是|怕|还在|下个?(?:周|月|季度)|明年|可能|好像|大概|部分|有的|有些|一半|个别|不知道|不清楚|不确定|再说"
)
_LACKING: Final = re.compile(
    r"没|无|坏|缺|差|少|不是|不算|不专|共用|公用|合用|借|报废|去掉|取消|不要|划掉|删|撤"
)
_HELD: Final = re.compile(
    r"有|是|齐|管|牵头|算|已|配|定|[找买建立贴公签设印写做办成完]|发|在|加上|补上|勾上"
)
_NOTHING: Final = re.compile(
    r"(?:这些|这几[样项个]|这|我们?|俺们?|咱们?|[单位镇乡局办]|目前|现在|一[个项样]|哪[个样项]|啥|全|都|也|统统|通通|完全)*"
    r"(?:没有|没得|没|冇|木有)(?:的|呢|啊|呀|嘞)?"
)
_BUT: Final = re.compile(
    r"(?:目前|现在|我们?|俺们?)*(?:就|只|光|仅|还)(?:是)?(?:差|缺|少|没有?|剩)了?(?P<names>.+?)(?:没有?)?了?"
)
_ALL_BUT: Final = re.compile(r"(?:全|都)+有?[,，\s]*(?:就|只)?除了?(?P<names>.+?)(?:以外|之外|外)?")
_EVERY: Final = re.compile(
    r"(?:(?:全部?|都|全都)(?:有|勾|选|齐)(?:上|了)?[,，\s]*)+(?:行了吧?|可以了吧?)?"
)
_FIRST_ONLY: Final = re.compile(
    r"前面?(?P<number>[1-9一二两三四五六七八九])[个项样](?:都?有|可以|做到了?)[,，。\s]*"
    r"(?:后面|剩下|其他|其余|别的|后\S{1,2}[个项样])的?(?:都|全|就)?(?:没|不|无)\S{0,6}"
)
_ONLY: Final = re.compile(
    r"(?:就|只|只有|只要|就勾|只勾)第?(?P<places>[1-9](?:[和、,，\s]*[1-9])*)[个项样]?"
)
_ANEW: Final = re.compile(r"^(?:重来|重新来|重新勾|不对|错了|改一下)[,，。\s]*")
_EACH: Final = re.compile(r"[，,。;；、\s]+|(?<=有)(?=还有)")


def items_among(question: Question, text: str) -> dict[str, Raw] | None:
    """Item → whether it is there, of those that are told of; None where that is not plain."""
    said = _ANEW.sub("", plain(text).strip().strip("。.！!，, ").replace("√", "有"))
    if len(said) > _LONGEST or is_asked(said) or _UNSURE.search(said):
        return None
    if _NOTHING.fullmatch(said):
        return dict.fromkeys(question.names, False)
    if _EVERY.fullmatch(said):
        return dict.fromkeys(question.names, True)
    if places := _places(question, said):
        return places
    if first := _FIRST_ONLY.fullmatch(said):
        upto = int(figure(first["number"]) or 0)
        return {name: at <= upto for at, name in enumerate(question.names, 1)}
    if only := _ONLY.fullmatch(said):
        places_ = {int(one) for one in re.findall(r"[1-9]", only["places"])}
        if max(places_) > len(question.names):
            return None
        return {name: at in places_ for at, name in enumerate(question.names, 1)}
    if but := _BUT.fullmatch(said) or _ALL_BUT.fullmatch(said):
        lacking = _told_of(question, but["names"])
        if lacking:
            return {name: name not in lacking for name in question.names}
    return _clause_by_clause(question, said)


def _places(question: Question, said: str) -> dict[str, Raw] | None:
    """124: places in a row; 3去掉: one of them off."""
    if on := re.fullmatch(r"(?:再|还|也)*(?:加|补|勾|选)(?:上|个)?第?([1-9])[个项样]?", said):
        place = int(on[1])
        return {question.names[place - 1]: True} if place <= len(question.names) else None
    off = re.fullmatch(r"(?:把)?第?([1-9])[个项样]?(?:去掉|取消|不要|删掉?|划掉|没有)了?", said)
    signs = off[1] if off else said
    if not re.fullmatch(r"[1-9]{2,9}" if off is None else "[1-9]", signs):
        return None
    places = [int(sign) for sign in signs]
    if places != sorted(set(places)) or places[-1] > len(question.names):
        return None
    return {question.names[place - 1]: off is None for place in places}


def _clause_by_clause(question: Question, said: str) -> dict[str, Raw] | None:
    found: dict[str, Raw] = {}
    denied = False
    for clause in _EACH.split(said):
        named = _told_of(question, clause)
        if not named:
            continue
        bare = _bare(clause, question)
        lacking, held = _LACKING.search(bare), _HELD.search(bare)
        if not lacking and (not held or (denied and _only_named(bare))):
            return None  # 没有报道，成果: how far the no reaches, nobody can tell
        denied = bool(lacking)
        for name in named:
            if found.get(name, not lacking) is bool(lacking):
                return None  # said to be there and not to be there
            found[name] = not lacking
    return found or None


def _only_named(bare: str) -> bool:
    """Whether nothing stands in a clause but items."""
    return bare.strip("有") == ""


def _bare(clause: str, question: Question) -> str:
    """The clause without the items' own words: the 缺 of 容缺受理 lacks nothing.

    What is left of an item that is only named says that it is there: 审批替代、证明替代.
    """
    for name in question.names:
        for part in sorted(own_parts(question.names, name), key=len, reverse=True):
            if part in clause and part not in _VERBS:
                clause = clause.replace(part, "有")
    return clause


_VERBS: Final = frozenset({"分管", "牵头"})
"""Parts of names that say that somebody does it."""


def _told_of(question: Question, clause: str) -> list[str]:
    """Items of which a part stands in a clause that is a part of no other item."""
    every = question.names
    return [name for name in every if any(p in clause for p in own_parts(every, name))]


def own_parts(every: tuple[str, ...], name: str) -> set[str]:
    """The parts of a name, of two signs and more, that no other of these names has."""
    others = [one for one in every if one != name]
    parts = {
        name[at : at + length]
        for length in (2, 3, 4)
        for at in range(len(name) - length + 1)
        if re.fullmatch(r"[一-鿿]+", name[at : at + length])
    }
    return {part for part in parts if not any(part in other for other in others)} - _COMMON


_COMMON: Final = frozenset(
    {"工作", "明确", "专用", "情况", "服务", "公开", "社会", "制定", "相关", "向社", "及整"}
)
"""Parts that stand in any sentence."""
