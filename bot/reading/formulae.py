"""What every office's notice says in the same words: who sets a group up, who sits where, 特此通知.

Pure. Two papers that have nothing but these in common are no copies of each other. Only ``meaning``
asks, before it takes a text's samples; what is found and quoted is the paper as it stands.
"""

from __future__ import annotations

import re
from typing import Final

_GROUP: Final = r"(?:领导小组|工作小组|小组|专班|委员会|指挥部)"
_SAID: Final = r"[^。；;：:]"
_CLAUSES: Final = (
    rf"关于(?:调整|成立|设立|组建)[^。；;：:，,]{{0,30}}?{_GROUP}(?:成员|组成人员)?(?:名单)?的(?:通知|决定)",
    r"为(?:了|进一步|切实){0,2}(?:加强|强化)[^。；;：:]{0,30}?(?:组织领导|统筹协调|领导)[，,]?",
    rf"经{_SAID}{{0,20}}?研究[，,]?(?:决定|同意)?[，,]?(?:决定)?(?:成立|设立|组建|调整){_SAID}{{0,30}}?{_GROUP}",
    rf"(?:领导|工作)?(?:小组|专班)(?:下设|设)?办公室(?:[，,](?:小组)?(?:办公室)?)?设在?{_SAID}{{0,80}}",
    rf"(?:牵头|责任|负责|承办)(?:科室|股室|部门)(?:为|是|[:：]){_SAID}{{0,60}}",
    rf"(?:工作)?(?:联络员|联系人)(?:为|是|由|[:：]){_SAID}{{0,40}}",
    rf"(?:常务)?(?:副组长|组长|副主任|主任|成员|组员)[:：]{_SAID}{{0,60}}?(?=[。；;]|[，,、]?(?:常务)?(?:副组长|副主任|成员|组员)[:：]|$)",
    rf"请(?:各|结合|认真|遵照){_SAID}{{0,40}}?(?:执行|落实|遵照办理)",
    r"特此(?:通知|报告|公告|函告|函复|证明|说明)",
)
_FORMULA: Final = re.compile("|".join(_CLAUSES))


def without_formulae(text: str) -> str:
    """A text with a stop in place of each of them."""
    return _FORMULA.sub("。", text)
