"""Sentences around everyday questions: answers, offers, the office's own list of answers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf, side_by_side
from storage.queries.advice import Known

__all__ = ["HOME"]
HELP = Button(label="帮助", route="help")
LIST = Button(label="问答", route="answers")


# -- answering ---------------------------------------------------------------------------------


def by_the_office(answer: str) -> str:
    """The office's own word on a topic."""
    return f"信用办的答复：{answer}"


def not_in_this_document(quoted: bool) -> str:
    """The data file's answer speaks of another document."""
    if quoted:
        return "办法里写的就是这些，没有写明的由信用办定。"
    return "这一条在考核指标表里没有写，由信用办定。"


def not_in_your_table() -> str:
    """The answer speaks of a row that the table of the asker's unit has not."""
    return "您单位的考核指标表里没有这一项，不用填。"


def consult(draft: int | None) -> tuple[Button, ...]:
    """To the office; ``draft``: with the question as it was put."""
    if draft is None:
        return (Button(label="问信用办", route="consult"),)
    return (to("问信用办", "consult", "send", draft),)


def other(draft: int) -> Button:
    """What was answered is not what was asked."""
    return to("不是问这个", "advice", "other", draft)


def office_answer(known: Known) -> Message:
    """An everyday answer that the office wrote."""
    return Message(title=known.question, text=by_the_office(known.answer), buttons=((HOME,),))


def offers(
    choices: Sequence[tuple[str, str]], draft: int | None, *, foreign: bool, truth: str = ""
) -> Message:
    """Not understood for certain: up to three meanings, and the office.

    ``foreign``: the sentence has no business here, as far as can be seen. ``truth``: why what it
    asks cannot be known here.
    """
    rows = [(Button(label=label[:40], route=route),) for label, route in choices]
    if truth:
        text = f"{truth}\n您要找的也许在这里：" if rows else truth
    elif rows:
        text = "您是想问这个吗？点一下就行；都不是，可以发给信用办。"
        if draft is None:
            text = "您是想问这个吗？点一下就行。"
    elif foreign:
        text = "这件事我帮不上，我只管信用考核的填报、材料和得分。"
    else:
        text = "这句话我没有看懂。换个说法再试试，或者发“帮助”看能问什么。"
    ask: tuple[tuple[Button, ...], ...] = ()
    if draft is not None:
        label = "都不是，问信用办" if rows else "问信用办"
        ask = ((to(label, "consult", "send", draft),),)
    return Message(text=text, buttons=(*rows, *ask, (HELP, HOME)))


def to_pass_on(choices: Sequence[tuple[str, str]], draft: int) -> Message:
    """帮我问一声: the question is sent by one tap; what is known of it stands below."""
    rows = [(Button(label=label[:40], route=route),) for label, route in choices]
    known = "\n这里也许就有答案：" if rows else ""
    return Message(
        text=f"要把这个问题发给信用办吗？点一下就发，答复会回到这里。{known}",
        buttons=((to("发给信用办", "consult", "send", draft),), *rows, (HELP, HOME)),
    )


def gone() -> str:
    """The button's question is not kept any more."""
    return "这个问题已经不在了，请再发一次。"


def no_such_topic() -> str:
    """A route to a topic there is not."""
    return "没有这个问题，请直接把您的话发来。"


# -- the office's list -------------------------------------------------------------------------


def listed(leaf: Leaf[Known], strange: int) -> Message:
    """Every answer the office gave."""
    lines = [f"{one.id}. {one.question}" for one in leaf.items]
    buttons = [to(str(one.id), "answers", one.id) for one in leaf.items]
    more = f"没听懂的话（{strange}）" if strange else "没听懂的话"
    return Message(
        title=f"问答{leaf.mark}",
        text="\n".join(
            lines or ["信用办还没有写过答复。联络员问到的，自带的问答答不了，就会到管理群里来问。"]
        )
        + "\n要加一条，发：问答 问题？答复",
        buttons=(
            *side_by_side(buttons, 4),
            *leaf.turning(lambda page: f"answers/page/{page}"),
            (to("加一条", "answers", "new"), Button(label=more, route="strange")),
            (HOME,),
        ),
    )


def one(known: Known) -> Message:
    """One of them, with what can be done."""
    return Message(
        title=known.question,
        text=known.answer,
        buttons=(
            (to("改答复", "answers", known.id, "change"), to("不再用", "answers", known.id, "end")),
            (LIST, HOME),
        ),
    )


def to_add(question: str, answer: str) -> Message:
    """One more, before it is kept."""
    return Message(
        title="要加的问答，还没有加",
        text=f"问：{question}\n答：{answer}\n加上以后，有人这样问就这样答。点一下才加。",
        buttons=((to("加上这一条", "answers", "add"),), (LIST, HOME)),
    )


def as_it_was(shown: Message) -> Message:
    """One that is shown, which what was said has not changed; what adds it stands last."""
    first = "这句话没有改动它，还没有加。要改请说：答案改成……、问题改成……。"
    rows = (*shown.buttons[1:], *shown.buttons[:1])
    return shown.model_copy(update={"text": f"{first}\n{shown.text}", "buttons": rows})


def ask_question() -> Message:
    """加一条."""
    return Message(
        text="请发问题和答复，问题后面要有问号，例如：\n抖音发的算不算报道？官方账号发的算，请附截图。",
        placeholder="问题？答复",
        buttons=((LIST, HOME),),
    )


def not_both() -> Message:
    """A line without a question mark, or with nothing behind it."""
    return Message(
        text="没有看出哪里是问题、哪里是答复。问题后面请写问号，答复写在问号后面。",
        placeholder="问题？答复",
        buttons=((LIST, HOME),),
    )


def ask_change(known: Known) -> Message:
    """改答复."""
    return Message(
        title=known.question,
        text=f"现在的答复：{known.answer}\n请发新的答复。",
        buttons=((to("不改了", "answers", known.id), HOME),),
    )


def added(question: str, answer: str) -> Message:
    """A new answer."""
    return Message(
        title="记下了",
        text=f"以后有人问“{question}”，这样答：\n{answer}",
        buttons=((LIST, HOME),),
    )


def ended(question: str) -> Message:
    """An answer that is not given any more."""
    return Message(text=f"“{question}”的答复不再用了。", buttons=((LIST, HOME),))


def no_such_answer() -> str:
    """The number of an answer there is not."""
    return "没有这一条，可能已经不用了。"


def too_long(most: int) -> str:
    """An answer that nobody reads on a phone."""
    return f"太长了，请控制在 {most} 个字以内。"
