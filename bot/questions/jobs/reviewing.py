"""What a reviewer orders over many items at once, or over the one that lies there. Pure.

把没疑点的都通过, 今天退回的都撤回来, 这项先放着. One row that is decided on is ``decisions``'.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.questions.decisions import ROW, UNIT
from bot.questions.jobs.job import Job
from bot.questions.jobs.said import PERSON, Said, apart, kinds, lexicon

_TABLE: Final = r"(?:各|所有)?(?:县直(?:单位|部门)?|乡镇(?:街道)?|街道)(?:的)?"
_SOFT: Final = (
    r"把|将|请|麻烦你?|帮我|给我|给他们|给|你|那就|那|就|先|的|了|吧|啊|哈|呗|一下|项目?"
    r"|条|个|[,，、\s]|可以|直接|些|和|与|跟"
)

_CLEAN: Final = lexicon(
    clean=(
        r"没有?(?:什么|啥)?(?:疑点|疑问|问题|毛病|异常|争议)|无(?:疑点|疑问|问题|异常|争议)"
        r"|(?:佐证)?材料(?:都)?(?:齐全|齐了|齐)|齐全|没啥说的"
    ),
    many=r"一次性|一起|一并|一把|一块儿?|批量|整批|统统|通通|全部|全都|全|所有|都",
    rest=r"剩下|其余|余下|其他|其它|还?没审完|还?没审|未审|待审|[这那]?几(?:项|条)|[这那]些(?:项|条)?",
    mine=r"我(?:这边|这里|名下|手[上里]|的)",
    county=r"全县|各单位|单位",
    group=_TABLE,
    unit=UNIT,
    row=ROW,
    accept=r"(?:点|审核?)?(?:通过|过掉|过)|批准|批了|认可|同意",
    soft=rf"{_SOFT}|放|让",
)


_CAN: Final = re.compile(
    r"(?:我)?(?:能不能|可不可以|能|可以|怎么|咋|怎样|如何)(?:一次|一下子|批量|整批|一起)(?:性)?"
    r"(?:点)?(?:通过|审核?|过)(?:好几|几|很多|多|所有|全部|一批)?(?:项|条|个|家)?(?:吗|不|么|呢)?"
)
"""能一次通过好几项吗: what could be is shown."""


def clean(said: Said) -> Job | None:
    """没疑点的都通过, 教育局剩下的都过: what casts no doubt, accepted together."""
    if _CAN.fullmatch(said.signs.rstrip("?？")):
        return Job("clean")
    words = apart(said.signs, _CLEAN)
    if words is None or not words or words[-1][0] != "accept":
        return None
    found = kinds(words)
    if found.count("accept") != 1 or found.count("group") > 1:
        return None
    whose = {"unit", "row", "group", "rest", "county", "mine"} & {*found}
    if not whose and not ("clean" in found and "many" in found):
        return None  # 都过, 没问题 过: of what lies there
    if not {"clean", "many", "rest"} & {*found}:
        return None  # 教育局通过 is one decision
    if "unit" in found and "row" in found:
        return None  # decided row by row
    return Job("clean", said.units, said.rows, group_in(words))


def group_in(words: tuple[tuple[str, str], ...]) -> str:
    """县直 or 乡镇, as far as a table is named."""
    named = next((text for kind, text in words if kind == "group"), "")
    return "" if not named else "县直" if "县直" in named else "乡镇"


_NOT_ONE: Final = (
    r"(?:都|就|全部?|可以|应该)*(?:不算数?|作废|不成立|不是(?:问题|疑点|事)|没(?:有|啥|什么)?(?:事|问题|毛病)|去掉|撤(?:了|掉|销)?|取消掉?"
    r"|消(?:了|掉|除)|划掉|放过|不用管|排除|解除)(?:了|吧)*"
)
_UNITS: Final = rf"(?:{UNIT}(?:[、,，和与跟及\s]*{UNIT})*)"
_SO_MANY: Final = r"(?:(?:[0-9]+|[一二两三四五六七八九十几])?[个处条点]|些)?"
_NO_DOUBT: Final = re.compile(
    rf"(?:把|将|给|那|那就)*{_UNITS}?(?:的|\s)*(?:{ROW})?(?:的|\s)*(?:材料|佐证)?(?:的|里的|上的)?(?:没(?:有)?问题[,，])?[那这]?{_SO_MANY}"
    rf"疑点{_NOT_ONE}(?:[,，\s]*{_NOT_ONE})?"
    rf"|(?:{UNIT})?(?:的|\s)*(?:{ROW})?(?:的|\s)*[那这](?:一?[个处条点]|些|几[个处条])?(?:都|也)?(?:不是|不算|算不上|不能算)(?:什么|个)?疑点(?:吧|了)*"
    rf"|(?:把|将)?(?:{UNIT})(?:的|\s)*(?:{ROW})?(?:的|\s)*(?:材料|佐证)?不算疑点(?:吧|了)*"
)


def no_doubt(said: Said) -> Job | None:
    """财政局三.3的疑点作废, 这个不算疑点: a doubt about a paper is none; which, the page asks."""
    if _NO_DOUBT.fullmatch(said.signs.rstrip("。.!！")) is None:
        return None
    return Job("no_doubt", said.units, said.rows)


_NO_FAULT: Final = re.compile(
    r"(?:把|那|这|就|我看)*(?:个|条|处|点|份)(?:都|也|真)?(?:不是|不算|算不上|不能算|没(?:有)?(?:啥|什么)?)(?:什么|啥|个)?(?:大)?(?:毛病|疑点|问题|事儿?)"
    r"(?:的)?(?:[,，\s]*(?:就|给|让)?(?:它)?(?:放过(?:去)?|不算|去掉|不用管|不管它?|算了|划掉|过(?:了)?))*(?:吧|了|呗|[。.!！\s])*"
)


def no_fault(text: str) -> bool:
    """那个不算毛病，放过: the doubt that is spoken of is none; of which, nothing is said."""
    return _NO_FAULT.fullmatch(text.strip()) is not None


_BACK: Final = lexicon(
    when=r"今天|上午|下午|昨天|刚才|刚刚|刚",
    many=r"一起|一次|一并|批量|统统|全部|全都|全|所有|都",
    back=r"撤回来?|撤销|撤掉|撤|收回来?|取消掉?|作废|恢复",
    done=r"(?:审核?)?(?:退回(?:补正|去)?|打回去?|通过|过掉?|核减|评分?|审完?|定)(?!来)|退",
    me=r"我",
    person=PERSON,
    unit=UNIT,
    row=ROW,
    soft=_SOFT,
)
_DONE: Final = (
    ("return", "退打"), ("accept", "通过"), ("cut", "核"), ("award", "评"),
)  # fmt: skip
_DAYS: Final[dict[str, Literal["today", "yesterday", "now"]]] = {
    "今天": "today", "上午": "today", "下午": "today", "昨天": "yesterday",
    "刚才": "now", "刚刚": "now", "刚": "now",
}  # fmt: skip


def take_back(said: Said) -> Job | None:
    """今天退回的都撤回来: several decisions taken up again. One is ``decisions``'."""
    words = apart(said.signs, _BACK)
    if words is None:
        return None
    found = kinds(words)
    if found.count("back") != 1 or found.count("done") != 1 or found.count("person") > 1:
        return None
    days = [_DAYS[text] for kind, text in words if kind == "when"]
    when = days[0] if days else ""
    if "many" not in found and when in ("", "now") and len(said.units) < _SEVERAL:
        return None
    done = next(text for kind, text in words if kind == "done")
    which = next((verb for verb, signs in _DONE if any(sign in done for sign in signs)), "")
    return Job("take_back", said.units, said.rows, people=said.people, text=which, since=when)


_SEVERAL: Final = 2
_ASIDE: Final = lexicon(
    this=r"[这那]一?[项条个]",
    unit=UNIT,
    row=ROW,
    aside=(
        r"(?:暂时|暂)?(?:放着|放一放|放放|放一下|放一边|搁着|搁置|搁一搁|搁一下|搁搁|搁一边|挂着|挂起来?"
        r"|不审|不定|不动|留着|缓一缓|缓缓|缓一下)(?!的)"
    ),
    unsure=r"拿不准|吃不准|不确定|有点悬|说不好|没把握",
    later=(
        r"(?:回头|待会儿?|等会儿?|晚点|明天|之后|以后|我)+再(?:看看?|审|说|弄|定|处理|回来)"
        r"|等(?:他们?|人家|单位)?(?:补|传|交|报)(?:了|完|上来?|齐)?(?:照片|材料|文件)?(?:再(?:说|审|看|定))?"
    ),
    next=r"(?:审|看|来)?下一?[条个项]",
    soft=_SOFT,
)
_ASIDES: Final = re.compile(
    r"(?:我|都|有)*(?:先)?(?:放着|搁着|挂着|搁置|放一边)的(?:那)?(?:都|是|有|还)*(?:哪?[几些]|什么|多少)[条项个]?"
    r"|(?:看看?|把|打开|拿出)?(?:我)?(?:先)?(?:放着|搁着|挂着|搁置|放一边)的(?:那)?(?:都|[几些][条项个]|项目?|东西)?"
    r"(?:拿出来|翻出来|拿回来|列出来|列一下|看一下|看看|接着审|继续审|再审|审了?吧?|给我|调出来)*"
)


def aside(said: Said) -> Job | None:
    """这项先放着: the item that lies there, or a named one; 我放着的有哪些: those that were."""
    if _ASIDES.fullmatch(said.signs.removesuffix("吧")):
        return Job("asides")
    words = apart(said.signs, _ASIDE)
    found = kinds(words or ())
    if words is None or "aside" not in found or found.count("unit") > 1 or found.count("row") > 1:
        return None
    if ("unit" in found) != ("row" in found):
        return None
    return Job("aside", said.units, said.rows, on="next" in found)
