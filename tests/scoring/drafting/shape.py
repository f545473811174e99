"""The shape of a rule without its names: what two readings of a clause must share to be the same.

`+each次1` adds a point for each, `-rate under0.95 per0.01 1` takes one for each point short,
`+rate 0.8:3,0.9:5` are steps, `gate` and `stop` are conditions, `OPEN` is not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring.drafting import Understood
from scoring.exact import plain


def shapes(found: Understood) -> list[str]:
    """The shapes of all readings, the likeliest first; OPEN where there is none."""
    return [shape(one.keys) for one in found.readings] or ["OPEN"]


def shape(keys: Mapping[str, Any]) -> str:
    """The shape of one reading."""
    parts = [_term("+", one) for one in keys.get("add", ())]
    parts += [_term("-", one) for one in keys.get("deduct", ())]
    parts += ["gate"] * len(keys.get("only_if", ())) + ["stop"] * len(keys.get("zero_if", ()))
    parts += [one["effect"] for one in keys.get("effects", ())]
    parts += [f"×{plain(one['times'])}" for one in keys.get("factors", ()) if "times" in one]
    parts += ["×figure" for one in keys.get("factors", ()) if "figure" in one]
    parts += ["highest"] if keys.get("highest") else []
    if "add" in keys and "deduct" in keys and "start" in keys:
        parts.append(f"start{plain(keys['start'])}")
    return " ".join(parts)


def _term(sign: str, term: Mapping[str, Any]) -> str:
    if "rank" in term:
        return "+rank"
    if "choice" in term:
        return f"{sign}choice{','.join(plain(Decimal(points)) for _, points in term['choice'])}"
    if "marks" in term:
        return f"{sign}marks{','.join(plain(Decimal(part)) for _, part in term['assessors'])}"
    if "among" in term:
        return f"{sign}among{term.get('share', '')}"
    if "named" in term:
        worth = ",".join(plain(Decimal(points)) for _, points in term["levels"])
        return f"{sign}named{term.get('unit', '项')}{worth}"
    if "award" in term:
        least, most = term.get("min", Decimal(0)), term.get("max")
        every = f"每{term['events']}" if "events" in term else ""
        span = f"{every}{plain(least)}-{plain(most)}" if most is not None else ""
        return f"award{span}" if sign == "+" else f"-award{span}"
    verb = next(
        one
        for one in ("each", "if", "items", "lacking", "rate", "amount", "ratio", "rank")
        if one in term
    )
    classes = f" for{','.join(term['for'])}" if "for" in term else ""
    return f"{sign}{verb}{''.join(_rest(verb, term))}{classes}"


def _rest(verb: str, term: Mapping[str, Any]) -> Iterator[str]:
    if verb in ("items", "lacking"):
        yield f"{len(term[verb])}x{plain(term['points'])}"
        return
    if verb in ("each", "amount"):
        yield term["unit"]
    if "band" in term:
        yield f" {_steps(term['band'])}"
        return
    if "upto" in term:
        beyond = Decimal(term.get("otherwise", 0))
        yield f" upto{_steps(term['upto'])}" + (f",{plain(beyond)}" if beyond else "")
        return
    if "under" in term or "over" in term:
        line = "under" if "under" in term else "over"
        yield f" {line}{plain(term[line])} "
        if "per" in term:
            yield f"per{plain(term['per'])} "
    elif verb == "amount" and "per" in term:
        yield f" per{plain(term['per'])} "
    yield plain(Decimal(term["points"]))
    if term.get("whole"):
        yield f" {term['whole']}"


def _steps(band: Sequence[Sequence[Decimal]]) -> str:
    return ",".join(f"{plain(Decimal(at))}:{plain(Decimal(points))}" for at, points in band)
