"""Further things the office orders by a sentence: an extension taken back, the rhythm of reminders,
a new unit, one kind of papers packed.

Only reading: 教育局的延期撤了, 最后三天每天提醒, 加一个单位 数据局，县直, 总结打个包.
A sentence that asks, denies or tells is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from bot.questions.combined import Known
from bot.questions.sentence import KINDS
from bot.speech.numbers import figure, plain

Packed = Literal["", "工作总结", "工作简报", "宣传稿件", "照片", "文件"]
"""What is packed; empty: all papers."""


@dataclass(frozen=True, slots=True)
class Act:
    """One order; which fields are filled depends on the kind."""

    kind: Literal["unextend", "rhythm", "add_unit", "pack"]
    units: tuple[int, ...] = ()
    group: str = ""
    text: str = ""
    """The new unit's name, or what is packed."""
    days: tuple[int, ...] = ()
    """From the deadline; those before it are negative."""
    first: int = 0
    """Reminders begin so many days before; those nearer stay as they are."""
    also: bool = False
    """The days come to those that are, farther from the deadline."""


_POLITE: Final = re.compile(
    r"^(?:请|麻烦你?|帮我|帮忙|给我|你|替我|把|将|那就?|就)+|(?:一下|吧|啊|哈|好了|谢谢|[。.!！~\s])+$"
)
_ASKS: Final = re.compile(
    r"[?？]|吗|呢|谁|哪|怎|咋|为什么|多少|几(?!天)|没有$|了没|是否|(?P<either>[一-鿿])不(?P=either)|可不可以|什么|记录|原因|名单"
)
_DENIES: Final = re.compile(r"(?:^|[,，])(?:先)?(?:别|不要|不用|没|未|甭)|过了$|已经|刚才.*的$")
LONGEST: Final = 40

_BY_ITSELF: Final = re.compile(
    r"(?:到时候|明天|今天|截止前|快截止)?(?:你|机器人|系统)?(?:会|能)?(?:自己|自动)(?:再)?(?:提醒|催)"
    r"(?:一下)?(?:他们|大家|没报的|没交的)?(?:不|吗|么|嘛)?[?？。]?"
)
"""到时候你会自己提醒他们不: the page that says when."""
_BACK: Final = r"(?:先|就|都|给)*(?:撤了|撤掉|撤销|撤回来?|撤|取消掉?|取消了|收回来?|作废|不要了)"
_UNEXTEND: Final = re.compile(
    rf"(?P<whom>.+?)(?:的)?(?:那个|这个)?延期{_BACK}"
    rf"|(?:撤掉|撤销|撤回|撤|取消|收回)(?:掉|了)?(?P<whom2>.+?)(?:的)?(?:那个|这个)?延期"
    r"|(?P<whom3>.+?)(?:那个|那边|这个)?(?:就|先)*不延期?了"
    r"(?:[,，\s]*(?:撤回来?|收回来?|撤了))?"
)
_N: Final = r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_SET: Final = (
    r"(?:(?:自动|系统)?(?:提醒|催报)(?:时间|频率|规则)?)?"
    r"(?:改[成为]|调[成为]|设[成为]|换成|就|统一)*"
)
_EVERY_DAY: Final = re.compile(
    rf"{_SET}(?:最后|截止(?:日|时间)?(?:以?前|之前)的?|临近截止|还剩)(?P<n>{_N})天"
    r"(?:里|内|的时候)?(?:改[成为]|都|就|要)*"
    r"(?:每天|天天)(?:都|自动)?(?:提醒|催报?)(?:一次|一遍|一下)?(?:大家|没报的|没交的)?"
)
_DAILY: Final = re.compile(
    r"(?:(?:自动|系统)?(?:提醒|催报)(?:频率)?)?(?:改[成为]|调[成为]|设[成为]|换成)(?:每天|天天|一天)(?:都|自动)?"
    r"(?:提醒|催报?)?(?:一次|一遍)?"
)
_BEGIN: Final = re.compile(
    rf"{_SET}(?:从)?提前(?:到)?(?P<n>{_N})个?(?P<unit>天|周|星期|礼拜)(?:就)?开始(?:自动)?(?:提醒|催报?)"
    r"(?:大家|没报的|没交的)?"
)
_EXACT: Final = re.compile(
    rf"{_SET}(?:截止(?:日)?(?:以?前|之前)|提前)(?P<days>{_N}天?(?:(?:[、和,，]|还有)(?:提前)?{_N}天?)*)"
    r"(?:各|都|再)?(?:自动)?"
    r"(?:提醒|催报?|发|发一次)?(?:一次|一遍|一下)?(?:提醒)?"
)
_OF_REMINDERS: Final = re.compile(r"提醒|催")

_ADD: Final = re.compile(
    r"(?:再)?(?:加|增加|新增|添加|加上|加进)(?:上|进来)?(?:一个|个|一家)?(?:新的?)?(?:考核)?单位[\s:：,，叫是]*"
    r"(?P<name>[^,，、。\s]{2,20}?)"
    r"(?:[\s,，、]+(?:算|归|属于|用|放在?|是|在)?(?P<group>县直|乡镇|街道|部门)(?:街道|单位|那?张?表|里)*)?"
    r"|(?:县里|咱们?|我们|今年)?新(?:成立|设立|设|建)(?:了)?(?:一个|个|一家)?(?P<name3>[^,，、。\s]{2,20}?)"
    r"[,，\s]+(?:也)?(?:要考核|要参加考核|纳入考核)?[,，\s]*(?:给)?(?:加上|加进来|加进去|加到名单里)"
    r"|(?P<name4>[^,，、。\s]{2,20}?)(?:从?(?:今年|明年|这个?季度|本季度|下个?季度|以后)(?:开始|起)?)?也?(?:要|得)"
    r"(?:考核?|参加考核|纳入考核|参评)(?:了)?[,，\s]*(?:给|把)?(?:它|他们)?(?:加上去?|加进[来去]|加到名单(?:里)?)"
    r"|(?P<name2>[^,，、。\s]{2,20}?)(?:也)?(?:加上|加进来|加进名单|加到名单(?:里)?|纳入考核|加入考核)"
    r"(?:[\s,，、]*(?:算|归|属于|用|放在?|是|在)?(?P<group2>县直|乡镇|街道|部门)(?:街道|单位|那?张?表|里)*)?"
)
_ENDS: Final = re.compile(
    r"(?:局|委|办|镇|乡|街道|中心|院|会|社|公司|站|所|部|队|行|处|馆|大队|管委会|集团)$"
)

_KIND: Final = (
    r"(?P<kind>(?:工作|季度)?(?:总结|简报)|(?:宣传)?稿件?|宣传稿|(?:现场)?(?:照片|图片|相片)"
    r"|文件|(?:佐证)?文档|(?:佐证)?材料|佐证)"
)
_PACKS: Final = (
    r"(?:(?:全部|都|给我|一起|统一)*(?:打(?:个|成|一个)?(?:压缩)?包|压缩(?:成一个(?:文件|包))?)"
    r"(?:下载|发我|发给我|给我|下来|发过来)*)"
)
_PACK: Final = re.compile(
    rf"(?P<whom>.*?)(?:交的|报的|传的|的)?(?:所有|全部)?(?:的)?{_KIND}{_PACKS}"
    rf"|(?:打包|打个包|下载)(?:一下)?(?P<whom2>.*?)(?:交的|报的|传的|的)?(?:所有|全部)?"
    rf"{_KIND.replace('kind', 'kind2')}"
)
_ALL: Final = re.compile(r"(?:全部|所有|各|全县|大家|各单位|所有单位|全体)*(?:单位)?(?:的)?")


_SPEAKS: Final = re.compile(r"延|不宽|提醒|催|单位|加上|加进来|加到|纳入|加入|打|下载|压缩")
"""Without one of these a sentence orders none of it: most are told apart by a glance."""


def act(text: str, known: Known) -> Act | None:
    """What a sentence orders; None: nothing of these, or a word is left over."""
    said = plain(text).strip()
    if not said or len(said) > LONGEST or not _SPEAKS.search(said):
        return None
    if _BY_ITSELF.fullmatch(said):
        return Act("rhythm")
    if _ASKS.search(said) or _DENIES.search(said):
        return None
    while (shorter := _POLITE.sub("", said)) != said:
        said = shorter
    for reads in (_bare, _unextend, _rhythm, _add, _pack):
        if found := reads(said, known):
            return found
    return None


_BARE: Final = (
    (
        "rhythm",
        re.compile(
            r"(?:看|改|设置?|调整?)?(?:一下)?(?:自动提醒|提醒频率|提醒规则|提醒设置)"
            r"(?:的?(?:日子|时间|设置|规则))?"
        ),
    ),
    (
        "add_unit",
        re.compile(r"(?:再)?(?:加|增加|新增|添加)(?:一个|个|一家)?(?:新的?)?(?:考核)?单位"),
    ),
)
"""Only what is wanted: the page says the rest."""


def _bare(said: str, known: Known) -> Act | None:  # noqa: ARG001 -- as the others
    kind = next((kind for kind, pattern in _BARE if pattern.fullmatch(said)), "")
    if kind == "rhythm":
        return Act("rhythm")
    return Act("add_unit") if kind else None


_NOT_LONGER: Final = re.compile(
    r"(?:算了|那)?[,，]?(?:就|先)?(?:不(?:再)?(?:宽限?|延期?)了|延期(?:撤了|取消|撤回|收回))"
    r"(?:吧)?(?:[,，](?P<why>[^,，。]{2,16}))?"
)
"""算了不宽了，人回来了: of the unit that was spoken of."""


def _unextend(said: str, known: Known) -> Act | None:
    if _NOT_LONGER.fullmatch(said):
        return Act("unextend")
    match = _UNEXTEND.fullmatch(said)
    if match is None:
        return None
    whom = next((one for one in match.groups() if one), "")
    units = _units(whom, known)
    return Act("unextend", units) if units else None


def _units(said: str, known: Known) -> tuple[int, ...]:
    """The units that the words name, where they name nothing else."""
    mentions = known.roster.find_in(said)
    left = said
    for one in reversed(mentions):
        left = left[: one.start] + left[one.end :]
    if re.sub(r"[、,，和与及的\s]|都|单位|给", "", left):
        return ()
    return tuple(
        dict.fromkeys(one.found.unit.id for one in mentions if one.found.sure and one.found.unit)
    )


def _rhythm(said: str, known: Known) -> Act | None:  # noqa: ARG001 -- as the others
    if match := _EVERY_DAY.fullmatch(said):
        count = int(figure(match["n"]) or 0)
        return (
            Act("rhythm", days=tuple(range(-count, 1)), also=True) if 0 < count <= _MOST else None
        )
    if _DAILY.fullmatch(said) and _OF_REMINDERS.search(said):
        return Act("rhythm", days=tuple(range(-_DAILY_FROM, 1)))
    if match := _BEGIN.fullmatch(said):
        count = int(figure(match["n"]) or 0) * (1 if match["unit"] == "天" else 7)
        return Act("rhythm", first=count) if 0 < count <= _MOST else None
    match = _EXACT.fullmatch(said)
    if match is None or not _OF_REMINDERS.search(said):
        return None
    days = [int(figure(one) or 0) for one in re.findall(_N, match["days"])]
    if not all(0 < one <= _MOST for one in days):
        return None
    return Act("rhythm", days=tuple(sorted({-one for one in days} | {0})))


_MOST: Final = 60
_DAILY_FROM: Final = 15
"""每天 begins where the usual reminders begin."""


def _add(said: str, known: Known) -> Act | None:
    match = _ADD.fullmatch(said)
    if match is None:
        return None
    name = (
        (match["name"] or match["name2"] or match["name3"] or match["name4"])
        .removeprefix("新成立的")
        .removeprefix("把")
    )
    group = match["group"] or match["group2"] or ""
    if not _ENDS.search(name) or re.search(r"[不别没说]", name):
        return None
    there = known.roster.find(name)
    if there.sure and there.unit:
        return Act("add_unit", (there.unit.id,), text=name)
    sign = "乡镇" if group[:2] in ("乡镇", "街道") else "县直" if group else ""
    table = next((one for one in known.roster.groups if sign and sign in one), "")
    return Act("add_unit", text=name, group=table)


def _pack(said: str, known: Known) -> Act | None:
    match = _PACK.fullmatch(said)
    if match is None:
        return None
    kind = _packed(match["kind"] or match["kind2"])
    whom = match["whom"] or match["whom2"] or ""
    if _ALL.fullmatch(whom):
        return Act("pack", text=kind)
    if re.fullmatch(r"(?:各|所有|全部)?(?:乡镇(?:街道)?|街道)(?:的)?", whom):
        return _of_table("乡镇", kind, known)
    if re.fullmatch(r"(?:各|所有|全部)?(?:县直(?:单位|部门)?|部门)(?:的)?", whom):
        return _of_table("县直", kind, known)
    units = _units(whom, known)
    return Act("pack", units[:1], text=kind) if len(units) == 1 else None


def _of_table(sign: str, kind: str, known: Known) -> Act | None:
    table = next((one for one in known.roster.groups if sign in one), "")
    return Act("pack", group=table, text=kind) if table else None


def _packed(said: str) -> Packed:
    if re.search(r"照片|图片|相片", said):
        return "照片"
    if re.search(r"文件|文档", said):
        return "文件"
    if re.search(r"材料|佐证$", said):
        return ""
    kind = KINDS.get(said.removeprefix("宣传"), KINDS.get(said, said))
    if "总结" in kind:
        return "工作总结"
    return "工作简报" if "简报" in kind else "宣传稿件"
