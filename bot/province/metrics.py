"""What a worker tells a monitor, in Prometheus' text form; names of counties' schemas, no others.

https://prometheus.io/docs/instrumenting/exposition_formats/ (text format 0.0.4).
"""

from __future__ import annotations

import resource
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

TYPE = "text/plain; version=0.0.4; charset=utf-8"
Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: what it is called, what it means, and its values."""

    name: str
    help: str
    values: tuple[tuple[Labels, float], ...]
    kind: str = "gauge"


def metrics(counties: Mapping[str, Mapping[str, Any]], workers: int) -> list[Metric]:
    """The figures of a worker, of what its ``/health`` says of each county."""
    here = {name: its for name, its in counties.items() if its["here"]}
    used = resource.getrusage(resource.RUSAGE_SELF)
    return [
        Metric("xinkao_workers", "Workers that were heard of a moment ago.", (((), workers),)),
        Metric(
            "xinkao_county_held",
            "Whether any worker holds the county, as this one sees it.",
            _each((name, bool(its["worker"])) for name, its in counties.items()),
        ),
        Metric(
            "xinkao_county_here",
            "Whether this worker serves the county.",
            _each((name, its["here"]) for name, its in counties.items()),
        ),
        Metric(
            "xinkao_county_ok",
            "Whether nothing is wrong with a county that is served here.",
            _each((name, its["ok"]) for name, its in here.items()),
        ),
        Metric(
            "xinkao_letters_waiting",
            "Letters that have not gone out yet.",
            _each((name, its["letters_waiting"]) for name, its in here.items()),
        ),
        Metric("xinkao_trouble", "What is wrong, by its code.", tuple(_troubles(here))),
        Metric(
            "xinkao_process_cpu_seconds_total",
            "Processor time of this worker.",
            (((), used.ru_utime + used.ru_stime),),
            "counter",
        ),
        Metric(
            "xinkao_process_memory_peak_bytes",
            "The most memory this worker has had.",
            (((), used.ru_maxrss * 1024.0),),
        ),
    ]


def _each(found: Iterable[tuple[str, float]]) -> tuple[tuple[Labels, float], ...]:
    return tuple(((("county", name),), float(value)) for name, value in found)


def _troubles(here: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[Labels, float]]:
    for name, its in here.items():
        for one in its["reasons"]:
            yield (("county", name), ("code", one["code"])), 1.0


def written(found: Iterable[Metric]) -> str:
    """As a monitor reads it."""
    lines = []
    for one in found:
        lines += [f"# HELP {one.name} {one.help}", f"# TYPE {one.name} {one.kind}"]
        lines += [f"{one.name}{_labelled(labels)} {value:.15g}" for labels, value in one.values]
    return "\n".join(lines) + "\n"


def _labelled(labels: Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
