"""A scheme of one row, to be bent by the tests of single keys."""

from collections.abc import Mapping

from scoring.assess import assess
from scoring.model import Row
from scoring.result import Assessment, RowResult
from scoring.scheme import Scheme, loads

HEAD = """
[scheme]
name = "小表"
group = "镇"
title = "小表"
document = "办法"
issued = 2026-01-01
in_force = 2026-01-01
full = {full}
grades = [["优秀", 90], ["良好", 80], ["不合格", 0]]
{more}
"""
SECTION = """
[section."一"]
name = "节"
points = {points}
{section}

["一.1"]
name = "行"
points = {points}
"""


def text(
    body: str, *, points: str = "10", full: str = "", more: str = "", section: str = ""
) -> str:
    """The TOML of a scheme whose one row has this body (further tables may follow in it)."""
    head = HEAD.format(full=full or points, more=more)
    return head + SECTION.format(points=points, section=section) + body


def scheme(body: str, **more: str) -> Scheme:
    """The scheme of `text`."""
    return loads(text(body, **more), "小表.toml")


def only(body: str, **more: str) -> Row:
    """The row of `text`."""
    return scheme(body, **more).row("一.1")


def result(body: str, facts: Mapping[str, object], **more: str) -> RowResult:
    """What the row brings for these facts."""
    return assess(scheme(body, **more), {"一.1": facts}).rows["一.1"]


def unit(one: Scheme, name: str = "甲", **facts: Mapping[str, object]) -> Assessment:
    """The assessment of one unit; 一_1 stands for the row 一.1."""
    return assess(one, {row.replace("_", "."): given for row, given in facts.items()}, name)
