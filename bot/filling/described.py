"""Whether a text tells what was done, or is said to somebody: what a 情况说明 takes at once.

A description is kept without more only when it reads like one: it says that something was done,
speaks to nobody, asks nothing and puts nothing off. Everything else is shown for one tap; nothing
is refused. Pure. Which texts are too short or too long is ``bot.filling.reading``'s.
"""

from __future__ import annotations

import re
from typing import Final

from bot.filling.amended import goes_on
from bot.filling.concrete import is_full
from bot.questions.instead import is_asked
from bot.speech.numbers import FIGURE

_QUOTED: Final = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"|「[^」]*」")
"""A title or a slogan says what it likes: “信用是什么”手册."""

_TALK: Final = re.compile(
    r"[?？]|怎么|怎样|咋|什么|啥|哪[个些里儿一]|谁[来管负能]|多少|能不能|可不可以|可否|能否|是不是|要不要"
    r"|算不算|请问|(?:吗|呢)[。.!！~～ ]*$|举(?:个|一个)?例|例子|不会[填弄写传]|不知道|我该|我应该"
    r"|^(?:我)?(?:先(?![后进行])|晚点|晚些|待会|等会|稍后|回头|明天(?!的)|后天|下午|现在没空|正忙|在开会)"
    r"|^等(?!级)|才能|来不及|赶不[上及]|^想(?:把|要|问|改|看|删|换|知道|请|让)|重[来传发]"
    r"|^(?:好的|好[,，。!！]|收到|谢谢|您好|你好|麻烦|请你?帮|告诉我)|^帮(?:我(?![镇乡县局村市])|忙)"
    r"|(?:再|晚点|稍后|回头|明天)(?:填|报|写|传|补|弄|发|说)"
    r"|^(?:把)?(?:换掉|替换|改成|改为|换成|删[掉除去]|去掉|撤掉)|^把.{1,16}(?:改|换|删|去掉)"
    r"|^(?:再|还要?|另外)(?:加|补|添)|^(?:更正|订正|勘误|补(?:充)?一?[句点条]|应[该当]?[是为])|^(?:刚才|刚刚|上面)(?:那|这|的|写|填)"
)
_WE: Final = (
    r"们?(?:镇|乡|县|市|局|委|办|街道|单位|村|院|校|站|所|行|社区|中心|大队|支行|分局|部门|系统)"
)
_TO_SOMEBODY: Final = re.compile(
    rf"[你您咱俺]|我(?!{_WE})|给[你您我]|请(?:查收|忽略|稍等|审核|核实|帮)|麻烦|不好意思|对不起|打扰"
    r"|(?:填|发|传|点|拍|弄|写|搞|报)(?:错|糊|重|漏)了?|没有?反应|看不[清懂见]|不清楚|不用[填报写]"
    r"|[一二三四五六七八九]\s?[.．]\s?[0-9]|^(?:详见|见附|同上|内容[和同与跟])"
)
_PUT_OFF: Final = re.compile(
    r"计划|准备(?!会|工作|就绪)|打算|拟(?:于|定|在|开展|组织|举办)|将(?:于|在|要|举办|开展|组织)|预计|争取|下个?(?:月|周|季度)"
    r"|尚未|还没|暂未|没有?(?:开展|举办|组织|办|搞)|未(?:能|开展|举办|组织)|取消|推迟|改期|再搞|才搞"
)
_LONG: Final = 40
"""A longer text tells of what comes next, too: 下一步将组织……"""
_DONE: Final = re.compile(
    r"开展|组织|举办|举行|召开|宣[传讲誓]|发放|[印下编刊]发|制[定作订]|出台|建[立成]|成立|培训|学习|悬挂|张贴|推送|发布|刊登"
    r"|报道|录制|拍摄|播[放出]|讲[课解座]|授课|走访|评[选定出]|授信|表彰|签[订署]|公[示开]|承诺|归集|报送|整[改治]|推[荐出进]|参[加与]"
    r"|[观收]看|演讲|比赛|竞赛|设[点立置]|摆放|展[出览板]|编[印写]|选树|创建|联合|邀请|覆盖|走?进(?:校园|企业|社区|农村|机关|商圈|万家)"
    r"|增加|新增|介绍|办理|办结|推[行广]|实[行施]|应用|运用|采[用集]|升级|优化|简化|表[彰扬]|刊载|挂牌|荣获|惠及|受益"
    r"|服务|指导|调解|化解|处[理置]|兑现|修复|纠正|约谈|提醒|督[促导]|接待|购置|配备|分[级类]|评价|录入|共享|打印|安装"
    r"|(?:[0-9一二三四五六七八九十]+)月|国庆|中秋|重阳|元旦|腊八|宪法日|信用日"
    r"|总结了|提炼|形成了?|登载|刊发|转载|收集|整理|归档|更新|修订|推介|交流|上报|上传"
    r"|发发|挂挂|贴贴|讲讲|走走|[发挂贴拉][了]?(?:传单|横幅|单页|彩页|条幅|标语|海报|展板)|查处|核查|检查|清理|完成|落实|投放|转发|阅读量|开[辟设通]|打造|活动|张挂|布置|征集|承办|主办|印制|曝光|通报|汇编|倡议"
)


_CLAUSES: Final = re.compile(r"[,，。;；!！、~～…\s]+")
_PAPERS: Final = r"(?:照片|材料|图片?|链接|签到表|附件|文件|佐证)"
_SAID_BESIDE: Final = re.compile(
    r"(?:先|暂时|还)?(?:别|不要|不用|甭)(?:存|记|报|交|写|填|算|提交|保存)(?:进去|上去|了)?|(?:算了|不[写填报记]了)+"
    r"|(?:这|那|刚才|上面)*(?:一?[条个段句次])?(?:先|就)?(?:不要|不算|作废|不作数|删|去掉|撤|划掉)(?:掉)?了?[吧呗]?"
    r"|(?:这|那)?个?(?:只|还)?是?(?:个)?(?:草稿|初稿|测试|试试|试一下|练手|随便写的|瞎写的)(?:的)?"
    r"|同上(?:一?[题项条]|面)?|(?:和|跟|与)(?:上一?[题项条]|上面|前面)(?:一样|相同)|(?:先|就|那)*(?:这样|这么着|这么写)了?[吧哈]?"
    r"|等[^,，]{1,8}(?:再|以后|之后|完)[^,，]{0,2}(?:交|报|存|写|说|定|填|发)[吧]?"
    rf"|{_PAPERS}(?:随|以|之)?(?:后|后面|过后|回头|晚点|明天|过几天|下午)(?:再|就)?(?:补|传|发|交)?(?:上来?)?|没{_PAPERS}"
    r"|(?:也|都|就|可)?(?:没有?|未)(?:人|谁|媒体|被|经|上|见)*(?:媒体)?(?:报道|上报纸?|宣传报道|登报)(?:过)?"
    r"|(?:都)?是?(?:别的|别人|隔壁|县里|市里|省里|人家|兄弟|上级|他们)[^,，]{0,4}(?:办|搞|组织|弄|开|做|宣传)的"
    r"|不对[^,，]{0,6}|(?:应该)?是[0-9]{1,2}[日号]?|(?:谢谢|辛苦|麻烦)(?:您|你|了|啊)*"
)
"""A clause that is said to somebody beside what was done: 先别存, 这是草稿, 照片后补, 谢谢."""
_OF_ELSEWHERE: Final = re.compile(
    r"^(?:上个?季度?|去年|前年|上半年|往年|前几年|下个?季度?|领导说|听说|据说|县里|市里|省里|上级|隔壁|人家|他们|别的)"
    r"(?!.*(?:本季度|这个?季度|今年|我们?|本)[^,，]*(?:开展|组织|办|搞|宣传))"
)
"""Another quarter's, or somebody else's."""


def _said_beside(text: str) -> bool:
    return any(_SAID_BESIDE.fullmatch(one) for one in _CLAUSES.split(text.strip()) if one)


def describes(text: str) -> bool:
    """Whether a text reads like a description of what was done, so that it may be kept at once."""
    bare = _QUOTED.sub("", text)
    if is_full(bare):
        bare = _WE_FIRST.sub(
            "", _WE_DID.sub("", bare)
        )  # 我们十月二十号在集市上搞了一次 speaks to nobody
    if (
        goes_on(text)
        or _said_beside(bare)
        or _OF_ELSEWHERE.search(bare)
        or is_asked(bare)
        or _TALK.search(bare)
        or _TO_SOMEBODY.search(bare)
        or not _DONE.search(text)
    ):
        return False
    if len(text) < _BRIEF and not _DONE.search(_MONTH.sub("", text)):
        return False  # 10月28日 alone says when, and not what was done
    return len(text) >= _LONG or _PUT_OFF.search(bare) is None


_OWN: Final = re.compile(r"^(?:我们?|俺们?|咱们?|本|全|各|该)")
_A_UNIT: Final = re.compile(
    r"^(?:县|市)?(?P<who>[一-鿿]{2,5}?(?:局|委员会|委|镇|乡|街道))(?=[0-9一二三四五六七八九十上下本在开组举于也又搞办])"
)


def of_another_unit(text: str, own: str) -> bool:
    """财政局10月20日在广场开展宣传, typed by another unit; ``own``: the unit's whole name."""
    found = _A_UNIT.match(text.strip())
    return found is not None and not _OWN.match(text) and found["who"] not in own


_A_DAY_OR_MONTH: Final = re.compile(rf"{FIGURE}月|{FIGURE}[日号]")


def says_of_it(text: str) -> bool:
    """Whether a few signs say what was done or when, and are not said to somebody."""
    spoken_to = is_asked(text) or _TALK.search(text) or _TO_SOMEBODY.search(text)
    return not spoken_to and bool(
        _DONE.search(text) or _A_DAY_OR_MONTH.search(text) or _DID.search(text)
    )


_DID: Final = re.compile(r"[办搞做开弄发][了过]")


def tells(text: str) -> bool:
    """Whether a text tells in everyday words what was done, when and with how many.

    Such a text is no less a description: it is shown for the tap as what it is. 我们搞了一次宣传,
    四十多个人看了视频还考了试.
    """
    bare = _WE_DID.sub("", _QUOTED.sub("", text))
    spoken_to = goes_on(text) or _said_beside(bare) or is_asked(bare) or _TO_SOMEBODY.search(bare)
    other = _OF_ELSEWHERE.search(bare) or _TALK.search(bare) or _PUT_OFF.search(bare)
    if spoken_to or other or len(text) < _BRIEF:
        return False
    return re.search(FIGURE, bare) is not None and _WAS_DONE.search(bare) is not None


_WE_FIRST: Final = re.compile(r"^(?:我们|俺们|咱们?|俺)")
_WE_DID: Final = re.compile(
    r"(?:我们|俺们|咱们)(?=[^,，。;；我你您]{0,16}(?:搞|办|开|组织|发|做|去|进|请|讲|建|评|拉|印|弄|拍|登|学|宣传|培训))"
)
_WAS_DONE: Final = re.compile(r"[一-鿿](?:了|过)(?!吗|没|吧)")


_BRIEF: Final = 16
_MONTH: Final = re.compile(r"[0-9一二三四五六七八九十]+月")
_QUARTER: Final = re.compile(r"第?([一二三四1-4])季度")
_NUMERALS: Final = "一二三四"


def of_another_quarter(text: str, number: int) -> bool:
    """三季度开展…, where the fourth is filled in: only another quarter than this one is named."""
    named = {_NUMERALS.find(one) + 1 or int(one) for one in _QUARTER.findall(text)}
    return bool(named) and number not in named


def sounds_like_talk(text: str) -> bool:
    """Whether a text is rather said to somebody than written into a form."""
    return _TALK.search(text) is not None
