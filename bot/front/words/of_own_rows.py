"""Sentences about who fills in or supplies a row."""

from __future__ import annotations

from typing import Final

FILL: Final = "填 "
"""What the buttons of rows begin with where they are listed to be filled in."""


def supplied(row: str, by: str) -> str:
    """A row that another body supplies."""
    return f"{row}：{by}"


def own(row: str) -> str:
    """A row that the unit fills in itself."""
    return f"{row}是本单位自己填的。"
