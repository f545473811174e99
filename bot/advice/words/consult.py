"""Sentences of 问信用办: the question on its way, its answer on the way back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message

LONGEST = 500
LIST = Button(label="待答复的问题", route="consults")


def ask(about: str) -> Message:
    """What is to be asked."""
    where = f"（{about}）" if about else ""
    return Message(
        text=f"您要问信用办什么{where}？写一句话发来，会连同单位一起转过去，答复回到这里。",
        placeholder="写下要问的问题",
        buttons=((Button(label="不问了", route="consult/stop"),),),
    )


def not_yours() -> str:
    """The office itself, an observer, somebody without a role, or a group."""
    return "“问信用办”是联络员和数据报送员在私聊里用的，您现在不能在这里问。"


def stopped() -> Message:
    """不问了."""
    return Message(text="好的，没有发出去。", buttons=((HOME,),))


def sent(question: str, contact: str, *, told: bool) -> Message:
    """The question is with the office."""
    if not told:
        text = "记下了，不过现在还没有信用办的人在这里，请直接打电话。"
    else:
        text = "已经转给信用办，答复会发到这里。不用等，可以接着办别的。"
    lines = [f"您问：{question}", text]
    if contact:
        lines.append(f"急的话可以打电话：{contact}")
    return Message(text="\n".join(lines), buttons=((HOME,),))


def own_open(waiting: Sequence[tuple[int, str]], *, time: bool) -> Message:
    """The own questions that wait for an answer; ``time``: those that ask for more time."""
    what = "延期申请" if time else "问题"
    if not waiting:
        return Message(text=f"您没有发给信用办、还在等答复的{what}，不用撤。", buttons=((HOME,),))
    lines = [f"您发给信用办的这{'条' if len(waiting) == 1 else '几条'}还没有答复，要撤回吗？"]
    lines += [f"· 第 {number} 号：{question}" for number, question in waiting[-_MOST_OWN:]]
    ways = tuple(
        (
            to(
                "撤回，不用答了" if len(waiting) == 1 else f"撤回第 {number} 号",
                "consult/back",
                number,
            ),
        )
        for number, _ in waiting[-_MOST_OWN:]
    )
    keep = Button(label="不撤", route="home")
    return Message(text="\n".join(lines), buttons=(*ways, (keep,)))


_MOST_OWN = 5


def taken_back(question: str) -> Message:
    """The question needs no answer any more."""
    return Message(text=f"撤回了，也告诉信用办了：{question}", buttons=((HOME,),))


def taken_back_answer() -> str:
    """What stands in the place of an answer."""
    return "（提问人已经撤回，不用答）"


def office_knows(who: str, question: str, number: int) -> Message:
    """To the office: no answer is needed."""
    return Message(
        text=f"{who}撤回了第 {number} 号问题，不用答了：\n{question}", buttons=((LIST,),)
    )


def answered_already() -> str:
    """A question that was answered meanwhile, or taken back before."""
    return "这个问题已经有答复，或者已经撤回了。"


def only_text() -> str:
    """A file where a question was awaited."""
    return "这里只转文字；您发来的文件按佐证材料收。"


def too_long() -> str:
    """A question nobody reads on a phone."""
    return f"太长了，请用一两句话说清楚，{LONGEST} 个字以内。"


_ASKED = re.compile(r"有人问信用办（第 (\d{1,9}) 号）")


def number_of(quoted: str) -> int | None:
    """The question that a quoted message put before the office."""
    found = _ASKED.search(quoted)
    return int(found[1]) if found else None


def polite(text: str, number: int) -> str:
    """收到 in reply to a question is no answer to it."""
    return f"“{text[:20]}”没有转过去。要答复第 {number} 号问题，请直接回复它写明答复。"


def to_the_office(who: str, about: str, question: str, number: int) -> Message:
    """A question from a unit, in the office's group."""
    return Message(
        title=f"有人问信用办（第 {number} 号）",
        text=f"{about} {who}：\n{question}\n"
        f"答复：点“答复”，或者直接回复（引用）这一条，也可以发：回复 {number} 您的答复",
        buttons=((to("答复", "consult", "answer", number), LIST),),
    )


def ask_answer(who: str, about: str, question: str, before: str) -> Message:
    """答复: what is to be said."""
    lines = [f"{about} {who}问：{question}"]
    lines += [f"已经答复过：{before}"] if before else []
    return Message(
        text="\n".join([*lines, "请发答复，会原样转给提问的人。"]),
        placeholder="写下答复",
        buttons=((Button(label="先不答", route="consults"),),),
    )


def would_reply(who: str, question: str, answer: str) -> tuple[str, str, str]:
    """A typed answer before it goes: title, text and what its button says."""
    return f"要答复{who}，还没有发", f"问：{question}\n答复：{answer}", "发给他"


def passed_back(who: str, number: int, *, reached: bool, keep: bool) -> Message:
    """The answer is on its way back."""
    text = f"已经转给{who}。" if reached else f"记下了，不过{who}现在收不到消息，请打电话告诉对方。"
    again = ((to("以后都这样答", "consult", "keep", number),),) if keep else ()
    return Message(text=text, buttons=(*again, (LIST, HOME)))


def the_answer(question: str, answer: str) -> Message:
    """To whoever asked."""
    return Message(
        title="信用办的答复", text=f"您问：{question}\n答复：{answer}", buttons=((HOME,),)
    )


def others_know(by: str, number: int) -> Message:
    """To the other groups and the private chats of the office: it is answered."""
    return Message(text=f"第 {number} 号问题，{by}已经答复。")


def listed(lines: Sequence[tuple[int, str]]) -> Message:
    """Questions that wait for an answer."""
    text = "\n".join(f"{number}. {line}" for number, line in lines)
    buttons = [to(f"答复 {number}", "consult", "answer", number) for number, _ in lines]
    rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
    return Message(
        title="待答复的问题", text=text or "没有等着答复的问题。", buttons=(*rows, (HOME,))
    )


def asked_lately(lines: Sequence[tuple[int, str, str | None]], days: int, *, more: bool) -> Message:
    """What was asked in so many days: number, line, and the answer, if there is one."""
    text = [f"{at}. {line}\n　{_given(answer)}" for at, line, answer in lines]
    text += [f"只列最近 {len(lines)} 条。"] if more else []
    return Message(
        title=f"单位最近 {days} 天问信用办的",
        text="\n".join(text) or f"最近 {days} 天没有单位问过信用办。",
        buttons=((to("待答复", "consults"), to("没听懂的话", "strange")), (HOME,)),
    )


def _given(answer: str | None) -> str:
    if not answer:
        return "还没有答复"
    return f"答复：{answer}" if len(answer) <= _CUT else f"答复：{answer[: _CUT - 1]}…"


_CUT = 60


def no_such(number: str) -> str:
    """A number that is no question."""
    return f"没有第 {number} 号问题。发“待答复”看有哪些。"


def how_to_reply() -> str:
    """回复 without a number or without an answer."""
    return "请写上编号和答复，例如：回复 12 可以算，请附截图。发“待答复”看编号。"


def line(about: str, who: str, question: str) -> str:
    """One question in a list."""
    cut = question if len(question) <= 40 else question[:39] + "…"
    return f"{about} {who}：{cut}"
