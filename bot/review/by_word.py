"""What a sentence of a reviewer comes to on a row: 核成3次, 扣1分, 不算, 去掉整改. Pure.

One reading only: what may mean two things is not settled here but said. That a cut brings no more
than was claimed is the pages' to see to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from bot.forms.form import Raw
from bot.review import heard, typed_figure
from bot.review.words import by_word as words
from bot.speech.numbers import NumberFault
from scoring.facts import NIL
from scoring.scheme import Input, Row

Values = Mapping[str, Raw]
_CHOICES: Final = 6
"""So many ways are offered; more are not one sentence's to settle."""
_NOTHING: Final[Mapping[str, Raw]] = {"flag": False, "named": NIL}


class NotHeardError(ValueError):
    """The words do not say one thing; ``sentence``: what to say instead.

    ``choices``: the figures that they could change, one of which is then pressed.
    """

    def __init__(self, sentence: str, choices: Sequence[Values] = ()) -> None:
        """With the sentence that is shown."""
        super().__init__(sentence)
        self.sentence = sentence
        self.choices = tuple(choices)


def nothing(row: Row) -> dict[str, Raw]:
    """不算: every figure of the row as if nothing had been claimed."""
    return {one.name: _none_of(one) for one in row.inputs}


def _none_of(one: Input) -> Raw:
    if one.kind in ("count", "amount"):
        return 0 if one.kind == "count" else "0"
    return _NOTHING.get(one.kind, "0")


def figures(
    row: Row, standing: Values, said: str, points_of: Callable[[Values], Decimal]
) -> dict[str, Raw]:
    """The figures that the words change.

    Raises:
        NotHeardError: they could mean several things, or none.
    """
    try:
        found = _award(row, said) if row.award else _counted(row, standing, said, points_of)
    except NumberFault as fault:
        raise NotHeardError(fault.sentence) from fault
    for one in row.inputs:
        if one.name in found and (why := typed_figure.refused(row, one, found[one.name])):
            raise NotHeardError(why)
    return found


def _award(row: Row, said: str) -> dict[str, Raw]:
    marked = [one for one in row.inputs if one.kind == "award"]
    if len(marked) != 1:
        raise NotHeardError(words.several_marks(row))
    spoken = typed_figure.spoken(said, marked[0])
    if spoken.by:
        raise NotHeardError(words.say_the_points(row))
    return {marked[0].name: typed_figure.read(marked[0], spoken.figure)}


def _counted(
    row: Row, standing: Values, said: str, points_of: Callable[[Values], Decimal]
) -> dict[str, Raw]:
    spoken = typed_figure.spoken(said)
    if fitting := heard.fitting(row, spoken):
        return _number(row, standing, spoken, [row.inputs[n] for n in fitting])
    if (named := heard.by_name(row, said)) is not None:
        return _number(row, standing, typed_figure.spoken(named[1]), [row.inputs[named[0]]])
    if (denied := heard.items(row, standing, said)) is not None:
        return dict(denied.values)
    if wanted := heard.points(row, standing, said, points_of):
        if len(wanted.ways) == 1:
            return dict(wanted.ways[0])
        several = words.several_ways(row, wanted.points, len(wanted.ways))
        raise NotHeardError(several, wanted.ways[:_CHOICES])
    raise NotHeardError(words.not_heard(row, said))


def _number(
    row: Row, standing: Values, spoken: typed_figure.Spoken, each: Sequence[Input]
) -> dict[str, Raw]:
    """A number, of the one figure it can cut; of several, or by another measure, it is asked."""
    found: dict[str, Raw] = {}
    other = False
    for one in each:
        try:
            found[one.name] = _by_or_to(one, standing, spoken)
        except NumberFault as fault:
            if fault.suggestion is None:
                raise
            other, found[one.name] = True, int(fault.suggestion)
    less = {name: raw for name, raw in found.items() if _is_less(raw, standing.get(name))}
    found = less or found
    if len(found) == 1 and not other:
        return found
    said = spoken.figure
    sentence = (
        words.another_measure(row, said) if len(found) == 1 else words.which_figure(row, said)
    )
    raise NotHeardError(sentence, [{name: raw} for name, raw in found.items()])


def _is_less(raw: Raw, now: Raw | None) -> bool:
    """Whether it cuts what was claimed."""
    if isinstance(raw, bool) or isinstance(now, bool) or now is None:
        return False
    return Decimal(raw) < Decimal(now)


def _by_or_to(one: Input, standing: Values, spoken: typed_figure.Spoken) -> Raw:
    """扣1次 takes one away, 核成3次 leaves three."""
    raw = typed_figure.read(one, spoken.figure)
    now = standing.get(one.name)
    if not spoken.by or one.kind != "count":
        return raw
    if not isinstance(now, int) or not isinstance(raw, int) or raw > now:
        raise NotHeardError(words.less_than_there_is(one.name, now))
    return now - raw
