"""Sentences about how the office is reached."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message

LONGEST = 120
EXAMPLE = "联系方式 张三 0375-1234567 工作日 8:30—17:30"


def shown(contact: str, *, admin: bool, asks: bool) -> Message:
    """Name, telephone, hours."""
    if contact:
        text = f"信用办联系方式：{contact}"
    elif admin:
        text = "还没有登记信用办的联系方式，联络员遇到难处不知道打给谁。"
    else:
        text = "信用办的电话还没有登记在这里。您可以把问题发给信用办，由人答复。"
    if admin:
        text += f"\n要改，发：联系方式 姓名 电话 时间，例如：{EXAMPLE}"
    ask = ((Button(label="问信用办", route="consult"),),) if asks else ()
    return Message(text=text, buttons=(*ask, (HOME,)))


def changed(contact: str) -> Message:
    """The office is reached like this from now on."""
    return Message(
        title="记下了",
        text=f"{contact}\n从现在起写在帮助里、登录页上，和每一处请人联系信用办的地方。",
        buttons=((HOME,),),
    )


def proposed(before: str, after: str) -> Message:
    """Before a part of it is changed."""
    now = f"现在：{before}" if before else "现在还没有登记。"
    yes = Button(label="就这样改", route="contact/by-word/yes")
    return Message(
        title="信用办联系方式，还没有改",
        text=f"{now}\n改成：{after}\n要整条重写，发：联系方式 姓名 电话 时间。",
        buttons=((yes,), (HOME,)),
    )


def over() -> str:
    """Pressed when nothing waits any more."""
    return "刚才说的已经改了，或者换了别的事，没有再改。"


def no_number() -> str:
    """A contact without any telephone number."""
    return f"没有看到电话号码。请写上姓名和电话，例如：{EXAMPLE}"


def too_long() -> str:
    """More than fits under a sentence."""
    return f"太长了，请控制在 {LONGEST} 个字以内。"
