"""What a reviewer decides by a sentence: 教育局三.4核成3次，理由缺照片; 撤回刚才的核减.

Only reading: rows, a verb, what is said of figures, a reason. A sentence that asks, denies or tells
is none; nothing in a reason is an order. What the words come to, and whether it may be decided, is
shown by the pages of the review before it is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from bot.questions.combined import Known
from bot.questions.sentence import find_row
from bot.speech.numbers import MEASURES, plain

Verb = Literal["accept", "figure", "zero", "return", "reopen"]
Rows = tuple[tuple[str, str], ...]
"""A row as it was named: its id in each table; in every table (""): by its number."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One verb over units and rows. No unit, no row: those that were spoken of last."""

    verb: Verb
    units: tuple[int, ...] = ()
    rows: tuple[Rows, ...] = ()
    said: str = ""
    """What is said of the figures: 核成3次, 去掉整改."""
    reason: str = ""


LONGEST: Final = 160
UNIT, ROW = "\ue000", "\ue001"
"""What stands for a name of a unit, of a row, in a masked text."""
_N: Final = r"(?:[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十]+(?:点[零一二三四五六七八九]+)?)"
_MEASURE: Final = rf"(?:分|%|(?:{MEASURES})(?:案例|活动|文件|报道|简报|稿件|应用|材料)?)"
_SOFT: Final = (
    r"(?:给|就|先|直接|只能?|仅|才|最多|还是|按|应该|应当|统一|都|全部?|均|也|再|这次|他们?|它)*"
)
_ENDS: Final = r"(?:吧|了吧|一下|即可|就行|算了|得了|好了)?"
_FINE: Final = (
    r"(?:审核)?(?:通过|过(?!的)|认可|同意|没(?:有|啥|什么|毛)*(?:问题|毛病|意见)|认了"
    r"|按(?:照)?(?:自评|现在|目前|现有|原来|(?:他们?|它|单位)?报)(?:的)?(?:数|分数?|来)*(?:就|给|直接)?(?:算|计|认|过|通过|定)"
    r"|按自评)"
)
_SEEN: Final = r"(?:(?:我|都)*[看审]过?了[,，\s]*)?"
_ACCEPT: Final = (
    rf"{_SEEN}{_SOFT}{_FINE}(?:了?[,，;；\s]*(?:那|可以|让){{0,2}}{_SOFT}{_FINE})?{_ENDS}"
)
"""没问题 通过: said twice, it is one decision."""
_ZERO: Final = (
    rf"{_SOFT}(?:整项)?(?:不算分?|不认|不给分|不计分?|不得分|清零|归零|扣完了?|扣光了?|全扣了?|全扣掉"
    rf"|(?:给|计|记|打|算|评|得|核成|核为|改成|改为)?[零0]分|核[成为][零0](?!\.)){_ENDS}"
)
_FIGURE: Final = (
    rf"{_SOFT}(?:核定|核减|核|改|认定|认可|认|定|算|计|记|评|打|给|得|扣掉|扣除|扣|减掉|减去|减|降|调整?|补"
    rf"|少[算计记给认]|砍掉|砍去|砍|去掉)"
    rf"(?:成|为|到|至|作|是|回)?{_N}\s*{_MEASURE}?(?:算|计)?{_ENDS}"
    rf"|{_SOFT}(?<=按){_N}\s*{_MEASURE}?(?:来)?(?:核定|认定|算|计|认|核|给){_ENDS}"
)
_FIGURE_NAME: Final = r"(?:(?![不别没未已说被谁昨刚让要能想先])[^,，。;；\s0-9]){2,14}?"
"""取得成效的核成2项: which of a row's figures; whether it has one is seen with the row."""
_ITEM: Final = (
    r"(?:去掉|不认|不算|划掉|扣掉|减掉)(?P<item>(?!没有?$|的)[^,，。;；\s]{2,14}(?<!没)(?<!没有))"
    r"|(?P<item2>[^,，。;；\s]{2,14}?)(?:这一?项|那一?项)?(?:去掉|不认|不算|划掉)(?:这一?项)?(?:吧)?"
)
_RETURN: Final = (
    rf"{_SOFT}(?:退回|打回|发回|退补|退)(?:去|来|给他们?)?"
    r"(?:补正|补报|修改|(?:让|叫|请)?(?:他们?)?重新?(?:报|填|弄|做|搞|来|传|交|整))?"
    r"(?P<ask>[,，]?(?:让|叫|请|要求)?(?:他们|他)?(?:再|重新)?(?:补|重拍|重传|换)[^,，。;；]{1,24})?"
    rf"{_ENDS}"
)
_AGAIN: Final = (
    r"(?:让|叫|请|要求)(?:他们?|单位)?(?:重新?|再)(?:拍|传|报|补|交|弄|填|做)"
    r"(?:一下|一份|一遍|一次|上来)?(?:吧)?"
)
"""叫重传: what is to be done again goes back."""
_BACK: Final = r"(?:撤回来?|撤销|撤|取消|恢复|不算|作废|收回)"
_OF_LATE: Final = r"(?:我|刚才|刚刚|刚|上一?[个条次]|那个|那条|那次|的|对|把|给|先)*"
_DONE: Final = r"(?:核减|退回|审核意见|审核|通过|评分|决定|扣分)"
_REOPEN: Final = (
    rf"{_OF_LATE}{_DONE}{_OF_LATE}{_BACK}(?:掉|了|吧|一下)*"
    rf"|{_OF_LATE}{_BACK}(?:掉|一下)*{_OF_LATE}{_DONE}"
    r"|(?:重新|再)审(?:核)?(?:一下|一遍|一次)?|(?:给他们?)?(?:加|改)回(?:来|去)(?:吧)?"
    r"|恢复(?:原来的?)?(?:分数?|自评)"
)
_VERBS: Final[tuple[tuple[Verb, re.Pattern[str]], ...]] = (
    ("return", re.compile(rf"{_RETURN}|{_AGAIN}")),
    ("reopen", re.compile(_REOPEN)),
    ("zero", re.compile(_ZERO)),
    ("figure", re.compile(_FIGURE)),
    ("figure", re.compile(rf"(?P<of>{_FIGURE_NAME}){_FIGURE}")),
    ("accept", re.compile(_ACCEPT)),
    ("figure", re.compile(_ITEM)),
)
_JOIN: Final = r"(?:[、,，和与及跟]|以及|还有)"
_HEAD: Final = re.compile(
    r"(?:请|麻烦你?|帮我|把|将|给|对|那)*(?:(?<=[给把将对])(?:他们?|它们?|该单位|这家|那家))?"
    rf"(?P<units>{UNIT}(?:{_JOIN}{UNIT})*)?(?:的|那个|这个|那边|\s)*"
    rf"(?P<rows>{ROW}(?:{_JOIN}{ROW})*)?(?:[这那]一?[项条行]|一项)?[\s,，:：的]*"
)
_NEXT: Final = re.compile(rf"[,，;；。\n\s]+(?=[把将]?(?:{UNIT}|{ROW}))")
"""Where another row begins: it is another decision if all of it reads as one, else a reason."""
_BECAUSE: Final = re.compile(
    r"[,，。;；:：\s]*(?:(?:理由|原因)(?:是|写|就写|为|填)?|因为|由于|说明)[:：，,\s“\"]*"
)
_APART: Final = re.compile(r"[,，。;；\s]+")

_ASKS: Final = re.compile(
    r"谁|哪|几(?!乎)|[吗呢]|[?？]|多少|怎|咋|为[啥何]|为什么|什么|啥(?![都也])|是否|(?P<either>[一-鿿])不(?P=either)|有没有|会不会"
    r"|能否|如果|要是|假如|万一|可以不"
)
_TELLS: Final = re.compile(
    r"(?:弄|干|改|核|定|审|退|扣|搞|做)的$|(?:不对|错了|有误|不同意|有意见|没有|情况|名单|记录|原因|次数|统计|等等|等下|再说|先别|别|不要"
    r"|过了|已经|的单位|的有)$|^(?:别|不要|先别|不用|没|未|已经?|听说|据说|昨天|上次)|说过|说是|没说|听说"
)
"""What tells of something, or takes back what was begun."""
_WHY: Final = re.compile(
    r"(?:也|都|又|还|就|根本|完全|因为|别的|其他|其它|其余)*(?:没有?|缺少?|无|未提供|没提供)"
    r"(?!说|让|叫|要|想|打算|问题|毛病|意见|[减退过核扣审定算认改给交通])"
    r"(?:[^,，。;；]{2,12})(?<![减退核扣审][的了])"
)
"""没成效证明, behind a decision: what lacks is its reason; 没说减一项 is not."""
_LACK: Final = re.compile(r"^(?:也|都|又|还|就|根本|完全|因为|别的|其他|其它|其余)*(?:没有?|无)")
_LACKING: Final = 4
"""照片一张都没有 tells what lacks; 三.4没有 asks."""
_LONG_AGO: Final = re.compile(r"昨天|前天|上午|刚才|上周|当时")
_ENDS_ASKING: Final = re.compile(
    r"(?:[吗呢?？]|行不行|对不对|是不是|好不好|可以不|行吗)[。!！\s]*$"
)


_SPEAKS: Final = re.compile(
    r"核|退|打回|发回|认|扣|减|[分项次篇个场家条%]|算|审|改|撤|恢复|作废|取消|收回|通过|同意|没问题"
    r"|过(?:吧|$)|重新?[拍传报补交弄填做]|去掉|划掉|清零|归零|[加补]回|[0-9]"
)
"""Without one of these a sentence decides nothing: most are told apart by a glance."""


def decisions(text: str, known: Known) -> tuple[Decision, ...]:
    """What a sentence decides; nothing where a word is left over, asked, denied or told."""
    said = _of_those(plain(text).strip().rstrip("。!！~"))
    if not said or len(said) > LONGEST or not _SPEAKS.search(said) or _ENDS_ASKING.search(said):
        return ()
    signs, names = masked(said, known)
    return _read(signs, names) or ()


_CLAIMED: Final = re.compile(
    rf"(?:自评|一共|总共|共|原来|当初|本来)*(?:申报|上报|报|填|写|搞|做|办|传)?(?:了|的是|的)?{_N}\s*"
    rf"(?P<measure>{MEASURES}|分)(?:活动|案例|应用|文件|简报|稿件)?[,，;；\s]*"
    r"(?:[里其]?[头面中]*(?:材料|佐证)?(?:我看(?:了|过|下来)?|看下来|看材料|核下来|审下来|材料|佐证|实际|里头|里面|其中)*)"
    rf"(?=(?:就|最多|也|只|仅|才|应该|能|给|可以)*(?:核定|认定|认可|认|算|计|核)(?:成|为|定)?{_N}\s*(?:(?P=measure)|[,，;；\s]|$))"
)
"""报5次只认4次, 两个只认一个: what was claimed is no part of the decision."""


_SENT_BACK: Final = re.compile(r"(?<=[0-9a-z])(?:给)?退了(?=[,，\s]+\S)")
"""六.3退了 文件不是本局发的: with what is wrong behind it, it is ordered and not told."""
_SOME_OF_THEM: Final = re.compile(
    rf"[,，\s]*(?:里[面头]?|其中|当中)?有(?P<some>{_N}\s*(?:{MEASURES}|种))(?P<why>[^,，。;；]{{0,20}}?)[,，\s]*"
    r"(?:不认|不算|不该算|不能算|不作数|不计|去掉|扣掉)(?:了|吧)*$"
)
"""里有一种没上传市平台 不认: so many less of them, and not the whole row."""


def _of_those(said: str) -> str:
    """A decision without what the unit had claimed, which stands in the report."""
    said = _CLAIMED.sub("", _SENT_BACK.sub("退回", said), count=1)
    part = _SOME_OF_THEM.search(said)
    if part is None:
        return said
    why = f"，因为{part['why']}" if part["why"] else ""
    return f"{said[: part.start()]}减掉{part['some']}{why}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one sign of the masked text stands for."""

    said: str
    means: int | Rows


def masked(said: str, known: Known) -> tuple[str, list[Spoken]]:
    """The text with one sign for each unit and each row; an uncertain name stays as it is."""
    spans: list[tuple[int, int, int | Rows]] = [
        (one.start, one.end, one.found.unit.id)
        for one in known.roster.find_in(said)
        if one.found.sure and one.found.unit
    ]
    place = 0
    while found := find_row(said[place:]):
        spans.append((place + found.start, place + found.end, (("", found.row),)))
        place += found.end
    spans += _by_name(said, known)
    signs, names, last = "", [], 0
    for start, end, means in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            signs += said[last:start] + (UNIT if isinstance(means, int) else ROW)
            names.append(Spoken(said[start:end], means))
            last = end
    return signs + said[last:], names


def _by_name(said: str, known: Known) -> Iterator[tuple[int, int, Rows]]:
    """Rows by a stretch of their name: 信用+应用."""
    low, place = said.lower(), 0
    while place < len(low):
        names = known.by_start.get(low[place : place + 2], ())
        name = next((one for one in names if low.startswith(one.said, place)), None)
        if name is None:
            place += 1
            continue
        yield place, place + len(name.said), name.rows
        place += len(name.said)


def _read(signs: str, names: Sequence[Spoken]) -> tuple[Decision, ...] | None:
    """Clause by clause, as far as each reads as a decision; the rest is the last one's reason."""
    signs = _names_first(signs)
    head = _HEAD.match(signs)
    body = signs[head.end() :] if head else signs
    named = names[: _count(signs) - _count(body)]
    units = tuple(one.means for one in named if isinstance(one.means, int))
    rows = tuple(one.means for one in named if not isinstance(one.means, int))
    behind, because = _NEXT.search(body), _BECAUSE.search(body)
    if behind is not None and (because is None or behind.start() < because.start()):
        clause, rest = _whole(body[: behind.start()]), body[behind.end() :]
        following = _read(rest, names[len(names) - _count(rest) :]) if clause else None
        if clause and following and all(one.rows for one in following):
            first = Decision(clause[0], units, rows, *clause[1:])
            return (first, *(replace(one, units=one.units or units) for one in following))
    clause = _with_its_reason(body) if because and because.start() else _whole(body)
    if clause is None:
        return None
    verb, said, reason = clause
    return (Decision(verb, units, rows, said, _spelt(reason, names[len(named) :])),)


_VERB_FIRST: Final = re.compile(
    rf"(?P<verb>[^{UNIT}{ROW}]{{2,16}}?)[,，\s]*(?:把|将)?"
    rf"(?P<names>{UNIT}(?:的)?\s*{ROW})(?:这一?[项条])?(?P<rest>(?:[,，;；。\s].*)?)",
    re.DOTALL,
)


def _names_first(signs: str) -> str:
    """打回去重弄 民政局三.4: the same with the names before the verb."""
    match = _VERB_FIRST.fullmatch(signs)
    if match is None or _verb(match["verb"]) is None:
        return signs
    return f"{match['names']}{match['verb']}{match['rest']}"


def _count(signs: str) -> int:
    """How many names stand in a masked text."""
    return signs.count(UNIT) + signs.count(ROW)


def _spelt(reason: str, names: Sequence[Spoken]) -> str:
    """A reason with its names as they were written."""
    left = iter(names[len(names) - _count(reason) :])
    spelt = "".join(next(left).said if sign in (UNIT, ROW) else sign for sign in reason)
    return spelt.replace(",", "，").replace(";", "；")


_Clause = tuple[Verb, str, str]
"""The verb, its words, the reason."""


def _with_its_reason(body: str) -> _Clause | None:
    """扣1分，理由缺公章: whatever follows 理由 is the reason, and nothing of it is an order."""
    because = _BECAUSE.search(body)
    whole = _whole(body[: because.start()]) if because else None
    reason = body[because.end() :].strip('”" ') if because else ""
    if whole is None or not reason:
        return None
    before = "" if whole[2] in whole[1] else whole[2]
    return (*whole[:2], "，".join(filter(None, (before, reason))))


def _whole(body: str) -> _Clause | None:
    """A clause with its reason behind it or before it; the verb itself has no name in it."""
    body = body.strip(" ,，;；。")
    if _ASKS.search(body):
        return None
    if verb := _verb(body):
        return verb
    cuts = [(body[: cut.start()], body[cut.end() :]) for cut in _APART.finditer(body)]
    for first, second in cuts:
        lacks = _WHY.fullmatch(second) and not _TELLS.search(_LACK.sub("", second))
        if (
            (lacks or not _TELLS.search(second))
            and not _TELLS.search(first)
            and (verb := _verb(first))
        ):
            return verb[0], verb[1], "，".join(filter(None, (verb[2], second)))
    for first, second in reversed(cuts):
        bare = first.removesuffix("没有") if len(first) > _LACKING else first
        told = _TELLS.search(bare) or _LONG_AGO.search(first) or _count(first)
        if not told and len(first) > 1 and (verb := _verb(second)):
            return verb[0], verb[1], "，".join(filter(None, (first, verb[2])))
    return _amid(body)


def _amid(body: str) -> _Clause | None:
    """材料不行 打回去重弄 后天前补上: the verb, with what is said of it on both sides."""
    parts = [one for one in _APART.split(body) if one]
    for place, one in enumerate(parts[1:-1], 1):
        said = [*parts[:place], *parts[place + 1 :]]
        told = any(_TELLS.search(part) or _LONG_AGO.search(part) for part in said)
        if not told and not any(map(_verb, said)) and (verb := _verb(one)):
            return verb[0], verb[1], "，".join(filter(None, (*said, verb[2])))
    return None


_SO_BE_IT: Final = re.compile(
    r"(?<=[0-9一二两三四五六七八九十次项分个篇场条])(?:来)?(?:算了|得了|好了|算|计)$"
)
"""按7次算, 认三次算了: how it ends, and no measure."""


def _verb(said: str) -> _Clause | None:
    """The verb of a clause, its words, and a reason that is part of it (退回补照片)."""
    for verb, pattern in _VERBS:
        if match := pattern.fullmatch(said):
            parts = {name: part or "" for name, part in match.groupdict().items()}
            ask = parts.get("ask", "").strip(" ,，").removesuffix("吧")
            told = any(_TELLS.search(part) for part in (*parts.values(), ask))
            words = _SO_BE_IT.sub("", said) if verb == "figure" else said
            return None if told or _count(said) else (verb, words, ask)
    return None
