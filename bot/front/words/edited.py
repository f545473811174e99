"""Sentences to somebody who changed a message after sending it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.filling.words.answered import Values, say_values, topic
from bot.forms.form import Question


def too_late() -> str:
    """What the message said has been dealt with, and nothing follows the change."""
    return "您修改了前面的消息，它已经按修改前的内容办了。要按新的办，请把新的内容再发一遍。"


def nothing_follows(route: str) -> Message:
    """The same; of what a form took in, with the way to that form."""
    if not route:
        return Message(text=too_late(), buttons=((HOME,),))
    text = "您修改了前面的消息，它已经按修改前的内容办了。要改，请打开那一页重新填。"
    return Message(text=text, buttons=((to("打开那一页", route), HOME),))


def change(
    title: str,
    question: Question,
    stands: Values,
    wanted: Values,
    beside: tuple[str, str],
    yes: Sequence[object],
    no: Sequence[object],
) -> Message:
    """Ask whether the answer is to follow the changed message.

    ``beside``: who else has answered meanwhile, and what is odd about the new figure; or "".
    """
    new = _quoted(question, wanted)
    if all(raw is None for raw in stands.values()):
        asked = f"您修改了前面的消息。“{topic(question)}”现在是空的，填成{new}吗？"
        labels = ("填上", "不填")
    else:
        old = _quoted(question, stands)
        asked = f"您修改了前面的消息。“{topic(question)}”现在填的是{old}，要改成{new}吗？"
        labels = ("改", "不改")
    return Message(
        title=title,
        text="\n".join(line for line in (beside[0], asked, beside[1]) if line),
        buttons=((to(labels[0], *yes), to(labels[1], *no)),),
    )


def _quoted(question: Question, values: Values) -> str:
    said = say_values(question, values)
    if question.kind == "note":
        return said if said.startswith("“") else f"“{said}”"
    return f"“{said}”" if question.kind == "flag" else f" {said}"


def already(title: str, question: Question, stands: Values) -> Message:
    """The answer is what the message says now."""
    return Message(title=title, text=f"现在填的就是{_quoted(question, stands)}，不用再改。")


def not_understood(title: str, why: str, question: Question, stands: Values) -> Message:
    """The changed message is no answer to its question."""
    standing = (
        "这一题现在是空的。"
        if all(raw is None for raw in stands.values())
        else f"原来的答案没有变，还是{_quoted(question, stands)}。"
    )
    return Message(title=title, text=f"您修改了前面的消息，新的内容不能当答案：{why}\n{standing}")


def followed(title: str, kept: str, worth: str) -> Message:
    """改: the answer as it stands now, in the place of the question."""
    return Message(title=title, text="\n".join(one for one in (kept, worth) if one), replace=True)


def left(title: str, question: Question, stands: Values) -> Message:
    """不改."""
    if all(raw is None for raw in stands.values()):
        return Message(title=title, text="好的，没有填。", replace=True)
    return Message(
        title=title, text=f"好的，没有改，还是{_quoted(question, stands)}。", replace=True
    )


def somebody_else(who: str, at: str) -> str:
    """A colleague has answered since the question was put."""
    return f"{who} 在 {at} 刚改过这一题。"


def pick_instead() -> str:
    """A checklist is answered by ticking."""
    return "您修改了前面的消息。这一题要点选，请直接在下面改。"


def outdated() -> str:
    """A button of an earlier edit."""
    return "这条消息后来又改过，或者已经过了几天，这个按钮不能用了。要改答案，请打开那一项。"


def captioned(caption: str, count: int) -> str:
    """The description followed the changed caption."""
    many = f"（{count} 份）" if count > 1 else ""
    return f"材料说明改好了{many}：{caption}" if caption else f"材料说明去掉了{many}。"


def described_since() -> str:
    """Every piece was described otherwise since."""
    return "您修改了文件的说明，但这份材料的说明后来单独改过，所以没有变。"


def papers_gone() -> str:
    """The papers were deleted since."""
    return "您修改了文件的说明，但那份材料已经删掉了。"


def exchanged() -> str:
    """The file under the message is another one now."""
    return "您换了已经发出的文件，但收下的还是原来那份。要换，请把新的直接发来，再删掉旧的。"


def look(quarter: int, unit: int, row: str | None) -> Button:
    """To the papers of a row, or to those that are not filed."""
    if row is None:
        return to("待归类", "papers", quarter, unit)
    return to("看材料", "proof/list", quarter, unit, row)
