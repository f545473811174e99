"""How to use it, per role: a few lines, every example a button, the whole grammar folded."""

from __future__ import annotations

from bot.events import Button, Message
from bot.words.buttons import in_rows, to
from bot.words.questions import Role, help_lines

_LIAISON = (
    "按“填报”，一题一题答就行：点按钮，或者直接回复，如 3、三次、没有、12.5%。",
    "佐证：照片、PDF、Word、Excel、WPS、OFD 直接发来，可以一次发多个；网页发链接。",
    "每答一题、每收一件都马上存好，随时可以停，下次发“接着填报”从原处继续。",
    "交过的材料，发“材料包”可以一次下载。",
    "不会的先按“跳过”；都填好了，核对后提交；截止以前可以撤回再改。",
)
_OFFICE = (
    "直接用一句话问就行，例如“乡镇谁没报”“教育局为什么扣分”“县直后五名”“排名图 乡镇”。",
    "单位名可以写简称，写错一两个字也认得；拿不准会先问您。",
    "材料：发“材料包 教育局 一季度”，下载原件或能打印的图文册；“归档 一季度”是全部单位的。",
    "在群里、私聊里都可以问；改动（开期、邀请、单位、人员）只有管理员能做，都会留痕。",
)
_OFFERED: dict[str, tuple[tuple[str, str], ...]] = {
    "liaison": (
        ("填报", "fill"),
        ("还差什么", "owe"),
        ("全部指标", "rows"),
        ("工作报送", "reports"),
        ("核对", "check"),
        ("得分", "score"),
    ),
    "observer": (("进度", "progress"), ("排名", "ranking"), ("等次分布", "grades")),
    "reviewer": (("审核", "review"), ("进度", "progress"), ("排名", "ranking")),
    "admin": (
        ("进度", "progress"),
        ("排名", "ranking"),
        ("审核", "review"),
        ("单位", "units"),
        ("邀请", "invite"),
        ("开期", "open"),
        ("人员", "roles"),
    ),
}


def stranger() -> str:
    """To somebody who is not bound yet."""
    return (
        "先绑定单位：打开县信用办发给您的邀请链接，或者发送“绑定”加邀请码，例如：绑定 ABCD-EFGH。"
    )


def elsewhere(*, private: bool) -> str:
    """To somebody who can do nothing here: a liaison in a group, or a person without a role."""
    if private:
        return "您现在没有负责的单位。要填报，请用县信用办发的邀请链接绑定单位。"
    return "群里只办信用办的事。填报怎么用，请到私聊里发“帮助”。"


def for_roles(roles: tuple[Role, ...], county: str) -> Message:
    """What this person can do, most useful first."""
    lines: list[str] = []
    buttons: list[Button] = []
    folded: list[str] = []
    for role in roles:
        lines += _LIAISON if role == "liaison" else _OFFICE
        buttons += [to(label, route) for label, route in _OFFERED[role]]
        folded += [line for line in help_lines(role) if line not in folded]
    unique = list({button.route: button for button in buttons}.values())
    return Message(
        title=f"{county}信考 · 怎么用",
        text="\n".join(f"· {line}" for line in lines),
        detail="\n".join(folded),
        detail_label="可以发的话",
        buttons=(*in_rows(unique, 3), (to("首页", "home"),)),
    )
