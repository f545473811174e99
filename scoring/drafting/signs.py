"""The signs of counting in a clause, and a label made of its words: what is left off, what is safe.

Here: text only. Not here: what was said before (`state`), words taken as they are (`verbatim`).
"""

from __future__ import annotations

import re
from typing import Final

from scoring.drafting.units import UNITS

N: Final = r"[0-9]+(?:\.[0-9]+)?"
COUNT: Final = r"[0-9]+|[一二两三四五六七八九十]+"
ONE: Final = r"(?:一|1)"
GET: Final = r"各?可?(?:得|加|计|记|给|奖励|奖|赋)|各"
LOSE: Final = r"各?(?:加|再|另|另外|额外)?(?:扣除|扣减|(?<!及时)(?<!按时)倒扣|扣|减)"
WHO: Final = "".join(
    rf"(?<!{one})" for one in ("作", "领跑", "志愿", "消费", "经营", "劳动", "患", "记", "工作")
)
WORTH: Final = rf"(?:的|{WHO}者|,)?(?P<verb>{GET}|{LOSE})?(?P<points>{N})分"
OWN: Final = r"(?:本项|该项|此项|本条|当项|该指标|本指标|该小项)?"
NOTHING: Final = (
    rf"(?:{OWN}(?:工作)?(?:均|都|一律|全部)?(?:不得分|不计分|不给分|得0分|计0分|为0分|(?<![0-9.])0分|记0分|扣完)"
    r"|(?:取消|扣除|扣完|扣)(?:本项|该项|此项)(?:全部)?(?:得分|分值|分数|分)"
    r"|(?:本项|该项|此项|考核)?(?:得|考核)?分(?:数|值)?(?:全部)?(?:扣完|扣光|清零|归零)|扣除?全部分[值数])"
)
DANGER: Final = re.compile(
    r"[0-9%×÷/=+]|[一二两三四五六七八九十]+(?:次|项|个|起|条|篇|家|天)(?:及|\(含\))?(?:以上|以下|以内)"
    r"|第[一二三四五六七八九十]|连续|累计|加倍|翻倍|双倍|减半|分别|依次|其中|平均|排名|名次|位次"
    r"|总分(?!公司)|总成绩|最高(?!人民|法|检|奖|级)|最多(?!跑)|封顶|上限|前[三五十]|后[三五十]|比例|同比|环比|权重|系数|分值|得分|扣分|加分|(?<!统)计分|否则|除外|不重复|就高|每"
    r"|增速|增幅|增长|下降|为基数|以内|(?:再|另|另外|额外|还)$|百分点"
    r"|[一二三四五ABCDabcd]类(?:单位|乡镇|部门|地区|学校|企业|村)"
)
COUNTING: Final = re.compile(
    r"[0-9.]+分(?!钟)|得分|扣分|加分|(?<!统)计分|减分|不得(?:分|计|加|评|确定|参|列|享|超过[0-9.]+分)|否决|加倍|翻倍|减半|比例|折算|排名|名次|平均|系数|权重"
    r"|(?:得|扣|加|减)[0-9.]+(?![0-9.]*[分%个次项])"
    r"|最高|最多|最低(?!报送|任务|指标|限度|要求|标准|目标|数量)|封顶|上限|下限|扣完|不重复|就高|除外|得满分|扣至|酌情|评优|评先|降.{0,4}等|基本分"
    r"|扣减|扣除|清零|加减|不扣|不加|不计|计入|视为|基础分|倒扣|赋分|给分|记分|百分点|分值"
)
AT_YEARS_END: Final = re.compile(
    r"(?:本项|该项|此项|本指标)?(?:指标|工作|项目)?(?:为|于|在|实行|按)?(?:(?:年终|年底|年末|全年|年度)(?:时|结束后)?(?:一次性|统一|集中|一并)(?:进行|予以)?"
    r"(?:考核|计分|核算|考评|评定|赋分|打分|结算|计算|评价)|(?:年终|年底|年末)(?:考核|考评|评价)时?(?:一次性)?(?:计分|计算|赋分|评定|核算)"
    r"|(?:只|仅)(?:在)?(?:年终|年底|年末)(?:考核|考评|计分)|(?:只|仅)计入(?:年度|年终|全年)(?:考核)?(?:得分|成绩|总分)?|不计入季度(?:考核)?(?:得分|成绩|总分)?"
    r"|(?:平时|季度)(?:考核)?不(?:考核|计分))(?:得分|项目|指标)?(?:的)?"
)
"""年终一次性考核: said of a row that does not count in a quarter."""
_PERIODS: Final = re.compile("季度|月|个月|天|日|周|期")


def a_period(before: str, count: str | None, unit: str, rest: str) -> bool:
    """Whether what looks like a unit is a period: 每季度组织1次以上演练得5分 is done or not."""
    if re.fullmatch("学年|学期|年|半年|季度|月|周|天|日", before):
        return True
    asked = re.search(rf"(?:{COUNT})(?:{UNITS})", rest)
    return not count and bool(_PERIODS.fullmatch(unit)) and asked is not None


FULL: Final = re.compile(
    r"(?:可)?(?:得|计|记|给)(?:本项|该项)?满分|(?:本项|该项)?得满分|(?<=以上)(?:的)?不扣分|(?<=以下)(?:的)?不扣分|(?<=以内)(?:的)?不扣分|(?<=%)(?:的)?不扣分"
)


def clean(text: str) -> str:
    """Return a label without the words around it."""
    bare = re.sub(
        r"^(?:凡是|凡|如有|如果|如|若|另|且|并|其中|及(?![时格物])|以及|和(?!谐)|等)(?=.{2})",
        "",
        text,
    )
    if not re.match(
        r"有.{1,6}(?:、|,|不|无)有|有[令法诉案]", bare
    ):  # 有令不行、有禁不止 is one word
        bare = re.sub(
            r"^(?:有(?![偿害毒效关组限奖机线轨色形序碍损价])(?!责(?!任))|发现有|发现|出现|存在)(?=[^无].{2,})",
            "",
            bare,
        )
    bare = re.sub(
        rf"(?:的单位|的部门|的乡镇|的|{WHO}者|,|:|情形|情况之一|(?<=..)(?:(?<!平)均|都))+$",
        "",
        bare,
    )
    bare = re.sub(r"^的(?=.{2})", "", bare)
    return bare.strip(":,、;. ")


_TIME: Final = re.compile(
    r"(?:前)?(?:[0-9]+|[一二三两])(?:个)?(?:工作日|自然日|小时|分钟|周|个月|天|日|年)(?:之)?(?:内|以内|以上)?"
    r"|[0-9]+(?:米|公里)(?:范围)?(?:内|以内)"
)
_RUNNING: Final = re.compile(r"连续(?:[0-9]+|[一二两三四五六])(?:次|个?(?:月|年|季度))(?=.{2})")
_SAYS_SOMETHING: Final = 2
_LATE: Final = re.compile(r"逾期|迟|延误|滞后|超期|超时|连续|累计")
_MONEY: Final = re.compile(r"[0-9]*(?:\.[0-9]+)?(?:千|百|十)?[万亿]元(?:及)?以上(?:\(含\))?")


def untimed(label: str) -> str:
    """A label without a span of time that counts nothing: 答复率 of 5个工作日内答复率."""
    return label if _LATE.search(label) else _TIME.sub("", label)


_NAMES: Final = re.compile(
    r"第一(?:责任人|书记|时间|副)|第三方|(?:世界|中国|全国)?[0-9]+强|[1-5]A(?:级|景)|(?:下降|增长|减排|提升)率(?=完成|达标|达到|未)"
    r"|(?:同比|环比)?(?:有所)?(?:上升|下降|增长|减少|增加)$"
)
"""What looks like a figure or a measure and is part of a name, or a plain yes or no."""


def safe(label: str) -> bool:
    """Whether a label holds nothing that counts; else the piece is left as not understood.

    A span of time (14天内无更新) counts nothing, unless it says how late something was.
    """
    label = re.sub(r"“[^”]*”", "", _RUNNING.sub("", label)) or label
    bare = label if _LATE.search(label) else _TIME.sub("", label)
    if (
        bare != label
        and len(re.sub(r"超过|未在|未能在|在|仍|低于|不足|少于|不到|高于|以上|以下", "", bare))
        < _SAYS_SOMETHING
    ):
        return False
    bare = _NAMES.sub("", _MONEY.sub("", bare))
    return bool(label) and not DANGER.search(bare) and len(label) <= 60
