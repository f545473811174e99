"""Sentences of 审核分工: who reviews which rows, and giving a part to somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, Message
from bot.review.remits import Part, known_parts, sections_of
from scoring.scheme import Scheme

LIST = Button(label="审核分工", route="remits")
ALL = "全部指标"


def part_said(part: Part, schemes: Iterable[Scheme]) -> str:
    """县工信局负责的指标, 县直单位 三、信用产品及应用, 县直单位 三.4 信用+应用场景."""
    if part.kind == "body":
        return f"{part.name}负责的指标"
    for scheme in schemes:
        if scheme.group != part.group:
            continue
        if part.kind == "row" and part.name in scheme.by_id:
            return f"{part.group} {part.name} {scheme.row(part.name).name}"
        for section in scheme.sections if part.kind == "section" else ():
            if section.number == part.name:
                return f"{part.group} {part.name}、{section.name}"
    return f"{part.group} {part.name}（现行考核表没有）"


def parts_said(parts: Collection[Part], schemes: Sequence[Scheme]) -> str:
    """Several parts in the order of the tables; empty for no limit."""
    order = {part: n for n, part in enumerate(known_parts(schemes))}
    rows = (Part("row", row.id, one.group) for one in schemes for row in one.rows)
    order |= {part: n for n, part in enumerate(rows, len(order))}
    whole = [
        (one.group, all_) for one in schemes if (all_ := sections_of([one])) and all_ <= set(parts)
    ]
    left = set(parts).difference(*(all_ for _, all_ in whole))
    ordered = sorted(left, key=lambda one: (order.get(one, len(order)), one.text))
    tables = [f"{group}的{ALL}" for group, _ in whole]
    return "；".join([*tables, *(part_said(one, schemes) for one in ordered)])


def listed(
    lines: Sequence[tuple[int, str, str]], without: Sequence[str], first: str = ""
) -> Message:
    """Every reviewer: (person, name, parts); bodies ``without`` anybody who reviews for them."""
    said = [first] if first else []
    said += [f"{name}：{parts or ALL}" for _, name, parts in lines] or ["还没有审核员。"]
    if any(parts for _, _, parts in lines):
        said.append("没有分出去的指标，由审全部指标的审核员和管理员审。")
    if without:
        said.append(f"考核表写明由{'、'.join(without)}审核，还没有分给谁，先由信用办审。")
    return Message(
        title="审核分工",
        text="\n".join(said) + "\n也可以直接发，例如：审核 张三 第三节；审核 张三 全部。",
        buttons=(
            *in_rows([to(f"改 {name}", "remits", person) for person, name, _ in lines], 2),
            (to("邀请审核员", "invite", "role", "reviewer"), Button(label="审核", route="review")),
            (HOME,),
        ),
    )


def whose(
    person: int, name: str, ticks: Sequence[tuple[str, str, bool]], counts: str, first: str = ""
) -> Message:
    """Tick what somebody reviews: (mark, label, ticked)."""
    buttons = [
        to(f"{'☑' if on else '☐'} {label}", "remits", person, mark, 0 if on else 1)
        for mark, label, on in ticks
    ]
    limited = any(on for _, _, on in ticks)
    text = f"{first}\n" if first else ""
    text += counts if limited else f"{name}现在审{ALL}。点一下只审选上的，可以选几样。"
    whole = ((to("改为审全部指标", "remits", person, "all", 1),),) if limited else ()
    return Message(
        title=f"{name}审哪些",
        text=text,
        buttons=(*in_rows(buttons, 1), *whole, (Button(label="选好了", route="remits"), HOME)),
        replace=True,
    )


def counted(rows: int) -> str:
    """How many rows of the tables a remit comes to."""
    return f"选上的共 {rows} 项指标，别的不会派来。再点一下去掉。"


def proposed(lines: Sequence[tuple[str, str, str, bool]]) -> Message:
    """Before remits are given by a sentence: (name, before, after, whether it limits anew)."""
    said = []
    for name, before, after, anew in lines:
        said.append(f"{name}现在审：{before or ALL}\n改成：{after or ALL}")
        if anew:
            said.append(f"{name}以后只审这些；别的由没有分工的审核员和管理员审。")
    return Message(
        title="审核分工，还没有改",
        text="\n".join(said),
        buttons=((to("就这样分", "remits", "by-word", "yes"),), (LIST, HOME)),
    )


def nothing_left(name: str) -> str:
    """All that somebody reviews would be taken away."""
    return f"这样{name}就没有要审的了。要收回{name}的审核权限，请到“角色”里收回。"


def nothing_given() -> str:
    """剩下的 of what: no part was given to anybody."""
    return "还没有哪一部分分给别人，剩下的就是全部。请先说哪一部分给谁，例如：第六节给王芳。"


def all_given() -> str:
    """剩下的, where every row is somebody's."""
    return "每一项都已经分给别人了，没有剩下的。"


def over() -> str:
    """Pressed when nothing waits any more."""
    return "刚才说的分工已经改了，或者换了别的事，没有再改。"


def changed(name: str, before: str, after: str) -> str:
    """A remit was given by a typed line."""
    return f"✓ {name}现在审：{after or ALL}。原来：{before or ALL}。"


GIVE: Final = "就这样分"


def would_change(name: str, before: str, after: str) -> tuple[str, str, str]:
    """What a typed line would give somebody: title, text and what its button says."""
    text = f"{name}改审：{after or ALL}\n现在审：{before or ALL}\n点一下才改，会告诉{name}。"
    return "审核分工，还没有改", text, GIVE


def unchanged(name: str, now: str) -> str:
    """The remit was so already."""
    return f"{name}本来就审：{now or ALL}，没有变动。"


def told(parts: str) -> Message:
    """To the reviewer whose remit was changed."""
    return Message(
        text=f"信用办调整了审核分工，您现在审：{parts or ALL}。",
        buttons=((Button(label="审核", route="review"), HOME),),
    )


def office_told(by: str, name: str, parts: str) -> Message:
    """To the office's group."""
    return Message(text=f"{by}调整了审核分工：{name}审{parts or ALL}。", buttons=((LIST,),))


def no_such_reviewer(name: str, known: Collection[str]) -> str:
    """Nobody of this name reviews."""
    who = f"现在的审核员：{'、'.join(known)}。" if known else "现在还没有审核员。"
    return f"没有叫“{name[:20]}”的审核员。{who}"


def gone() -> str:
    """The person is no reviewer any more."""
    return "这个人现在不是审核员。"


def is_admin(name: str) -> str:
    """An admin cannot be limited."""
    return f"{name}是管理员，所有指标都能审，不用分工。"


def several(name: str) -> str:
    """Two reviewers of one name."""
    return f"有几位审核员叫“{name[:20]}”，请在名单里点。"


def no_such_part(text: str, bodies: Sequence[str]) -> str:
    """What was typed is no body, section or row of the tables."""
    named = f"部门（{'、'.join(bodies)}）、" if bodies else ""
    return f"没有看懂“{text[:20]}”。可以写{named}节（第三节）、指标（三.4），或者“全部”。"


def supplies_only(body: str, rows: Sequence[str]) -> str:
    """A body whose rows are figures it supplies: there is nothing to review."""
    return (
        f"{body}只提供 {'、'.join(rows)} 的数，这些数不用再审。"
        "要请它审别的指标，请按节或按指标写，例如：审核 张三 第三节。"
    )


def not_heard() -> str:
    """Typed where a tap is waited for, and no remit of it."""
    return "这句话没看懂是怎么分，分工没有改。"
