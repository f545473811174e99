"""Yes or no, as people answer it: 是, 已经印发了, 还没有; and what may be mere politeness."""

from __future__ import annotations

import re
from typing import Final

from bot.speech.denial import denial
from bot.speech.numbers import plain, tidy

_DONE: Final = (
    "成立|建立|制定|开展|完成|落实|印发|出台|召开|达到|报送|公开|上传"
    "|设立|明确|确定|配备|纳入|编制|编写|编|写|定|建|开(?!会|始)|发文|发|下发|搞|弄|办理|签发|签署|签|做|办|印|出|公示|备案"
)
_YES: Final = re.compile(
    rf"(?:是|是的|是了|也?有|有的|也?有了|已|已经|已有|√|✓|✔|✅|☑|yes|y|true)"
    rf"|(?:我们)?(?:都)?已经?(?:{_DONE})(?:[并且和、](?:{_DONE}))?(?:好|完)?了?|[发行印]过文(?:件)?了?|[发行印]了文(?:件)?|(?:我们)?(?:都)?(?:{_DONE})(?:好|完)?(?:了|过)"
)
_YET: Final = r"(?:目前|至今|迄今|现|暂时?|尚|仍|还|均|皆|都|确)*"
_WRITTEN_NO: Final = (
    rf"{_YET}(?:无|缺|欠缺|空缺|缺如|阙如|空白|[付赴]之?[阙缺]如|未(?:曾|予)?有|未见|没有|不[具完]备|未(?:曾|予)?(?:具备|建立健全|形成|成形|成文|行文|启动|落地|着手|涉及|到位|配备到位))"
    r"(?:此|该|这|相关|有关)?(?:项|类|件|个)?(?:文件|制度|办法)?"
)
"""尚付阙如, 暂缺, 尚未具备, 无此文件: how an office writes that there is none."""
_NO: Final = re.compile(
    rf"(?:否|不|不是|不对|也?没有|也?没|也?无|未|木有|么有|莫得|没得|还没有?|尚未|还未|暂无|×|✗|✘|❌|x|no|n|false)"
    rf"|(?:还|暂|暂时|尚)?(?:没有?|未曾?|尚未|暂未)(?:{_DONE}|发生)(?:好|完)?过?|{_WRITTEN_NO}"
)
_ONCE: Final = re.compile(r"^([一-鿿]{1,3}?)[,，!]?(?:\1[,，!]?)+$")
"""没有没有没有 says it once."""
_CHOOSES: Final = re.compile(
    r"^(?:那就?|就|还是|先|我们?|所以)*(?:填|选|算|写|点|勾|答|按|记)(?:成|上|个|作|是|为|的)?(?=[有没无是否])"
    r"|^那就?(?=[有没无否])"
)
"""那填有, 算没有: how somebody says which answer it shall be."""
_PERHAPS_UNFILLED: Final = re.compile(
    r"(?:我们)?(?:还|暂|暂时|尚|都)?(?:没有?|未)(?:弄|做|搞|办|写)(?:好|完)?"
)
_AGREES: Final = re.compile(
    r"(?:对+[的啊呀]?|好[的吧啊]?|嗯+|[行中][的吧]?|可以[的啊]?|没问题|没错|ok|okay|👌|👍)"
)


def yes_no(text: str) -> bool | None:
    """True, False, or None when the text is neither; digits are never a yes or a no.

    好的, 嗯, 对, 可以 are neither: people say them to be polite (``agrees``).
    """
    said = tidy(text).lower().replace("\ufe0f", "")
    said = re.sub(r"^(?:嗯+|哦|噢)[,!]?(?=[有没是已对])", "", said)
    said = re.sub(
        r"^(?:这个?|这项|这题|此项)?(?:确实|真的?|的确|实在|是真)(?=[没无未有])", "", said
    )
    said = _CHOOSES.sub("", _ONCE.sub(r"\1", said.rstrip("啊呀哦呢吧嘞咧哩哈")))
    if _PERHAPS_UNFILLED.fullmatch(said):
        return None  # nothing was made, or nobody has come to it yet
    if _YES.fullmatch(said):
        return True
    return False if _NO.fullmatch(said) else None


def chooses(text: str) -> bool:
    """那算没有吧: whether a text says which answer it shall be, and is no yes or no to anything."""
    return _CHOOSES.match(tidy(text)) is not None


def agrees(text: str) -> bool:
    """A word that may be a yes and may be mere politeness."""
    return _AGREES.fullmatch(tidy(text).lower().replace("\ufe0f", "")) is not None


def leaning(text: str) -> bool | None:
    """Which way a longer answer to a yes-or-no question leans: 没有，正在起草 to no.

    To be shown for one tap, never to be kept unseen.
    """
    if agrees(text):
        return True
    text = _dictated(text).rstrip("啊呀吧哈哦噢嘛呢 。.!！")
    if _OF_ANOTHER.search(text) or _SAYS_NEITHER.search(text):
        return None
    if _ONLY_TO_COME.search(text) or _NONE_OF_ITS_OWN.search(text):
        return False
    if (_NOT_OUT_YET.search(text) or is_void(text)) and not _CAME_OUT.search(text):
        return False
    if asks_first(text):
        return None
    clauses = re.sub(r"[,;。.!\s]+", "\n", plain(text).strip())
    first, mark, rest = _ASKED_ABOUT.sub("", clauses).partition("\n")
    leans = _hedged(rest if mark and agrees(first) else first)
    return None if leans and denial(text) else leans  # 文件有 章没盖: which of the two?


_BEGINS: Final = re.compile(
    r"^(?:(?:嗯|哎|啊|哦|噢|呃|诶|唉|那个|这个)+[,，\s]*)(?=[一-鿿]{2})(?:文件|制度|办法|东西|它)?(?:的话|[吧嘛呢啊呀])?[,，\s]*(?=[有没也都已])"
)
_GOES_ON: Final = re.compile(
    r"^((?:也|都|早就?|已经)*有[的了])(?=[一-鿿〔0-9])"
    r"(?![一-鿿]?(?:有|村|人|单位|地方|时候|事|没|是|说|在|还|打算|计划))"
)
"""嗯有了冢政办二十六号文: who dictates says no comma behind the answer."""


def _dictated(text: str) -> str:
    said = re.sub(r"(有[的了])\1+", r"\1", _BEGINS.sub("", plain(text).strip()))
    return _GOES_ON.sub(r"\1，", said)


def says_both(text: str) -> bool:
    """Whether one clause denies something, and the rest says yes: 文件有 章没盖."""
    no = denial(text)
    rest = " ".join(one for one in re.split(r"[,，。;；!！\s]+", text) if one and one != no)
    return bool(no and rest) and leaning(rest) is True


_SAYS_NEITHER: Final = re.compile(
    r"有(?:[一两二三几]个?[人章事问]|点|人|事|空|意|望|待|时间|问题|困难|疑问|个?(?:事|问题|疑问)|意见|道理|劲|可能|希望|难度|病|啥|谁|哪|什么|了不起|也没用|完)"
    r"|没(?:意见|准|谱|戏|劲|完|错|变|改|信号|电|网|流量|墨|纸|有?(?:意见|困难|时间|人$|网|事|错|变|改|别的|其他|照片|材料|佐证|电脑))"
    r"|无(?:语|聊|所谓|效|关)|没说|并非|不是没?有|有无|[没]?弄(?:懂|明白|清)|搞(?:懂|明白|清)|太明白"
    r"|如果|要是|假如|万一|(?:他们?|她们?|人家|别人|隔壁|兄弟单位|上级|[省市县]里)(?:也|都|就|已经)*有"
    r"|[^我本俺咱们县]\s?(?:局|镇|乡|委|厅|街道)(?:那边)?(?:也|都|就|已经)*有"
    r"|^(?:是|有)[、,，/和或跟与及还\s]+(?:否|没有?|无|不是)|^是否$|有(?:就|的话|了[,，]?(?:告诉|跟|再|就|发))|没有?的话|没有?会(?:扣|影响|怎|不)|有(?:[局科股所站镇]长|书记|主任|领导(?![小班机])|同事)"
    r"|(?:出|有)了?(?:点|个|些)?(?:问题|事|岔子|差错|状况|毛病|意外)|[印写打填]错|^发(?:烧|火|愁|呆|群|微信|邮|短信|照片|图|材料|你|给)|^做(?:梦|客|饭)|无妨"
    r"|^有效|有的(?=有|没)|一[个样项份]有[,，\s]*(?:另)?一[个样项份](?:没|无)|一半|部分|个别|怎么办|没用"
)
"""有点乱, 没意见, 别人有: there is a 有 or a 没 in it, and it is none of this question's."""
_ONLY_TO_COME: Final = re.compile(
    r"(?:明年|明天|后天|下(?:个?季度?|个?月|半年|周)|年底|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月[底初中]?(?=前?(?:才|再|要|能))|[快将拟想]|即将|希望|打算|计划|准备|批完|发了)(?:前|内|就|份)*(?:能|会|要|再|才)*(?:有|印|印发|出台|出|发|成立)"
    r"|有(?:个|这个|这|点)?(?:计划|打算|准备|意向)|草案|草稿|初稿|征求意见稿|讨论稿|(?:有|印发|出台|定|出|开会说)了?过?[,，]?(?:但|可|又|只是|不过)*(?:是|已经)?"
    r"(?:没印发|没发|没出|撤|废止|作废|过期|失效|口头)"
    r"|没有?(?:正式|单独|专门)?(?:出|发|印|成|形成)(?:过|啥|什么|个|正式)*(?:文(?!明)|红头|书面)"
    r"|(?:[光只就](?:是)?(?:开会|口头|嘴上?|会上)|(?:开会|会上)[^,，]{0,6}(?:讲|说|提|布置|强调)[^,，]{0,4}[,，])"
    r".*(?:没|未|口头|纸)"
    r"|没(?:有)?(?:落|写|形成)(?:到|在|成)?(?:纸|文字|书面)"
)
"""明年有, 有但没印发, 有初稿: what counts is what is out."""


def is_void(text: str) -> bool:
    """这个文件已经废止了: what was said to be there holds no more."""
    return _VOID.search(plain(text)) is not None


_VOID: Final = re.compile(
    r"(?<![没未不会])(?<!没有)(?:废止|废掉|作废|失效|过期)了?(?:的)?(?=$|[,，。;；!！\s])"
)
_NONE_OF_ITS_OWN: Final = re.compile(
    rf"(?:没有?|未)(?:再|有)?(?:单独|另行|专门|自行|另外|自己)(?:再|去)?(?:组织|{_DONE})"
    r"|(?:谈|说|算|称)不上(?!来)"
)
"""由上级统一组织，我们没单独搞; 成效还谈不上: what is asked for there is none of."""


def asks_first(text: str) -> bool:
    """应该有吧，我问问科室: whoever says so does not know yet."""
    return _ASKS_FIRST.search(plain(text)) is not None


def only_denies(clause: str) -> bool:
    """没弄, 还没, 不行: nothing but a 'not', which is said of what stands beside it."""
    return _ONLY_NOT.fullmatch(clause) is not None


_ONLY_NOT: Final = re.compile(r"[还尚暂都也]*(?:没|未|无|不(?!错|过|少|改|多|止)|别|甭|莫)\S{0,2}")
_OF_ANOTHER: Final = re.compile(r"(?:改|换)(?:成|为|到)|那一?[个项题条]")
"""报送那个改成4 speaks of another answer."""
_ASKED_ABOUT: Final = re.compile(
    r"^(?:(?:我|刚才?|刚刚|上面|前面)*(?:(?:问|查|核实|确认|看)(?:过|了|到)+[^\n]{0,5}"
    r"|(?:说|点|选|填|按)错了|不对|(?:开会|会上)[^\n]{0,8})\n)+(?=.)"
)
"""What was done before it could be said: 问过了，有."""
_LACKS: Final = re.compile(
    r"(?:我们?|俺们?)?(?:都|也|确实|根本|从来|还|暂时)?(?:没有|没(?!有)|无)"
    r"(?!问题|毛病|[缺需须漏误]|看|收到?|懂|明白|听|事|空|时间|找|想|法|办法|关系|意思|必要|人|错).{1,8}"
    r"|(?!.*(?:有没|是没))[一-鿿]{2,8}没有?了?"
    rf"|(?!.*(?:没有?什么|无需|无须))[一-鿿]{{2,8}}?(?:[尚暂还仍均]|目前|至今){_WRITTEN_NO}|[一-鿿]{{2,8}}(?:缺如|阙如|空白)"
)
_OURS: Final = (
    r"(?:我们?|俺们?|咱们?|本)"
    r"(?:(?:镇|乡|局|委|单位|街道|村|科室?|这里|这边)[上里]?|办(?=[里上没有早已]))"
)
_HEDGE: Final = re.compile(
    rf"^(?:(?:(?:20)?[0-9]{{2}}年|[0-9]{{1,2}}月(?:份|[0-9]{{1,2}}[日号])?|{_OURS}|我们?|这个|文件|材料|制度|办法|方案|通知|[一二三四五六七八九十]{{1,2}}月份?|今年|去年|前年|上半年|上个?季度|[本这]个?季度|上个?月|以前|之前|早|早就|应该|好像|算是?|基本上?|大概|可能"
    r"|目前(?:为止)?|截[至止](?:到)?目前|至今|迄今|到(?:现在|目前)(?:为止)?|差不多|那就|那|就|也|是|都|其实|实际上?|确实|说是)+)(?=.)"
)
_HAS: Final = re.compile(
    rf"(?!.*(?:部分|一半|有的|一些|几个))(?:有|{_DONE}).{{0,10}}|.{{0,8}}(?:还有效|还在用|就有|都有)了?"
    rf"|(?!.*(?:材料|照片|图片|附件|佐证|截图))[一-鿿《》〈〉“”]{{0,20}}?(?:均|都|业|早)?已经?(?:于[^,，]{{2,12}}?)?(?:正式)?(?:{_DONE})(?:实施|执行|施行|公布)?[了过]?"
    r"|(?!.*(?:部分|一半|有的))[一-鿿]{0,8}[发印下出]了(?:个|份)?(?:红头|正式)(?:文件?)?的?"
    r"|(?!有[的些几]|.*(?:没|哪|只|还|会|能)有)[一-鿿]{1,8}有了?"
)
_UNDER_WAY: Final = re.compile(
    r"(?:还|正|正在|还在|在).{0,3}(?:弄|办|做|搞|起草|拟|印|写|审|走程序|征求意见|制定|研究).{0,6}|快(?:好|完|弄好)?了"
    r"|马上(?:就)?(?:好|印|出)了?|准备.{0,8}|打算.{0,8}|计划.{0,8}"
)


_NOT_OUT_YET: Final = re.compile(
    r"(?:文件|稿子?|办法|制度|方案|领导|[局镇书主县市]长|书记|主任|好了?|完了?|还|就)[^,，。;；]{0,8}?(?:没有?|未)(?:给)?(?:签|批|会签)(?:字|发|批|完|过|下来)*(?=$|[,，。;；!！呢\s])|"
    r"^(?:还|正|在)*[办写弄做印走批改]着$|(?:还在|正在|在|还要|还得)(?:征求意见|走程序|走流程|会签|报批|送审|审批|起草|修改|等批)"
    r"|(?:草拟|起草|拟[就好定]|成稿|定稿)(?:[了完好]|完毕|就绪)*(?=[,，。;；\s]|$)"
    r"|待[^,，。;；]{0,10}?(?:研究|审议|审定|审批|批[准复]|印发|上会|签发|通过|会签)|拟(?:提交|于)[^,，。;；]{1,8}(?:研究|审议|印发|上会)"
)
_ASKS_FIRST: Final = re.compile(
    r"(?:我|得|要|再|先|去|还要|还得)+(?:问|核实|核对|确认|查|看)(?:一?下|问|查|看|清楚)?(?!过|了)"
    r"|等[^,，]{1,8}(?:再|了|来|班|空)*问|(?:问|核实|确认)(?:好|清楚|完)了?再|拿不准|不确定|不(?:太)?清楚|说不准|记不清"
)
_CAME_OUT: Final = re.compile(r"(?:印|下|出台|成立|签)(?:发)?了|已经?(?:印发|出台|成立|签)")
"""办法写好了还在征求意见: what was written is not out yet."""


def _hedged(said: str) -> bool | None:
    """应该有, 去年就印发了, 还在起草: which way it leans."""
    plainly = yes_no(said)
    if _PERHAPS_UNFILLED.fullmatch(said):
        return False
    if plainly is None and _UNDER_WAY.fullmatch(said):
        return False
    bare = _HEDGE.sub("", said)
    if plainly is None:
        plainly = yes_no(bare)
    if plainly is None and _LACKS.fullmatch(bare):
        return False
    return True if plainly is None and _HAS.fullmatch(bare) else plainly
