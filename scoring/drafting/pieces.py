"""A clause taken apart: pieces between its commas, in sentences, with blanks and marks undone.

Here: text only. Not here: what a piece means (`clause`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from scoring.drafting.bare_figures import BARE, with_a_sign
from scoring.drafting.parallel import each_by_itself
from scoring.drafting.synonyms import one_word_each
from scoring.drafting.units import BEHIND, UNITS

_CIRCLED: Final = re.compile("[①-⑳⑴-⒇❶-❿]")
_MARK: Final = re.compile(
    r"^(?:\(?[0-9]{1,2}\)|[0-9]{1,2}[.、．](?![0-9])|\([一二三四五六七八九十]{1,2}\)"
    r"|[一二三四五六七八九十]{1,2}(?:、(?![一二三四五六七八九十](?:产业|级|类|次|号))|是(?=[^否]))|[0-9]{1,2}\)"
    r"|[A-H][、.．)](?![A-H])|(?:评分标准|评分办法|计分办法|考核办法|计分标准|加分项?|扣分项?|其中|注):)"
)
_INSIDE: Final = re.compile(r"(?<=[。;；\n分])\s*(?=\(?[0-9]{1,2}[)、.．](?![0-9]))")
_SENTENCE: Final = re.compile(r"[。;\n]+")
_OPENING: Final = "(《“[〔"
_CLOSING: Final = ")》”]〕"
_SIGNS: Final = (
    ("≥|>=|≧", r"\1以上"),
    ("≤|<=|≦", r"不超过\1"),
    ("<", r"低于\1"),
    (">", r"超过\1"),
)
_DIGITS: Final = {one: str(number) for number, one in enumerate("零一二三四五六七八九")} | {
    "两": "2",
    "十": "10",
    "半": "0.5",
}
_ALIAS: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])?(村|镇|乡|党|居|工|校|园|区|县|市|所|站|街道|乡镇|企业|单位|部门|医院)"
    r"\((社区|居|居委会|街道|办|工|委|园|校|区|开发区|农场|党组|党总支|幼儿园|卫生院|科室|企业|单位)\)"
)
"""村(社区), 乡镇(街道), 党(工)委: one word with its other name."""
_UNDIVIDED: Final = re.compile(
    r"(?<=[0-9]分)(?=(?![的封为止以者钟之及起基计分值])[\u4e00-\u9fff][^,。;\n]{2,}?(?:得|扣|加|计)[0-9.]+分)"
)
"""得2分出台办法得2分: a mark is missing, or was the end of a line."""
POINTS: Final = r"([0-9]+(?:\.[0-9]+)?)分(?![之钟类级别管工为成至析布])"


_BY: Final = "按(?![期时质量需规标要])"
"""按 of 按等次, and not the first sign of 按期办结率."""


_WITH_BOTH_UNITS: Final = re.compile(
    r"(?<![0-9.得扣加计给记减奖])(?P<a>[0-9]+(?:\.[0-9]+)?)(?P<u>分|天|日|次|家|件|起|万元|元|亩|小时|个百分点)(?P<in>\(不?含\))?[~至到-]+(?P<b>[0-9]+(?:\.[0-9]+)?)(?P=u)"
)
"""80分（含）至90分 is 80(含)-90分, but 得5分至8分 is what a reviewer gives."""


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """Return a text as the grammar reads it: half-width signs, no blanks, 两分 as 2分.

    Kept for a while: the accounts of one clause look at the same text some ten times.
    """
    plain = _CIRCLED.sub("\n", text)
    plain = normalize("NFKC", plain).replace("～", "~").replace("—", "-").replace("–", "-")
    plain = re.sub(r"(?<=[0-9%])(\(不?含\))?\s*[~至到-]+\s*(?=[0-9])", r"\1-", plain)
    plain = re.sub(r"[ \t\r\u3000]+", "", plain)
    plain = _OUT_OF_SO_MANY.sub(_set_apart, plain)
    plain = _WITH_BOTH_UNITS.sub(r"\g<a>\g<in>-\g<b>\g<u>", plain)
    plain = re.sub(r"([零一二两三四五六七八九十半])分(?=[,。;、)\n]|$)", _figure, plain)
    plain = re.sub(r"[×xX✕*](?=[0-9])|(?<=[0-9分])[×xX✕*]", "×", plain)
    plain = re.sub(
        r"([0-9.]+%?)(?:≤|<=|≦)([^0-9≤<,。;]{1,15})<([0-9.]+%?)", r"\2\1以上不足\3", plain
    )
    plain = _UNDIVIDED.sub("\n", plain)
    plain = re.sub(r"(?:一次性|直接)(?=扣|加|奖|减|得)", "", plain)
    plain = _worded(each_by_itself(one_word_each(plain)))
    plain = _in_plain_words(plain.replace("得扣", "扣"))
    for signs, words in _SIGNS:
        plain = re.sub(rf"(?:{signs})([0-9.]+%?)", words, plain)
    plain = re.sub(
        r"([^,。;、0-9]{2,10}?)(?:为|是)(?:0|零)(?=(?:的|,)?(?:得|不扣))", r"无\1", plain
    )
    plain = re.sub(rf"{_BY}(?=[^,。;]{{1,8}}[0-9.]+分、)([^。;]*分)(?:计|得|给|赋)分", r"\1", plain)
    plain = with_a_sign(plain.replace("百分之百", "100%").replace("％", "%"))
    return _NAME_WITH_FIGURES.sub(_set_apart, plain)


def _in_plain_words(plain: str) -> str:
    """A text whose turns of phrase are the ones the grammar knows."""
    plain = re.sub(r"(?<=[每一1])([项个件起处人次例条])\([项个件起处人次例条]\)", r"\1", plain)
    plain = _ALIAS.sub(r"\1\2", plain)
    plain = re.sub(r"的标准(?:扣|计|得|加|给)分(?=[,。;]|$)", "", plain)
    plain = re.sub(rf"{_BY}(?=[^,。;、]{{1,8}}(?:扣|得|加)[0-9.]+分、)", "", plain)
    plain = re.sub(r"按[0-9]+:[0-9]+(?:的)?比例", "按规定", plain)
    plain = re.sub(
        r"((?:不得分|扣[0-9.]+分))(?:,)?(?:并|且)(?:移交|移送|追究|(?:全[省市县区镇乡校院])?通报|责令|限期|依法)[^0-9,。;()但除]*(?=[,。;]|$)",
        r"\1",
        plain,
    )
    plain = re.sub(
        r"(?<=[,。;\n])(?:一经|经调查|经)?(?:查实|核实|查证属实|认定属实)(?:后|的)?,?(?=[每扣一1])",
        "",
        plain,
    )
    plain = re.sub(r"(?<=[,。;\n])按(?:人头|人次|件数|次数)(?=每)", "", plain)
    plain = re.sub(
        r"“(优秀|优|良好|良|较好|好|一般|中|合格|基本合格|不合格|较差|差)”", r"\1", plain
    )
    plain = re.sub(r"[1一]人[1一]次(?=的?[扣得加])", "每人次", plain)
    plain = re.sub(
        r"第([一二三四五六七八九十0-9]{1,3})(?:名|位)?至第?([一二三四五六七八九十0-9]{1,3})(?=名|位)",
        _ranked,
        plain,
    )
    plain = _SLASH.sub(_slashed, plain)
    plain = re.sub(
        rf"(每(?:少于|少|缺少|缺)[^0-9一,。;()]{{0,6}}(?:1|一)?(?:{UNITS}))\(([^()分]*)\)((?:的)?扣[0-9.]+分)",
        r"\2,\1\3",
        plain,
    )
    plain = re.sub(
        rf"(每(?:少于|少|缺少|缺)[^0-9一,。;()]{{0,6}}(?:1|一)?(?:{UNITS})(?:的)?扣[0-9.]+分)\(([^()分]*(?:任务|不少于|目标|指标)[^()分]*)\)",
        r"\2,\1",
        plain,
    )
    return re.sub(rf"每少于(?=(?:1|一)(?:{UNITS}))", "每少", plain)


_NAME_WITH_FIGURES: Final = re.compile(
    r"1[12][0-9]{1,3}(?=[^0-9%,。;分次条件个]{0,4}(?:热线|平台|电话|投诉|便民|中心|工单|系统))"
    r"|(?<![A-Za-z0-9.])(?:[A-Z]{1,3}[0-9]{1,2}|[1-9][DG])(?![A-Za-z0-9%.])"
)
"""12345热线, H5, 5G: figures that are part of a name and count nothing."""
_OUT_OF_SO_MANY: Final = re.compile(r"(?<=[0-9])(例|件|起|人|名|次)?/10万")


def _set_apart(found: re.Match[str]) -> str:
    return "".join(chr(BEHIND + int(one)) if one.isdecimal() else one for one in found[0])


_BACK: Final = {BEHIND + one: str(one) for one in range(10)} | {ord(BARE): ""}


def as_printed(text: str) -> str:
    """Return a text with the figures of its names as they are printed."""
    return text.translate(_BACK)


_COUNTED: Final = "条|篇|次|件|个|项|人|例|起|处|家|户|名"


def _joined(text: str) -> str:
    """A mark between what is counted and its points, or none where two things are said."""
    text = re.sub(rf"(?<=[1一](?:{_COUNTED})),(?=[得计加扣记][0-9.]+分)", "", text)
    text = re.sub(
        rf"(?<=[0-9])(个?(?:{UNITS})),(?=[得计记][0-9.]+分[,;](?:只有|仅有)?[0-9]+(?:{UNITS})(?:的)?[得计记])",
        r"\1",
        text,
    )
    text = re.sub(r"(?<=[名位])(?:的)?,(?=(?:分别|依次)[得加计])", "的", text)
    text = re.sub(r"(?<=的),(?=不扣分)", "", text)
    text = re.sub(
        r"(?<=[上下内分%])(?:的)?(?:为|评为|定为)“?(?:优秀|良好|合格|不合格|较好|一般|较差|差|优|良|中)”?(?:等次|等级|档次)?(?:的)?,?(?=(?:得|计|记)[0-9.]+分|不得分)",
        "",
        text,
    )
    text = re.sub(
        r"(?<=[0-9])(%|%?以上|%?以下|%?以内),(?=(?:得|计|记)[0-9.]+分(?!钟)|(?:本项|该项)?不得分)",
        r"\1",
        text,
    )
    text = re.sub(
        r"(?<=[0-9]分),?(?:并|同时|且)(?=取消|一票|实行|当年|年度|不得|单位|降)", ",", text
    )
    text = re.sub(r"分别(?=[扣得加计][0-9.]+分(?![、,/]?[0-9]))", "各", text)
    text = re.sub(r",凡?(?:出现|发生|发现)(?:一|1)[例起次人],(?=[^,。;]{0,3}不得分)", ",", text)
    text = re.sub(
        rf"(每[^,。;\n0-9一]{{0,8}}[1一](?:{_COUNTED})[^,。;\n分]{{1,24}}),(?=[加得扣计][0-9.]+分)",
        r"\1的",
        text,
    )
    text = re.sub(
        r"((?:缺少|缺|少)[1一](?:个|份|项|名|张|本|块|套|种|类)[^,。;\n分0-9]{2,24}?)(?:的)?,(?=扣[0-9.]+分)",
        r"\1的",
        text,
    )
    text = re.sub(r"(?<=[,。;\n])其中(?=每[少缺低超])", "", text)
    return re.sub(r"得(?:相应|对应)(?:的)?分(?:值|数)?(?=[,。;]|$)", "得分", text)


def _worded(text: str) -> str:
    """The same said in other words: 不予记分, 零分, 奖励5分, 10万元以上（含10万）."""
    text = re.sub(
        rf"(?<=[,。;\n])([0-9.]+)分/({UNITS})(?:扣减|扣除|扣分|计扣|扣)", r"每\2扣\1分", text
    )
    text = _BOTH_WAYS.sub(_each_way, _joined(text))
    text = re.sub(r"(?<=[0-9一二三四五六七八九十])个点(?=[^位击]|$)", "个百分点", text)
    text = re.sub(r"(?<=个百分点)以外", "以上", text)
    text = re.sub(r"千分之([0-9.]+|[一二三四五六七八九十])", _per_mille, text)
    text = re.sub(r"([0-9.]+)(?=-[0-9.]+‰)", r"\1‰", text)
    text = re.sub(r"([0-9.]+|一)(?:‰|个千分点)", _per_mille, text)
    text = re.sub(r"万分之([0-9.]+|[一二三四五六七八九十])", r"\1‱", text)
    text = re.sub(r"([0-9.]+)(?=-[0-9.]+‱)", r"\1‱", text)
    text = re.sub(r"([0-9.]+|[一二三四五六七八九十])‱", _per_myriad, text)
    text = re.sub(r"按(?:人口|规定|要求)?比例(?=确定|配备|安排)", "按规定", text)
    text = re.sub(r"(?:高于|大于|超过)(?:或|及)?等于(?=[0-9])", "达到", text)
    text = re.sub(r"(?<=[0-9]%)(?=[0-9.]+分)", "得", text)
    text = re.sub(r"([0-9.]+%)\(含\1\)", r"\1以上", text)
    text = re.sub(r"按(次|起|件|人|处|例|户|项)(?=(?:扣|加|得)[0-9])", r"每\1", text)
    text = re.sub(
        r"(?<=[,;。\n])(低|下降|降低|上升|提高|超过|高|少|差|缺)(?=(?:[0-9.]+|一)个百分点(?:的)?[扣加])",
        r"每\1",
        text,
    )
    text = re.sub(r"不予?记分|不予(?:得|计|给)分", "不计分", text)
    text = re.sub(r"(?<=[得计记为])零分", "0分", text)
    text = re.sub(r"记(?=[0-9.]+分)", "计", text)
    text = re.sub(r"奖励?(?=[0-9.]+分)", "加", text)
    text = re.sub(
        r"得(?:月度|季度|年度|全年|当月|当季)?(?:基本|标准|基础|基准)分(?:值)?(?=[0-9])", "得", text
    )
    text = re.sub(r"(?<=[0-9]分)\((?:封顶|满分|最高)\)", "", text)
    text = re.sub(
        rf"([0-9]+)((?:个)?(?:{UNITS}))\((?:含|包括|包含)(?:本数|\1(?:\2)?)\)(?=以[上下])",
        r"\1\2",
        text,
    )
    text = re.sub(
        r"(?<![按例])得(?:基本|标准|本项|该项|全部?)(?:满)?分(?:值)?(?=[;,。]|$)", "得满分", text
    )
    text = re.sub(
        r"(?:采用)?单(?=[条篇](?!采用的[1一])[^,。;]{0,6}(?:得|计|加)[0-9])",
        lambda one: f"{one[0][:-1]}每",
        text,
    )
    text = re.sub(r"\((?:以|凭|须|需|附)[^()分0-9]{1,20}\)", "", text)
    if "万元" in text:
        text = re.sub(r"(?<=[0-9])万(?=[-以(),。;得计扣加不以]|及以|含)", "万元", text)
    text = re.sub(r"([0-9.]+)-([0-9.]+)([^0-9(),。;]{0,3})\(含\1[^()]{0,3}\)", r"\1-\2\3", text)
    return re.sub(r"([0-9.]+)([^0-9(),。;]{0,3}以[上下])\(含\1[^()]{0,3}\)", r"\1\2(含)", text)


_BOTH_WAYS: Final = re.compile(
    r"每(?P<up>增加|增长|增|提高|上升|超|高|多)(?:\((?P<a>[^()0-9]{1,4})\)|[/、或]?(?P<b>减少|下降|降低|减|低|降|少))(?:于)?"
    r"(?P<what>[^,。;加扣减奖()]{1,12}?)(?:的)?,?(?P<add>加|奖励|奖|增加|增)(?:\((?P<c>[扣减]除?|减少)\)|[/、或]?(?P<d>扣减|扣|减少|减))(?P<points>[0-9.]+)分"
)


def _each_way(found: re.Match[str]) -> str:
    """每增（减）1个百分点加（减）5分 is 每增1个百分点加5分, 每减1个百分点扣5分."""
    down, what, points = found["a"] or found["b"], found["what"], found["points"]
    down = {"减": "减少"}.get(down, down)
    return f"每{found['up']}{what}加{points}分,每{down}{what}扣{points}分"


_SLASH: Final = re.compile(
    rf"(?P<before>[^,。;:\n]*?)(?P<worth>(?:得|扣|加|计|(?<=[\u4e00-\u9fff])(?=[0-9]))(?:[0-9.]+(?:-[0-9.]+)?)分)/"
    rf"(?P<unit>{UNITS})(?=[,。;、)\n]|$)"
)


def _slashed(found: re.Match[str]) -> str:
    """扣1分/人 is 每人扣1分, 市级0.5分/条 每条0.5分; 按户数扣10分/户 counts them too."""
    before = re.sub(r"^按(?:照)?(?=.+数$)", "", found["before"])
    return f"{before}每{found['unit']}{found['worth']}"


def _per_mille(found: re.Match[str]) -> str:
    """千分之二 is 0.2%."""
    value = number_of(found[1])
    return found[0] if value is None else f"{value / 10:f}%"


def _per_myriad(found: re.Match[str]) -> str:
    """3‱ is 0.03%."""
    value = number_of(found[1])
    return found[0] if value is None else f"{value / 100:f}%"


def _ranked(found: re.Match[str]) -> str:
    """第四至第六名 is 第4-6名."""
    first, last = number_of(found[1]), number_of(found[2])
    return f"第{first}-{last}" if first is not None and last is not None else found[0]


def _figure(found: re.Match[str]) -> str:
    return f"{_DIGITS[found[1]]}分"


def number_of(text: str) -> Decimal | None:
    """Return a written count: 3, 三, 十二; None where it is no number."""
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text):
        return Decimal(text)
    if re.fullmatch(r"[一二两三四五六七八九]", text):
        return Decimal(_DIGITS[text])
    found = re.fullmatch(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)", text)
    if found is None:
        return None
    tens = int(_DIGITS[found[1]]) if found[1] else 1
    return Decimal(tens * 10 + (int(_DIGITS[found[2]]) if found[2] else 0))


def sentences(text: str) -> Iterator[list[str]]:
    """Return the pieces of each sentence of a folded text."""
    spaced = _INSIDE.sub("\n", text)
    for sentence in _SENTENCE.split(spaced):
        pieces = [_MARK.sub("", one).strip(":") for one in _split(_MARK.sub("", sentence))]
        if kept := [one for one in pieces if one]:
            yield kept


def _split(sentence: str) -> Iterator[str]:
    """Divide at commas outside of brackets, and at the 、 behind a number of points."""
    depth, begin = 0, 0
    listed = bool(re.search(r"分别|依次|各[得加扣计]", sentence))
    for at, sign in enumerate(sentence):
        depth += (sign in _OPENING) - (sign in _CLOSING and depth > 0)
        behind = sentence[at - 1 : at] == "分" or sentence[max(at - 2, 0) : at] == "分)"
        between = sign == "、" and behind and not listed
        between = between or (sign == ":" and _heads(sentence[begin:at], sentence[at + 1 :]))
        if depth == 0 and (sign == "," or between):
            yield sentence[begin:at]
            begin = at + 1
    yield sentence[begin:]


def _heads(head: str, rest: str) -> bool:
    """发生死亡事故:死亡1人扣30分: what stands before the colon only says what it is about."""
    return len(head) > 1 and not re.search(r"[0-9.]分|[=÷×/]", head) and "分" in rest


def listed(text: str) -> list[str]:
    """Return the things a text lists with 、, verbs and 等 taken off; empty: no list of two."""
    best: list[str] = []
    plain = re.sub("(?<=[省市县区]委)、(?=[省市县区]?政府)", "和", folded(text))
    for run in re.split(r"[。;:\n]|(?<=[^、]),(?=[^、]{0,40}$)", plain):
        inside = re.findall(r"\(([^()]*、[^()]*)\)", run)
        for part in (*inside, re.sub(r"\([^()]*\)", "", run)):
            items = [_item(one) for one in re.split(r"[、,]|”“|以及|和(?=《)", part)]
            items = [one for one in items if one]
            if "、" in part and len(items) > len(best):
                best = items
    return list(dict.fromkeys(best)) if len(best) > 1 else []


def finer_listed(items: list[str], each: Decimal, whole: Decimal | None) -> list[str]:
    """气缴费及社会保险 as two, where only so the list comes to the points of the row."""
    parts = [_item(one) for item in items for one in re.split("以及|及(?!时)|和(?!谐)|与", item)]
    return parts if all(parts) and each * len(parts) == whole else items


def sentences_listed(text: str, each: Decimal, whole: Decimal | None) -> list[str]:
    """Return the sentences of a cell, where each brings its points and all of them the row's."""
    items = [_item(clean) for group in sentences(folded(text)) if (clean := ",".join(group))]
    return items if all(items) and each * len(items) == whole else []


def _item(text: str) -> str:
    bare = re.sub(r"等(?:情况|内容|工作|方面|资料|材料)?$|情况$", "", text)
    bare = re.sub(r"^(?:明确|有|具备|包括|应有|做到|落实|其中|须有|需有|建立有)(?=.{2})", "", bare)
    return bare.strip("“”.·") if len(bare) <= 40 and not re.search("[0-9]%", bare) else ""
