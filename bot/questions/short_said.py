"""A short sentence behind a page in the words its readers know: 就要最后仨, 咋联系, 占几成. Pure.

It leans on what was shown, so it is said in few words, and these are said in many ways. Here they
become one way each; what that means of the page is for whoever reads it then. What the same verb
means behind one list and another (没动的, of rows that were returned) is told by what that list is
about. A sentence of its own, or one with a word that is not known here, stays as it was.
"""

from __future__ import annotations

import re
from typing import Final

from bot.speech.numbers import figure, plain

LONGEST: Final = 26
_N: Final = r"(?P<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})"
_UNIT: Final = r"(?:个|家|名|位|户)?(?:单位)?"
_ONLY: Final = r"(?:那|就|光|只|先|单|给我|我|再)*(?:要|留|看|列|说|念|给|报|取)?(?:我)?"
_ASKED: Final = r"(?:的)?(?:都)?(?:是|有)*(?:谁|哪几[家个]|哪些|哪[家个])?"
_ENDS: Final = r"(?:就行|就够|就好|即可|就成|呢|吧|啊|呗|了|的|[?？。.!！~\s])*"
_SO_MANY: Final = r"(?:些|几[家个户]|[0-9一二两三四五六七八九十]+[家个户])"
_THEM: Final = rf"(?:他们|它们|她们|人家|(?:这|那){_SO_MANY}(?:单位)?)"
_HAND: Final = (
    r"(?:也|都|全|一块|一起|一并|再|单独|直接|给|发|列|导|报|念|拉|打|传|甩|来|弄|要|出|过|一下"
    r"|一份|一遍|下"
    r"|上|到|这儿|群里|我|看看|瞅瞅|吧|呗|啊|有没有?|有吗|有么|多少|是|[,，\s])*"
)

_PHONES: Final = "联络员电话给我"
_POINTS: Final = re.compile(_THEM)
_WHOLE: Final = (
    (  # how many of all
        re.compile(
            r"(?:那|这|它们?|他们|大概|一共|总共|能|得|都)*占(?:到|了|比|全县|全部|总数"
            r"|总的?)*(?:的)?(?:是|有|个|啥|多|大|的|多大|多少"
            r"|几成|几分之几|百分之(?:几|多少)|多大(?:的)?一?块|比例|比重|比|一半|三分之一|没有"
            r"|没|了没|不|吗)+"
            rf"(?:啊|呢|{_ENDS})"
            r"|(?:这|那)?(?:个)?(?:比例|占比|百分比|比重)(?:是|有|占)*(?:多少|多大|多高|几成)?"
            + _ENDS
        ),
        "占多少",
    ),
    (  # their telephones
        re.compile(
            rf"(?:把|给|那|帮我)?(?:{_THEM})?(?:的)?(?:联络员|联系人|经办人)?(?:的)?(?:联系)?"
            rf"(?:电话号码?|手机号码?|号码?|联系方式|手机|电话|联络员){_HAND}{_ENDS}"
            rf"|(?:都|分别|{_THEM})*(?:是)?谁(?:在)?(?:管|弄|负责|填|报|接)(?:的)?[,，\s]*"
            rf"(?:联系)?(?:电话|号码|手机){_HAND}{_ENDS}"
            rf"|(?:那|这|我)*(?:{_THEM})?(?:咋|怎么|怎样|如何)(?:联系|找|打)(?:得?上"
            rf"|到)?(?:{_THEM})?(?:人)?{_ENDS}"
            rf"|(?:那|我)?(?:该|要|得)?(?:打|联系|找)(?:电话)?(?:给)?谁(?:问|说|联系|去)?{_ENDS}"
            rf"|(?:我)?(?:打|挂)(?:个)?电话(?:给)?(?:{_THEM})[,，\s]*(?:号码?|电话){_HAND}{_ENDS}"
        ),
        _PHONES,
    ),
    (  # the list itself, as a file
        re.compile(
            rf"(?:把|将)?(?:这|那)?(?:个|份|张)?(?:{_THEM})?(?:的)?名单(?:也|都|给|帮|我)*"
            r"(?:导|做|弄|整)(?:成|个|一|份|出|来|去|给|我|表格?|到|excel|xlsx?)*" + _ENDS,
            re.IGNORECASE,
        ),
        "发表格",
    ),
    (
        re.compile(
            rf"(?:把|将|那|要)?(?:这|那)?(?:个|份|张)?(?:{_THEM})?(?:的)?(?:单位)?(?:名单|名字"
            rf"|单位名|名称|名儿?(?=都|也|念|报|给))"
            rf"(?!里|上){_HAND}{_ENDS}"
            rf"|(?:分别|具体|到底|那|都)*(?:是|有)(?:哪|谁)(?:几|些)?(?:家|个)?(?:单位|局"
            rf"|乡镇)?(?:的)?{_ENDS}"
        ),
        "名单列出来",
    ),
    (
        re.compile(
            rf"(?:那|把|给|快|赶紧|先|再|去|就|挨个|都|也|统一|帮我|你|全)*(?:{_THEM})?(?:都|也"
            rf"|再|挨个|赶紧|也都)*(?:催催|催一催"
            r"|催(?:一?下|一遍|一次)?|提醒(?:提醒|一?下|一遍|一次)?|戳戳|戳(?:一?下)?|敲打敲打"
            r"|敲打(?:一?下)?|敲(?:一?下)|盯(?:一?下)?|督促(?:一?下)?)"
            rf"{_THEM}(?:一?下|一遍|一声)?{_ENDS}"
            rf"|(?:那|把|给|让)*{_THEM}(?:都|也|再|挨个|赶紧|全|先|逐个)*"
            r"(?:催|提醒|戳|敲打|盯|督促)(?:一?[催醒戳]|催|醒|戳|打)?(?:一?下|一遍|一次)?" + _ENDS +
            rf"|(?:那|都|挨个|再|赶紧)*(?:催催|戳戳|敲打敲打|敲打一?下|戳一?下|催一催){_ENDS}"
            rf"|(?:跟|给|向|和|对)?{_THEM}(?:都|也|挨个)*(?:吱|吭|说|喊|招呼|言语|知会)(?:一"
            rf"|个)?(?:声|下|一下){_ENDS}"
            rf"|(?:跟|给|和)?{_THEM}(?:都|也|挨个)*(?:打个?招呼|提个?醒|带个?话){_ENDS}"
        ),
        "都催一下",
    ),
    (
        re.compile(
            rf"(?:那|{_THEM})*(?:都|各自|各|每家|一家|分别|现在)*(?:填|报|弄|交|做)(?:到|了|得)?"
            r"(?:哪儿?|哪里|啥程度|什么程度|几项|多少项?|多少|咋样)(?:了|一步)?" + _ENDS
        ),
        "他们填了多少",
    ),
    (
        re.compile(
            r"(?:那|他们|它们|都|各|最后|实际|到底|审核?(?:完|后|过)?|核完|结果)*(?:认|认可|认定|审定|核定)(?:了|下来|定)*"
            r"(?:是)?(?:几|多少)(?:项|个|次|条|家|场)?" + _ENDS
        ),
        "他们审定了多少",
    ),
    (
        re.compile(
            r"(?:那|就|里头|其中)*(?:进度|填得?|报得?|弄得?|交得?)?最(?:慢|磨蹭|拖拉)的?"
            rf"(?:是)?(?:谁|哪[个家]|几[个家])?{_ENDS}"
            rf"|(?:那|就)*(?:填|报|弄)得?最少的(?:是)?(?:谁|哪[个家])?{_ENDS}"
        ),
        "按进度从低到高",
    ),
    (  # what it was before
        re.compile(
            r"(?:那|它|他|这|再|你|给我|帮我)*(?:看看|看|说说|翻翻|翻|列|查)*(?:再)?(?:往回|往前"
            r"|以前|之前|前头|前面|早先|历|过去|前)"
            r"(?:看|倒|数|翻|推|捯|走|退)?(?:的)?(?:那)?(?:几|[0-9一二两三四五]|多几"
            r"|各)?个?(?:季度?|期)(?:度)?"
            r"(?:的)?(?:看看|都|分|分数|得分|成绩|情况|情形|啥样|咋样|怎么样|如何|多少|各|得了"
            r"|考得|是)*"
            + _ENDS
        ),
        "历次得分",
    ),
    (
        re.compile(
            r"(?:那|把|给|就)*(?:他们|它们|(?:这|那)?(?:两|俩)家?|两个|他俩|它俩"
            r"|俩)?(?:都)?(?:放|弄|搁|拼|并|合|摆|列|做)(?:到|在|成)?"
            r"(?:一|同一)(?:张|个|份)?(?:表|起|块儿?)(?:格|里|里头|上|中)*(?:发我|给我|看看"
            r"|导出来|来)*" + _ENDS
        ),
        "放一张表里",
    ),
    (
        re.compile(
            r"(?:那|它|他们)*(?:在|搁|放)?(?:县里|县直里?|里头|一类里?|整个)?"
            r"(?:算|属于?|是|处于|排)(?:个)?(?:啥|什么)(?:水平|位置|档次|名次)" + _ENDS
        ),
        "排第几",
    ),
    (
        re.compile(
            r"(?:那|还|就|有没有|有|里头)*(?:只|就|还)?(?:差|欠)(?:那么)?(?:一)?(?:点点|丁点|点)儿?"
            r"(?:就(?:够|上|到|过)(?:了|线)?)?(?:的)?(?:单位)?(?:有没有|有吗|有几[家个]|是谁|有谁|谁|有哪些"
            r"|是哪些)*" + _ENDS
        ),
        "差一点的是哪些",
    ),
    (  # the rest of all
        re.compile(
            r"(?:那|就|看看)*(?:剩下|余下|其余|剩|除了这些|另外|其他|其它)(?:的)?(?:那些|那几家"
            r"|几家|单位|家)*"
            rf"(?:呢|都?(?:是|有)*(?:谁|哪些|哪几[家个]|哪些单位)){_ENDS}"
        ),
        "其余的是哪些",
    ),
)  # fmt: skip

_LAST: Final = re.compile(
    rf"{_ONLY}(?:最)?(?:末尾|末|后头|后边|屁股(?:后头)?|倒数|垫底|最后"
    rf"|后)(?:的)?(?:那)?{_N}{_UNIT}{_ASKED}{_ENDS}"
)
_FIRST: Final = re.compile(
    rf"{_ONLY}(?:最)?(?:打头|前头|前边|最前|头|前)(?:的)?(?:那)?{_N}{_UNIT}{_ASKED}{_ENDS}"
)
_GOES_ON: Final = r"(?=的?(?:呢|咧|哩|占|有|几|$))"
_BUREAUS: Final = r"(?:局委|科局|局里|局子|县里各?局|各局|别的局|其他局|局)"
_INSIDE: Final = rf"(?:里头|里边|里面|那边|那头|那块)?{_GOES_ON}"
_OVER_THERE: Final = r"(?:里头|那边|那头|那一?块儿?|那一片|这边|这一?块儿?)"
_TOWNS: Final = r"(?:乡镇|镇街|乡里|镇里|下面|底下|下边|下头)"
_WORDS: Final = (
    (re.compile(r"仨"), "三个"),
    (re.compile(r"(?<![他她它你咱这那们])俩"), "两个"),
    (re.compile(rf"{_BUREAUS}{_INSIDE}(?<![一-鿿]{{2}}局)"), "县直"),
    (re.compile(rf"{_TOWNS}(?:上)?{_OVER_THERE}{_GOES_ON}"), "乡镇"),
    (re.compile(r"(?<=[的头块边直镇])[咧哩嘞捏]$"), "呢"),
    (re.compile(r"(?<=[一-鿿])(?:比一比|比比|比划比划)(?:看|看看)?$"), "比一下"),
    (re.compile(r"(?:瞅瞅|瞧瞧|瞅一眼|瞧一眼)"), "看看"),
    (  # 财政的也要
        re.compile(
            r"^(?P<who>[一-鿿]{2,8}?)的?也(?:要|来|给我|列|看看)(?:一份|一下|一个|上|列上|看看)*$"
        ),
        r"\g<who>的呢",
    ),
    (
        re.compile(
            r"^(?:(?:跟|给|和|告诉|通知)(?:它们?|他们?)(?:说|讲)(?:一声|一下)?[,，\s]*)?"
            r"(?:那就?|就|先|再|多|还|给它|给他们?|让它)*"
            r"(?:搁|放|容|留|撑|缓|宽|等|给)(?:它|他们?|人家)?"
            r"(?P<n>[0-9一二两三四五六七八九十]{1,2})(?P<u>天|周|个?星期)(?:的?时间)?"
            r"(?:给(?:它|他们?|人家))?(?:吧|呗)?$"
        ),
        r"给它再延\g<n>\g<u>",
    ),
)  # fmt: skip
_AMONG_ALL: Final = re.compile(
    r"^(?:那)?(?:在|搁)全县(?=(?:算|属于?|是|处于|排)(?:个)?(?:啥|什么))"
)
_ASKS_OUT_OF_THE_BLUE: Final = re.compile(r"全县|所有|各单位|全体|大家|哪个季度")


_HOW_MANY: Final = re.compile(
    r"(?:那|就)*(?:光|只|单|就)+(?:说|要|报|念|讲)(?:有|是)?(?:几|多少)[个家](?:单位)?" + _ENDS
)
_REACHES: Final = re.compile(
    r"(?:那|里头|其中)*(?:有)?(?:几|多少)(?:个|家)(?P<no>没|不|未)?(?:上|到|够|过)(?:了)?"
    r"(?P<n>[0-9]{2}|[五六七八九]十[一二三四五六七八九]?)(?:分)?(?:的)?(?:呢|了|[?？])*"
)
_JOINS: Final = re.compile(
    r"(?:那就?|就|再|还|给它|给他们|给我|先|让|把|帮我|请)*(?:加|添|增加|换成?|用|叫|拉|补)(?:个|上|进来?|一个|一位)?"
    r"(?:新?联络员|人)?[,，:：\s]*(?P<who>[一-鿿]{2,4}?)(?:当|来当|做|为|来做|作)?(?:联络员|对接"
    r"|弄)?"
    r"[,，\s]*(?:电话|手机)?号?(?:是)?[,，:：\s]*(?P<phone>1[0-9]{10})(?:吧|。)?"
)
"""加个 王丽 13803750011, behind a unit that has nobody."""


def plainer(text: str) -> str:
    """The sentence in the words that are known; the text itself where it is said so already."""
    said = _AMONG_ALL.sub("", plain(text).strip())
    if not said or len(said) > LONGEST or _ASKS_OUT_OF_THE_BLUE.search(said):
        return text
    for pattern, put in _WORDS[:2]:
        said = pattern.sub(put, said)
    for pattern, to in ((_LAST, "倒数的{}个"), (_FIRST, "前{}个")):
        if match := pattern.fullmatch(said):
            return to.format(match["n"])
    whole = next((to for pattern, to in _WHOLE if pattern.fullmatch(said)), "")
    if whole:
        return f"他们的{whole}" if whole == _PHONES and _POINTS.search(said) else whole
    if _HOW_MANY.fullmatch(said):
        return "一共几家"
    if match := _REACHES.fullmatch(said):
        side = "以下" if match["no"] else "以上"
        return f"其中{figure(match['n'])}分{side}的有几个"
    if match := _JOINS.fullmatch(said):
        return f"它联络员换成{match['who']} {match['phone']}"
    for pattern, put in _WORDS[2:]:
        said = pattern.sub(put, said)
    return text if said == plain(text).strip() else said


_MOST_MOVED: Final = re.compile(
    r"(?:那|就|里头|其中)*(?:(?P<up>涨|升|进)|退|掉|降|跌|下滑)(?:步|分)?(?:得)?最(?:多|狠|厉害"
    r"|大|快)的?(?:那|前)?"
    r"(?P<n>[0-9一二两三四五六七八九十]{1,2}|仨|俩)(?:个|家|名)?(?:单位)?" + _ENDS
)
_NOT_YET: Final = re.compile(
    r"(?:那|有|还有|还|一直|仍|到现在|谁|哪[些几]?[家个]?|几[家个])*(?:没|未|冇)(?:有)?(?:人)?"
    r"(?:动静|动|弄|改|交|报|补|整改|处理|理|吭声|回音|反应)(?:过|完|上来|回来|好)?"
    rf"(?:的|单位|那些|那几[家个])*(?:是)?(?:谁|哪些|哪几[家个]|几[家个]|多少[家个]?)?{_ENDS}"
)
_YET: Final = re.compile(
    r"(?:那|都|他们|它们|到底|谁|现在)*(?:动|改|弄|交|补|整改|处理)(?:了|过|完|上来|好)*(?:没有?"
    r"|了没|吗|么|不)" + _ENDS
)
_ALSO_BEFORE: Final = re.compile(
    r"(?:(?:那|有|谁|哪[些几]?[家个]?)*(?:连)?(?P<q>上个?季度?|上一?季|上回|上次"
    r"|[一二三四]季度?)(?:也|就|又|照样|同样)*"
    rf"(?:没|未)(?:有)?(?:交|报)(?:过|的|单位|有|是|谁|哪些|哪几[家个]|几[家个])*{_ENDS})"
)


_REVIEWERS: Final = ("审核员", "审核")
_EACH_HAS: Final = re.compile(
    r"(?:那|这|他们|审核员|[几两三四]个(?:人|审核员)|几个人|各人|每人|每个人|分别|各自|都)*(?:手[上里头]+)?"
    r"(?:各|都|分别|每人|各自)*(?:还)?(?:有|剩|审|压|欠|干)*(?:了|着|下)*(?:多少|几)(?:项|个|条|家)?(?:没审)?"
    + _ENDS
)
_SLOWEST: Final = re.compile(
    r"(?:那|里头|其中|到底)*(?:谁|哪[个位]|哪个人)(?:审)?(?:得)?(?:的)?最?(?:慢|磨蹭|少|拖拉)(?:的)?(?:是谁)?"
    rf"{_ENDS}|(?:审得?|手最?)?最?(?:慢|拖)的?(?:那[个位]|是)?(?:谁|哪[个位]){_ENDS}"
)
_URGE_THEM: Final = re.compile(
    r"(?:那|快|再|先|去|就|都|帮我|给|把|让)*(?:催一?催|催|提醒|督促|敲打)(?:一?下|一遍|一声)?"
    rf"(?:他们|审核员|那几个)?{_ENDS}"
)
_HOW_MANY_DOUBTS: Final = re.compile(
    r"(?:那|现在|一共|总共|还)*(?:还)?(?:剩|有|差)?(?:下|着)?(?:几|多少)(?:条|份|处|个|项)(?:疑点)?"
    rf"(?:没(?:看|处理|审|弄)完?)?{_ENDS}"
)
_NOT_READ: Final = re.compile(
    r"(?:那|还有|都|里头|有)*(?:没|未)(?:有)?(?:看|读|点开|打开)(?:过|的)*(?:人|单位)?(?:是|有|都是|都有)*"
    rf"(?:谁|哪些|哪几[家个]|几[家个人]|多少(?:个|家|人)?){_ENDS}"
    r"|(?:那|都|里头|有)*(?:谁|哪些|哪几[家个]|还有谁|还有哪些)(?:单位|人)?(?:还)?(?:没|未)(?:有)?"
    rf"(?:看|读|点开|打开)(?:过|的|到)*{_ENDS}"
    r"|(?:那|都|里头|有)*(?:看|读|点开)(?:过|了)*的?(?:有|是|都有)*"
    rf"(?:谁|哪些|哪几[家个]|几[个家人]|多少(?:个|家|人)?){_ENDS}"
)
"""Who has read a notice and who has not: one page tells both."""
_FALLS_DUE: Final = re.compile(
    r"(?:那|他们|它们|这几家|都|各自|分别|是|到底)*(?:啥时候|什么时候|啥时间|几号|哪天|哪一天|多会儿?)"
    r"(?:就|才|算)*(?:到期|截止|到头|到日子|到点)" + _ENDS
)
_WHY_IN_DOUBT: Final = re.compile(
    r"(?:那|它|这个|到底)*(?:为啥|为什么|凭啥|咋|怎么|为何)(?:就|会|要)*(?:说|讲|认为|判|标|算)?"
    r"(?:它|他|人家|是|成|这个)*(?:有)?(?:问题|毛病|疑点|存疑|不对|可疑|重复)" + _ENDS
)
_WHY_IN_VAIN: Final = re.compile(
    r"(?:那|他们|这个)*(?:没|未|不)(?:有)?(?:成|通过|批准|改判|认可?|准|改)(?:功|了)?的?(?:那[个家])?"
    r"(?:是)?(?:为啥|为什么|因为啥|啥原因|什么原因|咋回事|怎么回事)" + _ENDS
)


_WHOSE: Final = re.compile(
    r"(?:那|这些|主要|都|集中|大多|多数|是|压)*(?:在|是)?(?:哪些|哪几[家个]|谁)(?:单位|局|乡镇)?(?:的)?"
    r"(?:身上|那里|那儿|头上|手上)?" + _ENDS
)
"""主要在哪些单位身上: whose rows are still to be reviewed."""
_BY_WHAT: Final = re.compile(
    r"(?:那|是|有|都|按|根据)*(?:什么|啥|哪些|哪几种|哪条|哪一条)?(?:依据|根据|理由|规定|情形|条件|标准)?(?:是)?"
    r"(?:什么|啥|哪条|哪一条|哪些|哪几种|哪里写的|怎么写的|怎么定的|怎么规定的|怎么算的?)(?:情形|规定|情况)?"
    + _ENDS
)
"""依据是哪条, behind who was vetoed."""
_LONGER: Final = re.compile(
    r"(?:那|还|它|时间)*(?:能不能|可不可以|能|可以)?(?:再|往后|往前|多|提前)*(?:延长?|推迟?|缩短?|顺延|改|挪|提前)(?:几|[一二两三]|[0-9]+)?[天日]?(?:一?下)?(?:吗|么|不|行不行|行吗)?"
    + _ENDS
)
"""能延长吗, of the days in which objections are heard."""
_MENDED: Final = re.compile(
    r"(?:那|现在|都|已经|一共)*补(?:回来|上来|回|上|正|好|齐|完)+(?:了|过)?(?:的)?(?:有|是)?"
    r"(?:几|多少|哪)(?:些)?(?:项|个|家|条|几家)?" + _ENDS
)
"""补回来几项: what was sent back and came again."""


_OF_SUBJECTS: Final[tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]] = (
    (("退回",), _NOT_YET, "退回还没补正的有哪些"),
    (("退回",), _YET, "退回还没补正的有哪些"),
    (("退回",), _MENDED, "退回以后补正了的单位"),
    (("延期",), _FALLS_DUE, "都延到哪天"),
    (("疑点", "佐证材料"), _WHY_IN_DOUBT, "它的佐证材料"),  # every doubt stands below its paper
    (("申诉",), _WHY_IN_VAIN, "申诉情况"),  # with what was answered to each
    (_REVIEWERS, _EACH_HAS, "审核进度"),
    (_REVIEWERS, _SLOWEST, "谁审得最慢"),
    (_REVIEWERS, _WHOSE, "还没审完的单位"),
    (_REVIEWERS, _URGE_THEM, "催一下审核员"),
    (("疑点",), _HOW_MANY_DOUBTS, "有疑点的材料有几份"),
    (("通知",), _NOT_READ, "上次的通知谁没看"),
    (("否决",), _BY_WHAT, "一票否决有哪些情形"),
    (("公示", "申诉"), _LONGER, "公示期能延长吗"),
)
"""By what the list is about: how it is asked behind it, and what asks the same by itself."""


def of_subject(text: str, subject: str, kind: str) -> str:
    """What a verb means behind that list: 没动的, of rows that went back.

    ``subject``: what the list is about, in a word (退回); ``kind``: which report.
    """
    said = plain(text).strip()
    if len(said) > LONGEST:
        return text
    for whose, pattern, put in _OF_SUBJECTS:
        if subject in whose and pattern.fullmatch(said):
            return put
    if subject == "变化" and (match := _MOST_MOVED.fullmatch(said)):
        way = "进步" if match["up"] else "退步"
        count = {"仨": "三", "俩": "两"}.get(match["n"], match["n"])
        return f"{way}最多的{count}个"
    if kind and (match := _ALSO_BEFORE.fullmatch(said)):
        return f"{match['q']}没交{kind}的"
    return text
