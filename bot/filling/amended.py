"""A description said once more in part: 再加一句 我们还建了工作群, 86写反了 是68户.

Pure: the whole description as it would read then, to be shown for one tap. Not here: a new
description (``bot.filling.reading``), where it is shown (``bot.filling.pages.going_back``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.speech.numbers import FIGURE, figure

_MORE: Final = re.compile(
    r"(?:(?:刚才|刚刚|上面|前面)(?:那个|那段|那句|的)*)?[,，。\s]*(?:麻烦)?(?:(?:再|还要?|另外|后面|最后|下面)+(?:给我)?"
    r"(?:加|补|添|写)(?:上|充|进去)?(?:一?[句段点条]|一下|几句)?|(?:给我|帮我)?[加补添]上?[一几两][句段条])(?:话)?[:：,，。\s]*(?P<more>.{4,})",
    re.DOTALL,
)
_ALSO: Final = re.compile(
    r"(?:哦|噢|啊|对了|[,，。\s])*(?:(?:我)?(?:想|要|再)*(?:补充(?:说明|一下|一[句点条段]|几句|两句)*|补(?:上)?(?:一?[句点条段]|[几两]句)(?:话)?)(?:[:：,，。\s]+|(?=[还另]))"
    r"|(?:忘|漏)(?:记|写|说|填|报)?了?(?:说|写|填|报|一[个点条句次场])?(?:[:：,，。\s]+|(?=[还另]))|(?=(?:还|另外?)有?[一二两][次场回])"
    r"|(?=(?:那一?[天次回场]|当天|当时|同一天|现场)(?:我们?|俺们?|咱们?)?(?:还|也|又|另外)))"
    r"(?P<more>.{4,})",
    re.DOTALL,
)
"""补充一下，还有一次是给商户讲课: what goes on with a description, whatever is asked now."""
_WRONG: Final = re.compile(
    r"(?:把)?(?:(?:刚才|刚刚|上面|前面)(?:那个|那段|的|里)*)?[“\"]?(?P<old>[^,，。;；\s“”\"]{1,12}?)[”\"]?"
    r"(?:是|写|填|打|说)*(?:写|填|打|说|弄|搞)?(?:反|错|漏|多|少)了[,，。;；\s]*(?:应该?|应当|其实|得)*(?:是|改成|改为|写成)?"
    r"[:：]?[“\"]?(?P<new>[^,，。;；“”\"?？]{1,20}?)[”\"]?[。.!！]?"
)
_ANEW: Final = re.compile(
    r"(?:把)?(?:换掉|替换|改掉|删掉)?(?:刚才|刚刚|上面|前面)(?:那|这|的|写的|填的)*[段句个条]?(?:话|说明|内容)?"
    r"(?:换掉|替换|改掉|删掉|不要了)?[,，。;；\s]*(?:全)?(?:改成|换成|改为|换为|写成)[:：,，\s]*(?P<new>.{10,})",
    re.DOTALL,
)
_NOT_BUT: Final = re.compile(
    r"(?:不对|错了|写错了?)?[,，\s]*[一-鿿]{0,6}?不是(?P<old>[^,，。;；\s是]{1,12})[,，。;；\s]*(?:而|应该?|应当|其实)*是"
    r"(?P<new>[^,，。;；?？]{1,20}?)[。.!！]?"
)
"""人数不是200是300."""
_INTO: Final = re.compile(
    r"(?:把)?(?:(?:刚才|刚刚|上面|前面)(?:那个|那段|的|里)*)?[“\"]?(?P<old>[^,，。;；\s“”\"]{1,20}?)[”\"]?"
    r"(?:改成|改为|换成|更正为|应该是|应是)[:：]?[“\"]?(?P<new>[^,，。;；“”\"?？]{1,30}?)[”\"]?[。.!！]?"
)


def amended(stands: str, text: str) -> str | None:
    """The description with what is added or put right; None where a text does neither."""
    said = text.strip()
    if more := _MORE.fullmatch(said) or _ALSO.fullmatch(said):
        return f"{stands.rstrip()}\n{more['more'].strip()}"
    if anew := _ANEW.fullmatch(said):
        return str(anew["new"]).strip()
    if (whole := _on_another_day(stands, said)) is not None:
        return whole
    for one in (_WRONG, _INTO, _NOT_BUT):
        found = one.fullmatch(said)
        if found is not None:
            return _put_right(stands, found["old"], found["new"].strip())
    return None


_A_DAY: Final = r"(?:[0-9]{4}年)?[0-9]{1,2}(?:月[0-9]{1,2}[日号]?|[./][0-9]{1,2})"
_DAY: Final = re.compile(
    r"(?:不对|错了|写错了)?[,，。;；\s]*(?:把)?(?P<what>[一-鿿]{2,10}?)(?:那一?[次回场个天])?"
    rf"(?:应该?|应当|其实|实际)*(?:是|在|改成|改为)(?P<day>{_A_DAY})(?:的)?[。.!！]?"
)
"""吕沟村是4月18日: on which day that was which the description tells of."""
_THE_DAY: Final = re.compile(
    rf"(?:应该?|应当|其实)*(?:是|为|在|改成|改为|写成)?(?P<day>{_A_DAY})(?:才对|的)?[。.!！]?"
)
"""日子写错了 是10月20: where the description names one day."""
_OF_THE_MONTH: Final = re.compile(
    r"(?:应该?|应当|其实)*(?:是|为|在|改成|改为|写成)?(?P<day>[0-9]{1,2})[日号](?:才对|的)?[。.!！]?"
)
_LAST_FIGURE: Final = re.compile(r"(?<=[月./])[0-9]{1,2}(?=[日号]?$)")
_THE_FIGURE: Final = re.compile(
    r"(?:(?P<old>[0-9]+)[^0-9]{1,6}?)?(?:[,，;；\s]|应该?|应当|其实|实际|是|发了?|有|来了?|改成|改为|一共)*"
    r"(?P<new>[0-9]+)(?P<measure>[一-鿿]{1,2}?)?(?:才对|的)?[。.!！]?"
)


def day_put_right(stands: str, said: str) -> str | None:
    """是10月20, behind 日子写错了: where the description names one day."""
    day, bare = _THE_DAY.fullmatch(said), _OF_THE_MONTH.fullmatch(said)
    days = re.findall(_A_DAY, stands) if day or bare else []
    if len(days) != 1:
        return None
    if day:
        return stands.replace(days[0], day["day"])
    old = _LAST_FIGURE.search(days[0])  # 是7号: of the month that is told
    new = f"{days[0][: old.start()]}{bare['day']}{days[0][old.end() :]}" if bare and old else None
    return stands.replace(days[0], new, 1) if new and new != days[0] else None


_A_PLACE: Final = re.compile(
    r"(?:(?<=[日号在到去于,，。；\s])|^)(?![日号在到去于])[一-鿿]{2,8}?(?:广场|公园|社区|学校|小学|中学|大厅|礼堂|会议室|商场|超市|集市|市场"
    r"|中心|车站|景区|路口|大院|[一-鿿]村)"
)
_THE_PLACE: Final = re.compile(
    r"(?:应该?|应当|其实|实际)*(?:是|在|改成|改为|写成)+(?P<place>[一-鿿A-Za-z0-9]{2,16}?)(?:才对|[办搞开]?的)?[。.!！]?"
)


def place_put_right(stands: str, said: str) -> str | None:
    """是人民公园, behind 地点错了: where the description names one place."""
    now, places = _THE_PLACE.fullmatch(said), _A_PLACE.findall(stands)
    return stands.replace(places[0], now["place"], 1) if now and len(places) == 1 else None


def figure_put_right(stands: str, said: str) -> str | None:
    """发了300份, behind 数字写错了: of the one figure that is measured so."""
    bare = _WHAT_IT_IS.sub("", _in_digits(said))
    bare = re.sub("个?([。.!！]?)$", r"人\1", bare, count=1) if said.startswith("人数") else bare
    told = _THE_FIGURE.fullmatch(bare)
    if told is None:
        return None
    if told["old"] and not told["measure"]:
        return _put_right(stands, told["old"], told["new"])
    place = (
        rf"(?<![0-9]){told['old'] or '[0-9]+'}(?=\s*{re.escape(told['measure'] or '')})(?![0-9])"
    )
    found = re.findall(place, stands) if told["measure"] else []
    return re.sub(place, told["new"], stands) if len(found) == 1 else None


_WHAT_IT_IS: Final = re.compile(r"^[一-鿿]{1,4}?(?:应该?|其实|实际)*(?:是|有|为)(?=[0-9])")
"""单子是600份: what is counted may be called otherwise than in the description."""


def _in_digits(said: str) -> str:
    """六百份 as 600份."""
    found = re.search(rf"(?:{FIGURE})(?=[一-鿿]{{0,2}}[。.!！]?$)", said)
    number = figure(found[0]) if found and not found[0].isdigit() else None
    return said if not found or number is None else said.replace(found[0], f"{number:f}")


def _on_another_day(stands: str, said: str) -> str | None:
    day = _DAY.fullmatch(said)
    return _on_that_day(stands, day) if day else None


def _on_that_day(stands: str, told: re.Match[str]) -> str | None:
    """The one day of the clause that tells of it, as it is said now."""
    clauses = re.split(r"([,，。;；\n])", stands)
    of_it = [at for at, one in enumerate(clauses) if told["what"] in one]
    if len(of_it) != 1 or len(re.findall(_A_DAY, clauses[of_it[0]])) != 1:
        return None
    clauses[of_it[0]] = re.sub(_A_DAY, told["day"], clauses[of_it[0]])
    whole = "".join(clauses)
    return whole if whole != stands else None


def _put_right(stands: str, old: str, new: str) -> str | None:
    """The old words, once in the description, as the new ones; a figure with its measure word."""
    figure = re.fullmatch(r"([0-9]+)([一-鿿]{0,2})", new)
    if old.isdigit() and figure is not None:
        place = rf"(?<![0-9]){old}(?![0-9])"
        found = re.findall(place, stands)
        return re.sub(place, figure[1], stands) if len(found) == 1 else None
    return stands.replace(old, new) if stands.count(old) == 1 and old != new else None


def goes_on(text: str) -> bool:
    """Whether a text adds to something that was said before."""
    said = text.strip()
    return _MORE.fullmatch(said) is not None or _ALSO.fullmatch(said) is not None


_GONE: Final = re.compile(
    r"(?:把|麻烦|帮我)*(?:我)?(?:刚才|刚刚|刚|上面|前面|上一?题)(?:我)?(?:写|填|发|说)?的?"
    r"(?:那|这)?(?:一?[段句个条题]|段话|句话|些|说明|内容|话)*(?:给我|都|全|还是|先)*"
    r"(?:(?:删|去|撤|划|清)(?:掉|除|了|空)*|不要|不算|作废)了?(?:吧|啊|呀|呗)?[。.!！]*"
)


def takes_back(text: str) -> bool:
    """刚写那段删了吧: whether a text wants the description written before to be gone."""
    return _GONE.fullmatch(text.strip()) is not None
