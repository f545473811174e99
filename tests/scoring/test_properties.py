"""What holds for every unit under every scheme we have."""

import random
import tomllib
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from scoring import scheme as catalogue
from scoring.assess import assess, room
from scoring.exact import plain, rounded, show
from scoring.model import Row
from scoring.printing import print_scheme
from scoring.ranking import grade, rank, standing
from scoring.result import Assessment
from scoring.scheme import Scheme, SchemeError
from scoring.sentence import result, rule, total
from scoring.shown import figure_in, figures
from tests.scoring import small
from tests.scoring.strategies import facts_of, row_facts
from tests.scoring.test_highest import BOTH
from tests.scoring.test_points import GROUPS, ROWS, by_formula, transcribed
from tests.scoring.test_readme import sample, sample_text
from tests.scoring.test_shown import lines
from tests.scoring.test_slips import told

pytestmark = pytest.mark.slow

SCHEMES = [catalogue.load(name) for name in catalogue.names()]
SCHEMES += [catalogue.load(path) for path in sorted((Path(__file__).parent / "schemes").glob("*"))]
SCHEMES.append(sample())
SCHEME = pytest.mark.parametrize("scheme", SCHEMES, ids=lambda one: one.name)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def away(row: Row, unit: str = "") -> bool:
    return bool(row.units or row.classes) and unit not in row.units


def of_class(scheme: Scheme) -> str:
    """The class whose rows 石城县 keeps apart; a scheme that lists its units knows them itself."""
    return "" if scheme.classes else "湖区乡镇"


@SCHEME
@FEW
@given(data=st.data())
def test_points_stay_between_floor_and_cap(scheme: Scheme, data: st.DataObject) -> None:
    found = assess(scheme, data.draw(facts_of(scheme)), "西乡", of_class(scheme))
    for row in scheme.rows:
        beside = sum((one.points for one in row.total_off), Decimal(0))
        assert min(row.floor, 0) - beside <= found.rows[row.id].points <= row.points
    if scheme.total_max is not None:
        assert found.total <= scheme.total_max


@SCHEME
@FEW
@given(data=st.data())
def test_the_steps_add_up_to_the_points(scheme: Scheme, data: st.DataObject) -> None:
    found = assess(scheme, data.draw(facts_of(scheme)), "西乡", of_class(scheme))
    for row in scheme.rows:
        one = found.rows[row.id]
        assert sum((step.value for step in one.steps), Decimal(0)) == one.points
        for step in one.steps:
            if step.kind == "term" and step.points is not None:
                assert step.x is not None
                product = step.points * step.x
                part = product if step.cap is None else min(step.cap, product)
                assert abs(step.value) == abs(part)
    rows = sum((one.points for one in found.rows.values()), Decimal(0))
    assert rows + sum((step.value for step in found.steps), Decimal(0)) == found.total


@SCHEME
@FEW
@given(data=st.data())
def test_more_of_anything_that_adds_never_costs(scheme: Scheme, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from([row for row in scheme.rows if row.terms and not away(row)]))
    facts = data.draw(row_facts(row, complete=True))
    adding = [term for term in row.terms if term.sign > 0 and term.kind != "rank"]
    deducting = {name for term in row.terms if term.sign < 0 for name in term.inputs}
    before = assess(scheme, {row.id: facts}).rows[row.id].points
    for term in adding:
        counted = term.inputs[:1] if term.kind == "ratio" else term.inputs  # more due earns less
        for name in set(counted) - deducting:
            one = row.input(name)
            more = facts | {name: True}
            if one.kind == "named":
                more[name] = [*facts[name], ["丁", one.choice[0][0]]]
            elif one.choice:
                more[name] = min((p for _, p in one.choice if p > facts[name]), default=facts[name])
            elif one.kind == "count":
                more[name] = min(facts[name] + 1, 10**9 - 1)
            elif one.kind != "flag":
                more[name] = min(facts[name] + 1, one.maximum)
            assert assess(scheme, {row.id: more}).rows[row.id].points >= before


@SCHEME
@FEW
@given(data=st.data())
def test_answering_never_lowers_a_provisional_row(scheme: Scheme, data: st.DataObject) -> None:
    """未报 earns nothing: whatever the answer turns out to be, a floor of 0 is not undercut."""
    row = data.draw(st.sampled_from([row for row in scheme.rows if not away(row)]))
    full = data.draw(row_facts(row, complete=True))
    kept = {name: value for name, value in full.items() if data.draw(st.booleans())}
    part = assess(scheme, {row.id: kept}).rows[row.id]
    whole = assess(scheme, {row.id: full}).rows[row.id]
    assert part.points <= max(whole.points, 0)
    if len(kept) < len(full) and not any(step.kind in ("gate", "zero") for step in part.steps):
        assert set(part.missing) == set(full) - set(kept)


@SCHEME
@FEW
@given(data=st.data())
def test_answering_never_costs_a_place(scheme: Scheme, data: st.DataObject) -> None:
    """What a provisional unit is placed by is the least it can come to."""
    full = {} if any(away(row) for row in scheme.rows) else data.draw(facts_of(scheme))
    kept = {
        id: {name: value for name, value in one.items() if data.draw(st.booleans())}
        for id, one in full.items()
    }
    part, whole = assess(scheme, kept), assess(scheme, full)
    assert standing(scheme, part).key <= standing(scheme, whole).key


@SCHEME
@FEW
@given(data=st.data())
def test_order_of_facts_does_not_matter(scheme: Scheme, data: st.DataObject) -> None:
    facts = data.draw(facts_of(scheme)) if not any(away(row) for row in scheme.rows) else {}
    turned = {id: dict(reversed(one.items())) for id, one in reversed(facts.items())}
    assert assess(scheme, facts) == assess(scheme, turned)


@FEW
@given(data=st.data())
def test_order_of_units_does_not_matter(data: st.DataObject) -> None:
    scheme = SCHEMES[0]
    units = [assess(scheme, data.draw(facts_of(scheme)), name) for name in "甲乙丙丁"]
    shuffled: list[Assessment] = list(units)
    random.Random(data.draw(st.integers(0, 99))).shuffle(shuffled)
    assert rank(scheme, units) == rank(scheme, shuffled)


@SCHEME
@FEW
@given(data=st.data())
def test_room_is_what_the_best_answer_would_bring(scheme: Scheme, data: st.DataObject) -> None:
    facts = {} if any(away(row) for row in scheme.rows) else data.draw(facts_of(scheme))
    now = assess(scheme, facts)
    for one in room(scheme, facts):
        assert one.points > 0
        assert now.rows[one.row].points + one.points <= scheme.row(one.row).points
        assert one.inputs


@SCHEME
@FEW
@given(data=st.data())
def test_every_result_can_be_said(scheme: Scheme, data: st.DataObject) -> None:
    found = assess(scheme, data.draw(facts_of(scheme)), "西乡", of_class(scheme))
    for row in scheme.rows:
        assert f"合计 {show(found.rows[row.id].points)} 分" in result(row, found.rows[row.id])
        assert rule(row).endswith("。")
    assert ("暂定" in total(scheme, found)) is found.provisional


@SCHEME
def test_a_scheme_survives_being_printed_and_read(scheme: Scheme) -> None:
    text = print_scheme(scheme)
    again = catalogue.loads(text, "printed")
    assert again == scheme
    assert print_scheme(again) == text


@given(number=st.decimals("-99999", "99999", allow_nan=False))
@settings(max_examples=60, deadline=None)
def test_plain_is_exact_and_show_is_near(number: Decimal) -> None:
    assert Decimal(plain(number)) == number
    assert abs(Decimal(show(number)) - number) <= Decimal("0.005")


@given(total=st.decimals("-10", "110", places=4))
@settings(max_examples=60, deadline=None)
def test_a_higher_total_never_has_a_lower_grade(total: Decimal) -> None:
    scheme = SCHEMES[0]
    names = [one.name for one in scheme.grades]
    higher = names.index(grade(scheme, total + Decimal("0.0001")))
    assert higher <= names.index(grade(scheme, total))


@settings(max_examples=30, deadline=None)
@given(
    facts=st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("县级通报", "市级通报", "市级表扬", "省级表扬"), st.booleans())
    )
)
def test_an_answer_never_lowers_what_stood_before(facts: dict[str, bool]) -> None:
    one = small.scheme(BOTH)
    before = assess(one, {"一.1": facts}).total
    for name in ("县级通报", "市级通报", "市级表扬", "省级表扬"):
        for answer in (True, False):
            assert assess(one, {"一.1": {name: answer} | facts}).total >= before


@pytest.mark.parametrize(("table", "one"), ROWS, ids=[one["id"] for _, one in ROWS])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_row_is_worth_what_the_formula_says(table: int, one: dict, data: st.DataObject) -> None:
    scheme = GROUPS[table]
    row = scheme.row(one["id"][2:])
    facts = data.draw(row_facts(row, complete=True))
    points = assess(scheme, {row.id: facts}).rows[row.id].points
    assert Fraction(points) == by_formula(one["rule"], transcribed(one, row, facts))


@settings(max_examples=60, deadline=None)
@given(
    totals=st.lists(
        st.one_of(
            st.decimals("79.99", "80.01", places=7),
            st.sampled_from(["80", "82.9965", "82.999996", "83"]).map(Decimal),
        ),
        max_size=9,
    )
)
def test_order_and_grade_can_be_read_off(departments: Scheme, totals: list[Decimal]) -> None:
    found = figures(departments, lines(*map(str, totals)))
    for one, figure in zip(totals, found, strict=True):
        assert grade(departments, figure) == grade(departments, one)
        assert figure == rounded(one, -int(figure.as_tuple().exponent), "half_up")
        for other, beside in zip(totals, found, strict=True):
            assert (figure > beside) == (one > other)


@settings(max_examples=60, deadline=None)
@given(
    totals=st.lists(
        st.one_of(st.decimals("79.97", "80.03", places=5), st.decimals("79.99", "80", places=7)),
        min_size=1,
        max_size=30,
    )
)
def test_a_line_alone_prints_what_the_whole_table_prints(
    departments: Scheme, totals: list[Decimal]
) -> None:
    table = tuple(lines(*map(str, totals)))
    whole = figures(departments, table)
    assert [figure_in(departments, table, one) for one in table] == whole


@settings(max_examples=60, deadline=None)
@given(
    place=st.integers(0, len(sample_text())),
    sign=st.sampled_from("“”\"，,[]{}【】=＝：#\n'x 一5\u3000\\"),
    cut=st.integers(0, 2),
)
def test_whatever_is_mistyped_the_answer_is_a_list_of_sentences(
    place: int, sign: str, cut: int
) -> None:
    source = sample_text()[:place] + sign + sample_text()[place + cut :]
    with suppress(SchemeError):
        catalogue.loads(source, "x.toml")
    try:
        tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        assert all(told(source))
