"""What the command prints for people: a scheme, a ranking, as tables on a terminal.

Here: rich tables and plain lines. Not here: the sentences (`sentence`) and the command line
(`__main__`).
"""

import csv
import json
import re
from collections.abc import Callable
from typing import TextIO, assert_never

from rich import box
from rich.console import Console
from rich.table import Table

from scoring.batch import Batch
from scoring.doubts import doubts
from scoring.exact import plain
from scoring.model import Row, Scheme, Section
from scoring.parts import Input, Want
from scoring.ranking import Standing, apart
from scoring.sentence import full_mark, lowest, ranking_rule, returned_rule, rule, total_rules
from scoring.sharing import said as said_of_shared
from scoring.shown import figures
from scoring.year import said as year


def summary(scheme: Scheme) -> list[str]:
    """Return the lines that say a scheme is sound: rows, full mark, what is reachable, defects."""
    found = [f"{scheme.name}：通过，{len(scheme.rows)} 行指标，{full_mark(scheme)}"]
    found += [f"  已声明的错漏：{one}" for one in scheme.defects]
    return found + [f"  提醒：{one.row}，{one.key}：{one.sentence}" for one in doubts(scheme)]


def show_scheme(scheme: Scheme, rows: list[Row], console: Console) -> None:
    """Print a scheme's header and the rules of some rows as the machine reads them."""
    console.print(f"{scheme.title}（{scheme.group}）", style="bold")
    console.print(
        "，".join(filter(None, (scheme.document, scheme.number)))
        + f"，{scheme.in_force} 起执行，{full_mark(scheme)}"
    )
    grades = [f"{one.name} {plain(one.at_least)} 分以上" for one in scheme.grades[:-1]]
    console.print(f"等次：{'、'.join([*grades, f'其余为{scheme.grades[-1].name}'])}")
    console.print(ranking_rule(scheme))
    for line in (*total_rules(scheme), year(scheme), returned_rule(scheme), *scheme.defects):
        if line:
            console.print(line)
    wanted = {row.id for row in rows}
    for section in scheme.sections:
        shown = [row for row in section.rows if row.id in wanted]
        if shown:
            head = f"{section.number}、{section.name}（{plain(section.points)} 分"
            console.print(f"\n{head}{_weight(section)}）", style="bold")
        for row in shown:
            _show_row(row, console)


def _show_row(row: Row, console: Console) -> None:
    console.print(f"{row.id} {row.name}（{plain(row.points)} 分）", style="bold")
    console.print(f"  规则：{rule(row)}")
    console.print(f"  输入：{'；'.join(_input(one) for one in row.inputs)}")
    for one in said_of_shared(row):
        console.print(f"  {one}")
    if row.wants:
        console.print(f"  材料要看到：{'；'.join(_want(one) for one in row.wants)}")
    cells = {"原文": row.text, "理解": row.reading, "错漏": row.defect, "印作": row.printed}
    for word, text in cells.items():
        if text:
            console.print(f"  {word}：{text}", style="dim")


def _weight(section: Section) -> str:
    return "" if section.weight is None else f"，按 {plain(section.weight)}% 计"


def _input(one: Input) -> str:
    return f"{one.name}（{_kind(one)}）"


def _want(one: Want) -> str:
    return f"{one.text}（报了“{one.of}”的）" if one.of and one.of != one.text else one.text


def _kind(one: Input) -> str:
    match one.kind:
        case "count":
            return f"整数，{one.unit}"
        case "flag":
            return "是或否"
        case "rate":
            return "比率，如 12.5% 或 0.125"
        case "amount":
            return f"可以带小数，{one.unit}"
        case "award":
            each = f"，逐{one.events.unit}，如 [2, 1.5]" if one.events is not None else ""
            return f"评定的分数{each}"
        case "named":
            return (
                f"名称：级别，{'、'.join(word for word, _ in one.choice)}，几{one.unit}用分号隔开"
            )
        case _:
            assert_never(one.kind)


def write_json(batch: Batch, target: TextIO) -> None:
    """Write the result as JSON, unit by unit, points as exact text."""
    scheme = batch.scheme
    head: dict[str, object] = {"scheme": scheme.name, "digest": scheme.digest}
    head |= {"full": plain(scheme.full), "reachable": plain(scheme.reachable)}
    head["defects"] = list(scheme.defects)
    target.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "units": [')
    write = _writer(target)
    for place, line in enumerate(batch.lines()):
        write((b",\n" if place else b"\n") + line)
    write(b"\n]}\n")


def _writer(target: TextIO) -> Callable[[bytes], object]:
    """Return what takes UTF-8 as it is where the target is UTF-8 itself."""
    encoding = (target.encoding or "").lower().replace("-", "")
    if encoding == "utf8" and hasattr(target, "buffer"):
        target.flush()
        return target.buffer.write
    return lambda text: target.write(text.decode())


def _note(one: Standing) -> str:
    if one.veto_open:
        return "暂定，是否否决未报，先排在后面"
    if one.least is not None:
        return f"暂定，按最低可能的{lowest(one.least)}排"
    return "暂定" if one.provisional else ""


_FORMULA = re.compile(r"[\s\u200b\u2060\ufeff]*[-=+@＝＋－＠]|[\t\r\n]")
"""What a spreadsheet may take for the beginning of a formula, half or full width, blanks before."""


def write_csv(batch: Batch, target: TextIO) -> None:
    """Write one line for each unit: rank, name, total, grade, 暂定, then the rows' points.

    A name that a spreadsheet would take for a formula is text.
    """
    writer = csv.writer(target)
    ids = [row.id for row in batch.scheme.rows]
    writer.writerow(["名次", "单位", "总分", "等次", "暂定", *ids])
    for unit in batch.units():
        rows = unit["rows"]
        points = [rows[id]["points"] for id in ids] if isinstance(rows, dict) else []
        state = "暂定" if unit["provisional"] else ""
        name = str(unit["name"])
        name = f"'{name}" if _FORMULA.match(name) else name
        writer.writerow([unit["rank"], name, unit["total"], unit["grade"], state, *points])


def ranking_table(batch: Batch) -> Table:
    """Return the ranking as a table, best first."""
    scheme = batch.scheme
    caption = "；".join((full_mark(scheme), *scheme.defects))
    table = Table(title=f"{scheme.title}（{scheme.group}）", caption=caption, box=box.SIMPLE_HEAD)
    for head, side in (("名次", "right"), ("单位", "left"), ("总分", "right"), ("等次", "left")):
        table.add_column(head, justify="right" if side == "right" else "left")
    table.add_column("")
    by_class = apart(scheme, (one.classification for one in batch.standings))
    printed = figures(scheme, batch.standings)
    for one, points in zip(batch.standings, map(plain, printed), strict=True):
        note = _note(one)
        name = f"{one.unit}（{one.classification}）" if by_class else one.unit
        table.add_row(str(one.rank), name, points, one.grade, note)
    return table
