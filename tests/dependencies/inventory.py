"""Every pinned package as it is installed: version, licence; and the bill of materials of them.

Nothing is asked of the network here (``vulnerabilities``).
"""

from __future__ import annotations

import re
import tomllib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;#]+)")
_SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
}
FOREIGN = re.compile(r"\bA?GPL|SSPL|Commons Clause|Proprietary", re.IGNORECASE)
"""Licences that do not go with ours without thought; the LGPL is looked at by a person."""


@dataclass(frozen=True)
class Package:
    """One pinned package; ``installed`` None: it is not there."""

    name: str
    pinned: str
    installed: str | None
    licence: str

    @property
    def purl(self) -> str:
        """Its address in a bill of materials."""
        return f"pkg:pypi/{re.sub(r'[-_.]+', '-', self.name).lower()}@{self.pinned}"


def pinned() -> list[Package]:
    """Every package of ``constraints.txt``."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return [_package(*match.groups()) for line in lines if (match := _PIN.match(line))]


def _package(name: str, version: str) -> Package:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return Package(name, version, None, "")
    return Package(name, version, found.version, _licence(found.metadata))


def _licence(told: Any) -> str:
    """SPDX where the package says so, else its classifiers, else the first line of its text."""
    if expression := told.get("License-Expression"):
        return str(expression)
    named = [
        one.split(" :: ")[-1]
        for one in told.get_all("Classifier") or ()
        if one.startswith("License ::")
    ]
    if named:
        return " AND ".join(sorted({_SPDX.get(one, one) for one in named}))
    text = str(told.get("License") or "").strip()
    return text.splitlines()[0][:60] if text else ""


def bill(packages: Iterable[Package], at: str) -> dict[str, Any]:
    """The bill of materials, CycloneDX 1.5; ``at`` is its time, ISO 8601."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    parts = sorted(packages, key=lambda one: one.purl)
    ours = {"type": "application", "name": project["name"], "version": project["version"]}
    ours["bom-ref"] = f"pkg:pypi/{project['name']}@{project['version']}"
    seed = "\n".join(one.purl for one in parts)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}",
        "version": 1,
        "metadata": {"timestamp": at, "component": ours},
        "components": [_component(one) for one in parts],
        "dependencies": [{"ref": ours["bom-ref"], "dependsOn": [one.purl for one in parts]}],
    }


def _component(one: Package) -> dict[str, Any]:
    made = {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.pinned,
        "purl": one.purl,
    }
    if one.licence:
        return {**made, "licenses": [{"license": {"name": one.licence}}]}
    return made
