"""What cannot be known here, whatever words stand beside it: the truth about it, said at once.

The future, other places, careers and pay, the office's own housekeeping, the credit of companies,
what a paper says between its lines. Each has a sentence that says so; what is near may still be
offered below it. Only what no road understood comes here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_UPPER: Final = r"(?:市里|省里|上[级头面]|国家|部里|市信用办|省信用办|县委|县政府|市委)"
_ALONE: Final[tuple[tuple[str, str], ...]] = (
    (
        r"天气|下雨|下雪|下不下|气温|多少度|冷不冷|热不热|刮风|台风",
        "天气我这里查不到，我只管信用考核的填报、材料和得分。",
    ),
    (
        r"食堂|吃(?:啥|什么|饭|的)|午饭|晚饭|菜谱|外卖|喝酒",
        "吃饭的事我这里没有消息，我只管信用考核的填报、材料和得分。",
    ),
    (
        r"工资|奖金|补助|津贴|年终奖|绩效奖|报酬|发钱|多少钱一|涨薪|公积金.{0,3}(?:交|提)",
        "工资、奖金、补助这些我这里没有数据，请问本单位财务或人事。",
    ),
    (
        r"放假|调休|上不?上班|上班[不吗么]|加班|值班|休息[不吗]|年假|请假",
        "上班、放假、值班的安排我不管；考核的日期按您发来的放假安排顺延。",
    ),
    (
        r"提拔|提副|升[职官]|晋升|副科|正科|副处|评职称|调到哪|编制内|入编|转正|退休|招聘|谁当",
        "人事安排、个人升迁我这里没有数据，也推算不出来。",
    ),
    (
        (
            r"打印机|复印机|传真|没墨|卡纸|断网|没网|网不好|[Ww][Ii][Ff][Ii]|投影|空调|停电|停水"
            r"|门禁|快递|车票|派车|会议室"
        ),
        "办公设备、会务这些我帮不上，我只管信用考核的填报、材料和得分。",
    ),
    (
        (
            r"(?:会|会议)(?:是|在)?(?:几点|哪|几楼|什么时候开|啥时候开)|(?:几点|哪[里儿]?|几楼"
            r"|什么时候|啥时候)开会|开会.{0,4}(?:几点|几楼|哪)|学习会"
        ),
        "会议安排我这里没有，我只管信用考核的填报、材料和得分。",
    ),
    (r"经费|预算|报销|差旅费|采购|花了多少|办公费|拨款", "经费、预算我这里没有数据。"),
    (
        (
            r"(?:书记|县长|局长|主任|领导|科长|镇长).{0,8}(?:在不在|在哪|去哪|满意|高兴|生气"
            r"|怎么[看想说]|什么[态意]|同意|批[了不]|回来|电话|手机|行程|喜欢)"
        ),
        "领导的行程、意见、电话我这里没有。",
    ),
    (
        (
            r"股票|彩票|基金|房价|油价|汇率|比赛|球赛|电影|笑话|唱歌|写(?:首|一首)?诗|相亲|生日"
            r"|孩子|上学|医院|看病|身份证|户口|驾照"
        ),
        "这件事我帮不上，我只管信用考核的填报、材料和得分。",
    ),
    (
        r"(?:老百姓|群众|网上|舆情|新闻|媒体).{0,8}(?:反映|评价|怎么说|投诉|满意)",
        "外面的评价、投诉我这里没有数据。",
    ),
)
"""Nothing that is known here is near it."""
_NEAR: Final[tuple[tuple[str, str], ...]] = (
    (
        r"明年|后年|来年|下一?年度?|下个年度|以后会不会|将来",
        "明年的事（办法、指标、权重、安排）我这里还没有数据，等文件下来，发给我才知道。",
    ),
    (
        (
            r"全省|全国|全市(?!场)|外县|兄弟县|别的县|其[他它]县|周边县|邻县|隔壁县|平顶山|省内"
            r"|市里.{0,3}(?:排|名)|国家.{0,6}监测|城市信用"
        ),
        "我只有本县各单位的考核数据，没有外县、全市、全省、全国的排名和得分。",
    ),
    (
        (
            rf"{_UPPER}.{{0,12}}(?:文件|发文|下发|通知|检查|督查|要求|标准|意见|怎么说|有没有说"
            rf"|定了|政策|考核我们)"
        ),
        "上级发什么文、怎么定，我这里没有消息；文件下来了可以发给我。",
    ),
    (
        (
            r"(?:公司|企业|老板|法人|个人|某人|店|厂).{0,14}(?:失信|老赖|限高|黑名单|信用(?:等级"
            r"|记录|报告|分)|注册|欠款|违法)|征信|失信被执行人.{0,6}(?:查|吗|是|名单|有)|(?:是否"
            r"|是不是|属于).{0,4}失信被执行人"
        ),
        "企业和个人的失信信息我这里没有，请到“信用中国”或中国执行信息公开网查。",
    ),
    (
        r"信用修复.{0,12}(?:文件|办理|怎么|多久|什么时候|新)",
        "信用修复的政策和办理我这里没有，请看“信用中国”或问市信用办。",
    ),
    (
        (
            r"概[括述]|摘要|提炼|要点|缩写|润色|改写|翻译|归纳|主要(?:讲|说|写)了?(?:啥|什么|些)"
            r"|讲(?:了|的)?(?:啥|什么)|大意|讲话稿|发言稿|心得|检讨|总结成"
        ),
        "我不会概括、改写文件的内容，只能把原件给您看。",
    ),
    (
        (
            r"(?:核对|核查|对一下|比对).{0,24}(?:一致|相符|对得上)|(?:里面?写的|所述"
            r"|里说的).{0,12}(?:一致|相符|一样|对得上|属实)|真假|属实|是不是真的|造假|P过|P图"
        ),
        "文件里写的和填报的数一不一致、材料真不真，要人看过才能定；我能指出重复的和有疑点的材料。",
    ),
    (
        r"预测|估计.{0,6}(?:能|会|拿|得)|会不会(?:是)?优秀|年底能|能不能拿(?:第一|优秀)|肯定能",
        "没有报、没有审的分推算不出来；现在的分是按已经报的数算的。",
    ),
    (
        r"(?:提醒|催|通知|告诉|督促).{0,6}审核(?:人员|人|员)",
        "催审核员的消息我现在发不了，请在群里说一声；谁手上还有多少在这里看。",
    ),
    (
        r"公[示式](?:稿|公告|文)|公告.{0,4}(?:末尾|里|稿|中)|公示.{0,6}(?:监督|受理|日期)",
        "公示的内容按审核结果自动生成，发出以前会先给您看；另写的公告文稿我这里没有。",
    ),
)
"""What is near may be offered below it."""


@dataclass(frozen=True, slots=True)
class NotOurs:
    """The truth about it; ``alone``: nothing near it is known here either."""

    said: str
    alone: bool


REASONS: Final = tuple(
    (re.compile(signs), NotOurs(said, alone))
    for table, alone in ((_NEAR, False), (_ALONE, True))
    for signs, said in table
)


def not_ours(text: str) -> NotOurs | None:
    """Why it cannot be known here; None where nothing in the sentence says so."""
    return next((truth for signs, truth in REASONS if signs.search(text)), None)


_PLACE: Final = re.compile(
    r"(?P<name>[一-鿿]{2,3}?(?:镇|乡|街道|办事处)|[一-鿿]{2,4}?局|[一-鿿]{2,4}?委员会)"
)
_GENERAL: Final = re.compile(
    r"[哪各这那该他她它们几全些个的是和跟与及家在给把让叫请只要有没都谁每两俩同比本我你您上下前"
    r"后到对向将其为了也还就查看问说问报交审催里头边]|县直|乡镇|部门|单位"
)


def unknown_place(text: str, mentions: list[tuple[int, int]]) -> str:
    """城关镇, where no unit of the roster is called so; ``mentions``: what is one of its units."""
    for match in _PLACE.finditer(text):
        start, end = match.span()
        beside = any(start < last and first < end for first, last in mentions)
        if not beside and not _GENERAL.search(match["name"]):
            return match["name"]
    return ""
