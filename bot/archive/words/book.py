"""The words of the evidence pack: what its pages say about each row, from the form alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.archive.words.pack import UNFILED
from bot.corridor.events import File, Recipe
from bot.editions.edition import Edition, Result, Table
from bot.forms.form import Source, UnitForm
from bot.forms.words import carried, figures
from bot.release.words.release import VERBS, points
from bot.release.words.released import place
from bot.speech.calendar import say_moment
from bot.speech.quarters import name
from scoring.exact import show
from scoring.scheme import Row
from scoring.sentence import result
from storage.kinds import KINDS
from storage.queries.answers import NOTE
from storage.queries.papers import Evidence

_DECISIONS = {"accept": "通过", "cut": "核减", "return": "退回补正", "doubt": "存疑"}


def book(form: UnitForm, standing: str, now: datetime) -> File:
    """The pack of a unit as a file; ``standing``: whose figures, which edition, which place."""
    quarter = name(form.quarter.year, form.quarter.number)
    title = f"{form.unit.name}{quarter}考核材料图文册"
    data = {
        "title": title,
        "head": f"{form.unit.name}　{quarter}　{standing}",
        "lead": [
            f"考核表：{form.scheme.title}",
            f"结果：{standing}",
            f"材料截至 {say_moment(now)}；照片缩小排版，原件另存，文件后面是回执编号。",
        ],
        "overview": [_overview(form, row) for row in form.rows],
        "sections": _sections(form),
    }
    return File(label=f"{title}.docx", recipe=Recipe(name="evidence pack", data=data))


def _overview(form: UnitForm, row: Row) -> list[str]:
    most = show(row.points) if row.points.is_finite() else "不限"
    return [
        figures.row_title(row),
        most,
        show(form.result(row.id).points),
        _counted(form, row),
    ]


def _counted(form: UnitForm, row: Row) -> str:
    if row.ledger:
        return f"{len(form.reports)} 篇报送" if form.reports else "没有报送"
    found = form.proofs(row.id)
    pictures = sum(_drawn(one) for one in found)
    links = sum(one.digest is None for one in found)
    counts = (
        (pictures, "张照片"),
        (len(found) - pictures - links, "份文件"),
        (links, "个链接"),
    )
    said = "、".join(f"{count} {what}" for count, what in counts if count)
    return said or (f"由{row.by}提供" if row.by else "没有材料")


def _sections(form: UnitForm) -> list[dict[str, Any]]:
    found = []
    applies = {row.id for row in form.rows}
    for section in form.scheme.sections:
        rows = [row for row in section.rows if row.id in applies]
        if rows:
            head = f"{section.number}、{section.name}"
            found.append({"head": head, "rows": [_row(form, row) for row in rows]})
    loose = form.proofs(None)
    if loose:
        facts = [["说明", "收到了，还没有归到哪一项。"]]
        row = {"title": UNFILED, "score": "", "facts": facts, **_proofs(loose)}
        found.append({"head": UNFILED, "rows": [row]})
    return found


def _row(form: UnitForm, row: Row) -> dict[str, Any]:
    found = form.result(row.id)
    proofs = _proofs(form.proofs(row.id))
    if row.ledger:
        proofs["papers"] = [
            f"{number}. {one.kind}《{one.title}》，{'按时' if one.on_time else '逾期'}，"
            f"回执 {one.receipt}"
            for number, one in enumerate(form.reports, 1)
        ]
    return {
        "title": figures.row_title(row),
        "score": f"得 {figures.points(found.points, row.points)}",
        "facts": _facts(form, row),
        **proofs,
    }


def _facts(form: UnitForm, row: Row) -> list[list[str]]:
    """Clause, what each side says, how the points came; a line that says nothing is left out."""
    review = form.reviews.get(row.id)
    lines = [
        ["评分标准", row.text],
        ["自评", _said(form, row, "claimed") or _note(form, row)],
        ["沿用", carried.of_row(form, row)],
        [row.by or "部门数据", _said(form, row, "supplied")],
        ["核定", _said(form, row, "accepted")],
        ["得分理由", result(row, form.result(row.id))],
        ["审核意见", _opinion(review.decision, review.reason) if review else ""],
    ]
    return [line for line in lines if line[1]]


def _said(form: UnitForm, row: Row, source: Source) -> str:
    """All figures of a side; nothing where it said nothing at all."""
    if all(form.said(source, row.id, one.name) is None for one in row.inputs):
        return ""
    return figures.answers(row, lambda one: form.said(source, row.id, one.name))


def _note(form: UnitForm, row: Row) -> str:
    note = form.claimed(row.id, NOTE)
    return str(note) if note is not None else ""


def _opinion(decision: str, reason: str) -> str:
    said = _DECISIONS.get(decision, decision)
    return f"{said}：{reason}" if reason else said


def _proofs(found: Sequence[Evidence]) -> dict[str, Any]:
    """Pictures numbered through, the other papers below as a list."""
    pictures = [one for one in found if _drawn(one)]
    others = [one for one in found if not _drawn(one)]
    return {
        "pictures": [
            {"digest": one.digest, "caption": _caption(f"图{number}", one)}
            for number, one in enumerate(pictures, 1)
        ],
        "papers": [_paper(number, one) for number, one in enumerate(others, 1)],
    }


def _caption(number: str, one: Evidence) -> str:
    said = carried.with_caption(one.caption or figures.short(one.label), one.carried)
    return f"{number}　{said}\n{one.receipt}"


def _paper(number: int, one: Evidence) -> str:
    if one.digest is None:
        return f"材料{number}　{one.label}　{one.url}（{one.receipt}）"
    about = f"{figures.kind(one.kind)}，{figures.size(one.size)}"
    noted = carried.with_caption(one.caption, one.carried)
    said = f"，{noted}" if noted else ""
    return f"材料{number}　{one.label}（{about}{said}，{one.receipt}）"


def _drawn(one: Evidence) -> bool:
    kind = KINDS.get(one.kind)
    return one.digest is not None and kind is not None and kind.picture


def released(edition: Edition, table: Table, one: Result) -> str:
    """公布第 1 版：92.50 分，优秀，县直单位 40 个单位中第 3 名."""
    lead = f"{VERBS[edition.kind]}第 {edition.version} 版"
    return f"{lead}：{points(table, one)} 分，{one.grade}，{place(table, one)}"


def not_released(form: UnitForm) -> str:
    """Before a release there is neither grade nor place."""
    rules = form.scheme.ranking
    total = show(form.assessment.total, rules.digits, rules.rounding)
    return f"还没有公示，目前 {total} 分{'（暂定）' if form.assessment.provisional else ''}"
