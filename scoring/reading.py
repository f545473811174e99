"""TOML text to a Scheme: structure and types, every fault noted.

Here: header, sections, ranking, classes. Not here: TOML (`toml`), rows (`row_reading`), whether
the whole makes sense (`checks`).
"""

import re
from typing import Final, Literal, cast

from scoring import keys
from scoring.exact import ROUNDINGS, ZERO, plain
from scoring.model import Grade, Ranking, Row, Scheme, Section, YearRule
from scoring.periods import KINDS, Kind, numbers
from scoring.row_reading import read_row
from scoring.sharing import resolved
from scoring.table import Faults, Table
from scoring.toml import parsed

_WEIGHTS: Final = {
    "quarter": "要依次写四个季度的权重，如 [20, 20, 20, 40]",
    "month": "要依次写十二个月的权重，合计 100",
    "half": "要依次写上半年、下半年的权重，如 [40, 60]",
    "term": "要依次写第一、第二学期的权重，如 [40, 60]",
    "year": "一年考核一次的没有权重",
}
_HUNDRED: Final = 100
_ROW_ID: Final = re.compile(r"[^\s.\[\]]+\.[^\s.\[\]]+")


def read(text: str, faults: Faults) -> Scheme:
    """Return the scheme a TOML text says, every fault noted, those of its TOML first."""
    data = parsed(text, faults)
    top = Table(faults, "", {key: raw for key, raw in data.items() if key in keys.TOP})
    if "scheme" not in data:
        faults.add("", "scheme", "缺少抬头 [scheme]")
    header = top.table("scheme")
    header.row, header.prefix = "[scheme]", ""
    header.only(keys.SCHEME)
    sections = _sections(top.table("section"), _rows(data, faults), faults)
    return Scheme(
        name=header.text("name", required=True),
        group=header.text("group", required=True),
        title=header.text("title", required=True),
        document=header.text("document", required=True),
        number=header.text("number"),
        issued=header.day("issued"),
        in_force=header.day("in_force"),
        period=(period := _period(header)),
        full=header.number("full", unlimited=True),
        grades=_grades(header),
        sections=sections,
        own_defects=header.texts("defects"),
        readings=header.texts("readings"),
        bonus_max=header.maybe_number("bonus_max"),
        bonus_from=header.maybe_number("bonus_from"),
        total_max=header.maybe_number("total_max"),
        total_min=header.maybe_number("total_min"),
        returned=header.returned(),
        ranking=_ranking(top.table("ranking")),
        year=_year(top.table("year"), period) if "year" in data else None,
        classes=_classes(top.table("classes")),
        text=text,
    )


def _rows(data: dict[str, object], faults: Faults) -> list[Row]:
    rows = []
    for id, raw in data.items():
        if id in keys.TOP:
            continue
        if not isinstance(raw, dict):
            faults.add("", id, '不认识的键；每一行要写成 ["三.4"] 这样的表')
        elif not _ROW_ID.fullmatch(id):
            faults.add(f'["{id}"]', "", '行的编号要写成 ["三.4"]：节号、英文句点、行号，外加引号')
        else:
            shared = _shared(data, id)
            rows.append(read_row(Table(faults, f'["{id}"]', shared | raw), id))
    if not rows:
        faults.add("", "", "一行指标也没有")
    return resolved(rows, faults)


def _shared(data: dict[str, object], id: str) -> dict[str, object]:
    """What a section says once for all its rows: who supplies, who reviews."""
    sections = data.get("section")
    section = sections.get(id.partition(".")[0]) if isinstance(sections, dict) else None
    if not isinstance(section, dict):
        return {}
    return {key: section[key] for key in ("by", "reviewer") if key in section}


def _sections(table: Table, rows: list[Row], faults: Faults) -> tuple[Section, ...]:
    found = []
    for number, raw in table.data.items():
        place = f'[section."{number}"]'
        if not isinstance(raw, dict):
            faults.add(place, "", "要写成一个表")
            continue
        own = tuple(row for row in rows if row.section == number)
        found.append(_section(Table(faults, place, raw), number, own))
        if not own:
            faults.add(place, "", "这一节没有一行指标")
    numbers = {section.number for section in found}
    for row in rows:
        if row.section not in numbers:
            faults.add(
                f'["{row.id}"]', "", f'没有第“{row.section}”节，请写 [section."{row.section}"]'
            )
    return tuple(found)


def _section(table: Table, number: str, rows: tuple[Row, ...]) -> Section:
    table.only(keys.SECTION)
    bonus = table.choice("bonus", ("inside", "outside"), "") if "bonus" in table.data else ""
    return Section(
        number=number,
        name=table.text("name", required=True),
        points=table.number("points", unlimited=True),
        bonus=bool(bonus),
        rows=rows,
        outside=bonus == "outside",
        yearly=table.flag("yearly"),
        capped=table.flag("capped"),
        weight=table.positive("weight") if "weight" in table.data else None,
        heading=table.text("heading"),
        reading=table.text("reading"),
        defect=table.text("defect"),
    )


def _grades(header: Table) -> tuple[Grade, ...]:
    raw = header.data.get("grades")
    if not isinstance(raw, list) or not raw:
        header.fault("grades", '缺少，要写成 [["优秀", 90], …]')
        return ()
    found = []
    for one in raw:
        if not isinstance(one, list) or len(one) != 2 or not isinstance(one[0], str):
            header.fault("grades", '每个等次要写成 ["优秀", 90]')
            continue
        found.append(Grade(one[0], header.as_number("grades", one[1])))
    lines = [grade.at_least for grade in found]
    if lines != sorted(set(lines), reverse=True):
        header.fault("grades", "分数线要从高到低，不能重复")
    elif lines and lines[-1] > 0:
        last = found[-1]
        header.fault(
            "grades",
            f"最后一个等次“{last.name}”的分数线要写 0，它管其余所有的分数；现在写的是 "
            f"{plain(last.at_least)}，得 0 分的也会成为“{last.name}”",
        )
    if len({grade.name for grade in found}) != len(found):
        header.fault("grades", "等次的名称重复了")
    return tuple(found)


def _ranking(table: Table) -> Ranking:
    table.row, table.prefix = "[ranking]", ""
    table.only(keys.RANKING)
    digits = table.whole("digits", 2)
    if digits > 6:
        table.fault("digits", "最多 6 位小数")
    return Ranking(
        compare=cast(
            "Literal['exact', 'shown']", table.choice("compare", ("exact", "shown"), "exact")
        ),
        digits=digits,
        rounding=table.choice("rounding", tuple(ROUNDINGS), "half_up"),
        ties=cast("Literal['skip', 'dense']", table.choice("ties", ("skip", "dense"), "skip")),
        break_by=table.texts("break_by"),
        per_class=table.flag("per_class") if "per_class" in table.data else None,
        vetoed=cast(
            "Literal['last', 'by_total']", table.choice("vetoed", ("last", "by_total"), "last")
        ),
    )


def _period(header: Table) -> Kind:
    return cast("Kind", header.choice("period", tuple(KINDS), "quarter"))


def _year(table: Table, period: Kind) -> YearRule:
    table.row, table.prefix = "[year]", ""
    if period == "year":
        table.fault("compose", "一年考核一次的，没有全年怎样合成，去掉 [year]")
    table.only(keys.YEAR)
    if "compose" not in table.data:
        table.fault("compose", "缺少，必须写")
    compose = table.choice("compose", ("mean", "sum", "weighted"), "mean")
    weights = table.numbers("weights")
    if compose == "weighted":
        count = len(numbers(period))
        if len(weights) != count or any(one < 0 for one in weights):
            table.fault("weights", _WEIGHTS[period])
        elif sum(weights) != _HUNDRED:
            every = "四个" if period == "quarter" else "各个"
            found = plain(sum(weights, ZERO))
            table.fault("weights", f"{every}权重合计要是 100，现在是 {found}")
    elif "weights" in table.data:
        table.fault("weights", '只和 compose = "weighted" 一起写')
    return YearRule(
        compose=cast("Literal['mean', 'sum', 'weighted']", compose),
        weights=weights,
        missing=cast(
            "Literal['skip', 'zero', 'none']",
            table.choice("missing", ("skip", "zero", "none"), "skip"),
        ),
        grades=_grades(table) if "grades" in table.data else (),
        share=table.positive("share") if "share" in table.data else None,
    )


def _classes(table: Table) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table.row, table.prefix = "[classes]", ""
    return tuple((name, table.texts(name)) for name in table.data)
