"""Sentences of a notice: writing it, what will be sent, what was sent, who has read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.speech.calendar import say_moment
from storage.database import moment
from storage.queries.notices import Notice, Reader

LONGEST = 1000
INVITE = to("邀请没绑定的单位", "invite/unbound", 1)
LIST = to("发过的通知", "notices")
_SHOWN = 40


def write(count: int, whom: str, without: int) -> Message:
    """Before there is a text."""
    lost = f"另有 {without} 个单位还没有联络员。" if without else ""
    return Message(
        title="发通知",
        text=f"发给{_spaced(whom)}，{count} 人。{lost}请把通知内容发过来，发出以前会先给您看。",
        buttons=((LIST, HOME),),
        placeholder="通知内容",
    )


def _spaced(whom: str) -> str:
    """A figure stands apart from the sign before it."""
    return f" {whom}" if whom[:1].isdigit() else whom


def preview(
    number: int,
    text: str,
    whom: str,
    names: Sequence[str],
    without: int,
    *,
    changed: bool = False,
    as_it_was: bool = False,
) -> Message:
    """What will be sent to whom; nothing is out yet. ``changed``: it read otherwise before.

    ``as_it_was``: a change was wanted and not made: what sends it is then the last thing to press.
    """
    lost = f"\n另有 {without} 个单位还没有联络员，收不到。" if without else ""
    shown = "、".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
    back = (to("改回上一版", "notice", number, "undo"),) if changed else ()
    send = (to("发出（内容没有变）" if as_it_was else "发出", "notice", number, "send"),)
    ways = (*back, to("重写", "notice", number), HOME)
    return Message(
        title=f"要发给{_spaced(whom)}（{len(names)} 人），还没有发",
        text=f"{text}\n——\n收件人：{shown}{lost}\n"
        "要改直接说，例如：再短点、语气正式一点、把周五改成周四、附上名单、落款写信用办、也发给教育局、加上一句……",
        buttons=(ways, send) if as_it_was else (send, ways),
    )


def sample(number: int, text: str, persons: int) -> Message:
    """How it will look on a phone; only whoever asked sees it."""
    return Message(
        title=f"样子给您看一下，还没有发给那 {persons} 人",
        text=f"联络员收到的就是下面这样，现在只有您看得到：\n——\n【县信用办通知】\n{text}\n［我看过了］\n——\n"
        "内容没有变。要改接着说；要发，点“发出”。",
        buttons=(
            (to("发出", "notice", number, "send"),),
            (to("重写", "notice", number), HOME),
        ),
    )


def change_meant(text: str) -> str:
    """A change of the draft, where it is asked whether it was meant."""
    return f"改通知：{_cut(text)}"


def not_changed(said: str) -> str:
    """A clause that changes no word of it."""
    return f"没看懂“{_cut(said)}”要改哪里，没有改。"


def changed() -> str:
    """Above the draft as it reads now."""
    return "改好了，还没有发："


def narrowed(units: int) -> str:
    """Above the draft that is for fewer now."""
    return f"只发给还没有提交的 {units} 个单位，还没有发："


def readdressed(units: int) -> str:
    """Above the draft that is for others now."""
    return f"改成发给 {units} 个单位，内容没有动，还没有发："


def the_same() -> str:
    """Whom it is for was so already."""
    return "收件的单位本来就是这些，没有改，还没有发："


def nobody_owes() -> str:
    """Nobody of those it is for owes anything."""
    return "收件的单位里没有还没提交的，收件人没有改，还没有发："


def undone() -> str:
    """Above the draft as it read before."""
    return "改回上一版了，还没有发："


def letter(number: int, text: str) -> Message:
    """The notice itself."""
    return Message(
        title="县信用办通知", text=text, buttons=((to("我看过了", "notice", number, "read"),),)
    )


def sent(number: int, told: int, lost: Sequence[str]) -> Message:
    """What came of it."""
    line = f"\n收不到消息的 {len(lost)} 人：{'、'.join(lost)}。请打电话。" if lost else ""
    return Message(
        text=f"通知已发给 {told} 人。{line}",
        buttons=((to("谁看过了", "notice", number, "seen"), HOME),),
    )


def thanks() -> Message:
    """After 我看过了."""
    return Message(text="好的，信用办会看到您已经读过。", buttons=((HOME,),))


def seen(notice: Notice, readers: Sequence[Reader], now: datetime) -> Message:
    """Who has read it, who has not, whom it did not reach."""
    read = [one for one in readers if one.state == "read"]
    unread = [one.name for one in readers if one.state == "sent"]
    lost = [one.name for one in readers if one.state == "lost"]
    lines = [notice.text, "——", f"看过 {len(read)}/{len(readers)} 人。"]
    if unread:
        lines.append(f"还没看：{'、'.join(unread)}")
    if lost:
        lines.append(f"收不到消息：{'、'.join(lost)}")
    last = max((one.read_at for one in read if one.read_at), default=None)
    if last:
        lines.append(f"最近一次查看：{say_moment(moment(last), now)}")
    again = ((to("再发给没看的", "notice", notice.id, "again"),),) if unread else ()
    return Message(
        title=f"通知　{say_moment(moment(notice.at), now)}　发给{_spaced(notice.group)}",
        text="\n".join(lines),
        buttons=(*again, (LIST, HOME)),
    )


def listed(found: Sequence[tuple[Notice, int, int]], now: datetime) -> Message:
    """The newest notices, each with how many have read it."""
    lines = [
        f"{place}. {say_moment(moment(one.at), now)}　{_cut(one.text)}　看过 {read}/{every}"
        for place, (one, read, every) in enumerate(found, 1)
    ]
    buttons = tuple(
        (to(f"{place}. {_cut(one.text)}", "notice", one.id, "seen"),)
        for place, (one, _, _) in enumerate(found, 1)
    )
    return Message(
        title="发过的通知",
        text="\n".join(lines) or "还没有发过通知。",
        buttons=(*buttons, (to("发通知", "notice", 0), HOME)),
    )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _CUT else line[: _CUT - 1] + "…"


_CUT = 18


def once_more(notice: Notice, names: Sequence[str], now: datetime) -> Message:
    """A notice as it would go to those who have not read it; nothing is out yet."""
    at = say_moment(moment(notice.at), now)
    if not names:
        return Message(text=f"{at} 的通知收到的人都看过了，不用再发。", buttons=((LIST, HOME),))
    shown = "、".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
    return Message(
        title=f"要把 {at} 的通知再发给没看的 {len(names)} 人，还没有发",
        text=f"{notice.text}\n——\n收件人：{shown}",
        buttons=((to("再发给他们", "notice", notice.id, "again/send"),), (LIST, HOME)),
    )


def again(count: int) -> Message:
    """Sent once more to those who have not read it."""
    return Message(text=f"又发给没看的 {count} 人。", buttons=((LIST, HOME),))


def too_long() -> str:
    """A text nobody reads on a phone."""
    return f"通知太长了，请不要超过 {LONGEST} 个字；长的可以发成文件，在通知里说到哪里看。"


def nobody_yet(units: int) -> str:
    """All that were named have no liaison: an invitation is what reaches them."""
    return f"这 {units} 个单位还没有联络员，通知没有人能收到。请先把邀请发给它们。"


def nobody() -> str:
    """No liaison to write to."""
    return "没有可以发的联络员。"


def no_text() -> str:
    """发出 pressed when the text is no longer at hand."""
    return "没有找到通知内容，请重新写一遍。"


def no_such() -> str:
    """A notice that is not there."""
    return "没有找到这个通知。"
