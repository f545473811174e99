"""Sentences about a word of the document that is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.advice.words.answers import HOME, consult, other
from bot.corridor.buttons import to
from bot.corridor.events import Message


def compared(
    pair: Sequence[str], lines: Sequence[str], everyday: Sequence[str], draft: int | None
) -> Message:
    """Two words of the document side by side."""
    said = [f"“{one}”：{meaning}。" for one, meaning in zip(pair, everyday, strict=True)]
    return Message(
        title=f"“{pair[0]}”和“{pair[1]}”",
        text="\n".join([*lines, "办法没有另外解释这两个词。", *said, "拿不准的，由信用办解释。"]),
        buttons=(
            consult(draft),
            (*((other(draft),) if draft is not None else ()), HOME),
        ),
    )


def explained(
    term: str,
    lines: Sequence[str],
    everyday: str,
    draft: int | None,
    row: tuple[int, int, str] | None,
) -> Message:
    """The clause with the word; ``everyday``: what it means elsewhere."""
    said = f"办法没有另外解释“{term}”。" if lines else f"办法里没有写“{term}”这个词。"
    said += f"{everyday}；拿不准的，由信用办解释。" if everyday else "拿不准的，由信用办解释。"
    how = ((to("这一项怎么填", "howto", *row),),) if row else ()
    return Message(
        title=f"“{term}”是什么意思",
        text="\n".join([*lines, said]),
        buttons=(
            *how,
            consult(draft),
            (*((other(draft),) if draft is not None else ()), HOME),
        ),
    )
