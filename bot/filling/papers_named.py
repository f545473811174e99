"""Which row papers are said to belong to: 这张是承诺书的, 这个放到四.1, 先传企业分级的.

Before they come (``papers_to_come``), and of papers that are there (``belong_to``). Pure: the row
and nothing else. Where papers are put: ``bot.papers``.
"""

from __future__ import annotations

import re
from typing import Final

from bot.filling.row_named import rows_of_words
from bot.filling.rows_told import written
from bot.forms.form import UnitForm
from bot.questions.instead import is_asked
from bot.speech.colloquial import plainly
from bot.speech.numbers import FIGURE, plain
from scoring.scheme import Row

_LONGEST: Final = 30
_PAPERS: Final = r"(?:照片|图片?|材料|文件|佐证|附件|截图|东西)"
_TO_COME: Final = re.compile(
    rf"(?:我|先|那|就|再|再来|等下|等会儿?|待会儿?|接下来|下面|马上|现在|要|想|来)*"
    rf"(?:(?:传|发|交|上传)(?:一?下|几张|几份|点)?的?{_PAPERS}?(?:都)?(?:是|给|到)?|(?:这|那)?(?:几|两|三)?[张份个]{_PAPERS}?(?:要)?(?:传|发)(?:到|给)?"
    rf"|(?<=[面来下])(?:这|那)?[几两三]?[张份个]{_PAPERS}?都?是)"
    rf"(?P<row>.{{2,12}}?)(?:(?:[那这]一?[个项])?的?(?:佐证|证明)?{_PAPERS}|[那这]一?[个项]的?|的)[吧啊哈了]?[。.!！]?"
)
_SLIP: Final = (
    r"(?:(?:刚才?|哎呀?|不好意思)*(?:放|搁|传|发|弄|交|归)(?:错|岔|混)了?"
    r"(?:地方|位置|项|题|行)?了?[,，。;；!！\s]*)?"
)
"""搁错地方了, before it is said where they belong."""
_THERE: Final = re.compile(
    rf"{_SLIP}(?:这|那|刚才?|刚刚|上面|最后|后面?|前面?|头(?=[0-9一二两三])|第|[这那].{{1,4}}里[头面]?|[发传]的|{FIGURE}|[几张份个件]|{_PAPERS}|的|都|全|其实)*"
    rf"(?:应该?|该|要|得|都|请|帮我|给我|想)*(?:放|搁|归|算|移|挪|换|传|转|是|属于|给)(?:到|在|进|入|给|于)*"
    rf"(?P<row>.{{2,12}}?)(?:里|里面|下面|那[边里儿块])?(?:[那这]一?[个项题])?(?:的|里|下面|用的)?{_PAPERS}?[吧啊哈了呢]*"
    rf"(?:[,，。\s]*不是.{{2,12}})?[。.!！]?"
)
_NOT_THERE: Final = re.compile(r"[,，\s]*不是[^,，]{2,12}$")
_SOME: Final = re.compile(r"(?<=[这那面来发])几[张份个]")
"""这几张 asks nothing."""
_ANY_ONE: Final = re.compile(r"(?:这|那|下|另|别的?|其他|新的?|[一二两三四五几])*[个张份件样次些]")
"""换一个 names no row."""
_NUMBER: Final = re.compile(r"([一二三四五六七八九十])\s?[.．]\s?([0-9]{1,2}[a-z]?)")


def may_come(text: str) -> bool:
    """Whether papers may be announced, before it is known whose form it is about."""
    return _match(_TO_COME, text) is not None


def papers_to_come(form: UnitForm, text: str) -> Row | None:
    """The own row for which papers are announced, or whose papers somebody wants to send."""
    return _row(form, _TO_COME, text)


def belong_to(form: UnitForm, text: str, here: Row | None = None) -> Row | None:
    """The own row that papers which are there are said to belong to.

    ``here``: the row they stand in; 该放教育那块 is then another one of that name.
    """
    return _row(form, _THERE, text, here)


def _row(form: UnitForm, way: re.Pattern[str], text: str, here: Row | None = None) -> Row | None:
    match = _match(way, text)
    if match is None or _ANY_ONE.fullmatch(match["row"]):
        return None
    number = _NUMBER.fullmatch(match["row"])
    if number is not None:
        wanted = f"{number[1]}.{number[2]}"
        found = next((one for one in form.rows if one.id == wanted), None)
    else:
        called = rows_of_words(form, match["row"]) or _printed(form, match["row"])
        others = [one for one in called if one != here]
        found = next(iter(others), None) if len(others) == 1 else None
        if found is None and len(called) == 1:
            found = here
    return found if found is not None and found.papers and found in form.own_rows else None


def _printed(form: UnitForm, said: str) -> list[Row]:
    """学习那个: the rows with papers in whose printed text it stands, as said or as meant."""
    meant = [one for word, others in _MEANT.items() if word in said for one in others]
    for one in (said, *meant):
        found = [
            row for row in form.own_rows if row.papers and one in plain(f"{row.content}{row.text}")
        ]
        if found:
            return found
    return []


_MEANT: Final = {"学习": ("培训",), "讲课": ("培训",), "上课": ("培训",), "开会": ("会议",)}
"""What people call it, and what is printed."""


def slipped(text: str) -> bool:
    """最后一张是学习那个的，放错了: whether papers are said to be another row's, whichever."""
    match = _match(_THERE, text)
    return match is not None and _OTHER_ROW.search(plain(text)) is not None


_OTHER_ROW: Final = re.compile(r"(?:放|搁|传|发|弄|交|归)(?:错|岔|混)|(?:放|移|挪|换)(?:到|在|进)")
_BEHIND: Final = re.compile(
    r"[,，。;；!！\s]+(?:我|俺|给|刚才?)*(?:放|搁|传|发|弄|交|归)(?:错|岔|混)了?(?:地方|位置|项|题)?(?:了|啦)?[。.!！]*$"
)
_SIGHS: Final = re.compile(r"^(?:哎+呀*|唉|诶|哦|噢|呀|啊|对了|不好意思|[,，\s])+")


def _match(way: re.Pattern[str], text: str) -> re.Match[str] | None:
    said = _SIGHS.sub("", written(plain(plainly(text)).strip()))
    said = _BEHIND.sub("", said)
    asks = is_asked(_SOME.sub("", _NOT_THERE.sub("", said)))
    return way.fullmatch(said) if len(said) <= _LONGEST and not asks else None
