"""Who issued a paper: the office in its head, its 落款, or the one a title or a label names.

Pure. What a body's name looks like is ``bodies``'; which of them is a unit is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.reading.anatomy import Paper, is_day, is_noise
from bot.reading.bodies import (
    MAST,
    TAIL,
    cleaned,
    is_body,
    is_office,
    is_place,
    is_placed,
    leading,
)
from bot.reading.dates import days, only_day
from bot.reading.fields import fields
from bot.reading.lines import Said
from bot.reading.report import report
from bot.reading.seams import ENDS, same_size
from bot.reading.sorts import Sort

_LABEL: Final = re.compile(
    r"(?:采购人|招标人|采购单位|招标单位|征集单位|承诺单位|承诺人|交办单位|督办单位|汇报单位|主讲单位|报告出具单位|检查单位|申请人|申请单位|签署单位|参会单位|报送单位|填报单位|发文单位|发文机关|印发单位|编印单位|主办单位|发布机构|发布单位|信息来源|来源|"
    r"承诺企业|承诺主体|承诺商户|承诺店铺|承诺门店|承诺经营户|承诺经营者|制表单位|申报单位|编制单位|填写单位|上报单位|报告单位|承诺机构|撰稿单位|供稿单位|供稿|编发单位|制定单位|出具单位|单位|主办|编印|编发)"
    r"(?:[(（][^()（）]{1,6}[)）])?[:：](.{2,60})"
)
_NAMED: Final = re.compile(
    r"(?:单位|企业|机构|公司|纳税人|法人|商户|店铺|主体)名称(?:[(（][^()（）]{1,6}[)）])?[:：](.{2,60})"
)
"""Whose form it is: who hands it in, or of whom another one tells."""
_HANDLED: Final = re.compile(r"(?:承办|经办|办理)(?:单位|部门|机构)[:：](.{2,60})")
"""Who dealt with what a list holds; of an activity it is who carries it out."""
_BY: Final = re.compile(
    r"(?:发文|印发|编印|发布|填报|报送|上报|申报|编制|填写|制定|制表|出具|汇报|交办|督办|主办|组织|承诺|检查)"
    r"(?:单位|机关|机构|部门)(?:名称)?"
)
_PREFIX: Final = re.compile(
    rf"([\u4e00-\u9fff（）()]{{2,24}}?(?:{TAIL}))(?=关于|20\d\d|二[〇○零0O]|第[一二三四]季度|上半年|下半年|社会信用|信用|"
    r"会议|党组会|办公会|诚信|守信|失信|制度|行业|政务|政府|优化|营商|开展|召开|组织|举办|印发|“|《)"
)


_ORGANISER: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十][)）]|\d[.、．])?"
    r"(?:主办|组织|发起|举办|制定|编制|填报|报送)(?:单位|部门|机构)[:：]?"
)
_COUNTED: Final = re.compile(r"^(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.、．])")
_WHOLE_NAME: Final = 8
"""Signs of a name that is no piece of one, where it does not begin with a place."""
_GIVEN: Final = re.compile(r"^(?:供稿|撰稿|来源)[:：]|(?:供稿|撰稿|供图|整理|报送)$")
"""（县中医医院供稿　2026年9月28日）"""
_SHOP: Final = re.compile(
    r"[\u4e00-\u9fff（）()]{3,24}(?:店|馆|坊|铺|行|社|厂|超市|餐厅|酒楼|酒家|商行|门市|经营部)"
)
_REACHED: Final = re.compile(r"(?:(?:咨询|联系|监督|举报|服务)?(?:电话|热线)|地址|网址|邮箱)[:：]")
_BEGINNING: Final = re.compile(
    r"([\u4e00-\u9fff]{1,4}?[县市区旗][\u4e00-\u9fff]{1,16}?"
    r"(?:局|委员会|人民政府|办公室|办事处|法院|检察院|管委会|总工会|卫健委))(?=[\u4e00-\u9fff])(?!办公室)"
)
"""The office of the county that a title begins with, whatever it is about."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body without blanks, and the line it stands in; ``other``: what the signature says else."""

    value: str
    line: Said
    sure: bool
    other: tuple[str, Said] | None = None


def issuer(paper: Paper, kind: Sort) -> Issuer | None:
    """Who issued the paper; uncertain where head and signature do not agree.

    A report is its medium's, whoever it tells of; a notice on a site is whose name is under it.
    """
    if kind == "news":
        foot = _at_foot(paper)
        medium = report(paper).medium if foot is None else None
        return Issuer(medium[0], medium[1], medium[1].sure) if medium else foot or _signed(paper)
    return _whole(_of_paper(paper, kind))


def _whole(found: Issuer | None) -> Issuer | None:
    """A place alone is not who issued something: uncertain."""
    if found is None or is_office(found.value):
        return found
    return replace(found, sure=False)


def _of_paper(paper: Paper, kind: Sort) -> Issuer | None:
    head, signed = _in_head(paper), _signed(paper)
    if signed is not None and not signed.sure:
        signed = _labelled(paper, kind) or signed
    if head is not None and signed is not None:
        agree = _alike(head.value, signed.value)
        best = signed if len(signed.value) >= len(head.value) and agree else head
        other = None if agree else (signed.value, signed.line)
        return Issuer(best.value, best.line, agree and best.sure, other)
    return head or signed or _labelled(paper, kind) or _passed_by(paper) or _in_title(paper)


def _passed_by(paper: Paper) -> Issuer | None:
    """（2026年7月11日县水利局印发）, under the title."""
    for one in paper.first[:6]:
        match = re.fullmatch(
            r"[(（](.{8,16}[日号])(.{4,30}?)(?:印发|发布|公布|制定)[)）]", one.bare
        )
        if match is not None and only_day(match[1]) and is_body(match[2]):
            return Issuer(cleaned(match[2]), one, one.sure)
    return None


def _alike(one: str, other: str) -> bool:
    return one == other or one.endswith(other) or other.endswith(one)


def _in_head(paper: Paper) -> Issuer | None:
    """The office over the red line, also where its name takes more than one line."""
    head = paper.first[:7]
    for at, one in enumerate(head):
        text, first = one.bare, at
        for back in range(3):
            match = MAST.fullmatch(text)
            if match is not None and is_body(match[1]):
                before = head[first - 1].bare if first else ""
                if back < 2 and before and is_tail_of(before, match[1]):
                    text, first = before + text, first - 1
                    continue
                while first and is_body(head[first - 1].bare) and back == 0:
                    first -= 1
                named = match[1] if first == at - back else head[first].bare
                return Issuer(leading(named), head[first], one.sure)
            if not first or not text.endswith("文件"):
                break
            text, first = head[first - 1].bare + text, first - 1
    return None


def is_tail_of(before: str, rest: str) -> bool:
    """Whether a line is the beginning of a name that goes on in the next."""
    if is_body(before) or re.search(r"[\d:：。，、）)]", before) or len(before) < 3:
        return False
    if is_placed(rest) and is_body(rest) and not is_place(before):
        return False
    return is_body(before + rest) and not before.endswith(("文件", "期"))


def _signed(paper: Paper) -> Issuer | None:
    """The lines over the day at the end, or the body beside it."""
    main = paper.main
    for at, one in enumerate(main):
        found = days(one.text)
        if not found:
            continue
        beside = cleaned(
            one.bare[: one.bare.find(re.sub(r"\s", "", one.text[found[0].start :])[:4])]
        )
        beside = _GIVEN.sub("", beside)
        if len(found) == 1 and is_body(beside) and len(one.bare) < 50:
            return Issuer(leading(beside), one, one.sure)
        if is_day(one) or _labels_a_day(one):
            named = _above(
                [two for two in main[max(0, at - 4) : at] if two.sure and not is_noise(two.bare)]
            )
            if named is not None:
                return named
    return _last_name(main)


def _at_foot(paper: Paper) -> Issuer | None:
    """A body alone on its line and, alone under it, the day: no report ends like that."""
    main = [one for one in paper.main if not is_noise(one.bare)]
    for name, day in list(pairwise(main))[-4:]:
        placed = is_body(name.bare) and is_placed(name.bare) and not _is_addressed(name.bare)
        if placed and is_day(day) and len(main) > 5:
            return Issuer(_leader(name), name, name.sure and day.sure)
    return None


def _labels_a_day(one: Said) -> bool:
    """日期：2026年10月12日"""
    match = re.match(r"(?:承诺|签订|签署|报送|填报)?日期[:：]", one.bare)
    return match is not None and only_day(one.bare[match.end() :]) is not None


def _above(lines: Sequence[Said]) -> Issuer | None:
    """The body in the lines over a day: the nearest, joined where it is broken in two."""
    for at in range(len(lines) - 1, -1, -1):
        bare = _value_of(lines[at].bare)
        if _is_addressed(lines[at].bare):
            return None
        if at and not is_body(bare) and is_body(lines[at - 1].bare + bare):
            return Issuer(cleaned(lines[at - 1].bare + bare), lines[at - 1], lines[at].sure)
        if is_body(bare):
            if at and is_tail_of(lines[at - 1].bare, bare) and len(lines[at - 1].bare) <= 20:
                return Issuer(cleaned(lines[at - 1].bare + bare), lines[at - 1], lines[at].sure)
            if (
                at
                and is_body(lines[at - 1].bare)
                and len(lines[at - 1].bare) > 4
                and bare in ("办公室",)
            ):
                return Issuer(cleaned(lines[at - 1].bare + bare), lines[at - 1], lines[at].sure)
            first = _topmost(lines, at)
            return Issuer(_leader(lines[first]), lines[first], lines[first].sure)
    return None


def _is_addressed(bare: str) -> bool:
    """The paper's addressee is not who signs it: 县交通运输局："""
    return bare.endswith((":", "："))


def _leader(one: Said) -> str:
    """The first of the bodies on a line: they sign beside each other."""
    parts = one.text.split()
    if len(parts) > 1 and all(is_body(part) for part in parts):
        return cleaned(parts[0])
    return leading(_value_of(one.bare))


def _topmost(lines: Sequence[Said], at: int) -> int:
    """Of several bodies that sign together the first leads; the end of a sentence signs nothing."""
    while at and is_body(_value_of(over := lines[at - 1].bare)):
        if _is_addressed(over) or over.endswith(("。", "；")):
            break
        at -= 1
    return at


def _value_of(bare: str) -> str:
    match = _LABEL.fullmatch(bare)
    return cleaned(match[1]) if match else cleaned(bare)


def _last_name(main: Sequence[Said]) -> Issuer | None:
    """A body alone in one of the last lines, where no day stands under it."""
    for one in reversed(main[-3:]):
        name = _value_of(_before_reach(one.text))
        apart = one.centred or one.place == "right"
        stands = len(main) > 4 or apart  # on a cover hardly more stands
        if stands and not _is_row(one) and is_body(name) and not _is_addressed(one.bare):
            return Issuer(name, one, False)
    return None


def _before_reach(text: str) -> str:
    """县信用中心　咨询电话：5561234: the name, without how to reach it."""
    parts = text.split()
    rest = "".join(parts[1:])
    return parts[0] if rest and _REACHED.match(rest) else "".join(parts)


def _labelled(paper: Paper, kind: Sort) -> Issuer | None:
    found = _organised(paper) or _in_cells(paper) or _behind_label(paper)
    return found or _named(paper, kind)


def _in_cells(paper: Paper) -> Issuer | None:
    """发文机关 | 县政府办公室, as a ruled table has it; who is to do something is uncertain."""
    for one in fields((*paper.first, *paper.main[-8:])):
        if _BY.fullmatch(one.label) and is_body(one.value):
            hosts = one.label.startswith(("主办", "组织", "检查"))
            return Issuer(cleaned(one.value), one.line, one.line.sure and not hosts)
    return None


def _behind_label(paper: Paper) -> Issuer | None:
    for one in (*paper.first, *paper.main[-8:]):
        for part in re.split(r"\s{1,}|[|丨]", one.text):
            match = _LABEL.match(_COUNTED.sub("", re.sub(r"\s", "", part).lstrip("(（")))
            if match is not None:
                name = cleaned(
                    re.split(r"[，,；;。]|作者|发布|浏览|填报|报送|时间|日期|负责人", match[1])[0]
                )
                if is_body(name) or _medium(match[0], name) or _shop(match[0], name):
                    hosts = match[0].startswith(("主办", "检查")) and paper.brief is None
                    return Issuer(name, one, one.sure and not hosts)
    return None


def _named(paper: Paper, kind: Sort) -> Issuer | None:
    """企业名称: of a pledge it is who gives it; other forms tell of somebody else as often."""
    for one in (*paper.first, *paper.main[-8:]):
        match = _NAMED.search(one.bare)
        match = match or (_HANDLED.match(one.bare) if kind == "table" else None)
        name = cleaned(re.split(r"[，,；;。]", match[1])[0]) if match else ""
        if is_body(name):
            return Issuer(name, one, one.sure and kind == "pledge")
    return None


def _organised(paper: Paper) -> Issuer | None:
    """主办单位 without a colon, as tables have it, or alone over the name, as plans have it."""
    for one, two in pairwise(paper.main):
        match = _ORGANISER.match(one.bare)
        if match is None:
            continue
        rest = one.bare[match.end() :]
        line = one if rest else two
        name = cleaned(re.split(r"[，,；;。、]", rest or two.bare)[0])
        if is_body(name):
            return Issuer(name, line, line.sure and len(one.cells) < 3)
    return None


def _medium(label: str, name: str) -> bool:
    return "来源" in label and re.fullmatch(r"[\u4e00-\u9fff（）()]{2,18}", name) is not None


def _shop(label: str, name: str) -> bool:
    """承诺商户：白水县老盘家腊味店: who trades gives a pledge, and is no office."""
    return label.startswith("承诺") and _SHOP.fullmatch(name) is not None


def _in_title(paper: Paper) -> Issuer | None:
    """The office at the head of the title, or alone over it."""
    head = paper.first[:6]
    for at, one in enumerate(head):
        if _is_row(one) or (at and _is_addressed(one.bare)):
            continue
        if is_body(one.bare) and at + 1 < len(head) and not one.bare.endswith((":", "：")):
            broken = at > 0 and _is_broken(head[at - 1], one)
            name = f"{head[at - 1].bare if broken else ''}{one.bare}"
            whole = broken or is_placed(name) or len(name) >= _WHOLE_NAME
            return Issuer(cleaned(name), head[at - broken], one.sure and whole)
        two = head[at + 1].bare if at + 1 < len(head) else ""
        for text in (one.bare, "" if ENDS.search(one.bare) else one.bare + two):
            match = _PREFIX.match(text) or _BEGINNING.match(text)
            if match is not None and is_body(match[1]):
                return Issuer(cleaned(match[1]), one, one.sure)
    return None


def _is_broken(one: Said, two: Said) -> bool:
    """Whether a name was too long for its line, and the second line is its rest."""
    alike = same_size(one, two) and one.centred == two.centred
    return alike and is_placed(one.bare) and is_tail_of(one.bare, two.bare)


def _is_row(one: Said) -> bool:
    """梁叔　东门社区: somebody and where they live, in a table whose rules were not read."""
    parts = one.text.split()
    apart = len(parts) > 1 and is_body(parts[-1]) and not is_body(parts[0])
    return len(one.cells) > 1 or (apart and len(parts[0]) > 1)


def bodies(lines: Sequence[Said]) -> Iterator[tuple[str, Said]]:
    """Every line, or labelled part of one, that is a body's name."""
    for one in lines:
        name = _value_of(one.bare)
        mast = MAST.fullmatch(one.bare)
        if is_body(name):
            yield name, one
        elif mast is not None and is_body(mast[1]):
            yield cleaned(mast[1]), one
