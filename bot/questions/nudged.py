"""Whom a nudge is for, said as the grammar of lists says it: all but some, who lacks what.

除了教育局都催一下, 没报的催一下，财政局不用, 缺总结的催一下. Only reading.
"""

from __future__ import annotations

import re
from typing import Final

CALL: Final = r"(?:再)?(?:催报|催一?催|催|提醒|督促)(?!了|过)(?:一下|下|一遍|一次|他们)?"
NO: Final = r"(?:先|暂时|这次|就)*(?:别|不要|不用|无需|甭|勿|不)(?:再|去|急着)*"
_REST: Final = r"(?:其他|其它|其余|剩下|别的)"
_NOT_THEM_FIRST: Final = re.compile(
    rf"{NO}(?:催报|催|提醒)(?P<but>[^,，]+?)(?:了|吧)*[,，]?(?P<rest>(?:{_REST}|没).*)"
)
_BUT_BEHIND: Final = re.compile(r"(?<=.)[,，]?(?P<but>(?:除了|除开|不包括|不含)[^,，]+)$")
_NOT_THEM: Final = re.compile(
    r"[,，]\s*(?P<but>[^,，]+?)(?:就|先|那边)*"
    r"(?:(?:别|不要|不用|甭|不)(?:再)?(?:催报|催|提醒|通知)|不用|不要|除外|例外|免了|不算)(?:了|他们)*$"
)
"""没交的催一下，气象局就别催了."""
_ALL_BUT: Final = re.compile(
    r"(?P<call0>(?:催报?|提醒)(?:一下|下)?)?(?:除了?|除开|不算)(?P<but>[^,，]+?)(?:以外|之外|外)?(?:的)?[,，]?"
    rf"(?:{_REST}(?:的)?(?:单位)?)?(?:都|全|全部)*(?P<call>{CALL})?"
)
"""除了教育局都催一下."""
_KIND: Final = r"(?P<kind>(?:工作|季度)?(?:总结|简报|稿件|宣传稿件?))"
_LACKS_KIND: Final = re.compile(rf"(?:还)?(?:缺|少|差|欠)(?:了)?(?:着)?{_KIND}")
_LACKS_PAPERS: Final = re.compile(
    r"(?:还)?(?:缺|少|差|欠)(?:了|着)?(?:佐证)?(?:材料|附件|照片|佐证)"
    r"|(?:佐证)?(?:材料|附件|照片)(?:还)?(?:没传[全齐]|没有?[传交]?[齐全]|不[全齐]|缺)"
)
_CALL_KIND: Final = re.compile(rf"(?P<call>(?:再)?(?:催报|催|提醒)(?:一下|下)?){_KIND}(?:一下)?")
"""催一下总结: who has not handed one in."""
_ROW_BEFORE: Final = re.compile(r"[一二三四五六七八九][.．·][0-9]")


def plainer(said: str) -> str:
    """The sentence as the grammar says it: who is left out, who has not handed in what."""
    if before := _NOT_THEM_FIRST.fullmatch(said):  # 别催公安局，其他没报的催一下
        said = f"{before['rest']}，{before['but']}不催"
    if behind := _BUT_BEHIND.search(said):  # 再提醒一次，除了法院
        said = f"{behind['but']}，{said[: behind.start()]}"
    if left_out := _NOT_THEM.search(said):
        first = said[: left_out.start()]
        call = re.match(CALL, first)
        rest = first[call.end() :] if call else first
        said = f"{call[0] if call else ''}除了{left_out['but']}，{rest}"
    if (every := _ALL_BUT.fullmatch(said)) and (every["call"] or every["call0"]):
        said = f"除了{every['but']}，其他没报的催一下"
    if of := _CALL_KIND.fullmatch(said):
        said = f"没交{of['kind']}的催一下"
    said = _LACKS_KIND.sub(lambda found: f"没交{found['kind']}", said)
    papers = "没传材料" if _ROW_BEFORE.search(said) else "填了没传材料"
    return _LACKS_PAPERS.sub(papers, said)
