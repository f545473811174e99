"""The words of choosing who is praised and who is criticised in a 通报, and of its other parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import File, Message
from bot.corridor.paging import ROW, Leaf
from bot.editions.edition import Edition, Result, Table
from bot.release.naming import LAST, NAMES, Which
from bot.release.words.release import points
from bot.release.words.released import PROOF
from bot.speech.quarters import name


def last_taken(count: int) -> str:
    """What was done to the list."""
    return f"落后已改成每张表的后 {count} 名；并列的都列，单位少的表最多列一半，第 1 名不列。"


def chosen(
    edition: Edition,
    quarter_id: int,
    praised: Sequence[int],
    criticised: Sequence[int],
    copies: str,
    mark: str,
    more: str = "",
    addressee: str = "",
    head: Sequence[str] = (),
) -> Message:
    """Both lists as they stand, to be changed or confirmed; ``more``: requirements added.

    ``head``: its title, number and signature, where somebody said them.
    """
    lines = [
        f"按公布第 {edition.version} 版。办法没有规定先进、落后的名额，下面只是建议，由您定：",
        *_lists(edition, praised, criticised),
        *head,
        *([f"主送：{addressee.rstrip('：')}"] if addressee else []),
        f"抄送：{copies or '无'}",
        *(f"工作要求加上：{one}" for one in more.splitlines() if one.strip()),
    ]
    both = set(praised) & set(criticised)
    if both:
        lines.append(f"⚠ {_names(edition, both)} 两边都有，请改一下。")
    rows: tuple[ROW, ...] = (
        (
            to("改先进", "circular/praised", quarter_id),
            to("改落后", "circular/criticised", quarter_id),
            to("改存在问题", "circular/problems", quarter_id),
        ),
        (to("改抄送", "circular/copies", quarter_id),),
        (to("版本", "editions", quarter_id), HOME),
    )
    if not both:
        rows = ((to("就这样，生成通报", "circular/yes", quarter_id, mark),), *rows)
    return Message(
        title=f"{name(*edition.quarter)} 通报",
        text="\n".join(lines),
        buttons=rows,
    )


def how_to_change() -> str:
    """Below the lists: that they are changed by words, too."""
    return (
        "要改也可以直接说：表扬前三名、批评后五名、去掉教育局、不点名、抬头改成各乡镇人民政府、"
        "文号填19号、落款12月29日、不列没交的、加上一句月底前整改到位。"
    )


def nobody_silent() -> str:
    """不列没交的, and none is named there."""
    return "存在问题里没有写没提交的单位，不用去掉；通报没有变。"


def change_meant(text: str) -> str:
    """A change of the draft, where it is asked whether it was meant."""
    return f"改通报：{text[:20]}"


def not_named_so(text: str) -> str:
    """Words that name nobody of those assessed."""
    return (
        f"“{text[:20]}”里没有看出是谁，名单没有改。可以说：表扬前三名、批评后五名、不批评教育局。"
    )


def done() -> str:
    """Above the draft as it stands now."""
    return "改好了，还没有生成："


def undone() -> str:
    """Above the draft as it stood before."""
    return "改回上一版了："


def nothing_before() -> str:
    """改回去, and nothing was changed."""
    return "前面没有改过，没有可以改回去的。"


def not_in_it(text: str) -> str:
    """Words that are neither a unit named in it nor a line of it."""
    return f"名单和加上的要求里没有“{text[:20]}”，没有改。"


def fixed() -> str:
    """What is no part that can be changed here."""
    return (
        "没有改：语气和各段的句子按公文格式生成，请在生成的 Word 里改。"
        "这里能改的：表扬谁、批评谁、存在问题、标题、文号、落款、抬头（主送）、抄送、加一条工作要求。"
    )


def _lists(edition: Edition, praised: Sequence[int], criticised: Sequence[int]) -> list[str]:
    lines = []
    for label, units in (("表扬（先进）", praised), ("通报批评（落后）", criticised)):
        lines.append(f"{label} {len(units)} 个：{_names(edition, units) or '无'}")
    return lines


def _names(edition: Edition, units: Collection[int]) -> str:
    return "、".join(
        one.short for table in edition.tables for one in table.results if one.unit in units
    )


def checklist(
    edition: Edition,
    quarter_id: int,
    which: Which,
    leaf: Leaf[tuple[Table, Result]],
    marked: Collection[int],
) -> Message:
    """A list to tick: best first for 先进, last first for 落后."""
    base = f"circular/{which}/{quarter_id}"
    buttons = [
        to(_tick(table, one, ticked=one.unit in marked), base, leaf.page, one.unit)
        for table, one in leaf.items
    ]
    turning: tuple[ROW, ...] = leaf.turning(lambda n: f"{base}/{n}")
    done = to("选好了", "circular", quarter_id)
    proposals: tuple[ROW, ...] = ()
    if which == "criticised" and leaf.page == 1:
        last = edition.tables[0].scheme.grades[-1].name
        proposals = (
            tuple(to(f"每表后 {n} 名", "circular/last", quarter_id, n) for n in LAST),
            (to(f"全部{last}的", "circular/last", quarter_id, 0),),
        )
    return Message(
        title=f"选{NAMES[which]}单位{leaf.mark}",
        text=f"已选 {len(marked)} 个：{_names(edition, marked) or '无'}\n"
        "点一下选上，再点一下取消；也可以直接发单位名，如“教育局 财政局”。",
        buttons=(*in_rows(buttons, 2), *turning, *proposals, (done, HOME)),
        replace=True,
    )


def _tick(table: Table, one: Result, *, ticked: bool) -> str:
    return f"{'☑' if ticked else '☐'} {one.short} {points(table, one)}"


def changed() -> str:
    """The lists are not what was shown."""
    return "名单刚才又改过，请再看一遍。"


def not_published(quarter: str) -> str:
    """Before publication."""
    return f"{quarter}还没有公布，公布以后才能出通报。"


def unknown_units(text: str) -> str:
    """Typed names that are not in the edition."""
    return f"没有看懂“{text[:30]}”里的单位名，请从列表里点选。"


def made(
    edition: Edition,
    quarter_id: int,
    file: File,
    lines: Sequence[str],
    anchor: str,
    *,
    numbered: bool = False,
) -> Message:
    """The document; ``anchor``: the end of the audit chain when it was made."""
    left = "" if numbered else "文号留空待编，"
    return Message(
        title=f"{name(*edition.quarter)} 通报",
        text="\n".join([*lines, f"{left}日期和正文请核对后再印发。"]),
        detail=f"留痕锚 {anchor}",
        detail_label=PROOF,
        files=(file,),
        buttons=((to("改名单", "circular", quarter_id), HOME),),
    )


def made_lines(edition: Edition, praised: Sequence[int], criticised: Sequence[int]) -> list[str]:
    """Who stands in it."""
    return _lists(edition, praised, criticised)


def ask_problems(quarter_id: int, text: str) -> Message:
    """存在问题 as it stands, to be written anew by message."""
    return Message(
        title="通报的“存在问题”",
        text=f"{text}\n要改请直接发新的全文（一行一段），发来的会整段替换。",
        buttons=(
            (to("恢复成建议的", "circular/problems", quarter_id, 1),),
            (to("返回", "circular", quarter_id), HOME),
        ),
        placeholder="请输入存在问题",
    )


NOBODY = ("无", "没有", "不抄送", "不用")
"""How somebody says that nobody gets a copy."""


def ask_copies(quarter_id: int, copies: str) -> Message:
    """To whom it goes as well, to be changed by message."""
    return Message(
        title="通报抄送哪里",
        text=f"现在：{copies or '不抄送'}。\n要改请直接发，例如：县委办公室，县政府办公室。"
        "不抄送请发“无”。以后的通报也照这样。",
        buttons=((to("返回", "circular", quarter_id), HOME),),
        placeholder="请输入抄送单位",
    )


def names_typed(text: str) -> str:
    """Units typed while a list is being made, inside a sentence."""
    return f"在名单里选上或去掉“{text[:30]}”"
