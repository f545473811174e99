"""The parts of a paper: its head, where the text begins, where attachments and the imprint begin.

Pure. A quoted 文号, an attachment's date and the day of 印发 are read as what they are because the
readers of single meanings ask here first where a line stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Final

from bot.reading.bodies import cleaned, is_body
from bot.reading.dates import PART, days, only_day
from bot.reading.lines import Said

_A_LINE: Final = 28
"""Signs of a printed line, where a paragraph is one line to its reader."""
_MAST: Final = 60
"""Signs of a line that says of which issue it is, whose and when; a sentence has more."""
HEAD: Final = 16
"""So many lines of the first page can belong to a head."""
_ATTACHED: Final = re.compile(r"附(?:件|表|录)[\d一二三四五六七八九十]{0,2}[:：]?")
_IMPRINT: Final = re.compile(
    r"(?:抄送|抄报|主题词|分送)[:：]|(?:报|送|发|主送)[:：].{4,}|.{2,40}印发[)）]?$"
)
_NOISE: Final = re.compile(
    r"[-—–·•\s]*\d{1,3}[-—–·•\s]*|第\d{1,3}页(?:[,，/]?共\d{1,3}页)?|\d{1,2}/\d{1,2}|\d{6}"
    r"|(?:绝密|机密|秘密|内部资料|内部文件|特急|加急|急件|平急|此页无正文)[★☆\d年个月长期]*"
    r"|[★☆◆▲■□●○_=—-]+|[A-Za-z×✕✖<>〈〉‹›⋯…]|(?:https?://|www\.)\S+|首页.{0,40}|当前位置.*|您(?:现在|当前)的位置.*"
    r"|【[^【】]{2,8}】|.{2,24}(?:门户网站|官方网站|政府网)|[^\u4e00-\u9fff]{0,2}本期(?:导读|要目|目录)(?:[:：].*)?|目录"
    r"|[\u4e00-\u9fff]{0,16}(?:https?://|www\.)\S+"
    r"|.{0,24}(?:无障碍|繁體|繁体|长者模式|适老化|网站支持IPv6|设为首页|加入收藏|政务公开政务服务).{0,40}"
    r"|点击(?:上方)?(?:蓝字|关注).{0,12}|(?:微信)?扫一扫.{0,16}"
    r"|(?:中国(?:移动|联通|电信|广电))?\d{1,2}:\d{2}.{0,12}|\d{1,2}/\d{1,2}/\d{2},?\d{1,2}:\d{2}[AP]M.{0,60}|file:///\S+|[(（]?(?:此|本)页无正文[)）]?|.{0,6}[≡☰].{0,6}"
)
_GREETED: Final = re.compile(
    r"(?:各|县|市|局|尊敬|敬爱|亲爱|同志们|朋友们|全体|机关|有关|本|广大|[\u4e00-\u9fff]{2,}(?:局|委|办|政府|单位|办事处|公司|部门)).*[:：]$"
)
_HELLO: Final = re.compile(
    r"[\u4e00-\u9fff、，]{0,12}(?:您|你|大家|早上|上午|下午|晚上)好[！!,，:：]"
)
_ISSUE: Final = re.compile(
    r"[(（]?(?:\d{4}年)?第?[\d一二三四五六七八九十百]{1,4}期(?:[(（]?总?第?\d+期[)）]?)?[)）]?"
)
_ISSUED: Final = re.compile(
    r"(?:\d{4}年\s?)?第\s?[\d一二三四五六七八九十百]{1,4}\s?期(?:\s?[(（]总.{1,8}?[)）])?"
)
"""The number of an issue, where more than that stands on its line."""
_NO_NAME: Final = re.compile(r"(?:纪要|公告|通告|通知|公示|名单|表|书|班|会|赛)$")
"""What has a number under it and is no name of a 简报: 会议纪要, 培训班."""
_EDITED: Final = re.compile(r"(?:编|编印|主办|编发|主编)(?:$|20\d\d年)")
"""Who prints a 简报 and when, under its number."""
_MAILED: Final = re.compile(r"(?:发件人|收件人|发送时间|抄送|发自|From|To|Sent)[:：]", re.I)
_BRIEF: Final = re.compile(
    r"(?:简报|专报|快报|动态|信息|简讯|要情|情况反映|工作通讯|通报|周报|月报|通讯|摘报|专刊|内参|交流)$"
)
LABEL: Final = re.compile(r"[\u4e00-\u9fff]{2,8}(?:[(（][^()（）]{1,6}[)）])?[:：]")


def parted(lines: Sequence[Said]) -> tuple[Said, ...]:
    """The lines with a 简报's mast in its parts: 第6期　大塘镇党政办公室　2026年9月10日."""
    found: list[Said] = []
    for at, one in enumerate(lines):
        found += _parts(one) if at < HEAD // 2 and len(one.bare) <= _MAST else [one]
    return tuple(found)


def _parts(one: Said) -> list[Said]:
    told, issue = days(one.text), _ISSUED.search(one.text)
    if len(told) != 1 or told[0].month or issue is None:
        return [one]
    cuts = sorted({0, *issue.span(), told[0].start, told[0].end, len(one.text)})
    parts = [one.text[start:end].strip() for start, end in pairwise(cuts)]
    parts = [part for part in parts if part]
    others = [part for part in parts if not _ISSUED.fullmatch(part) and only_day(part) is None]
    if len(others) > 1 or not all(is_body(re.sub(r"\s", "", part)) for part in others):
        return [one]
    return [replace(one, text=part) for part in parts]


def _says_who_and_when(bare: str) -> bool:
    """大塘镇党政办公室2026年9月10日"""
    told = days(bare)
    if len(told) != 1 or told[0].month or told[0].end != len(bare):
        return False
    return is_body(cleaned(bare[: told[0].start]))


def is_noise(bare: str) -> bool:
    """A page number, a secrecy mark, a browser's or a phone's own line."""
    return _NOISE.fullmatch(bare) is not None


def is_prose(bare: str) -> bool:
    """A line of running text."""
    if re.search(r"[。；;]", bare) or bare.endswith(("，", ",", "、")):
        return True
    if re.match(r"(?:本报|本网)讯|近日[，,]", bare):
        return True
    if re.match(rf"(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日{PART}?[，,]", bare):
        return True
    return len(bare) > 24 and re.search(r"[，,]", bare) is not None


def is_greeting(bare: str) -> bool:
    """To whom a paper is addressed."""
    if _HELLO.match(bare):
        return True
    return len(bare) <= 60 and _GREETED.match(bare) is not None and not is_prose(bare[:-1])


def is_label(bare: str) -> bool:
    """活动时间：…"""
    return LABEL.match(bare) is not None and not is_greeting(bare)


@dataclass(frozen=True)
class Paper:
    """The lines of a paper and where its parts begin."""

    lines: tuple[Said, ...]
    kind: str = ""

    @cached_property
    def first(self) -> tuple[Said, ...]:
        """The lines a head can be in, noise left out."""
        if not self.lines:
            return ()
        page = self.lines[0].page
        said = (one for one in self.lines if one.page == page and not is_noise(one.bare))
        return tuple(_taken(said, HEAD))

    @cached_property
    def attached(self) -> int:
        """The line at which attachments begin; as many lines as there are without any."""
        for at, one in enumerate(self.lines):
            if at > 2 and _ATTACHED.fullmatch(one.bare):
                return at
        return len(self.lines)

    @cached_property
    def main(self) -> tuple[Said, ...]:
        """The paper itself, without attachments and imprint."""
        found = []
        for one in self.lines[: self.attached]:
            if self._in_imprint(one):
                continue
            found.append(one)
        return tuple(found)

    def _in_imprint(self, one: Said) -> bool:
        if not _IMPRINT.match(one.bare):
            return False
        return not one.bare.endswith("印发") or bool(days(one.text))

    @cached_property
    def brief(self) -> Said | None:
        """The name of a 简报, where it has an issue's number beside it."""
        head = self.first[:6]
        for at, one in enumerate(head):
            name = _ISSUE.sub("", one.bare).strip("()（）")
            near = [two.bare for two in head[max(at - 1, 0) : at + 4]]
            if _BRIEF.search(name) and any(_ISSUE.search(two) for two in near):
                return one
            if self._is_named_freely(at):
                return one
        return None

    def _is_named_freely(self, at: int) -> bool:
        """Whether a line has a number alone under it and then who prints it: 信用沂阳, 诚信之窗."""
        under = [one.bare for one in self.first[at + 1 : at + 4]]
        name = self.first[at].bare
        short = re.fullmatch(r"[\u4e00-\u9fff]{2,10}", name) and not _NO_NAME.search(name)
        if not short or not under or not is_issue(under[0]):
            return False
        return any(map(_EDITED.search, under[1:])) or _says_who_and_when("".join(under[1:3]))

    @cached_property
    def mailed(self) -> bool:
        """Whether it is a letter of mail: who sent it, to whom, when."""
        found = sum(_MAILED.match(one.bare) is not None for one in self.first[:8])
        return found >= len(("from", "to"))

    @cached_property
    def body_height(self) -> int:
        """How high letters of running text are; 0 where places are not known."""
        heights = [
            one.height
            for one in self.lines
            if one.height and len(one.bare) >= 8
            for _ in range(1 if one.box else 1 + len(one.bare) // _A_LINE)
        ]
        return round(median(heights)) if heights else 0

    def larger(self, one: Said) -> bool:
        """Whether a line is set larger than running text."""
        return bool(self.body_height) and one.height >= 1.2 * self.body_height

    def prose_from(self, lines: Sequence[Said]) -> int:
        """Where running text, or the address above it, begins."""
        for at, one in enumerate(lines):
            if is_prose(one.bare) or is_greeting(one.bare):
                return at
        return len(lines)


def _taken(lines: Iterator[Said], most: int) -> Iterator[Said]:
    for at, one in enumerate(lines):
        if at >= most:
            return
        yield one


def is_issue(bare: str) -> bool:
    """第 5 期（总第 12 期）"""
    return _ISSUE.fullmatch(bare) is not None


def is_day(one: Said) -> bool:
    """A line that says a day and nothing else."""
    return only_day(one.text) is not None
