"""Sentences where a notice cannot be drafted."""

from __future__ import annotations

from bot.speech.periodic import per


def no_draft() -> str:
    """Nothing waits whose wording could be changed."""
    return "眼下没有等着改的草稿，所以没有改。要先起草一份，点一下；看到草稿以后再这样说就行。"


def no_quarter() -> str:
    """Nothing is reported or reviewed."""
    return per("现在没有在填报或审核的季度，催报、补正的通知拟不出来。别的通知可以说：发通知。")


def nobody(*, returned: bool) -> str:
    """Nobody is left whom it would be for."""
    what = "退回以后还没补正" if returned else "还没提交"
    return f"没有{what}的单位，不用发这样的通知。"
