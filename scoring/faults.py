"""What is wrong in a scheme file, place by place, and the error that carries it all.

Here: the nouns. Not here: finding faults (`table`, `checks`), slips of the pen (`slips`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a scheme file: where it is, and one Chinese sentence saying what."""

    file: str
    row: str
    key: str
    sentence: str

    def __str__(self) -> str:
        place = "，".join(part for part in (self.file, self.row, self.key) if part)
        return f"{place}：{self.sentence}" if place else self.sentence


class SchemeError(Exception):
    """A scheme that cannot be used; `faults` holds everything found in one run."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)
