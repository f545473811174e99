"""The header of a draft as lines a person reads and writes: 标题, 文号, 满分, 等次.

Here: said line by line, and one line changed. Not here: what a document says of it (`scoring`).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast
from unicodedata import normalize

from bot.corridor.routes import token
from bot.schemes import section_lines
from bot.schemes.draft import keys_of
from bot.speech.periodic import per
from scoring import periods
from scoring.exact import plain
from scoring.periods import Kind
from scoring.printing import print_keys
from storage.queries.schemes import KeptDraft

_WORDS: Final = {
    "标题": "title", "办法": "document", "文号": "number", "印发日期": "issued", "满分": "full",
    "等次": "grades", "周期": "period", "附加分最多": "bonus_max", "附加分门槛": "bonus_from",
    "总分最高": "total_max", "总分最低": "total_min",
}  # fmt: skip
_PERIODS: Final = {
    "月": "month", "月度": "month", "季": "quarter", "季度": "quarter", "半年": "half",
    "半年度": "half", "学期": "term", "年": "year", "年度": "year",
}  # fmt: skip
_BOUNDS: Final = ("bonus_max", "bonus_from", "total_max", "total_min")
"""Points that few documents say; 没有 takes them away."""
_SINCE: Final = "执行日期"
"""Never within a quarter that runs: the release sees to that."""
_YEAR_GRADES: Final = "全年等次"
_NONE: Final = frozenset({"没有", "无", "不写", "取消"})
_WHOLE: Final = 100
_GRADE: Final = re.compile(r"([\u4e00-\u9fff]{1,6})\s*([0-9]+(?:\.[0-9]+)?)\s*分?")
_DAY: Final = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")


def mark_of_head(draft: KeptDraft) -> str:
    """Six signs of the header as it was shown."""
    return token([draft.group_name, draft.title, draft.header, draft.sections, draft.doubts])


def said(draft: KeptDraft) -> list[str]:
    """The lines of the header."""
    keys = keys_of(draft.header)
    lines = [
        f"{word}：{_value(keys[key])}"
        for word, key in _WORDS.items()
        if key in keys and key != "period"
    ]
    kind = period_of(draft)
    lines.append(f"周期：{periods.said(kind, '每季度')}考核一次")
    year = year_keys(draft)
    lines.append(f"全年：{periods.said(kind, _year_said(year) + _added_said(draft))}")
    if "grades" in year:
        lines.append(f"{_YEAR_GRADES}：{_value(year['grades'])}")
    lines += section_lines.lines(draft)
    since = f"{_value(keys['in_force'])}起开期的季度用，最早是下一个季度"
    lines.append(f"{_SINCE}：{per(since)}")
    return lines


def unsaid(draft: KeptDraft) -> list[str]:
    """Lines that a header may have and this one has not."""
    keys, year = keys_of(draft.header), year_keys(draft)
    found = [word for word, key in _WORDS.items() if key in _BOUNDS and key not in keys]
    return [*found, *([_YEAR_GRADES] if year and "grades" not in year else [])]


def period_of(draft: KeptDraft) -> Kind:
    """How long its periods are."""
    return cast("Kind", keys_of(draft.header).get("period", "quarter"))


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(f"{name} {plain(Decimal(line))}" for name, line in value)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return plain(Decimal(value)) if isinstance(value, (int, Decimal)) else str(value)


def year_keys(draft: KeptDraft) -> dict[str, Any]:
    """The keys of ``[year]``; none where the year is not composed."""
    stored = json.loads(draft.sections)
    return next((keys_of(one["keys"]) for one in stored if one.get("table") == "year"), {})


def _year_said(keys: dict[str, Any]) -> str:
    if not keys:
        return "不合成（只并列各季度）"
    if keys["compose"] == "weighted":
        said = "按权重 " + "、".join(plain(Decimal(one)) for one in keys["weights"])
    else:
        said = {"mean": "各季度平均", "sum": "各季度相加"}[keys["compose"]]
    share = f"，合成的占 {plain(Decimal(keys['share']))}%" if "share" in keys else ""
    return said + _MISSING[keys.get("missing", "skip")] + share


def _added_said(draft: KeptDraft) -> str:
    """；第五节只计入全年: the sections of the year."""
    stored = json.loads(draft.sections)
    found = [one["number"] for one in stored if _is_yearly(one)]
    return f"；第{'、'.join(found)}节只计入全年" if found else ""


def _is_yearly(stored: dict[str, Any]) -> bool:
    return "number" in stored and keys_of(stored["keys"]).get("yearly") is True


_MISSING: Final = {"skip": "", "zero": "，没参加的季度按 0 分", "none": "，有季度没参加的不计全年"}


def _year_read(text: str, before: dict[str, Any], kind: Kind) -> dict[str, Any] | None:
    """各季度平均, 各季度相加, 按权重 20、20、20、40, 不合成; None where it is none of them."""
    keys = {"grades": before["grades"]} if "grades" in before else {}
    if found := _SHARE.search(text):
        keys["share"] = Decimal(found[1])
        text = text.replace(found[0], "")
    numbers = [Decimal(one) for one in re.findall(r"[0-9]+(?:\.[0-9]+)?", text.replace("0 分", ""))]
    if re.search(r"不计全年", text):
        keys["missing"] = "none"
    elif re.search(r"0 ?分", text):
        keys["missing"] = "zero"
    if re.match(r"不合成|不计$|没有|无", text):
        return {}
    if re.search(r"权重|加权", text):
        fits = len(numbers) == len(periods.numbers(kind)) and sum(numbers) == _WHOLE
        return {"compose": "weighted", "weights": numbers, **keys} if fits else None
    if re.search(r"平均|均值", text):
        return {"compose": "mean", **keys}
    return {"compose": "sum", **keys} if re.search(r"相加|之和|合计|累计", text) else None


_SHARE: Final = re.compile(r"[,，;；]?\s*(?:合成的)?占\s*([0-9]+(?:\.[0-9]+)?)\s*%")
_ADDED: Final = re.compile(r"[,，;；]?\s*第?([一二三四五六七八九十、和]+)节只计入全年")


def _with_year(draft: KeptDraft, text: str) -> KeptDraft | None:
    added = _ADDED.search(text)
    numbers = set(re.split("[、和]", added[1])) if added else set()
    text = text.replace(added[0], "") if added else text
    keys = _year_read(text, year_keys(draft), period_of(draft))
    stored = [one for one in json.loads(draft.sections) if one.get("table") != "year"]
    known = {one["number"] for one in stored if "number" in one}
    if keys is None or not numbers <= known:
        return None
    stored = [_yearly(one, numbers) if "number" in one else one for one in stored]
    stored += [{"table": "year", "keys": print_keys(keys)}] if keys else []
    doubts = [one for one in json.loads(draft.doubts) if "全年" not in one]
    sections = json.dumps(stored, ensure_ascii=False)
    return replace(draft, sections=sections, doubts=json.dumps(doubts, ensure_ascii=False))


def _yearly(stored: dict[str, Any], numbers: set[str]) -> dict[str, Any]:
    """A section that counts in the year alone, or no longer does."""
    if (stored["number"] in numbers) == _is_yearly(stored):
        return stored
    keys = {key: value for key, value in keys_of(stored["keys"]).items() if key != "yearly"}
    added = {"yearly": True} if stored["number"] in numbers else {}
    return {**stored, "keys": print_keys({**keys, **added})}


def changed(draft: KeptDraft, line: str) -> KeptDraft | None:
    """The draft with one line of its header written anew; None: the line says nothing."""
    found = re.fullmatch(r"\s*([\u4e00-\u9fff]{2,6})\s*[:：]\s*(.+?)\s*", line)
    if found and found[1] == "全年":
        return _with_year(draft, found[2])
    if found and found[1] == _YEAR_GRADES:
        return _with_year_grades(draft, found[2])
    if found and (section := section_lines.LABEL.fullmatch(found[1])):
        return section_lines.changed(draft, section[1], normalize("NFKC", found[2]))
    key = (_WORDS | {_SINCE: "in_force"}).get(found[1]) if found else None
    value = _read(key, found[2]) if found and key else None
    if found and key in _BOUNDS and found[2] in _NONE:
        rest = {name: one for name, one in keys_of(draft.header).items() if name != key}
        return replace(draft, header=print_keys(rest))
    if key is None or value is None:
        return None
    header = {**keys_of(draft.header), key: value}
    if isinstance(value, date) and key == "in_force":  # 郏县2026-乡镇街道 is called by its year
        header["name"] = re.sub("20[0-9]{2}(?=-)", str(value.year), str(header["name"]))
    title = str(value) if key == "title" else draft.title
    settled = {
        "grades": "等次", "issued": "印发日期", "title": "标题写的是", "document": "标题写的是",
        "in_force": "标题写的是",
    }.get(key)  # fmt: skip
    doubts = [one for one in json.loads(draft.doubts) if not settled or settled not in one]
    left = json.dumps(doubts, ensure_ascii=False)
    return replace(draft, header=print_keys(header), title=title, doubts=left)


def _with_year_grades(draft: KeptDraft, text: str) -> KeptDraft | None:
    """The year with grades of its own, or (没有) those of its periods."""
    year = year_keys(draft)
    grades = None if text in _NONE else _read("grades", text)
    if not year or (grades is None and text not in _NONE):
        return None
    keys = {key: value for key, value in year.items() if key != "grades"}
    keys |= {"grades": grades} if grades is not None else {}
    stored = [
        {**one, "keys": print_keys(keys)} if one.get("table") == "year" else one
        for one in json.loads(draft.sections)
    ]
    return replace(draft, sections=json.dumps(stored, ensure_ascii=False))


def _read(key: str, text: str) -> object | None:
    if key == "period":
        said = re.sub(r"^[每按]一?个?|(?:考核|评价|评比)?一次$|考核$", "", text.strip())
        return _PERIODS.get(said) or None
    if key == "grades":
        lines = [[name, Decimal(line)] for name, line in _GRADE.findall(text)]
        edges = [line for _, line in lines]
        falling = edges == sorted(edges, reverse=True) and len(set(edges)) == len(edges)
        return lines if len(lines) > 1 and falling and not edges[-1] else None
    if key == "full" and text in ("不限", "没有满分"):
        return "不限"
    if key in ("full", *_BOUNDS):
        bare = text.rstrip("分").strip()
        return Decimal(bare) if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", bare) else None
    if key in ("issued", "in_force"):
        found = _DAY.fullmatch(re.sub("(?:起|[(（]).*$", "", text))
        try:
            return date(*map(int, found.groups())) if found else None
        except ValueError:
            return None
    return text if 2 <= len(text) <= 80 else None
