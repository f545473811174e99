"""Sentences of the corridor itself, that belong to no page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.corridor.events import Button, File, Message

ROLE_NAMES = {
    "liaison": "联络员",
    "reviewer": "审核员",
    "admin": "管理员",
    "supplier": "数据报送员",
    "observer": "观察员",
}
"""Roles as people call them."""


def stranger(private: bool) -> Message:
    """To somebody who is not bound."""
    if private:
        return Message(
            title="还没有绑定单位",
            text="请打开信用办发给您的邀请链接，或者发送“绑定”加邀请码，例如：绑定 ABCD-EFGH。\n"
            "没有收到邀请？请联系县信用办。",
        )
    return Message(text="您还没有绑定。请在私聊里发送“绑定”加邀请码，邀请码由县信用办发放。")


def foreign_group() -> Message:
    """In a group that no admin has claimed."""
    return Message(text="这个群还没有认领为管理群。请管理员在这里发送 /claim，或者到私聊里办理。")


def private_only() -> Message:
    """A liaison's page asked for in a group."""
    return Message(text="填报请在私聊里进行，群里不展示各单位的填报内容。")


def not_yours(roles: Iterable[str]) -> Message:
    """To somebody without the role that a page needs."""
    names = "、".join(ROLE_NAMES[role] for role in roles)
    return Message(
        text=f"这个页面只对{names}开放，您现在没有这个权限。需要办理请联系县信用办。",
        buttons=((Button(label="回首页", route="home"),),),
    )


def of_another_unit() -> Message:
    """To a liaison, of a page of another unit's."""
    return Message(
        text="这是别的单位的，只有那个单位的联络员和信用办能看、能办。",
        buttons=((Button(label="回首页", route="home"),),),
    )


def for_liaisons() -> Message:
    """To the office, of what each unit does for itself."""
    return Message(
        text="这是联络员给本单位用的，信用办不能替单位填报、提交、撤回。\n"
        "要改审核结果、部门数据或者公布了的成绩，发“审核”“录入”“更正”；换联络员，发“人员”。",
        buttons=((Button(label="进度", route="progress"), Button(label="回首页", route="home")),),
    )


def held(count: int) -> Button:
    """The way to files that have no place yet: wherever the person is, until they have one."""
    return Button(label=f"没归单位的文件 {count} 个", route="papers")


def stale_button() -> Message:
    """A button that leads nowhere any more."""
    return Message(
        text="这个按钮已经失效了，请从首页重新进入。",
        buttons=((Button(label="回首页", route="home"),),),
    )


def replaced_since() -> Message:
    """A button that confirms what was shown above it, after something else has taken its place."""
    return Message(
        text="这个按钮是前面那一条的，后来内容换过了，没有按它办，什么都没有改。"
        "要办的话，请按最新那一条下面的按钮。",
        buttons=((Button(label="回首页", route="home"),),),
    )


def our_fault(reference: str) -> Message:
    """Our own bug: nothing was changed, and here is its number."""
    return Message(
        text="对不起，系统出了点问题，刚才这一步没有生效，之前的内容都在。"
        f"请稍后再试；一直不行请把编号 {reference} 告诉信用办。",
        buttons=((Button(label="回首页", route="home"),),),
    )


def papers_wait() -> Message:
    """Papers came in, and where they are kept is away: nothing has to be sent again."""
    return Message(
        text="您发的材料还没有存好：存放材料的服务器暂时连不上。程序会一直重试，"
        "存好以后马上回复您，不用重发；这之后发的话也会按次序接着办。"
    )


def without_files(message: Message, files: Sequence[File], missing: Sequence[File]) -> Message:
    """A letter whose picture or document could not be made just now: its text goes by itself."""
    names = "、".join(f"“{file.label}”" for file in missing)
    text = f"{message.text}\n（{names}暂时没有做好，做好后补发。）".lstrip()
    return message.model_copy(update={"text": text, "files": tuple(files)})


def drawn_after_all(files: Sequence[File]) -> Message:
    """What a letter went without follows."""
    return Message(text="补发刚才没有做好的文件：", files=tuple(files))


def never_drawn(labels: Sequence[str], reference: str) -> Message:
    """What a letter went without cannot be made."""
    names = "、".join(f"“{label}”" for label in labels)
    return Message(
        text=f"对不起，{names}没有做成。文字内容不受影响；需要它时请过一会儿再点一次，"
        f"一直不行请把编号 {reference} 告诉信用办。"
    )
