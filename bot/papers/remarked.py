"""What people say of photos just sent: 三张都是同一次的, 第一张是签到表.

Pure: which remark is of which piece. That it is kept as a note: ``bot.papers.pages.remarks``.
"""

from __future__ import annotations

import re
from typing import Final

from bot.filling.rows_told import written
from bot.questions.instead import is_asked
from bot.speech.colloquial import plainly
from bot.speech.numbers import FIGURE, figure, plain

_LONGEST: Final = 60
_PAPER: Final = r"(?:照片|图片?|相片|材料|文件|截图)"
_EACH: Final = re.compile(
    rf"(?P<end>第|前|后|最后)(?:面|边)?(?P<number>{FIGURE})?\s*[张份个]{_PAPER}?(?:都|全)?(?:是|拍的是?|为|：|:)"
    r"(?P<what>[^,，。;；!！\s]{2,30})"
)
_ALL: Final = re.compile(
    rf"(?:[啊哦噢嗯,，\s])*(?:这|那|上面|以上|刚才|刚刚|刚(?=发|传))*(?:发|传)?(?:的)?(?:(?:{FIGURE}|几|些)?[张份个些])?(?:都|全)?{_PAPER}?"
    r"(?:都|全)*(?:是|拍的是?)(?P<what>[^,，。;；!！?？]{2,40})"
)
_BEGINS: Final = re.compile(
    rf"^[啊哦噢嗯,，\s]*(?:这|那|上面|以上|刚|都是|全是|第|前|后|最后|{FIGURE}[张份]|{_PAPER})"
)
_SOME: Final = re.compile(r"(?<=[这那面来发])几[张份个]")
"""这几张 asks nothing."""
_NO_REMARK: Final = re.compile(
    r"错|不是|发的?$|传的?$|全部了?$|最后|就这|齐|完|网上|借|(?:简报|总结|稿件|工作报送|别的?项)(?:里|的|用|配)|[一二三四五六七八九]\.[0-9]"
)


def remarks(text: str, pieces: int) -> tuple[str, ...] | None:
    """A remark for each of the pieces just sent (some empty); None: nothing is said of them."""
    said = written(plain(plainly(text)).strip().rstrip("。.!！"))
    if (
        not pieces
        or len(said) > _LONGEST
        or is_asked(_SOME.sub("", said))
        or not _BEGINS.match(said)
    ):
        return None
    found = [""] * pieces
    for one in _EACH.finditer(said):
        for place in _places(one["end"], figure(one["number"] or "一"), pieces):
            found[place] = one["what"]
    if any(found):
        return tuple(found)
    whole = _ALL.fullmatch(said)
    if whole is None or _NO_REMARK.search(whole["what"]):
        return None
    return (text.strip(),) * pieces


def _places(end: str, number: object, pieces: int) -> range:
    many = int(str(number)) if number is not None else 0
    if end == "第":
        return range(many - 1, many) if 0 < many <= pieces else range(0)
    if many > pieces:
        return range(0)
    return range(many) if end == "前" else range(pieces - many, pieces)
