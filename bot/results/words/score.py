"""Sentences of the score: the total, each row with its reason, what is missing, what could come."""

from __future__ import annotations

from collections.abc import Sequence

from bot.results.published import Standing
from bot.speech.periodic import per


def title(unit: str, quarter: str, mark: str = "") -> str:
    """Head of the score."""
    return f"{unit} {quarter} 得分{mark}"


def total(
    points: str, full: str, grade: str, provisional: bool, stands: Standing, *, over: bool
) -> str:
    """The total and the grade it gives so far, or that there is no result.

    ``over``: the unit fills no more.
    """
    if stands == "never":
        return never(points, full)
    if provisional and stands == "published":
        return f"{points} 分（{full}），等次{grade}，公布时还有没报的项，就按现有的数定了。"
    if provisional:
        then = "公布以后才定" if over else "报齐了再定"
        return f"暂定 {points} 分（{full}），按现有的数暂为{grade}，{then}。"
    return f"{points} 分（{full}），等次{grade}。"


def never(points: str, full: str) -> str:
    """A quarter that is over, of which no result was ever published."""
    return per(
        f"这个季度没有公布过结果，没有等次和名次。照留下的数算是 {points} 分（{full}），只供参考。"
    )


def to_go(grades: Sequence[tuple[str, str, str]]) -> str:
    """What is lacking to each better grade: its name, from how many points on, by how much."""
    return "，".join(f"离{name}（{least} 分）还差 {gap} 分" for name, least, gap in grades) + "。"


def missing(
    own: int,
    others: int,
    awards: int,
    waits: tuple[int, int] = (0, 0),
    *,
    over: bool = False,
    settled: bool = False,
) -> str:
    """Why the total is provisional; ``over``: the unit fills no more, ``settled``: nobody does."""
    parts = []
    if own:
        parts.append(f"本单位 {own} 项{'到截止没有填完' if over else '没填完'}")
    if others:
        parts.append(f"{others} 项{'别的部门没有提供' if settled else '等别的部门提供'}")
    if awards:
        parts.append(f"{awards} 项{'没有评定' if settled else '等审核员评定'}")
    if settled and parts:
        return f"没报的：{'，'.join(parts)}。没报的不给分。"
    nothing = "未报的先不给分。" if parts else ""
    compared, taken = waits
    if compared:
        parts.append(f"{compared} 项要和其他单位比，其他单位还没报齐、审完")
    if taken:
        parts.append(f"{taken} 项等别的项报来的数")
    return f"暂定的原因：{'，'.join(parts)}。{nothing}" if parts else ""


def compared(known: Sequence[str], silent: Sequence[str]) -> str:
    """To the office: the figures that were held against each other, and who has none."""
    parts = [f"比的数：{'、'.join(known)}"] if known else []
    parts += [f"没有数的：{'、'.join(silent)}"] if silent else []
    return f"{'；'.join(parts)}。"


def section(number: str, name: str, points: str, *, yearly: bool = False) -> str:
    """One section in one line."""
    return f"{number}、{name}　{points}{'（只计入全年）' if yearly else ''}"


def row(name: str, points: str, source: str, why: str) -> str:
    """One row with its reason."""
    reason = "：".join(one for one in (source, why) if one)
    return f"{name}　{points}" + (f"\n　{reason}" if reason else "")


def not_answered(*, over: bool) -> str:
    """An own row without an answer; ``over``: it can no longer come."""
    return "没有填" if over else "还没填"


def waits_for(body: str, *, settled: bool) -> str:
    """A row that others supply; ``settled``: nothing is waited for any more."""
    return f"{body}没有提供数据" if settled else f"等{body}提供数据"


def waits_for_award(*, settled: bool) -> str:
    """A row the reviewer marks."""
    return "没有评定" if settled else "等审核员评定"


def returned() -> str:
    """A row that was sent back."""
    return "退回补正"


def not_supplemented() -> str:
    """A row that was sent back and can no longer come back."""
    return "退回没有补正"


def resubmitted() -> str:
    """A supplement that waits."""
    return "补正待复核"


def name_a_unit() -> str:
    """To the office, which is liaison of no unit."""
    return "要看哪个单位的得分？请写上单位名，例如：教育局得分。"


# -- why --------------------------------------------------------------------------------------


def why_title(unit: str, quarter: str, mark: str) -> str:
    """Head of the rows below their points, in the quarter that was meant."""
    return f"{unit} {quarter} 扣分和未得分的项目{mark}"


def nothing_lost() -> str:
    """Every row has its full points."""
    return "每一项都是满分，没有扣分。"


def total_lost(points: str, full: str, provisional: bool, stands: Standing = "running") -> str:
    """The total above its reasons."""
    if stands == "never":
        return never(points, full)
    provisional = provisional and stands == "running"
    return f"{'暂定' if provisional else '总分'} {points} 分（{full}）。"


def lost_kinds(deducted: int, unreported: int, *, settled: bool = False) -> str:
    """How many rows are really below their points, and how many only wait for figures."""
    parts = [f"没拿满的 {deducted} 项"] if deducted else []
    parts += [f"{'没有报' if settled else '还没报齐'}的 {unreported} 项"] if unreported else []
    return "，".join(parts) + "："


def lost(name: str, points: str, less: str, reason: str) -> str:
    """One row below its points."""
    return f"{name}　{points}，少 {less} 分\n　{reason}"


def why_row_title(unit: str, name: str) -> str:
    """Head of one row's reasons; ``unit``: whose, where that is not the reader's own."""
    return f"{unit}　{name} 怎么算的" if unit else f"{name} 怎么算的"


def not_reviewed(*, handed: bool) -> str:
    """That nobody has decided on a row yet."""
    if not handed:
        return "还没有提交，审核员没有审过：下面按现在填的数算，不是最后的分。"
    return "审核员还没有审这一项：下面是单位自评，审定以后可能会变。"


def clause(text: str, content: str) -> str:
    """The clause that decides; where the document prints none, what it asks for."""
    if text:
        return f"评分标准：{text}"
    return f"原表没有印评分标准。考核内容：{content}" if content else "原表没有印评分标准。"


def review(decision: str, reason: str) -> str:
    """What the reviewer said."""
    words = {"accept": "审核通过", "cut": "审核核减", "return": "退回补正"}
    said = words.get(decision, "已补正，等待复核")
    return f"{said}：{reason}" if reason else f"{said}。"


def claim(said: str, source: str) -> str:
    """The figures behind the points, and whose they are."""
    return f"{source or '依据'}：{said}"


def described(note: str) -> str:
    """What the unit wrote of the row, in its own words."""
    whole = (
        note
        if len(note) <= _LONGEST_NOTE
        else f"{note[:_LONGEST_NOTE]}……（全文在审核台、材料包里）"
    )
    return f"单位写的说明：“{whole}”"


_LONGEST_NOTE = 800


def claimed(said: str) -> str:
    """What the unit itself said, below what was accepted."""
    return f"单位自报：{said}"


def reading(text: str, defect: str) -> str:
    """How a doubtful clause is read."""
    parts = [text] if text else []
    parts += [f"原文问题：{defect}"] if defect else []
    return "\n".join(parts)


# -- gain -------------------------------------------------------------------------------------


def gain_title(unit: str, quarter: str, mark: str) -> str:
    """Head of the advice."""
    return f"{unit} {quarter} 提分建议{mark}"


def gain_total(now: str, more: str) -> str:
    """What could still come altogether."""
    return f"现在 {now} 分，下面这些做好、填好，最多还能得 {more} 分。"


def gain_closed() -> str:
    """The form takes no more answers."""
    return per("现在不能再改填报，供下个季度参考。")


def own_gain(name: str, points: str, inputs: Sequence[str], answered: bool) -> str:
    """An own row that could bring more."""
    named = "".join(f"“{name}”" for name in inputs[:3]) + ("等" if len(inputs) > 3 else "")
    verb = "再做" if answered else "填"
    return f"＋{points} 分　{name}\n　{verb}：{named}"


def award_gain(name: str, points: str, noted: bool, papers: int) -> str:
    """A row that a reviewer marks."""
    if noted and papers:
        how = "说明和材料都有了，等审核员评定"
    elif noted:
        how = "说明写了，还要传材料，由审核员评定"
    else:
        how = "写说明、传材料，由审核员评定"
    return f"最多＋{points} 分　{name}\n　{how}"


def ledger_gain(name: str, points: str) -> str:
    """The row that counts work reports."""
    return f"＋{points} 分　{name}\n　按时多报总结、简报、稿件"


def supplied_gain(name: str, points: str, body: str) -> str:
    """A row that others supply."""
    return f"＋{points} 分　{name}\n　由{body}提供，不用您填，可以去问进展"


def nothing_to_gain() -> str:
    """Nothing more can come."""
    return "能得的分都已经得到了，没有可以再提的项目。"
