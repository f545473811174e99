"""The verbs of a scheme: one file each, whole or not at all.

Here: the list, by the kind's own type: a kind without its verb, and a verb without one of its
places (`verb.Verb`), are type faults of `make check`. Not here: what a verb does.

A new verb: its word in `model.TermKind`, its file here, its line below, its table in
`scoring/README.md` with a line in the sample at the end. Its worked example is its own `sample`.
"""

from typing import Final, assert_never, get_args

from scoring.parts import TermKind
from scoring.verbs import (
    among,
    amount,
    award,
    each,
    items,
    lacking,
    marks,
    named,
    quota,
    rank,
    rate,
    ratio,
    yes,
)
from scoring.verbs.verb import Verb


def _verb(kind: TermKind) -> Verb:  # noqa: C901 - one line a kind
    match kind:
        case "each":
            return each.VERB
        case "if":
            return yes.VERB
        case "items":
            return items.VERB
        case "lacking":
            return lacking.VERB
        case "rate":
            return rate.VERB
        case "amount":
            return amount.VERB
        case "award":
            return award.VERB
        case "rank":
            return rank.VERB
        case "quota":
            return quota.VERB
        case "ratio":
            return ratio.VERB
        case "named":
            return named.VERB
        case "among":
            return among.VERB
        case "marks":
            return marks.VERB
        case _:
            assert_never(kind)


KINDS: Final[tuple[TermKind, ...]] = get_args(TermKind)
VERBS: Final[dict[TermKind, Verb]] = {kind: _verb(kind) for kind in KINDS}
