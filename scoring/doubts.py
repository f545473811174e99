"""What a sound scheme may still have got wrong: its sentences against its own rule.

Here: every “N 分” that `short`, `text` or `reading` names and the rule does not know, and what
`wants` asks of papers though the document does not say it. Not here:
faults, without which no scheme loads (`checks`). A doubt stops nothing: a person looks at it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.exact import plain
from scoring.faults import Fault
from scoring.model import Row, Scheme
from scoring.parts import Term
from scoring.sentence import rule

_POINTS: Final = re.compile(
    r"[^，。；、：;,]{0,8}?([0-9]+(?:\.[0-9]+)?)\s*分(?![钟之类级别管工为成至])"
)


def doubts(scheme: Scheme) -> tuple[Fault, ...]:
    """Return what a person should look at again, in the order of the table."""
    common = set(_of_scheme(scheme))
    return tuple(one for row in scheme.rows for one in _of_row(row, common, scheme.name))


def _of_row(row: Row, common: set[Decimal], file: str) -> Iterator[Fault]:
    known = common | set(_of_rule(row)) | set(_printed(row))
    # A clause that says something else than the rule is no doubt where a defect explains it.
    texts = {"short": row.short, "text": "" if row.defect else row.text, "reading": row.reading}
    for key, text in texts.items():
        for said, number in _named(text):
            if number not in known:
                words = f"写着“{said}”，规则里没有 {plain(number)} 分。规则是：{rule(row)}"
                yield Fault(file, f'["{row.id}"]', key, words)
    for said in _wanted(row):
        words = f"写着“{said}”，原文的格子里没有这句话"
        yield Fault(file, f'["{row.id}"]', "wants", words)


def _wanted(row: Row) -> Iterator[str]:
    """What papers must show and no cell of the document says."""
    cells = _bare("".join((row.name, row.text, row.content, row.basis, row.method)))
    cells += _bare("".join(text for _, text in row.printed_cells))
    for want in row.wants:
        if _bare(want.text) not in cells:
            yield from (one for one in want.choices if _bare(one) not in cells)


def _bare(text: str) -> str:
    return re.sub(r"[\s“”‘’《》（）()、，。；：,;:]", "", normalize("NFKC", text))


def _named(text: str) -> Iterator[tuple[str, Decimal]]:
    for found in _POINTS.finditer(normalize("NFKC", text)):
        yield found[0].strip(), Decimal(found[1])


def _of_scheme(scheme: Scheme) -> Iterator[Decimal]:
    yield from (scheme.full, scheme.reachable)
    yield from (one.points for one in scheme.sections)
    for bound in (scheme.bonus_max, scheme.bonus_from, scheme.total_max, scheme.total_min):
        if bound is not None:
            yield bound


def _of_rule(row: Row) -> Iterator[Decimal]:
    yield from (Decimal(0), row.points, row.start, row.floor, -row.floor)
    if isinstance(row.absent, Decimal):
        yield row.absent
    for term in row.terms:
        yield from _of_term(term)
    yield from (example.score for example in row.examples)


def _of_term(term: Term) -> Iterator[Decimal]:
    yield from (term.points, term.otherwise, term.minimum)
    yield from (points for _, points in term.band)
    yield from (term.points * count for count in range(2, len(term.inputs) + 1))
    if term.max is not None:
        yield term.max


def _printed(row: Row) -> Iterator[Decimal]:
    for _, text in row.printed_cells:
        yield from (number for _, number in _named(f"{text}分"))
