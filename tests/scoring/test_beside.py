"""What advice promises beside other rows: sections that end, rows that wait, points of the year."""

from scoring.assess import assess, room
from scoring.scheme import Scheme, loads
from tests.scoring.small import text

ONE = 'add = [{ each = "甲", unit = "次", points = 1 }]\n'
TWO = """
["一.2"]
name = "后一行"
points = 5
{more}
add = [{{ each = "乙", unit = "次", points = 1 }}]
"""


def two(more: str, *, full: str, section: str = "") -> Scheme:
    whole = text(ONE + TWO.format(more=more), points="5", full=full, section=section)
    return loads(whole.replace("points = 5\n", f"points = {full}\n", 1), "小表")


def gains(one: Scheme, first: int, second: int) -> dict[str, int]:
    """What each row is said to bring; what the unit has and what it may gain is within reach."""
    facts = {"一.1": {"甲": first}, "一.2": {"乙": second}}
    found = {each.row: each.points for each in room(one, facts)}
    assert assess(one, facts).total + sum(found.values()) == one.reachable
    return {id: int(points) for id, points in found.items()}


def test_what_a_section_cuts_is_not_promised() -> None:
    capped = two("", full="7", section="capped = true")
    assert gains(capped, 0, 0) == {"一.1": 5, "一.2": 2}
    assert gains(capped, 4, 2) == {"一.1": 1}
    assert gains(capped, 5, 4) == {}


def test_a_row_that_waits_for_another_comes_behind_it() -> None:
    waits = two('after = { "一.1" = 5 }', full="10")
    assert gains(waits, 0, 0) == {"一.1": 5, "一.2": 5}
    assert gains(waits, 4, 3) == {"一.1": 1, "一.2": 5}  # with the fifth the three count, too
    assert gains(waits, 5, 3) == {"一.2": 2}


def test_a_row_that_waits_for_a_later_one_comes_behind_it() -> None:
    body = 'after = { "一.2" = 5 }\n' + ONE + TWO.format(more="")
    whole = text(body, points="5", full="10")
    one = loads(whole.replace("points = 5\n", "points = 10\n", 1), "小表")
    assert gains(one, 3, 4) == {"一.2": 1, "一.1": 5}
