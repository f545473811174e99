"""Every verb is there in every place: its worked example loads, scores, speaks and prints back.

`make check` runs this beside mypy: a verb without one of its places is a type fault, and one whose
places do not fit each other does not come through here.
"""

import pytest

from scoring import keys
from scoring.assess import assess
from scoring.parts import TermKind
from scoring.peers import in_field
from scoring.printing import print_scheme
from scoring.result import RowResult
from scoring.rowwise import score_row
from scoring.scheme import Scheme, loads
from scoring.sentence import result, rule
from scoring.values import values_of
from scoring.verbs import KINDS, VERBS
from tests.scoring.small import scheme
from tests.scoring.test_readme import PAGE, sample_text

EVERY = pytest.mark.parametrize("kind", KINDS)


def built(kind: TermKind) -> Scheme:
    return scheme(VERBS[kind].sample.body)


def brought(kind: TermKind) -> RowResult:
    one = built(kind)
    sample = VERBS[kind].sample
    row = in_field(one.row("一.1"), sample.given, sample.others)
    assert not isinstance(row, str)
    return score_row(row, values_of(row, sample.given))


@EVERY
def test_its_example_uses_the_verb_itself(kind: TermKind) -> None:
    assert kind in {term.kind for term in built(kind).row("一.1").terms}
    assert next(iter(VERBS[kind].keys)) == kind


@EVERY
def test_its_example_brings_what_it_says(kind: TermKind) -> None:
    assert brought(kind).points == VERBS[kind].sample.points
    assert not brought(kind).missing


@EVERY
def test_it_says_its_rule_and_its_result(kind: TermKind) -> None:
    row = built(kind).row("一.1")
    assert rule(row) == VERBS[kind].sample.rule
    assert result(row, brought(kind)) == VERBS[kind].sample.said


@EVERY
def test_it_is_printed_back_as_it_was_read(kind: TermKind) -> None:
    one = built(kind)
    again = loads(print_scheme(one), "printed")
    assert again == one


@EVERY
def test_nothing_reported_earns_nothing(kind: TermKind) -> None:
    found = assess(built(kind), {}).rows["一.1"]
    assert found.points == 0
    assert found.missing


@EVERY
def test_it_stands_on_the_page_and_in_its_sample(kind: TermKind) -> None:
    assert f"### 动词 `{kind}`" in PAGE
    assert f"{{ {kind} = " in sample_text()
    assert keys.TERMS[kind] == VERBS[kind].keys
