"""What a clause says of several things at once, taken apart: A、B分别达到50%、75%的, 各得2分.

Here: text to text, before any pattern is tried: each thing with its own line and its own points.
Not here: what they mean (`recognise`), one word for many (`synonyms`).
"""

from __future__ import annotations

import re
from typing import Final

_N: Final = r"[0-9]+(?:\.[0-9]+)?"
_APART: Final = re.compile(
    rf"(?P<names>[^,。;\n、0-9]*[0-9]*[^,。;\n、0-9]+(?:、[^,。;\n、]+)+?)(?:应)?分别(?P<way>达到|达|不低于|不少于|完成|为)"
    rf"(?P<lines>{_N}%(?:、{_N}%)+)(?:以上)?(?:的)?,?(?:(?:各|均)(?P<verb>得|计|加)(?P<each>{_N})分"
    rf"|分别(?P<verbs>得|计|加)(?P<points>{_N}分?(?:、{_N}分?)+))"
)
_TAIL: Final = re.compile(r"[^、月季末底前日0-9]{2,10}?(?:率|比例|比重|占比)$")
_MARKERS: Final = re.compile(
    rf"(?:由)?(?P<who>(?:[\u4e00-\u9fff]{{2,14}}\({_N}%\)[、,]?){{2,}})(?:组成|构成)?"
)


_SHORT: Final = re.compile(
    rf"(?P<names>[^,。;\n、]{{2,24}}?率(?:、[^,。;\n、]{{2,16}}?率)+)(?P<said>(?:均|都|分别)?[^。;\n、]*?,)"
    rf"(?P<each>每(?:低|少|下降|降低|减少)(?:于[^,。;0-9]{{0,6}})?(?:{_N}|一)(?:个百分点|%))(?:的)?,?分别扣(?P<points>{_N}分?(?:、{_N}分?)+)"
)


def _falling(found: re.Match[str]) -> str:
    """办结率、满意率均达到100%, 每降低1个百分点分别扣0.1分、0.2分: each falls by itself."""
    names, points = found["names"].split("、"), re.findall(_N, found["points"])
    if len(names) != len(points):
        return found[0]
    each = found["each"].removeprefix("每")
    own = ",".join(f"{name}每{each}扣{worth}分" for name, worth in zip(names, points, strict=True))
    return f"{found['names']}{found['said']}{own}"


_ANY_OF_THEM: Final = re.compile(
    r"(?:有|出现|发生|存在|凡有|具有)?(?:下列|以下|如下)(?:情形|情况|行为|问题|事项)?之一(?:的|者)?,?(?P<then>[^:,。;\n]{2,40}):"
    r"(?P<items>[^。\n]+(?:\n(?=\(?[0-9一二三四五六七八九十]{1,2}[).、])[^。\n]+)*)"
)
_NUMBERED: Final = re.compile(r"^\(?[0-9一二三四五六七八九十]{1,2}[).、．]\)?")


def _of_any(found: re.Match[str]) -> str:
    """有下列情形之一的, 一票否决: (1)甲; (2)乙: each of them by itself."""
    items = [_NUMBERED.sub("", one).strip(",的") for one in re.split(r"[;\n]", found["items"])]
    items = [one for one in items if one]
    if len(items) < 2 or re.search("[0-9.]分(?!钟)", found["items"]):
        return found[0]
    return ";".join(f"{one}的,{found['then']}" for one in items)


_ONE_LINE: Final = re.compile(
    rf"(?P<names>[^,。;\n、]{{2,24}}?率(?:、[^,。;\n、]{{2,16}}?率)+)(?:分别|各|均)占?(?P<points>{_N})分,"
    rf"(?:目标值?)?(?:均|都)?(?:目标值?)?(?:以|按|为|达到|达)(?P<line>{_N}%)(?:以上)?(?:的)?(?:为|得|计)?(?:目标值?|满分值?|标准|基准)?(?=[,;。])"
)
_LINES_ONLY: Final = re.compile(
    rf"(?P<names>[^,。;\n、]{{2,24}}?率(?:、[^,。;\n、]{{2,16}}?率)+)(?:应|要|须)?分别(?P<way>达到|不低于|不少于|为)"
    rf"(?P<lines>{_N}%(?:、{_N}%)+)(?=(?:以上)?(?:的)?,每)"
)


_RATES: Final = r"(?P<names>[^,。;\n、]{2,24}?率(?:、[^,。;\n、]{2,16}?率)+)(?:应|要|须)?"
_SAME_LINE: Final = re.compile(
    rf"{_RATES}(?:均|都)(?:应|要|须)?(?P<way>达到|不低于|不少于|为)(?P<lines>{_N}%)(?=(?:以上)?(?:的)?,每)"
)
_LINES_AND_POINTS: Final = re.compile(
    rf"{_RATES}(?:分别|均|都)?(?P<way>达到|不低于|不少于|为)(?P<lines>{_N}%(?:、{_N}%)*)(?:以上)?(?:的)?,"
    rf"(?P<per>每[^,。;\n]{{2,14}}?)(?:分别|依次)扣(?P<points>{_N}分?(?:[、,]{_N}分?)+)"
)
_PARTS_AND_POINTS: Final = re.compile(
    rf"(?P<names>[^,。;\n、]{{2,16}}?(?:占|计){_N}分(?:、[^,。;\n、]{{2,16}}?(?:占|计){_N}分)+),"
    rf"每(?:低于|低)(?P<line>{_N}%)(?P<step>{_N}|一)个百分点(?:分别|依次)扣(?P<points>{_N}分?(?:[、,]{_N}分?)+)"
)
_ALL_REACH: Final = re.compile(
    rf"(?P<names>[^,。;\n、0-9]{{2,16}}(?:、[^,。;\n、0-9]{{2,16}}?)+)(?:分别|均|都)(?:达到|达)(?P<line>{_N}%)(?:以上)?(?:的)?,?各(?:得|计)(?P<points>{_N})分"
)


def _of_the_same_line(found: re.Match[str]) -> str:
    """及时受理率、办结率均达到100%, 每低…: each with that line."""
    return "、".join(f"{one}{found['way']}{found['lines']}" for one in found["names"].split("、"))


def _each_its_points(found: re.Match[str]) -> str:
    """受理率、办结率分别达到100%、98%, 每低1个百分点分别扣0.5分、0.3分: two rules side by side."""
    names, points = found["names"].split("、"), re.findall(_N, found["points"])
    lines = re.findall(rf"{_N}%", found["lines"])
    lines = lines * len(names) if len(lines) == 1 else lines
    if not len(names) == len(points) == len(lines):
        return found[0]
    way, per = found["way"], found["per"]
    return ";".join(
        f"{one}{way}{line},{per}扣{worth}分"
        for one, line, worth in zip(names, lines, points, strict=True)
    )


def _each_its_part(found: re.Match[str]) -> str:
    """甲占5分、乙占3分, 每低于90%1个百分点分别扣0.5分、0.3分: each of its own part."""
    parts = re.findall(rf"([^、]+?)(?:占|计)({_N})分", found["names"])
    taken = re.findall(_N, found["points"])
    if len(parts) != len(taken):
        return found[0]
    line, step = found["line"], found["step"]
    return ";".join(
        f"{one}达到{line}得{own}分,每低{step}个百分点扣{worth}分"
        for (one, own), worth in zip(parts, taken, strict=True)
    )


def _each_reaches(found: re.Match[str]) -> str:
    """甲、乙、丙分别达到100%, 各得2分: a step of each."""
    names = found["names"].split("、")
    return ",".join(f"{one}达到{found['line']}得{found['points']}分" for one in names)


_EACH_WITH_ITS_LINE: Final = re.compile(
    rf"(?P<names>[^,。;\n0-9]{{2,20}}?(?:率|比例|占比|比重)(?:达到|达|为)?{_N}%(?:以上)?"
    rf"(?:[,、][^,。;\n0-9]{{2,20}}?(?:率|比例|占比|比重)(?:达到|达|为)?{_N}%(?:以上)?)+)(?:的)?,"
    rf"(?:以上)?每(?:一)?项(?:各)?(?:得|计|占){_N}分,(?P<per>每(?:低|少|下降|降低|减少)[^,。;\n]{{2,14}}?扣{_N}分)"
)
_ONE_SHORT: Final = re.compile(
    rf"{_RATES}(?:[两二三四五六七八]率|[两二三四五六七八]项)?(?:均|都)(?:达到|达|为)(?P<line>{_N}%)(?:以上)?(?:的)?(?:得|计)(?P<all>{_N})分,"
    rf"(?:其中)?(?:每)?(?:有)?[1一](?:率|项|个)(?:指标)?(?:未|没有?)(?:达到|达标|达)(?:要求|标准)?(?:的)?,?扣(?P<lost>{_N})分"
)


def _each_with_its_line(found: re.Match[str]) -> str:
    """直报率100%, 上报率100%, 每项得2.5分, 每降低1个百分点扣0.5分: each with its own part."""
    worth = re.search(rf"每(?:一)?项(?:各)?(?:得|计|占)({_N})分", found[0])
    own = re.findall(rf"([^,、0-9]+?)(?:达到|达|为)?({_N}%)", found["names"])
    points = worth[1] if worth is not None else ""
    return ";".join(
        f"{name.removeprefix('以上')}达到{line}得{points}分,{found['per']}" for name, line in own
    )


def _one_of_them_short(found: re.Match[str]) -> str:
    """三率均达到95%得6分, 每有一率未达到扣2分: each takes by itself, of those points."""
    names = found["names"].split("、")
    own = ",".join(f"{one}低于{found['line']}扣{found['lost']}分" for one in names)
    return f"{found['names']}均达到{found['line']}得{found['all']}分,{own}"


_LOW_BEHIND: Final = re.compile(
    rf"(?P<slope>(?P<low>{_N}%)-{_N}%(?:之间)?[^,。;\n0-9]*(?:插值|内插|插入)[^,。;\n0-9]*),(?P=low)(?:的|时)?(?:得|计)(?P<points>{_N})分"
)


def _low_before(found: re.Match[str]) -> str:
    """2%-3%之间按插值法计分, 2%得3分: what the lower line brings, before what grows from it."""
    return f"{found['low']}以上得{found['points']}分,{found['slope']}"


_FROM_ITS_BASE: Final = re.compile(
    rf"(?P<name>[^,。;\n、0-9]{{2,24}}?)(?:以|按)(?P<line>{_N}(?:%|分))为(?:基准|基数|基础|标准|基本要求|目标值?)(?:值|线)?,"
    rf"(?:达到|达标|持平|实现)(?:的|者|基准值?|标准|目标)*(?:得|计)(?P<points>{_N})分"
)
_SO_MANY_SHORT: Final = re.compile(
    rf"(?:其中)?(?:有)?[一1]项(?P<what>[未不][^,。;、0-9]{{1,6}}?)(?:的)?扣(?P<a>{_N})分,(?:有)?[两二2]项(?P=what)(?:的)?扣(?P<b>{_N})分"
    rf"(?:,(?:有)?[三3]项(?:均|都|全部)?(?P=what)(?:的)?,?(?P<c>扣{_N}分|不得分))?"
)


def _reached_base(found: re.Match[str]) -> str:
    """满意率以85%为基准, 达到得8分: what it brings at that line."""
    return f"{found['name']}达到{found['line']}得{found['points']}分"


def _so_many_short(found: re.Match[str]) -> str:
    """其中一项未达到扣3分, 两项未达到扣6分, 三项均未达到不得分: so many of them fall short."""
    more = f",3项{found['c']}" if found["c"] else ""
    return f"{found['what']}的项数1项扣{found['a']}分,2项扣{found['b']}分{more}"


_TOGETHER: Final = (
    (_FROM_ITS_BASE, _reached_base),
    (_SO_MANY_SHORT, _so_many_short),
    (_LOW_BEHIND, _low_before),
    (_EACH_WITH_ITS_LINE, _each_with_its_line),
    (_ONE_SHORT, _one_of_them_short),
    (_LINES_AND_POINTS, _each_its_points),
    (_PARTS_AND_POINTS, _each_its_part),
    (_ALL_REACH, _each_reaches),
    (_SAME_LINE, _of_the_same_line),
)


def _of_one_line(found: re.Match[str]) -> str:
    """归集率、应用率各2.5分, 均以90%为满分值: each of them has its points at that line."""
    names = found["names"].split("、")
    return ",".join(f"{one}达到{found['line']}得{found['points']}分" for one in names)


def _of_their_lines(found: re.Match[str]) -> str:
    """及时率、合规率分别达到100%、98%: each with its own line; how far it falls comes next."""
    names, lines = found["names"].split("、"), re.findall(rf"{_N}%", found["lines"])
    if len(names) != len(lines):
        return found[0]
    return "、".join(f"{one}{found['way']}{line}" for one, line in zip(names, lines, strict=True))


def each_by_itself(text: str) -> str:
    """Return a folded clause with each of several things by itself."""
    text = _ANY_OF_THEM.sub(_of_any, _SHORT.sub(_falling, text))
    text = _MARKERS.sub(_weights, text) if re.search("权重|组成|构成", text) else text
    for pattern, apart in _TOGETHER:
        text = pattern.sub(apart, text)
    text = _LINES_ONLY.sub(_of_their_lines, _ONE_LINE.sub(_of_one_line, text))
    return _APART.sub(_each, text)


def _weights(found: re.Match[str]) -> str:
    return re.sub(rf"\(({_N}%)\)", r"占\1", found["who"])


def _each(found: re.Match[str]) -> str:
    """6月底、9月底支付率分别达到50%、75%: 6月底支付率达到50%, 9月底支付率达到75%."""
    names, lines = found["names"].split("、"), re.findall(rf"{_N}%", found["lines"])
    points = re.findall(_N, found["points"] or "") or [found["each"]] * len(lines)
    if not len(names) == len(lines) == len(points):
        return found[0]
    tail = _TAIL.search(names[-1])
    common = tail[0] if tail is not None and not names[0].endswith(tail[0][-1]) else ""
    whole = [*(f"{one}{common}" for one in names[:-1]), names[-1]]
    verb = found["verb"] or found["verbs"]
    return ",".join(
        f"{name}达到{line}{verb}{worth}分"
        for name, line, worth in zip(whole, lines, points, strict=True)
    )
