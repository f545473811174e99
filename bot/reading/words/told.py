"""What the liaison is told once the papers are read: what was seen, what is not there yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from bot.reading.words.kinds import SORTS, UNCLEAR, quoted
from bot.reading.words.unread import why
from bot.speech.periodic import per
from scoring.model import Row

_MOST: Final = 6
_LONGEST: Final = 30
_TITLE: Final = 44
_NAMED: Final = 3
_QUOTE: Final = 30


def title(several: bool, row: Row) -> str:
    """Head of the message where it stands alone."""
    return "材料读完了" if several else f"{row.id} {row.name}：材料读完了"


def last(*, proved: bool) -> str:
    """What the lines above are worth; work reports count by their day, whatever is read in them."""
    return "以上由机器读出，供您核对" + ("；算不算数由审核员定。" if proved else "。")


def row_head(row: Row) -> str:
    """Which row the lines below are about, where there are several."""
    return f"【{row.id} {row.name}】"


def paper(sort: str, title: str, label: str, told: Sequence[str], unsure: Sequence[str]) -> str:
    """One paper that was read: 《…》（通知，郏教〔2026〕12号，10月12日）, or its file's name."""
    marks = [SORTS.get(sort, SORTS["other"]), *filter(None, told)]
    doubtful = f"，{'、'.join(unsure)}拿不准" if unsure else ""
    called = f"《{_short(title, _TITLE)}》" if title else _short(label)
    return f"{called}（{'，'.join(marks)}{doubtful}）"


def _short(name: str, most: int = _LONGEST) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def seen(papers: Sequence[str], photos: int) -> str:
    """What was found among the papers."""
    said = list(papers[:_MOST])
    if len(papers) > _MOST:
        said.append(f"另外 {len(papers) - _MOST} 份")
    if photos:
        said.append(f"照片 {photos} 张")
    return f"读到：{'；'.join(said)}。"


def unread(labels: Sequence[str], code: str) -> str:
    """Papers of which nothing could be read, why, and what to do."""
    reason = f"（{why(code)}）" if why(code) else ""
    return f"没能读出文字：{_listed(labels)}{reason}。{_MEND.get(code, _TAKEN)}"


_TAKEN: Final = "已照收，由审核员看。"
_MEND: Final[Mapping[str, str]] = {
    "damaged": "请打开看看，必要时重发。",
    "password": "请去掉密码后重发。",
}


def _listed(labels: Sequence[str]) -> str:
    named = "、".join(_short(one) for one in labels[:_NAMED])
    return named + (f"等 {len(labels)} 份" if len(labels) > _NAMED else "")


def partly(label: str, code: str) -> str:
    """A paper of which a part was not read, and why."""
    return f"{_short(label)}：{why(code)}。"


def now_there(wants: Sequence[str]) -> str:
    """What was missing and has come."""
    return f"补上了：{'、'.join(wants)}。"


def missing(wants: Sequence[str]) -> str:
    """What the row wants and the papers do not show, in the document's words."""
    return f"还没看到：{'、'.join(wants)}。"


def ahead(wants: Sequence[str]) -> str:
    """What the papers would have to show if what is not answered yet were claimed."""
    return f"这一项还没填完；报“有”的话，材料里还要看到：{'、'.join(wants)}。"


def complete(*, but: bool = False) -> str:
    """Everything the row wants was seen; ``but``: there is something to look at below."""
    return "这一项要的几样都有，另外：" if but else "这一项要的都看到了。"


def is_calm(line: str) -> bool:
    """Whether a line says only what was found."""
    return line == complete() or line.startswith("读到：")


def folded(rows: Sequence[str], *, alone: bool) -> str:
    """Rows on which there is nothing to do; ``alone``: there are no others."""
    which = f"这 {len(rows)} 项" if alone else f"其余 {len(rows)} 项"
    return f"{which}读到了，没有看到要补的：{'、'.join(rows)}。"


def over(claimed: int, unit: str, most: int, days: Sequence[str]) -> str:
    """More is claimed than the papers show."""
    told = f"（{'、'.join(day(one) for one in days[:4])}）" if days else ""
    return (
        f"您报了 {claimed} {unit}，材料里最多对得上 {most} {unit}{told}。其余的请补材料，或者改数。"
    )


def day(value: str) -> str:
    """10月12日; another year says so."""
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{found.month}月{found.day}日"


def dated(value: str) -> str:
    """2026年10月12日, 2026年10月12日至16日, or 2026年10月."""
    first, _, last = value.partition("/")
    try:
        found = date.fromisoformat(first[:10])
        until = date.fromisoformat(last) if last else None
    except ValueError:
        year, _, month = value.partition("-")
        return f"{year}年{int(month)}月" if month.isdecimal() else value
    said = f"{found.year}年{found.month}月{found.day}日"
    if until is None:
        return said
    year = f"{until.year}年" if until.year != found.year else ""
    month = f"{until.month}月" if year or until.month != found.month else ""
    return f"{said}至{year}{month}{until.day}日"


def doubt(kind: str, labels: Sequence[str], reason: Mapping[str, object], quote: str) -> str:
    """Something about one's own papers that a person would ask about; one thing is said once."""
    name = _listed(labels)
    if kind == "outside":
        when = str(reason.get("day"))
        told = f"上的日期是{dated(when)}" if when[:4].isdigit() and "-" in when else f"说的是{when}"
        return f"请核对：{name} {told}，不在{per('本季度')}。"
    if kind == "blank":
        return f"请核对：{name} 里有没填完的地方：{quoted(quote, _QUOTE)}。"
    if kind == "other_unit":
        who = (
            quoted(quote, _QUOTE)
            if quote
            else (reason.get("unit") or reason.get("county") or reason.get("unknown"))
        )
        return f"请核对：{name} 的落款或抬头是{who}。"
    if kind == "no_source":
        return f"请核对：{name} 像是报道，没有看到是哪家媒体、什么网址。"
    return f"请核对：{name} {UNCLEAR.get(str(reason.get('why')), '看不清')}。"
