"""Words that a document uses and does not explain: what they mean in everyday speech."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Final

_FILE: Final = resources.files("bot.advice") / "glossary.toml"


@cache
def glossary() -> dict[str, str]:
    """Word → its everyday meaning, without a full stop."""
    return {str(word): str(said) for word, said in tomllib.loads(_FILE.read_text("utf-8")).items()}
