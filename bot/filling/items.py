"""What a typed text ticks on a checklist: 有文件和阵地, 除了打印机都有, 第一个和第三个, 只有制度.

A no reaches as far as its list: 没有报道和成果 denies both; behind a comma it is asked how far.
Pure. Other kinds of questions: ``bot.filling.reading``.
"""

from __future__ import annotations

import re
from typing import Final

from bot.filling.words import doubtful
from bot.forms.form import Question, Raw
from bot.speech.numbers import NumberFault, figure, plain
from bot.speech.periodic import heard
from scoring.facts import NIL

NONE: Final = frozenset(
    {NIL, "没有", "没有开展", "未开展", "本季度没有", "本季度没有开展", "零报送", "零报告"}
)
"""There was nothing of it."""
_NOTHING: Final = NONE | {
    *("都没有", "全没有", "全都没有", "一项都没有", "一项也没有", "都没", "全没", "0", "零")
}
_FIGURE: Final = r"(?:[1-9][0-9]?|[一二两三四五六七八九十]{1,2})"
_MEASURE: Final = r"[项个样条号有类种]"
_ALL: Final = re.compile(
    rf"(?:(?P<number>{_FIGURE}){_MEASURE}?)?(?:我们)?(?:样样|项项|个个|条条|每一?[样项条个])?(?:全部?|全都|都|均|所有的?)都?"
    r"(?:有|齐|齐全|具备|做到|达到|完成|落实|符合|满足|做|弄|选|勾)?(?:好了|了|的)?"
)
_SO_MANY: Final = re.compile(
    rf"(?:我们?|俺们?|才|就|只|已|大概)*(?:有|够|占|齐|做到|做|完成)?了?(?P<number>{_FIGURE})\s*{_MEASURE}?(?:都)?(?:是|有|够|做到|齐)?了?"
)
_ALL_BUT: Final = re.compile(
    r"除了?(?P<names>.+?)(?:以外|之外|外)?[，,]?(?:其他|其余|别的|剩下)?的?"
    r"(?:都|全都?)(?:有|齐|是|做到|达到|具备|完成)了?"
)
_ONLY: Final = re.compile(r"(?:就|只|仅|只是|就是)(?:有|做到|做了|完成)?(?P<names>.+)")
_FROM_TO: Final = re.compile(
    rf"(?:前面?(?P<first>{_FIGURE})|第?(?P<low>{_FIGURE})\s*(?:-|—|~|到|至)\s*第?(?P<high>{_FIGURE}))"
    rf"\s*{_MEASURE}?(?:都?有|做到)?了?"
)
_APART: Final = re.compile(r"([、，,;；\s和]+|以及)")
_JOINS: Final = re.compile(r"[、和\s]+|以及")
_OFF: Final = re.compile(r"^(?:还?没有|还?没|无|取消|去掉|不要|缺少|缺|差)(?:一[个项样])?")
_ON: Final = re.compile(r"^(?:已经?有|有|已|做到了?|包括)")
_ALSO: Final = re.compile(r"(?:都|也|均|全)+(?:有|具备|做到?|达到|完成|落实)了?$")
_PLACE: Final = re.compile(rf"第\s*({_FIGURE})\s*{_MEASURE}?|([1-9][0-9]?)\s*{_MEASURE}?")


def read_items(question: Question, text: str) -> dict[str, Raw]:
    """The items of a checklist a text names, by name, part of a name, or number.

    Raises:
        NumberFault: something in the text is no item, or could be two.
    """
    said = plain(text).strip().rstrip("。.！!").strip()
    if heard(said) in _NOTHING:
        return dict.fromkeys(question.names, False)
    if said in question.names:
        return {said: True}
    if every := _ALL.fullmatch(said):
        number = _number(every["number"])
        if number is not None and number != len(question.names):
            raise NumberFault(doubtful.which_of_them(question, number))
        return dict.fromkeys(question.names, True)
    if how_many := _SO_MANY.fullmatch(said):
        raise NumberFault(doubtful.which_of_them(question, _number(how_many["number"]) or 0))
    if but := _ALL_BUT.fullmatch(said):
        lacking = read_items(question, but["names"])
        return {name: name not in lacking for name in question.names}
    if between := _FROM_TO.fullmatch(said):
        return _stretch(question, between)
    if (only := _ONLY.fullmatch(said)) and not _OFF.match(only["names"]):
        found = _listed(question, only["names"])
        return {name: found.get(name, False) for name in question.names}
    return _listed(question, said)


def _listed(question: Question, said: str) -> dict[str, Raw]:
    """Items one after another, each with its yes or no."""
    found: dict[str, Raw] = {}
    held, apart = True, ""
    for index, part in enumerate(_APART.split(said)):
        if index % 2:
            apart = part
            continue
        if not part:
            continue
        denied = _OFF.match(part)
        if denied is not None or _ON.match(part):
            held = denied is None
        elif not held and not _JOINS.fullmatch(apart):
            raise NumberFault(doubtful.how_far(part))
        named = part in question.names
        if not named and denied is None and not held and _ALSO.search(part):
            raise NumberFault(doubtful.how_far(part))  # 缺文件、阵地都有
        if not named:
            part = _ALSO.sub("", (_ON if denied is None else _OFF).sub("", part))
        name = _item(question, part)
        if name is None:
            raise NumberFault(doubtful.unknown_items(question))
        found[name] = held
    if not found:
        raise NumberFault(doubtful.unknown_items(question))
    return found


def _item(question: Question, part: str) -> str | None:
    if part in question.names:
        return part
    if place := _PLACE.fullmatch(part):
        number = _number(place[1] or place[2]) or 0
        return question.names[number - 1] if 0 < number <= len(question.names) else None
    like = [name for name in question.names if len(part) > 1 and part in name]
    return like[0] if len(like) == 1 else None


def _stretch(question: Question, between: re.Match[str]) -> dict[str, Raw]:
    """前三个, 1到4: a stretch of the list as it is shown."""
    low = _number(between["low"]) or 1
    high = _number(between["first"] or between["high"]) or 0
    if not 0 < low <= high <= len(question.names):
        raise NumberFault(doubtful.unknown_items(question))
    return dict.fromkeys(question.names[low - 1 : high], True)


def _number(said: str | None) -> int | None:
    found = figure(said) if said else None
    return int(found) if found is not None else None
