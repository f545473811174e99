"""那个是省局的文件不是我们的: a paper that was asked for is another body's. Pure.

Said of a question for a paper of the unit's own it is a no, to be shown for one tap. Not here: that
a whole row is none of the unit's business (``bot.questions.instead``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.forms.form import Question

A_PAPER: Final = re.compile(r"文件|制度|办法|方案|通知")
_WE: Final = r"(?:我们?|俺们?|咱们?|本)(?:单位|[局镇乡委办])?(?:自己|这边|这里)?"
_MADE: Final = r"(?:印发|出台|制定|起草|编制|[发印出定写搞])?"
_WHAT: Final = r"(?:红头)?(?:文件?|办法|制度|方案|通知)?"
_OTHERS: Final = (
    r"(?:国家|[省市县](?:级|里)?|上级|上[面头]|总局|部里|人家|别人|别的单位|其他单位|党委|政府)"
)
_IS_OTHERS: Final = (
    rf"(?:也|其实|原来|都)*是(?:转发)?{_OTHERS}(?:[一-鿿]{{0,5}}?[局委办厅部])?{_MADE}的{_WHAT}"
)
_NOT_OURS: Final = rf"(?:并|根本|可|都|也)*不是{_WE}{_MADE}的{_WHAT}"
_THAT: Final = rf"(?:那|这)?(?:个|份|是)?{_WHAT}"
_SAYS: Final = re.compile(
    rf"{_THAT}(?:{_IS_OTHERS}[,，。;；\s]*)?(?P<denied>{_NOT_OURS})?[,，。;；\s]*(?:{_IS_OTHERS})?[了啊呀吧。.!！\s]*"
)


def is_of_others(question: Question, said: str, *, denied: bool = True) -> bool:
    """Whether what a question of yes or no asks a paper of is said to be somebody else's.

    ``denied``: it must be said that it is not the own one; 是省局的 alone may as well be named.
    """
    asked = "".join((*question.names, *(one.ask for one in question.inputs)))
    match = _SAYS.fullmatch(said)
    if question.kind != "flag" or match is None or not A_PAPER.search(asked):
        return False
    return bool(match["denied"]) or (not denied and re.search(_IS_OTHERS, said) is not None)
