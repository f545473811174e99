"""Sentences around typed questions: what was meant, what was not understood, what is not shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import side_by_side
from bot.corridor.words import ROLE_NAMES
from bot.questions.kind_words import LONGEST as LONGEST_KIND, NOTED

HELP = Button(label="帮助", route="help")
_HOLDS: Final = re.compile(
    r"(?:等等|等一?下|慢着?|先|别|停|不要|不是|不对|错了|算了|别动|别改|别发|不是这?个?意思|我不是(?:这个|那个)?意思"
    r"|这?个?意思|不用|回来|急|(?:打|发|说|问)错(?:群|人|地方)?|了|吧|啊|啦|[\s,，.。!！])+"
)
_AGREES: Final = re.compile(
    r"(?:对[的呀啊]?|是[的呀]?|中|行|成|可以|同意|确认|批准|好的?|没错|就这样|就这么(?:办|定)|(?:改|发|办|弄|定|推|延)吧"
    r"|按这个(?:来|办)|[\s,，.。!！])+"
)


def held_back(text: str) -> Message | None:
    """等等先别, 对 改吧, where no question waits: nothing is done by a word; None: it says more."""
    if len(text) > LONGEST_KIND or not re.search(r"[一-鿿]", text):
        return None
    if _HOLDS.fullmatch(text):
        said = "好。没有点过按钮的事，我一件也没有办。要办什么，换个说法再发一次。"
        return Message(text=said, buttons=((HELP, HOME),))
    return nothing_agreed() if _AGREES.fullmatch(text) else None


def nothing_agreed() -> Message:
    """行，就这么办, where nothing waits for it: nothing is done by a word."""
    said = "我不把这句话当成同意，什么也没有办。要办的，请点那条消息下面的按钮。"
    return Message(text=said, buttons=((HELP, HOME),))


def noted() -> Message:
    """What is said to 好的."""
    return Message(text=NOTED, buttons=((HOME,),))


_OPENING: Final = re.compile(
    r"(?:(?:(?:您|你|老师|领导|同志|大家)们?好(?:啊|呀)?|老师|领导|在吗|hi|hello|打扰(?:一下|您|你|了)*"
    r"|不好意思|请教(?:一下|您|个问题|下)*|麻烦(?:一下|您|你|问一?下)?|(?:早上|上午|中午|下午|晚上)好)[\s,，。.!！~～、:：]+)+",
    re.IGNORECASE,
)


def without_opening(text: str) -> str:
    """你好，麻烦看下我们还缺什么: what is asked behind the greeting."""
    rest = text[end.end() :] if (end := _OPENING.match(text)) else text
    return rest or text


def are_you_saying(unit: str, route: str) -> Message:
    """A unit that was only recognised by likeness."""
    return Message(
        text=f"您是说{unit}吗？",
        buttons=(
            (Button(label=f"是，{unit}"[:40], route=route),),
            (Button(label="不是", route="asked/no"), HOME),
        ),
    )


def not_that_one() -> Message:
    """After 不是."""
    return Message(
        text="那请写单位全称，或者从名单里选。",
        buttons=((Button(label="单位名单", route="units"), HOME),),
    )


def which(sentence: str, choices: Sequence[tuple[str, str]]) -> Message:
    """Several things fit: label and route of each."""
    buttons = [Button(label=label[:40], route=route) for label, route in choices]
    return Message(text=sentence, buttons=(*side_by_side(buttons, 1), (HOME,)))


def nothing_said() -> Message:
    """An empty message, or only signs."""
    return Message(text="请发文字，或者从首页选要办的事。", buttons=((HOME, HELP),))


def no_question_waits(text: str) -> Message:
    """没有, 3次, where nothing was asked: nothing is written, and the way to the questions."""
    return Message(
        text=f"现在没有题在等答案，“{text.strip()[:10]}”没有记到哪一项上。"
        "要填的请先打开那一项，例如回复 三.4。",
        buttons=((Button(label="全部指标", route="rows"), HOME),),
    )


def only_own(unit: str, mine: str) -> Message:
    """A liaison asks for another unit."""
    return Message(
        text=f"{unit}的填报和得分只有{unit}和信用办能看。您可以看{mine}的。",
        buttons=((Button(label="本单位得分", route="score"),), (HOME,)),
    )


def unknown_unit(name: str, own: Sequence[tuple[str, str]]) -> Message:
    """A liaison names a unit that nobody knows, which may be a slip of the own one's name."""
    return which(
        f"没有找到“{name}”。别的单位填的和得的分，只有那个单位和信用办能看；"
        "要是想看本单位的，点一下：",
        own,
    )


def for_the_office(what: str) -> Message:
    """A liaison asks for something of the office's."""
    return Message(
        text=f"“{what}”由信用办查看和办理，联络员这里没有。",
        buttons=((Button(label="本单位得分", route="score"), HOME),),
    )


def own_unit_apart(unit: int) -> Message:
    """A liaison asks of the own unit what only a list of many units says in one."""
    return Message(
        text="这样合在一起问，我分不开。本单位的请点：",
        buttons=(
            (
                Button(label="本单位得分", route="score"),
                Button(label="历次得分", route=f"history/{unit}"),
            ),
            (HOME,),
        ),
    )


def not_in_a_group() -> Message:
    """Telephones are asked for where others read along."""
    return Message(text="电话不发在群里，请私聊我再问。", buttons=((HOME,),))


def for_units(what: str) -> Message:
    """The office asks for something only a unit does."""
    return Message(
        text=f"“{what}”由各单位的联络员办理。您可以看进度和各单位得分。",
        buttons=((Button(label="进度", route="progress"), HOME),),
    )


def what_to_take_back() -> Message:
    """都取消吧, said by the office: which of what it may take back itself?"""
    return Message(
        text="要撤回、取消哪一样？单位已经提交的，由它的联络员撤回，您可以退回；"
        "您自己定的提醒、发的通知，从下面打开就能撤；延期可以说：教育局的延期撤了。",
        buttons=(
            (
                Button(label="计划中的提醒", route="planned"),
                Button(label="发过的通知", route="notices"),
            ),
            (Button(label="进度", route="progress"), HOME),
        ),
    )


def how_to_change_a_liaison() -> Message:
    """换人, said by the office: of which unit, and to whom?"""
    return Message(
        text="换哪个单位的联络员？发一句话就行，例如：把教育局联络员换成张伟；"
        "也可以从单位名单点进那个单位再换。",
        buttons=((Button(label="单位名单", route="units"), HOME),),
    )


def decided_by_hand(choices: Sequence[tuple[str, str]], *, appeals: bool) -> Message:
    """A decision whose sentence says too little, or of an appeal: it is taken with the papers."""
    buttons = [Button(label=label[:40], route=route) for label, route in choices]
    text = (
        "申诉要看着理由和材料答复，我不按一句话改分，也还什么都没有改。点开就能办："
        if appeals
        else "没看懂这句话要怎么定，还什么都没有改。可以点开看着材料定，"
        "也可以说：教育局三.4核成 3 次，理由有一次没有照片；定以前会先给您看。"
    )
    return Message(text=text, buttons=(*side_by_side(buttons, 1), (HOME,)))


def not_on_the_roster(name: str, near: Sequence[tuple[str, str]]) -> Message:
    """A unit that nobody knows; its nearest names are only asked about."""
    buttons = [Button(label=label[:40], route=route) for label, route in near]
    ask = "您是说下面哪一个？" if near else "请看名单，写名单里的名字。"
    return Message(
        text=f"名单里没有“{name}”，查不到它的数据。{ask}",
        buttons=(*side_by_side(buttons, 2), (Button(label="单位名单", route="units"), HOME)),
    )


def one_not_on_the_roster(name: str, without: Sequence[tuple[str, str]]) -> Message:
    """One of several units is unknown; the question without it may be tapped."""
    buttons = tuple((Button(label=label[:40], route=route),) for label, route in without)
    rest = "别的都认得，只问认得的点这里；" if without else ""
    return Message(
        text=f"名单里没有“{name}”，查不到它的数据。{rest}写的是简称、别字的，请写名单里的名字。",
        buttons=(*buttons, (Button(label="单位名单", route="units"), HOME)),
    )


def of_another_unit(name: str) -> Message:
    """To a liaison: figures of a unit that the roster does not even know."""
    return Message(
        text=f"名单里没有“{name}”。别的单位的填报和得分，只有那个单位和信用办能看。",
        buttons=((Button(label="本单位得分", route="score"), HOME),),
    )


def name_two_units() -> Message:
    """比较 without two units."""
    return Message(
        text="要比哪两个单位？请写上两个单位名，例如：比较教育局和财政局。",
        buttons=((Button(label="单位名单", route="units"), HOME),),
    )


def for_suppliers(what: str) -> Message:
    """Somebody who only supplies figures asks for anything else, whatever it is."""
    return Message(
        text=f"“{what}”您这里看不到。您可以录入本部门负责提供的数据。",
        buttons=((Button(label="录入数据", route="supply"), HOME),),
    )


def for_others_of_the_office(what: str, roles: Collection[str]) -> Message:
    """An observer asks for what reviewers and admins do, a reviewer for what admins do."""
    who = "、".join(ROLE_NAMES[role] for role in ("admin", "reviewer") if role in roles)
    return Message(
        text=f"“{what}”由{who}查看和办理，您现在没有这个权限。",
        buttons=(
            (Button(label="进度", route="progress"), Button(label="排名", route="ranking")),
            (HOME,),
        ),
    )


def in_parts(row: str, ids: Sequence[str]) -> str:
    """三.1 is printed in parts."""
    return f"{row} 分成 {len(ids)} 项：{'、'.join(ids)}。"


def name_a_unit(what: str) -> Message:
    """The office asks for a score without saying whose."""
    return Message(
        text=f"要看哪个单位的{what}？请带上单位名，例如：教育局{what}。",
        buttons=(
            (Button(label="单位名单", route="units"), Button(label="排名", route="ranking")),
            (HOME,),
        ),
    )


def takes_no_part(unit: str, quarter: str) -> Message:
    """The unit has no form in that quarter."""
    return Message(text=f"{unit}没有参加{quarter}的考核。", buttons=((HOME,),))


def no_such_row(row: str, unit: str) -> Message:
    """An indicator that the unit's table does not have."""
    return Message(text=f"{unit}的考核表里没有“{row}”这一项，请核对编号。", buttons=((HOME,),))


def status(quarter: str, state: str, deadline: str, left: str, review: str, appeal: str) -> Message:
    """Where the quarter stands."""
    return Message(
        title=f"{quarter}（{state}）",
        text=f"填报截止：{deadline}（{left}）\n审核截止：{review}\n申诉截止：{appeal}",
        buttons=((HOME,),),
    )
