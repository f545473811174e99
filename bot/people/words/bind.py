"""Sentences of binding: the code, the name, the phone, and what came of it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.words import ROLE_NAMES
from bot.speech.people_names import is_only_title
from bot.speech.periodic import per

_HOME_ROW = (HOME,)
GROUP_TITLE = "信用办管理群"
"""What the office's group is called."""
AGAIN = (Button(label="重新输入邀请码", route="bind"),)
_NAME_AGAIN = Button(label="改姓名", route="bind/again")


class NotThis(ValueError):
    """What was typed is no name or phone; the message says what to write instead."""


def read_code(text: str) -> str:
    """The code in what was typed or pasted: alone, behind 绑定, or at the end of a link."""
    plain = unicodedata.normalize("NFKC", text).strip().split("?")[0].rstrip("/")
    plain = re.sub(r"^(?:/?(?:绑定|认领|start|claim|邀请码|设置码))[\s::]*", "", plain)
    return plain.rsplit("/", 1)[-1].strip()[:40]


def code_within(text: str) -> str | None:
    """The code in a longer text, such as an invitation that was pasted whole."""
    plain = unicodedata.normalize("NFKC", text).upper()
    found = re.search(r"(?<![A-Z0-9-])[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}(?![A-Z0-9-])", plain)
    return found[0] if found else None


def looks_like_a_code(text: str) -> bool:
    """Whether a bare text may be an invitation code: letters and figures in blocks."""
    return re.fullmatch(r"[A-Z0-9]{3,6}([- ][A-Z0-9]{3,6}){1,3}", text.upper()) is not None


_NAME = re.compile(r"[㐀-鿿\U00020000-\U000323af]+(?:·[㐀-鿿\U00020000-\U000323af]+)*")


_BESIDE_NAME = re.compile(r"(?<=..)[,，。;；、(（].*$|[。!！~～]+$")
"""马小玲，乡党政办的: what one is stands behind the name."""


_CALLED: Final = (
    r"(?:不对|(?:写)?错了)?[,，。\s]*(?:(?:您|你)好[,，。!！\s]*)?"
    r"(?:(?:我|俺|咱|本人)的?(?:姓名|名字)?(?:叫|是)|(?:姓名|名字)(?:叫|是|[:：]))"
)
"""How one says who one is: 俺叫马小玲."""
_BEFORE_NAME: Final = re.compile(rf"^(?:{_CALLED}|(?:本人)?姓名|本人)")


def read_name(text: str) -> str:
    """A Chinese name of 2 to 20 characters. Raises NotThis."""
    name = re.sub(r"[\s\u3000]", "", text).replace("•", "·").replace(".", "·")
    name = _BESIDE_NAME.sub("", _BEFORE_NAME.sub("", name))
    if not name:
        raise NotThis("请发文字，写您的姓名，例如：李敏。")
    if re.search(r"\d", name):
        raise NotThis("姓名里有数字。这一步请只写姓名，电话下一步再填。")
    if not _NAME.fullmatch(name):
        raise NotThis("请写中文姓名，例如：李敏；少数民族姓名中间可以带“·”。")
    if not 2 <= len(name) <= 20:
        raise NotThis("姓名要有 2 到 20 个字，请写全名。")
    if is_only_title(name):
        raise NotThis(f"“{name}”是称呼，请写姓名全名，例如：李敏。")
    return name


def name_too() -> Message:
    """The telephone came first."""
    return Message(text="电话收到了。请再写您的姓名，例如：李敏。", placeholder="请输入姓名")


def says_a_name(text: str) -> bool:
    """我叫钱多多, where a telephone was asked for: the name was wrong."""
    return re.match(_CALLED, text) is not None


def read_phone(text: str) -> str:
    """A mobile number, or an area code and a number. Raises NotThis."""
    plain = unicodedata.normalize("NFKC", text)
    digits = re.sub(r"[\s()（）\-—－]", "", plain).removeprefix("+86")
    if not digits:
        raise NotThis("请发文字，写您的手机号，例如：13800001234。")
    if not digits.isascii() or not digits.isdigit():
        raise NotThis("电话里只能有数字。手机号例如 13800001234，座机例如 0375-5150000。")
    if re.fullmatch(r"1[3-9]\d{9}", digits):
        return digits
    if re.fullmatch(r"0\d{9,11}", digits):
        area = 3 if digits[1] in "12" else 4
        return f"{digits[:area]}-{digits[area:]}"
    if digits.startswith("1"):
        raise NotThis(f"手机号要有 11 位，您写了 {len(digits)} 位，请检查后重发。")
    raise NotThis("座机请带区号，例如 0375-5150000；也可以写手机号。")


_PHONE_IN = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}[-— ]?\d{7,8}")
_PHONE_WORDS = re.compile(r"(?:联系)?(?:电话|手机)(?:号码?)?(?:是)?|(?:叫|是)(?=$)|[,;:、。/|]")


def read_both(text: str) -> tuple[str, str] | None:
    """Name and phone of one line, such as 李敏 13800001234; None: not both are there."""
    beside, phone = phone_within(text)
    try:
        return (read_name(beside), phone) if phone else None
    except NotThis:
        return None


def phone_within(text: str) -> tuple[str, str]:
    """What is typed beside a telephone, and the telephone; empty where there is none."""
    plain = unicodedata.normalize("NFKC", text)
    found = _PHONE_IN.search(plain)
    if found is None:
        return text, ""
    beside = _PHONE_WORDS.sub(" ", f"{plain[: found.start()]} {plain[found.end() :]}")
    try:
        return beside, read_phone(found[0])
    except NotThis:
        return text, ""


def ask_code() -> Message:
    """绑定 without a code."""
    return Message(
        title="绑定",
        text="请把信用办发给您的邀请码发过来，例如：ABCD-EFGH。",
        placeholder="请输入邀请码",
    )


def no_code(tries_left: int) -> Message:
    """No invitation has this code."""
    left = f"还可以试 {tries_left} 次。" if tries_left <= 2 else ""
    return Message(
        text=f"没有这个邀请码。请对照邀请再发一次，字母和数字容易看错的是 0 和 O、1 和 I。{left}",
        placeholder="请输入邀请码",
    )


def wait_a_while(minutes: int) -> Message:
    """Too many wrong codes."""
    return Message(
        text=f"连续几次都不对，请 {minutes} 分钟以后再试。邀请码找不到了，可以请信用办重新发一个。"
    )


def expired() -> Message:
    """The invitation is too old."""
    return Message(text="这个邀请已经过期，请联系县信用办重新发一个。")


def revoked() -> Message:
    """The office took the invitation back, mostly because it sent a newer one."""
    return Message(text="这个邀请已经作废，一般是信用办又发了新的。请用最新的邀请，或联系信用办。")


def used(mine: bool) -> Message:
    """The invitation is spent."""
    if mine:
        return Message(text="您已经用这个邀请绑定过了，不用再绑。", buttons=(_HOME_ROW,))
    return Message(text="这个邀请已经有人用过了，每个邀请只能用一次。请联系县信用办重新发一个。")


def set_up_already(mine: bool) -> Message:
    """The set-up code is spent."""
    if mine:
        return Message(text="设置已经完成，您就是管理员，不用再认领。", buttons=(_HOME_ROW,))
    return Message(text="设置码已经用过了。要当管理员，请现有的管理员发送“邀请 管理员”给您邀请。")


def set_up_in_group() -> Message:
    """The set-up code in a private chat of a channel with real groups."""
    return Message(
        text="设置码要在信用办的工作群里用：先把我拉进群，再在群里发送 /claim 加设置码"
        "（企业微信群里要先 @我）。"
        "这样群就是管理群，您就是管理员。"
    )


def privately() -> Message:
    """An invitation that was sent into a group."""
    return Message(
        text="邀请请在私聊里用，不要发到群里。请私聊我，发送“绑定”加邀请码；"
        "别人看到了也可以请信用办换一个。"
    )


def have_it_already(role: str, unit: str) -> Message:
    """To somebody who has the role already: the invitation stays unspent."""
    what = f"{unit}{ROLE_NAMES[role]}"
    return Message(
        text=f"您已经是{what}，不用再绑。这个邀请还没有用掉，可以转给别人。", buttons=(_HOME_ROW,)
    )


def ask_name(role: str, unit: str, set_up: bool) -> Message:
    """The first of two questions."""
    what = "设置码" if set_up else "邀请"
    return Message(
        title=f"绑定{unit}{ROLE_NAMES[role]}",
        text=f"{what}有效。先登记一下，只问这一次。\n"
        "请问您的姓名？（也可以连电话一起写：李敏 13800001234）",
        placeholder="请输入姓名",
    )


def is_it_you(unit: str, name: str, phone: str) -> Message:
    """The list of units names somebody already."""
    number = f"，电话 {phone}" if phone else ""
    return Message(
        title=f"绑定{unit}联络员",
        text=f"名单上{unit}的联络员是{name}{number}。是您本人就点“是我”；不是的话请发您的姓名。",
        buttons=((Button(label="是我", route="bind/me"),),),
        placeholder="不是本人请输入姓名",
    )


def are_you_called(name: str) -> Message:
    """好的, 怎么填: what was typed reads like nobody's name."""
    return Message(
        text=f"您的姓名是“{name}”吗？是就点一下；不是，请发您的姓名，例如：李敏。",
        buttons=((Button(label=f"是，我叫{name}", route="bind/called"),),),
        placeholder="请输入姓名",
    )


def ask_phone(name: str) -> Message:
    """The second question."""
    return Message(
        text=f"{name}您好。请留一个电话，手机号或者带区号的座机都可以，只有信用办看得到。",
        placeholder="请输入电话",
        buttons=((_NAME_AGAIN,),),
    )


def name_first() -> Message:
    """你好, 帮助, 怎么填, in answer to the first question."""
    return Message(
        text="您好！先登记一下姓名和电话，登记完就能问、能填了。\n请问您的姓名？例如：李敏。",
        placeholder="请输入姓名",
    )


def phone_first(name: str) -> Message:
    """The same, in answer to the second."""
    return Message(
        text=f"{name}您好，还差一个电话，留了就绑定好了，能问、能填。手机号、带区号的座机都行。",
        placeholder="请输入电话",
        buttons=((_NAME_AGAIN,),),
    )


def no_phone(fault: str) -> Message:
    """What was typed is no number; the name may have been wrong."""
    return Message(text=fault, placeholder="请输入电话", buttons=((_NAME_AGAIN,),))


def ask_name_again() -> Message:
    """After 改姓名."""
    return Message(text="请重新写您的姓名。", placeholder="请输入姓名")


def again(fault: str, placeholder: str) -> Message:
    """What was typed is not it."""
    return Message(text=fault, placeholder=placeholder)


def begin_again() -> Message:
    """A button of a binding that is long over."""
    return Message(text="这次绑定没有做完，请重新发邀请码。", buttons=(AGAIN,))


def bound_liaison(
    name: str,
    unit: str,
    others: tuple[str, ...],
    back: bool,
    coming: str = "",
    *,
    open_now: bool = True,
) -> Message:
    """To the new liaison; ``coming``: what there is to do now, in a line.

    ``open_now``: there is a form to fill.
    """
    text = f"{name}，您现在是{unit}的联络员。"
    if back:
        text += "\n以前的登记和填报都已接上。"
    elif others:
        text += f"\n和您一起负责的还有：{'、'.join(others)}。填报内容大家看到的是同一份。"
    text += f"\n{coming}" if coming else ""
    fill = ((Button(label="开始填报", route="fill"),),)
    return Message(
        title="绑定好了",
        text=text,
        buttons=(*(fill if open_now else ()), (HOME, Button(label="帮助", route="help"))),
    )


def to_wait() -> str:
    """What comes next for a new liaison where nothing is to be filled yet."""
    return per("现在还没有开始考核的季度，不用做什么，开期以后会在这里通知您。")


def to_fill(quarter: str, until: str, *, again: bool) -> str:
    """What comes next for a new liaison: which form, until when, and the short way if there is one.

    ``again``: the unit handed in the quarter before, so that it can be taken over.
    """
    same = per("；和上季度一样的可以一次沿用") if again else ""
    return f"接下来填{quarter}的表，{until} 截止：点“开始填报”，一项一项问{same}。"


def bound_office(name: str, role: str, county: str, bodies: tuple[str, ...] = ()) -> Message:
    """To a new member of the office; ``bodies``: whose figures a 数据报送员 reports."""
    told = _BEGIN.get(role, "")
    if bodies:
        told = f"您报送的是{'、'.join(bodies)}的数据；开期以后会通知您，点“录入”开始。"
    first = tuple(Button(label=label, route=route) for label, route in _FIRST.get(role, ()))
    return Message(
        title="绑定好了",
        text=f"{name}，您现在是{county}信用考核的{ROLE_NAMES[role]}。"
        + (f"\n{told}" if told else ""),
        buttons=(
            *((first,) if first else ()),
            (HOME, Button(label="帮助", route="help")),
        ),
    )


_BEGIN = {
    "admin": "单位、邀请、开期、公示和公布都归您管；公示、公布要两位管理员确认。",
    "reviewer": "填报截止以后，这里会通知您，点“审核”一项一项审；电脑上可以打开审核台。",
    "observer": "进度、排名、哪里扣了分，发一句话就能看；只看、只问，不改任何东西。",
    "supplier": "要报哪个部门的数据，由管理员指定；指定以后点“录入”。",
}
"""What comes next, by role: whoever opened the link knows nothing else of it."""
_FIRST = {
    "reviewer": (("审核", "review"),),
    "observer": (("进度", "progress"), ("排名", "ranking")),
    "supplier": (("录入", "supply"),),
}


def set_up(name: str, in_group: bool) -> Message:
    """After the set-up code."""
    where = "这个群就是信用办管理群" if in_group else "“信用办管理群”也建好了"
    return Message(
        title="设置完成",
        text=f"{name}，您是管理员，{where}。\n"
        f"接下来三步：导入单位名单，给各单位发邀请，开始{per('一个季度')}的考核。",
        buttons=(
            (Button(label="导入单位名单", route="units/import"),),
            (Button(label="邀请联络员", route="invite"), Button(label="开期", route="open")),
            (HOME, Button(label="帮助", route="help")),
        ),
    )


def group_welcome() -> Message:
    """The first message of the web chat's group, to the admin who has just set it up."""
    return Message(
        title="管理群建好了",
        text="谁绑定了、谁提交了，都在这里通知。\n"
        "管理员、审核员、观察员进来就在这个群里，直接发“进度”“排名”“教育局为什么扣分”就能问。",
        buttons=(
            (Button(label="导入单位名单", route="units/import"),),
            (Button(label="邀请联络员", route="invite"), Button(label="开期", route="open")),
            (HOME, Button(label="帮助", route="help")),
        ),
    )


def group_claimed() -> Message:
    """An admin made this group the office's."""
    return Message(
        text="这个群现在是信用办管理群：通知会发到这里，管理员可以在这里查进度和排名。",
        buttons=(_HOME_ROW,),
    )


def group_is_ours() -> Message:
    """认领 in a group that is claimed."""
    return Message(text="这个群已经是信用办管理群，不用再认领。", buttons=(_HOME_ROW,))


def claim_how() -> Message:
    """认领 without a code, by somebody who is no admin."""
    return Message(
        text="认领管理群，由管理员本人在群里发送“认领”（Telegram 群里发 /claim）。"
        "您是管理员、还没有在这里绑定过的，先在网页发“另一个手机”，照着把这边绑好，再来认领。\n"
        "还没有管理员的，发送“认领 设置码”；设置码在装机器人的电脑上运行 make setup 得到。"
    )


def unit_has_new(name: str, unit: str) -> Message:
    """To the other liaisons of the unit."""
    return Message(text=f"{name}已绑定为{unit}的联络员，以后和您一起负责填报。")


def office_has_new(name: str, role: str, unit: str, back: bool) -> Message:
    """To the office's group; ``unit``: of a supplier the bodies whose figures are reported."""
    how = "换了设备，重新绑定" if back else "已绑定"
    return Message(text=f"{name}{how}：{unit}{ROLE_NAMES[role]}。")
