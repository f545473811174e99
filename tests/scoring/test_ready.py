"""What is remembered is what would be worked out: the quick road and the careful one are one."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from scoring import assess as roads
from scoring.assess import Assessment, FactsError, assess
from scoring.batch import text_of
from scoring.facts import NOT_APPLICABLE, UNREPORTED
from scoring.model import Row
from scoring.scheme import Scheme, SchemeError, loads
from scoring.sentence import result, total
from tests.scoring.small import text
from tests.scoring.strategies import values_for
from tests.scoring.test_properties import SCHEMES, of_class

pytestmark = pytest.mark.slow

SOME = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
ODD = st.sampled_from(
    [
        *(True, False, 0, 1, 2, -1, 10**9, 10**40, 1.0, "无", "未报", "不适用", "x", "1e3", b"1"),
        *(None, UNREPORTED, NOT_APPLICABLE, [], {}, "0.5", "50%"),
        *map(Decimal, ("1", "1.00", "0.50", "NaN", "sNaN", "-0")),
    ]
)


@st.composite
def loose_facts(draw: st.DrawFn, row: Row) -> object:
    """Facts of a row, mostly right, sometimes anything at all."""
    if draw(st.integers(0, 30)) == 0:
        return draw(st.sampled_from([None, {}, [], "x", 1, {"没有这一项": 1}]))
    odd = draw(st.integers(0, 12)) == 0
    return {
        one.name: draw(ODD if odd and draw(st.booleans()) else values_for(one))
        for one in row.inputs
        if draw(st.integers(0, 9))
    }


def both(scheme: Scheme, facts: object, unit: str, classed: str) -> tuple[object, object]:
    """What either road says: the result with all its words, or the faults."""

    def road(way: str) -> object:
        try:
            if way == "quick":
                found = assess(scheme, facts, unit, classed)  # type: ignore[arg-type]
            else:
                known = classed or scheme.class_of(unit) or ""
                own, given, _ = roads.as_met(scheme, facts, unit, known, {})  # type: ignore[arg-type]
                found = roads._carefully(own, given, unit, known, {})
        except FactsError as error:
            return [str(one) for one in error.faults]
        return found, text_of(found), said(scheme, found)

    return road("quick"), road("careful")


def said(scheme: Scheme, found: Assessment) -> list[str]:
    return [result(row, found.rows[row.id]) for row in scheme.rows] + [total(scheme, found)]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda one: one.name)
@SOME
@given(data=st.data())
def test_both_roads_say_the_same(scheme: Scheme, data: st.DataObject) -> None:
    facts = {
        row.id: data.draw(loose_facts(row)) for row in scheme.rows if data.draw(st.integers(0, 9))
    }
    if data.draw(st.integers(0, 40)) == 0:
        facts["九.9"] = {}
    unit = data.draw(st.sampled_from(["西乡", "东镇", "县教育局", ""]))
    classed = data.draw(st.sampled_from([of_class(scheme), "", "没有的类"]))
    for _ in range(2):  # the second time everything is remembered
        quick, careful = both(scheme, facts, unit, classed)
        assert quick == careful


POINTS = st.sampled_from(["0.5", "1", "2", "2.5", "10"])


@st.composite
def terms(draw: st.DrawFn, name: str, sign: str) -> str:
    """One part of a row, of any verb."""
    points = draw(POINTS)
    most = f", max = {draw(POINTS)}" if draw(st.booleans()) else ""
    line = draw(st.sampled_from(["", ", over = 1", ", under = 2"]))
    parts = [
        f'each = "{name}", unit = "次", points = {points}{most}{line}',
        f'each = "{name}", unit = "次", band = [[1, {points}], [3, 10]]{line}',
        f'if = "{name}", points = {points}',
        f'rate = "{name}", points = {points}, signed = true{most}',
        f'rate = "{name}", under = 0.95, per = 0.01, whole = "up", points = {points}',
        f'award = "{name}", max = {points}',
        f'rank = "{name}", table = [[1, 10], [3, {points}]], otherwise = 0.5',
        f'quota = {{ "{name}甲" = 1, "{name}乙" = 2 }}, unit = "篇", points = {points}',
    ]
    parts.append(f'ratio = ["{name}甲", "{name}乙"], unit = "件", points = {points}{most}')
    verb = "items" if sign == "add" else "lacking"
    parts.append(f'{verb} = ["{name}子", "{name}丑"], list = "{name}", points = {points}{most}')
    return f"{{ {draw(st.sampled_from(parts))} }}"


@st.composite
def random_schemes(draw: st.DrawFn) -> Scheme:
    """A scheme of one row put together by chance."""
    adds = [draw(terms(f"子{n}", "add")) for n in range(draw(st.integers(0, 2)))]
    takes = [draw(terms(f"丑{n}", "deduct")) for n in range(draw(st.integers(0, 2)))]
    assume(adds or takes)
    body = [f"{key} = [{', '.join(of)}]" for key, of in (("add", adds), ("deduct", takes)) if of]
    body += ['by = "信用办"', 'defect = "随意凑成。"']
    body += [f"start = {draw(st.sampled_from(['0', '4', '10']))}"] if adds and takes else []
    body += [f"floor = {draw(st.sampled_from(['0', '-5', '0']))}"]
    extras = ["highest = true", 'only_if = "前提"', 'zero_if = "作假 >= 2"', 'absent = "rescale"']
    extras += ['effects = [{ when = "事件", effect = "veto" }]']
    body += [one for one in extras if draw(st.booleans())]
    try:
        return loads(text("\n".join(body)), "随意.toml")
    except SchemeError:
        assume(False)
        raise


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(scheme=random_schemes(), data=st.data())
def test_both_roads_say_the_same_of_any_scheme(scheme: Scheme, data: st.DataObject) -> None:
    row = scheme.rows[0]
    for _ in range(3):
        facts = {row.id: data.draw(loose_facts(row))}
        quick, careful = both(scheme, facts, "甲", "")
        assert quick == careful
        assert both(scheme, facts, "甲", "")[0] == quick


def test_memory_is_bounded(departments: Scheme) -> None:
    departments.__dict__.pop("prepared", None)
    for number in range(5000):
        assess(departments, {"三.1b": {"宣传活动": number}})
    (ready,) = [one for one in departments.__dict__["prepared"].rows if one.id == "三.1b"]
    assert len(ready.known) <= 2048
