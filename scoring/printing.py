"""A Scheme printed back as TOML that reads as the same scheme.

Here: header, sections and rows in the order of `keys`, defaults left out. Not here: terms
(`verbs`), reading (`reading`); comments of a hand-written file are not kept.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from scoring.exact import plain
from scoring.model import Ranking, Row, Scheme, Section, YearRule
from scoring.parts import Example, Factor, Group, Joint, Term
from scoring.verbs import VERBS


def print_scheme(scheme: Scheme) -> str:
    """Return the scheme as TOML; `loads` of it gives an equal scheme."""
    lines = ["[scheme]", *_lines(_header(scheme)), ""]
    lines += ["[ranking]", *_lines(_ranking(scheme.ranking)), ""]
    if scheme.year is not None:
        lines += ["[year]", *_lines(_year(scheme.year)), ""]
    if scheme.classes:
        lines += ["[classes]", *_lines(((name, list(units)) for name, units in scheme.classes)), ""]
    for section in scheme.sections:
        lines += [f"[section.{_text(section.number)}]", *_lines(_section(section)), ""]
        for row in section.rows:
            lines += [f"[{_text(row.id)}]", *_lines(_row(row)), ""]
    return "\n".join(lines)


def print_keys(keys: Mapping[str, object]) -> str:
    """Return the lines of one table: what a draft keeps of a row before it is a scheme."""
    return "\n".join(_lines(keys.items()))


def print_row(row: Row) -> str:
    """Return the lines of one row, without its heading."""
    return "\n".join(_lines(_row(row)))


Pairs = Iterable[tuple[str, object]]


def _lines(pairs: Pairs) -> Iterator[str]:
    for key, value in pairs:
        name = key if key.isascii() and key.isidentifier() else _text(key)
        yield f"{name} = {_value(value)}"


def _text(text: str) -> str:
    """A JSON string is a TOML string but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value) if value.is_finite() else _text("不限")
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, dict):
        inside = ", ".join(_lines(value.items()))
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_value(one) for one in value)}]"
    return _text(str(value))


def _written(pairs: Pairs) -> Iterator[tuple[str, object]]:
    """Leave out what was not said."""
    for key, value in pairs:
        if value not in (None, "", (), [], {}, False):
            yield key, value


def _named(thing: object, *names: str) -> Pairs:
    return [(name, getattr(thing, name)) for name in names]


def _header(scheme: Scheme) -> Iterator[tuple[str, object]]:
    yield from _named(scheme, "name", "group", "title", "document")
    yield from _written(_named(scheme, "number"))
    yield from _named(scheme, "issued", "in_force")
    if scheme.period != "quarter":
        yield "period", scheme.period
    yield "full", scheme.full
    yield "grades", [[one.name, one.at_least] for one in scheme.grades]
    yield from _written(
        [("defects", list(scheme.own_defects)), ("readings", list(scheme.readings))]
    )
    for name in ("bonus_max", "bonus_from", "total_max", "total_min"):
        if getattr(scheme, name) is not None:
            yield name, getattr(scheme, name)
    yield from _written(_named(scheme, "returned"))


def _factor(one: Factor) -> dict[str, object]:
    found: dict[str, object] = (
        {"figure": one.figure, "from": one.least, "to": one.most}
        if one.when is None
        else {"when": str(one.when), "times": one.times}
    )
    return found if len(one.of) > 1 else {**found, "of": "add" if one.of == (1,) else "deduct"}


def _joint(one: Joint) -> dict[str, object]:
    bounds = {"most": one.most, "least": one.least}
    return {"with": list(one.others), **{k: v for k, v in bounds.items() if v is not None}}


def _group(one: Group) -> dict[str, object]:
    bounds = {"most": one.most, "loses": one.loses}
    return {"of": list(one.of), **{k: v for k, v in bounds.items() if v is not None}}


def _ranking(rules: Ranking) -> Iterator[tuple[str, object]]:
    yield from _named(rules, "compare", "digits", "rounding", "ties")
    yield from _written([("break_by", list(rules.break_by)), ("per_class", rules.per_class)])
    yield "vetoed", rules.vetoed


def _year(rule: YearRule) -> Iterator[tuple[str, object]]:
    yield "compose", rule.compose
    yield from _written([("weights", list(rule.weights))])
    yield "missing", rule.missing
    yield from _written([("share", rule.share)])
    yield from _written([("grades", [[one.name, one.at_least] for one in rule.grades])])


def _section(section: Section) -> Iterator[tuple[str, object]]:
    yield from _named(section, "name", "points")
    if section.bonus:
        yield "bonus", "outside" if section.outside else "inside"
    yield from _written(
        _named(section, "weight", "yearly", "capped", "heading", "reading", "defect")
    )


def _wants(row: Row) -> list[str] | dict[str, list[str]]:
    if not any(one.of for one in row.wants):
        return [one.text for one in row.wants]
    owners = dict.fromkeys(one.of for one in row.wants)
    return {of: [one.text for one in row.wants if one.of == of] for of in owners}


def _term(term: Term, row: Row) -> dict[str, object]:
    back = VERBS[term.kind].back
    keys = dict(back(term, row))
    if term.own:
        keys["for"] = {
            name: {key: value for key, value in back(own, row) if keys.get(key) != value}
            for name, own in term.own
        }
    return keys


def _row(row: Row) -> Iterator[tuple[str, object]]:
    yield from _named(row, "name", "points")
    yield from _written(_named(row, "text", "content", "basis", "method"))
    for key, sign in (("add", 1), ("deduct", -1)):
        terms = [_term(term, row) for term in row.terms if term.sign == sign]
        if terms:
            yield key, terms
    signs = {term.sign for term in row.terms}
    if len(signs) == 2 or (signs == {1} and row.start):
        yield "start", row.start
    if row.floor:
        yield "floor", row.floor
    yield from _written(
        [
            ("only_if", [str(one) for one in row.only_if]),
            ("zero_if", [str(one) for one in row.zero_if]),
            ("after", dict(row.after)),
            ("joint", [_joint(one) for one in row.joint]),
            ("grouped", [_group(one) for one in row.grouped]),
            ("shared", dict(row.shared)),
            ("factors", [_factor(one) for one in row.factors]),
            *(
                (key, [{"when": str(one.when), "points": one.points} for one in stakes])
                for key, stakes in (("most_if", row.most_if), ("total_off", row.total_off))
            ),
            ("highest", row.highest),
            ("effects", [{"when": str(e.when), "effect": e.kind} for e in row.effects]),
            *_named(row, "by", "reviewer", "ledger", "cumulative", "steady"),
            ("units", list(row.units)),
            ("classes", list(row.classes)),
        ]
    )
    if row.absent is not None:
        yield "absent", row.absent
    yield from _written(
        [
            *_named(row, "returned", "short", "proof"),
            ("wants", _wants(row)),
            *_named(row, "reading", "defect"),
        ]
    )
    if row.asks:
        yield "ask", dict(row.asks)
    if row.printed_cells:
        cells = dict(row.printed_cells)
        yield "printed", cells.get("", cells)
    if row.examples:
        yield "example", [_example(one) for one in row.examples]


def _example(one: Example) -> dict[str, object]:
    others = {name: list(figures) for name, figures in one.others}
    return {"given": dict(one.given), **({"others": others} if others else {}), "score": one.score}
