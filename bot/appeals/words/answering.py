"""Who answers an appeal, and what one that is not followed leaves."""

from __future__ import annotations

from collections.abc import Sequence

from bot.forms.form import UnitForm
from bot.forms.words import figures
from scoring.scheme import Row


def decided_before(others: Sequence[str]) -> str:
    """To who decided on the row: somebody else answers; ``others``: who could."""
    lead = "这一项您审过，申诉要由没有审过它的人答复。"
    if others:
        return f"{lead}可以由{'、'.join(others)}答复。"
    return f"{lead}现在没有别的人可以答复，请管理员再邀请一位审核员。"


def still(form: UnitForm, row: Row) -> str:
    """What an appeal that is not followed leaves."""
    return f"仍是 {figures.points(form.result(row.id).points, row.points)}。"
