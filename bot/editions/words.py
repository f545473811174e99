"""Sentences about results that cannot be made."""

from __future__ import annotations

from collections.abc import Sequence


def not_countable(units: Sequence[str]) -> str:
    """Units, with their numbers, whose figures cannot be assessed."""
    return (
        f"{'、'.join(units)}未算：填报数据有问题，算不出得分，现在不能试算、公示或公布。"
        "请把编号告诉系统管理人员，改好再来。"
    )
