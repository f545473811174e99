"""How a term of a draft counts, said and changed: every time, once, by amount, by a reviewer.

Here: terms of one figure. Not here: bands, lists, ranks and ratios, which are written as a sentence
(``own_words``), and the other fields of a row (``fields``).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from scoring.exact import plain

HOW: Final = (
    "可以发：“每次”（每项、每起……按个数计）、“做到就计”（不管几次，只计一回）、"
    "“每 100 万元”（带小数的数量）、“审核员评定”、“每起由审核员评定”、“百分数”、"
    "“办结数 ÷ 应办结数”（单位报两个数，比率自动算）。"
)
_EVERY: Final = re.compile(
    r"(?:按)?(?:每|逐)\s*(?P<unit>[\u4e00-\u9fff]{1,3})(?:计(?:一次)?|算|数)?"
)
_AMOUNT: Final = re.compile(
    r"(?:按)?每\s*(?P<per>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>[\u4e00-\u9fff]{1,4})"
    r"(?:[（(]可带小数[)）])?"
)
_RATE: Final = re.compile(r"(?:按)?(?:比率|百分数|百分比|比例)")
_RATIO: Final = re.compile(
    r"(?P<part>[\u4e00-\u9fffA-Za-z]{2,30})\s*[÷/]\s*(?P<whole>[\u4e00-\u9fffA-Za-z]{2,30})"
)
_ONE_OF: Final = ("each", "if", "amount", "award", "rate")
_ONCE: Final = re.compile(r"做到就[计得扣加]|发生就[计扣]|是否|只计一[次回]|不管几次|有没有|一次性")
_MARKED: Final = re.compile(r"(?:由)?审核员?(?:来)?评(?:定|分)|裁量|酌情")
_EACH_MARKED: Final = re.compile(
    r"(?:每|逐)(?P<unit>[\u4e00-\u9fff]{1,2}?)(?:都)?由?审核员?评(?:定|分)"
)


def said(term: dict[str, Any]) -> str:
    """How the term counts; empty where it cannot be changed by itself."""
    if {"band", "upto", "over", "under", "choice", "compare", "target", "per"} & set(term) - (
        {"per"} if "amount" in term else set()
    ):
        return ""
    if "each" in term:
        return f"每{term['unit']}计一次"
    if "if" in term:
        return "做到（发生）就计，不管几次"
    if "amount" in term:
        return f"每 {plain(Decimal(term.get('per', 1)))} {term['unit']}（可带小数）"
    if "events" in term:
        return f"每{term['events']}由审核员评定"
    if "ratio" in term:
        return " ÷ ".join(term["ratio"])
    if "rate" in term:
        return "百分数"
    return "审核员评定" if "award" in term else ""


def _worth(term: dict[str, Any]) -> Decimal:
    return Decimal(term.get("points", term.get("max", 1)))


def _name(term: dict[str, Any]) -> str:
    name = next((term[verb] for verb in _ONE_OF if verb in term), None)
    return str(name) if name is not None else str(term["ratio"][0])


def changed(term: dict[str, Any], text: str) -> dict[str, Any] | None:
    """The term counted as the text says; None: it says none of the ways."""
    name = _name(term)
    points = _worth(term)
    capped = {"max": term["max"]} if "max" in term and "award" not in term else {}
    if found := _EACH_MARKED.fullmatch(text):
        return {"award": name, "events": found["unit"], "max": points}
    if _MARKED.search(text):
        return {"award": name, "max": points}
    if found := _RATIO.fullmatch(text):
        unit = str(term.get("unit", "件"))
        names = [found["part"], found["whole"]]
        return {"ratio": names, "unit": unit, "points": points, **capped}
    if _RATE.fullmatch(text):
        return {"rate": name, "points": points, **capped}
    if _ONCE.search(text):
        return {"if": name, "points": points}
    if found := _AMOUNT.fullmatch(text):
        step = Decimal(found["per"])
        return {"amount": name, "unit": found["unit"], "per": step, "points": points, **capped}
    if found := _EVERY.fullmatch(text):
        return {"each": name, "unit": found["unit"], "points": points, **capped}
    return None


def renamed(body: dict[str, Any], term: dict[str, Any], name: str) -> dict[str, Any]:
    """The row with one figure under another name, in its conditions and questions, too."""
    verb = next(verb for verb in _ONE_OF if verb in term)
    old, term[verb] = str(term[verb]), name
    for key in ("only_if", "zero_if"):
        raw = body.get(key)
        if raw:
            found = [raw] if isinstance(raw, str) else raw
            body[key] = [re.sub(rf"^{re.escape(old)}(?=\s|$)", name, one) for one in found]
    for key in ("ask", "wants"):
        if isinstance(body.get(key), dict) and old in body[key]:
            body[key] = {name if one == old else one: what for one, what in body[key].items()}
    for one in (*body.get("effects", []), *body.get("most_if", []), *body.get("total_off", [])):
        one["when"] = re.sub(rf"^{re.escape(old)}(?=\s|$)", name, str(one["when"]))
    for one in body.get("grouped", []):
        one["of"] = [name if each == old else each for each in one["of"]]
    for one in body.get("example", []):
        one["given"] = {name if k == old else k: v for k, v in one["given"].items()}
    return body
