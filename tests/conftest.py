"""Options every test shares."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update`` rewrites the stories with what was really said."""
    parser.addoption("--update", action="store_true", help="rewrite the stories")
