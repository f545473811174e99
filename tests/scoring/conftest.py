"""The schemes the scoring tests share."""

from pathlib import Path

import pytest

from scoring.scheme import Scheme, load


@pytest.fixture(scope="session")
def departments() -> Scheme:
    return load("县直单位")


@pytest.fixture(scope="session")
def townships() -> Scheme:
    return load("乡镇街道")


@pytest.fixture(scope="session")
def shicheng() -> Scheme:
    return load(Path(__file__).parent / "schemes" / "石城县2018-乡镇.toml")
