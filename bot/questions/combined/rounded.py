"""A question said in a round way as the one sentence it comes to. Pure.

审核干完几成了 asks how far the review is; 四.1报得多材料少的 wants both figures side by side. Only
sentences that are one question from end to end: names stay as they were written.
"""

from __future__ import annotations

import re
from typing import Final

_HOW_MUCH_REVIEWED: Final = re.compile(
    r"^(?:到)?(?:目前|现在|今天|眼下|这会儿)?(?:为止)?(?:所有|全部|各单位|整体)?(?:的)?(?:材料)?审核?(?:工作)?(?:一共|总共|总的|都|已经)*"
    r"(?:完成|干完?|做完?|审完?|办完?|推进|完)?(?:了|到|的)*(?:百分之(?:几|多少)|几成|百分比|比例|完成率|什么程度|一半)(?:了|啦|呢|没有?|没|多|吗)*[?？。]*$"
)
"""审核完成百分之几, 审核干完几成了."""


_MUCH_AND_LITTLE: Final = re.compile(
    r"^(?P<row>.{2,14}?)(?:的)?(?:数量?|次数)?(?:报|填|搞|做|写)得?(?:挺|很|比较|最)?多(?:的)?[、,，\s]*(?:但是?|却|可是?|而)?"
    r"(?:佐证|证明)?(?:材料|佐证|证明|图片|照片)(?:却|又|很|比较|传得|给得|交得|最)*(?:少|没几[份张个]|没有几[份张个]|跟不上)"
    r"(?:的)?(?:单位|局|乡镇)?(?:有)?(?:哪些|谁|哪几[家个])?[?？。]*$"
)
"""四.1报得多材料少的: how much is neither said nor known, so that both stand side by side."""
_AND_ALSO: Final = re.compile(
    r"^(?P<first>(?:(?!谁|哪|多少|几|吗|没交)[^、,，\s]){4,}?)(?:的)?[、,，\s]+(?=[^、,，\s]{0,4}(?:又|也|还))(?P<second>[^、,，\s]{3,}的"
    r"(?:单位|局|乡镇)?(?:有)?(?:谁|哪些|哪几[家个]|没有|吗)?[?？。]*)$"
)
"""80分以下、上季度又不合格的: one condition and the other, and not two questions."""


_THEIR_MEAN: Final = re.compile(
    r"^(?P<whose>(?:上|这|本|[一二三四1-4])季度?的?(?:县直|乡镇)(?:单位|街道)?)的?平均(?:是|为|有)?(?:多少|几分|多少分)[?？。]*$"
)
"""三季度县直平均是多少: of the points."""
_WHY: Final = r"(?:为什么|为啥|为何|凭啥|凭什么|咋|怎么)"
_WHY_IN_DOUBT: Final = re.compile(
    rf"^(?={_WHY}|.*{_WHY}){_WHY}?(?:就)?说?(?P<unit>[^的，, ]{{1,6}}(?:[局委办镇乡院会"
    rf"队社]|街道|中心))"
    rf"(?:的|那份|的那份|这份)?(?:材料|佐证)*{_WHY}?(?:会|就|被|要)*(?:标|说|算|是)?(?:了|成)?(?:有)?"
    r"(?:疑点|问题|可疑|存疑)(?:呢|啊|的)?[?？。]*$"
)
"""为啥说民政局有问题: what is doubted is asked."""


def asked_plainly(said: str) -> str:
    """The same question in the words of the lists; whatever is none of these stays as it is."""
    said = _HOW_MUCH_REVIEWED.sub("审核进度", said)
    said = _MUCH_AND_LITTLE.sub(r"\g<row>数量从高到低，带上佐证材料", said)
    said = _WHY_IN_DOUBT.sub(r"\g<unit>的材料有什么疑点", said)
    said = _THEIR_MEAN.sub(r"\g<whose>平均分", said)
    return _AND_ALSO.sub(r"\g<first>而且\g<second>", said)
