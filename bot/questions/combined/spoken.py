"""How people speak, mistype, or call things elsewhere, and the word that stands in the lists.

A word goes here only where it says the same as the other in every question. What the words mean
is ``rules``'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

DIALECT: Final = (
    ("上一期", "上季度"),
    ("上期", "上季度"),
    ("咋样", "怎么样"), ("咋", "怎么"), ("啥时候", "什么时候"), ("啥时间", "什么时候"),
    ("啥", "什么"), ("俺", "我"), ("木有", "没有"), ("冇", "没有"), ("表哥", "表格"),
    ("肿么", "怎么"),
    ("从早上到现在", "今天"), ("从早到现在", "今天"),
    ("什么时候截至", "什么时候截止"), ("几号截至", "几号截止"), ("哪天截至", "哪天截止"),
    ("截至时间", "截止时间"), ("截至日期", "截止日期"),
    ("今儿个", "今天"), ("今儿", "今天"), ("今个", "今天"),
    ("昨儿个", "昨天"), ("昨儿", "昨天"), ("明儿个", "明天"), ("明儿", "明天"),
    ("上礼拜", "上周"), ("上星期", "上周"), ("这礼拜", "这周"), ("下礼拜", "下周"),
    ("礼拜", "星期"),
    ("老几", "第几"), ("头一名", "第一名"), ("几时", "什么时候"), ("及格线", "合格线"),
    ("位次", "名次"), ("档次", "等次"), ("等第", "等次"), ("花名册", "名单"), ("名册", "名单"),
    ("计分办法", "评分标准"), ("计分方法", "评分标准"), ("计分规则", "评分标准"),
    ("打分办法", "评分标准"), ("打分规则", "评分标准"), ("赋分办法", "评分标准"),
    ("赋分标准", "评分标准"), ("赋分情况", "得分"), ("打分情况", "得分"), ("得分情况", "得分"),
    ("赋分", "得分"),
    ("责任单位", "单位"), ("成员单位", "单位"), ("参评单位", "单位"), ("被考核单位", "单位"),
    ("考核对象", "单位"), ("填报单位", "单位"), ("参考单位", "单位"),
    ("联络人", "联络员"), ("责任人", "联络员"), ("填报人", "联络员"), ("经办同志", "联络员"),
    ("复核申请", "申诉"), ("申请复核", "申诉"), ("提异议", "申诉"), ("异议申请", "申诉"),
    ("复议", "申诉"),
    ("佐证资料", "佐证材料"), ("支撑材料", "佐证材料"), ("印证材料", "佐证材料"), ("附证", "佐证"),
    ("台账资料", "佐证材料"),
    ("仨", "三个"), ("砍了分", "核减了"), ("砍分", "核减"), ("砍的", "核减的"), ("砍过", "核减过"),
    ("被核掉", "核减了"), ("核掉", "核减"),
    ("信用加", "信用+"), ("单位滴", "单位的"), ("是谁滴", "是谁的"), ("两回都", "两次都"),
    ("截止之后才交", "逾期才交"), ("截止以后才交", "逾期才交"), ("截止后才交", "逾期才交"),
    ("过了截止才交", "逾期才交"), ("前山名", "前三名"), ("后山名", "后三名"),
    ("蹿得", "升得"), ("蹿的", "升的"), ("窜得", "升得"), ("飙得", "升得"), ("滑得", "掉得"),
    ("滑的最", "掉的最"), ("都在涨", "都涨"), ("都在掉", "都掉"), ("都在降", "都降"),
    ("都在升", "都升"), ("都在往上", "都往上"), ("都在往下", "都往下"), ("都在退步", "都退步"),
    ("都在进步", "都进步"),
    ("甭", "不"), ("恁", "您"), ("嘞", "了"), ("哩", "的"),
)  # fmt: skip
"""How people speak or mistype, and the word that is in the lists."""


_LAST: Final = re.compile(
    r"上季(?!度)|上一?[次回](?!发?的?[那这]?[个条份]?(?:通知|提醒|催|导入|消息|登[录陆]|上线|发消息|说话|使用|露面))"
)
_PURPOSE: Final = re.compile(
    r"[,，]?(?:我(?:要|得)?|马上(?:要)?)?(?:开会|汇报|上会|发言|写材料|会上)(?:时"
    r"|的时候)?(?:要|需要|得)?用的?(?=$|[,，。])"
    r"|[,，]?(?:要)?(?:给|向|跟)(?:县|分管|主要)?(?:领导|局长|主任|书记)们?(?:看看|看|汇报"
    r"|报告|用)的?(?=$|[,，。])"
    r"|[,，]?(?:领导|局长|主任|书记)(?:现在|马上)?(?:急着|急)?(?:要|等着)(?:看|用)?的?(?=$|[,，。])"
    r"|[,，]?(?:报|念|说|拿)给我(?:听|看)?(?=$|[,，。])|[,，]?(?:让|给)我(?:过目|瞧瞧"
    r"|瞅瞅)(?=$|[,，。])"
    r"|[,，]?(?:给我|让我|我)?(?:要)?(?:带回去|带走|拿走|(?<=[要得])带上|留着|存着|打印(?:出来)?)(?:用|看)?的?(?=$|[,，。])"
    r"|[,，](?:说重点|简单说说?|急用|急着要|急|快点?|赶紧|抓紧)(?:的|啊)?(?=$|[,，。])"
)
"""What an answer is for, or how soon it is wanted: it asks for nothing else."""


_SINCE_MORNING: Final = re.compile(
    r"从?(?:今[天日儿]?(?:一?大?早上?|早晨|上午)?|(?<!昨天)(?:一?大?早上|早晨|清早|一早))(?:上班)?"
    r"(?:起|以来|开始)?(?:到|至)(?:现在|目前|这会儿?)(?:为止)?"
)
"""今天早上到现在: the whole of today so far."""


_RAN_ON: Final = re.compile(
    r"连(?:着|续)(?:都)?(?P<way>往[上下][涨掉降升走]|涨|升|掉|降|跌|进步|退步|上升|下降)了?"
    r"(?P<n>[两三四五2-5])(?:个季度?|季度?)(?:了)?"
)
"""连着涨了两季 is 连续两个季度涨."""


_PAPERS: Final = re.compile(r"(?<=传了)几分(?=[了?？]|$)|(?<=材料)几分(?=[了?？]|$)")
"""传了几分了, of papers: 份."""
_SCORED: Final = re.compile(r"上(?P<n>[6-9][0-9])分?(?=的|以?上?$)")
"""上90的."""
_ENDS_OF: Final = re.compile(
    r"(?:垫底|倒数|最后)(?:的)?[那这](?P<n>[二三四五六七八九十]|[0-9]{1,2})[个家](?P<of>县直|乡镇|局|镇)(?:单位)?"
)


_APPEALED: Final = re.compile(r"(?P<before>(?:[今去前]年|[上下]半年|季度).{0,8}申诉)过(?![期程了])")
"""今年谁申诉过: of quarters that are named, each with who appealed."""


def _end_of(found: re.Match[str]) -> str:
    """垫底那五个县直 are five units, of whatever class: 得分最低的五个县直."""
    return f"得分最低的{found['n']}个{'县直' if found['of'] in ('县直', '局') else '乡镇'}"


def spoken_plainly(said: str) -> str:
    """A sentence with the words of the dialect in the words of the lists."""
    said = _PURPOSE.sub("", said) or said
    said = _SCORED.sub(r"\g<n>分以上", _ENDS_OF.sub(_end_of, _PAPERS.sub("几份", said)))
    said = _APPEALED.sub(r"\g<before>", said)
    said = _RAN_ON.sub(r"连续\g<n>个季度\g<way>", said)
    said = _SINCE_MORNING.sub("今天", _LAST.sub("上季度", said))
    for spoken, written in DIALECT:
        said = said.replace(spoken, written)
    return said


_ALL_YEAR: Final = re.compile(
    r"(?:(?P<year>今年|去年|本年度?|上年度?)?(?:全年|整年|一整年|一年到头|四个季度|每个季度|各个?季度)"
    r"(?:每个?季度|回回|次次|一直|都|全)+|(?P<year2>今年|去年)(?:以来)?(?:每个?季度|回回|次次|一直|始终)+)"
    r"(?:是|评|得|都|保持)*(?P<grade>不合格|优秀|良好|合格)"
)


def year_by_quarters(said: str, this_year: int, quarters: Iterable[tuple[int, int]]) -> str:
    """全年都优秀的有吗: no grade is given for a year, so each of its quarters is named."""
    match = _ALL_YEAR.search(said)
    if match is None or (not (match["year"] or match["year2"]) and "年" not in match[0]):
        return said
    named = match["year"] or match["year2"] or ""
    year = this_year - 1 if named.startswith(("去", "上")) else this_year
    each = [f"{year}年{number}季度{match['grade']}" for at, number in quarters if at == year]
    if len(each) < _A_FEW:
        return said
    return said[: match.start()] + "".join(sorted(each)) + said[match.end() :]


_A_FEW: Final = 2


_IN_EACH: Final = re.compile(
    r"(?P<quarters>[一二三四](?:季度)?(?:[和与跟及、,，]?[一二三四](?:季度)?){1,3}(?<=季度))(?:里|中|的)?"
    r"(?:这?[两三四]个季度|全|都|均)+(?:是|在|被|排(?:在|到|名)?|处[于在]|得|评(?:为|了|上|得)?|拿)*"
    r"(?P<what>(?P<end>前|后|倒数|末|最后)(?P<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})[名位个]|不合格|优秀|良好|合格)"
)


def in_each_quarter(said: str) -> str:
    """二三季度都排在后五名的: those of either, so each of the quarters is named with it."""
    match = _IN_EACH.search(said)
    if match is None:
        return said
    end = "前" if match["end"] == "前" else "后"
    what = f"{end}{match['n']}名" if match["end"] else match["what"]
    numbers = dict.fromkeys(re.findall("[一二三四](?![个年])", match["quarters"]))
    each = "".join(f"{one}季度{what}" for one in numbers)
    return said[: match.start()] + each + said[match.end() :]


_EACH_CLASS: Final = re.compile(
    r"(?<![类级、和与跟及一二三四])[两二三四2-4]个?类(?:单位|部门)?(?:分别|各自|各(?!单位|部门|局|家|项))的?"
    r"(?=.{0,4}(?:平均|均分|多少|几[分家个]))"
)


def of_each_class(said: str) -> str:
    """县直三类分别平均多少: the number of classes, and not the third of them."""
    return _EACH_CLASS.sub("各类单位", said)


_LEADS_IN: Final = re.compile(
    r"^(?:嗯+|呃+|啊|哎+呀?|唉|诶|喂|哦|噢|对了|就是|那个|然后|这样吧?|我看(?:这样吧)?"
    r"|我(?:就)?想(?:看看|知道|问问|看一下)?"
    r"|小[一-鿿](?:啊|呀|,|，)|你(?:再)?看看?|麻烦(?:你|您)?|辛苦(?:你|您)?|[,，、\s])+"
    r"|^请(?:问|您|你|帮忙|予以)?(?:统计|列出|列示|查询|查一下|说明|提供|确认|汇总|调取|计算"
    r"|分别|将|把|再|告知)*(?:一下|出)?"
)
_FILLS: Final = re.compile(
    r"那个(?!单位|季度|月|人|谁)|就是(?=那个)|(?:你|您)?(?:再)?(?:给|帮|替|跟)(?:我"
    r"|咱)们?(?:看看?|说说?|念念?|列(?:一下|出来)?|数一?数"
    r"|查查?|找(?:出来|找)?|翻出来|排一下|挑出来|讲讲|算算|调出来|弄|打出来|过一遍)?(?:一下"
    r"|看看|听听)?"
    r"|(?:你|您)(?:说说|看看|念念|讲讲|查查|数数)|说说(?:就行)?|就行了?|就好|来着|你?知道不"
    r"|行不行?$|好不好$"
    r"|(?<=[一-鿿])(?:啊|呀|嘛|哈|啦|哎|诶|嗯|呃|哦)(?=[一-鿿,，])"
    r"|(?<=[一-鿿])[,，]?我(?:记得"
    r"|好像).*$"
    r"|[,，]?在?(?:县直|乡镇街道|乡镇|镇街|街道|部门|同类|本类|同表|同组)(?:单位|部门)?"
    r"(?:里头|里面|里边|里|当中|中间|之中|中|内)(?=(?:是|能|可以)?(?:排|位列|第)(?:名)?(?:在|到)?(?:第?几|多少|哪|老几))"
    r"|指标(?=[一二三四五六七八九][.．])|目前为止|截至目前|(?<=[一-鿿])具体(?=有|是|得|多)"
)
_FORMAL: Final = (
    ("审核人员", "审核员"), ("审核人", "审核员"), ("被评为", "评为"), ("是否有单位", "有哪些单位"),
    ("名次情况", "名次"), ("尚未", "没"), ("单位名单", "单位"), ("上报材料", "上报"),
    ("报送材料", "报送"), ("这俩", ""), ("他们俩", ""), ("分别是", "是"),
    ("为多少", "是多少"), ("排名第几名", "排第几"), ("排名第几", "排第几"), ("在乡镇街道中", ""),
    ("在乡镇中", ""), ("在县直单位中", ""), ("在县直中", ""), ("考核得分", "得分"),
)  # fmt: skip


_WHICH_PLACE: Final = re.compile(
    r"的?(?:名次|排名)?(?:排|是|得|在)?(?:到|在|了)?(?:多少名|第几名?|第几位|老几)(?:来着|了|呢)?(?=$|[?？。])"
)


def undictated(said: str) -> str:
    """What is left of a dictated or a very polite sentence without what only fills it.

    嗯那个教育局啊你给我看看多少分了 asks 教育局多少分了, 请统计指标三.4的得分 for 三.4的得分.
    Nothing of it says whom, what or when, so that the rest asks the same.
    """
    bare = _FILLS.sub("", _LEADS_IN.sub("", said))
    for written, plain_ in _FORMAL:
        bare = bare.replace(written, plain_)
    bare = _WHICH_PLACE.sub("排第几", bare)
    return bare.strip(" ,，、。")
