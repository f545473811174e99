"""Everyday examples beside the schemes: ``examples.toml``, by document, table and row.

A scheme that is not named there has its own worked examples, which ``words.howto`` says instead.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from scoring.scheme import Scheme


def example_of(scheme: Scheme, row: str) -> str:
    """The everyday example of a row, or nothing."""
    return _examples().get((scheme.number, scheme.group), {}).get(row, "")


@cache
def _examples() -> dict[tuple[str, str], dict[str, str]]:
    read = tomllib.loads(resources.files("bot.advice").joinpath("examples.toml").read_text("utf-8"))
    return {(one["document"], one["group"]): one for one in read["rows"]}
