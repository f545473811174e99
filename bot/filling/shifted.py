"""A count that becomes one more or fewer: 第二个不算，去掉; 又想起来一次; 信易游挪到只发文那边.

To be shown for one tap, old and new, never to be kept unseen. Pure. Not here: a figure said anew
(``bot.speech.counts``), which answer it is about (``bot.filling.pages.going_back``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from bot.filling.of_row import Answers, question_of_words
from bot.filling.things import things_in
from bot.forms.form import Question
from bot.questions.instead import is_asked
from bot.speech.colloquial import plainly
from bot.speech.numbers import FIGURE, MEASURES, figure, plain
from scoring.scheme import Row

_LONGEST: Final = 30
_SO_MANY: Final = re.compile(rf"(?<!第)(?P<figure>{FIGURE})\s*(?:个项目|{MEASURES}|回|趟|例|样|天)")
_THIS_ONE: Final = re.compile(
    rf"第{FIGURE}\s*[个次项场条家篇件回天]|(?:那|这|上面|刚才)(?:一)?[个次项场条家篇件回天]|^[一-鿿]{{1,3}}(?:那|这)[个次项场]"
)
_FEWER: Final = re.compile(
    r"减(?:掉|去|了|一)|去掉|剔除|扣除|移除|核减|剔掉|不(?:符合|够|满足)(?:条件|要求|标准)?|不是(?:本|这个?)季度|是(?:上个?季度|去年|三季度)|删(?:掉|除|了|去|一)|划掉|扣掉|刨(?:掉|去|除)|拿掉|撤(?:掉|了)|重复|(?:算|填|报|写|记|数)重了?"
    r"|^少一?[次场个回](?:[,，。\s]|$)|多(?:算|填|报|写|记|数)了?|(?:算|填|报|写|记|数)多了|不(?:算|能算|作数|要)(?:了|数|的|吧)?(?=[那这,，。!！\s]|$)|不能?算进去|取消了"
)
_MORE: Final = re.compile(
    r"(?:又|才|刚)(?:想起来?|发现|找到|翻到|查到|搞|办|做|有)|想起来(?:还有|了)|(?:再|还要|给我?)加上?(?=[一-鿿0-9])|再(?:加|添|补|算上)|加上$"
    r"|(?:漏|少|忘)(?:了|算|填|报|写|记|数)|还有(?=[一二两三1-9])|(?:补|添)上|新增"
)
_ANEW: Final = re.compile(
    rf"(?:[填写报记数算])少了[,，。;；!！、\s]*(?:应该?|其实)*(?:是)?(?={FIGURE})|(?<!不)是(?={FIGURE}(?![0-9]*[月号日年]))|"
    r"一共|总共|统共|加起来|合计|到|成|为|改|其中|应该|就是|不是|上季度|下季度|明天|准备|计划"
)
_UNSAID: Final = re.compile(r"没|未|不|取消|照片|材料|截图|文件|附件|张")
_MOVES: Final = re.compile(
    r"(?:挪|移|算|归|放|划|换|转|调|改)(?:到|成|为|入|进|去|在)+(?P<where>.{2,})$"
)


def more_or_less(text: str) -> int | None:
    """By how many a text changes a count: −1, +2; None: it changes none, or it is not plain."""
    said = _DATE.sub("那天", plainly(plain(text)).strip())
    if len(said) > _LONGEST or is_asked(said) or _ANEW.search(_FOUND.sub("", said)):
        return None
    if relative := _RELATIVE.fullmatch(said):
        by = _whole([figure(relative["figure"])])
        return by if relative["more"] else -by
    numbers = [figure(one) for one in _SO_MANY.findall(said)]
    if len(numbers) > 1:
        return None
    if _FEWER.search(said) and (numbers or _THIS_ONE.search(said)):
        return -_whole(numbers)
    one_named = _LEFT_OUT.search(said) and _THIS_ONE.search(said)  # 漏了11月那次
    if _MORE.search(said) and (numbers or one_named) and not _UNSAID.search(said):
        return _whole(numbers)
    return None


_FOUND: Final = re.compile(
    r"[找翻查想]到|其中(?=[^,，]*[,，].*[剔去扣减不])|应[该当]?(?=予以?|[剔去扣减删补])"
    r"|不是(?=(?:本|这个?)季度)|是(?:上个?季度|三季度|去年)的?"
)
_DATE: Final = re.compile(r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]?")
"""A day names which one is meant, and is no figure."""
_LEFT_OUT: Final = re.compile(r"(?:漏|忘)(?:了|算|填|报|写|记|数)")


_RELATIVE: Final = re.compile(
    r"(?:那就?|给我|帮我|麻烦|还要?|又|请|得|要|就|[,，\s])*"
    r"(?:(?P<more>再?(?:多|加|添|增加)|再(?:算|记))|再?(?:少|减)(?=[^,，])"
    r"|(?:填|报|写|记|算|数)多了|多(?:填|报|写|记|算|数)了?)(?:上|去|掉|算|记)?"
    rf"(?P<figure>{FIGURE})\s*(?:{MEASURES}|回|趟)?(?:就行|才对|吧|了|哈|啊|呗)*[。.!！]*"
)
"""加一次, 再多一次, 少两次: nothing but how far it is from a figure that was said before."""


def is_relative(text: str) -> bool:
    """加一次: a text that only says how many more or fewer, and never how many there are."""
    return _RELATIVE.fullmatch(plainly(plain(text)).strip()) is not None


def _whole(numbers: list[Decimal | None]) -> int:
    return int(numbers[0]) if numbers and numbers[0] is not None else 1


def moved(
    row: Row, asked: tuple[Question, ...], stands: Mapping[str, object], text: str
) -> Answers | None:
    """The two counts of a row behind a move from one to the other; ``stands``: input → figure."""
    said = plainly(plain(text)).strip()
    match = _MOVES.search(said)
    counts = [one for one in asked if one.kind == "count"]
    if match is None or len(counts) != 2 or len(asked) != 2 or is_asked(said):
        return None
    number = question_of_words(row, asked, match["where"])
    if number is None:
        return None
    target, source = asked[number], asked[1 - number]
    before = stands.get(source.names[0])
    there = stands.get(target.names[0]) or 0
    if not isinstance(before, int) or not isinstance(there, int):
        return None
    what = said[: match.start()]
    numbers = [figure(one) for one in _SO_MANY.findall(what)]
    many = int(numbers[0]) if len(numbers) == 1 and numbers[0] is not None else 0
    many = many or things_in(row, what) or 1
    if len(numbers) > 1 or many > before:
        return None
    now = {source.number: before - many, target.number: there + many}
    return tuple((one, {one.names[0]: now[one.number]}) for one in asked)
