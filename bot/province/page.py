"""The province's overview as a page: a county a row, nothing to press, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape

from bot.province.summary import Average, Summary

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
_STYLE = (
    "body{font-family:sans-serif;margin:1.5rem;color:#222}table{border-collapse:collapse}"
    "td,th{border:1px solid #bbb;padding:.35rem .6rem;text-align:left;vertical-align:top}"
    "th{background:#f2f4f7}.bad{color:#a40000}small{color:#666}"
    "@media(max-width:45rem){body{margin:1rem}tr:has(th){display:none}table,tbody,tr,td{display:block}"
    "tr{border:1px solid #bbb;margin-bottom:.8rem}td{border:0}"
    "td[data-is]::before{content:attr(data-is)'：';color:#666}}"
)
_HEAD = ("县", "服务", "考核期", "截止", "已提交", "逾期未交", "平均分")
_MOST = 8
"""Names of late units that are written out."""


def overview(
    found: Mapping[str, Summary | str], servers: Mapping[str, str], at: str, who: str
) -> str:
    """The whole page; a text in place of a summary says why there is none."""
    rows = [_row(name, one, servers.get(name, "")) for name, one in sorted(found.items())]
    head = "".join(f"<th>{one}</th>" for one in _HEAD)
    known = [one for one in found.values() if isinstance(one, Summary)]
    return (
        f"<!doctype html><html lang=zh><meta charset=utf-8>"
        f"<meta name=viewport content='width=device-width,initial-scale=1'><title>全省总览</title>"
        f"<style>{_STYLE}</style><h1>全省总览</h1>"
        f"<p>{escape(at)}，{escape(who)} 查看；每个县的留痕里都记了这次查看。</p>"
        f"<table><tr>{head}</tr>{''.join(rows)}</table>{_rankings(known)}"
    )


def _row(name: str, one: Summary | str, server: str) -> str:
    if isinstance(one, str):
        return f"<tr><td>{escape(name)}</td><td class=bad colspan=6>{escape(one)}</td></tr>"
    cells = [
        escape(one.county),
        escape(server),
        f"{escape(one.quarter)} {escape(one.state)}" if one.quarter else "还没有开过期",
        escape(one.deadline),
        f"{one.submitted}／{one.units}" if one.quarter else "",
        _late(one.late),
        "<br>".join(_said(part) for part in one.averages),
    ]
    named = zip(_HEAD, cells, strict=True)
    return "<tr>" + "".join(f"<td data-is={head}>{cell}</td>" for head, cell in named) + "</tr>"


def _late(names: Sequence[str]) -> str:
    if not names:
        return "无"
    more = f" 等 {len(names)} 个" if len(names) > _MOST else ""
    return escape("、".join(names[:_MOST])) + more


def _said(one: Average) -> str:
    provisional = f"，{one.provisional} 个暂定" if one.provisional else ""
    return f"{escape(one.group)} {one.average}<small>（{one.units} 个单位{provisional}）</small>"


def _rankings(known: Sequence[Summary]) -> str:
    """Counties by their averages, table by table; only what was announced or published."""
    found: dict[tuple[str, str], list[tuple[Decimal, str, str]]] = {}
    for county in known:
        for one in county.averages if county.frozen else ():
            place = found.setdefault((county.quarter, one.group), [])
            place.append((Decimal(one.exact), one.average, county.county))
    parts = []
    for (quarter, group), places in sorted(found.items()):
        if len(places) > 1:
            items = "".join(_places(sorted(places, key=lambda one: one[0], reverse=True)))
            parts.append(f"<h2>{escape(quarter)} {escape(group)}平均分</h2><ul>{items}</ul>")
    return "".join(parts)


def _places(places: Sequence[tuple[Decimal, str, str]]) -> list[str]:
    """Equal averages share a rank, and the next is skipped."""
    return [
        f"<li>第 {1 + sum(other[0] > exact for other in places)}　{escape(county)}　{shown}</li>"
        for exact, shown, county in places
    ]
