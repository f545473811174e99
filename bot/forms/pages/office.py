"""What the pages of the office share: who is asking where, and which quarter a route names."""

from __future__ import annotations

from bot.corridor import words as corridor
from bot.corridor.buttons import HOME
from bot.corridor.pages import OFFICE
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.words import which as forms_which
from storage.queries import quarters
from storage.queries.quarters import Quarter


def in_the_office(turn: Turn) -> bool:
    """Whether the office is asking. In a group, a liaison's own page ends with 请在私聊里.

    Raises:
        InsteadError: somebody of a unit asks in a group, where no unit's figures are shown.
    """
    if turn.has(*OFFICE):
        return True
    if not turn.incoming.private:
        raise InsteadError(corridor.private_only())
    return False


def none_yet(turn: Turn) -> InsteadError:
    """Before the first quarter: the office opens one, a liaison hears of it then."""
    if turn.has(*OFFICE):
        return InsteadError(forms_which.none_open(turn.has("admin")))
    return instead(forms_which.no_quarter(), HOME)


async def opened(turn: Turn) -> list[Quarter]:
    """Every quarter that was opened, the newest first.

    Raises:
        InsteadError: none was; an admin is offered to open one.
    """
    found = [one for one in await quarters.everyone(turn.db) if one.state != "planned"]
    if not found:
        raise none_yet(turn)
    return found


async def quarter_of(turn: Turn, quarter_id: int) -> Quarter:
    """The quarter a route names, or a sentence when there is none."""
    found = await quarters.by_id(turn.db, quarter_id)
    if found is None:
        raise instead(forms_which.no_such_quarter(), HOME)
    return found
