"""How a text sounds while a form waits: like a question, like figures. No grammar is asked here."""

from __future__ import annotations

import re

from bot.speech.colloquial import plainly
from bot.speech.numbers import FIGURE, MEASURES

_ONLY_FIGURES = re.compile(r"[-+0-9０-９.．,，。、%％\s]+")

_ASKED = re.compile(
    r"[?？]|怎么|怎样|(?<!爱)(?<!咋)咋(?!咋)|(?<!没)(?<!没有)(?:什么|啥)(?!(?:活动|事儿?|宣传|培训|东西)?[也都]+还?没)|哪[个些里儿一几两三天项种家位季年月边块级类条张份次场处头]|[从在去往到上]哪|[是由归算]谁|谁家|谁[来管负能是没还未有]|多少|为何|几号|几点"
    r"|([能会是要算用行对有需该得管收认够给让许扣加罚])不\1|没有?没有|可不可以|可否|能否|是否可以|有没有(?!效)|如何|请问|咨询一下"
    r"|[问找跟向给]谁|谁[给审批定]|第几|顶多能?得|得几分|几[分张](?!钟)"
    r"|(?:吗|呢|么|了没有?|(?:可以|能|行|要|中|成|算|会|对|好|是|用|管|有|收|认)不)[。.!！~～ ]*$"
    r"|(?:可以|能|行|中|成)不(?:可以|能|行|中|成)"
    r"|(?<!不论)(?<!无论)(?<!不管)(?:是|算|按|归|用|写|由|要)[^,，。;；\s]{1,10}还是[^,，。;；\s]{1,10}[?？。]*$"
    r"|([算能行管认收给])[^,，。;；\s]{1,6}不\2[?？。.!！吗呢]*$"
    r"|(?:能|会|算|可以|要|用|行|让|给|得)[^,，。;；\s]{1,14}不[?？。.!！]*$"
    r"|(?:有|给|算|审|交|收|能|传)[^,，。;；\s别其剩都也全还]{1,10}没[?？。.!！]*$"
    r"|举(?:个|一个)?例|例子|不会[填弄写传]|不知道|(?:会|要|能|算|可以|给|扣)[^,，。;；\s]{1,6}嘛[?？。.!！]*$"
)


_WE = r"(?:我们|俺们|咱们?|本)(?:单位|局|委|乡镇|乡|镇|街道|办|这儿|这里|这边|科室)?"
_NOT_OURS = re.compile(
    rf"(?:不归|不属于|不由|轮不到|不该|不是){_WE}(?:来|去)?"
    r"(?:管|负责|干|办|做|填|报|的|职责|业务|职能|范围|事)"
    r"|^(?:这个?|这项|这题)?不归我(?:管|负责|弄)?[的呀啊吧]?$"
    rf"|不是{_WE}(?:这边|这块)?(?:管|负责|办)的(?:吧|呀|啊|事|活)?[。!！]?$"
    rf"|{_WE}(?:没有|没|不涉及|不管|不负责|不搞|不干|无)"
    r"(?:这|此|该|行政|审批|许可|处罚|执法|信?贷|企业|平台|职能|权限|业务)"
    rf"|(?:[跟和与](?:我|{_WE})[里上]?(?:没有?(?:多大|什么|啥|半点|一点)?关系|无关|不沾边|不搭边|不相干))|不关{_WE}的?事|不是{_WE}的活"
    r"|(?:没|没有|从没|从来没)(?:罚|处罚|办|批|贷)过(?:谁|人|哪|任何|一[家个])"
    r"|^不涉及|没有(?:这项|此项|这个|该项)(?:职能|业务|工作|权限)|无此项(?:职能|业务)"
)


_BODY = (
    r"(?:[一-鿿]{0,6}(?:银行|农商行|信用社|邮储|[局所办站院委]|科室?|公司|部门)"
    r"|上[面头级]|县里|市里|省里|人行)"
)
_US_NOT = (
    r"(?:我们?|俺们?|咱们?|本单位)?(?:镇[里上]|局里|乡里|办里|这边)?(?:也|都|根本|确实|又|可)*"
    r"(?:不(?:掌握|清楚|了解|知情|管|参与|经手|归口|知道)|没(?:数|数据|掌握|参与|经手|插手|管)"
    r"|无(?:数据|法掌握)|插不上手|说不上来)(?:情况|这个?|具体|数据?)?"
)
_OTHERS_DO = re.compile(
    rf"(?:[一-鿿]{{0,6}}?(?:[是归由]|都是|全是|一直是))?{_BODY}(?:在|来|那边|统一|自己|一直)*(?:搞|弄|管|做|办|负责|操作|牵头|掌握)(?:理|着)?(?:的)?(?:[事活]儿?)?(?:吧|啊|呀|了|的)*"
    rf"(?:[,，。;；\s]*{_US_NOT}的?)?"
    rf"|(?:这个?|这项|那)?(?:是|属于){_BODY}的(?:[事活职]儿?责?|业务|工作)(?:吧|啊|呀|了)*(?:[,，。;；\s]*{_US_NOT}的?)?|(?:这个?|这项|那)?(?:得|要|应该?|该)问(?:一?下)?{_BODY}(?:[,，。;；\s]*{_US_NOT}的?)?"
    rf"|(?:这个?|这项|这些?|这块)?(?:情况|数据?)?(?:我们?|俺们?|咱们?|本单位|镇里|局里)(?:这边|这里)?(?:也|都|根本|确实)*(?:不掌握|没掌握|没(?:有)?(?:这个|这方面的?)?数据?|不参与|不经手|插不上手)(?:这个?|情况|数据?|具体)*的?"
)
"""信用村是银行在搞 我们不掌握, 这是市监所的事吧: others do it, and only they know."""


_OF_THIS = re.compile(
    r"(?:(?:这|那)(?:一?[个道]?(?:题|项|条|个)?|儿|里)?|这)?(?:该|要|应该)?"
    r"(?:(?:怎么|咋|如何|怎样|咋个)(?:填|弄|写|报|答|选|整|搞|算)(?:法)?"
    r"|(?:是)?(?:啥|什么|甚么)(?:意思|东西)|(?:看|给我?|来|举|说)?(?:个|一个|点|下)*(?:例子|样子|样板|示例|范例|例)"
    r"|(?:你|您|请|麻烦|劳驾|能不能|可不可以|可以|能)*(?:帮|替|给)(?:我们?|俺们?|咱们?|忙)(?:写|编|拟|起草)(?:一?[个份段句篇条]|几句|一下)?(?:话)?"
    r"(?:行吗|行不行|行不|好吗|看看|呗)*"
    r"|(?:看|搞|弄|整)不(?:懂|明白)|填(?:啥|什么|多少)"
    r"|(?:的)?(?:满分|总分|最多|最高|顶格)(?:是|能|得|有|拿|算|可以|填|报)*(?:几分|多少分?|几[次项个篇件场家])"
    r"|(?:都|得|还|需|应该?)*(?:要|交|传|附|用)(?:些|点|交|传|提供|附)*(?:啥|什么|哪些|哪几[样种])(?:佐证|证明)?(?:材料|佐证|证明|照片|文件)(?:证明)?"
    r"|(?:少|缺|差)(?:了)?(?:一|两)(?:样|项|个|条|次)(?:会|要|得|是)*(?:扣|少)(?:得|掉)?(?:几分|多少分?)"
    r"|问的?(?:啥|什么|是啥|是什么))"
    r"(?:呀|啊|呢|嘛|吗|吧|来着|哇|哦|看看|参考|一下)*[?？。.!！~～ ]*"
)


def of_this_question(text: str) -> bool:
    """Whether a text asks about the question that stands open, and names nothing else: 啥意思."""
    return _OF_THIS.fullmatch(plainly(text).strip()) is not None or asks_why(text)


_SIGHS = r"(?:呀|啊|呢|嘛|的|用)*[?？。.!！~～ ]*"
_THIS_ONE = r"(?:我们?|俺们?)?(?:这个?|这些|那个?|这项|这题|这么[细多])"
_WHY_ASKED = re.compile(
    r"(?:这个?)?(?:[跟和与同])?(?:上一?[题项问个条]|前面?(?:那|一)?[题项问个条]|刚才那[个题项])(?:不是|是不是|是)?(?:一回事|一样|同一[个件]?事?|重复)(?:了)?(?:吗|么|嘛|啊|吧)*[?？。]*|"
    r"(?:你们?|您)?(?:为啥|为什么|为何|干嘛|干啥|干什么|怎么)(?:还|都|老|非)?(?:要|得|让我们?)?(?:我们?)?"
    rf"(?:问|填|报){_THIS_ONE}{_SIGHS}"
    rf"|(?:你们?|您)?(?:问|填|报){_THIS_ONE}(?:是)?"
    rf"(?:干嘛|干啥|干什么|做什么|有啥用|有什么用|图啥){_SIGHS}"
)


def asks_why(text: str) -> bool:
    """为啥要问这个: why this is asked, on the screen now or just answered."""
    return _WHY_ASKED.fullmatch(plainly(text).strip()) is not None


def is_not_ours(text: str) -> bool:
    """Whether a text says that what is asked is none of the unit's business: 不归我们管."""
    said = plainly(text).strip(" 。.!！?？")
    if _WHICH_OF_US.search(said):
        return False
    others = len(said) <= _SAID_SO and _OTHERS_DO.fullmatch(said) is not None
    return others or _NOT_OURS.search(plainly(text)) is not None


_WHICH_OF_US = re.compile(
    r"[归由是该]哪[个一家]?(?:[科股]室?|处室|部门|人|岗位)|[归由]谁[管来负填弄]"
)
"""这个归哪个科管: which section of the unit is asked for; nobody says that it is none of theirs."""
_SAID_SO = 24


def is_asked(text: str) -> bool:
    """Whether a text sounds like a question to the office, whatever else stands in it."""
    return _ASKED.search(_SAYS_NOT_YET.sub(r"\1", plainly(text))) is not None


_SAYS_NOT_YET = re.compile(
    r"((?:没|未|还在|正在|着)(?!什么|啥)[^,，。;；?？的么吗几哪谁]{0,6})呢[。.!！~～ ]*$"
)
"""没弄呢, 还没开展呢, 压着呢 tell how it stands, and ask nothing."""

_TELLS = re.compile(
    rf"(?<!第){FIGURE}\s*(?:{MEASURES}|回|趟)(?!月|季)|(?:改|填|记|算|换)(?:成|为|作)?(?:没有|有|是|否|{FIGURE})"
    r"|(?:改|去|删|划|撤)掉|照抄|照旧|取消了|^(?:那就?)?先(?:传|交|报|填|放|弄)(?!.*(?:再|后|行|能|可))"
)


def only_tells(text: str) -> bool:
    """Whether a text says how many, or what shall become of an answer, and asks nothing.

    简报两个 总结一个, 信用村成效那个改没有, 先传企业分级的: no explanation of a term answers it.
    """
    return not is_asked(text) and _TELLS.search(plainly(text)) is not None


def only_doubts(text: str) -> bool:
    """Whether nothing but a question mark makes a question of a text: 3次？"""
    bare = text.rstrip("?？ ")
    return bare != text and not is_asked(bare)


_FIGURE = re.compile(
    r"(?:[0-9]+(?:\.[0-9]+)?\+?|[零一二两三四五六七八九十百]+)[%个次项场份篇家条]?"
)


def doubts_a_figure(text: str) -> bool:
    """3次？, where no figure was asked for: no question of its own either."""
    bare = text.rstrip("?？ ")
    return bare != text and _FIGURE.fullmatch(bare) is not None


def only_figures(text: str) -> bool:
    """Whether there is nothing but figures in a text: 2.5 is a slip, not a wish to see row 二.5."""
    return _ONLY_FIGURES.fullmatch(text) is not None
