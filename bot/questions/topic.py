"""Topics as data: what people ask about, in which words, and what answers it.

A table of a file in ``topics/`` is a topic:

``said``     its phrasings, a line each, written as ``bot.questions.phrasing`` says; without it
             they stand below its label in ``commands/office.txt`` (``learnt``)
``meaning``  where it leads: a name of the grammar, ``howto`` (the help of the row at hand) or
             ``ask_office``; without one the topic has an ``answer``
``answer``   what is said; ``{mb}`` and the like are filled in by ``bot.advice.answering``
``office``   what the office is told instead, whose part in the matter is another one: a topic of
             units that has it is the office's, too
``heading``  its button to the office, where the label speaks to a unit
``clause``   words by which the clause of the asker's own scheme is found, to be quoted
``reading``  words by which the adopted reading of a clause is found
``open``     the document does not decide it: that is said, and the office decides
``asks``     问信用办 stands below the answer
``only``     the answer speaks of this document and of no other
``links``    buttons: a label and a word of ``bot.advice.answering.LINKS``
``label``    its button when it is offered
``roles``    ``unit`` or ``office``; without it everybody
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal

from bot.questions.features import mask
from bot.questions.grammar import GRAMMAR
from bot.questions.phrasing import PLACES, expand

Side = Literal["unit", "office", ""]
LEADS: Final = frozenset({entry.name for entry in GRAMMAR} | {"howto", "ask_office"})
SPOKEN: Final = resources.files("bot.questions.topics") / "spoken.txt"
"""Sentences beside those of the tables: ``topic | sentence`` a line, by many writers."""
_KEYS: Final = {
    *("said", "meaning", "answer", "clause", "reading", "open", "asks", "only"),
    *("links", "label", "roles", "office", "heading"),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing people ask about."""

    name: str
    label: str
    phrasings: tuple[str, ...]
    meaning: str = ""
    answer: str = ""
    clause: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    open: bool = False
    asks: bool = False
    only: str = ""
    links: tuple[tuple[str, str], ...] = ()
    side: Side = ""
    office: str = ""
    heading: str = ""

    def fits(self, office: bool) -> bool:
        """Whether somebody of this side may mean it."""
        return not self.side or office == (self.side == "office") or (office and bool(self.office))

    def called(self, office: bool) -> str:
        """Its button and its heading, to somebody of this side."""
        return (office and self.heading) or self.label

    def told(self, office: bool) -> str:
        """What is answered to somebody of this side."""
        return (office and self.office) or self.answer


@cache
def topics() -> dict[str, Topic]:
    """Every topic by its name, in the order of the files.

    Raises:
        ValueError: a table has an unknown key, or leads nowhere, or to two places.
    """
    found: dict[str, Topic] = {}
    spoken = _spoken()
    for file in sorted(resources.files("bot.questions.topics").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            for name, table in tomllib.loads(file.read_text("utf-8")).items():
                if name in found:
                    raise ValueError(f"two topics are called {name}")
                side: Side = "office" if file.name == "office.toml" else ""
                found[name] = _read(name, table, side, spoken.pop(name, ()))
    if spoken:
        raise ValueError(f"no topics: {sorted(spoken)}")
    return found


def _spoken() -> dict[str, tuple[str, ...]]:
    """Topic → whole sentences that were said of it, as they were said."""
    found: dict[str, tuple[str, ...]] = {}
    for line in SPOKEN.read_text("utf-8").splitlines():
        if "|" in line and not line.startswith("#"):
            name, _, said = (part.strip() for part in line.partition("|"))
            found[name] = (*found.get(name, ()), _masked(said))
    return found


def _masked(said: str) -> str:
    """A sentence as the classifier sees it: {单位} stands for a unit, a row is one of all rows."""
    for place, sign in PLACES.items():
        said = said.replace(place, sign)
    return mask(said)


def phrased() -> dict[str, Topic]:
    """Those with phrasings of their own, from which the weights are learnt."""
    return {name: one for name, one in topics().items() if one.phrasings}


def _read(name: str, table: dict[str, object], side: Side, spoken: tuple[str, ...]) -> Topic:
    if strange := table.keys() - _KEYS:
        raise ValueError(f"{name}: {strange}")
    meaning, answer = str(table.get("meaning", "")), str(table.get("answer", ""))
    if bool(meaning) == bool(answer) or (meaning and meaning not in LEADS):
        raise ValueError(f"{name} leads to {meaning or answer or 'nothing'}")
    lines = str(table.get("said", "")).split("\n")
    label = str(table.get("label") or _label(meaning))
    return Topic(
        name=name,
        label=label,
        phrasings=tuple(
            dict.fromkeys((*(one for line in lines if line for one in expand(line)), *spoken))
        ),
        meaning=meaning,
        answer=answer,
        clause=_texts(table.get("clause")),
        reading=_texts(table.get("reading")),
        open=bool(table.get("open")),
        asks=bool(table.get("asks")),
        only=str(table.get("only", "")),
        links=tuple((str(a), str(b)) for a, b in _pairs(table.get("links"))),
        side=_side(table.get("roles"), side),
        office=str(table.get("office", "")).strip(),
        heading=str(table.get("heading", "")),
    )


def _side(said: object, otherwise: Side) -> Side:
    return {"unit": "unit", "office": "office", "all": ""}.get(str(said), otherwise)  # type: ignore[return-value] # literals of Side


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _pairs(value: object) -> list[list[object]]:
    return value if isinstance(value, list) else []


def _label(meaning: str) -> str:
    """What the grammar calls a meaning."""
    return next((entry.label for entry in GRAMMAR if entry.name == meaning), "")
