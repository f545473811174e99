"""The field's own words as a voice or a thumb wrote them: 左证 is 佐证, 上个月音发了 is 印发了.

By sound, over a short list of words that everybody here says daily. Never over a name, a figure or
a small word: what was written must share a sign with the word, must be no word itself
(``_WORDS_TOO``), and stands in nobody's name. Only for reading; what is kept stays as typed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from bot.speech.people_names import SURNAMES
from bot.speech.sounds import folded, readings

_WORDS: Final = (
    "佐证材料 媒体报道 承诺书 联络员 双公示 复印件 打印机 签到表 "
    "印发 佐证 盖章 联络 总结 简报 报道 媒体 制度 文件 材料 承诺 申诉 台账 照片 扫描 附件 案例 "
    "宣传 培训 竞赛 评比 投诉 审核 出台 截图 清单 阵地 载体 红头 信用村 信易贷 扣分"
)
_FIELD: Final = tuple(_WORDS.split())
_OTHERS: Final = (
    "引发 作证 做证 终结 剪报 见报 报导 报到 稳健 问卷 复检 按理 按例 申述 清淡 头数 稿件 台长 问件"
)
_WORDS_TOO: Final = frozenset(_OTHERS.split())
"""Words of their own: they sound like one of the field and mean what they say."""
_WHOLE_WORDS: Final = re.compile(
    "[抖语拼录声收配]音|[稿文附案邮事条部证要信零]件|属于|报[告名表纸销社警考]|[通汇申填上日晚周早]报|结[果束合算构]|"
    "发[现展生布送票放]|小[数时学组区]|[告通]知|联[系合]|宣[布读讲]|照[顾常旧样]|材质|成[立绩员就]|文[化明字]|案子"
)
"""A word that ends or begins within the signs keeps them apart."""
_SMALL: Final = frozenset(
    "的了吗呢吧啊不没有是我你他她它这那就都也还要会能给在到和跟及请问才正接讲找看说去来上下出做将已被把让"
    "可只再又先后前里外多少每各哪谁几第零〇一二三四五六七八九十百千万亿两半俩仨0123456789"
)
"""Small words and figures are never read as part of another word."""
_OF_A_UNIT: Final = ("镇", "乡", "村", "局", "街道", "社区", "办", "委", "县", "市", "区", "中心")
_LONGEST: Final = max(map(len, _FIELD))
_SHORTEST: Final = 2


@cache
def _places() -> dict[str, tuple[tuple[str, int], ...]]:
    """Sign → the words it stands in, and where; the longest first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for word in sorted(_FIELD, key=len, reverse=True):
        for at, sign in enumerate(word):
            found.setdefault(sign, []).append((word, at))
    return {sign: tuple(each) for sign, each in found.items()}


def put_right(text: str) -> str:
    """A text with misheard words of the field in the signs that are meant."""
    places = _places()
    for at, sign in enumerate(text):
        for word, within in places.get(sign, ()):
            start, end = at - within, at - within + len(word)
            said = text[start:end] if start >= 0 else ""
            if len(said) < len(word) or not _is_slip(said, word):
                continue
            if not (_in_a_name(text, start, len(word)) or _cuts_a_word(text, start, end)):
                text = text[:start] + word + text[end:]
                break
    return text


def _is_slip(said: str, word: str) -> bool:
    """Whether signs sound like a word and are no word themselves."""
    for one, right in zip(said, word, strict=True):
        if one != right and (one in _SMALL or _sound(one) != _sound(right)):
            return False
    return said != word and said not in _WORDS_TOO


@lru_cache(maxsize=4096)
def _sound(sign: str) -> str:
    """The usual one of a sign alone: by its rare ones 事 is 台, and 以 印."""
    return folded(readings(sign)[0])


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """抖音发的, 稿件报了, 检报告: a word reaches into the signs, or out of them."""
    return any(
        found.start() < start < found.end() or found.start() < end < found.end()
        for found in _WHOLE_WORDS.finditer(text)
    )


def _in_a_name(text: str, at: int, length: int) -> bool:
    """张文健, 左证镇: signs behind a family name, or before what a unit is called."""
    behind = text[at + length :]
    named = length == _SHORTEST and at > 0 and text[at - 1] in SURNAMES
    return named or behind.startswith(_OF_A_UNIT)
