"""A figure that is not what a count asks for: 财政局搞了6次, 至多3次, 3次取消了, 还差2次.

What somebody else did or wants, another time's figure, a bound, a difference, something supposed or
taken back: such a figure is not even offered for the tap, it is asked about. Pure. Not here:
readings that work with these words (有2次没报道 of ``counted``, 又想起来一次 of ``shifted``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.speech.numbers import FIGURE, MEASURES, figures_in, plain

_N: Final = "(?=[0-9一二两三四五六七八九十])"
_COUNTED: Final = rf"(?:{FIGURE})\s*(?:{MEASURES}|回|趟)?"
_A_UNIT: Final = r"(?<![我本咱俺们个])[一-鿿]{2}(?:局|委|镇|乡|街道|公司|银行)"
_OTHER: Final = re.compile(
    # whose it is
    r"人家|他们|她们|别[人处]|别的(?:单位|局|镇|乡)|隔壁|兄弟单位|听说|据说|旁听"
    rf"|{_A_UNIT}(?:他们|那边)?(?:也|又|都|才|就|已经)*(?:有|搞|办|做|弄|开|报|填|是|说|的|$)"
    rf"|{_A_UNIT}\s*{_COUNTED}"
    rf"|(?:合|协|承|联合)办了?(?:的|{_N})|是(?:合|协|承|联合)办|(?:参加|转发|协助|配合)了?{_N}"
    r"|是(?:别|人家|他们|财政)|不是(?:我们?|俺们?|本)"
    # of another time
    r"|上[次回]|上(?:一)?个?(?:季度?|半年|年)|前[几两]?年|前[次回]|上个?月|去年|往年|历年"
    rf"|以前(?!说)|从前|平时|平均|[一二三四1-4]季度(?:是|有|的|搞|办|共)?(?:{_N}|$)"
    r"|每(?:个?月|季度?|年|周|次|村|个)|下(?:个|一|次|回|周|季|月)|明[天年]|[后改]天|过几天"
    # not done yet
    rf"|目标|任务|指标|要求{_N}|推迟|延期|改期|待[定核办批播审发]|没定|未定"
    r"|(?:应|该|得|想|要|需要?|争取|预计|拟|本想|原[定本计]+|计划|打算|准备)"
    rf"(?:报|搞|办|做|填|有|是|再)*{_N}"
    r"|(?:正?在|还没|准备|打算|计划)(?:办|搞|做|弄)(?:着|的)?$"
    rf"|快(?:要|能)?(?:办|搞|做|弄|播|发|登)|只要|(?:播|登|发|批|办|过|印|见报|报道)(?:出来|完|下来)?了?就(?:是|有|算)?{_N}"
    r"|还在(?:走|审|批|准备|筹备|进行|谈|联系|协调|等)"
    # a bound
    r"|[至顶最]多|[至最]少(?!数)|起码|不[止到够足满超]|未满|没[到够]|何止|将近|以[内上下]|之内"
    rf"|上下$|出头|来[次场回个]|(?<=[次场回个项家篇])[多起](?:$|[,，。\s])|快{_N}"
    # a difference, one of several
    rf"|(?:还|就|只)?(?:缺|差(?!不多)|欠|剩)(?:了|下)?{_N}|减[一去掉]"
    r"|(?:少|减|扣|刨去?|撤|漏|去掉|除[去了]?|扣除|[多少漏][填报算记写]|[误错][填报写记])"
    rf"了?{_N}|(?:又|另外?|再来?|还有){_N}"
    # supposed
    r"|如果|要是|假[如设装]|万一|(?<!假)若(?!干)|比如|例如|譬如|仅供参考|随便|瞎填|哪有|并非"
    rf"|(?:^|我们)(?:别|非|换){_N}"
    # taken back
    r"|取消|作废|作罢|(?<!上)撤|删|划掉|去掉|算了|当我没说|不作数|不算数?(?:$|[,，。\s])"
    r"|(?:先|暂时)?(?:别|不要|不用|甭|莫|先不)(?:记|填|报|存|写|交|算)|被?退回?了|白[搞办干]"
    rf"|重[来填写]|打住|(?:写|填|报|记|说|弄)?错了$|重复{_N}|忘了$|太[少多]$|再说$"
    # asked, or not known
    r"|(?:吗|么|没|不)[?？]?$|[行对好够中成]不[行对好够中成]?$|是不是|怎么|多少|什么|几[次场个]"
    r"|[记说数]不[清准]|不(?:太)?(?:确定|清楚|知道|一定)"
)
_NOT_LEFT_OUT: Final = re.compile(
    r"(?:[跟和与同])?上(?:次|个?季度?|回)(?:的)?(?:一样|相同|差不多|持平|不变)(?=[,，\s]*(?:(?:还|也|仍)?是|[0-9一二两三四五六七八九十]))|"
    r"(?:没|未|不)(?:取消|作废|重复|撤|删|漏|少)|超没超$|不(?:改|变)了|没(?:错|问题|变|改)"
)
"""不改了 就是4, 一次没漏 3次: nothing is taken from the figure."""


_OF_PAPER: Final = re.compile(
    rf"(?:{FIGURE})\s*(?P<measure>页|张|幅|号文?|个字|兆|分钟?|[KkMm][Bb]?|元|万|块钱?|个?人|名|天|点半?|岁|[米斤里])(?!次)"
)


def of_paper(text: str, unit: str) -> bool:
    """共12页, 3号, 5个人: whether the only figure is of another thing than the question counts.

    ``unit``: what it counts by.
    """
    said = plain(text)
    found = [one for one in _OF_PAPER.finditer(said) if one["measure"] != unit]
    return bool(found) and not figures_in(_OF_PAPER.sub("", said))


def is_other(text: str) -> bool:
    """Whether the figure of a text is a plan's, somebody else's, a bound, or taken back."""
    said = re.sub(rf"\s+(?={FIGURE})", "", plain(text).strip().rstrip("。.!！~～ "))
    return _OTHER.search(_NOT_LEFT_OUT.sub("", said)) is not None
