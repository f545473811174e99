"""No answer speaks to a unit of what stands in another table only."""

from __future__ import annotations

import re

import pytest

from bot.advice.answering import in_another_table
from bot.advice.facts import Asker
from bot.questions.topic import topics
from scoring.scheme import Scheme, load

TABLES = {name: load(f"郏县2022-{name}") for name in ("县直单位", "乡镇街道")}
BUTTONS = {"佐证材料"}
SIDE_BY_SIDE = {"promise_where", "xyd_checked"}
"""They say of each table by its name what it prints."""


def _printed(scheme: Scheme) -> str:
    cells = [
        "\n".join((row.section, row.name, row.text, row.content, row.basis)) for row in scheme.rows
    ]
    asked = [f"{one.name}\n{one.ask}" for row in scheme.rows for one in row.inputs]
    return re.sub(r"[ \n]", "", "\n".join((*cells, *asked)))


@pytest.mark.parametrize("table", TABLES)
def test_what_an_answer_quotes_stands_in_the_table_of_whoever_asks(table: str) -> None:
    told = Asker((TABLES[table],), None, 1, "")
    own = _printed(TABLES[table])
    others = "".join(_printed(one) for name, one in TABLES.items() if name != table)
    strange = {
        (name, said)
        for name, one in topics().items()
        if one.side != "office" and name not in SIDE_BY_SIDE and not in_another_table(told, one)
        for said in re.findall("“([^”]+)”", one.answer)
        if said not in BUTTONS and said not in own and said in others
    }
    assert not strange


@pytest.mark.parametrize(
    ("table", "topic", "another"),
    [
        ("县直单位", "seven_haves", True),
        ("乡镇街道", "seven_haves", False),
        ("乡镇街道", "bank_meetings", True),
        ("县直单位", "bank_meetings", False),
        ("县直单位", "photo", False),
    ],
)
def test_a_row_of_another_table_is_none_of_the_unit(table: str, topic: str, another: bool) -> None:
    told = Asker((TABLES[table],), None, 1, "")
    assert in_another_table(told, topics()[topic]) is another


def test_the_office_is_told_of_every_table_and_no_topic_is_barred_from_all() -> None:
    office = Asker(tuple(TABLES.values()), None, None, "")
    units = [Asker((one,), None, 1, "") for one in TABLES.values()]
    kept = [one for one in topics().values() if one.answer and one.side != "office"]
    assert not any(in_another_table(office, one) for one in topics().values())
    assert not [one.name for one in kept if all(in_another_table(told, one) for told in units)]
