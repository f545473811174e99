"""The province's overview as a page: a row for each period of a county, nothing to press.

Nothing comes from elsewhere. Counties are ranked by their averages only where the province says
that it does so (``serve --rank-counties``): a county's averages follow from its own scheme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape

from bot.province.summary import Average, Period, Summary, Untold

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
_STYLE = (
    "body{font-family:sans-serif;margin:1.5rem;color:#222}table{border-collapse:collapse}"
    "td,th{border:1px solid #bbb;padding:.35rem .6rem;text-align:left;vertical-align:top}"
    "th{background:#f2f4f7}.bad{color:#a40000}small{color:#666}"
    "@media(max-width:45rem){body{margin:1rem}tr:has(th){display:none}table,tbody,tr,td{display:block}"
    "tr{border:1px solid #bbb;margin-bottom:.8rem}td{border:0}"
    "td[data-is]::before{content:attr(data-is)'：';color:#666}}"
)
_HEAD = ("县", "考核期", "截止", "已提交", "逾期未交", "平均分", "服务进程")
_MOST = 8
"""Names of late units that are written out."""


def overview(
    found: Mapping[str, Summary | Untold],
    servers: Mapping[str, str],
    at: str,
    who: str,
    *,
    ranked: bool,
) -> str:
    """The whole page.

    ``ranked``: the province ranks its counties by their averages.
    """
    rows = [row for name, one in sorted(found.items()) for row in _rows(one, servers.get(name, ""))]
    head = "".join(f"<th>{one}</th>" for one in _HEAD)
    known = [one for one in found.values() if isinstance(one, Summary)]
    return (
        f"<!doctype html><html lang=zh><meta charset=utf-8>"
        f"<meta name=viewport content='width=device-width,initial-scale=1'><title>全省总览</title>"
        f"<style>{_STYLE}</style><h1>全省总览</h1>"
        f"<p>{escape(at)}，{escape(who)} 查看；每个县的留痕里都记了这次查看。</p>"
        f"<p>{escape(_in_short(known, len(found)))}</p>"
        f"<table><tr>{head}</tr>{''.join(rows)}</table>{_rankings(known) if ranked else ''}"
    )


def _in_short(known: Sequence[Summary], size: int) -> str:
    """All counties in a line: how many stand where, and how much is late in what runs."""
    states = Counter(
        (one.year, one.number, one.name, one.state) for c in known for one in c.periods
    )
    parts = [f"{size} 个县"]
    if size > len(known):
        parts.append(f"{size - len(known)} 个没有问到")
    if idle := sum(not one.periods for one in known):
        parts.append(f"{idle} 个还没有开过期")
    newest = sorted(states.items(), key=lambda one: one[0][:2], reverse=True)
    parts += [f"{name}{state} {times} 个" for (_, _, name, state), times in newest]
    return "，".join(parts) + "。"


def _rows(one: Summary | Untold, server: str) -> list[str]:
    if isinstance(one, Untold):
        why = f"<td class=bad colspan=6>{escape(one.why)}</td>"
        return [f"<tr><td>{escape(one.county)}</td>{why}</tr>"]
    return [_row(one.county, period, server) for period in one.periods or (None,)]


def _row(county: str, one: Period | None, server: str) -> str:
    told = ["还没有开过期", "", "", "", ""]
    if one is not None:
        told = [
            escape(f"{one.name} {one.state}"),
            escape(one.deadline),
            f"{one.submitted}／{one.units}",
            _late(one.late),
            "<br>".join(_said(part) for part in one.averages),
        ]
    named = zip(_HEAD, (escape(county), *told, escape(server)), strict=True)
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
    """Counties by their averages, table by table; only what was announced or published.

    Tables of the same name are held against each other only where they have the same full mark.
    """
    found: dict[tuple[int, int, str, str, str], list[tuple[Decimal, str, str]]] = {}
    for county, period in ((one, its) for one in known for its in one.periods if its.frozen):
        for one in period.averages:
            key = (-period.year, -period.number, period.name, one.group, one.full)
            found.setdefault(key, []).append((Decimal(one.exact), one.average, county.county))
    parts = []
    for (_, _, name, group, full), places in sorted(found.items()):
        if len(places) > 1:
            items = "".join(_places(sorted(places, key=lambda one: one[0], reverse=True)))
            title = f"{name} {group}平均分（满分 {full} 分，{len(places)} 个县已公示或公布）"
            parts.append(f"<h2>{escape(title)}</h2><ul>{items}</ul>")
    return "".join(parts)


def _places(places: Sequence[tuple[Decimal, str, str]]) -> list[str]:
    """Equal averages share a rank, and the next is skipped."""
    return [
        f"<li>第 {1 + sum(other[0] > exact for other in places)}　{escape(county)}　{shown}</li>"
        for exact, shown, county in places
    ]
