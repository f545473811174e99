"""How a row, its figures, its points and a file's size are said in one short line.

Words only: which figure counts is ``bot.forms.form``'s, how points come about
``scoring.sentence``'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from bot.forms.form import UnitForm
from scoring.exact import show
from scoring.model import Row
from scoring.parts import Input
from scoring.scheme import Scheme
from scoring.sentence import result
from scoring.wording import percent
from scoring.year import counts_yearly

Raw = bool | int | str

SOURCES: Final = {"accepted": "核定", "supplied": "部门数据", "claimed": "自评"}
"""Where a figure comes from, as the score shows it."""

KINDS: Final = {
    "pdf": "PDF",
    "ofd": "OFD",
    "link": "链接",
    "mp4": "视频",
    "mov": "视频",
    "txt": "文本",
} | dict.fromkeys(("jpg", "png", "gif", "webp", "bmp", "heic"), "图片")
_LONGEST_LABEL: Final = 28


def row_title(row: Row) -> str:
    """三.4 信用+应用场景."""
    return f"{row.id} {row.name}"


def called(scheme: Scheme, row: Row) -> str:
    """三.4 信用+应用场景; of rows that the document prints under one name what tells them apart."""
    apart = _apart(scheme).get(row.id)
    return f"{row.id} {apart or row.name}"


def called_button(scheme: Scheme, row: Row, lead: str = "") -> str:
    """The same on a button, never longer than a phone shows."""
    return short(f"{lead}{called(scheme, row)}", 20)


def called_all(scheme: Scheme, rows: Iterable[Row]) -> str:
    """Several rows inside a sentence."""
    return "、".join(called(scheme, row) for row in rows)


_KNOWN_APART: dict[str, dict[str, str]] = {}


def _apart(scheme: Scheme) -> dict[str, str]:
    """Row → what tells it from others of its name, per scheme version."""
    known = _KNOWN_APART.get(scheme.digest)
    if known is None:
        often = Counter(row.name for row in scheme.rows)
        known = {row.id: _told_apart(row) for row in scheme.rows if often[row.name] > 1}
        _KNOWN_APART[scheme.digest] = known
    return known


def _told_apart(row: Row) -> str:
    first = (*row.inputs, *row.borrowed)[0]
    if first.kind == "award":
        return short((row.short or row.text or row.name).partition("，")[0], 16)
    return first.checklist or first.name


def row_button(row: Row, lead: str = "") -> str:
    """A row on a button: never longer than a phone shows."""
    return short(f"{lead}{row_title(row)}", 20)


def short(text: str, most: int = _LONGEST_LABEL) -> str:
    """A text that fits its line; a file keeps its ending, because people look for it."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    stem, dot, ending = text.rpartition(".")
    if dot and ending.isascii() and len(ending) <= 5 and stem:
        # What tells pictures of one phone apart stands at the end of their names.
        room = most - len(ending) - 2
        tail = room * 3 // 5
        return f"{stem[: room - tail]}…{stem[-tail:]}.{ending}"
    return f"{text[: most - 1]}…"


def not_to_fill(rows: Iterable[Row]) -> str:
    """，另有 6 项由其他部门提供、1 项按台账自动计: so that the numbers add up."""
    rows = tuple(rows)
    others = sum(row.by is not None for row in rows)
    ledgers = [row.name for row in rows if row.by is None and row.ledger]
    parts = [f"{others} 项由其他部门提供"] if others else []
    parts += [f"{len(ledgers)} 项（{'、'.join(ledgers)}）自动计"] if ledgers else []
    taken = sum(row.takes_all for row in rows)
    parts += [f"{taken} 项用别的项报的数"] if taken else []
    return f"；另有 {'、'.join(parts)}，不用填" if parts else ""


def size(number: int) -> str:
    """1 KB at least, 35 KB, 2.4 MB: bytes mean nothing to people."""
    if number < 1024 * 1024:
        return f"{max(1, round(number / 1024))} KB"
    return f"{number / 1024 / 1024:.1f} MB"


def kind(code: str) -> str:
    """What people call a kind of file; Office files by their ending."""
    return KINDS.get(code, f"{code} 文件" if code else "文件")


def value(input: Input, raw: Raw) -> str:
    """One figure with its unit: 是, 3 次, 12.5%, 7.5 分."""
    if input.kind == "flag":
        return "是" if raw else "否"
    if input.kind == "rate":
        return percent(Decimal(raw))
    if input.kind == "award":
        word = next((word for word, points in input.choice if points == Decimal(raw)), "")
        said = f"{show(Decimal(raw))} 分"
        return f"{word}（{said}）" if word else said
    if input.kind == "named":
        return str(raw)
    return f"{raw} {input.unit}".rstrip()


def answers(row: Row, look: Callable[[Input], Raw | None]) -> str:
    """All figures of a row in one line; what nobody has reported is 未报."""
    parts: list[str] = []
    done: set[str] = set()
    for input in row.inputs:
        if input.checklist:
            if input.checklist not in done:
                done.add(input.checklist)
                parts.append(_checklist(row, input.checklist, look))
            continue
        raw = look(input)
        said = "未报" if raw is None else value(input, raw)
        parts.append(f"{short(input.name, 16)} {said}")
    return "，".join(parts)


def taken(row: Row, figure: Callable[[Row, Input], tuple[Raw, str] | None]) -> str:
    """What a row takes from others, and from which."""
    parts = []
    for one in row.borrowed:
        found = figure(row, one)
        said = "未报" if found is None else value(one, found[0])
        parts.append(f"{short(one.name, 16)} {said}（取自 {dict(row.shared)[one.name]}）")
    return "，".join(parts)


def _checklist(row: Row, label: str, look: Callable[[Input], Raw | None]) -> str:
    items = [one for one in row.inputs if one.checklist == label]
    found = [look(one) for one in items]
    if all(one is None for one in found):
        return f"{label} 未报"
    words = f"{label} {sum(bool(one) for one in found)}/{len(items)} 项"
    lacking = [short(one.name, 10) for one, raw in zip(items, found, strict=True) if not raw]
    held = [short(one.name, 10) for one, raw in zip(items, found, strict=True) if raw]
    if lacking and len(lacking) <= 3:
        words += f"（缺{'、'.join(lacking)}）"
    elif lacking and 1 <= len(held) <= 3:
        words += f"（做到{'、'.join(held)}）"
    return words


def of_year(scheme: Scheme, row: Row) -> str:
    """Behind the points of a row that no total of the period holds."""
    return "（只计入全年）" if counts_yearly(scheme, row.id) else ""


def points(now: Decimal, most: Decimal) -> str:
    """7/10 分; where the document prints no 分值, 7 分."""
    return f"{show(now)}/{show(most)} 分" if most.is_finite() else f"{show(now)} 分"


def explained(form: UnitForm, row: Row) -> str:
    """How a row's points came about; of one that may still come back, what holds until then."""
    return result(row, form.result(row.id), open_return=form.is_returned(row.id))
