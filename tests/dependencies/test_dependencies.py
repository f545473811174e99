"""Silence of an index that keeps no vulnerabilities is not taken for good news."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from tests.dependencies.__main__ import audit
from tests.dependencies.inventory import Package, bill, pinned
from tests.dependencies.vulnerabilities import CANARY, Answer, Ask, index, read

NOW = datetime(2026, 11, 28, tzinfo=UTC)
GOOD = Package("good", "1.0", "1.0", "MIT")
BAD = Package("bad", "2.0", "2.0", "MIT")


def _index(*, keeps: bool) -> Ask:
    def ask(name: str, version: str) -> Answer | None:
        known = keeps and ((name, version) == CANARY or name == "bad")
        return Answer(NOW - timedelta(days=40), ("CVE-1",) if known else ())

    return ask


def test_a_known_vulnerability_is_told_and_ends_with_a_status() -> None:
    lines, status = audit([GOOD, BAD], _index(keeps=True), NOW)
    assert status == 1
    assert "漏洞 CVE-1" in lines[1]
    assert "漏洞" not in lines[0]
    assert audit([GOOD], _index(keeps=True), NOW)[1] == 0


def test_a_database_that_is_not_reached_is_said_plainly() -> None:
    for ask in (None, _index(keeps=False), lambda *_: None):
        lines, status = audit([BAD], ask, NOW)
        assert status == 2
        assert any("没有查漏洞，不等于没有漏洞" in one for one in lines)
        assert not any("没有已知漏洞" in one for one in lines)


def test_a_licence_that_does_not_go_with_ours_is_looked_at() -> None:
    foreign = Package("x", "1", "1", "GPL-3.0-only")
    lines, status = audit([foreign], _index(keeps=True), NOW)
    assert (status, "许可要人看" in lines[0]) == (1, True)


def test_every_pinned_package_is_there_with_its_version_and_a_licence() -> None:
    packages = pinned()
    assert len(packages) > 40
    there = [one for one in packages if one.installed is not None]
    assert [one.name for one in there if one.installed != one.pinned] == []
    assert [one.name for one in there if not one.licence] == []


def test_the_bill_of_materials_is_cyclonedx() -> None:
    made = bill([GOOD, BAD], "2026-11-28T00:00:00Z")
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.5")
    assert [one["purl"] for one in made["components"]] == ["pkg:pypi/bad@2.0", "pkg:pypi/good@1.0"]
    assert made["components"][0]["licenses"] == [{"license": {"name": "MIT"}}]
    assert made["dependencies"][0]["dependsOn"] == ["pkg:pypi/bad@2.0", "pkg:pypi/good@1.0"]
    assert bill([BAD, GOOD], "2026-11-28T00:00:00Z") == made, "the same packages, the same bill"


def test_what_an_index_answers_is_read() -> None:
    told = {
        "urls": [{"upload_time_iso_8601": "2026-01-02T03:04:05Z"}],
        "vulnerabilities": [{"id": "A", "withdrawn": None}, {"id": "B", "withdrawn": "2026"}],
    }
    assert read(told) == Answer(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), ("A",))


def test_nobody_is_asked_again_who_does_not_answer() -> None:
    """A hundred packages would wait for it one after the other."""
    asked = []

    def ask(name: str, version: str) -> None:
        asked.append((name, version))

    lines, status = audit([GOOD, BAD], ask, NOW)
    assert (asked, status) == ([CANARY], 2)
    assert "漏洞库连不上" in lines[-2]


def test_where_pip_was_told_nothing_its_own_index_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told comes first."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    for one in ("PIP_INDEX_URL", "AUDIT_INDEX"):
        monkeypatch.delenv(one, raising=False)
    assert urlsplit(index()).path.strip("/") == "simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    assert index() == "https://mirror.example/simple"
    monkeypatch.setenv("AUDIT_INDEX", "https://index.example/simple")
    assert index() == "https://index.example/simple"
