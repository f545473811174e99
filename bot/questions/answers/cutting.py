"""A sentence about answers, cut: words of rows, what is said of them, and small words between.

Nothing is guessed: where a sign is none of these the sentence is not cut at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from bot.questions.answers.printed import LONGEST, Printed
from bot.questions.combined.query import Sign
from bot.speech.numbers import figure

Kind = Literal[
    "word", "yes", "no", "number", "most", "least", "full", "lost", "points", "whole", "filled",
    "nothing", "who", "howmany", "howmuch", "small",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the sentence."""

    kind: Kind
    said: str
    sign: Sign = ""
    amount: Decimal = Decimal(0)


_N: Final = r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_WORD: Final = r"(?:次|个|项|条|家|户|篇|份|场|样|件|起|回|种|类|款|处)"
_DO: Final = r"(?:搞|做|干|弄|办|开展|动)"
_ALL: Final = r"(?:[两三四五六七]样|样样|项项|全|都)"
_MARKS: Final[tuple[tuple[Kind, tuple[str, ...]], ...]] = (
    ("filled", (
        (r"(?:都|全)?(?:填|报|答|选|写)(?:了个|的是|了|的|成|着|是)*"
         r"[“\"']?(?P<v>没有|有|无|否|是|零|0)[”\"']?(?![a-z0-9])"),
    )),
    ("nothing", (
        r"[两三四五六七]样(?:全|都)没有?",
        (rf"(?:一点儿?|啥|什么|[一哪][样项个])(?:都|也)?(?:没有?|未|不)(?={_DO}|有|的|报|$)"
         rf"(?:{_DO}|有)?(?:过|成)?"),
    )),
    ("small", (rf"一{_WORD}(?=[^没未]{{1,8}}[都也](?:没|未))",)),
    ("number", (
        (r"(?P<before>超过|多于|大于|不到|少于|不足|低于|至少|够|满|达到|不超过)?"
         rf"{_N}{_WORD}(?P<after>及?以上|及?以下|以内|往上|往下)?"),
    )),
    ("full", (
        rf"{_ALL}(?:都|全)?(?:占全|占|齐了?|全了?|够了?|有(?!没))",
        r"(?:覆盖|做|占|配|填)?齐全", r"(?:占|覆盖|做|配)[全齐]了?", r"全齐", r"一样不[缺差少]",
        r"[拿得][了到]?满分?",
    )),
    ("most", (
        r"得?最多|最狠|最严重|从多到少|得?比较多", r"多的(?=$|局|乡|单位|部门|镇|有)",
        r"数量(?:从高到低|多少)?排(?:序|名|一下)?",
    )),
    ("least", (r"得?最少|从少到多",)),
    ("whole", (
        (r"(?:一共|总共|共计|合计|加起来|全县共)(?:搞|办|报|开|有|是|做|开展)*了?(?:多少|几)?"
         rf"{_WORD}?"),
    )),
    ("howmany", (r"(?:一共)?有?(?:几|多少)(?:家|个)(?:单位|局|乡镇|镇|乡|部门)?(?!分)",)),
    ("howmuch", (
        (r"(?:各自?|一家|每家|分别)?(?:报|搞|办|有|错|迟|漏|填|做|用|开|写)?(?:了|过)?"
         rf"(?:几|多少){_WORD}"),
        r"各自?多少", r"缺的?是?(?:啥|什么|哪[几些]?[样项个]?)",
    )),
    ("lost", (
        r"(?:被)?[扣丢失](?:了|的|掉)?(?:几|多少)?分(?:数)?(?:的)?", r"扣了(?:几|多少)", r"扣多少",
    )),
    ("who", (
        r"有没有(?:哪个|谁)?", r"有哪些",
        r"都?(?:有|是)?(?:谁|哪些个?|哪几[个家]|哪[个家]?)(?:单位|局|部门|乡镇|镇|乡|家)?",
    )),
    ("no", (
        (r"(?:还|都|也|到现在|至今|压根|一直|仍|尚|一[次个家户项条篇份场](?:都|也)?)*"
         r"(?:没有|没|未|不曾|缺|差|少|无|不)(?!少|多|错)"),
    )),
    ("yes", (r"(?:已经|已|都|也|全)*(?:有(?!没|关|限)|占)",)),
    ("small", (
        r"来着|的话|请问|帮我|给我|[看查列说数]一?下|看看|查查|列出来|统计一?下|算一?下|名单",
        r"单位|部门|乡镇街道|乡镇|镇街|县直|街道|各局",
        r"(?<=[个些家的])[局镇乡]|局(?=$|有|都|里|是)|镇(?=$|有|都)",
        r"[那这]一?[项条块][里上内]?|[里那这]头|里面|里边|连(?=[^着续])|光|只|仅|就|还|都|也|又|倒|却|但是?|而且?|可",
        r"到现在|至今|现在|目前|时候?|那会儿?|会(?!员)|[这那]个?|[的了过吗呢吧啊呀哈里是得出]",
        r"成(?!效|果|立)|去(?=$|的)|来(?=$|的|了)",
        r"报送|上报|开展|出台|制定|编制|印发|公布|建立|配备|完成|落实|实现|推广",
        r"[搞做干弄办开报填印定编写建配占用过整发]",
        r"和|跟|与|及|或者?|[、,，\s“”\"'？?。：:]",
    )),
)  # fmt: skip
_PATTERNS: Final = tuple((kind, re.compile("|".join(ways))) for kind, ways in _MARKS)
_NO_BEGIN: Final = re.compile(r"[没有未无缺不的了都还也是在各]")
_NO_END: Final = re.compile(r"[没有未无缺的了都还也是一几多各在]$|(?<!信用)报$(?<![迟漏错]报)")
_CALLED: Final = {
    "联合奖惩": "联合惩戒", "拖欠账款": "拖欠", "老赖": "失信被执行人",
    "失信执行人": "失信被执行人", "账款": "款项", "欠款": "拖欠款项",
}  # fmt: skip
"""How the trade calls what documents print otherwise; where a document prints it so, it stays."""
_MEASURES: Final = frozenset(
    ("项数", "次数", "个数", "条数", "数量", "得分", "满分", "扣分", "分的")
)
"""How something is counted, whatever it is."""
_SHORT_OF: Final = re.compile(r"(?<=[没未])[迟漏错](?![报交])|(?<=没有)[迟漏错](?![报交])")
"""一条没迟: 迟报."""
_SIGNS: Final[dict[str, Sign]] = {
    "超过": ">", "多于": ">", "大于": ">", "不到": "<", "少于": "<", "不足": "<", "低于": "<",
    "至少": ">=", "够": ">=", "满": ">=", "达到": ">=", "不超过": "<=",
}  # fmt: skip


def cut(text: str, printed: Printed) -> list[Piece]:
    """The pieces of a sentence; none where a sign of it is left over."""
    text = _SHORT_OF.sub(r"\g<0>报", text)
    for said, written in _CALLED.items():
        if said in text and not printed.known(said) and printed.known(written):
            text = text.replace(said, written)
    found: list[Piece] = []
    place = 0
    while place < len(text):
        word = _word(text, place, printed)
        kind, match = _mark(text, place)
        if word and (match is None or len(word) > match.end() - place):
            found.append(Piece("word", word))
            place += len(word)
        elif match is not None:
            found.append(_piece(kind, match))
            place = match.end()
        else:
            return []
    return found


def _word(text: str, place: int, printed: Printed) -> str:
    """The longest word of a row that stands here."""
    label = next((one for one in printed.labels if text.startswith(one, place)), "")
    if label or _NO_BEGIN.match(text, place):
        return label
    for size in range(min(LONGEST, len(text) - place), 1, -1):
        word = text[place : place + size]
        if word in _MEASURES:
            continue
        if printed.known(word) and (word in printed.names or not _NO_END.search(word)):
            return word
    return ""


def _mark(text: str, place: int) -> tuple[Kind, re.Match[str] | None]:
    """The longest mark that stands here; of equals the first."""
    best: tuple[Kind, re.Match[str] | None] = ("small", None)
    for kind, pattern in _PATTERNS:
        match = pattern.match(text, place)
        if match and match.end() > place and (best[1] is None or match.end() > best[1].end()):
            best = (kind, match)
    return best


def _piece(kind: Kind, match: re.Match[str]) -> Piece:
    if kind == "number":
        before, after = match["before"] or "", match["after"] or ""
        sign: Sign = _SIGNS.get(before, "=")
        if after:
            sign = ">=" if after.endswith(("上",)) else "<="
        return Piece(kind, match[0], sign, figure(match["n"]) or Decimal(0))
    if kind == "filled":
        yes = match["v"] in ("有", "是")
        return Piece("yes" if yes else "no", match[0])
    return Piece(kind, match[0])
