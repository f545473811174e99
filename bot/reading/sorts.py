"""What kind of paper it is: 方案或通知, 总结, 简报, 报道, 签到表, 照片, 承诺书, 制度 …

Pure. Codes here, their words in `words/kinds`. A kind that only the text suggests is uncertain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final, Literal

from bot.extraction.pages import Extract
from bot.reading.anatomy import Paper, is_greeting, is_noise, is_prose
from bot.reading.bodies import is_body
from bot.reading.dates import PART, days
from bot.reading.lines import Said
from bot.reading.report import names_medium
from bot.reading.seams import ENDS, MINUTES

Sort = Literal[
    "plan", "summary", "brief", "news", "sign_in", "photo", "pledge", "rules", "case",
    "circular", "table", "minutes", "letter", "certificate", "screenshot", "chat", "other",
]  # fmt: skip
PICTURES: Final = frozenset(
    ("photo", "picture", "image", "jpg", "jpeg", "png", "heic", "gif", "webp", "bmp", "tiff")
)
_BOOKS: Final = frozenset(("xlsx", "xlsb", "xls", "et", "ods", "xmls"))
_ROW: Final = 3
"""Cells of a line in a list that nobody gave a title; of a form it has two."""
_MORE: Final = r"(?:[(（][^()（）]{1,12}[)）])?$"
"""（试行） behind a name, and the end of it."""
_SUMMARY: Final = (
    "总结|汇报|工作报告|情况报告|情况的报告|情况说明|自评报告|"
    "自查报告|整改报告|调研报告|考察报告|整改情况|的说明|述职报告|情况的汇报|(?:工作|开展|自查|落实|完成|推进|建设|治理|办理)情况|小结|的报告"
)
_RULES: Final = "办法|细则|规定|制度|规程|规范|规则|意见|守则|条例|措施|机制|标准|流程图?|章程"
_TABLE: Final = (
    "清单|台账|名单|名册|统计表|(?:使用|数据|情况)统计|统计(?:数据|结果)?$|登记[簿册]|结果公示$|名单公示$|汇总表|登记表|一览表|明细表|目录|"
    "花名册|情况表|公示表|备案表|评分表|记录表|(?<![代发外仪])表"
)
_NAMED: Final[tuple[tuple[Sort, str], ...]] = (
    ("sign_in", r"签到|签(?:名|字)[表册簿]$"),
    ("pledge", rf"(?:承诺书|承诺函|责任书|保证书|倡议书?|公约|誓词){_MORE}"),
    ("certificate", r"证书$|荣誉|奖状|牌匾|^聘(?:任)?书$"),
    (
        "other",
        rf"(?:明白[纸卡]|手册|指南|问答|解答|试[卷题]|测试[卷题]|题库|问卷|答卷|课件|教案|讲话|致辞|讲稿|发言稿?|演讲稿|主持词|提纲){_MORE}",
    ),
    ("rules", rf"制度汇编{_MORE}"),
    ("other", rf"(?:协议|协议书|合同|合同书|备忘录){_MORE}"),
    ("rules", rf"印发.{{0,40}}(?:{_RULES})[》”\"]?(?:[(（].{{1,12}}[)）])?[》”\"]?的通知$"),
    (
        "circular",
        r"通报$|^曝光台?|通报的通知$|通报.{0,10}$|(?:表彰|表扬|奖励|命名|授予|处分|处理).{0,30}的?决定$",
    ),
    ("minutes", r"纪要$|[记笔实]录$"),
    ("summary", r"总结[及和与暨].{2,16}(?:打算|计划|安排|思路|要点)$"),
    ("plan", rf"(?:方案|通知|计划|安排|预案|要点|议程){_MORE}"),
    (
        "letter",
        r"函$|(?:申请|催告|通知|告知|提醒|建议|决定|意见)书$|(?:督办|交办|转办|移送|通知|告知|提醒)单$|请示$|批复$|的答复$|(?:感谢|慰问|表扬|公开|一封|介绍|推荐|举报|道歉|致歉|检举|求助|邀请|祝贺|回|贺)信$",
    ),
    ("brief", r"简报|专报$|快报$|工作动态$"),
    (
        "case",
        rf"^(?:典型|创新|优秀)案例[:：]|案例(?:集|汇编|材料|分析)?{_MORE}|典型案例|典型做法|做法$|经验(?:做法|材料|交流)|事迹(?:材料)?$",
    ),
    ("summary", rf"(?:{_SUMMARY}){_MORE}"),
    ("rules", rf"(?:{_RULES}){_MORE}"),
    ("table", rf"(?:{_TABLE}){_MORE}"),
    ("minutes", r"日[志记]$|大事记$"),
    ("plan", r"(?<!已)(?:公告|通告|公示|启事)$"),
)
_NEWS: Final = re.compile(
    r"来源[:：]|记者|通讯员|责任编辑|责编|编辑[:：]|浏览(?:次数|量)|阅读(?:量|次数)?\s*\d|"
    r"点击(?:数|量|率)|原创|发布时间[:：]|扫一扫|\d{1,2}:\d{2}\s?(?:来自|发布于)|打印本页|关闭窗口|分享到|在看|点赞|公众号|融媒|日报"
)
_TALK: Final = re.compile(
    r"(?:昨天|星期[一二三四五六日]|刚刚|上午|下午|\d{1,2}月\d{1,2}日)?\s?\d{1,2}:\d{2}$|"
    r"\[(?:图片|文件|链接|语音|动画表情|视频)\]|^\[\d+条\]|条新消息|群聊\(|微信\(\d+\)|通讯录|发现$"
)
_GROUP: Final = re.compile(r"[群组][(（]\d{1,3}[)）]$")
"""A group's name with how many are in it, over what they said."""
_SCREEN: Final = re.compile(
    r"^(?:\d{1,2}:\d{2}|.{0,6}[45]G.{0,8}|.{0,4}\d{1,3}%)$|当前位置|^序号|上传成功|共\d+条|第\d+/\d+页"
)
_BUTTON: Final = re.compile(r"首页|登录|退出|操作|查询|导出|状态|序号")
_ON_A_BUTTON: Final = 8
"""So many signs at most; a sentence that tells of a 查询 is no window."""
_SENTENCE: Final = re.compile(
    r"[\u4e00-\u9fff\d，、“”《》.%％]{10,}[。；;]|，[\u4e00-\u9fff\d，、“”《》.%％]{3,}[！!]|特此(?:证明|说明|通知|报告|函复|公告|公示|通告|批复)"
)
"""Neither a banner nor a camera writes sentences with their stop."""
_FEATURES: Final = re.compile(
    r"签到表|承诺书|文件|(?:交办|承办|填报|报送|承诺|编制)单位[:：(（]|〔20\d\d〕|序号|姓名|的通知|总结|方案|证书|特发此证|兹授予"
)
_POSTER: Final = re.compile(
    r"(?:主讲|主讲人|主持人|嘉宾|主办|承办|协办|主题|对象|报名|内容)(?:单位|方式|电话|热线)?[:：]"
)
"""Of these a poster has several, and no camera's mark any."""
_UNDER: Final = re.compile(r"来源|记者|发布时间|原创|\d{1,2}:\d{2}(?:来自|发布于)")
_AT_END: Final = re.compile(
    r"责任编辑|责编[:：]|编辑[:：]|[(（].{0,12}(?:记者|通讯员)[^()（）]{1,20}[)）]|来源[:：]|阅读\s?\d"
)
_PRESS: Final = re.compile(r"(?:本报讯|本网讯|[\u4e00-\u9fff]{2,10}(?:日报|网|融媒|电视台)讯)")
_TELLING: Final = re.compile(
    rf"(?:.{{4,40}}[，,])?(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日{PART}?[，,].{{0,40}}(?:开展|举办|召开|组织|走进|举行|宣传|启动|走访|深入|来到|走上|邀请|联合|发放|公布|设立|启幕|拉开|亮相|揭晓|上线|上演|登台|齐聚|聚集|宣誓|聆听|参观|揭牌|授牌|签订|签下|演出)"
)
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}")
_EVENT: Final = re.compile(r"(?<![布新稿辑传])时间[:：]|地点[:：]")
"""Where and when something is held; a report says when it was published (更新时间)."""
_ASKED: Final = re.compile(r"请|务必|报送|\d{1,2}:\d{2}[之以]?前|截[至止]")
"""By when something is wanted is no line of a report."""
_CASES: Final = re.compile(
    r"(?:20\d\d年(?:度)?)?(?:[\u4e00-\u9fff]{2,16}?)?(?:典型|优秀|先进|创新)?案例(?:申报)?(?:材料|选登|展播|征集|分享)?[一二三四五六七八九十\d]{0,2}(?:[:：].{4,40})?"
)
_HONOUR: Final = re.compile(r"奖状|聘(?:任)?书|(?:荣誉|获奖|结业|聘任|捐赠)证书?")
"""Alone over what it certifies, which is read as its title."""
_PLAQUE: Final = re.compile(
    r".{0,16}(?:示范|先进|优秀|诚信|守信|文明|星级|信得过|放心|十佳|最美|模范|[1-5A]{1,3}级|信用).{0,10}"
    r"(?:单位|企业|店|户|商户|商家|村|社区|街区|街道|商圈|合作社|窗口|集体|个人|家庭|站|医院|学校|校园|园区|基地|市场|工作者|标兵|之星|乡镇|机构|班组|岗|车队|农家乐|酒店|饭店|超市|协会|公司)"
)
"""What somebody is named on a board that hangs at the door."""
_CASE_PARTS: Final = re.compile(
    r"(?:[【\[(（一二三四五六七八九十、.\d]*)(?:(?P<done>主要做法|具体做法|修复过程|办理过程|实践做法)|(?P<told>(?:取得|主要|工作)?成效|案情简介|案例简介|案例评析|经验启示|启示|推广价值|典型意义|案例背景|基本案情))[】\])）:：]*"
)
"""The headings of a case, which a title often leaves out."""
_CAMERA: Final = re.compile(r"水印|相机|拍摄|经度|纬度|[东西]经|[南北]纬")
_LOOSE: Final = 2
"""So many lines' height at most lie between two lines of one page."""
_FEW: Final = 6


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind, and the line that says so (None: the picture itself)."""

    value: Sort
    line: Said | None
    sure: bool


def sort(extract: Extract, paper: Paper, title: str, where: Said | None) -> Kind:
    """What kind of paper this is."""
    if is_chat(paper):
        return Kind("chat", paper.lines[0], True)
    picture = extract.kind in PICTURES
    if picture and _says_little(paper) and not _is_screen(paper):
        return Kind("photo", None, bool(not paper.lines))
    if paper.mailed:
        return Kind("letter", paper.first[0], True)
    if paper.brief is not None:
        return Kind("brief", paper.brief, True)
    named = _named(title)
    meta = _news_line(paper)
    if meta is not None and (named is None or named in ("case", "other") or not _official(paper)):
        return Kind("news", meta, True)
    if named is not None:
        return Kind(named, where, True)
    if (headed := _heading(paper)) is not None:
        return headed
    told = _tells(paper)
    return Kind("news", told, False) if told is not None else _by_text(paper, extract.kind, title)


def _heading(paper: Paper) -> Kind | None:
    """What a line says that stands over the title and is read as none, or in its place."""
    honour = next((one for one in paper.first[:2] if _HONOUR.fullmatch(one.bare)), None)
    if honour is not None:
        return Kind("certificate", honour, honour.sure)
    case = next((one for one in paper.first[:2] if _CASES.fullmatch(one.bare)), None)
    if case is not None:
        return Kind("case", case, case.sure)
    if (board := _plaque(paper)) is not None:
        return Kind("certificate", board, False)
    minuted = next((one for one in paper.first[:3] if MINUTES.fullmatch(one.bare)), None)
    if minuted is not None:
        return Kind("minutes", minuted, minuted.sure)
    return None


def _tells(paper: Paper) -> Said | None:
    """The first sentence of a report that says neither whose it is nor when it was printed."""
    for at, one in enumerate(paper.first[1:6], 1):
        if is_prose(one.bare):
            following = paper.first[at + 1].bare if at + 1 < len(paper.first) else ""
            return one if _TELLING.match(one.bare + following) else None
    return None


def _named(title: str) -> Sort | None:
    return next((kind for kind, words in _NAMED if re.search(words, title)), None)


def _says_little(paper: Paper) -> bool:
    """A scene with a banner or a watermark at most."""
    said = sum(len(one.bare) for one in paper.lines)
    if _SENTENCE.search("".join(one.bare for one in paper.lines)):
        return False
    return said < 90 and len(paper.lines) <= 2 * _FEW and not _structured(paper)


def _on_screen(paper: Paper) -> int:
    """How many lines only a program's window has."""
    return sum(
        _SCREEN.search(one.bare) is not None
        or any(_BUTTON.search(part) and len(part) <= _ON_A_BUTTON for part in one.text.split())
        for one in paper.lines
    )


def _is_screen(paper: Paper) -> bool:
    """A window with little in it: so many lines of its own no banner has."""
    return _on_screen(paper) > _FEW // 2


def _is_page(paper: Paper) -> bool:
    """What no banner has: to whom it is said, points that are counted, lines set as a page."""
    told = any(is_greeting(one.bare) for one in paper.first[1:4])
    counted = sum(1 for one in paper.lines if re.match(r"[二三四五]、|[2-5][.．、]", one.bare))
    poster = sum(1 for one in paper.lines if _POSTER.match(one.bare)) > 1
    set_so = _is_cover(paper) or _is_list(paper) or _set_as_page(paper)
    return told or counted > 1 or poster or set_so or _plaque(paper) is not None


def _plaque(paper: Paper) -> Said | None:
    """What a board says somebody is, over who gave it and when."""
    lines = [one for one in paper.lines if not is_noise(one.bare)]
    if not 2 < len(lines) <= _FEW or any(_CAMERA.search(one.bare) for one in lines):
        return None
    named = next((one for one in lines[:2] if _PLAQUE.fullmatch(one.bare)), None)
    under = [one.bare for one in lines[1:]]
    dated = any(days(one) and days(one)[0].end == len(one) for one in under)
    return named if dated and any(map(is_body, under)) and not is_body(lines[0].bare) else None


def _is_list(paper: Paper) -> bool:
    """A heading that says what it is, and rows of cells under it."""
    lines = [one for one in paper.lines if not is_noise(one.bare)]
    if not lines or not ENDS.search(lines[0].bare):
        return False
    rows = sum(len(one.text.split()) > len(("label", "value")) for one in lines[1:])
    return rows > 1 and not any(_CAMERA.search(one.bare) for one in lines)


def _is_cover(paper: Paper) -> bool:
    """What it is called, and a month or a day alone, with whose it is or all in the middle.

    The first leaf of a book. What a camera writes stands in a corner, not in the middle.
    """
    lines = [one for one in paper.lines if not is_noise(one.bare)]
    bare = [one.bare for one in lines]
    dated = any(days(one) and days(one)[0].end == len(one) for one in bare)
    if dated and any(map(is_body, bare)) and any(map(ENDS.search, bare)):
        return True
    middle = all(one.box is not None and one.centred for one in lines)
    named = any(len(ENDS.sub("", one)) != len(one) for one in bare[:-1])
    return middle and named and any(map(days, bare)) and not any(map(_CAMERA.search, bare))


def _set_as_page(paper: Paper) -> bool:
    """A heading that says what the paper is, and under it line after line without a gap.

    A banner has what a camera writes far below it, or nothing.
    """
    lines = [one for one in paper.lines if not is_noise(one.bare)]
    if len(lines) < _FEW - 1 or any(one.box is None for one in lines):
        return False
    if not ENDS.search(lines[0].bare) or any(_CAMERA.search(one.bare) for one in lines):
        return False
    return all(
        two.top - (one.top + one.height) <= _LOOSE * max(one.height, two.height)
        for one, two in pairwise(lines)
    )


def _structured(paper: Paper) -> bool:
    text = "".join(one.bare for one in paper.lines)
    return _is_page(paper) or (len(text) > 30 and _FEATURES.search(text) is not None)


def _official(paper: Paper) -> bool:
    """Whether it has what only an office's paper has: an address, a chapter, a signature's day."""
    return (
        any(re.match(r"第一[章条]|一、", one.bare) for one in paper.lines) or len(paper.lines) > 60
    )


def _news_line(paper: Paper) -> Said | None:
    """The line under a report's title that says whose it is and when, or the one at its end."""
    listed = takewhile(lambda one: not one.bare.startswith("序号"), paper.first[:9])
    head = [one for one in listed if len(one.cells) == 1]
    for at, one in enumerate(head):
        dated = bool(days(one.text))
        if _NEWS.search(one.text) and (dated or _UNDER.search(one.bare)):
            return one
        told = is_prose(one.bare) or _EVENT.search(one.bare) or _ASKED.search(one.bare)
        if at and dated and not told and (_CLOCK.search(one.text) or names_medium(one)):
            return one
    for one in paper.lines[-6:]:
        if _AT_END.search(one.bare) and len(one.cells) == 1:
            return one
    return next((one for one in head if _PRESS.match(one.bare)), None)


def is_chat(paper: Paper) -> bool:
    """A screenshot of a list of chats or of a conversation."""
    lines = paper.lines
    if not 6 <= len(lines) <= 90:
        return False
    short = [one for one in lines if len(one.bare) <= 24]
    marks = sum(1 for one in lines if _TALK.search(one.bare))
    tabs = {"微信", "通讯录", "发现", "我", "消息", "工作台", "文档", "日程"} & {
        one.bare for one in lines
    }
    group = any(_GROUP.search(one.bare) for one in lines[:3])
    told = marks >= 5 or (marks >= 3 and len(tabs) >= 3) or (marks >= 2 and group)
    return len(short) > 0.6 * len(lines) and told


def _by_text(paper: Paper, extract_kind: str, title: str) -> Kind:
    picture = extract_kind in PICTURES
    text = "".join(one.bare for one in paper.lines)
    if re.search(r"序号.{0,30}姓名.{0,60}(?:签到|签名)|(?:签到|签名)处?.{0,20}序号", text[:400]):
        return Kind("sign_in", paper.lines[0], False)
    if re.search(r"承诺书?$", title) and len(title) <= 30:
        return Kind("pledge", paper.lines[0], False)
    if re.search(r"承诺(?:人|单位)(?:[(（].{1,4}[)）])?[:：]", text) and "承诺" in text[:200]:
        return Kind("pledge", paper.lines[0], False)
    if re.search(r"特发此证|特颁此证|荣获|被评为", text) and len(text) < 200:
        return Kind("certificate", paper.lines[0], False)
    if re.search(r"第一章|第一条", text):
        return Kind("rules", paper.lines[0], False)
    parts = [found for one in paper.lines if (found := _CASE_PARTS.fullmatch(one.bare))]
    if any(one["done"] for one in parts) and any(one["told"] for one in parts):
        return Kind("case", paper.lines[0], False)
    if picture and _on_screen(paper) > 1:
        return Kind("screenshot", paper.lines[0], False)
    rows = sum(len(one.cells) >= _ROW for one in paper.lines)
    headed = rows > 1 and len(paper.lines[0].cells) < _ROW and 2 * rows >= len(paper.lines)
    if rows > 1 and (extract_kind in _BOOKS or headed):
        return Kind("table", paper.lines[0], False)
    little = len(text) < 120 and not _SENTENCE.search(text)
    if picture and little and not _is_page(paper):
        return Kind("photo", None, False)
    return Kind("other", None, False)
