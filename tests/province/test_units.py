"""The unit and the compose file of a province: read by their own parsers where these are here."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.province import serving
from bot.running import usage

UNITS = Path(serving.__file__).parent / "units"
UNIT = UNITS / "xinkao-serve@.service"
COMPOSE = UNITS / "compose.yaml"
SCHEMA = Path(__file__).with_name("compose-spec.json")
"""github.com/compose-spec/compose-spec, schema/compose-spec.json, without its descriptions."""


def _unit() -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None, strict=True)
    found.optionxform = str  # type: ignore[assignment,method-assign] # names as they are written
    found.read_string(UNIT.read_text("utf-8"))
    return found


def _compose() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml")
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text("utf-8"))
    return found


def test_the_unit_starts_what_the_program_understands_and_lets_it_hand_over() -> None:
    """The words of ``serve``; more time to stop than a worker takes for handing everything over."""
    service = _unit()["Service"]
    words = service["ExecStart"].replace("%i", "8080").replace("${LISTEN}", "10.0.0.1")
    chosen = _understood(words.replace("${INNER}", "10.0.0.1").split())
    assert (chosen.port, chosen.behind_proxy, chosen.inner_host) == (8080, True, "10.0.0.1")
    assert float(service["TimeoutStopSec"]) > serving.STOPPING
    assert service["Type"] == "notify"


def test_the_unit_is_understood_by_systemd(tmp_path: Path) -> None:
    """As it says itself; only the program lies elsewhere here."""
    verify = shutil.which("systemd-analyze") or pytest.skip("这台机器没有 systemd-analyze")
    here = UNIT.read_text("utf-8").replace("/srv/xinkao/.venv/bin/python", sys.executable)
    here = re.sub(r"^(RequiresMountsFor|User)=.*\n", "", here, flags=re.MULTILINE)
    file = tmp_path / "xinkao-serve@8080.service"
    file.write_text(here, "utf-8")
    done = subprocess.run([verify, "verify", file], capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "xinkao" in line]
    assert said == [], done.stderr


def test_the_compose_file_names_nothing_that_is_not_there() -> None:
    """Services, volumes, secrets, configs; the worker's words; its time to hand over."""
    found = _compose()
    services = found["services"]
    for service in services.values():
        assert set(service.get("depends_on", ())) <= set(services)
        assert set(service.get("secrets", ())) <= set(found["secrets"])
        assert {one["source"] for one in service.get("configs", ())} <= set(found["configs"])
        for volume in service.get("volumes", ()):
            name = volume.partition(":")[0]
            assert name.startswith("./") or name in found["volumes"]
    shell, flag, line = services["worker"]["command"]
    assert (shell, flag) == ("sh", "-c")
    chosen = _understood(line.removeprefix("exec ").replace("$$(hostname -i)", "10.0.0.1").split())
    assert chosen.behind_proxy
    assert int(services["worker"]["stop_grace_period"].removesuffix("s")) > serving.STOPPING
    assert services["worker"]["depends_on"]["postgres"]["condition"] == "service_healthy"


def test_the_compose_file_is_one() -> None:
    """By the schema that Compose itself reads files by: every key and the form of its value."""
    validator = pytest.importorskip("fastjsonschema")
    fits = validator.compile(json.loads(SCHEMA.read_text("utf-8")))
    fits(_compose())
    for name, key, value in (
        ("worker", "replicas", 2), ("worker", "deploy", {"replicas": []}), ("proxy", "ports", "80"),
    ):  # fmt: skip
        spoilt = _compose()
        spoilt["services"][name][key] = value
        with pytest.raises(validator.JsonSchemaException, match=name):
            fits(spoilt)


def test_the_compose_file_is_understood_by_compose() -> None:
    """By whichever is installed; none of them is needed to run the tests."""
    for program in (["docker", "compose"], ["docker-compose"], ["podman-compose"]):
        if _is_of_today(program):
            asked = [*program, "-f", COMPOSE, "config"]
            done = subprocess.run(asked, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            return
    pytest.skip("这台机器没有 docker compose、podman-compose")


def _is_of_today(program: list[str]) -> bool:
    """Whether it is here, and not the first Compose, which knows neither build nor file inline."""
    if not shutil.which(program[0]):
        return False
    done = subprocess.run([*program, "version"], capture_output=True, text=True, check=False)
    return done.returncode == 0 and not re.search(r"docker-compose version 1\.", done.stdout)


def _understood(words: list[str]) -> Any:
    """What ``python -m bot`` makes of a line."""
    at = words.index("bot")
    return usage.parser().parse_args(words[at + 1 :])
