"""One word for what documents say with many: 减5分, 扣除5分, 予以核减5分 are 扣5分.

The patterns of the grammar are written in one word of each kind; here the other words of its kind
become that one before any pattern is tried, so that a new wording of known arithmetic is read as
the known one. A word that changes what counts is never dropped here (`function_words` looks for
it). Not here: pieces (`pieces`), what they mean (`recognise`).
"""

from __future__ import annotations

import re
from typing import Final

from scoring.drafting.bracketed import with_points_said
from scoring.drafting.units import UNITS

_N: Final = r"[0-9]+(?:\.[0-9]+)?"
_POINTS: Final = rf"(?={_N}分(?!钟))"
_OWN: Final = r"(?:本项|该项|此项|本条|该条|该指标|本指标|该小项|本小项)"
_END: Final = r"(?=[,。;、)\n]|$)"
_DONE: Final = (
    "按|完成|达到|达标|开展|落实|建立|制定|组织|及时|上报|报送|参加|召开|整改|通过|公开|更新"
    "|配备|设立|明确|纳入|履行|提供|编制"
)

_KINDS: Final[tuple[tuple[str, str], ...]] = (
    # what takes
    (
        rf"(?:予以|给予|相应)?(?:核减|扣罚|减扣|减去|扣去|扣掉|罚扣|计扣|减记|减计|扣减|(?<![增加递])减){_POINTS}",
        "扣",
    ),
    (rf"(每[^,。;\n名位次]{{1,16}})递减{_POINTS}", r"\1扣"),
    (rf"(每[^,。;\n名位次]{{1,16}})递增{_POINTS}", r"\1加"),
    (
        rf"(?:按)?(每(?:{UNITS})){_POINTS}({_N}分)(?:的标准)?(?:予以|进行)?(?:扣减|扣除|扣分){_END}",
        r"\1扣\2",
    ),
    # what gives
    (rf"(?:予以|给予)?(?:赋|评|积|记|可获|可得|获得|获){_POINTS}", "计"),
    (rf"(?:予以|给予)(?=(?:奖励?|加){_N}分)", ""),
    # all of it is lost
    (
        rf"({_OWN})(?:的)?(?:分值|得分|分数|分)?(?:直接|一律|全部)?(?:为|得|计|记|按|是|扣|归)?[0零]分?(?:计算|计|处理)?(?=[,。;、)\n并且]|$)",
        r"\1不得分",
    ),
    (
        rf"({_OWN})(?:的)?(?:分值|得分|分数|分)(?:直接|一律|全部)?(?:扣光|扣完|扣尽|归零|清零){_END}",
        r"\1不得分",
    ),
    (r"(?:均|都|全部)?不(?:予)?(?:赋|记)分", "不计分"),
    (r"(不得分|不计分|不给分|0分),?(?:且|并|同时)(?=每)", r"\1,"),
    (
        rf"除(?:{_OWN})?(?:不得分|扣完|得0分|记0分|计0分)外,?(?:还|另|再|并)?(?=在|从|总分|扣|倒扣)",
        "本项不得分,",
    ),
    (
        rf"(?:扣|减)(?:除|减|去)?(?:年度|年终|当年|本年度|全年)?(?:考核)?(?:总分|总成绩|总得分)({_N}分)",
        r"从总分中扣\1",
    ),
    (
        rf"在(?:此|原|原有|上述|所得|得分|该项|本项)*(?:得分)?(?:的)?基础上,?(?=(?:再|另)?[加扣]{_N}分)",
        "",
    ),
    (rf"(?:每次|一次)分别(?:倒扣|减)(?={_N}分?、)", "每次分别扣"),
    (rf"一次分别(?=[加扣得]{_N}分)", "每次分别"),
    (
        rf"无([^无,、。;0-9]{{2,8}})[、,和]?无([^无,、。;0-9]{{2,8}}?)(?:的)?各扣({_N}分)",
        r"无\1的扣\3,无\2的扣\3",
    ),
    # how far it goes
    (rf"(?:扣|减|降)(?:至|到)[0零]分(?:为止|止)?{_END}", "扣完为止"),
    (r"(?:减|扣)(?:完|光|尽|满)(?:本项|该项)?(?:分值|分数|分)?为?止", "扣完为止"),
    (rf"(加|得|计)(?:满|至|到)({_N}分)为止", r"最高\1\2"),
    (
        rf"(?:加分|得分)(?:总计|合计|累计|共计|总分|总额)?不(?:突破|超出|多于)({_N}分)",
        r"加分合计不超过\1",
    ),
    (rf"(?:扣分|减分|倒扣)以({_N}分)为限", r"最多扣\1"),
    (rf"不(?:突破|超出|多于)(?={_N}分)", "不超过"),
    # what is not
    (rf"(?:没有|没能|没)(?={_DONE})", "未"),
    (r"完不成", "未完成"),
    # of a part, and of what is left
    (r"不得(?:该|相应|对应|此)(?:的)?(?:项|时点|部分|阶段|指标)?(?:的)?分(?:值|数)?", "不得分"),
    (r"分别(?=不得分|不计分|不给分)", ""),
    (r"(?:其中)?(?:任意|任何|任)(?:一|1)项(?=每(?:低|少|下降|降低|差|超|高))", "各项"),
    (rf"分别占(?={_N}分(?![、,]{_N}分))", "各占"),
    (rf"(?<=[,。;\n])漏(?=[一1](?:{UNITS})(?:的)?扣)", "缺"),
    (r"((?:缺少|缺|少)[一1])个(?=村(?:的)?扣)", r"\1"),
    (rf"\(实际(?:完成)?(?:值|数|率)[/÷]目标(?:值|数)[×xX✕*](?:分值|满分|标准分|{_N}分?)\)", ""),
    (rf"(?<=[名位])(?={_N}分(?:[、,;。]|$))", "得"),
    (
        rf"(?<=[,。;\n])(?:每)?(?:多报|超报|多报送|多完成|超额完成|多做|多)(?=(?:1|一)(?:{UNITS})(?:的)?加)",
        "每多",
    ),
    (rf"(每(?:{UNITS}))按({_N}分)(?:计算|计分|计|给分){_END}", r"\1得\2"),
    # a share and what it is times
    (
        rf"(?P<sum>[^,。;\n]*?[×xX✕*]{_N}%?)分?(?:即?为|作为|计为)(?:该项|本项|此项|该指标)(?:的)?得分{_END}",
        r"得分=\g<sum>",
    ),
    # figures and lines
    (r"(?<=[0-9一二三四五六七八九十])个(?=工作日)", ""),
    (rf"({_N}%)\(含\1\)(?:至|到|-|~)(?={_N}%)", r"\1(含)-"),
    (rf"每({_N})万(?!元|亩|吨|平方|立方|美元|千瓦)(?=(?:{UNITS}))", r"每\g<1>0000"),
    (
        rf"(每[^,。;\n0-9每]{{0,16}}(?:{_N}%)?(?:{_N}|一)(?:个百分点|%))(?:的)?,(?=[加得扣计]{_N}分)",
        r"\1",
    ),
    (r"每(?:压降|压减|压缩|下滑|下跌|回落)", "每下降"),
    (r"每(?:升高|攀升|上涨|增高|抬升)", "每上升"),
    # how much it lies beside a line
    (rf"每(?:短收|欠收|短缺|欠缴|欠|少完成|未完成)(?=(?:{_N}|一)(?:个百分点|%))", "每低"),
    (rf"每(?:超收|超交|超缴|超额完成|超完成|多完成|溢)(?=(?:{_N}|一)(?:个百分点|%))", "每超"),
    (rf"每比([^0-9,。;每]{{2,14}}?)(低|高|少|多)(?=(?:{_N}|一)(?:个百分点|%))", r"每\2于\1"),
    (rf"每(?:达到|达|满|够|足)(?={_N}(?:万)?(?:{UNITS}))", "每"),
    (rf"分别(每(?:{UNITS}))(的)?(?=[得加计扣])", r"\1\2分别"),
)
_WRITTEN: Final = tuple((re.compile(pattern), plain) for pattern, plain in _KINDS)
_NOTHING_THEN: Final = re.compile(
    rf"([^,。;\n]*(?:[0-9]|[一二两三四五六七八九十]{{1,2}}(?:{UNITS}))[^,。;\n]*?的),"
    rf"(?=(?:则|将)?(?:{_OWN})?(?:工作)?(?:均|都|一律)?(?:不得分|不计分|不给分){_END}|(?:实行|实施|给予)?一票否决{_END})"
)
"""甲级病案率低于90%的, 本项不得分: a line and what is lost under it are one piece."""


_ONE_OF_THEM: Final = re.compile(
    rf"(?P<what>(?:凡|每|若|如)?(?:发现|出现|发生|存在|查实|查出|凡有|每有)(?:有)?[一1](?:{UNITS})[^,。;\n分0-9]{{2,24}}?)(?:的)?,(?=[加得扣计]{_N}分)"
)
"""凡发现一处落实不到位, 扣2分: each of them, and not whether there was one."""


def one_word_each(text: str) -> str:
    """Return a folded clause with one word for each kind of giving, taking, losing and falling."""
    for pattern, plain in _WRITTEN:
        text = pattern.sub(plain, text)
    text = with_points_said(text)
    return _NOTHING_THEN.sub(r"\1", _ONE_OF_THEM.sub(r"\g<what>的", text))
