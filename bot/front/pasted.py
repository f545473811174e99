"""A long text without a file: offered as a work report's, before it is taken for a question.

Here: which texts, and where they wait. What is offered, and how it is entered, is
``bot.reports.pages.pasted``'s. No page lives here.
"""

from __future__ import annotations

import json

from bot.corridor.pages import Fit
from bot.corridor.turn import Turn
from bot.reports.pages.pasted import PASTED
from bot.reports.pasted import is_paper, names_a_report

_OFFER = "reports/pasted"


def is_report(turn: Turn, fit: Fit | None = None) -> bool:
    """Whether the text at hand is rather a report's than anything else; ``fit``: of the form.

    What a form takes whatever it says (a reason, a notice) is the form's; a description of a row is
    its own, unless its beginning says that it is a report.
    """
    if not turn.incoming.private or not turn.units or not is_paper(turn.incoming.text):
        return False
    if fit is None:
        return True
    return bool(fit.said) and names_a_report(turn.incoming.text)


async def offer(turn: Turn) -> None:
    """Offer it; the text waits beside whatever form waits."""
    text = turn.incoming.text
    if turn.conversation.waiting is None:
        await turn.visit(_OFFER)
        turn.wait(_OFFER, **{PASTED: text})
        return
    await turn.beside(_OFFER)
    draft = json.dumps({**turn.draft, PASTED: text}, ensure_ascii=False)
    turn.conversation = turn.conversation._replace(draft=draft)
