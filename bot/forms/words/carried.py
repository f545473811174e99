"""The mark of what was taken over from another quarter: how it is kept and how it is said."""

from __future__ import annotations

from bot.forms.form import UnitForm
from bot.speech.quarters import name
from scoring.periods import marked
from scoring.scheme import Row


def quarter_of(carried: str) -> str:
    """2026年三季度."""
    found = marked(carried)
    return name(*found) if found else carried


def says(carried: str) -> str:
    """沿用2026年三季度; nothing for what was said or sent anew."""
    return f"沿用{quarter_of(carried)}" if carried else ""


def with_caption(caption: str, carried: str) -> str:
    """A paper's caption with its mark in front."""
    return "，".join(part for part in (says(carried), caption) if part)


def of_row(form: UnitForm, row: Row) -> str:
    """沿用2026年三季度的答案和 3 份佐证材料; "" for a row that is said and shown anew."""
    answers = len(form.carried_answers(row))
    papers = sum(bool(one.carried) for one in form.proofs(row.id))
    said = sum((row.id, one.name) in form.claims for one in row.inputs)
    parts = ["答案" if answers == said else f" {answers} 个答案"] if answers else []
    parts += [f" {papers} 份佐证材料"] if papers else []
    return f"{says(form.carried(row))}的{'和'.join(parts)}" if parts else ""
