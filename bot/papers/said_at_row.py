"""What people say where a row's papers are awaited, that is no paper: 最后那张发错了, 明天发行吗.

Pure: which kind it is, and which piece it names. What is answered: ``bot.papers.words.at_row``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from bot.filling.rows_told import written
from bot.questions.instead import is_asked
from bot.speech.numbers import FIGURE, figure, plain

Kind = Literal[
    "done",
    "wrong",
    "arrived",
    "clear",
    "later",
    "needed",
    "without",
    "which",
    "move",
    "stuck",
    "report",
]
KNOWS: Final[Mapping[Kind, frozenset[str] | None]] = {
    "done": None,
    "which": None,
    "wrong": frozenset(("wrong_file", "retake", "wrong_answer", "cancel")),
    "arrived": frozenset(("arrived", "received_when", "submitted", "progress")),
    "clear": frozenset(("photo_rules", "retake", "small_print")),
    "later": frozenset(("bring_later", "promise", "late", "saved", "row_order")),
    "needed": frozenset(("evidence", "how_many_papers", "owed_papers", "progress", "what_file")),
    "without": frozenset(("not_ours", "evidence_what")),
    "move": frozenset(("wrong_file", "evidence", "counts_twice")),
    "report": frozenset(("report_pages", "wrong_file", "evidence", "formats")),
    "stuck": frozenset(("too_large", "cannot_open", "slow", "offline")),
}
"""The everyday questions that each kind's own answer, with the papers there, answers better."""
_LONGEST: Final = 40
_CLAUSES: Final = re.compile(r"[,，。;；!！\s]+")
_DONE: Final = re.compile(
    r"(?:(?:好了?|完了|没(?:有)?了?|(?:都|全)?(?:传|发|交)(?:完|好|齐)?了|(?:就|只有?|暂时|先)(?:就|是)*(?:这些|这么多|这[几一二两三四五六七八九][张份个])了?|搞定"
    r"|ok|好的|不[传发]了|先欠着|欠着|先这样|先不传|先不发|以后再?补|到?下一[题个项]"
    r"|结束|可以了|行了|齐了|(?:此|本|这一?|该)?项?(?:已经?|填报|上传|全部)*完毕|请继续)[吧啊呀哈了]?[,，。.!！、\s]*)+"
)
_WRONG: Final = re.compile(
    r"(?:发|传|拍|选|交|弄|放)(?:错|重|反|多)了?|删|撤(?:掉|回|下|去|销|了)|(?:^|[,，。\s])撤(?=第|最后|头|这|那|中间)|撤[吧。.!！]*$|(?:有误|作废)|去掉|不要(?:了|这|那)|重复了|换(?:掉|一?[张个份件])"
)
_ARRIVED: Final = re.compile(
    r"(?:收|看|接)(?:到|着|见)了?(?:没有?|吗|不|么)|收(?:没收|不收)到|收了(?:没|吗)|(?:传|发)(?:上去?|成功|过去)了?(?:没有?|吗|不)"
    r"|收到(?:了)?(?:我)?(?:的)?几|(?:传|发)了几[张份个]|一共几[张份个]"
    r"|(?:什么时候|啥时候|何时|几点|哪天|几号)(?:收到|(?:传|发|交)(?:上来|上去|过去|过来|的)|收的)"
)
_STUCK: Final = re.compile(r"(?:传|发)不(?:上|出|了|过|成)|(?:上传|发送)(?:失败|不了)|一直转|卡住")
_CLEAR: Final = re.compile(r"清楚?[不吗没]|(?:看得?|能看|认得)清|糊不糊|模糊|清晰")
_LATER: Final = re.compile(
    r"(?:明[天儿]|后天|晚点|晚些|回头|等会儿?|待会儿?|过[几两]天|下午|周[一二三四五六日]|回(?:单位|办公室|去)|改天|下周|以后|之后).{0,6}(?:发|传|补|交|拍|送|给)"
    r"|(?!.*(?:怎么|咋|如何|能不能))(?:在|放|落|锁|存)(?:在|到)?.{0,10}(?:手机|办公室|单位|家|柜|电脑|那|锁着|那里|那边|同事|领导)|(?:[待欠]|后续|随后|稍后|日后)补|(?:^|[,，\s])(?:先)?等(?:下|会儿?|一下)(?:再)?(?:发|传|补)|(?:没|不)(?:带|在身边|在手边)|还没(?:洗|印|拿|拍|要)(?:到|出来)?|手头没有"
    r"|(?:[,，\s]|^)(?:我|那就?)?(?:先|暂时)(?:跳过|过|不传|不管|放着|放放|欠着|空着)(?:它|去|了|吧|哈)*[。.!！]*$"
)
_NEEDED: Final = re.compile(
    r"(?:还|都|得|需|应该?)*(?:要|差|缺|需要|该)(?:传|交|发|补)?(?:些|点)?(?:什么|啥|哪[些几])|除了.{1,8}(?:还|外)"
)
_WITHOUT: Final = re.compile(
    r"(?:[一-鿿]{1,10}(?:但是?|就是|不过))?"
    r"(?:我们?|俺们?|这次|当时)?(?:就是)?(?:没有|没(?!有)|无|缺|少)(?:拍|做|写|留|弄|签|存)?(?!问题|毛病|反应|收|看|网|信号|时间|空|人|法|办法)[一-鿿]{2,8}?(?:了|的|怎么办|咋办|行不行|行吗|可以吗|呢|啊)*"
)
_ONLY: Final = re.compile(
    r"(?:我们?|这次)?(?:就|只|光|仅)+有?[一-鿿]{1,8}[,，\s]*(?:别的|其[他它]的?)?(?:都|也)?"
    r"(?:没有|没得|没)(?:别的|其[他它]的?)?了?"
)
"""只有通知 没别的."""
_ROW: Final = re.compile(
    r"(?:[放用归给算到传挪移]|都|和|[张个份]).{0,6}[一二三四五六七八九]\.[0-9]{1,2}[a-z]?|[一二三四五六七八九]\.[0-9]{1,2}[a-z]?.{0,4}(?:都|也)?(?:用|放|要)"
)
_ELSEWHERE: Final = re.compile(
    r"不是(?:这|本)一?[项个题条行](?:的|用的|要的)?(?:材料|照片|图片?|文件)?[的呀啊吧。.!！]*$"
    r"|(?:是|属于)(?:别的?|另一?外?一?|其[他它])(?:[项个题条])?(?:里|上)?(?:面)?的"
    r"(?:配)?(?:图片?|照片|材料|文件)?[的呀啊吧。.!！]*$"
)
"""不是这项的, 是别的项的: which row it belongs to is not said."""
_OF_A_REPORT: Final = re.compile(
    r"(?:是|属于)(?:工作|季度)?(?:简报|总结|稿件|宣传稿|通讯稿|报送|信息)(?:里|上)?面?(?:的|用的)?(?:配?图片?|照片|材料|文件)?[的呀啊吧。.!！]*$"
)
"""这是简报的图."""
_PLACE: Final = re.compile(
    rf"第\s*(?P<number>{FIGURE})\s*[张份个件]|(?P<last>最后|刚才|刚刚|刚发|上面)(?:一|那|的|发)*[张份个件]?"
    r"|(?P<middle>中间)(?:一|那|的)*[张份个件]|(?P<first>头一|最前面?(?:那|一)?|前头那)[张份个件]"
)


_OF_ELSE: Final = re.compile(
    r"单位(?:弄|绑|选|搞)错|绑|登[录陆不]|邀请|账号|通知|提醒|[进打]不[开去]|网页|填[报写]?(?:吗|不|么)|电脑上(?:能|可以|填)|打字|验证码"
)
"""It is about something else than papers, whatever else stands in it."""


def kind_of(text: str) -> Kind | None:
    """What a text at the papers of a row is about; None: none of these."""
    said = _slip_of_sheet(written(plain(text).strip()))
    if len(said) > _LONGEST:
        return None
    if _DONE.fullmatch(said):
        return "done"
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("stuck", _STUCK),
        ("wrong", _WRONG),
        ("clear", _CLEAR),
        ("arrived", _ARRIVED),
        ("needed", _NEEDED),
        ("later", _LATER),
    )
    if _ONLY.fullmatch(said.rstrip("。.!！")):
        return "without"
    if _OF_ELSE.search(said):
        return None
    if not is_asked(said) and any(map(_OF_A_REPORT.search, _CLAUSES.split(said))):
        return "report"
    if _ROW.search(said) or any(map(_ELSEWHERE.search, _CLAUSES.split(said))):
        return "move"
    found = next((kind for kind, how in kinds if how.search(said)), None)
    if found is None and _PLACE.match(said):
        return "which"
    if found is None and _WITHOUT.fullmatch(said.rstrip("。.!！?？")):
        return "without"
    return found


def _slip_of_sheet(text: str) -> str:
    """第一章照片 as 第一张照片."""
    return _SLIP_OF_SHEET.sub("张", text)


_SLIP_OF_SHEET: Final = re.compile(
    r"(?<=[那这后前])[章掌仗](?=[照图相是的])|(?:(?<=第[一二两三四五六七八九十0-9])|(?<=最后一))[章掌仗](?!程|节|\S*(?:规定|条款))"
)


def pieces_named(text: str, pieces: int) -> range | None:
    """The places, from 0, of the pieces a text names: 后两张, 前三份; None: it names none.

    Of more than there are none is named.
    """
    found = _SEVERAL.search(plain(text))
    if found is None:
        one = piece_named(text, pieces)
        return None if one is None else range(one, one + 1)
    many = int(figure(found["many"]) or 0)
    if not 0 < many <= pieces:
        return None
    return range(many) if found["first"] else range(pieces - many, pieces)


_SEVERAL: Final = re.compile(
    rf"(?:(?P<first>前面?|头|开头)|(?:最?后面?|末尾))(?:的|那)?(?P<many>{FIGURE})[张份个件]"
)
"""后两张, 前三份."""


def piece_named(text: str, pieces: int) -> int | None:
    """The place, from 0, of the piece a text names: 最后那张, 第二张; None: it names none."""
    found = _PLACE.search(_slip_of_sheet(plain(text)))
    if found is None or not pieces:
        return None
    if found["last"]:
        return pieces - 1
    if found["middle"]:
        return pieces // 2 if pieces % 2 else None  # of two or four none is in the middle
    if found["first"]:
        return 0
    number = figure(found["number"])
    return int(number) - 1 if number is not None and 0 < number <= pieces else None
