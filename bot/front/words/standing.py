"""Sentences about an act that waits for its tap: what of it cannot be changed, that it stands.

Whatever is said of it here, it is as it was shown; the way back to it is a button that only shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.questions.slots import Slot

CALLED: Final[dict[Slot, str]] = {
    "value": "数", "reason": "理由", "due": "期限", "group": "范围（县直或乡镇）", "head": "抬头",
    "person": "人名", "phone": "电话", "table": "考核表", "class": "类别", "alias": "别名",
    "whom": "单位", "when": "时间", "text": "措辞", "names": "先进、落后名单", "docno": "文号",
    "sign": "落款", "title": "标题", "stage": "哪个日子", "count": "个数", "called": "名称",
    "answer": "答复", "question": "问题",
    "self": "样子", "effect": "影响", "as_is": "照现在的办",
}  # fmt: skip
"""How a slot is called to whoever filled it."""
UNCHANGED: Final = "没有改，也还没有办"


def not_here(called: str, slots: Sequence[Slot], can: str) -> str:
    """An act has no such slot: nothing of it has changed; ``can``: what of it can be."""
    named = "、".join(dict.fromkeys(CALLED[one] for one in slots))
    if any(CALLED[one] in can.split("、") for one in slots):
        return which_part(called, can)  # it has one, and that it is said so was not understood
    more = f"能改的是：{can}。" if can else ""
    return f"{called}里没有“{named}”可以改，{UNCHANGED}。{more}"


def not_so(called: str, why: str) -> str:
    """What was said cannot be done, for a reason of its own."""
    return f"{why.rstrip()}\n{called}{UNCHANGED}。"


def which_part(called: str, can: str) -> str:
    """A change that was not understood: nothing of the act is another, and what can be."""
    return f"没看懂要改{called}的哪里，{UNCHANGED}。能改的是：{can}。"


def only_you(called: str) -> str:
    """先发给我看看, of what is already before one's eyes and before nobody else's."""
    return f"{called}现在只有您看得到，就是刚才那一页；还没有办，谁也没有收到，内容没有变。"


def follows(called: str, lines: Sequence[str]) -> str:
    """What would follow from it."""
    said = "\n".join(lines)
    return f"{said}\n{called}还没有办，问一句不会动它。"


def still_stands(called: str) -> str:
    """Above what a sentence may have meant that was not understood of the act."""
    return f"这句话没有改动{called}：它还是刚才那样，也还没有办。"


def label(called: str) -> str:
    """The button that shows an act once more; by it the act is known to stand."""
    return f"回到{called}"


def back_to(called: str, route: str) -> Button:
    """The way back to the act as it was shown."""
    return Button(label=label(called), route=route)


def shown(text: str, back: Sequence[Button], own: Sequence[Button]) -> Message:
    """A sentence about the act, with the way back to it; its own buttons stand behind the way home.

    What does it is never the first to press below what was not done.
    """
    ways = (*((one,) for one in back), (HOME,), *((one,) for one in own))
    return Message(text=text, buttons=ways)


def agreed(called: str, buttons: Sequence[Button]) -> Message:
    """就按现在的办: a word does nothing; what does it is offered."""
    text = f"{called}就照现在这样，没有再改。还没有办，点一下才办："
    return Message(text=text, buttons=(*((one,) for one in buttons), (HOME,)))


RETURN_MOVES_NOBODY: Final = "退回补正不改数，得分和名次先不变；补正以后重新审，那时才可能变。"


def moved(lines: Sequence[str], more: int) -> list[str]:
    """Who would move, as the tables stand now."""
    if not lines:
        return ["照这样定，得分、名次、等次都不变。"]
    rest = [f"　……另有 {more} 个单位的名次跟着动"] if more > 0 else []
    return ["照这样定（按现在的数算，没审完以前是暂定）：", *lines, *rest]
