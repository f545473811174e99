"""What the first sentence would have to wait for: what was learnt, read once. For a thread."""

from __future__ import annotations

from bot.questions import about_rules
from bot.questions.guess import weights
from bot.questions.learnt import heard
from bot.questions.topic import topics


def read_once() -> None:
    """Read topics, weights and commands into memory: a tenth of a second, of no turn then."""
    topics()
    weights()
    heard()
    about_rules.weights()
