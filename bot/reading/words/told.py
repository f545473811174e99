"""What the liaison is told once the papers are read: what was seen, what is not there yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from bot.reading.words.kinds import SORTS
from bot.speech.periodic import per
from scoring.model import Row

_MOST: Final = 6
_LONGEST: Final = 30


def title(several: bool, row: Row) -> str:
    """Head of the message where it stands alone."""
    return "材料读完了" if several else f"{row.id} {row.name}：材料读完了"


def last(*, proved: bool) -> str:
    """What the lines above are worth; work reports count by their day, whatever is read in them."""
    return "以上由机器读出，供您核对" + ("；算不算数由审核员定。" if proved else "。")


def row_head(row: Row) -> str:
    """Which row the lines below are about, where there are several."""
    return f"【{row.id} {row.name}】"


def paper(sort: str, name: str, day: str, number: str, unsure: Sequence[str]) -> str:
    """One paper that was read: 《…》（通知，郏教〔2026〕12号，10月12日）."""
    marks = [SORTS.get(sort, SORTS["other"])]
    marks += [number] if number else []
    marks += [day] if day else []
    doubtful = f"，{'、'.join(unsure)}没读准" if unsure else ""
    called = f"《{_short(name)}》" if name else ""
    return (
        f"{called}（{'，'.join(marks)}{doubtful}）" if called else f"{'，'.join(marks)}{doubtful}"
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def seen(papers: Sequence[str], photos: int) -> str:
    """What was found among the papers."""
    said = list(papers[:_MOST])
    if len(papers) > _MOST:
        said.append(f"另外 {len(papers) - _MOST} 份")
    if photos:
        said.append(f"照片 {photos} 张")
    return f"读到：{'；'.join(said)}。"


def unread(labels: Sequence[str]) -> str:
    """Papers of which nothing could be read."""
    named = "、".join(_short(one) for one in labels[:3])
    more = f"等 {len(labels)} 份" if len(labels) > 3 else ""
    return f"没能读出文字：{named}{more}，已照收，由审核员看。"


def now_there(wants: Sequence[str]) -> str:
    """What was missing and has come."""
    return f"补上了：{'、'.join(wants)}。"


def missing(wants: Sequence[str]) -> str:
    """What the row wants and the papers do not show, in the document's words."""
    return f"还没看到：{'、'.join(wants)}。"


def complete() -> str:
    """Everything the row wants was seen."""
    return "这一项要的都看到了。"


def over(claimed: int, unit: str, most: int, days: Sequence[str]) -> str:
    """More is claimed than the papers show."""
    told = f"（{'、'.join(day(one) for one in days[:4])}）" if days else ""
    return (
        f"您报了 {claimed} {unit}，材料里对得上的有 {most} {unit}{told}。其余的请补材料，或者改数。"
    )


def day(value: str) -> str:
    """10月12日; another year says so."""
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{found.month}月{found.day}日"


def dated(value: str) -> str:
    """2026年10月12日, or 2026年10月."""
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        year, _, month = value.partition("-")
        return f"{year}年{int(month)}月" if month.isdigit() else value
    return f"{found.year}年{found.month}月{found.day}日"


def doubt(kind: str, label: str, reason: Mapping[str, object], quote: str) -> str:
    """Something about one's own paper that a person would ask about."""
    name = _short(label)
    if kind == "outside":
        return f"请核对：{name} 上的日期是{dated(str(reason.get('day')))}，不在{per('本季度')}。"
    if kind == "blank":
        return f"请核对：{name} 里有没填完的地方：“{_short(quote)}”。"
    if kind == "other_unit":
        who = reason.get("unit") or reason.get("county")
        return f"请核对：{name} 的落款或抬头是{who}。"
    if kind == "no_source":
        return f"请核对：{name} 像是报道，没有看到是哪家媒体、什么网址。"
    return f"请核对：{name} 看不清，或者不是材料本身。"
