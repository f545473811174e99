"""Processes that live and die: children are forked from a server that has imported everything."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import ForkServerContext

import pytest


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Children are forked from a server that has imported everything once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "tests.kill.child"])
    return context
