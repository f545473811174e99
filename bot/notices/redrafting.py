"""A notice's text changed by rules: shorter, firmer, more polite, without names. Pure.

No model writes here: what no rule can do is said, and the text stays. What is asked for is read by
``bot.questions.redraft``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.notices import composing
from bot.notices.composing import Known
from bot.questions.redraft import Redraft
from bot.speech.calendar import DayFault, day, in_china, say_moment
from bot.speech.names import Roster
from bot.speech.when_said import retimed, when_of

_ENDS: Final = re.compile(r"(?<=[。！!；;\n])")
_COURTESY: Final = re.compile(
    r"^(?:各(?:位|单位)(?:领导|同事|同志|联络员|单位)?|大家|你们|您)?(?:好|们好)[,，。！!：:\s]*$|谢谢|感谢|辛苦|麻烦|打扰"
    r"|特此通知|请知悉|收到请回复|高度重视|如有(?:疑问|问题)"
)
_GREETING: Final = re.compile(
    r"^(?:各(?:位|单位)(?:领导|同事|同志|联络员)?|大家|你们|您)(?:们)?好[,，。！!：:\s]*"
)
_ASKED: Final = re.compile(r"请|须|务必|必须|要求")
_WHEN: Final = re.compile(r"[0-9周]|今天|明天|后天|下班|月底|[上下]午|截止|以?前")
_FORMAL: Final = (
    ("大家", "各单位"), ("赶紧", "尽快"), ("赶快", "尽快"), ("快点", "尽快"), ("记得", "请"),
    ("别忘了", "请勿忘记"), ("一下", ""), ("咱们", "我们"), ("咱", "我"), ("弄好", "完成"),
    ("弄完", "完成"), ("还没交", "尚未报送"), ("没交的", "尚未报送的"), ("没报的", "尚未报送的"),
)  # fmt: skip
_TAIL: Final = re.compile(r"(?:哈|哦|啊|呀|啦|呢|吧|嘛)+(?=[。！!，,；;\s]|$)")
_FIRM: Final = (
    ("请尽量", "必须"),
    ("尽量", "必须"),
    ("请于", "须于"),
    ("请在", "须在"),
    ("希望", "要求"),
    ("尽快", "立即"),
)
_SOFT: Final = (
    ("必须", "请"), ("务必", "请"), ("须于", "请于"), ("须在", "请在"), ("立即", "尽快"),
    ("一律", ""), ("不得", "请不要"), ("否则后果自负", ""),
)  # fmt: skip
FORMAL_HEAD, FORMAL_END = "各单位：\n", "特此通知。"
FIRM_END = "逾期不报的，将按考核办法扣分并通报。"
POLITE_HEAD, POLITE_END = "各位联络员好！", "辛苦了，谢谢配合。"


class CannotRedraftError(ValueError):
    """No rule does it; ``sentence``: what can be done instead."""

    def __init__(self, sentence: str) -> None:
        """With the sentence that is shown."""
        super().__init__(sentence)
        self.sentence = sentence


def redrafted(text: str, to: Redraft, roster: Roster, known: Known | None = None) -> str:
    """The text with the change made. ``known``: what may be written into it of the quarter.

    A list or a signature at its end stays there, whatever is changed above it.

    Raises:
        CannotRedraftError: it stays as it is, and why.
    """
    tail = _TAIL_OF.search(text)
    body, end = (text[: tail.start()], tail[0]) if tail else (text, "")
    if to.way in ("list", "sign", "until"):
        found = _put_in(body, end, to, known)
    elif to.way in ("whole", "swap", "drop"):
        found = _changed(text, to, roster)
    else:
        found = f"{_changed(body, to, roster)}{end}"
    if found == text:
        raise CannotRedraftError(_UNCHANGED.get(to.way, "照这个说法没有可以改的地方。"))
    return found


_TAIL_OF: Final = re.compile(r"(?:\n附：[^\n]*)?(?:\n[^\n]{2,16}\n\d{4}年\d{1,2}月\d{1,2}日)?$")
_SIGNED: Final = re.compile(r"\n(?P<name>[^\n]{2,16})\n(?P<day>\d{4}年\d{1,2}月\d{1,2}日)$")


def _put_in(body: str, end: str, to: Redraft, known: Known | None) -> str:
    """The list, the signature or the deadline, from what is known."""
    if known is None:
        raise CannotRedraftError("现在没有在填报或审核的季度，没有名单和截止时间可以写。")
    signed = _SIGNED.search(end)
    attached = end[: signed.start()] if signed else end
    if to.way == "until":
        said = composing.until(known)
        if say_moment(known.deadline, known.now) in body:
            return f"{body}{end}"
        return f"{_joined(body, said)}{end}"
    if to.way == "list":
        if not known.owing:
            raise CannotRedraftError("没有这样的单位，名单是空的，没有附。")
        return f"{body}\n{composing.named(known.owing, owing=True)}{signed[0] if signed else ''}"
    name, day_ = (signed["name"], signed["day"]) if signed else (OFFICE, composing.dated(known.now))
    try:
        on = day(to.text, in_china(known.now).date())
        day_ = f"{on.year}年{on.month}月{on.day}日"
    except DayFault:
        name = to.text
    return f"{body}{attached}\n{name}\n{day_}"


OFFICE: Final = "县信用办"
_UNCHANGED: Final = {
    "until": "里面已经写了截止时间。",
    "list": "名单已经附在后面。",
    "sign": "落款已经是这样。",
    "shorter": "已经够短了，没有能省的句子。",
    "one": "已经是一句话了。",
    "unnamed": "里面没有点单位的名。",
    "formal": "已经是正式的写法了。",
    "polite": "已经够客气了。",
    "firm": "已经够严肃了。",
}


def _changed(text: str, to: Redraft, roster: Roster) -> str:
    if to.way == "whole":
        return to.text
    if to.way == "add":
        return _joined(text, _whole(to.text))
    if to.way == "front":
        return f"{_whole(to.text)}{text}"
    if to.way == "addressed":
        return _addressed(text, to.text)
    if to.way == "swap":
        return _swapped(text, to)
    if to.way == "when":
        return _retimed(text, to)
    if to.way == "drop":
        return _dropped(text, to.text)
    if to.way == "unnamed":
        return _unnamed(text, roster)
    if rule := _RULES.get(to.way):
        return rule(text)
    raise CannotRedraftError(_CANNOT[to.way])


_CANNOT: Final = {
    "title": "通知的标题固定是“县信用办通知”，改不了；正文可以改。",
    "longer": "我不会自己编内容。要写什么，请说：加上一句……",
    "figures": "我不会自己往通知里编数字。要写哪个数，请说：加上一句……",
    "undo": "前面没有别的写法了。",
}


_ADDRESSED: Final = re.compile(r"\A[^\n。！!]{2,60}[：:]\n")


def _addressed(text: str, to: str) -> str:
    """抬头改成各乡镇人民政府: the line above the text, in place of the one that is there."""
    return f"{to.rstrip('：:。')}：\n{_ADDRESSED.sub('', text)}"


def _whole(text: str) -> str:
    return text if text[-1:] in "。！!；;？?" else f"{text}。"


def _joined(text: str, more: str) -> str:
    end = "" if text[-1:] in "。！!；;\n？?" else "。"
    return f"{text}{end}{more}"


def _swapped(text: str, to: Redraft) -> str:
    if to.old not in text:
        raise CannotRedraftError(f"里面没有“{to.old}”这几个字，没有改。")
    return text.replace(to.old, to.text)


def _retimed(text: str, to: Redraft) -> str:
    """十点改九点, 时间错了，是上午: the one time in the text that this can be."""
    new = when_of(to.text)
    if new is None:
        raise CannotRedraftError(f"没看懂“{to.text}”是什么时候，没有改。")
    made, count = retimed(text, new, when_of(to.old) if to.old else None)
    if count == 1:
        return made
    if to.old or not count:
        said = f"“{to.old}”这个时间" if to.old else "可以这样改的时间"
        raise CannotRedraftError(f"里面没有{said}，没有改。可以说：把…改成{to.text}。")
    raise CannotRedraftError(
        f"里面有 {count} 处时间，不知道改哪一处，没有改。可以说：把…改成{to.text}。"
    )


def _dropped(text: str, said: str) -> str:
    """The one sentence that has these words goes; else only the words."""
    if said not in text:
        raise CannotRedraftError(f"里面没有“{said}”这几个字，没有删。")
    parts = _parts(text)
    left = [one for one in parts if said not in one]
    if len(parts) > 1 and len(left) == len(parts) - 1:
        return "".join(left)
    bare = text.replace(said, "").strip(" ，,")
    if not bare:
        raise CannotRedraftError("全去掉就没有内容了。要重写，请点“重写”。")
    return bare


def _parts(text: str) -> list[str]:
    return [one for one in _ENDS.split(text) if one.strip()]


def _unnamed(text: str, roster: Roster) -> str:
    """Units by name are 部分单位, one after another only once."""
    for mention in reversed(roster.find_in(text)):
        if mention.found.unit or mention.found.candidates:
            text = f"{text[: mention.start]}部分单位{text[mention.end :]}"
    return re.sub(r"部分单位(?:(?:[、，,和与及]|以及)?部分单位)+", "部分单位", text)


def _shorter(text: str) -> str:
    """Without what only greets and thanks; else without the sentence that matters least."""
    every = _parts(text)
    kept = [one for one in every if not _COURTESY.search(one)] or every[:1]
    if len(kept) == len(every) and len(kept) > 1:
        least = min(map(_weight, kept))
        place = max(n for n, one in enumerate(kept) if _weight(one) == least)
        kept = [*kept[:place], *kept[place + 1 :]]
    return _GREETING.sub("", "".join(kept)).strip()


def _weight(sentence: str) -> int:
    """Until when matters more than what is asked, and both more than the rest."""
    return 2 * bool(_WHEN.search(sentence)) + bool(_ASKED.search(sentence))


def _one(text: str) -> str:
    parts = [one for one in _parts(text) if not _COURTESY.search(one)] or _parts(text)
    return _GREETING.sub("", max(parts, key=_weight)).strip()


def _formal(text: str) -> str:
    said = _replaced(_TAIL.sub("", _GREETING.sub("", text)), _FORMAL)
    said = said if said.startswith(FORMAL_HEAD) else f"{FORMAL_HEAD}{said}"
    return said if FORMAL_END in said else _joined(said, FORMAL_END)


def _firm(text: str) -> str:
    said = _replaced(_TAIL.sub("", text), _FIRM)
    said = "".join(one for one in _parts(said) if not _COURTESY.search(one)) or said
    return said if FIRM_END in said else _joined(said, FIRM_END)


def _polite(text: str) -> str:
    said = _replaced(text, _SOFT).replace(FIRM_END, "")
    said = said if said.startswith(("各位", "各单位", "大家好")) else f"{POLITE_HEAD}{said}"
    return said if "谢谢" in said or "辛苦" in said else _joined(said, POLITE_END)


def _replaced(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


_RULES: Final = {
    "shorter": _shorter, "one": _one, "formal": _formal, "firm": _firm, "polite": _polite,
}  # fmt: skip
