"""Whether the name of what is counted is a whole noun phrase of the clause: not 格率 of 及格率.

A name begins where a phrase of the clause begins and ends before what measures it; a name that is
cut inside a word, or that may be several things, is asked. Here: the bounds of names as they are
printed. Not here: names that say nothing (`accounts`), two of the same name (`names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from scoring.drafting.pieces import folded
from scoring.drafting.units import UNITS
from scoring.drafting.wordings import places, terms_of

OF_A_NAME: Final = ("，名称完整吗？", "是合在一起报一个数吗？")
"""How a question ends that is of a name alone: the clause itself is read."""
ONE_FIGURE: Final = "合在一起报一个数"
"""How a list is asked for, as one of two ways to read it."""
_NAMED: Final = ("each", "if", "rate", "amount")
_COUNT: Final = r"(?:[0-9.]+|[一二两三四五六七八九十])"
_LEADS: Final = re.compile(
    r"(?:^|[,;。、:=()“”《》\n./%×+-]|分)"
    rf"(?:{_COUNT}(?:{UNITS})?|每(?:{UNITS}|有|查)?|凡是?|如有?|若|另外?|且|并|其中|以及|同时|还|再|[A-D]"
    r"|(?<!没)(?<!所)有|发现|出现|存在|发生|查出|查实|因|对|经|的|得分|为|是"
    r"|按照?(?:规定|要求|时|实际)?|超额|足额|全面|全部|应(?:当)?|须|要求|确保|做到|达到|完成|控制|抽查|开展|组织|举办|报送|实行"
    r"|全(?:年|县|市|区)|(?:每|本|当|上|年)?(?:年度?|半年|季度?|月|周|旬|学期|学年)(?:内|度|初|末)?"
    r")*$"
)
"""What may stand between the beginning of a phrase and a name: no 未, no 无, no 及."""
_ENDS: Final = re.compile(
    rf"$|[,;。、:=()“”《》\n/÷×<>≥≤+-]|的|者|每|各|均|都|{_COUNT}|(?:应|须|要|必须)?(?:达|控制|保持)"
    r"|[扣减得加计记给奖赋](?=[0-9分满除减]|$)|酌情|视情|不(?:得|低于|高于|超过|少于|足|到|满|大于|小于)"
    r"|低于|高于|超过|少于|多于|大于|小于|超出|在(?=[0-9])|为(?=[0-9])|占|比|较|按|所占"
    r"|并?(?:被|经)?(?:查实|属实|核实|发现)|现象|情况|问题|行为|情形|缺|少|多|超|迟|增|减|未|不|没|无|至少|全|数"
)
_OF_A_TASK: Final = ("完成率", "完成比例")
"""What a share is called of which the clause says only 完成引资任务 or 按比例得分."""
_AND: Final = re.compile("和|及|与|或|以及|、")
_ADDED: Final = re.compile(
    r"(?:(?:少于|不足)?(?:缺少|超出|不足|增加|减少)的.{1,3}数|(?:每)?(?:低于|高于|超过|占).{0,12}的?(?:百分点数|比例)"
    r"|的.{1,2}数|（[^）]*）|(?:完成)?(?:比例|率)|(?:未|不|达不).{2,3}|缺少|评定[得扣]分)$"
)
"""What a draft adds to the words of the clause."""
_NONE: Final = ("无", "没有", "未发生", "未出现")
_EACH_FOUND: Final = re.compile(rf"(?:每|发现|出现|发生)[^,;。]{{0,6}}(?:一|1)?(?:{UNITS})")
_TAIL: Final = 2
"""So much longer is the last of a list that says something of all: 防范、处置、控制不力."""
_SHORT: Final = 2


def cut_names(
    clause: str, keys: Mapping[str, object], name: str, content: str, said: str = ""
) -> Iterator[str]:
    """A question for each name that begins or ends inside a word, or that may be several.

    `said`: what the reading was chosen by; whether a list is one figure may be among it.
    """
    texts = [one for one in (folded(clause), folded(name), folded(content)) if one]
    named = [(verb, str(term[verb])) for term in terms_of(keys) for verb in _NAMED if verb in term]
    names = [one for _, one in named]
    for verb, one in named:
        if (
            ("分开报" not in said and not _whole(verb, one, texts, names))
            or _of_the_row(one, name, texts[0])
            or (verb in ("each", "if") and _put_together(one, texts))
            or _NOTHING_DONE.fullmatch(one)
        ):
            yield f"这一项叫“{one}”{OF_A_NAME[0]}"
        elif _several(verb, one) and f"“{one}”{ONE_FIGURE}" not in said:
            yield f"“{one}”{OF_A_NAME[1]}"


def _of_the_row(one: str, name: str, text: str) -> bool:
    """卫生不落实 of 门前三包签订率100%, 每发现1户不落实: the row's name, where more is said."""
    row = folded(name)
    if len(row) < _SHORT or row in text or not one.startswith(row):
        return False
    rest = re.fullmatch("(?:未|不|没有|无).{1,4}", one[len(row) :])
    if rest is None or rest[0] not in text:
        return False
    before = re.split(r"[,;。:\n]", text[: text.index(rest[0])])[:-1]
    return any(len(re.findall("[\u4e00-\u9fff]", piece)) > _SAYS for piece in before)


_NOTHING_DONE: Final = re.compile(
    "(?:.{0,6}(?:党委|党组|政府|领导|负责人|班子|成员|干部|人员|部门|单位|乡镇|街道|学校|中小学|幼儿园|医院|企业|科室|支部)"
    "|按.{1,6}|.*率(?:达到?)?)缺少的.{1,3}数"
)
"""党委政府缺少的次数: who it was, or of which share, and nothing of what was to be done."""
_VERB: Final = re.compile(
    r"排查|留存|检查|巡查|报送|上报|整改|清理|整治|保存|登记|记录|开展|组织|落实|建立|公示|公开|核查"
)
_WANTING: Final = re.compile("(?:未|不|没有|无).{1,6}$")


def _put_together(one: str, texts: list[str]) -> bool:
    """留存不符合要求 of 留存48小时以上, 一样不符合要求: a verb that stands in another piece."""
    found = _WANTING.search(one)
    head = one[: found.start()] if found is not None else ""
    if _VERB.fullmatch(head) is None or any(one in text for text in texts):
        return False
    return re.search(rf"{head}[^,;。\n]*[,;。\n]", texts[0]) is not None


_SAYS: Final = 4
"""A piece of so many signs speaks of something."""


def _whole(verb: str, one: str, texts: list[str], names: list[str]) -> bool:
    printed = [text for text in texts if one in text]
    if verb == "each" and (free := _free_of(one, texts[0])) is not None:
        return free
    if printed:
        return any(_at(one, text, names) for text in printed)
    stem = one
    while (shorter := _ADDED.sub("", stem)) != stem and len(shorter) >= _SHORT:
        stem = shorter
        if any(stem in text for text in texts):
            said = one[len(stem) :]
            if said in _OF_A_TASK:
                return any(_begins(stem, text, names) for text in texts)
            own = any(_begins(stem, text, names) for text in texts[1:]) and said in texts[0]
            return own or any(_at(stem, text, names) for text in texts)
    parts = _parts(stem, texts)
    if not parts or one in _OF_A_TASK:
        return True
    made = not stem.startswith(parts[0])  # 被省通报批评 of 被国家、省、市通报批评
    return (made or any(_begins(parts[0], text, names) for text in texts)) and any(
        _closes(parts[-1], text, names) for text in texts
    )


def _free_of(one: str, text: str) -> bool | None:
    """无乱摊派现象的得15分, 发现一起扣10分: what is found is what there shall be none of."""
    free = (
        (at - len(none), at + len(one))
        for at in places(one, text)
        for none in _NONE
        if text.endswith(none, 0, at)
    )
    start, end = next(free, (0, 0))
    if not end or not _EACH_FOUND.search(text[end:]):
        return None
    return _LEADS.search(text[:start]) is not None and _ENDS.match(text[end:]) is not None


def _at(one: str, text: str, names: list[str]) -> bool:
    """Whether one place where it is printed is a whole phrase."""
    return any(
        _leads(text[:at], names) and _ends(text[at + len(one) :], names, one)
        for at in places(one, text)
    )


def _begins(one: str, text: str, names: list[str]) -> bool:
    return any(_leads(text[:at], names) for at in places(one, text))


def _closes(one: str, text: str, names: list[str]) -> bool:
    return any(_ends(text[at + len(one) :], names, one) for at in places(one, text))


def _leads(before: str, names: list[str]) -> bool:
    if _LEADS.search(before):
        return True
    joined = re.search("(?:和|及|与|或|以及|并)$", before)
    return joined is not None and any(before[: joined.start()].endswith(one) for one in names)


def _ends(after: str, names: list[str], one: str) -> bool:
    joined = _AND.match(after)
    if joined is not None:
        last = re.split("、|和|及|与|或", re.split(r"[,;。:0-9]|的|每|各", after)[0])[-1]
        return len(last) < len(one) + _TAIL or any(
            after[joined.end() :].startswith(each) for each in names
        )
    return _ENDS.match(after) is not None


def _parts(stem: str, texts: list[str]) -> list[str]:
    """The longest runs of a name that are printed somewhere, one after the other."""
    found, at = [], 0
    while at < len(stem):
        end = at + 1
        while end < len(stem) and any(stem[at : end + 1] in text for text in texts):
            end += 1
        if end - at >= _SHORT:
            found.append(stem[at:end])
        at = end
    return found


def apart(verb: str, one: str) -> list[str]:
    """The names of a list that is asked as one figure, each for itself; empty: it is no list."""
    if not _several(verb, one) or verb == "rate" or "（" in one:
        return []
    tail = _ADDED.search(one)
    core = one[: tail.start()] if tail is not None else one
    parts = [part.strip() for part in _AND.split(core)]
    whole = all(len(part) >= _SHORT for part in parts) and 1 < len(parts) <= _MOST_PARTS
    return [f"{part}{tail[0] if tail else ''}" for part in parts] if whole else []


_MOST_PARTS: Final = 5


def _several(verb: str, one: str) -> bool:
    """Whether one figure is asked of a list where each may have its own."""
    bare = re.sub(r"（[^）]*）|“[^”]*”|\([^)]*\)", "", one)
    if verb == "rate":
        return re.search(r"率(?:、|和|及|与).+率$", bare) is not None
    own = "缺少的" in one or verb == "amount"
    return (
        own and re.search("[^、]、[^、]|.{2}(?:和(?!谐|解)|及(?!时|格)|与).{2}", bare) is not None
    )
