"""What a row's papers show of what the scheme wants of them, and of what was claimed.

Pure: wants in the document's words (`scoring`'s ``wants``) and the papers under the row come in.
Nothing is refused or scored here; what cannot be told from text (a film, a photo without eyes) is
said to be unclear and not missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from bot.extraction.plain import searchable
from bot.reading.piece import Piece
from scoring.model import Row
from scoring.parts import Want

_SPEAKING: Final = frozenset({"minutes", "letter", "news", "sign_in", "brief", "summary", "photo"})
"""Kinds of papers that tell of a rule and are none."""
_DRAFT: Final = re.compile(r"征求.{0,40}意见|意见稿|草案|讨论稿|送审稿|请示|起草")
_AT_HEAD: Final = 120
_BEGINS: Final = r"(?:\(.{1,8}\))?(?:第一[章条]|一、|1[.、]|为(?:了|加强|规范|进一步|做好|推进))"
"""What follows a paper's name where it stands itself, as behind the notice that it comes with."""
State = Literal["shown", "missing", "unclear"]
Test = Callable[[Piece, "Look"], bool]


@dataclass(frozen=True, slots=True)
class Shown:
    """A want, whether the papers show it, and the first paper that does."""

    want: Want
    state: State
    piece: Piece | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a want is looked for with: its own words, and the unit's names."""

    words: str
    names: tuple[str, ...] = ()


def wanted_of(row: Row, claimed: Callable[[str], object]) -> tuple[Want, ...]:
    """The wants that hold: those of the row, and those of inputs that something is claimed on."""
    return _of(row, lambda names: any(_said(claimed(one)) for one in names), always=True)


def wanted_ahead(row: Row, claimed: Callable[[str], object]) -> tuple[Want, ...]:
    """The wants that will hold if something is claimed on what the unit has not answered yet."""
    held = {one.text for one in wanted_of(row, claimed)}
    ahead = _of(row, lambda names: all(claimed(one) is None for one in names), always=False)
    return tuple(one for one in ahead if one.text not in held)


def _of(row: Row, holds: Callable[[list[str]], bool], *, always: bool) -> tuple[Want, ...]:
    """The wants of inputs and lists of inputs for which something holds, each text once."""
    named: dict[str, list[str]] = {one.name: [one.name] for one in row.inputs}
    for one in row.inputs:
        if one.checklist:
            named.setdefault(one.checklist, []).append(one.name)
    held = {name for name, names in named.items() if holds(names)}
    found: dict[str, Want] = {}
    for want in row.wants:
        if want.of in held or (always and not want.of):
            found.setdefault(want.text, want)
    return tuple(found.values())


def _said(value: object) -> bool:
    return value not in (None, False, 0, "0", "无", "不适用", "")


def shown(
    wants: Iterable[Want], pieces: Sequence[Piece], names: tuple[str, ...] = ()
) -> tuple[Shown, ...]:
    """Each want with what shows it."""
    return tuple(_shown(want, pieces, names) for want in wants)


def _shown(want: Want, pieces: Sequence[Piece], names: tuple[str, ...]) -> Shown:
    found: list[Piece] = []
    for choice in want.choices:
        look, test = Look(searchable(choice), names), _test_of(choice)
        found += [piece for piece in pieces if test(piece, look)]
        sure = next((one for one in found if one.boxes is None), None)
        if sure is not None:
            return Shown(want, "shown", sure)
    # what a form in a picture says depends on ticks that no eyes here have seen
    unclear = (
        bool(found)
        or any(not one.clear for one in pieces)
        or (_tangible(want.text) and any(one.picture for one in pieces))
    )
    return Shown(want, "unclear" if unclear else "missing")


def _tangible(words: str) -> bool:
    """What a photo shows and no text says: a computer, a wall, a board."""
    return re.search(r"电脑|打印机|阵地|载体|公开|公示|公布|接受|整改", words) is not None


# -- the words of wants --------------------------------------------------------------------------


def _sort(*sorts: str) -> Test:
    return lambda piece, _: piece.sort in sorts


def _title(piece: Piece) -> str:
    """What it is called; what a phone calls a picture is its sender's word, and nothing in it."""
    return piece.says("title") or ("" if piece.picture else piece.label)


def _titled(pattern: str) -> Test:
    words = re.compile(pattern)
    return lambda piece, _: words.search(_title(piece)) is not None


def _text(pattern: str) -> Test:
    words = re.compile(pattern)
    return lambda piece, _: words.search(piece.claims) is not None


def _any(*tests: Test) -> Test:
    return lambda piece, look: any(test(piece, look) for test in tests)


def _plan(piece: Piece, _: Look) -> bool:
    return (
        piece.sort in ("plan", "rules")
        and re.search("方案|计划|安排|预案", _title(piece)) is not None
    )


def _notice(piece: Piece, _: Look) -> bool:
    return piece.sort in ("plan", "rules", "circular") and "通知" in _title(piece)


def _document(piece: Piece, _: Look) -> bool:
    formal = ("rules", "plan", "circular", "letter", "minutes", "summary")
    return bool(piece.says("number")) or piece.sort in formal


def _paper(titles: str) -> Test:
    """The paper itself, in force or with its name at its head; not one that only speaks of it."""
    words = re.compile(titles)

    def found(piece: Piece, look: Look) -> bool:
        if piece.sort in _SPEAKING or _DRAFT.search(_title(piece)):
            return False
        headed = look.words in piece.claims[:_AT_HEAD]
        named = piece.sort == "rules" or words.search(_title(piece)) is not None
        return (
            named
            or headed
            or re.search(f"{re.escape(look.words)}{_BEGINS}", piece.claims) is not None
        )

    return found


def _photo(piece: Piece, _: Look) -> bool:
    if piece.sort == "photo" or int(piece.says("pictures") or 0) > 0:
        return not (piece.picture and piece.sort not in ("photo", "news", "screenshot"))
    return piece.picture and piece.state in ("unread", "waiting", "not_read")


def _report(piece: Piece, _: Look) -> bool:
    return piece.sort == "news" or bool(piece.url)


def _host(piece: Piece, look: Look) -> bool:
    if re.search(r"承办|主办|组织单位|牵头单位|协办|责任单位|举办单位", piece.claims):
        return True
    return any(name in piece.claims for name in look.names) or bool(piece.says("issuer"))


_ON_A_DAY: Final = re.compile(
    r"\d{1,2}(?:月\d{1,2})?日(?!前|之前|以前|起|止).{0,20}?(?:开展|举办|举行|组织|召开|进行|启动|走进)"
)
"""An activity's day in a text that tells of more than it."""


def _time(piece: Piece, _: Look) -> bool:
    return bool(piece.says("event_date")) or _ON_A_DAY.search(piece.claims) is not None


def _content(piece: Piece, _: Look) -> bool:
    if re.search(
        r"(?:活动|主要|培训|讲座|宣传)内容|活动流程|活动安排|内容(?:为|是|有|包括|主要|:)",
        piece.claims,
    ):
        return True
    return piece.sort in ("plan", "news", "summary", "brief", "minutes") and len(piece.claims) >= 80


def _effect(piece: Piece, _: Look) -> bool:
    if piece.sort in ("news", "photo", "case", "certificate", "circular"):
        return True
    if piece.sort == "table" and re.search("统计|金额|人次|户数|使用", piece.claims):
        return True
    return (
        re.search(r"成效|成果|受益|惠及|增长|提升\d|提高\d|办理.{0,6}\d+|好评|减少", piece.claims)
        is not None
    )


def _upload(piece: Piece, _: Look) -> bool:
    if piece.sort == "screenshot":
        return True
    return (
        re.search(r"上传成功|信用平台|信用信息共享平台|信用中国|信用门户", piece.claims) is not None
    )


def _figures(piece: Piece, _: Look) -> bool:
    return piece.sort == "table" or bool(piece.says("count"))


def _named(piece: Piece, look: Look) -> bool:
    """The words themselves, or all of what they are made of."""
    if look.words in piece.claims:
        return True
    parts = [
        one
        for one in re.split(r"[的、，,和及有在与并]|社会信用体系建设|单位", look.words)
        if len(one) >= 2
    ]
    return bool(parts) and all(_near(one, piece.claims) for one in parts)


def _near(words: str, text: str) -> bool:
    """Whether a text has some words, or, of four signs and more, both their halves."""
    if words in text:
        return True
    half = len(words) // 2
    return len(words) >= 4 and words[:half] in text and words[half:] in text


_PLEDGE: Final = "承诺(?!事项|清单|时限)"
_RULES: Final[tuple[tuple[str, Test], ...]] = (
    ("实施办法", _paper("办法|细则|意见|制度|规定|方案")),
    ("制度文件", _paper("制度|办法|规定|细则|机制|方案|意见|通知|标准|规范")),
    ("工作制度|(?<!文件)制度$", _paper("制度|办法|规定|细则|机制")),
)
"""What is a paper of its own: to be named in another one is not to be there."""
_TESTS: Final[tuple[tuple[str, Test], ...]] = (
    ("承办单位|主办单位", _host),
    ("活动时间|培训时间|会议时间", _time),
    ("活动地点", _text(r"地点|广场|会议室|社区|学校")),
    ("活动内容", _content),
    ("照片|图片|影像", _photo),
    ("报道|新闻|宣传稿", _report),
    ("行业认定|认定", _text("认定|评定|证明")),
    ("评价办法|评价标准", _any(_titled("评价|评分|评级"), _text("评价(?:办法|细则|标准|指标)"))),
    ("推广", _any(_text("推广|转发|通报表扬|经验交流"), _sort("certificate"))),
    ("签到", _sort("sign_in")),
    ("承诺书|承诺文本|承诺函", _any(_sort("pledge"), _titled(_PLEDGE), _text("承诺书"))),
    ("服务承诺事项清单", _any(_titled("清单"), _text("事项清单|承诺事项|服务事项"))),
    ("清单|台账|名单", _any(_sort("table"), _text("清单|台账|名单"))),
    ("工作通报|通报", _any(_sort("circular"), _text("通报"))),
    ("案例", _any(_sort("case"), _titled("案例"), _text("典型案例|案例[一二三四五六七八九十1-9]"))),
    ("做法|经验", _any(_sort("case", "summary", "brief", "news"), _text("做法|经验"))),
    ("总结", _sort("summary")),
    ("简报", _sort("brief")),
    ("方案|计划", _plan),
    ("通知", _notice),
    ("文件", _document),
    ("上传|截图|平台", _upload),
    ("成效|成果", _effect),
    ("数据|统计", _figures),
    ("牵头科室", _text("牵头科室|牵头股室|责任科室|责任股室|牵头单位|办公室设在|具体负责")),
    ("联络员", _text("联络员|联系人")),
    ("分管.*领导", _text("分管|主管|组长|负责人")),
    ("电脑", _text("电脑|计算机")),
    ("阵地", _text("阵地|文化墙|文化广场|宣传栏|长廊|展厅|服务站")),
    ("载体", _text("载体|平台|积分|超市|讲堂|信用榜")),
    ("评比", _text("评比|评选|评定|评级|星级|示范户|信用户")),
    ("奖惩", _text("奖惩|奖励|惩戒|激励|红黑榜|红榜|表彰")),
    ("投诉", _text("投诉|举报|来电|来访|12345")),
    ("整改", _text("整改")),
    ("报告$", _any(_titled("报告"), _text("信用报告"))),
    ("授信|评级", _text("授信|评级")),
    ("信用村", _text("信用(?:示范)?村")),
    ("动态", _any(_sort("brief", "news"), _text("动态"))),
    ("佐证资料|材料$|资料$", lambda piece, _: piece.state != "waiting"),
)  # fmt: skip


@lru_cache(maxsize=256)
def _test_of(choice: str) -> Test:
    for words, test in _RULES:
        if re.search(words, choice):
            return test
    for words, test in _TESTS:
        if re.search(words, choice):
            return _any(test, _named)
    return _named
