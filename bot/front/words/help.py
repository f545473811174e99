"""How to use it, per role: a few lines, every example a button, the whole grammar folded."""

from __future__ import annotations

from bot.corridor.buttons import in_rows, to
from bot.corridor.events import Button, Message
from bot.questions import Role, help_lines
from bot.speech.periodic import per

_LIAISON = (
    "按“填报”，一题一题答就行：点按钮，或者直接回复，如 3、三次、没有、12.5%。",
    "佐证材料：照片、PDF、Word、Excel、WPS、OFD 直接发来，可以一次发多个；网页发链接。",
    "每答一题、每收一件都马上存好，随时可以停，下次发“接着填报”从原处继续。",
    "不会的点“不会填”，有说明和例子；还不明白，发“问信用办”加您的问题，答复回到这里。",
    "拿不准的先按“跳过”；都填好了，核对后提交；截止以前可以撤回再改。",
    "提交以后发“得分”看分数和理由，“材料包”下载交过的材料。",
    "换了手机，先在旧手机上发“另一个手机”；换人负责，发“交接”。",
)
_ASKING = (
    "直接用一句话问就行，例如“乡镇谁没报”“教育局为什么扣分”“县直后五名”“排名图 乡镇”。",
    (
        "几个条件可以连起来问：“乡镇里谁没交总结而且上季度不合格”“比上季度退步最多的三个单位”"
        "“80分以下的局发我Excel”；接着还能问“那财政局呢”“换成乡镇的”。"
    ),
    "单位名可以写简称，写错一两个字也认得；拿不准会先问您。",
)
_PAPERS = "材料：“材料包 教育局 一季度”下载原件或能打印的图文册，“归档 一季度”是全部单位的。"
_OBSERVER = (
    *_ASKING,
    "您只看、只问，不改任何东西。",
)
_REVIEWER = (
    "按“审核”，一项一项审，有疑点的在前：通过、核减、退回补正、存疑，核减和退回要写理由。",
    "管理员给您分了工，就只会拿到您的那部分；自己单位的不由自己审。",
    *_ASKING,
    _PAPERS,
)
_ADMIN = (
    *_ASKING,
    "一个季度依次是开期、催报、截止、审核、公示、公布、通报，发哪个词就办哪件事。",
    "公示和公布由一位管理员提出，另一位确认。",
    "发“审核分工”看谁审哪些，“办法变化”看考核办法改了什么，“年度汇总”看全年。",
    _PAPERS,
    "群里、私聊里都可以问；开期、邀请、单位、人员只有管理员能改，每次都留痕。",
)
_LINES: dict[str, tuple[str, ...]] = {
    "liaison": _LIAISON,
    "observer": _OBSERVER,
    "reviewer": _REVIEWER,
    "admin": _ADMIN,
}
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
        "先绑定单位：打开县信用办发给您的邀请链接，或者发送“绑定”加邀请码，例如：绑定 ABCD-EFGH。\n"
        "没有收到邀请？请联系县信用办。"
    )


def elsewhere(*, private: bool) -> str:
    """To somebody who can do nothing here: a liaison in a group, or a person without a role."""
    if private:
        return "您现在没有负责的单位。要填报，请用县信用办发的邀请链接绑定单位。"
    return "群里只办信用办的事。填报怎么用，请到私聊里发“帮助”。"


def for_roles(roles: tuple[Role, ...], county: str, contact: str = "") -> Message:
    """What this person can do, most useful first; last, whom to turn to."""
    lines: list[str] = []
    buttons: list[Button] = []
    folded: list[str] = []
    for role in roles:
        lines += _LINES[role]
        buttons += [to(label, route) for label, route in _OFFERED[role]]
        folded += [line for line in help_lines(role) if line not in folded]
    if contact:
        lines.append(f"信用办联系方式：{contact}。")
    elif "admin" in roles:
        lines.append(
            "联络员遇到难处打给谁？发“联系方式 姓名 电话 时间”登记，这里和登录页都会写上。"
        )
    unique = list({button.route: button for button in buttons}.values())
    return Message(
        title=f"{county}信考 · 怎么用",
        text="\n".join(f"· {per(line)}" for line in lines),
        detail=per("\n".join(folded)),
        detail_label="可以发的话",
        buttons=(*in_rows(unique, 3), (to("首页", "home"),)),
    )
